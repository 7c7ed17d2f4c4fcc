//! Bringing in, looking back, taking back: imports, the history of a thing, undo, blank templates.

mod evidence_going;
mod hanging;
pub mod history;
mod history_table;
pub mod import;
mod import_line;
mod imports_table;
pub mod journal;
mod may_not;
mod named_records;
mod sources;
mod taken_back;
pub mod templates;
mod today;
pub mod upload;

pub use evidence_going::EvidenceGoes;
pub(super) use import::{SeenRecord, TypedEdit, note_rows, write_edit};
pub use import_line::ImportLine;
pub use imports_table::imports_table;
pub(super) use journal::{key_text, place, undo as undo_batch};
pub(super) use may_not::{chains_about, right_to_write, scope_to_write};
pub use named_records::NamedRecords;
pub use today::RowsLeft;

/// Told after contacts were closed, changed or replaced while somebody was reading.
pub const TRACES_LEFT: &str = "数据库的文件里还留着已关闭或改动的联系方式：另一个程序正在读更早的内容。\
                                请等它结束或把它停下（如导出、备份、查看数据库的工具），之后下一次运行 liantu 时会清除";
