//! 历史 for people: names instead of ids, values in words, and what was done, why and by what.

use super::shown::as_read;
use super::told::EditLine;
use crate::access::{Right, Scope};
use crate::app::desk::GraphPermit;
use crate::app::{
    AppError, Desk, ErrorKind, FindQuestion, History, RecordHistory, ValueChange, VersionLine, source_name,
};
use crate::draw::{Cell, Column, Table};
use crate::graph::{Meeting, Squad};
use crate::model::{CanonicalTable, Deed, Kind, NodeId};
use crate::normalize::text;

/// All that was ever said of one thing.
#[derive(Debug, Clone)]
pub struct ToldHistory {
    /// What kind of thing it is, and its name: 企业 彤程新材.
    pub title: String,
    /// What was written, a row each time; of every record, the oldest first.
    pub table: Table,
}

const COLUMNS: [Column; 7] = [
    Column::text("when", "时间"),
    Column::text("who", "谁"),
    Column::sentences("changes", "改了什么"),
    Column::sentences("from", "从哪里来"),
    Column::text("source", "来源"),
    Column::text("record", "记录"),
    Column::count("number", "日志号"),
];

impl Desk {
    /// The history of the thing with this id, code or name; of a firm any name will do that only one firm bears.
    ///
    /// # Errors
    /// Nothing goes by it, or several things do.
    pub async fn told_history(&self, given: &str) -> Result<ToldHistory, AppError> {
        let at = self.may(Right::SeeFacts, Scope::City)?;
        let (kind, history) = match self.seen_history(given).await {
            Err(error) if error.kind() == ErrorKind::Internal => return Err(error),
            Err(error) => match self.only_firm(given).await? {
                Some(firm) => self.seen_history(&firm).await?,
                None => return Err(self.nothing_told(given, error)),
            },
            found => found?,
        };
        let edits = at.edits_of(&history.nodes).await?;
        let mut table = Table::new("history", "历史", COLUMNS, "没有记录。");
        for record in &history.records {
            for version in &record.versions {
                let key = format!("{}/{}/{}", version.number, source_name(&record.source), record.key);
                table.push(key, at.told_version(kind, record, version, &edits));
            }
        }
        let name = history.records.iter().find_map(name_of).unwrap_or_else(|| given.to_owned());
        let title = format!("{} {name}", kind.zh());
        Ok(ToldHistory { title, table })
    }

    /// What kind of thing something is, and its history, for whoever may see it.
    async fn seen_history(&self, given: &str) -> Result<(Kind, History), AppError> {
        let history = self.store_desk().history(given).await?;
        let kind = Kind::ALL.iter().copied().find(|kind| kind.singular() == history.kind).unwrap_or(Kind::Given);
        self.may_see(kind, given, &history.nodes)?;
        Ok((kind, history))
    }

    /// Why there is no history. To whoever may not see everything it is told in the same words whether there is no such thing,
    /// several, or one that they may not see: a guess tells nothing.
    fn nothing_told(&self, given: &str, why: AppError) -> AppError {
        let sees = |right| self.holds(right, Scope::City);
        if [Right::SeeChain, Right::SeePeople, Right::SeeFunds, Right::SeeDispatch].into_iter().all(sees) {
            return why;
        }
        AppError::NotFound {
            what: "您能看的企业、环节或其他记录", text: text::folded(given), near: Vec::new()
        }
    }

    /// A chain, what is a part of one and a meeting about one are told of to whoever may see it. What is gone is of no chain
    /// that could be asked for.
    fn may_see(&self, kind: Kind, given: &str, nodes: &[NodeId]) -> Result<(), AppError> {
        let at = self.may(Right::SeeFacts, Scope::City)?;
        let graph = at.graph();
        let segments: Vec<_> = nodes.iter().filter_map(|node| graph.segment_with_node(*node)).collect();
        for segment in &segments {
            self.may(Right::SeeChain, Scope::Chain(&graph.chain(graph.segment(*segment).chain).id))?;
        }
        let told = |meeting: &Meeting| meeting.chain.is_none_or(|chain| at.sees(chain));
        let scope = match kind {
            Kind::Chain => Scope::Chain(given),
            Kind::Segment if segments.is_empty() => Scope::City,
            Kind::Meeting if graph.meeting(&text::folded(given)).is_some_and(told) => return Ok(()),
            Kind::Meeting => Scope::City,
            Kind::Person | Kind::Fund if at.shows_any(kind, nodes) => return Ok(()),
            Kind::Person => return self.may(Right::SeePeople, Scope::City).map(drop),
            Kind::Fund => return self.may(Right::SeeFunds, Scope::City).map(drop),
            Kind::Squad | Kind::Recruiter => return at.may_see_squad(kind, given),
            kind if kind.is_dispatch() => return self.may(Right::SeeDispatch, Scope::City).map(drop),
            _ => return Ok(()),
        };
        self.may(Right::SeeChain, scope).map(drop)
    }

