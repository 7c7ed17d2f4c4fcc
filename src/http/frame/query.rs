//! What an address asks after its question mark: a struct an endpoint, its values read by the type of each field.
//!
//! The same struct makes the addresses that pages link to (see [`address::query`]), so a new parameter is written once.

use std::borrow::Cow;
use std::fmt;
use std::marker::PhantomData;

use axum::extract::{FromRequestParts, Query};
use axum::http::request::Parts;
use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::de::DeserializeOwned;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::app::{KnownAt, Question};
use crate::http::frame::address;
use crate::http::frame::failure::Failure;
use crate::http::frame::failure_code::FailureCode;
use crate::http::frame::openapi::{Asks, REQUIRED, Telling};
use crate::model::{Day, Stage, Standing, TargetFlag, TargetState, Verdict};

/// The query of a request, as the struct of its endpoint.
#[derive(Debug)]
pub struct QueryOf<Q>(pub Q);

impl<Q: DeserializeOwned, S: Send + Sync> FromRequestParts<S> for QueryOf<Q> {
    type Rejection = Failure;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Failure> {
        let Query(query) = Query::from_request_parts(parts, state).await?;
        Ok(Self(query))
    }
}

impl<Q: JsonSchema> Asks for QueryOf<Q> {
    fn tell(telling: &mut Telling) {
        telling.query::<Q>();
        telling.fails(&[FailureCode::BadQuery, FailureCode::BadParameter]);
    }
}

/// One value of a query as the reader wrote it, without blanks around it; a blank one counts as absent. It is read where
/// it is needed: what an endpoint does not use cannot be wrong.
#[derive(Debug, Clone)]
pub struct Parameter<T> {
    given: Option<String>,
    of: PhantomData<T>,
}

impl<T> Parameter<T> {
    /// The parameter with this value.
    pub fn of(value: impl fmt::Display) -> Self {
        let text = value.to_string();
        Self { given: Some(text.trim()).filter(|text| !text.is_empty()).map(str::to_owned), of: PhantomData }
    }

    /// The value as it was written.
    pub fn given(&self) -> Option<&str> {
        self.given.as_deref()
    }

    /// The value as it was written, to be kept.
    pub fn owned(&self) -> Option<String> {
        self.given.clone()
    }
}

impl<T: Readable> Parameter<T> {
    /// The value, of the parameter called `name`.
    pub fn read(&self, name: &str) -> Result<Option<T>, Failure> {
        let wrong = |text| Failure::bad_parameter(name, text, T::EXPECTED);
        self.given().map(|text| T::read(text).ok_or_else(|| wrong(text))).transpose()
    }
}

impl<T> Default for Parameter<T> {
    fn default() -> Self {
        Self { given: None, of: PhantomData }
    }
}

impl<T: Readable> JsonSchema for Parameter<T> {
    fn schema_name() -> Cow<'static, str> {
        "Parameter".into()
    }

    fn inline_schema() -> bool {
        true
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        T::schema()
    }
}

/// A text without which there is no answer.
#[derive(Debug, Clone, Default, Deserialize, Serialize)]
#[serde(transparent)]
pub struct Required(Parameter<String>);

impl Required {
    /// The value of the parameter called `name`, as it was written.
    pub fn read(&self, name: &str, expected: &str) -> Result<&str, Failure> {
        self.0.given().ok_or_else(|| Failure::bad_parameter(name, "", expected))
    }
}

impl From<Parameter<String>> for Required {
    fn from(parameter: Parameter<String>) -> Self {
        Self(parameter)
    }
}

impl JsonSchema for Required {
    fn schema_name() -> Cow<'static, str> {
        "Required".into()
    }

    fn inline_schema() -> bool {
        true
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({ "type": "string", REQUIRED: true })
    }
}

/// The value as it was written; nothing where it is absent.
impl<T> fmt::Display for Parameter<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.given().unwrap_or_default())
    }
}

impl<'de, T> Deserialize<'de> for Parameter<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer).map(Self::of)
    }
}

impl<T> Serialize for Parameter<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.given.serialize(serializer)
    }
}

/// Whose values a query can hold.
pub trait Readable: Sized {
    /// What has to be written, as a reader is told who wrote something else.
    const EXPECTED: &'static str;

    /// The value of a text that is not blank.
    fn read(text: &str) -> Option<Self>;

    /// What may be written.
    fn schema() -> Schema {
        json_schema!({ "type": "string" })
    }
}

/// The schema of a closed vocabulary, whose words are read in both languages.
pub fn one_of(words: &[(&str, &str)]) -> Schema {
    let words: Vec<&str> = words.iter().flat_map(|(code, zh)| [*code, *zh]).collect();
    json_schema!({ "type": "string", "enum": words })
}

impl Readable for String {
    const EXPECTED: &'static str = "文字";

    fn read(text: &str) -> Option<Self> {
        Some(text.to_owned())
    }
}

impl Readable for Day {
    const EXPECTED: &'static str = "日期，如 2026-11-23";

    fn read(text: &str) -> Option<Self> {
        text.parse().ok()
    }

    fn schema() -> Schema {
        json_schema!({ "type": "string", "format": "date" })
    }
}

impl Readable for KnownAt {
    const EXPECTED: &'static str = "日志号，或日期，如 2026-11-23";

    fn read(text: &str) -> Option<Self> {
        text.parse().ok()
    }
}

impl Readable for usize {
    const EXPECTED: &'static str = "不小于 1 的整数";

    fn read(text: &str) -> Option<Self> {
        text.parse().ok().filter(|count| *count > 0)
    }

