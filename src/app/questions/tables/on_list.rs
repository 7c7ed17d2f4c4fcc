//! What the list says of a firm, in a table of firms.

use std::collections::HashMap;

use crate::app::lists;
use crate::draw::{Cell, Column};
use crate::graph::FirmIx;

/// What the list says of firms; none where it is not told.
pub(in crate::app) type ToldWork<'a> = Option<&'a HashMap<FirmIx, lists::FirmWork>>;

/// Which stands in a table only where the list is told.
const ON_LIST: [Column; 2] = [Column::rank("state", "状态"), Column::text("squad", "招商队")];

/// How far a firm is, and who has it.
fn on_list(work: Option<&lists::FirmWork>) -> [Cell; 2] {
    let Some(work) = work else { return [Cell::Absent, Cell::Absent] };
    let state = Cell::word(work.state.zh(), work.state.code(), work.state as usize);
    [state, Cell::or_absent(work.squad.as_deref())]
}

/// The columns of a table, with those of the list put in at a place where it is told.
pub(in crate::app) fn with_columns(mut columns: Vec<Column>, at: usize, work: ToldWork) -> Vec<Column> {
    if work.is_some() {
        columns.splice(at..at, ON_LIST);
    }
    columns
}

/// The cells of a row, with what the list says of its firm put in at the same place.
pub(in crate::app) fn with_cells(mut cells: Vec<Cell>, at: usize, work: ToldWork, firm: Option<FirmIx>) -> Vec<Cell> {
    if let Some(work) = work {
        cells.splice(at..at, on_list(firm.and_then(|firm| work.get(&firm))));
    }
    cells
}
