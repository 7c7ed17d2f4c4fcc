//! What names mean, without the graph: only the records that a name may mean are read.

mod few;
mod meaning;
#[expect(clippy::module_inception, reason = "the folder is named for the subject, the file for the type")]
mod names;
mod reached;

pub use meaning::Meaning;
pub use names::Names;
