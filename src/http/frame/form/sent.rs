//! A form as it comes, beside the fields that are told of its operation.

use std::sync::Arc;

use axum::Form;
use axum::extract::rejection::FormRejection;
use axum::extract::{FromRequest, Request};

use crate::access::{Caller, LoggedIn};
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
}

impl Sent {
    /// Its pairs, the fields that it may have, and whose session it must be bound to.
    pub(super) fn pairs(self) -> Result<(Pairs, TakenFields, Option<Arc<LoggedIn>>), Failure> {
        Ok((self.form.map_err(|_| Failure::bad_form())?.0, self.taken, self.person))
    }
}

impl<S: Send + Sync> FromRequest<S> for Sent {
    type Rejection = Failure;

    async fn from_request(request: Request, state: &S) -> Result<Self, Failure> {
        let taken = request.extensions().get::<TakenFields>().cloned().unwrap_or_default();
        let person = request.extensions().get::<Caller>().and_then(Caller::person).cloned();
        Ok(Self { form: Form::from_request(request, state).await, taken, person })
    }
}

impl Asks for Sent {
    fn tell(telling: &mut Telling) {
        use FailureCode::{BadForm, Conflict, FormWanted, SlowForm, StaleForm};
        telling.fails(&[BadForm, StaleForm, SlowForm, FormWanted, Conflict]);
    }
}
