//! Which firms are called what, and which of them are alike: asked of `matching`, kept with a version of the graph.
//!
//! Invariant: **One matcher.** What a name of a list means, what a new firm of a file looks like and which pairs 查重 tells are
//! answers of the one matcher that a version of the graph holds, and hands on to the next.

mod brought;
mod called;
mod firms;
mod known;
mod likeness;
mod owners;
mod read;
mod threads;

pub use brought::{BroughtFirm, BroughtTold, brought_beside};
pub use called::calls;
pub use firms::FirmsAlike;
pub use known::KnownFirms;
pub use likeness::{AlikeFirm, same_whole_name};
pub use read::firms_called;
pub use threads::apart;
