//! Texts, dates, names and regions as sources write them, read into the model's types: pure, with its tables compiled in.

pub mod company;
mod dates;
pub mod formula;
mod region_names;
mod regions;
pub mod text;

pub use dates::event_date;
pub use regions::{Found, Region, RegionError, Regions};
