//! Which records are one entity, and which of their values is shown.

#![warn(missing_docs, clippy::missing_errors_doc)]

mod choice;
mod closure;
mod dictionary;
mod identities;
mod lookup;
#[cfg(test)]
mod lookup_tests;
mod other_names;
mod partition;

pub use choice::{Rank, Trust};
pub use closure::Closure;
pub use dictionary::Dictionary;
pub use identities::{Identities, Identity};
pub use lookup::{Lookup, ReferenceError, Referent};
pub use partition::{Ambiguity, Partition};
