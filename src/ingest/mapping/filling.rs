//! What a row of a list leaves to the rows above it: the title of its group, cells that say the same, the levels of a
//! chain that stand once for many rows.

use std::collections::BTreeMap;

use super::rule::{ColumnRule, From, TableRule};
use crate::ingest::cells::says_nothing;
use crate::ingest::no_record::{group_title, no_record};
use crate::ingest::rows::{SourceCell, SourceRow};
use crate::model::{Holds, Kind};
use crate::normalize::is_ditto;

/// Fills the rows of one file as they go by.
#[derive(Debug)]
pub struct RowFilling {
    groups: bool,
    /// The title of the group at hand.
    pub group: String,
    /// How many titles there were, with the first ones.
    pub titles: (u64, Vec<String>),
    /// Places that a blank cell takes from the row above.
    down: Vec<usize>,
    /// Places of the levels of a chain, the highest first.
    pub levels: Vec<usize>,
    /// What the row above said at a place.
    above: Vec<(usize, SourceCell)>,
    /// The row above as a whole; none where rows do not stand below one another.
    last: Option<Vec<SourceCell>>,
    /// Places of what tells a record from others: it is never that of the record above.
    own: Vec<usize>,
    /// Places of the names of firms, where rows tell of firms.
    named: Vec<usize>,
    /// Places where cells said that they say what stands above: how many, and the row of the first.
    pub dittos: BTreeMap<usize, (u64, u64)>,
}

impl RowFilling {
    /// What a mapping says of rows below this header of the source. `listed`: they stand below one another, as those of
    /// JSON do not.
    pub fn new(rule: &TableRule, names: &[String], listed: bool) -> Self {
        let place = |header: &String| names.iter().position(|name| name == header);
        let of_columns = rule.columns.iter().filter(|column| column.down);
        let levels = rule.levels.iter().filter_map(|level| place(&level.value)).collect();
        let (groups, titles) = (rule.group.is_some(), (0, Vec::new()));
        Self {
            groups,
            group: String::new(),
            titles,
            down: of_columns.flat_map(headers).filter_map(place).collect(),
            levels,
            above: Vec::new(),
            last: listed.then(Vec::new),
            own: rule.columns.iter().filter(|column| tells_apart(column)).flat_map(headers).filter_map(place).collect(),
            named: rule
                .columns
                .iter()
                .filter(|column| names_firm(rule, column))
                .flat_map(headers)
                .filter_map(place)
                .collect(),
            dittos: BTreeMap::new(),
        }
    }

    /// Fills a row; says whether it is one, or the title of a group.
    pub fn fill(&mut self, row: &mut SourceRow) -> bool {
        self.fill_dittos(row);
        if !self.groups && self.down.is_empty() && self.levels.is_empty() {
            return true;
        }
        if self.groups
            && let Some(title) = group_title(&row.cells, true)
        {
            self.titles.0 += 1;
            if self.titles.1.len() < 5 {
                self.titles.1.push(title.clone());
            }
            self.group = title;
            self.above.clear();
            return false;
        }
        // Totals and notes take nothing from above, and give nothing below.
        if no_record(&row.cells).is_some() {
            return true;
        }
        // A level is left blank where a lower one is not; what stands below another higher one begins anew.
        let deepest = self.levels.iter().rposition(|place| is_filled(row, *place)).unwrap_or_default();
        let changed = self.levels.iter().position(|place| is_filled(row, *place)).unwrap_or_default();
        for (depth, place) in self.levels.clone().into_iter().enumerate() {
            if depth < deepest && depth < changed {
                self.take_above(row, place);
            }
            self.remember(row, place);
        }
        self.fill_down(row);
        true
    }

    /// Fills blank cells of columns that say so from the row above; behind the name of a firm from a row of the same one.
    fn fill_down(&mut self, row: &mut SourceRow) {
        let another = self.is_of_another(row);
        for place in self.down.clone() {
            // 无 is an answer; an empty cell is none.
            let open = row.cells.get(place).is_some_and(|cell| cell.text.is_empty() && cell.broken.is_none());
            if open && !(another && self.named.iter().all(|name| place > *name)) {
                self.take_above(row, place);
            }
            self.remember(row, place);
        }
        for place in self.named.clone() {
            if row.cells.get(place).is_some_and(|cell| !cell.text.is_empty()) {
                self.remember(row, place);
            }
        }
    }

    /// Whether a row tells of another record than the one above: what stands behind its name there is not its own. What
    /// stands before the name groups records, and goes on.
    fn is_of_another(&self, row: &SourceRow) -> bool {
        self.named.iter().any(|place| {
            let above = self.above.iter().find(|(at, _)| at == place).map_or("", |(_, cell)| cell.text.as_str());
            row.cells.get(*place).is_some_and(|cell| !cell.text.is_empty() && cell.text != above)
        })
    }

    /// What stands above goes into cells that say so; below a total, or the title of a group, nothing does.
    fn fill_dittos(&mut self, row: &mut SourceRow) {
        let Some(last) = &mut self.last else { return };
        for (place, cell) in row.cells.iter_mut().enumerate().filter(|(_, cell)| is_ditto(&cell.text)) {
            let above = last.get(place).filter(|_| !self.own.contains(&place) && no_record(last).is_none());
            if let Some(above) = above {
                *cell = above.clone();
                self.dittos.entry(place).or_insert((0, row.number)).0 += 1;
            }
        }
        last.resize_with(row.cells.len(), SourceCell::default);
        for (own, cell) in last.iter_mut().zip(&row.cells) {
            own.text.clone_from(&cell.text);
            (own.numeric, own.since_1904, own.broken) = (cell.numeric, cell.since_1904, cell.broken);
        }
    }

    fn take_above(&self, row: &mut SourceRow, place: usize) {
        let above = self.above.iter().find(|(at, _)| *at == place);
        if let (Some((_, above)), Some(cell)) = (above, row.cells.get_mut(place)) {
            *cell = above.clone();
        }
    }

    fn remember(&mut self, row: &SourceRow, place: usize) {
        self.above.retain(|(at, _)| *at != place);
        self.above.extend(row.cells.get(place).map(|cell| (place, cell.clone())));
    }
}

fn headers(column: &ColumnRule) -> &[String] {
    if let From::Headers(headers) = &column.from { headers } else { &[] }
}

fn tells_apart(column: &ColumnRule) -> bool {
    let holds = column.column.holds;
    column.column.role.is_id() || column.column.name == "name" || matches!(holds, Holds::CreditCode | Holds::StockCode)
}

fn names_firm(rule: &TableRule, column: &ColumnRule) -> bool {
    let firm = matches!(column.column.holds, Holds::Reference(kinds) if kinds == [Kind::Enterprise]);
    (rule.kind == Kind::Enterprise && column.column.name == "name") || (column.column.role.in_key() && firm)
}

fn is_filled(row: &SourceRow, place: usize) -> bool {
    row.cells.get(place).is_some_and(|cell| !says_nothing(None, &cell.text) || cell.broken.is_some())
}
