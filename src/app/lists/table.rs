//! 目标清单 as a table that comes back: every field in words, and the key by which `return` knows each row again. What is
//! blank stays blank, and amounts stand as they were given.

use crate::access::{Right, Scope};
use crate::app::columns::{ENTERPRISE, FIRM, LEAF};
use crate::app::lists::listed::{EntryLine, ListAnswer};
use crate::app::sharing::file_name;
use crate::app::{AppError, Desk};
use crate::draw::{Cell, Column, Table};
use crate::work::list_key;

const COLUMNS: [Column; 16] = [
    ENTERPRISE,
    FIRM,
    LEAF,
    Column::rank("state", "状态"),
    Column::text("squad", "招商队"),
    Column::text("recruiter", "招商员"),
    Column::text("leader", "包抓领导").hidden(),
    Column::text("project", "拟合作项目").hidden(),
    Column::money("amount", "预计投资额").exact().hidden(),
    Column::text("products", "主营产品").hidden(),
    Column::text("introducer", "引荐人").hidden(),
    Column::text("next", "下一步"),
    Column::text("due", "期限"),
    Column::text("note", "备注"),
    Column::text("why", "列入理由").hidden(),
    Column::text("reason", "理由").hidden(),
];

impl ListAnswer {
    /// The entries as a table.
    pub fn table(&self) -> Table {
        let empty = if self.total == 0 { "清单还是空的。" } else { "没有符合条件的目标。" };
        let mut table = Table::new("list", "目标清单", COLUMNS, empty);
        for entry in &self.entries {
            table.push(list_key(&self.chain, &entry.record, entry.version), self.cells(entry));
        }
        table
    }

    fn cells(&self, entry: &EntryLine) -> Vec<Cell> {
        let text = |given: &Option<String>| Cell::or_blank(given.as_deref());
        let segment = entry.segment.as_deref().zip(entry.segment_name.as_deref());
        vec![
            Cell::text(&entry.enterprise),
            Cell::enterprise(&entry.name, &entry.enterprise),
            segment.map_or_else(|| text(&entry.segment_name), |(id, name)| Cell::segment(name, &self.chain, id)),
            Cell::word(entry.state_name, entry.state.code(), entry.state as usize),
            text(&entry.squad_name),
            text(&entry.recruiter_name),
            Cell::text(&entry.leader),
            Cell::text(&entry.project),
            entry.amount.map_or_else(|| Cell::text(""), Cell::Money),
            Cell::text(&entry.products),
            Cell::text(&entry.introducer),
            Cell::text(&entry.next),
            text(&entry.due),
            Cell::text(&entry.note),
            Cell::text(&entry.why),
            Cell::text(&entry.reason),
        ]
    }
}

impl Desk {
    /// What a file of a list is called, without its ending: 城市_产业链_目标清单_日期.
    ///
    /// # Errors
    /// The caller may not see the list.
    pub fn list_file_name(&self, answer: &ListAnswer) -> Result<String, AppError> {
        let graph = self.may(Right::SeeList, Scope::Chain(&answer.chain))?.graph();
        let chain = graph.chains.iter().find(|chain| chain.id == answer.chain);
        let city = chain.and_then(|chain| chain.adcode).map(|home| graph.regions.name(home)).unwrap_or_default();
        Ok(file_name(&city, &answer.chain_name, "目标清单", self.today()))
    }
}
