//! What the types of a handler say of it: its arguments what it asks, its result what it answers.

use std::collections::{BTreeMap, BTreeSet};
use std::future::Future;
use std::sync::Arc;

use axum::Json;
use axum::extract::{Extension, Path, RawQuery, State};
use axum::http::HeaderMap;
use axum::response::Response;
use schemars::generate::SchemaSettings;
use schemars::{JsonSchema, SchemaGenerator};
use serde_json::{Map, Value, json};

use crate::http::frame::door::Visitor;
use crate::http::frame::failure_code::FailureCode;

/// The mark of a parameter without which there is no answer, in its schema.
pub const REQUIRED: &str = "x-required";

/// What is known of an operation so far.
#[derive(Debug)]
pub struct Telling<'s> {
    /// Of the query, by name.
    pub(super) parameters: BTreeMap<String, Value>,
    /// How many parts of its path it reads.
    pub(super) parts: usize,
    /// The schema of its answer in JSON.
    pub(super) answer: Option<Value>,
    /// Kinds of files that it answers too.
    pub(super) files: Vec<&'static str>,
    pub(super) fails: BTreeSet<FailureCode>,
    /// Whether files come with its form.
    pub(super) receives_files: bool,
    schemas: &'s mut SchemaGenerator,
}

impl<'s> Telling<'s> {
    pub(super) fn new(schemas: &'s mut SchemaGenerator) -> Self {
        // What the guard and the thread of every request may say.
        let fails = [FailureCode::HostNotServed, FailureCode::OriginRefused, FailureCode::Internal];
        let (parameters, files) = (BTreeMap::new(), Vec::new());
        Self { parameters, parts: 0, answer: None, files, fails: fails.into(), receives_files: false, schemas }
    }

    /// It reads every field of a struct from the query.
    pub fn query<Q: JsonSchema>(&mut self) {
        let settings = SchemaSettings::draft2020_12().for_deserialize().with(|own| own.inline_subschemas = true);
        let schema = settings.into_generator().into_root_schema_for::<Q>().to_value();
        let Some(Value::Object(fields)) = schema.get("properties") else { return };
        for (name, schema) in fields {
            self.parameter(name, schema.clone());
        }
    }

    /// It reads a parameter of the query; its schema says what it is for.
    pub fn parameter(&mut self, name: &str, mut schema: Value) {
        let mut own = |key: &str| schema.as_object_mut().and_then(|schema: &mut Map<String, Value>| schema.remove(key));
        let (description, required) = (own("description"), own(REQUIRED).is_some());
        // What is absent is absent, and no value of the parameter.
        own("default");
        let told = json!({ "name": name, "in": "query", "required": required, "schema": schema,
            "description": description.unwrap_or_default() });
        self.parameters.entry(name.to_owned()).or_insert(told);
    }

    /// It may fail so.
    pub fn fails(&mut self, codes: &[FailureCode]) {
        self.fails.extend(codes);
    }

    /// Files come with its form.
    pub fn takes_files(&mut self) {
        self.receives_files = true;
    }

    /// It may answer a file of this kind.
    pub fn file(&mut self, kind: &'static str) {
        self.files.push(kind);
    }
}

/// An argument of a handler: what it asks of a request.
pub trait Asks {
    /// Says so.
    fn tell(telling: &mut Telling);
}

impl Asks for Path<String> {
    fn tell(telling: &mut Telling) {
        telling.parts += 1;
        telling.fails(&[FailureCode::BadAddress]);
    }
}

impl Asks for Path<(String, String)> {
    fn tell(telling: &mut Telling) {
        telling.parts += 2;
        telling.fails(&[FailureCode::BadAddress]);
    }
}

impl Asks for Path<(String, usize)> {
    fn tell(telling: &mut Telling) {
        Path::<(String, String)>::tell(telling);
    }
}

/// What stands around a form.
impl Asks for HeaderMap {
    fn tell(_: &mut Telling) {}
}

/// Who asks, and from where.
impl Asks for Visitor {
    fn tell(_: &mut Telling) {}
}

/// The service's own.
impl<T> Asks for State<Arc<T>> {
    fn tell(_: &mut Telling) {}
}

/// The service's own.
impl<T> Asks for Extension<Arc<T>> {
    fn tell(_: &mut Telling) {}
}

/// A query that is handed on, or only says which version of a file is meant.
impl Asks for RawQuery {
    fn tell(_: &mut Telling) {}
}

/// The result of a handler.
pub trait Answers {
    /// Says what it holds.
    fn tell(telling: &mut Telling);
}

impl<T: JsonSchema> Answers for Json<T> {
    fn tell(telling: &mut Telling) {
        telling.answer = Some(telling.schemas.subschema_for::<T>().to_value());
    }
}

impl<T: Answers, E> Answers for Result<T, E> {
    fn tell(telling: &mut Telling) {
        T::tell(telling);
    }
}

/// Anything but JSON; the list of addresses tells what.
impl Answers for Response {
    fn tell(_: &mut Telling) {}
}

/// A handler whose types say all of that.
pub trait Endpoint<A> {
    /// Says it.
    fn tell(telling: &mut Telling);
}

macro_rules! endpoint {
    ($($argument:ident),*) => {
        impl<F, R, $($argument,)*> Endpoint<($($argument,)*)> for F
        where
            F: Fn($($argument),*) -> R,
            R: Future<Output: Answers>,
            $($argument: Asks,)*
        {
            fn tell(telling: &mut Telling) {
                $($argument::tell(telling);)*
                R::Output::tell(telling);
            }
        }
    };
}

endpoint!();
endpoint!(A);
endpoint!(A, B);
endpoint!(A, B, C);
endpoint!(A, B, C, D);
endpoint!(A, B, C, D, E);
