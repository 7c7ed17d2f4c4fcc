//! The desk a request stands at: one caller and one version of everything for the whole request.

use std::sync::Arc;

use axum::extract::FromRequestParts;
use axum::http::request::Parts;

use schemars::JsonSchema;
use serde::Deserialize;

use super::failure::Failure;
use super::failure_code::FailureCode;
use super::openapi::{Asks, Assumes, Telling};
use super::query::{Parameter, QueryOf};
use crate::access::Caller;
use crate::app::{App, AppError, Desk, KnownAt};

/// Which version of everything is asked about.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(default)]
struct Knowledge {
    /// The moment of knowledge asked about; by default now.
    known_at: Parameter<KnownAt>,
    /// What is to be assumed; told of such operations only as answer under it.
    #[schemars(skip)]
    assume: Parameter<String>,
}

impl Knowledge {
    /// What is to be assumed. A page that cannot says so itself; a program must not take an answer for another.
    fn to_assume(&self, parts: &Parts) -> Result<Vec<String>, Failure> {
        let given = self.assume.given().unwrap_or_default();
        let all = given.split([';', '；']).map(str::trim).filter(|text| !text.is_empty()).map(str::to_owned).collect();
        let for_programs = parts.uri.path().starts_with("/api/") && parts.extensions.get::<Assumes>().is_none();
        if for_programs && !given.is_empty() {
            let text =
                "这里不能在假设下回答（assume=）；能的是一条产业链的缺口、全景图和简报，以及它们的页面".to_owned();
            return Err(AppError::BadRequest(text).into());
        }
        Ok(all)
    }
}

/// Who asks; nobody in particular gets no desk.
fn caller(parts: &Parts) -> Result<Caller, Failure> {
    parts.extensions.get().cloned().ok_or_else(Failure::log_in_first)
}

/// A desk before what is known now, whatever the address asks for: people's work is never read as known then.
#[derive(Debug)]
pub struct Now(pub Desk);

impl FromRequestParts<Arc<App>> for Desk {
    type Rejection = Failure;

    async fn from_request_parts(parts: &mut Parts, app: &Arc<App>) -> Result<Self, Failure> {
        let QueryOf(asked) = QueryOf::<Knowledge>::from_request_parts(parts, app).await?;
        let desk = app.desk(caller(parts)?, asked.known_at.read("known_at")?).await?;
        Ok(desk.asked_to_assume(&asked.to_assume(parts)?))
    }
}

impl FromRequestParts<Arc<App>> for Now {
    type Rejection = Failure;

    async fn from_request_parts(parts: &mut Parts, app: &Arc<App>) -> Result<Self, Failure> {
        let QueryOf(asked) = QueryOf::<Knowledge>::from_request_parts(parts, app).await?;
        Ok(Self(app.desk(caller(parts)?, None).await?.asked_to_assume(&asked.to_assume(parts)?)))
    }
}

/// What any question or deed may come to.
const FAILS: &[FailureCode] = &[
    FailureCode::LogInFirst,
    FailureCode::BadRequest,
    FailureCode::Ambiguous,
    FailureCode::Forbidden,
    FailureCode::NotFound,
    FailureCode::Timeout,
    FailureCode::Unavailable,
];

impl Asks for Desk {
    fn tell(telling: &mut Telling) {
        QueryOf::<Knowledge>::tell(telling);
        telling.fails(FAILS);
    }
}

impl Asks for Now {
    fn tell(telling: &mut Telling) {
        telling.fails(FAILS);
    }
}
