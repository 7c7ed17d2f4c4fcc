//! Every address with what it takes, answers and asks for: `GET /api/v1/openapi.json`, OpenAPI 3.1, made from the handlers.
//!
//! How an endpoint is added: write the handler in a file of its own, and name it in the list of its room:
//!
//! ```text
//! Routes::new()
//!     .get("/chains/{chain}/gaps", page("缺口", Right::SeeChain), gaps::show)
//!     .get("/api/v1/chains/{chain}/gaps", json("缺口", Right::SeeChain), gaps::answer)
//!     .post("/chains/{chain}/list/add", form("列入目标清单", Right::EditList, ADDED), change::add)
//! ```
//!
//! - What it takes is read off the arguments of the handler: the fields of the struct in `QueryOf`, with their comments as
//!   descriptions ([`Parameter`](super::query::Parameter), or [`Required`](super::query::Required) where there is no answer
//!   without one), the tables of the page, the desk. A kind of argument of one's own says so by [`Asks`].
//! - What it answers is read off `Json<T>`: `T` and what it is made of derive `schemars::JsonSchema` beside `Serialize`;
//!   comments of fields become descriptions. What answers no JSON is told by [`page`], [`picture`], [`file()`], [`form`] or [`sent`].
//! - What a form sends is a list of [`FormField`]; any other field is refused. Those without which nothing is done are told
//!   by [`Told::needs`]. The tests send each form (`tests/it/house/openapi/prepared.rs`: add what yours sends).
//! - Who may is a row of `access.csv`: the right the use case asks for first, which a test reads from the log; or [`Access::Public`]; accounts and links come with what they open.
//! - Failures follow from the arguments too; what the handler adds of its own is told by [`Told::fails`].
//! - `docs/openapi.json` is the document as it is promised: `tests/it/house/openapi` says how it is renewed, and holds every
//!   JSON answer of the sample to it.
//!
//! Invariant: no address is served that is not told here: [`Routes`] alone makes a router of addresses.

mod access;
mod document;
mod routes;
mod taken_fields;
mod telling;
mod told;

pub use access::Access;
pub use document::{ApiDocument, show};
pub use routes::Routes;
pub use taken_fields::TakenFields;
pub use telling::{Asks, REQUIRED, Telling};
pub use told::{Assumes, FormField, Told, file, form, json, leading, page, picture, sent};
