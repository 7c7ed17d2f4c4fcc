//! What is around a page for whoever is not let in yet.

use crate::access::LoggedIn;
use crate::http::frame::form::token;
use crate::http::frame::statics;

/// The frame of such a page: it says nothing of what there is inside.
#[derive(Debug)]
pub struct Outside {
    pub token: String,
}

impl Outside {
    /// For whoever comes.
    pub fn of(person: Option<&LoggedIn>) -> Self {
        Self { token: token(person) }
    }

    /// The address of a static file.
    pub fn file(&self, name: &str) -> String {
        statics::address(name)
    }
}
