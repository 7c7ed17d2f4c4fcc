//! Reading a list.

use crate::access::{Right, Scope};
use crate::app::desk::Permit;
use std::collections::HashMap;
use std::sync::Arc;

use schemars::JsonSchema;
use serde::Serialize;

use crate::app::{AppError, KnownAt, StoreDesk, names};
use crate::graph::{ChainIx, FirmIx, Graph};
use crate::model::{
    Day, EntryField, Holds, Journal, Kind, LOCAL, NodeId, NodeName, Rest, RowKey, TargetState, Version,
};
use crate::normalize::text;
use crate::store::ListFilter;
use crate::work::Entry;

/// Which entries to show.
#[derive(Debug, Clone, Default)]
pub struct ListQuestion {
    /// Id or name.
    pub chain: String,
    /// Id or name.
    pub squad: Option<String>,
    /// None: of every state.
    pub state: Option<TargetState>,
}

/// The entries of a chain's list.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct ListAnswer {
    /// Id.
    pub chain: String,
    /// Name of the chain: 集成电路.
    pub chain_name: String,
    /// Those asked for.
    pub entries: Vec<EntryLine>,
    /// How many there are before filtering.
    pub total: usize,
    /// The states of all of them, before filtering.
    #[serde(skip)]
    pub states: Vec<TargetState>,
    /// Whether it holds every entry of the chain, and not the part of somebody's squad alone.
    #[serde(skip)]
    pub whole: bool,
}

impl ListAnswer {
    /// How many of the whole list are in a state.
    pub fn in_state(&self, state: TargetState) -> usize {
        self.states.iter().filter(|known| **known == state).count()
    }

    /// A sentence for every entry of which another one is of the same firm.
    pub fn twice(&self) -> Vec<String> {
        let twice = self.entries.iter().filter(|entry| entry.twice);
        let told = |entry: &EntryLine| {
            format!("「{}」有两条（记录 {}）：两条企业记录已合并，请放弃其中一条", entry.name, entry.record)
        };
        twice.map(told).collect()
    }
}

/// One target of a list.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct EntryLine {
    /// Id of the enterprise.
    pub enterprise: String,
    /// Its legal name; its record's id where that record is closed.
    pub name: String,
    /// The record the entry hangs on: its id, where a merge made it another one's.
    pub record: String,
    /// Id of the gap it is to fill; none: of none in particular.
    pub segment: Option<String>,
    /// Name of that gap.
    pub segment_name: Option<String>,
    /// How far it is.
    pub state: TargetState,
    /// The state as people read it.
    pub state_name: &'static str,
    /// Id of the squad that has it; none: nobody yet.
    pub squad: Option<String>,
    /// Name of that squad.
    pub squad_name: Option<String>,
    /// Id of the recruiter who has it.
    pub recruiter: Option<String>,
    /// Name of that recruiter.
    pub recruiter_name: Option<String>,
    /// Why it was put on the list.
    pub why: String,
    /// 包抓领导; blank where nobody is.
    pub leader: String,
    /// 拟合作项目; blank where nobody wrote it.
    pub project: String,
    /// 万元.
    pub amount: Option<f64>,
    /// 主营产品 of the enterprise; blank where nobody wrote it.
    pub products: String,
    /// Who introduces; blank where nobody wrote it.
    pub introducer: String,
    /// The next step; blank where there is none.
    pub next: String,
    /// The day the next step is due, YYYY-MM-DD.
    pub due: Option<String>,
    /// As written.
    pub note: String,
    /// Why it was dropped or sent back.
    pub reason: String,
    /// Journal number of its last change; a change names the one it saw.
    pub version: u64,
    /// Another entry is of the same enterprise, since two records turned out to be one.
    pub twice: bool,
    /// Its place in the graph; none: its record is closed.
    #[serde(skip)]
    pub firm: Option<FirmIx>,
    /// Every field as people read it, in the order of columns.
    #[serde(skip)]
    pub cells: Vec<(EntryField, String)>,
}

