//! Two people at one row of people's work (a visit, a trip, a project, a node): what the second saw, what stands there now and
//! what they write, column by column.
//!
//! Invariant: **Nothing is lost in silence.** What its writer left alone stays as it stands now; what both changed, differently,
//! is told with all three, and nothing is written.

use std::collections::BTreeMap;

use crate::app::desk::GraphPermit;
use crate::app::edits::grounds::{EditRefused, typed_in};
use crate::app::{AppError, FirmPlaces, SaidRows, SaidThing, SeenRecord, lists};
use crate::graph::Graph;
use crate::model::{CanonicalColumn, CanonicalTable, EDITED_BY, Holds, Journal, Kind, NodeId, NodeName, edited_by};
use crate::normalize::text;
use crate::store::StoreError;
use crate::work::{Merged, merged_texts};

/// Which row: its table, the id that begins its key, what else of its key there is.
#[derive(Debug, Clone, Copy)]
pub(in crate::app) struct RowMeant<'m> {
    pub kind: Kind,
    /// The kind whose id begins its key.
    pub of: Kind,
    pub id: &'m str,
    pub part: &'m str,
    /// Who would write it, where nobody edited it before.
    pub who: &'m str,
}

/// A row of people's work as it stands at a number.
#[derive(Debug, Clone)]
pub(in crate::app) struct WorkRow {
    kind: Kind,
    node: NodeId,
    /// The last change of all rows under its id, by which a write of it is compared and set.
    record: Journal,
    /// The last change of this one; none: nothing stands there.
    pub version: Journal,
    said: BTreeMap<&'static str, String>,
    /// Columns that the row which is written over says by itself.
    own: Vec<&'static str>,
    /// Of each column that others say too, who.
    others: BTreeMap<&'static str, String>,
    /// The source that is written to.
    pub source: String,
}

/// A row as a form of it begins.
#[derive(Debug, Clone)]
pub struct RowForm {
    /// The version that is shown.
    pub version: u64,
    /// By the English names of columns.
    pub cells: Vec<(&'static str, String)>,
}

/// What is to be written of a row: its cells, and what changed, in words, before and after.
#[derive(Debug, Clone)]
pub(in crate::app) struct SettledRow {
    /// What the row that is written says.
    pub cells: Vec<(&'static str, String)>,
    /// All that stands there afterwards.
    pub all: Vec<(String, String)>,
    pub before: String,
    pub after: String,
}

impl GraphPermit<'_> {
    /// A row as it stands now, or stood at a number.
    pub(in crate::app) async fn work_row(&self, meant: RowMeant<'_>, at: Option<Journal>) -> Result<WorkRow, AppError> {
        let name = NodeName { kind: meant.of, text: meant.id.to_owned() };
        let node = self.store().find_nodes(vec![name]).await?.into_iter().next().flatten().unwrap_or(NodeId::NONE);
        let record = SeenRecord::version_of(self.store(), meant.kind, &[node]).await?;
        let number = match at {
            Some(number) => number,
            None => self.store().journal().await?,
        };
        let rows = SaidRows::read(self.store(), vec![meant.kind], number).await?;
        let mut firms = FirmPlaces::new(self.graph());
        let all = rows.of(meant.kind, &mut firms);
        let is_meant = |said: &&SaidThing<'_>| {
            said.first().is_some_and(|first| first.kind == meant.of && first.text == meant.id)
                && (meant.part.is_empty() || said.key(0) == Some(meant.part))
        };
        Ok(WorkRow::of(self.graph(), (meant, node, record), all.iter().find(is_meant)))
    }

