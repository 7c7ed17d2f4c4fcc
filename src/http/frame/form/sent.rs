//! A form as it comes, beside the fields that are told of its operation.

use axum::Form;
use axum::extract::rejection::FormRejection;
use axum::extract::{FromRequest, Request};

use crate::http::frame::failure::Failure;
use crate::http::frame::failure_code::FailureCode;
use crate::http::frame::openapi::{Asks, TakenFields, Telling};

/// A form as it comes: its pairs in order, or why it cannot be read.
#[derive(Debug)]
pub struct Sent {
    form: Result<Form<Vec<(String, String)>>, FormRejection>,
    taken: TakenFields,
}

impl Sent {
    /// Its pairs, and the fields that it may have.
    pub(super) fn pairs(self) -> Result<(Vec<(String, String)>, TakenFields), Failure> {
        Ok((self.form.map_err(|_| Failure::bad_form())?.0, self.taken))
    }
}

impl<S: Send + Sync> FromRequest<S> for Sent {
    type Rejection = Failure;

    async fn from_request(request: Request, state: &S) -> Result<Self, Failure> {
        let taken = request.extensions().get::<TakenFields>().cloned().unwrap_or_default();
        Ok(Self { form: Form::from_request(request, state).await, taken })
    }
}

impl Asks for Sent {
    fn tell(telling: &mut Telling) {
        use FailureCode::{BadForm, Conflict, FormWanted, SlowForm, StaleForm};
        telling.fails(&[BadForm, StaleForm, SlowForm, FormWanted, Conflict]);
    }
}