impl EntryLine {
    /// A field as people read it.
    pub fn cell(&self, wanted: EntryField) -> &str {
        self.cells.iter().find(|(field, _)| *field == wanted).map_or("", |(_, text)| text)
    }
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

/// A chain's list with the names of everything on it.
pub(in crate::app) struct NamedList {
    pub graph: Arc<Graph>,
    pub chain: ChainIx,
    pub listed: Vec<Listed>,
}

impl StoreDesk {
    /// The list of a chain.
    ///
    /// # Errors
    /// A name is unknown or means several things.
    pub async fn target_list(&self, asked: &ListQuestion) -> Result<ListAnswer, AppError> {
        let at = self.may(Right::SeeList, Scope::Part(&asked.chain))?;
        let whole = at.holds(Right::SeeList, Scope::Chain(&asked.chain));
        let NamedList { graph, chain, listed } = at.named_list(&asked.chain, &[]).await?;
        let squad = names::given(asked.squad.as_deref()).map(|given| names::squad(&graph, given)).transpose()?;
        let total = listed.len();
        let mut entries = at.lines_of(&graph, chain, &listed);
        let states = entries.iter().map(|line| line.state).collect();
        entries.retain(|line| squad.as_ref().is_none_or(|squad| line.squad.as_ref() == Some(squad)));
        entries.retain(|line| asked.state.is_none_or(|state| line.state == state));
        let chain = graph.chain(chain);
        Ok(ListAnswer { chain: chain.id.clone(), chain_name: chain.name.clone(), entries, total, states, whole })
    }

    /// The state of every record that stood on a chain's list at the end of a day; of a part, of those that are of it now.
    ///
    /// # Errors
    /// The chain is unknown, or its name means several.
    pub async fn states_at(&self, chain: &str, day: Day) -> Result<Vec<(String, TargetState)>, AppError> {
        let at = self.may(Right::SeeList, Scope::Part(chain))?;
        let whole = at.holds(Right::SeeList, Scope::Chain(chain));
        let names = at.names().await?;
        let chain = names::chain(names.graph(), chain)?;
        let Some(node) = at.node(Kind::Chain, &names.graph().chain(chain).id).await? else { return Ok(Vec::new()) };
        let then = KnownAt::Day(day).number(at.store(), at.today()).await?;
        let mut rows = at.rows_at(Some(node), then).await?;
        if !whole {
            let own = at.rows(Some(node)).await?;
            rows.retain(|(_, record)| own.iter().any(|(_, known)| known == record));
        }
        let state = |(row, record): (Version, String)| Some((record, Entry::read(row.values?.view()).state()));
        Ok(rows.into_iter().filter_map(state).collect())
    }

    /// One target of a chain's list, with the chain's id.
    ///
    /// # Errors
    /// A name is unknown, or the enterprise is not on the list.
    pub async fn list_entry(&self, chain: &str, enterprise: &str) -> Result<(String, EntryLine), AppError> {
        let at = self.may(Right::SeeList, Scope::Part(chain))?;
        let NamedList { graph, chain, listed } = at.named_list(chain, &[enterprise]).await?;
        let record = entry_of(&graph, chain, &listed, enterprise)?.record.clone();
        let line = at.lines_of(&graph, chain, &listed).into_iter().find(|line| line.record == record);
        let line = line.ok_or_else(|| AppError::Internal("an entry without a line".into()))?;
        Ok((graph.chain(chain).id.clone(), line))
    }

    /// The recruiters of a squad, by id, with their names.
    ///
    /// # Errors
    /// The caller may not see lists, or the store cannot be read.
    pub async fn recruiters(&self, squad: &str) -> Result<Vec<(String, String)>, AppError> {
        let names = self.may(Right::SeeList, Scope::Somewhere)?.names().await?;
        let graph = names.graph();
        let found = graph.squads.iter().find(|s| s.id == squad);
        Ok(found.into_iter().flat_map(|s| &s.recruiters).map(|r| (r.id.clone(), r.name.clone())).collect())
    }
}

impl Permit<'_> {
    /// Every entry of a chain, dropped ones last, then by enterprise.
    pub(in crate::app) async fn listed(&self, graph: &Graph, chain: ChainIx) -> Result<Vec<Listed>, AppError> {
        let Some(node) = self.node(Kind::Chain, &graph.chain(chain).id).await? else { return Ok(Vec::new()) };
        self.entries(graph, Some(node)).await
    }

