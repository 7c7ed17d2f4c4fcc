//! What a returned file would do, as tables: the cells it changes, those both sides changed, and the new leads.

use super::preview::{LeadState, PreviewTarget, ReturnPreview};
use crate::draw::{Cell, Column, Table};

const FIRM: Column = Column::text("name", "企业");
const FIELD: Column = Column::text("field", "哪一项");
const NOW: Column = Column::text("now", "现在");
const RETURNED: Column = Column::text("returned", "交回");

const LEADS: [Column; 4] =
    [Column::count("row", "行"), FIRM, Column::rank("state", "是什么"), Column::text("reason", "说明")];

impl ReturnPreview {
    /// The cells that only the receiver changed, by `enterprise|field`.
    pub fn applied_table(&self) -> Table {
        let mut table = Table::new("applied", "只有招商队改了的", [FIRM, FIELD, NOW, RETURNED], "没有。");
        for change in &self.applied {
            let cells = vec![firm(&change.target), Cell::text(change.field), said(&change.before), said(&change.after)];
            table.push(key(&change.target, change.field), cells);
        }
        table
    }

    /// The cells that both changed, by `enterprise|field`.
    pub fn conflicting_table(&self) -> Table {
        let columns = [FIRM, FIELD, Column::text("issued", "发出时"), NOW, RETURNED];
        let mut table = Table::new("conflicting", "两边都改了的", columns, "没有。");
        for change in &self.conflicting {
            let [issued, now, returned] = [&change.issued, &change.now, &change.returned].map(|text| said(text));
            let cells = vec![firm(&change.target), Cell::text(change.field), issued, now, returned];
            table.push(key(&change.target, change.field), cells);
        }
        table
    }

    /// The new leads, by their row.
    pub fn lead_table(&self) -> Table {
        let mut table = Table::new("leads", "新线索", LEADS, "没有。");
        for lead in &self.leads {
            let (row, name) = (Cell::Number(lead.row as f64), Cell::text(&lead.name));
            table.push(lead.row.to_string(), vec![row, name, lead.state.cell(), Cell::text(&lead.reason)]);
        }
        table
    }
}

impl LeadState {
    /// Whether a lead of this kind can be taken.
    pub fn is_taken(self) -> bool {
        matches!(self, Self::New | Self::Known)
    }

    fn cell(self) -> Cell {
        let (text, code) = match self {
            Self::New => ("新企业", "new"),
            Self::Known => ("库里已有这家企业", "known"),
            Self::Listed => ("已在清单上", "listed"),
            Self::Refused => ("不能采用", "refused"),
        };
        Cell::word(text, code, self as usize)
    }
}

fn key(target: &PreviewTarget, field: &str) -> String {
    format!("{}|{field}", target.enterprise)
}

fn firm(target: &PreviewTarget) -> Cell {
    Cell::enterprise(&target.name, &target.enterprise)
}

/// What stands in a cell.
fn said(text: &str) -> Cell {
    Cell::text(if text.is_empty() { "（空）" } else { text })
}
