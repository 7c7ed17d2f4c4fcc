//! The desk a request stands at: one caller and one version of everything for the whole request.

use std::sync::Arc;

use axum::extract::FromRequestParts;
use axum::http::request::Parts;

use super::failure::Failure;
use super::query::{QueryOf, Standpoint};
use crate::access::Caller;
use crate::app::{App, Desk};

/// A desk before what is known now, whatever the address asks for: people's work is never read as known then.
#[derive(Debug)]
pub struct Now(pub Desk);

impl FromRequestParts<Arc<App>> for Desk {
    type Rejection = Failure;

    async fn from_request_parts(parts: &mut Parts, app: &Arc<App>) -> Result<Self, Failure> {
        let QueryOf(standpoint) = QueryOf::<Standpoint>::from_request_parts(parts, app).await?;
        Ok(app.desk(Caller::Local, standpoint.known_at.read("known_at")?).await?)
    }
}

impl FromRequestParts<Arc<App>> for Now {
    type Rejection = Failure;

    async fn from_request_parts(_: &mut Parts, app: &Arc<App>) -> Result<Self, Failure> {
        Ok(Self(app.desk(Caller::Local, None).await?))
    }
}
