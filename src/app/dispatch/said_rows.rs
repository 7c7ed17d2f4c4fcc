//! Rows of dispatch as they stand at a number: what several sources say of one thing is one, value by value.

use std::collections::{BTreeMap, HashMap};

use super::firm_places::FirmPlaces;
use crate::app::AppError;
use crate::model::values::{A_TO, B_TO, SEEN, references_in};
use crate::model::{
    CanonicalTable, EventDate, Holds, Journal, Kind, NodeId, NodeName, RowKey, RowView, Values, ValuesView, Version,
    columns_in,
};
use crate::resolve::Trust;
use crate::store::Store;

/// Rows as they were read, with the texts of every node in them.
pub struct SaidRows {
    rows: Vec<Version>,
    texts: HashMap<NodeId, NodeName>,
    trust: Trust,
}

/// One thing and all that is said of it, whom to believe first.
pub struct SaidThing<'r> {
    table: &'static CanonicalTable,
    tellings: Vec<&'r Version>,
    texts: &'r HashMap<NodeId, NodeName>,
}

impl SaidRows {
    /// The open rows of some kinds at a number.
    pub async fn read(store: &Store, mut kinds: Vec<Kind>, at: Journal) -> Result<Self, AppError> {
        kinds.insert(0, Kind::Source);
        let keep = |rows: &mut Vec<Version>, row: RowView<'_>| {
            if row.values.is_some() {
                rows.push(row.owned());
            }
        };
        let (rows, _) = store.scan(kinds, Some(at), Vec::new(), keep).await?;
        let mut nodes: Vec<NodeId> = rows.iter().flat_map(nodes_in).filter(|node| *node != NodeId::NONE).collect();
        nodes.sort_unstable();
        nodes.dedup();
        let names = store.node_names(nodes.clone()).await?;
        let texts = nodes.into_iter().zip(names).filter_map(|(node, name)| Some((node, name?))).collect();
        let mut said = Self { rows, texts, trust: Trust::default() };
        said.trust = said.trusts();
        Ok(said)
    }

    /// What is known by this among the rows of a kind: the record that begins its key, and the rest of that.
    pub fn known_by(&self, kind: Kind, called: &str) -> Option<(NodeId, &str)> {
        let is_it = |row: &&Version| {
            let first = self.texts.get(&row.key.a).map_or("", |name| &*name.text);
            row.key.kind == kind && row_called(&row.key, first) == called
        };
        self.rows.iter().find(is_it).map(|row| (ends(row)[0], row.key.rest.columns_text()))
    }

    /// How far each source is trusted.
    fn trusts(&self) -> Trust {
        let mut trust = Trust::default();
        for row in self.rows.iter().filter(|row| row.key.kind == Kind::Source) {
            let said = SaidThing { table: CanonicalTable::of(Kind::Source), tellings: vec![row], texts: &self.texts };
            if let (Some(id), Some(value)) = (said.id(), said.text("trust").and_then(|text| text.parse().ok())) {
                trust.set(id, value);
            }
        }
        trust
    }

    /// Everything of a kind that is said, each thing once, in the order of its key.
    pub fn of<'r>(&'r self, kind: Kind, firms: &mut FirmPlaces<'_>) -> Vec<SaidThing<'r>> {
        self.things(kind, |_| true, |node| self.entity(node, firms))
    }

    /// What is said of a kind about one thing, which begins its key: nodes of a project, its progress.
    pub fn about(&self, kind: Kind, id: &str) -> Vec<SaidThing<'_>> {
        let is_own = |row: &Version| self.texts.get(&ends(row)[0]).is_some_and(|name| name.text == id);
        self.things(kind, is_own, |node| u64::from(node.0))
    }

    fn things<'r>(
        &'r self,
        kind: Kind,
        which: impl Fn(&Version) -> bool,
        mut entity: impl FnMut(NodeId) -> u64,
    ) -> Vec<SaidThing<'r>> {
        let mut things: BTreeMap<(u64, u64, &str), Vec<&Version>> = BTreeMap::new();
        for row in self.rows.iter().filter(|row| row.key.kind == kind && which(row)) {
            let [a, b] = ends(row).map(&mut entity);
            things.entry((a, b, row.key.rest.columns_text())).or_default().push(row);
        }
        let table = CanonicalTable::of(kind);
        let ranked = |mut tellings: Vec<&'r Version>| {
            tellings.sort_by(|x, y| self.rank(x).partial_cmp(&self.rank(y)).unwrap_or(std::cmp::Ordering::Equal));
            SaidThing { table, tellings, texts: &self.texts }
        };
        things.into_values().map(ranked).collect()
    }

    /// Highest trust first, then newest, then by source and key.
    fn rank<'r>(&'r self, row: &'r Version) -> (f64, i64, &'r str, Option<&'r str>) {
        let source = row.key.rest.source();
        let seen = view(row).text(SEEN).and_then(|text| text.parse::<EventDate>().ok());
        let newest = seen.map_or(i64::MAX, |date| -i64::from(date.day().number()));
        let key = self.texts.get(&row.key.a).map(|name| &*name.text);
        (-self.trust.of(source), newest, source, key)
    }

    /// A number that two nodes share where they are one thing.
    fn entity(&self, node: NodeId, firms: &mut FirmPlaces<'_>) -> u64 {
        match self.texts.get(&node) {
            Some(NodeName { kind: Kind::Enterprise, text }) => 1 << 32 | u64::from(firms.of(text)),
            _ => u64::from(node.0),
        }
    }
}

