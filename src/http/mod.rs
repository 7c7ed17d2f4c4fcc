//! Pages and JSON over HTTP, for this machine, or for many over TLS. One file an endpoint: parameters, handler, tests.
//!
//! Invariant: nothing here reads a store; every answer comes from [`crate::app`].

#![warn(missing_docs, clippy::missing_errors_doc)]

mod accounts;
mod claims;
mod dispatch;
mod edits;
mod evidence;
mod frame;
mod intake;
mod judging;
mod ledgers;
mod lists;
mod projects;
mod questions;
mod router;
mod sharing;
mod trips;
mod upkeep;

use accounts::Outside;
use intake::returned_rows;
use lists::{ListForm, ListPageQuery, Refused, SquadChoices, list_page};
use questions::{EnterpriseQuery, enterprise_page, group_address, group_page, meeting_address, meeting_page};
use questions::{segment_address, segment_page};

pub use axum::http::HeaderName;
pub use frame::{Listening, Proxy, PublicAddress, ReachedBy, ServeError, Tls, Website, listen, serve};
pub use router::router;
