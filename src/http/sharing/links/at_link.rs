//! Whoever comes to the address of a link, with what their browser keeps of it.

use std::collections::HashMap;
use std::sync::Arc;

use axum::extract::{FromRequestParts, Path};
use axum::http::request::Parts;

use crate::app::{App, AppError, Desk};
use crate::http::frame::door::Visitor;
use crate::http::frame::failure::Failure;
use crate::http::frame::failure_code::FailureCode;
use crate::http::frame::openapi::{Asks, Telling};

/// Whoever comes.
#[derive(Debug)]
pub struct AtLink {
    /// What stands in the address.
    pub secret: String,
    /// The desk of whoever opened it, and what they opened it with; none where it is not open.
    pub opened: Option<(Desk, String)>,
    pub visitor: Visitor,
}

impl AtLink {
    /// The desk of whoever opened it.
    ///
    /// # Errors
    /// It is not open, whatever the reason.
    pub fn desk(self) -> Result<(Desk, String), Failure> {
        let gone = || AppError::NotFound { what: "打开着的链接", text: String::new(), near: Vec::new() };
        self.opened.ok_or_else(|| gone().into())
    }

    /// Its address.
    pub fn address(&self) -> String {
        format!("/s/{}", crate::http::frame::address::part(&self.secret))
    }
}

impl FromRequestParts<Arc<App>> for AtLink {
    type Rejection = Failure;

    async fn from_request_parts(parts: &mut Parts, app: &Arc<App>) -> Result<Self, Failure> {
        let path = Path::<HashMap<String, String>>::from_request_parts(parts, app).await;
        let secret = path.ok().and_then(|Path(mut parts)| parts.remove("secret")).unwrap_or_default();
        let Ok(visitor) = Visitor::from_request_parts(parts, app).await;
        let grant = visitor.cookie.of_link(&secret).value(&parts.headers);
        let desk = app.linked(&secret, grant.as_deref()).await?;
        Ok(Self { opened: desk.zip(grant), secret, visitor })
    }
}

impl Asks for AtLink {
    fn tell(telling: &mut Telling) {
        telling.fails(&[FailureCode::NotFound, FailureCode::Unavailable, FailureCode::Timeout]);
    }
}
