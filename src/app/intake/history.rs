//! The history of one thing: every record of it, every version, what each value replaced.

use serde::Serialize;

use crate::access::{Right, Scope};
use crate::app::intake::NamedRecords;
use crate::app::intake::journal::{key_text, place};
use crate::app::{AppError, StoreDesk, to_the_minute};
use crate::model::schema::PROVENANCE;
use crate::model::values::{A_TO, B_TO, EXTRA, SEEN, SOURCE_URL, references_in, text_in};
use crate::model::{
    CanonicalColumn, CanonicalTable, Field, Holds, Judgement, Kind, NodeId, NodeName, RowKey, Values, Version,
    is_proposed,
};
use crate::normalize::text;
use crate::resolve::ReferenceError;
use crate::store::{ListFilter, Store};

/// All that was ever said of one thing.
#[derive(Debug, Clone, Serialize)]
pub struct History {
    /// What it is, as before the colon of `kind:id`.
    pub kind: &'static str,
    /// As asked for.
    pub entity: String,
    /// Every record that was ever of it, closed ones too.
    pub records: Vec<RecordHistory>,
    /// Under which its records stand.
    #[serde(skip)]
    pub nodes: Vec<NodeId>,
}

/// One record: what one source said under one key.
#[derive(Debug, Clone, Serialize)]
pub struct RecordHistory {
    /// As the row says; `local` where it says none.
    pub source: String,
    /// What tells it from the source's other records.
    pub key: String,
    /// Oldest first.
    pub versions: Vec<VersionLine>,
}

/// One version of a record.
#[derive(Debug, Clone, Serialize)]
pub struct VersionLine {
    /// Its journal number.
    pub number: u64,
    /// RFC 3339, Asia/Shanghai.
    pub when: String,
    /// Who wrote it, as in the journal.
    pub who: String,
    /// What was done: an import, an undo, a change of a list.
    pub why: String,
    /// Whether this version closed the record.
    pub closed: bool,
    /// File and row, where it came by an import.
    pub origin: Option<String>,
    /// What changed against the version before.
    pub changes: Vec<ValueChange>,
}

/// A value and what it replaced; none is blank.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ValueChange {
    /// Its name in the schema, or the header of an extra column.
    pub field: String,
    /// None: blank, or the record was not there.
    pub before: Option<String>,
    /// None: blank now, or the record is closed.
    pub after: Option<String>,
}

impl History {
    /// What kind of thing it is, as people call it.
    pub fn kind_word(&self) -> &'static str {
        Kind::ALL.iter().find(|kind| kind.singular() == self.kind).map_or("", |kind| kind.zh())
    }

    /// A field as people call it.
    pub fn word<'a>(&self, field: &'a str) -> &'a str {
        self.column(field).map_or(field, |column| column.header())
    }

    /// What a field says, as people say it: the word of a code.
    pub fn said<'a>(&self, field: &str, text: &'a str) -> &'a str {
        let Some(Holds::Word(_, words)) = self.column(field).map(|column| column.holds) else { return text };
        words.iter().find(|(code, _)| *code == text).map_or(text, |(_, word)| *word)
    }

    fn column(&self, field: &str) -> Option<&'static CanonicalColumn> {
        let kind = Kind::ALL.iter().find(|own| own.singular() == self.kind && own.is_record())?;
        CanonicalTable::of(*kind).all_columns().find(|column| column.name == field)
    }
}

impl VersionLine {
    /// When it was written, to the minute.
    pub fn told_when(&self) -> String {
        to_the_minute(&self.when)
    }

    /// Where it came from: file and row, else what was done.
    pub fn told_origin(&self) -> &str {
        self.origin.as_deref().unwrap_or(&self.why)
    }
}

impl StoreDesk {
    /// The history of the thing with this id, code or name.
    ///
    /// # Errors
    /// Nothing goes by it, or several things do.
    pub async fn history(&self, given: &str) -> Result<History, AppError> {
        history(self.may(Right::SeeFacts, Scope::City)?.store(), given).await
    }
}

async fn history(store: &Store, given: &str) -> Result<History, AppError> {
    let (kind, nodes) = match nodes_of(&NamedRecords::of(store, &BY_NAME, given).await?) {
        Err(error) => match by_id_alone(store, given).await? {
            Some((kind, node)) => (kind, vec![node]),
            None => return Err(error),
        },
        found => found?,
    };
    let mut records = Vec::new();
    for node in nodes.iter().copied() {
        let filter = ListFilter { kind, a: Some(node), after: None, limit: usize::MAX };
        for version in store.list(filter, None).await? {
            records.push(record(store, version.key).await?);
        }
    }
    if kind == Kind::Enterprise {
        let filter = ListFilter { kind: Kind::Judgement, a: None, after: None, limit: usize::MAX };
        let of = |row: &Version| nodes.contains(&row.key.a) || nodes.contains(&row.key.b);
        for version in store.list(filter, None).await?.into_iter().filter(of) {
            records.push(record(store, version.key).await?);
        }
    }
    records.sort_by(|x, y| (&x.source, &x.key).cmp(&(&y.source, &y.key)));
    Ok(History { kind: kind.singular(), entity: given.to_owned(), records, nodes })
}

/// What goes by every way a reference may.
const BY_NAME: [Kind; 7] =
    [Kind::Enterprise, Kind::Chain, Kind::Segment, Kind::Fund, Kind::Person, Kind::Association, Kind::Squad];

/// What goes by its id alone, looked for where nothing else is meant.
const BY_ID: [Kind; 7] =
    [Kind::Meeting, Kind::Project, Kind::Trip, Kind::Visit, Kind::Request, Kind::Bid, Kind::Recruiter];

