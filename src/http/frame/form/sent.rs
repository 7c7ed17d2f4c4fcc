//! A form as it comes, beside the fields that are told of its operation.

use std::sync::Arc;

use axum::Form;
use axum::extract::rejection::FormRejection;
use axum::extract::{FromRequest, Request};

use crate::http::frame::failure::Failure;
use crate::http::frame::failure_code::FailureCode;
use crate::http::frame::openapi::{Asks, FormField, Telling};

/// What stands for a number in the name of a field: `c{n}` stands for `c0`, `c1` and so on.
pub const NUMBER: &str = "{n}";

/// The fields that an operation takes beside the token.
#[derive(Debug, Clone, Default)]
pub struct TakenFields(Arc<[&'static str]>);

/// A form as it comes: its pairs in order, or why it cannot be read.
#[derive(Debug)]
pub struct Sent {
    form: Result<Form<Vec<(String, String)>>, FormRejection>,
    taken: TakenFields,
}

impl TakenFields {
    /// Those that are told.
    pub fn of(fields: &[FormField]) -> Self {
        Self(fields.iter().map(|(name, _)| *name).collect())
    }

    /// Whether a field is one of them, or the token.
    pub(super) fn has(&self, name: &str) -> bool {
        let is = |told: &&str| match told.strip_suffix(NUMBER) {
            Some(begin) => name.strip_prefix(begin).is_some_and(|number| number.parse::<u16>().is_ok()),
            None => *told == name,
        };
        name == "token" || self.0.iter().any(is)
    }
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_field_is_taken_by_its_name_or_by_its_number() {
        let taken = TakenFields::of(&[("who", "经手人"), ("c{n}", "第几列是什么")]);
        for name in ["token", "who", "c0", "c65535"] {
            assert!(taken.has(name), "{name}");
        }
        for name in ["", "Who", "whom", "c", "c{n}", "c-1", "cc0", "c65536", "0"] {
            assert!(!taken.has(name), "{name}");
        }
    }
}
