//! Reading a list.

use crate::access::{Right, Scope};
use std::collections::HashMap;

use schemars::JsonSchema;
use serde::Serialize;

use crate::app::lists::rows::{Listed, NamedList, TakenBy, entry_of, name_of};
use crate::app::{AppError, KnownAt, StoreDesk, names};
use crate::graph::{FirmIx, Graph};
use crate::model::{Day, EntryField, Holds, Kind, TargetState, Version};
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
    /// The squad that claimed the firm, and until when; none where nobody has it now.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub claim: Option<TakenBy>,
    /// Id of the squad that talked to it first; none: nobody yet.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub first_talk: Option<String>,
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
    /// Id of the squad that works at it: the one that has it, else the one that claimed its firm.
    pub fn worked_by(&self) -> Option<&str> {
        self.squad.as_deref().or(self.claim.as_ref().map(|taken| &*taken.squad))
    }

    /// A field as people read it.
    pub fn cell(&self, wanted: EntryField) -> &str {
        self.cells.iter().find(|(field, _)| *field == wanted).map_or("", |(_, text)| text)
    }
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
            claim: listed.claim.as_ref().map(|held| TakenBy::of(graph, &held.claim)),
            first_talk: given(get(EntryField::FirstTalk)),
            twice: listed.firm.is_some_and(|firm| times[&firm] > 1),
            firm: listed.firm,
            cells: columns.iter().map(|field| (*field, cell(*field))).collect(),
        }
    };
    listed.iter().map(line).collect()
}
