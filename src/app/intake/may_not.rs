//! What of a file its bringer may not write: a file goes round nothing.

use crate::ingest::{Draft, Fault};
use crate::model::schema::GROUP_COLUMNS;
use crate::model::{CanonicalTable, Kind};

/// What of the rows of files their bringer may not write, since its form would ask a right that they lack: such rows are
/// rejected by name, and none of these tables is closed.
#[derive(Debug, Clone, Default)]
pub struct MayNot {
    /// Whole tables.
    pub tables: Vec<Kind>,
    /// Who leads a chain, and who belongs to its working group.
    pub groups: bool,
}

impl MayNot {
    /// Why a row is rejected; none where it may be written.
    pub fn fault(&self, draft: &Draft) -> Option<Fault> {
        let fix = "请把这一行交给有这项权限的人导入，其余的行照样可以导入";
        if self.tables.contains(&draft.kind) {
            return Some(Fault::of_row(format!("您没有权限写{}", draft.kind.zh()), fix));
        }
        if !self.groups || draft.kind != Kind::Chain {
            return None;
        }
        let table = CanonicalTable::of(Kind::Chain);
        let given =
            |name: &&str| table.field(name).is_some_and(|of| draft.fields.iter().any(|(field, _)| *field == of));
        let column = GROUP_COLUMNS.into_iter().find(given)?;
        Some(Fault {
            column: Some(column),
            ..Fault::of_row("您没有权限写产业链的工作组", "请去掉这一列，或交给有这项权限的人导入")
        })
    }
}
