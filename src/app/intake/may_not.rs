//! What of a file its bringer may not write: a file goes round nothing.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

use crate::access::{Right, Scope};
use crate::app::AppError;
use crate::app::desk::Permit;
use crate::graph::{ChainIx, FirmIx, Graph};
use crate::ingest::{Draft, Fault};
use crate::model::schema::GROUP_COLUMNS;
use crate::model::values::{A_TO, B_TO};
use crate::model::{CanonicalTable, Journal, Kind, NodeId, RowKey, Values, ValuesView};
use crate::store::{BatchRow, Store};

/// What to do about a row that its bringer may not write.
const FIX: &str = "请把这一行交给有这项权限的人导入，其余的行照样可以导入";

/// Where 认定人 stands among the columns of an assessment's key that are no references: after the region.
const ASSESSOR: usize = 1;
/// Rows of an import that are looked at together.
const CHUNK: usize = 5_000;

/// How far a right over rows of a kind reaches.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Reach {
    /// Any row.
    Everything,
    /// What is about these chains, by id, and about no other.
    Chains(BTreeSet<String>),
    /// Whom to call at these firms, by the nodes of their records.
    Firms(HashSet<NodeId>),
    /// None.
    Nothing,
}

/// What of the rows of files their bringer may not write, since its form would ask a right that they lack: such rows are
/// rejected by name, and none of these tables is closed.
#[derive(Debug)]
pub struct MayNot {
    /// The tables of which not any row may be written.
    tables: BTreeMap<Kind, Reach>,
    /// Who leads a chain, and who belongs to its working group.
    groups: Reach,
    /// What whoever logged in is called: they assess in no other name.
    names: Option<[String; 2]>,
    /// The chains, by id, that what a row says can mean; none: any. Others answer as if they were not there.
    pub seen: Option<BTreeSet<String>>,
}

impl MayNot {
    /// Nothing: the right was asked for before.
    pub fn nothing() -> Self {
        Self { tables: BTreeMap::new(), groups: Reach::Everything, names: None, seen: None }
    }

    /// The tables of which not every row may be written: what is no longer in a list of them stays.
    pub fn tables(&self) -> impl Iterator<Item = Kind> + '_ {
        self.tables.keys().copied()
    }

    /// Why a row is rejected, as far as a draft says it; none where it may be written.
    pub fn fault(&self, draft: &Draft) -> Option<Fault> {
        if self.tables.get(&draft.kind) == Some(&Reach::Nothing) {
            return Some(Fault::of_row(format!("您没有权限写{}", draft.kind.zh()), FIX));
        }
        if let (Kind::Assessment, Some(names), Some(who)) = (draft.kind, &self.names, draft.rest.get(ASSESSOR))
            && !names.contains(who)
        {
            let told = format!("认定人就是登录的人（{}），不能是别人", names[0]);
            return Some(Fault::new("who", who, told, "请由认定人自己登录后认定，或请管理员在命令行导入"));
        }
        let is_own = match &self.groups {
            Reach::Everything => true,
            Reach::Chains(own) => draft.id.as_ref().is_some_and(|chain| own.contains(chain)),
            Reach::Firms(_) | Reach::Nothing => false,
        };
        if is_own || draft.kind != Kind::Chain {
            return None;
        }
        let table = CanonicalTable::of(Kind::Chain);
        let given =
            |name: &&str| table.field(name).is_some_and(|of| draft.fields.iter().any(|(field, _)| *field == of));
        let column = GROUP_COLUMNS.into_iter().find(given)?;
        Some(Fault {
            column: Some(column),
            ..Fault::of_row("您没有权限写产业链的工作组", "请去掉这一列，或交给有这项权限的人导入")
        })
    }

    /// Why a row is rejected for what it is about, where a right ends there; none where it may be written. `places` knows
    /// the chains of things.
    pub fn fault_of(&self, key: &RowKey, values: Option<ValuesView<'_>>, places: &impl ChainsOf) -> Option<Fault> {
        let is_own = match self.tables.get(&key.kind)? {
            Reach::Everything => true,
            Reach::Chains(own) => {
                about(key, values, places).iter().all(|chain| chain.as_ref().is_some_and(|chain| own.contains(chain)))
            }
            Reach::Firms(own) => own.contains(&values.and_then(|values| values.node(A_TO)).unwrap_or(key.a)),
            Reach::Nothing => false,
        };
        let beyond = match key.kind {
            Kind::Contact => "您只能写自己产业链和清单上的企业的联系方式".to_owned(),
            kind => format!("您只能写自己的产业链的{}", kind.zh()),
        };
        (!is_own).then(|| Fault::of_row(beyond, FIX))
    }
}