    /// The one firm that a text finds.
    async fn only_firm(&self, given: &str) -> Result<Option<String>, AppError> {
        let found = self.find(&FindQuestion { text: given.to_owned(), ..FindQuestion::default() }).await?;
        let mut firms = found.enterprises.into_iter();
        Ok(firms.next().filter(|_| firms.next().is_none()).map(|firm| firm.enterprise))
    }
}

impl GraphPermit<'_> {
    /// A squad is told of where one may see a chain that it is assigned to, and so are its people.
    fn may_see_squad(&self, kind: Kind, given: &str) -> Result<(), AppError> {
        let (graph, given) = (self.graph(), text::folded(given));
        let id = given.strip_prefix(kind.singular()).and_then(|id| id.strip_prefix(':')).unwrap_or(&given);
        let is_meant = |squad: &Squad| match kind {
            Kind::Squad => squad.id == id || squad.name == id,
            _ => squad.recruiters.iter().any(|one| one.id == id || one.name == id),
        };
        let mut assigned = graph.assignments.iter().filter(|(_, squad)| is_meant(&graph.squads[squad.at()]));
        let seen = assigned.any(|(chain, _)| self.sees(*chain)) || self.holds(Right::SeeChain, Scope::City);
        if seen { Ok(()) } else { Err(AppError::Forbidden(Right::SeeChain)) }
    }

    fn told_version(&self, kind: Kind, record: &RecordHistory, version: &VersionLine, edits: &[EditLine]) -> Vec<Cell> {
        vec![
            Cell::text(version.told_when()),
            Cell::text(&version.who),
            Cell::text(self.told_changes(kind, version).join("；")),
            Cell::text(from(version, edits)),
            Cell::text(source_name(&record.source)),
            Cell::text(&record.key),
            Cell::Number(version.number as f64),
        ]
    }

    fn told_changes(&self, kind: Kind, version: &VersionLine) -> Vec<String> {
        if version.closed {
            return vec!["关闭".to_owned()];
        }
        version.changes.iter().map(|change| self.told_change(kind, change)).collect()
    }

    fn told_change(&self, kind: Kind, change: &ValueChange) -> String {
        let known = kind.is_record().then(|| CanonicalTable::of(kind));
        let column = known.and_then(|table| table.all_columns().find(|column| column.name == change.field));
        let word = column.map_or(&*change.field, |column| column.zh.first().copied().unwrap_or(column.name));
        let read = |text: &String| column.map_or_else(|| text.clone(), |column| as_read(self.graph(), column, text));
        let before = change.before.as_ref().map(|before| format!("{} → ", read(before))).unwrap_or_default();
        let after = change.after.as_ref().map_or_else(|| "（空）".to_owned(), read);
        format!("{word}：{before}{after}")
    }
}

/// The name that a record says last.
fn name_of(record: &RecordHistory) -> Option<String> {
    let changes = record.versions.iter().rev().flat_map(|version| &version.changes);
    changes.filter(|change| change.field == "name").find_map(|change| change.after.clone())
}

/// Where a version came from.
fn from(version: &VersionLine, edits: &[EditLine]) -> String {
    match Deed::read(&version.why) {
        Deed::Edit { .. } => {
            let edit = edits.iter().find(|edit| edit.number == version.number);
            let grounds = edit.map(EditLine::grounds).filter(|grounds| !grounds.is_empty());
            grounds.map_or_else(|| "更正".to_owned(), |grounds| format!("更正；{grounds}"))
        }
        Deed::Undo { import } => match edits.iter().find(|edit| edit.edit == import) {
            Some(edit) => format!("撤销{} {}的更正：{}", edit.when, edit.who, edit.note.what),
            None => "撤销一次导入".to_owned(),
        },
        Deed::Erasure => "抹去联系方式".to_owned(),
        deed => version.origin.clone().unwrap_or_else(|| deed.to_string()),
    }
}
