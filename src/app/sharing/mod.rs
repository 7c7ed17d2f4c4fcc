//! What leaves the house as a file: a squad's packet, the document of a chain.

mod file_name;
mod investment_map;
pub mod out_file;
mod outline_file;
pub mod packet;
pub(super) mod printed;

pub use file_name::file_name;
pub use investment_map::{DocumentForm, DocumentQuestion, MadeMap, place_table};
pub use outline_file::OutlineFile;
pub use printed::{Form, printed};
