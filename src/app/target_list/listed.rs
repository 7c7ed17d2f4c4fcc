//! Reading a list.

use std::collections::HashMap;

use serde::Serialize;

use super::super::{App, AppError, Held, Names, question};
use crate::graph::{ChainIx, FirmIx};
use crate::model::{EntryField, Journal, Kind, NodeId, NodeName, Rest, RowKey, TargetState, Version};
use crate::normalize::text;
use crate::store::{ListFilter, Store};
use crate::work::Entry;

/// The source of what people enter.
pub(in crate::app) const SOURCE: &str = "local";

/// Which entries to show.
#[derive(Debug, Clone, Default)]
pub struct ListQuestion {
    pub chain: String,
    /// Id or name.
    pub squad: Option<String>,
    pub state: Option<TargetState>,
}

/// The entries of a chain's list.
#[derive(Debug, Clone, Serialize)]
pub struct ListAnswer {
    pub chain: String,
    pub chain_name: String,
    pub entries: Vec<EntryLine>,
    /// How many there are before filtering.
    pub total: usize,
}

/// One target of a list.
#[derive(Debug, Clone, Serialize)]
pub struct EntryLine {
    /// Id of the enterprise.
    pub enterprise: String,
    pub name: String,
    /// The record the entry hangs on: its id, where a merge made it another one's.
    pub record: String,
    pub segment: Option<String>,
    pub segment_name: Option<String>,
    pub state: TargetState,
    pub state_name: &'static str,
    pub squad: Option<String>,
    pub squad_name: Option<String>,
    pub recruiter: Option<String>,
    pub recruiter_name: Option<String>,
    pub why: String,
    pub leader: String,
    pub project: String,
    /// 万元.
    pub amount: Option<f64>,
    pub products: String,
    pub introducer: String,
    pub next: String,
    pub due: Option<String>,
    pub note: String,
    /// Why it was dropped or sent back.
    pub reason: String,
    /// Journal number of its last change; a change names the one it saw.
    pub version: u64,
    /// Another entry is of the same enterprise, since two records turned out to be one.
    pub twice: bool,
    #[serde(skip)]
    pub firm: Option<FirmIx>,
}

/// An entry as it stands.
#[derive(Debug, Clone)]
pub(in crate::app) struct Listed {
    pub key: RowKey,
    /// Text of the record it hangs on.
    pub record: String,
    pub firm: Option<FirmIx>,
    pub entry: Entry,
    pub version: Journal,
}

impl Listed {
    /// The node of its chain.
    pub fn chain(&self) -> NodeId {
        self.key.a
    }
}

/// The list of a chain, with the names of everything on it.
#[derive(Debug)]
pub struct TargetList {
    pub(super) names: Names,
    pub(super) chain: ChainIx,
    pub(super) listed: Vec<Listed>,
}

impl TargetList {
    /// Reads the list of a chain, with the names of its enterprises and of those that people give beside.
    ///
    /// # Errors
    /// The chain is unknown, or its name means several.
    pub async fn read(store: &Store, names: Names, chain: &str, given: &[&str]) -> Result<Self, AppError> {
        let chain = names.chain(chain)?;
        let rows = match node(store, Kind::Chain, &names.chain_at(chain).id).await? {
            Some(node) => rows(store, Some(node)).await?,
            None => Vec::new(),
        };
        let records = rows.iter().map(|(row, _)| row.key.b).collect();
        let is_record = |given: &str| rows.iter().any(|(_, record)| *record == text::folded(given));
        let given: Vec<&str> = given.iter().copied().filter(|given| !is_record(given)).collect();
        let names = names.with_firms(records, &given).await?;
        let listed = listed(&names, rows);
        Ok(Self { names, chain, listed })
    }

    /// What of it is asked for.
    ///
    /// # Errors
    /// The squad is unknown or means several.
    pub fn answer(&self, asked: &ListQuestion) -> Result<ListAnswer, AppError> {
        let squad = question::given(asked.squad.as_deref()).map(|given| self.names.squad(given)).transpose()?;
        let mut entries = lines(&self.names, &self.listed);
        entries.retain(|line| squad.as_ref().is_none_or(|squad| line.squad.as_ref() == Some(squad)));
        entries.retain(|line| asked.state.is_none_or(|state| line.state == state));
        let chain = self.names.chain_at(self.chain);
        Ok(ListAnswer { chain: chain.id.clone(), chain_name: chain.name.clone(), entries, total: self.listed.len() })
    }

