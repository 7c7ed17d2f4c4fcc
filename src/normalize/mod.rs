//! Texts, dates, names and regions as sources write them, read into the model's types: pure, with its tables compiled in.

pub mod company;
mod dates;
pub mod formula;
mod placeholder;
mod region_names;
mod regions;
mod stock_code;
pub mod text;

pub use dates::event_date;
pub use placeholder::{PLACEHOLDERS, is_placeholder};
pub use regions::{Found, Region, RegionError, Regions};
pub use stock_code::stock_code;
