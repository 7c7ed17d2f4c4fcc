//! Who stands at a desk.

use super::{Right, Scope};

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
}

/// Who changed something on a page of this machine, where nobody is named.
const LOCAL: &str = "本机网页";

impl Caller {
    /// What the journal calls them.
    pub fn name(&self) -> &str {
        match self {
            Self::Machine { user } => user,
            Self::Local => LOCAL,
        }
    }

    /// Whether they hold a right over a scope.
    pub fn holds(&self, _right: Right, _scope: Scope<'_>) -> bool {
        match self {
            // Whoever opens the file can read it whole; who reaches the loopback page of a store without accounts, too.
            Self::Machine { .. } | Self::Local => true,
        }
    }
}
