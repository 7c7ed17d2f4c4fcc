//! What every endpoint stands in: the guard, the frame of a page, forms, failures, static files.

pub mod address;
mod at_desk;
pub mod door;
pub mod download;
pub mod exported;
pub mod fact_line;
pub mod failure;
pub mod failure_code;
pub mod failure_page;
pub mod form;
pub mod guard;
pub mod health;
pub mod links;
pub mod openapi;
pub mod query;
pub mod serving;
pub mod shell;
pub mod site;
pub mod statics;
pub mod table;
pub mod words;

pub use at_desk::Now;
pub use serving::{Listening, ServeError, listen, serve};
pub use site::{Proxy, PublicAddress, ReachedBy, Tls, Website};
