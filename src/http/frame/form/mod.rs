//! A form that changes something, as it is sent: pairs in order, the secret checked, no field that is not told.

mod edit_form;
mod files;
mod parts;
mod sent;
mod token;

use crate::http::frame::failure::Failure;
pub use edit_form::{EditAsked, EditForm, EditInput, Editing, GROUNDS, PageAddress, see};
pub use files::SentFiles;
pub use parts::FormLimit;
pub use sent::Sent;
pub use token::{is_token, token};

/// The fields of a form that carries the token.
#[derive(Debug)]
pub struct Fields(Vec<(String, String)>);

impl Fields {
    /// Takes a form. What it holds beside the fields that are told of the operation is refused, not passed over.
    pub fn of(sent: Sent) -> Result<Self, Failure> {
        let (pairs, taken) = sent.pairs()?;
        let fields = Self(pairs);
        let unknown = fields.0.iter().find(|(name, _)| !taken.has(name));
        unknown.map_or(Ok(()), |(name, _)| Err(Failure::unknown_field(name)))?;
        Ok(fields)
    }

    /// The value of a field; blank where it was not sent.
    pub fn text(&self, name: &str) -> &str {
        self.sent(name).unwrap_or_default().trim()
    }

    /// The value of a field that was sent.
    pub fn sent(&self, name: &str) -> Option<&str> {
        Self::read(name);
        self.0.iter().find(|(field, _)| field == name).map(|(_, value)| value.as_str())
    }

    /// Whether a field was sent at all.
    fn has(&self, name: &str) -> bool {
        self.0.iter().any(|(field, _)| field == name)
    }

    /// Every value of a field that is not blank.
    pub fn all(&self, name: &str) -> Vec<String> {
        Self::read(name);
        let values = self.0.iter().filter(|(field, _)| field == name).map(|(_, value)| value.trim().to_owned());
        values.filter(|value| !value.is_empty()).collect()
    }

    /// The log tells which fields a handler reads: a test holds what is told of the form to it.
    fn read(name: &str) {
        tracing::trace!(target: "liantu::form", field = name, "read");
    }

    /// Who changes something, where a person is named.
    pub fn who(&self) -> Option<&str> {
        Some(self.text("who")).filter(|who| !who.is_empty())
    }
}
