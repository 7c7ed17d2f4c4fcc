//! Which names may be one firm's: names taken apart, firms that share letters, a score of named features, a verdict.
//!
//! *Invariant*: pure; what is found does not depend on the order in which firms were added; `same` is said only where nothing
//! speaks against it (docs/definitions.md#名称匹配).

#![warn(missing_docs)]

mod align;
mod bearers;
mod features;
mod firm;
mod grams;
mod judge;
mod judged;
mod kept;
mod keys;
mod matcher;
mod matchers;
mod numbers;
mod peel;
mod places;
mod sums;
mod units;
mod weights;
mod words;

pub use bearers::MOST_CANDIDATES;
pub use firm::KnownAs;
pub use judged::{Judged, Likeness, NameGround};
pub use matcher::Matcher;
pub use matchers::{Lookalike, Matchers};
pub use peel::{MOST_LETTERS, Peeled};
pub use places::{Nearness, Place};
pub use weights::{Weights, WeightsError};
pub use words::OrgForm;

#[cfg(test)]
mod facts;
