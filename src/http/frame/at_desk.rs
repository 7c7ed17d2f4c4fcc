//! The desk a request stands at: one caller and one version of everything for the whole request.

use std::sync::Arc;

use axum::extract::FromRequestParts;
use axum::http::request::Parts;

use schemars::JsonSchema;
use serde::Deserialize;

use super::failure::Failure;
use super::failure_code::FailureCode;
use super::openapi::{Asks, Telling};
use super::query::{Parameter, QueryOf};
use crate::access::Caller;
use crate::app::{App, Desk, KnownAt};

/// Which version of everything is asked about.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(default)]
struct Knowledge {
    /// The moment of knowledge asked about; by default now.
    known_at: Parameter<KnownAt>,
}

/// A desk before what is known now, whatever the address asks for: people's work is never read as known then.
#[derive(Debug)]
pub struct Now(pub Desk);

impl FromRequestParts<Arc<App>> for Desk {
    type Rejection = Failure;

    async fn from_request_parts(parts: &mut Parts, app: &Arc<App>) -> Result<Self, Failure> {
        let QueryOf(asked) = QueryOf::<Knowledge>::from_request_parts(parts, app).await?;
        Ok(app.desk(Caller::Local, asked.known_at.read("known_at")?).await?)
    }
}

impl FromRequestParts<Arc<App>> for Now {
    type Rejection = Failure;

    async fn from_request_parts(_: &mut Parts, app: &Arc<App>) -> Result<Self, Failure> {
        Ok(Self(app.desk(Caller::Local, None).await?))
    }
}

/// What any question or deed may come to.
const FAILS: &[FailureCode] = &[
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
