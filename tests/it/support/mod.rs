//! What tests share, one thing a file.

mod books;
mod browser;
mod city;
mod desks;
mod facts;
mod files;
mod lots;
mod matches;
mod need;
pub mod picture;
mod project;
mod random_city;
mod request;
mod run;
mod server;
mod service;

pub use books::{Area, Book, BookFormat, Cell, Grid};
pub use browser::{Browser, DOWN, ENTER, in_browser, in_browser_killed, in_browsers};
pub use city::{City, Done};
pub use desks::{desk, store_desk};
pub use facts::Facts;
pub(crate) use facts::add;
pub use files::{Sheet, converted, folder, load, load_as, options, shuffled, snapshot_mapping, unpacked};
pub use lots::Lots;
pub use matches::assert_matches;
pub use need::{Need, find_program};
pub use project::{data, project, sample, trade_matrix};
pub use random_city::{Dealt, cities};
pub use request::{Answer, NAME, Reach};
pub use run::block_on;
pub use server::Server;
pub use service::Service;
