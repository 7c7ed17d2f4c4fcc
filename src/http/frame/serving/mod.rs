//! The service on its port: connections and their number, the threads that answer, and when it ends.
//!
//! Invariant: **Nothing holds the service up.** The head of a request is waited for 10 s, a form 30 s; a connection on
//! which nothing moves for 40 s while nothing is being answered ends. There are at most 128 connections and never more
//! than an eighth of the descriptors this process may have (an answer may open the store's three files); where all
//! places are taken, the connection that was quiet longest and is not being answered makes room. Async threads carry
//! bytes only: every answer but `/healthz` is worked out on a thread of its own. Two pictures (also those within a page)
//! or documents (also the workbook of a table) are made at once, 64 more may wait. When told to stop, requests under way have 3 s; half requests end within one.

mod activity;
mod answering;
mod connection;
mod connections;
mod listen;
mod turns;

pub use answering::{on_a_thread, received};
pub use listen::{Listening, ServeError, listen, serve};
pub use turns::{Turn, in_turn};