    /// The list of a chain with the names of everything on it, and of the enterprises that people give beside.
    ///
    /// # Errors
    /// The chain is unknown, or its name means several.
    pub(in crate::app) async fn named_list(&self, chain: &str, given: &[&str]) -> Result<NamedList, AppError> {
        let names = self.names().await?;
        let chain = names::chain(names.graph(), chain)?;
        let rows = match self.node(Kind::Chain, &names.graph().chain(chain).id).await? {
            Some(node) => self.rows(Some(node)).await?,
            None => Vec::new(),
        };
        let records = rows.iter().map(|(row, _)| row.key.b).collect();
        let is_record = |given: &str| rows.iter().any(|(_, record)| *record == text::folded(given));
        let given: Vec<&str> = given.iter().copied().filter(|given| !is_record(given)).collect();
        let names = names.with_firms(records, &given).await?;
        let graph = Arc::clone(names.graph());
        let listed = listed(&graph, rows);
        Ok(NamedList { graph, chain, listed })
    }

    /// The entries of one chain's node, or of all.
    pub(in crate::app) async fn entries(&self, graph: &Graph, chain: Option<NodeId>) -> Result<Vec<Listed>, AppError> {
        Ok(listed(graph, self.rows(chain).await?))
    }

    /// Every entry there is, also such as the caller may not see: for what is counted, and told of nobody.
    pub(super) async fn every_entry(&self, graph: &Graph) -> Result<Vec<Listed>, AppError> {
        Ok(listed(graph, self.rows_at(None, self.seen().await?).await?))
    }

    /// The open rows of entries that the caller may see, each with the id of its record.
    async fn rows(&self, chain: Option<NodeId>) -> Result<Vec<(Version, String)>, AppError> {
        self.seen_of(self.rows_at(chain, self.seen().await?).await?).await
    }

    async fn rows_at(&self, chain: Option<NodeId>, at: Journal) -> Result<Vec<(Version, String)>, AppError> {
        let filter = ListFilter { kind: Kind::Entry, a: chain, after: None, limit: usize::MAX };
        let mut rows = self.store().list(filter, Some(at)).await?;
        rows.retain(|row| row.values.is_some());
        let records = self.store().node_names(rows.iter().map(|row| row.key.b).collect()).await?;
        Ok(rows.into_iter().zip(records).filter_map(|(row, record)| Some((row, record?.text))).collect())
    }

    /// The node of a chain of the graph.
    pub(in crate::app) async fn chain_node(&self, graph: &Graph, chain: ChainIx) -> Result<NodeId, AppError> {
        let node = self.node(Kind::Chain, &graph.chain(chain).id).await?;
        node.ok_or_else(|| AppError::Internal("a chain without a node".into()))
    }

    /// The number of a text, where the store has it.
    pub(in crate::app) async fn node(&self, kind: Kind, text: &str) -> Result<Option<NodeId>, AppError> {
        let found = self.store().find_nodes(vec![NodeName { kind, text: text.to_owned() }]).await?;
        Ok(found.into_iter().flatten().next())
    }
}

/// Entries as they stand, dropped ones last, then by enterprise.
fn listed(graph: &Graph, rows: Vec<(Version, String)>) -> Vec<Listed> {
    let entry = |(row, record): (Version, String)| {
        let (firm, entry) = (graph.firm_with_id(&record), Entry::read(row.values?.view()));
        Some(Listed { key: row.key, record, firm, entry, version: row.number })
    };
    let mut listed: Vec<Listed> = rows.into_iter().filter_map(entry).collect();
    let id = |l: &Listed| l.firm.map_or(l.record.as_str(), |firm| graph.firm_id(firm)).to_owned();
    listed.sort_by_cached_key(|l| (l.entry.state() == TargetState::Dropped, id(l), l.record.clone()));
    listed
}

/// The key of the entry of a record on a chain's list.
pub(in crate::app) fn entry_key(chain: NodeId, record: NodeId) -> RowKey {
    RowKey { kind: Kind::Entry, a: chain, b: record, rest: Rest::new([], LOCAL) }
}

