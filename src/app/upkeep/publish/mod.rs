//! The analysts' graph: which facts stand there, and keeping it up to date.

mod analyst;
mod derived;
mod extent;
mod facts;
mod run;
mod things;
mod ties;
mod words;

pub use analyst::{Asking, queries};
pub use extent::Extent;
pub use facts::facts;
pub use run::{Options, Publisher};
