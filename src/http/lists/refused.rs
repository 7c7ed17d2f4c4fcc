//! A form of a list that was refused: it stands in its page again, with what was typed and why.

use axum::http::StatusCode;
use axum::response::Response;

use crate::app::{AppError, ErrorKind};
use crate::http::frame::failure::Failure;
use crate::http::frame::form::Fields;

/// Which form of a page it was.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ListForm {
    /// Lists enterprises.
    Add,
    /// Gives them to a squad.
    Assign,
    /// Moves a card of the board.
    Move,
    /// Says something else of one target.
    Set,
    /// Drops it.
    Drop,
    /// Confirms suggestions.
    Confirm,
    /// Hands a packet out.
    Packet,
    /// Takes a change back.
    Undo,
}

/// Why nothing was written.
#[derive(Debug)]
pub enum Why {
    /// Something is wrong.
    Error(AppError),
    /// A squad that is not the chain's: it is asked whether that is meant.
    Asked(String),
}

impl From<AppError> for Why {
    fn from(error: AppError) -> Self {
        Self::Error(error)
    }
}

/// A form that was sent and refused.
#[derive(Debug)]
pub struct Refused {
    form: ListForm,
    typed: Fields,
    told: String,
    /// Whether it is asked whether a squad of another chain is meant.
    asks: bool,
    status: StatusCode,
}

impl Refused {
    /// A form with what came of it. A fault of ours is none of the form's.
    pub fn of(form: ListForm, typed: Fields, why: Why) -> Result<Self, Failure> {
        let (told, asks, status) = match why {
            Why::Asked(told) => (told, true, StatusCode::CONFLICT),
            Why::Error(error) => match error.kind() {
                ErrorKind::NotFound | ErrorKind::Ambiguous | ErrorKind::BadRequest | ErrorKind::Conflict => {
                    (error.to_string(), false, Failure::status_of(error.kind()))
                }
                _ => return Err(error.into()),
            },
        };
        Ok(Self { form, typed, told, asks, status })
    }

    /// What is told in a form of the page.
    pub fn told(&self, form: ListForm) -> Option<String> {
        (self.form == form).then(|| self.told.clone())
    }

    /// What was typed in a field of one of the page's forms.
    pub fn typed(&self, form: ListForm, field: &str) -> Option<&str> {
        self.typed.sent(field).filter(|_| self.form == form)
    }

    /// Every value of a field.
    pub fn all(&self, form: ListForm, field: &str) -> Vec<String> {
        if self.form == form { self.typed.all(field) } else { Vec::new() }
    }

    /// The squad of which it is asked whether it is meant.
    pub fn asked(&self, form: ListForm) -> Option<String> {
        self.typed(form, "squad").filter(|_| self.asks).map(str::to_owned)
    }

    /// Whether somebody else changed the list meanwhile.
    pub fn is_conflict(&self) -> bool {
        self.status == StatusCode::CONFLICT && !self.asks
    }

    /// The page with the status of what was refused.
    pub fn answered(&self, mut page: Response) -> Response {
        *page.status_mut() = self.status;
        page
    }
}