/// A record that goes by its id alone, also written `kind:id`.
async fn by_id_alone(store: &Store, given: &str) -> Result<Option<(Kind, NodeId)>, AppError> {
    let given = text::folded(given);
    let name = |kind: Kind| {
        let id = given.strip_prefix(kind.singular()).and_then(|id| id.strip_prefix(':'));
        NodeName { kind, text: id.unwrap_or(&given).to_owned() }
    };
    let found = store.find_nodes(BY_ID.into_iter().map(name).collect()).await?;
    Ok(BY_ID.into_iter().zip(found).find_map(|(kind, node)| Some((kind, node?))))
}

/// The nodes of every record of the entity; of a closed one, as far as its id tells.
fn nodes_of(meaning: &NamedRecords) -> Result<(Kind, Vec<NodeId>), AppError> {
    match meaning.referent() {
        Ok(referent) => Ok((referent.kind, meaning.nodes(referent))),
        Err(error) => match meaning.node().filter(|_| matches!(error, ReferenceError::None { .. })) {
            Some((kind, node)) => Ok((kind, vec![node])),
            None => Err(AppError::unresolved("企业、环节或其他记录", error)),
        },
    }
}

async fn record(store: &Store, key: RowKey) -> Result<RecordHistory, AppError> {
    let mut lines = Vec::new();
    let mut before: Vec<(String, String)> = Vec::new();
    let versions = store.versions(key.clone()).await?;
    let batches = store.batches_numbered(versions.iter().map(|version| version.number).collect()).await?;
    for (version, batch) in versions.into_iter().zip(batches) {
        let (after, batch) = (values(store, &version).await?, batch.as_ref());
        lines.push(VersionLine {
            number: version.number.0,
            when: batch.map(|b| b.when.clone()).unwrap_or_default(),
            who: batch.map(|b| b.who.clone()).unwrap_or_default(),
            why: batch.map(|b| b.deed.to_string()).unwrap_or_default(),
            closed: version.values.is_none(),
            origin: place(&store.files(version.number).await?, version.origin),
            changes: changes(&before, &after),
        });
        before = after;
    }
    let text = key_text(store, &key).await?;
    Ok(RecordHistory { source: key.rest.source().to_owned(), key: text, versions: lines })
}

/// The values of a version as texts, by name of field.
pub(super) async fn values(store: &Store, version: &Version) -> Result<Vec<(String, String)>, AppError> {
    let Some(values) = &version.values else { return Ok(Vec::new()) };
    if version.key.kind == Kind::Judgement {
        return Ok(judgement(version.key.rest.as_str(), values));
    }
    let table = CanonicalTable::of(version.key.kind);
    let mut found = Vec::new();
    for (field, payload) in values.view().fields() {
        let text = text_in(payload).unwrap_or_default().to_owned();
        let (name, text) = match (field, table.column(field).map(|c| c.holds)) {
            (A_TO | B_TO, _) => ("解析为".to_owned(), node_text(store, values.view().node(field)).await?),
            (EXTRA, _) => text.split_once('\u{1f}').map(|(n, t)| (n.to_owned(), t.to_owned())).unwrap_or_default(),
            (_, Some(Holds::Reference(_) | Holds::References(_))) => {
                let mut given = Vec::new();
                for reference in references_in(payload) {
                    given.push(node_text(store, Some(reference.given)).await?);
                }
                (name_of(table, field), given.join("；"))
            }
            _ => (name_of(table, field), text),
        };
        found.push((name, text));
    }
    Ok(found)
}

/// What was said of two records, or proposed.
fn judgement(rest: &str, values: &Values) -> Vec<(String, String)> {
    let said = Judgement::read(values.view());
    let word = if is_proposed(rest) { "提议" } else { Kind::Judgement.zh() };
    let told = |said: Judgement| {
        let told = [(word, said.said.zh().to_owned()), ("理由", said.reason.as_str().to_owned())];
        told.into_iter().filter(|(_, text)| !text.is_empty()).map(|(word, text)| (word.to_owned(), text)).collect()
    };
    said.map(told).unwrap_or_default()
}

fn name_of(table: &CanonicalTable, field: Field) -> String {
    let provenance = match field {
        SOURCE_URL => Some(PROVENANCE[1].name),
        SEEN => Some(PROVENANCE[2].name),
        _ => None,
    };
    provenance.or(table.column(field).map(|c| c.name)).unwrap_or_default().to_owned()
}

async fn node_text(store: &Store, node: Option<NodeId>) -> Result<String, AppError> {
    let names = store.node_names(node.into_iter().collect()).await?;
    Ok(names.into_iter().flatten().next().map(|n| n.text).unwrap_or_default())
}

fn changes(before: &[(String, String)], after: &[(String, String)]) -> Vec<ValueChange> {
    let find = |all: &[(String, String)], name: &str| all.iter().find(|(n, _)| n == name).map(|(_, t)| t.clone());
    let mut names: Vec<&String> = before.iter().chain(after).map(|(name, _)| name).collect();
    names.sort();
    names.dedup();
    let change = |name: &String| {
        let (before, after) = (find(before, name), find(after, name));
        (before != after).then(|| ValueChange { field: name.clone(), before, after })
    };
    names.into_iter().filter_map(change).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_differs_is_a_change() {
        let pair = |name: &str, text: &str| (name.to_owned(), text.to_owned());
        let found = changes(&[pair("name", "甲"), pair("park", "东")], &[pair("name", "甲"), pair("risk", "watch")]);
        let told: Vec<_> = found.iter().map(|c| (c.field.as_str(), c.before.as_deref(), c.after.as_deref())).collect();
        assert_eq!(told, [("park", Some("东"), None), ("risk", None, Some("watch"))]);
    }
}
