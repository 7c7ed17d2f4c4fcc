//! Who stands at a desk.

use std::sync::Arc;

use super::{LoggedIn, Right, Scope, Ties};

/// Who asks or does something.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Caller {
    /// The command line: whoever may open the store's file, under the system's user name.
    Machine {
        /// Their name to the system.
        user: String,
    },
    /// A page on the loopback address of a store without accounts.
    Local,
    /// Whoever logged in to an account.
    Person(Arc<LoggedIn>),
    /// Whoever opened a link: it shows its stored rows and columns, and nothing else.
    Link(Arc<Linked>),
}

/// A link that somebody opened.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Linked {
    /// What people call it by.
    pub share: String,
    /// What the journal calls whoever opened it.
    pub name: String,
    /// Who made it: it shows nothing that they may not show.
    pub maker: Caller,
}

/// Who changed something on a page of this machine, where nobody is named.
const LOCAL: &str = "本机网页";

impl Caller {
    /// What the journal calls them.
    pub fn name(&self) -> &str {
        match self {
            Self::Machine { user } => user,
            Self::Local => LOCAL,
            Self::Person(person) => &person.login,
            Self::Link(linked) => &linked.name,
        }
    }

    /// The account they logged in to.
    pub fn person(&self) -> Option<&Arc<LoggedIn>> {
        match self {
            Self::Person(person) => Some(person),
            Self::Machine { .. } | Self::Local | Self::Link(_) => None,
        }
    }

    /// Whether they hold a right over a scope; `ties` knows what its names mean.
    pub fn holds(&self, right: Right, scope: Scope<'_>, ties: &impl Ties) -> bool {
        match self {
            // Whoever opens the file can read it whole; who reaches the loopback page of a store without accounts, too.
            Self::Machine { .. } | Self::Local => true,
            Self::Person(person) => person.holds(right, scope, ties),
            // What it shows is asked for by itself, and of its maker.
            Self::Link(_) => false,
        }
    }
}
