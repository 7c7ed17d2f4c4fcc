//! A form that changes something, as it is sent: pairs in order, the secret checked.

mod edit_form;
mod token;

use axum::Form;
use axum::extract::rejection::FormRejection;

use crate::http::frame::failure::Failure;
pub use edit_form::{EditAsked, EditForm, EditInput, Editing, GROUNDS, PageAddress, see};
pub use token::{is_token, token};

/// A form as axum hands it over.
pub type Sent = Result<Form<Vec<(String, String)>>, FormRejection>;

/// The fields of a form that carries the token.
#[derive(Debug)]
pub struct Fields(Vec<(String, String)>);

impl Fields {
    /// Takes a form.
    pub fn of(sent: Sent) -> Result<Self, Failure> {
        let fields = Self(sent.map_err(|_| Failure::bad_form())?.0);
        if is_token(fields.text("token")) { Ok(fields) } else { Err(Failure::stale_form()) }
    }

    /// The value of a field; blank where it was not sent.
    pub fn text(&self, name: &str) -> &str {
        self.sent(name).unwrap_or_default().trim()
    }

    /// The value of a field that was sent.
    pub fn sent(&self, name: &str) -> Option<&str> {
        self.0.iter().find(|(field, _)| field == name).map(|(_, value)| value.as_str())
    }

    /// Every value of a field that is not blank.
    pub fn all(&self, name: &str) -> Vec<String> {
        let values = self.0.iter().filter(|(field, _)| field == name).map(|(_, value)| value.trim().to_owned());
        values.filter(|value| !value.is_empty()).collect()
    }

    /// Who changes something, where a person is named.
    pub fn who(&self) -> Option<&str> {
        Some(self.text("who")).filter(|who| !who.is_empty())
    }
}
