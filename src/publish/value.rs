//! Values of properties and of parameters, and their form on the wire.

use neo4rs::{BoltList, BoltMap, BoltNull, BoltType};

/// A value of a property.
#[derive(Debug, Clone, PartialEq, PartialOrd)]
pub enum Value {
    /// STRING on the wire.
    Text(String),
    /// LIST of STRING, in order.
    Texts(Vec<String>),
    /// INTEGER.
    Whole(i64),
    /// FLOAT; amounts in 万元.
    Real(f64),
    /// BOOLEAN.
    Truth(bool),
}

/// Properties by name, ascending.
pub type Properties = Vec<(&'static str, Value)>;

impl From<&Value> for BoltType {
    fn from(value: &Value) -> Self {
        match value {
            Value::Text(text) => text.as_str().into(),
            Value::Texts(texts) => {
                BoltType::List(texts.iter().map(|t| t.as_str().into()).collect::<Vec<BoltType>>().into())
            }
            Value::Whole(number) => (*number).into(),
            Value::Real(number) => (*number).into(),
            Value::Truth(truth) => (*truth).into(),
        }
    }
}

/// A map of properties with the lid beside them.
pub fn wire(lid: &str, properties: &Properties) -> BoltType {
    let mut map = BoltMap::with_capacity(properties.len() + 1);
    map.put("lid".into(), lid.into());
    for (name, value) in properties {
        map.put((*name).into(), value.into());
    }
    BoltType::Map(map)
}

/// A list of values.
pub fn list(values: Vec<BoltType>) -> BoltType {
    BoltType::List(BoltList::from(values))
}

/// Nothing.
pub fn null() -> BoltType {
    BoltType::Null(BoltNull)
}

/// Whether what a server holds is exactly what these properties say.
pub fn equal(found: &BoltMap, lid: &str, properties: &Properties) -> bool {
    let text = |name: &str| found.value.get(name);
    found.len() == properties.len() + 1
        && matches!(text("lid"), Some(BoltType::String(s)) if s.value == lid)
        && properties.iter().all(|(name, value)| text(name).is_some_and(|found| same(found, value)))
}

fn same(found: &BoltType, value: &Value) -> bool {
    match (found, value) {
        (BoltType::String(found), Value::Text(text)) => found.value == *text,
        (BoltType::Integer(found), Value::Whole(number)) => found.value == *number,
        (BoltType::Float(found), Value::Real(number)) => found.value.to_bits() == number.to_bits(),
        (BoltType::Boolean(found), Value::Truth(truth)) => found.value == *truth,
        (BoltType::List(found), Value::Texts(texts)) => {
            found.len() == texts.len()
                && found.iter().zip(texts).all(|(f, t)| matches!(f, BoltType::String(s) if s.value == *t))
        }
        _ => false,
    }
}

/// What a server answered, as JSON.
pub fn json(value: &BoltType) -> serde_json::Value {
    match value {
        BoltType::String(text) => text.value.clone().into(),
        BoltType::Boolean(truth) => truth.value.into(),
        BoltType::Integer(number) => number.value.into(),
        BoltType::Float(number) => number.value.into(),
        BoltType::List(list) => list.iter().map(json).collect(),
        BoltType::Map(map) => map.value.iter().map(|(k, v)| (k.value.clone(), json(v))).collect(),
        _ => serde_json::Value::Null,
    }
}
