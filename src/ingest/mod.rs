//! Files to drafts of records: reading, decoding, headers, cells, and the report of what was wrong.

#![warn(missing_docs, clippy::missing_errors_doc)]

mod about;
mod advice;
mod ahead;
mod amount;
mod amount_shape;
mod asides;
mod bare_amounts;
mod book;
mod cells;
mod chinese_date;
mod contact_cells;
mod contact_columns;
mod csv_rows;
mod cure;
mod currency;
mod date_form;
mod decode;
mod dispatch_rows;
mod draft;
mod encoding;
mod file_form;
mod file_names;
mod header;
mod header_lines;
mod inputs;
mod json;
mod mapped_inputs;
mod mapping;
mod merged;
mod neighbours;
mod no_record;
mod notices;
mod only_number;
mod passed_over;
mod pasted;
mod people;
mod plain_number;
mod problem;
mod reading;
mod region_cells;
mod rejected_key;
mod report;
mod returned;
mod rough_numbers;
mod row_counts;
mod row_stream;
mod rows;
mod same_names;
mod separator;
mod sheet_cell;
mod sheet_rows;
mod sheet_shape;
mod sorter;
mod told_values;
mod typed_rows;
mod unit_notices;
mod words_taken;

pub use advice::Advice;
pub use ahead::{ReadRow, RefusedRow, read_ahead};
pub use amount::AmountRule;
pub use amount_shape::AmountShape;
pub use asides::Asides;
pub use cells::{CellReader, MOST_MONEY};
pub use cure::Cure;
pub use draft::{Draft, DraftValue, Given, name_key};
pub use file_form::FileForm;
pub use header::{FileHeader, Meaning, used_names};
pub use header_lines::{HeaderPlace, joined};
pub use inputs::{Input, Inputs, kind_of};
pub use json::objects;
pub use mapping::{
    CellsByHand, ColumnByHand, ColumnDraft, ColumnGoes, Mapping, MappingDraft, MappingError, Mode, PartAsked, PartSeen,
    RowCondition, RowFilling, Sureness, TableByHand, TableDraft, TableRule, guess, keys_for, mapping_text, part_seen,
    parts_of,
};
pub use neighbours::Neighbours;
pub use notices::Notices;
pub use pasted::{PASTED_COUNT, PASTED_MARK, PASTED_MOST};
pub use problem::{Fault, Problem, shortened};
pub use reading::{Reading, count_regions};
pub use region_cells::{CountRegions, RegionCells};
pub use report::{
    AbsentSegment, ChangedCell, FileReport, FirmAlike, FirmsLacking, ImportReport, ProblemGroup, Removal, Renaming,
    RowAgainst, RowChange, RowPlace, TOLD,
};
pub use returned::{ReturnedCell, ReturnedFile, ReturnedRow, is_pasted};
pub use row_counts::RowCounts;
pub use row_stream::Rows;
pub use rows::{FileFault, SourceCell, SourceRow, read_text};
pub use sorter::{Sorted, Sorter};
pub use typed_rows::TypedRows;
