//! The analysts' graph: which facts stand there, and keeping it up to date.

mod analyst;
mod derived;
mod facts;
mod run;
mod scope;
mod things;
mod ties;
mod words;

pub use analyst::{Asking, queries};
pub use facts::facts;
pub use run::{Options, Publisher};
pub use scope::Scope;
