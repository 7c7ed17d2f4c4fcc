//! What every endpoint stands in: the router and its guard, the frame of a page, forms, failures, static files.

pub mod address;
mod at_desk;
pub mod download;
pub mod fact_line;
pub mod failure;
pub mod failure_code;
pub mod form;
mod guard;
mod health;
pub mod links;
pub mod openapi;
pub mod query;
mod router;
mod serving;
pub mod shell;
mod statics;
pub mod table;
pub mod words;

pub use at_desk::Now;
pub use router::router;
pub use serving::{Listening, ServeError, listen, serve};
