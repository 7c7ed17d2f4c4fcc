//! Whom an operation is open to.

use crate::access::Right;

/// Whom an operation is open to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Access {
    /// Everybody.
    Public,
    /// Whoever logged in, about their own things.
    Account,
    /// Whoever has the address of a link: opening it, and what it shows.
    Link,
    /// Who holds this right; parts of a page may ask for more, and are left out without.
    Of(Right),
}

impl Access {
    /// As the document says it: `x-right`.
    pub fn code(self) -> &'static str {
        match self {
            Self::Public => "public",
            Self::Account => "account",
            Self::Link => "link",
            Self::Of(right) => right.code(),
        }
    }
}

impl From<Right> for Access {
    fn from(right: Right) -> Self {
        Self::Of(right)
    }
}