    /// What is to be written of a row: `seen` is the number its writer saw it at; who saw nothing of it says only what they type.
    pub(in crate::app) async fn settled_row(
        &self,
        meant: RowMeant<'_>,
        seen: Option<u64>,
        typed: &[(String, String)],
    ) -> Result<(WorkRow, Result<SettledRow, EditRefused>), AppError> {
        let now = self.work_row(meant, None).await?;
        let then = match seen {
            Some(seen) if Journal(seen) < now.version => Some(self.work_row(meant, Some(Journal(seen))).await?),
            Some(_) => Some(now.clone()),
            None => None,
        };
        let settled = match now.settled(then.as_ref(), typed) {
            Ok(settled) => Ok(settled),
            Err(Fault::Refused(refused)) => Err(refused),
            Err(Fault::Both(told)) => {
                let last = self.store().batches_numbered(vec![now.version]).await?.into_iter().flatten().next();
                let who = last.filter(|_| then.is_some()).map(|batch| format!("（{}）", batch.who)).unwrap_or_default();
                let told = match then {
                    Some(_) => {
                        format!("刚被别人改过{who}，这次没有写入。{told}。请看过再决定：留着现在的，或再提交一次")
                    }
                    None => format!("已经有人写过，这次没有写入。{told}。要改请点那一行的“改”"),
                };
                return Err(AppError::Store(StoreError::Conflict(told)));
            }
        };
        Ok((now, settled))
    }
}

/// Why a row is not written.
enum Fault {
    Refused(EditRefused),
    /// Both changed something, in words.
    Both(String),
}