fn view(row: &Version) -> ValuesView<'_> {
    row.values.as_ref().map_or(ValuesView(&[]), Values::view)
}

/// What a row of dispatch is known by: the record that begins its key as given, then the rest of it.
pub fn row_called(key: &RowKey, first: &str) -> String {
    std::iter::once(first).chain(columns_in(key.rest.columns_text())).collect::<Vec<_>>().join(" ")
}

/// The records that a row's key means.
fn ends(row: &Version) -> [NodeId; 2] {
    let values = view(row);
    [values.node(A_TO).unwrap_or(row.key.a), values.node(B_TO).unwrap_or(row.key.b)]
}

/// Every node in a row.
fn nodes_in(row: &Version) -> Vec<NodeId> {
    let table = CanonicalTable::of(row.key.kind);
    let mut nodes = ends(row).to_vec();
    nodes.push(row.key.a);
    for (field, payload) in view(row).fields() {
        let holds = table.column(field).map(|column| column.holds);
        if matches!(holds, Some(Holds::Reference(_) | Holds::References(_))) {
            nodes.extend(references_in(payload).into_iter().map(|reference| reference.to));
        }
    }
    nodes
}

impl<'r> SaidThing<'r> {
    /// What a column says.
    pub fn text(&self, column: &str) -> Option<&'r str> {
        let field = self.table.field(column)?;
        self.tellings.iter().find_map(|row| view(row).text(field))
    }

    /// The same, read.
    pub fn read<T: std::str::FromStr>(&self, column: &str) -> Option<T> {
        self.text(column)?.parse().ok()
    }

    /// The first day of what a column says.
    pub fn day(&self, column: &str) -> Option<i32> {
        self.read::<EventDate>(column).map(|date| date.day().number())
    }

    /// The last day of what a column says: of plans.
    pub fn last_day(&self, column: &str) -> Option<i32> {
        self.read::<EventDate>(column).map(|date| date.last_day().number())
    }

    /// The records that a column names.
    pub fn named(&self, column: &str) -> impl Iterator<Item = &'r NodeName> + '_ {
        let field = self.table.field(column).unwrap_or(u8::MAX);
        let told = self.tellings.iter().map(move |row| view(row).references(field)).find(|all| !all.is_empty());
        told.unwrap_or_default().into_iter().filter_map(|reference| self.texts.get(&reference.to))
    }

    /// Its rows, whom to believe first.
    pub fn tellings(&self) -> impl Iterator<Item = &'r Version> + '_ {
        self.tellings.iter().copied()
    }

    /// Whether one of its rows says a column.
    pub fn row_says(&self, row: &Version, column: &str) -> bool {
        self.table
            .field(column)
            .is_some_and(|field| view(row).fields().any(|(said, payload)| said == field && !payload.is_empty()))
    }

    /// The record that begins its key.
    pub fn first(&self) -> Option<&'r NodeName> {
        self.end(0)
    }

    /// The second record of its key.
    pub fn second(&self) -> Option<&'r NodeName> {
        self.end(1)
    }

    fn end(&self, place: usize) -> Option<&'r NodeName> {
        self.texts.get(&ends(self.tellings.first()?)[place])
    }

    /// What its row is known by: the record that begins its key as given, then the rest of it.
    pub fn row(&self) -> String {
        let Some(first) = self.tellings.first() else { return String::new() };
        row_called(&first.key, self.texts.get(&first.key.a).map_or("", |name| &*name.text))
    }

    /// Its id, where it has one.
    pub fn id(&self) -> Option<&'r str> {
        self.first().filter(|name| name.kind == self.table.kind).map(|name| &*name.text)
    }

    /// The rows that say it, each with the number of its version, whom to believe first.
    pub fn rows(&self) -> impl Iterator<Item = (&'r RowKey, Journal)> + '_ {
        self.tellings.iter().map(|row| (&row.key, row.number))
    }

    /// Whether a source other than this one says something in a column.
    pub fn says_elsewhere(&self, column: &str, source: &str) -> bool {
        let Some(field) = self.table.field(column) else { return false };
        let others = self.tellings.iter().filter(|row| row.key.rest.source() != source);
        others.into_iter().any(|row| view(row).fields().any(|(said, _)| said == field))
    }

    /// A part of its key that names no record.
    pub fn key(&self, place: usize) -> Option<&'r str> {
        self.tellings.first()?.key.rest.columns().nth(place).filter(|text| !text.is_empty())
    }
}