/// The chains that things belong to, by id.
pub trait ChainsOf {
    /// The chain of a segment.
    fn of_segment(&self, segment: NodeId) -> Option<String>;
    /// The chain that a meeting is about, none in its place where it is about all; nothing where no such meeting is known.
    fn of_meeting(&self, meeting: NodeId) -> Vec<Option<String>>;
    /// The chain that a node is.
    fn chain(&self, chain: NodeId) -> Option<String>;
}

/// The chains that a row is about; none in the place of one that is not known, and of all.
fn about(key: &RowKey, values: Option<ValuesView<'_>>, places: &impl ChainsOf) -> Vec<Option<String>> {
    let end = |field, given| values.and_then(|values| values.node(field)).unwrap_or(given);
    let named = |column: &str| {
        let field = CanonicalTable::of(key.kind).field(column);
        let references = values.zip(field).map(|(values, field)| values.references(field));
        references.unwrap_or_default().into_iter().map(|reference| reference.to).collect::<Vec<_>>()
    };
    match key.kind {
        Kind::Chain | Kind::FundGroup | Kind::Assignment => vec![places.chain(end(A_TO, key.a))],
        Kind::Segment | Kind::Meeting => {
            let said = values.map(|_| named("chain").first().and_then(|chain| places.chain(*chain)));
            let stood = match key.kind {
                Kind::Segment => places.of_segment(key.a).map(Some).into_iter().collect(),
                _ => places.of_meeting(key.a),
            };
            let all: Vec<Option<String>> = said.into_iter().chain(stood).collect();
            if all.is_empty() { vec![None] } else { all }
        }
        Kind::Feed => vec![places.of_segment(end(A_TO, key.a)), places.of_segment(end(B_TO, key.b))],
        Kind::Member => vec![places.of_segment(end(B_TO, key.b))],
        Kind::Assessment => vec![places.of_segment(end(A_TO, key.a))],
        // Which chains both firms are in is no matter of rows: who decides of some takes it back where it was said.
        Kind::Judgement => vec![None],
        Kind::Project | Kind::Bid => vec![named("chain").first().and_then(|chain| places.chain(*chain))],
        Kind::Nomination => vec![places.chain(end(A_TO, key.a))],
        Kind::Duty => vec![places.chain(end(B_TO, key.b))],
        kind if kind.is_dispatch() => vec![None],
        Kind::Site => named("segments").into_iter().map(|segment| places.of_segment(segment)).collect(),
        _ => Vec::new(),
    }
}

/// The chains that a row of a batch is about in a graph; none in the place of one that is not known, and of all.
///
/// # Errors
/// The store cannot be read.
pub(in crate::app) async fn chains_about(
    graph: &Graph,
    store: &Store,
    row: &BatchRow,
) -> Result<Vec<Option<String>>, AppError> {
    let chains = HeldChains::of(graph, store, std::slice::from_ref(row)).await?;
    Ok(about(&row.key, None, &chains))
}

