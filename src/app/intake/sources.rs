//! 来源: where facts come from, as sources.csv says of each.

use super::history::values;
use super::journal::key_text;
use crate::access::{Right, Scope};
use crate::app::{AppError, StoreDesk};
use crate::draw::{Cell, Column, Table};
use crate::model::Kind;
use crate::store::ListFilter;

/// The most sources that are read.
const MOST: usize = 2_000;

const COLUMNS: [Column; 4] = [
    Column::text("source", "来源"),
    Column::text("name", "名称"),
    Column::text("trust", "可信度"),
    Column::text("licence", "许可"),
];

impl StoreDesk {
    /// The sources somebody described, as a table.
    ///
    /// # Errors
    /// The caller may not see them, or the store fails.
    pub async fn sources_table(&self) -> Result<Table, AppError> {
        let store = self.may(Right::SeeFacts, Scope::City)?.store();
        let mut table = Table::new(
            "sources",
            "来源",
            COLUMNS,
            "还没有写明来源；可用 sources.csv 写明名称、可信度（0–100）和许可。",
        );
        table.notes = vec!["几个来源说法不同时，可信度高的为准；没有写明可信度的算 50。".to_owned()];
        let filter = ListFilter { kind: Kind::Source, a: None, after: None, limit: MOST };
        for version in store.list(filter, None).await?.into_iter().filter(|version| version.values.is_some()) {
            let said = values(store, &version).await?;
            let text = |name: &str| said.iter().find(|(field, _)| field == name).map(|(_, text)| text.as_str());
            let source = key_text(store, &version.key).await?;
            let cells = vec![
                Cell::text(&source),
                Cell::or_blank(text("name")),
                Cell::text(text("trust").unwrap_or("50")),
                Cell::or_blank(text("licence")),
            ];
            table.push(&source, cells);
        }
        Ok(table)
    }
}
