//! The desk a request stands at: one caller and one version of everything for the whole request.

use std::sync::Arc;

use axum::extract::{FromRequestParts, Query};
use axum::http::request::Parts;
use serde::Deserialize;

use super::failure::Failure;
use crate::access::Caller;
use crate::app::{App, Desk, KnownAt};

/// A desk before what is known now, whatever the address asks for: people's work is never read as known then.
#[derive(Debug)]
pub struct Now(pub Desk);

/// The moment of knowledge in an address.
#[derive(Debug, Deserialize)]
struct Moment {
    known_at: Option<String>,
}

impl FromRequestParts<Arc<App>> for Desk {
    type Rejection = Failure;

    async fn from_request_parts(parts: &mut Parts, app: &Arc<App>) -> Result<Self, Failure> {
        let Query(moment) = Query::<Moment>::from_request_parts(parts, app).await?;
        let given = moment.known_at.as_deref().map(str::trim).filter(|text| !text.is_empty());
        Ok(app.desk(Caller::Local, given.map(known_at).transpose()?).await?)
    }
}

impl FromRequestParts<Arc<App>> for Now {
    type Rejection = Failure;

    async fn from_request_parts(_: &mut Parts, app: &Arc<App>) -> Result<Self, Failure> {
        Ok(Self(app.desk(Caller::Local, None).await?))
    }
}

fn known_at(text: &str) -> Result<KnownAt, Failure> {
    text.parse().map_err(|_| Failure::bad_parameter("known_at", text, "日志号，或日期，如 2026-11-23"))
}