/// The right that a form for rows of a kind would ask for: a file goes round nothing.
pub(in crate::app) fn right_to_write(kind: Kind) -> Right {
    match kind {
        Kind::Assessment => Right::Assess,
        Kind::Judgement => Right::Judge,
        Kind::Contact => Right::EditContacts,
        Kind::FundGroup | Kind::Assignment | Kind::Meeting => Right::EditGroup,
        Kind::Squad | Kind::Recruiter => Right::EditSquads,
        Kind::Source | Kind::Region => Right::EditSource,
        Kind::Trip | Kind::Visit => Right::LogWork,
        Kind::Project | Kind::ProjectNode | Kind::ProjectProgress | Kind::Request | Kind::Bid => Right::EditProject,
        Kind::Care | Kind::Nomination | Kind::Indicator | Kind::Duty => Right::SetDuty,
        _ => Right::EditFact,
    }
}

/// Over what that right must be held for a row about a chain, or about none: facts of firms belong to no chain, and whoever
/// writes facts of any chain writes them.
pub(in crate::app) fn scope_to_write(kind: Kind, chain: Option<&str>) -> Scope<'_> {
    match (chain, kind) {
        (Some(chain), _) => Scope::Chain(chain),
        (None, Kind::Chain | Kind::Segment | Kind::Feed | Kind::Member) => Scope::City,
        (None, kind) if right_to_write(kind) == Right::EditFact => Scope::Somewhere,
        (None, _) => Scope::City,
    }
}

impl Permit<'_> {
    /// What of rows of these kinds the caller may not write.
    ///
    /// # Errors
    /// The store cannot be read.
    pub(super) async fn may_not(self, kinds: impl Iterator<Item = Kind>) -> Result<MayNot, AppError> {
        let names = self.person().map(|person| [person.login.clone(), person.name.clone()]);
        let reach = |kind: Kind| (kind, self.reach(right_to_write(kind), kind));
        let mut tables: BTreeMap<Kind, Reach> =
            kinds.map(reach).filter(|(_, reach)| *reach != Reach::Everything).collect();
        if let Some(Reach::Chains(own)) = tables.get(&Kind::Contact) {
            let firms = self.firms_of(own).await?;
            tables.insert(Kind::Contact, Reach::Firms(firms));
        }
        let seen = (!self.holds(Right::SeeChain, Scope::City)).then(|| self.own_chains(Right::SeeChain));
        Ok(MayNot { tables, groups: self.reach(Right::EditGroup, Kind::Chain), names, seen })
    }

    /// A right that rows an import wrote would ask for in a form, and that the caller lacks over one of them, as it stands and
    /// as it stood.
    ///
    /// # Errors
    /// The store cannot be read.
    pub(super) async fn lacks_for(self, number: Journal, kinds: Vec<Kind>) -> Result<Option<Right>, AppError> {
        let may_not = self.may_not(kinds.into_iter()).await?;
        if let Some((kind, _)) = may_not.tables.iter().find(|(_, reach)| **reach == Reach::Nothing) {
            return Ok(Some(right_to_write(*kind)));
        }
        let mut after: Option<RowKey> = None;
        while let (false, Some(graph)) = (may_not.tables.is_empty(), self.known_graph()) {
            let rows = self.store().batch_rows(number, after, CHUNK).await?;
            let Some(last) = rows.last() else { break };
            after = Some(last.key.clone());
            let places = HeldChains::of(graph, self.store(), &rows).await?;
            let before = |row: &BatchRow| {
                row.before.as_ref().is_some_and(|before| is_beyond(&may_not, row, Some(before), &places))
            };
            if let Some(row) = rows.iter().find(|row| is_beyond(&may_not, row, None, &places) || before(row)) {
                return Ok(Some(right_to_write(row.key.kind)));
            }
        }
        Ok(None)
    }

    /// How far a right reaches over rows of a kind that a file brings.
    fn reach(self, right: Right, kind: Kind) -> Reach {
        if self.holds(right, Scope::City) && self.holds(Right::Import, Scope::City) {
            return Reach::Everything;
        }
        let ends_with_chains = kind == Kind::Site || scope_to_write(kind, None) == Scope::City;
        match (self.holds(right, Scope::Somewhere), ends_with_chains) {
            (false, _) => Reach::Nothing,
            (true, false) => Reach::Everything,
            (true, true) => {
                let brings = self.own_chains(Right::Import);
                let own: BTreeSet<String> = self.own_chains(right).intersection(&brings).cloned().collect();
                if own.is_empty() { Reach::Nothing } else { Reach::Chains(own) }
            }
        }
    }

    /// The chains over which the caller holds a right, by id.
    fn own_chains(self, right: Right) -> BTreeSet<String> {
        let all = self.known_graph().into_iter().flat_map(|graph| &graph.chains);
        let own = all.filter(|chain| self.holds(right, Scope::Chain(&chain.id)));
        own.map(|chain| chain.id.clone()).collect()
    }

    /// The records of the firms that do something in one of these chains, or stand on its list.
    async fn firms_of(self, chains: &BTreeSet<String>) -> Result<HashSet<NodeId>, AppError> {
        let Some(graph) = self.known_graph() else { return Ok(HashSet::new()) };
        let is_own = |chain: ChainIx| chains.contains(&graph.chain(chain).id);
        let mut firms: Vec<FirmIx> = (0..graph.firm_count()).map(FirmIx::from_position).collect();
        firms.retain(|firm| graph.memberships(*firm).iter().any(|of| is_own(graph.segment(of.segment).chain)));
        for chain in (0..graph.chains.len()).map(ChainIx::from_position).filter(|chain| is_own(*chain)) {
            firms.extend(self.listed(graph, chain).await?.iter().filter_map(|listed| listed.firm));
        }
        Ok(firms.into_iter().flat_map(|firm| graph.nodes_of(firm)).copied().collect())
    }
}

