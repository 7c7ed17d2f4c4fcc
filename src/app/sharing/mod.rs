//! What leaves the house as a file: a squad's packet, a link, the document of a chain.

mod investment_map;
pub mod links;
pub mod packet;
pub(super) mod printed;

pub use investment_map::{
    DocumentContent, DocumentForm, DocumentKind, DocumentQuestion, MadeMap, firm_table, place_table,
};
pub use printed::{Form, printed, printed_pdf};
