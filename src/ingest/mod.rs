//! Files to drafts of records: reading, decoding, headers, cells, and the report of what was wrong.

mod ahead;
mod cells;
mod csv_rows;
mod decode;
mod draft;
mod encoding;
mod header;
mod inputs;
mod json;
mod mapped_inputs;
mod mapping;
mod notices;
mod problem;
mod reading;
mod rejected_key;
mod report;
mod returned;
mod rows;
mod sheet_rows;
mod sorter;

pub use ahead::{ReadRow, Refused, read_ahead};
pub use cells::CellReader;
pub use draft::{Draft, DraftValue, Given, LOCAL, name_key};
pub use header::{Header, Meaning};
pub use inputs::{Input, Inputs, kind_of};
pub use json::objects;
pub use mapping::{Mapping, MappingError, Mode, TableRule, guess};
pub use notices::Notices;
pub use problem::{Fault, Problem, shortened};
pub use reading::Reading;
pub use report::{Counts, FileReport, ImportReport, Removal, TOLD};
pub use returned::{ReturnedCell, ReturnedFile, ReturnedRow};
pub use rows::{Cell, FileFault, Row, Rows};
pub use sorter::{Sorted, Sorter};