fn is_beyond(may_not: &MayNot, row: &BatchRow, values: Option<&Values>, places: &HeldChains<'_>) -> bool {
    may_not.fault_of(&row.key, values.map(Values::view), places).is_some()
}

/// The chains of things in the graph that is held.
#[derive(Debug)]
struct HeldChains<'g> {
    graph: &'g Graph,
    /// The ids of chains and meetings, by their nodes.
    ids: HashMap<NodeId, String>,
}

impl<'g> HeldChains<'g> {
    /// With the ids of the chains and meetings that rows are keyed by.
    async fn of(graph: &'g Graph, store: &Store, rows: &[BatchRow]) -> Result<Self, AppError> {
        let named = |row: &BatchRow| match row.key.kind {
            Kind::Chain | Kind::FundGroup | Kind::Assignment | Kind::Meeting | Kind::Nomination => Some(row.key.a),
            Kind::Duty => Some(row.key.b),
            _ => None,
        };
        let nodes: Vec<NodeId> = rows.iter().filter_map(named).collect();
        let names = store.node_names(nodes.clone()).await?;
        let ids = nodes.into_iter().zip(names).filter_map(|(node, name)| Some((node, name?.text))).collect();
        Ok(Self { graph, ids })
    }
}

impl ChainsOf for HeldChains<'_> {
    fn of_segment(&self, segment: NodeId) -> Option<String> {
        let segment = self.graph.segment_with_node(segment)?;
        Some(self.graph.chain(self.graph.segment(segment).chain).id.clone())
    }

    fn of_meeting(&self, meeting: NodeId) -> Vec<Option<String>> {
        let found = self.ids.get(&meeting).and_then(|id| self.graph.meeting(id));
        found.into_iter().map(|meeting| meeting.chain.map(|chain| self.graph.chain(chain).id.clone())).collect()
    }

    fn chain(&self, chain: NodeId) -> Option<String> {
        self.ids.get(&chain).filter(|id| self.graph.chains.iter().any(|chain| chain.id == **id)).cloned()
    }
}