impl WorkRow {
    fn of(graph: &Graph, (meant, node, record): (RowMeant<'_>, NodeId, Journal), said: Option<&SaidThing<'_>>) -> Self {
        let columns = || CanonicalTable::of(meant.kind).columns.iter();
        let edited = said.and_then(|said| said.sources().find(|source| source.starts_with(EDITED_BY)));
        let source = edited.map_or_else(|| edited_by(meant.who), str::to_owned);
        let mut row = Self {
            kind: meant.kind,
            node,
            record,
            version: said.map(SaidThing::version).unwrap_or_default(),
            said: BTreeMap::new(),
            own: Vec::new(),
            others: BTreeMap::new(),
            source,
        };
        let Some(said) = said else { return row };
        for column in columns() {
            row.said.insert(column.name, said.shown(graph, column));
            let sources = said.sources_of(column);
            if sources.contains(&&*row.source) {
                row.own.push(column.name);
            }
            if let Some(other) = sources.into_iter().find(|source| *source != row.source) {
                row.others.insert(column.name, other.to_owned());
            }
        }
        row
    }

    /// Whether anything stands there.
    pub fn stands(&self) -> bool {
        self.version > Journal(0)
    }

    /// What a column says; blank where it says nothing.
    pub fn text(&self, column: &str) -> &str {
        self.said.get(column).map_or("", String::as_str)
    }

    /// The same as a form begins.
    pub fn form(&self) -> RowForm {
        RowForm { version: self.version.0, cells: self.said.iter().map(|(name, said)| (*name, said.clone())).collect() }
    }

    /// The record as its writer saw it, for the compare-and-set of the write; none where nothing is under its id.
    pub fn seen_record(&self) -> Option<SeenRecord> {
        (self.node != NodeId::NONE).then(|| SeenRecord {
            kind: self.kind,
            nodes: vec![self.node],
            version: self.record,
        })
    }

    /// The cells to write, column by column.
    fn settled(&self, then: Option<&Self>, typed: &[(String, String)]) -> Result<SettledRow, Fault> {
        let (mut cells, mut all, mut both) = (Vec::new(), Vec::new(), Vec::new());
        let (mut before, mut after) = (Vec::new(), Vec::new());
        for column in CanonicalTable::of(self.kind).columns {
            if self.is_key(column) {
                let key = typed_in(typed, column.name).to_owned();
                all.push((column.name.to_owned(), key.clone()));
                cells.push((column.name, key));
                continue;
            }
            let now = self.text(column.name);
            let given = typed.iter().any(|(name, _)| name == column.name).then(|| typed_in(typed, column.name));
            let value = match given {
                None => now.to_owned(),
                Some(given) => match self.merged(then, column, given) {
                    Some(value) => value,
                    None => {
                        both.push(self.told(then, column, given));
                        continue;
                    }
                },
            };
            if value.is_empty() && column.role.must_be_given() {
                return Err(Fault::Refused(EditRefused::of(column.name, format!("请写{}", column.zh[0]))));
            }
            let moved = !alike(column, &value, now);
            if moved {
                self.refuse_blank(column, &value)?;
                before.push(if now.is_empty() { "空" } else { now }.to_owned());
                after.push(format!("{}：{}", column.zh[0], if value.is_empty() { "空" } else { &value }));
            }
            all.push((column.name.to_owned(), value.clone()));
            if moved || column.role.must_be_given() || self.own.contains(&column.name) {
                cells.push((column.name, value));
            }
        }
        if !both.is_empty() {
            return Err(Fault::Both(both.join("；")));
        }
        let before = if self.stands() { before.join("；") } else { String::new() };
        Ok(SettledRow { cells, all, before, after: after.join("；") })
    }

    /// Whether a column says which row it is. A visit with an id has the firm and the day as values.
    fn is_key(&self, column: &CanonicalColumn) -> bool {
        column.role.is_id() || self.kind != Kind::Visit && column.role.in_key()
    }

    /// What a column is to say; none where both changed it.
    fn merged(&self, then: Option<&Self>, column: &CanonicalColumn, given: &str) -> Option<String> {
        let now = self.text(column.name);
        let seen = match then {
            Some(then) => then.text(column.name),
            // Who saw nothing of it left alone what they typed nothing in.
            None if given.is_empty() => return Some(now.to_owned()),
            None => "",
        };
        let given_as = |other: &str| if alike(column, given, other) { other.to_owned() } else { given.to_owned() };
        let written = if alike(column, given, seen) { given_as(seen) } else { given_as(now) };
        match merged_texts(seen, &written, now) {
            Merged::Untouched | Merged::Already => Some(now.to_owned()),
            Merged::Applied => Some(given.to_owned()),
            Merged::Conflict => None,
        }
    }

    fn told(&self, then: Option<&Self>, column: &CanonicalColumn, given: &str) -> String {
        let quoted = |text: &str| {
            let word = column.word_of(text);
            if word.is_empty() { "空".to_owned() } else { format!("「{word}」") }
        };
        let seen = then.map(|then| format!("您看到的是{}，", quoted(then.text(column.name)))).unwrap_or_default();
        format!("{}：{seen}现在是{}，您写的是{}", column.zh[0], quoted(self.text(column.name)), quoted(given))
    }

    /// What another source says comes back where one's own is blank.
    fn refuse_blank(&self, column: &CanonicalColumn, value: &str) -> Result<(), Fault> {
        let Some(other) = self.others.get(column.name).filter(|_| value.is_empty()) else { return Ok(()) };
        let now = column.word_of(self.text(column.name));
        let told = format!("不能改成空的：来源「{other}」还写着「{now}」，空着它会再出现；请撤销那一次，或写上对的");
        Err(Fault::Refused(EditRefused::of(column.name, told)))
    }
}

/// Whether two texts say the same in a column.
fn alike(column: &CanonicalColumn, one: &str, other: &str) -> bool {
    if one == other {
        return true;
    }
    match column.holds {
        Holds::Word(read, _) => {
            let code = |text: &str| read(&text::folded(text)).map_or_else(|| text.to_owned(), str::to_owned);
            code(one) == code(other)
        }
        Holds::Money => {
            let number = |text: &str| lists::amount(text).ok().and_then(|read| text::number(&read));
            let (one, other) = (number(one), number(other));
            one.is_some() && one == other
        }
        Holds::References(_) | Holds::Regions => {
            let sorted = |text: &str| {
                let mut parts: Vec<String> = text::list(text).map(str::to_owned).collect();
                parts.sort_unstable();
                parts
            };
            sorted(one) == sorted(other)
        }
        _ => text::folded(one) == text::folded(other),
    }
}
