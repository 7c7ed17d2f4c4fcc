//! 会议: the meetings about a chain.

use std::cmp::Reverse;

use crate::access::{Right, Scope};
use crate::app::{AppError, Desk, names};
use crate::draw::{Cell, Column, Table};
use crate::graph::Meeting;

const COLUMNS: [Column; 5] = [
    Column::text("date", "日期"),
    Column::text("meeting", "编号").hidden(),
    Column::rank("kind", "会议"),
    Column::text("about", "议哪些链"),
    Column::text("promised", "议定事项"),
];

impl Desk {
    /// The meetings about a chain, and those about every chain, as a table, the latest first.
    ///
    /// # Errors
    /// The chain is unknown, or its name means several.
    pub fn meetings(&self, chain: &str) -> Result<Table, AppError> {
        let at = self.may(Right::SeeChain, Scope::Chain(chain))?;
        let chain = names::chain(at.graph(), chain)?;
        let about = at.graph().meetings.iter().filter(|meeting| meeting.chain.is_none_or(|of| of == chain));
        let mut meetings: Vec<&Meeting> = about.collect();
        meetings.sort_by_key(|meeting| Reverse(meeting.date.day()));
        let mut table = Table::new("meetings", "会议", COLUMNS, "还没有记下会议。");
        for meeting in meetings {
            let kind =
                meeting.kind.map_or_else(Cell::unknown, |kind| Cell::word(kind.zh(), kind.code(), kind as usize));
            let about = if meeting.chain.is_some() { "本链" } else { "各条链" };
            let date = Cell::to_row(meeting.date.to_string(), "meetings", &meeting.id);
            let cells = vec![date, Cell::text(&meeting.id), kind, Cell::text(about), Cell::text(&meeting.promised)];
            table.push(&meeting.id, cells);
        }
        Ok(table)
    }
}
