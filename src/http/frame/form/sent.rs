//! A form as it comes, beside the fields that are told of its operation.

use std::sync::Arc;

use axum::Form;
use axum::extract::rejection::FormRejection;
use axum::extract::{FromRequest, Request};

use super::token::is_token;
use crate::access::{Caller, LoggedIn};
use crate::http::frame::door::ByToken;
use crate::http::frame::failure::Failure;
use crate::http::frame::failure_code::FailureCode;
use crate::http::frame::openapi::{Asks, TakenFields, Telling};

/// Names and values, in order.
type Pairs = Vec<(String, String)>;

/// A form as it comes: its pairs in order, or why it cannot be read.
#[derive(Debug)]
pub struct Sent {
    form: Result<Form<Pairs>, FormRejection>,
    taken: TakenFields,
    person: Option<Arc<LoggedIn>>,
    by_token: bool,
}

impl Sent {
    /// Its pairs, and the fields that it may have; its secret is that of the session, where it needs one.
    pub(super) fn pairs(self) -> Result<(Pairs, TakenFields), Failure> {
        let pairs = self.form.map_err(|_| Failure::bad_form())?.0;
        let token = pairs.iter().find(|(name, _)| name == "token").map_or("", |(_, token)| token.trim());
        let is_bound = self.by_token || is_token(token, self.person.as_deref());
        if is_bound { Ok((pairs, self.taken)) } else { Err(Failure::stale_form()) }
    }
}

impl<S: Send + Sync> FromRequest<S> for Sent {
    type Rejection = Failure;

    async fn from_request(request: Request, state: &S) -> Result<Self, Failure> {
        let taken = request.extensions().get::<TakenFields>().cloned().unwrap_or_default();
        let person = request.extensions().get::<Caller>().and_then(Caller::person).cloned();
        let by_token = request.extensions().get::<ByToken>().is_some();
        Ok(Self { form: Form::from_request(request, state).await, taken, person, by_token })
    }
}

impl Asks for Sent {
    fn tell(telling: &mut Telling) {
        use FailureCode::{BadForm, Conflict, FormWanted, SlowForm, StaleForm};
        telling.fails(&[BadForm, StaleForm, SlowForm, FormWanted, Conflict]);
    }
}
