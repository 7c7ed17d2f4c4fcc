//! Texts, dates, names and regions as sources write them, read into the model's types: pure, with its tables compiled in.

#![warn(missing_docs, clippy::missing_errors_doc)]

pub mod company;
mod comparable;
mod country;
mod dates;
mod former_regions;
pub mod formula;
mod initials;
mod placeholder;
mod region;
mod region_address;
mod region_code;
mod region_forms;
mod region_names;
mod region_near;
mod region_path;
mod regions;
#[cfg(test)]
mod regions_tests;
mod said_against;
mod said_coming;
mod stock_code;
pub mod text;

pub use comparable::{comparable, searchable};
pub use country::country_name;
pub use dates::event_date;
pub use initials::initials;
pub use placeholder::{PLACEHOLDERS, is_ditto, is_placeholder, is_withheld};
pub use region::Region;
pub use regions::{Found, RegionError, RegionRemark, Regions};
pub use said_against::SaidAgainst;
pub use said_coming::said_coming;
pub use stock_code::stock_code;