/// The entry of the enterprise a person names: by the record's id, else by the firm.
pub(in crate::app) fn entry_of<'a>(
    graph: &Graph,
    chain: ChainIx,
    listed: &'a [Listed],
    given: &str,
) -> Result<&'a Listed, AppError> {
    let given = text::folded(given);
    if let Some(found) = listed.iter().find(|l| l.record == given) {
        return Ok(found);
    }
    let firm = names::firm(graph, &given)?;
    let found: Vec<&Listed> = listed.iter().filter(|l| l.firm == Some(firm)).collect();
    let (name, chain) = (graph.firm_name(firm), &graph.chain(chain).name);
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

/// The name people know a firm by; its record's id where it is closed.
pub(in crate::app) fn name_of<'a>(graph: &'a Graph, listed: &'a Listed) -> &'a str {
    listed.firm.map_or(listed.record.as_str(), |firm| graph.firm_name(firm))
}

/// What a field says, as people read it: words and names instead of codes and ids.
pub(in crate::app) fn shown(graph: &Graph, entry: &Entry, field: EntryField) -> String {
    let text = entry.get(field);
    let named = match field.schema().holds {
        Holds::Word(..) => return entry.state().zh().to_owned(),
        Holds::Reference([Kind::Segment]) => graph.segments.iter().find(|s| s.id == text).map(|s| &s.name),
        Holds::Reference([Kind::Squad]) => graph.squads.iter().find(|s| s.id == text).map(|s| &s.name),
        Holds::Reference([Kind::Recruiter]) => {
            graph.squads.iter().flat_map(|s| &s.recruiters).find(|r| r.id == text).map(|r| &r.name)
        }
        _ => None,
    };
    named.map_or(text, String::as_str).to_owned()
}

/// Entries as every screen and file shows them.
pub(in crate::app) fn entry_lines(graph: &Graph, listed: &[Listed]) -> Vec<EntryLine> {
    let mut times: HashMap<FirmIx, usize> = HashMap::new();
    listed.iter().filter_map(|l| l.firm).for_each(|firm| *times.entry(firm).or_default() += 1);
    let segments: HashMap<&str, &str> = graph.segments.iter().map(|s| (s.id.as_str(), s.name.as_str())).collect();
    let squads: HashMap<&str, &str> = graph.squads.iter().map(|s| (s.id.as_str(), s.name.as_str())).collect();
    let recruiters = graph.squads.iter().flat_map(|s| &s.recruiters);
    let recruiters: HashMap<&str, &str> = recruiters.map(|r| (r.id.as_str(), r.name.as_str())).collect();
    let names = HashMap::from([(Kind::Segment, segments), (Kind::Squad, squads), (Kind::Recruiter, recruiters)]);
    let columns = EntryField::columns();
    let given = |text: &str| (!text.is_empty()).then(|| text.to_owned());
    let named = |names: &HashMap<&str, &str>, id: &str| names.get(id).map(|name| (*name).to_owned()).or(given(id));
    let line = |listed: &Listed| {
        let get = |field| listed.entry.get(field);
        let text = |field| get(field).to_owned();
        let state = listed.entry.state();
        let cell = |field: EntryField| match field.schema().holds {
            Holds::Word(..) => state.zh().to_owned(),
            Holds::Reference([kind]) => names.get(kind).and_then(|names| named(names, get(field))).unwrap_or_default(),
            _ => text(field),
        };
        EntryLine {
            enterprise: listed.firm.map_or(listed.record.as_str(), |firm| graph.firm_id(firm)).to_owned(),
            name: name_of(graph, listed).to_owned(),
            record: listed.record.clone(),
            segment: given(get(EntryField::Segment)),
            segment_name: named(&names[&Kind::Segment], get(EntryField::Segment)),
            state,
            state_name: state.zh(),
            squad: given(get(EntryField::Squad)),
            squad_name: named(&names[&Kind::Squad], get(EntryField::Squad)),
            recruiter: given(get(EntryField::Recruiter)),
            recruiter_name: named(&names[&Kind::Recruiter], get(EntryField::Recruiter)),
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
            cells: columns.iter().map(|field| (*field, cell(*field))).collect(),
        }
    };
    listed.iter().map(line).collect()
}
