//! The analysts' graph in a real Neo4j: facts of the graph, kept there by their differences, and nothing else.

#![warn(missing_docs, clippy::missing_errors_doc)]

mod address;
mod analyst;
mod bookmark;
mod compare;
mod digests;
mod driver;
mod error;
mod fact;
mod named;
mod queries;
mod run;
mod schema;
mod state;
mod value;
mod version;
mod write;

pub use address::{Address, Credentials};
pub use analyst::{AnalystAnswer, Limits, ask, chain};
pub use digests::Digests;
pub use driver::{Driver, Patience};
pub use error::{PublishError, Result};
pub use fact::{Edge, Label, Node, PublishedFacts, Tie};
pub use named::NamedQuery;
pub use queries::{ALL, ANALYST};
pub use run::{Before, FoundBy, Published, Publishing, publish};
pub use schema::constraints;
pub use state::{Moment, State, Status};
pub use value::{Properties, Value};