    fn schema() -> Schema {
        json_schema!({ "type": "integer", "minimum": 1 })
    }
}

impl Readable for Verdict {
    const EXPECTED: &'static str = "优势、强链、补链、延链、建链、待摸排之一";

    fn read(text: &str) -> Option<Self> {
        Self::from_word(text)
    }

    fn schema() -> Schema {
        one_of(Self::WORDS)
    }
}

impl Readable for Stage {
    const EXPECTED: &'static str = "上游、中游、下游之一";

    fn read(text: &str) -> Option<Self> {
        Self::from_word(text)
    }

    fn schema() -> Schema {
        one_of(Self::WORDS)
    }
}

impl Readable for Standing {
    const EXPECTED: &'static str = "链主、龙头、单项冠军、专精特新、一般之一";

    fn read(text: &str) -> Option<Self> {
        Self::from_word(text)
    }

    fn schema() -> Schema {
        one_of(Self::WORDS)
    }
}

impl Readable for TargetFlag {
    const EXPECTED: &'static str = "watch、stale、has_branch、same_prefecture 之一";

    fn read(text: &str) -> Option<Self> {
        Self::from_word(text)
    }

    fn schema() -> Schema {
        one_of(Self::WORDS)
    }
}

impl Readable for TargetState {
    const EXPECTED: &'static str = "已列入、已派发、已联系、已走访、洽谈中、已签约、已放弃之一";

    fn read(text: &str) -> Option<Self> {
        Self::from_word(text)
    }

    fn schema() -> Schema {
        one_of(Self::WORDS)
    }
}

/// How wide a picture may be, in px.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Width(pub u32);

impl Width {
    /// Of a picture beside the menu on a screen of 1366 px.
    pub const USUAL: Self = Self(1170);
}

impl Readable for Width {
    const EXPECTED: &'static str = "280 到 4000 的整数";

    fn read(text: &str) -> Option<Self> {
        text.parse().ok().filter(|width| (280..=4000).contains(width)).map(Self)
    }

    fn schema() -> Schema {
        json_schema!({ "type": "integer", "minimum": 280, "maximum": 4000 })
    }
}

/// Where one stands: what every question about a chain takes, and every link keeps.
#[derive(Debug, Default, Clone, Deserialize, Serialize, JsonSchema)]
#[serde(default)]
pub struct Standpoint {
    /// Code or name of the region the answer is for; by default the city that runs the chain.
    pub home: Parameter<String>,
    /// The day asked about; by default today.
    pub as_of: Parameter<Day>,
    /// The moment of knowledge asked about; by default now.
    pub known_at: Parameter<KnownAt>,
    /// What is assumed, for links to keep; the desk has it.
    #[schemars(skip)]
    pub assume: Parameter<String>,
}

impl Standpoint {
    /// The question about one chain.
    pub fn question(&self, chain: &str) -> Result<Question, Failure> {
        Ok(Question { chain: chain.to_owned(), home: self.home.owned(), as_of: self.as_of.read("as_of")? })
    }

    /// All of it that is given, as a form sends it.
    pub fn pairs(&self) -> Vec<(&'static str, String)> {
        let all = [
            ("home", self.home.owned()),
            ("as_of", self.as_of.owned()),
            ("known_at", self.known_at.owned()),
            ("assume", self.assume.owned()),
        ];
        all.into_iter().filter_map(|(name, value)| Some((name, value?))).collect()
    }

    /// The query that keeps all of it, for links to other pages.
    pub fn kept(&self) -> String {
        address::query(self)
    }
}

/// A query that names the chain it is about, where the path does not.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(default)]
#[schemars(bound = "Q: JsonSchema + Default")]
pub struct OfChain<Q> {
    /// Id or name of the chain.
    chain: Required,
    /// What is asked about the chain.
    #[serde(flatten)]
    pub query: Q,
}

impl<Q> OfChain<Q> {
    /// The chain, which has to be named.
    pub fn chain(&self) -> Result<&str, Failure> {
        self.chain.read("chain", "产业链的编号或名称")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn standpoint(address: &str) -> Result<Standpoint, Failure> {
        let uri = format!("/{address}").parse().unwrap();
        Ok(Query::<OfChain<Standpoint>>::try_from_uri(&uri)?.0.query)
    }

    #[test]
    fn blank_values_are_absent_and_wrong_ones_are_refused() {
        assert_eq!(standpoint("?as_of=&home=+&other=1").unwrap().question("c1").unwrap().as_of, None);
        assert_eq!(standpoint("?home=+").unwrap().home.given(), None);
        assert!(standpoint("?as_of=2026-02-30").unwrap().question("c1").is_err());
        for count in ["0", "-1", "x", "99999999999999999999999"] {
            assert!(Parameter::<usize>::of(count).read("budget").is_err(), "{count}");
        }
        for width in ["279", "4001", "-1", "1e3", "９９９"] {
            assert!(Parameter::<Width>::of(width).read("width").is_err(), "{width}");
        }
        assert_eq!(Parameter::<Width>::of("280").read("width").unwrap(), Some(Width(280)));
    }

    #[test]
    fn a_value_given_twice_is_refused() {
        assert!(standpoint("?home=1&home=2").is_err() && standpoint("?chain=1&chain=2").is_err());
    }

    #[test]
    fn links_keep_home_day_and_knowledge() {
        let asked = standpoint("?known_at=7&chain=c1&as_of=2026-01-01&home=+合肥+&width=500").unwrap();
        assert_eq!(asked.kept(), "?home=%E5%90%88%E8%82%A5&as_of=2026-01-01&known_at=7");
        assert_eq!(Standpoint::default().kept(), "");
    }
}
