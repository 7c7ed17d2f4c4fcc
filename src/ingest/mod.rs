//! Files to drafts of records: reading, decoding, headers, cells, and the report of what was wrong.

mod cells;
mod csv_rows;
mod decode;
mod draft;
mod encoding;
mod header;
mod inputs;
mod notices;
mod problem;
mod report;
mod rows;
mod sheet_rows;
mod sorter;

pub use cells::CellReader;
pub use csv_rows::guarded;
pub use draft::{Draft, DraftValue, Given, LOCAL, draft};
pub use header::{Header, Meaning};
pub use inputs::{Input, Inputs, empty, kind_of};
pub use notices::Notices;
pub use problem::{Fault, Problem, shortened};
pub use report::{Counts, FileReport, ImportReport, TOLD};
pub use rows::{Cell, FileFault, Row, Rows};
pub use sorter::{Sorted, Sorter};