    /// The entry of the enterprise a person names: by the record's id, else by the firm.
    pub(super) fn entry_of(&self, given: &str) -> Result<&Listed, AppError> {
        let given = text::folded(given);
        if let Some(found) = self.listed.iter().find(|l| l.record == given) {
            return Ok(found);
        }
        let firm = self.names.firm(&given)?;
        let found: Vec<&Listed> = self.listed.iter().filter(|l| l.firm == Some(firm)).collect();
        let (name, chain) = (self.names.firm_name(firm), &self.names.chain_at(self.chain).name);
        match found.as_slice() {
            [one] => Ok(one),
            [] => {
                let text = format!("「{name}」不在产业链「{chain}」的目标清单上；请先把它列入（list add）");
                Err(AppError::BadRequest(text))
            }
            several => {
                let choices = several.iter().map(|l| l.record.clone()).collect();
                Err(AppError::Ambiguous { what: "清单上的企业", text: given, choices })
            }
        }
    }
}

impl App {
    /// The list of a chain.
    ///
    /// # Errors
    /// A name is unknown or means several things.
    pub async fn target_list(&self, asked: &ListQuestion) -> Result<ListAnswer, AppError> {
        self.list_of(&asked.chain).await?.answer(asked)
    }

    /// One target of a chain's list, with the chain's id.
    ///
    /// # Errors
    /// A name is unknown, or the enterprise is not on the list.
    pub async fn list_entry(&self, chain: &str, enterprise: &str) -> Result<(String, EntryLine), AppError> {
        let list = self.list_of(chain).await?;
        let record = &list.entry_of(enterprise)?.record;
        let line = lines(&list.names, &list.listed).into_iter().find(|line| line.record == *record);
        let line = line.ok_or_else(|| AppError::Internal("an entry without a line".into()))?;
        Ok((list.names.chain_at(list.chain).id.clone(), line))
    }

    /// The list of a chain by the graph held.
    pub(super) async fn list_of(&self, chain: &str) -> Result<TargetList, AppError> {
        TargetList::read(&self.store, Names::from(&*self.held()), chain, &[]).await
    }

    /// Every squad, by id, with its name.
    pub fn squads(&self) -> Vec<(String, String)> {
        self.held().graph.squads.iter().map(|squad| (squad.id.clone(), squad.name.clone())).collect()
    }

    /// The recruiters of a squad, by id, with their names.
    pub fn recruiters(&self, squad: &str) -> Vec<(String, String)> {
        let held = self.held();
        let found = held.graph.squads.iter().find(|s| s.id == squad);
        found.into_iter().flat_map(|s| &s.recruiters).map(|r| (r.id.clone(), r.name.clone())).collect()
    }

    /// Every entry of a chain, dropped ones last, then by enterprise.
    pub(in crate::app) async fn listed(&self, held: &Held, chain: ChainIx) -> Result<Vec<Listed>, AppError> {
        let Some(node) = self.node(Kind::Chain, &held.graph.chain(chain).id).await? else { return Ok(Vec::new()) };
        self.entries(held, Some(node)).await
    }

    /// The entries of one chain's node, or of all.
    pub(in crate::app) async fn entries(&self, held: &Held, chain: Option<NodeId>) -> Result<Vec<Listed>, AppError> {
        Ok(listed(&Names::from(held), rows(&self.store, chain).await?))
    }

    /// The number of a text, where the store has it.
    pub(in crate::app) async fn node(&self, kind: Kind, text: &str) -> Result<Option<NodeId>, AppError> {
        node(&self.store, kind, text).await
    }
}

async fn node(store: &Store, kind: Kind, text: &str) -> Result<Option<NodeId>, AppError> {
    let found = store.find_nodes(vec![NodeName { kind, text: text.to_owned() }]).await?;
    Ok(found.into_iter().flatten().next())
}

/// The entries of one chain's node, or of all, each with the text of the record it hangs on.
async fn rows(store: &Store, chain: Option<NodeId>) -> Result<Vec<(Version, String)>, AppError> {
    let rows = store.list(ListFilter { kind: Kind::Entry, a: chain, after: None, limit: usize::MAX }, None).await?;
    let records = store.node_names(rows.iter().map(|row| row.key.b).collect()).await?;
    Ok(rows.into_iter().zip(records).filter_map(|(row, record)| Some((row, record?.text))).collect())
}

