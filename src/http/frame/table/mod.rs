//! Tables on pages: how they are asked for in an address, how they are shown, and the same rows as a file.

mod file;
mod place;
mod request;
mod shown;

pub use file::TableOrigin;
pub use request::TableRequest;
pub use shown::ShownTable;
