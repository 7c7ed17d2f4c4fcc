//! Which records are one entity, and how far their sources are trusted.

#![warn(missing_docs, clippy::missing_errors_doc)]

mod closure;
mod dictionary;
mod identities;
mod judgements;
mod lookup;
#[cfg(test)]
mod lookup_tests;
mod other_names;
mod partition;
mod sets;
mod trust;

pub use closure::Closure;
pub use dictionary::Dictionary;
pub use identities::{Identities, Identity};
pub use judgements::Judgements;
pub use lookup::{Lookup, ReferenceError, Referent};
pub use partition::{Ambiguity, Partition};
pub use trust::Trust;