/// The open ones with the firms they are of, dropped ones last, then by enterprise.
fn listed(names: &Names, rows: Vec<(Version, String)>) -> Vec<Listed> {
    let open = |(row, record): (Version, String)| {
        let (firm, entry) = (names.firm_of(&record), Entry::read(row.values?.view()));
        Some(Listed { key: row.key, record, firm, entry, version: row.number })
    };
    let mut listed: Vec<Listed> = rows.into_iter().filter_map(open).collect();
    let id = |l: &Listed| l.firm.map_or(l.record.as_str(), |firm| names.firm_id(firm)).to_owned();
    listed.sort_by_cached_key(|l| (l.entry.state() == TargetState::Dropped, id(l), l.record.clone()));
    listed
}

/// The key of the entry of a record on a chain's list.
pub(in crate::app) fn key(chain: NodeId, record: NodeId) -> RowKey {
    RowKey { kind: Kind::Entry, a: chain, b: record, rest: Rest::new([], SOURCE) }
}

/// The name people know a firm by; its record's id where it is closed.
pub(in crate::app) fn name_of<'a>(names: &'a Names, listed: &'a Listed) -> &'a str {
    listed.firm.map_or(listed.record.as_str(), |firm| names.firm_name(firm))
}

/// What a field says, as people read it: words and names instead of codes and ids.
pub(in crate::app) fn shown(names: &Names, entry: &Entry, field: EntryField) -> String {
    let text = entry.get(field);
    let named = match field {
        EntryField::State => return entry.state().zh().to_owned(),
        EntryField::Segment => names.segments().iter().find(|s| s.id == text).map(|s| &s.name),
        EntryField::Squad => names.squad_with_id(text).map(|s| &s.name),
        EntryField::Recruiter => names.recruiters().find(|r| r.id == text).map(|r| &r.name),
        _ => None,
    };
    named.map_or(text, String::as_str).to_owned()
}

/// Entries as every screen and file shows them.
pub(in crate::app) fn lines(names: &Names, listed: &[Listed]) -> Vec<EntryLine> {
    let mut times: HashMap<FirmIx, usize> = HashMap::new();
    listed.iter().filter_map(|l| l.firm).for_each(|firm| *times.entry(firm).or_default() += 1);
    let segments: HashMap<&str, &str> = names.segments().iter().map(|s| (s.id.as_str(), s.name.as_str())).collect();
    let squads: HashMap<&str, &str> = names.squads().iter().map(|s| (s.id.as_str(), s.name.as_str())).collect();
    let recruiters: HashMap<&str, &str> = names.recruiters().map(|r| (r.id.as_str(), r.name.as_str())).collect();
    let given = |text: &str| (!text.is_empty()).then(|| text.to_owned());
    let named = |known: &HashMap<&str, &str>, id: &str| known.get(id).map(|name| (*name).to_owned()).or(given(id));
    let line = |listed: &Listed| {
        let get = |field| listed.entry.get(field);
        let text = |field| get(field).to_owned();
        let state = listed.entry.state();
        EntryLine {
            enterprise: listed.firm.map_or(listed.record.as_str(), |firm| names.firm_id(firm)).to_owned(),
            name: name_of(names, listed).to_owned(),
            record: listed.record.clone(),
            segment: given(get(EntryField::Segment)),
            segment_name: named(&segments, get(EntryField::Segment)),
            state,
            state_name: state.zh(),
            squad: given(get(EntryField::Squad)),
            squad_name: named(&squads, get(EntryField::Squad)),
            recruiter: given(get(EntryField::Recruiter)),
            recruiter_name: named(&recruiters, get(EntryField::Recruiter)),
            why: text(EntryField::Why),
            leader: text(EntryField::Leader),
            project: text(EntryField::Project),
            amount: get(EntryField::Amount).parse().ok(),
            products: text(EntryField::Products),
            introducer: text(EntryField::Introducer),
            next: text(EntryField::Next),
            due: given(get(EntryField::Due)),
            note: text(EntryField::Note),
            reason: text(EntryField::Reason),
            version: listed.version.0,
            twice: listed.firm.is_some_and(|firm| times[&firm] > 1),
            firm: listed.firm,
        }
    };
    listed.iter().map(line).collect()
}
