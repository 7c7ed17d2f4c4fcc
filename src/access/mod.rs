//! Who asks, and what may be asked: callers, rights and their scopes. Pure; the desk (`app::Desk`) asks here.

#![warn(missing_docs, clippy::missing_errors_doc)]

mod caller;
mod right;
mod scope;

pub use caller::Caller;
pub use right::Right;
pub use scope::Scope;
