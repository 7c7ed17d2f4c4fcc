//! The 招商地图: where the firms are that could fill the gaps of a chain.

use crate::access::{Right, Scope};
use crate::app::desk::GraphPermit;
use std::collections::{BTreeMap, HashMap, HashSet};

use schemars::JsonSchema;
use serde::Serialize;

use crate::app::{Answered, AppError, Desk, Question, names};
use crate::gaps::SegmentAnswer;
use crate::graph::{FirmIx, Graph};
use crate::model::{Adcode, Day, EntryField, Standing, TargetState, Verdict};

/// What is asked of the map.
#[derive(Debug, Clone, Default)]
pub struct MapQuestion {
    /// Chain, home and day.
    pub question: Question,
    /// Id or name of one gap.
    pub gap: Option<String>,
    /// Gaps of this verdict only.
    pub verdict: Option<Verdict>,
    /// Firms of this standing only.
    pub standing: Option<Standing>,
    /// Code or name of a region: its cities only, and their firms one by one.
    pub place: Option<String>,
    /// Id or name of the squad that has them on the chain's list; those of no entry are left out.
    pub squad: Option<String>,
    /// How far the chain's list says people have got with them.
    pub state: Option<TargetState>,
}

/// The map as rows; the picture shows the same.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct MapAnswer {
    /// Id.
    pub chain: String,
    /// Name of the chain: 集成电路.
    pub chain_name: String,
    /// The city or county the chain is seen from.
    pub home: Adcode,
    /// Name of home: 合肥市.
    pub home_name: String,
    /// Facts dated later do not count yet.
    pub as_of: Day,
    /// Version of the rules with a short hash of their values.
    pub rules: String,
    /// The gaps that pass the filters, in gap order; each firm counts in every gap it could fill.
    pub gaps: Vec<GapCount>,
    /// By firms, most first, then by code; those of unknown place last.
    pub places: Vec<PlaceRow>,
    /// The squads that work on the chain: those assigned to it, those that have firms of its list, and the one asked for.
    pub squads: Vec<SquadRow>,
    /// The firms of the place asked for; empty where none was.
    pub firms: Vec<FirmRow>,
    /// The place asked for.
    pub place: Option<Adcode>,
    /// Name of the place: 苏州市.
    pub place_name: Option<String>,
    /// The squad asked for.
    pub squad: Option<String>,
    /// Name of the squad: 驻上海招商队.
    pub squad_name: Option<String>,
}

/// A gap and how many firms could fill it.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct GapCount {
    /// Id of the leaf.
    pub segment: String,
    /// Name of the segment: 光刻胶.
    pub name: String,
    /// The effective verdict.
    pub verdict: Verdict,
    /// Different firms.
    pub firms: usize,
}

/// A city.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct PlaceRow {
    /// None where the firms' region is unknown or abroad.
    pub adcode: Option<Adcode>,
    /// 苏州市; 所在地未知或在境外 where no region is known.
    pub name: String,
    /// 江苏省苏州市; as `name` where no region is known.
    pub full_name: String,
    /// Longitude and latitude in degrees.
    pub centre: Option<(f64, f64)>,
    /// Different firms.
    pub firms: usize,
    /// Of these 链主 and 龙头/上市.
    pub leaders: usize,
    /// Most firms first, then in gap order.
    pub gaps: Vec<GapCount>,
}

/// A squad of the chain.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct SquadRow {
    /// Id.
    pub squad: String,
    /// Name of the squad: 驻上海招商队.
    pub name: String,
    /// Where it is posted.
    pub regions: Vec<Adcode>,
    /// Names of these, in their order.
    pub region_names: Vec<String>,
}

/// A firm that could fill gaps.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct FirmRow {
    /// Id.
    pub enterprise: String,
    /// Its legal name.
    pub name: String,
    /// None: not known.
    pub standing: Option<Standing>,
    /// The registered region; none: not known, or abroad.
    pub adcode: Option<Adcode>,
    /// 江苏省苏州市; 未知 where no region is known.
    pub region: String,
    /// Names of the gaps.
    pub gaps: Vec<String>,
}

impl Desk {
    /// The map's rows.
    ///
    /// # Errors
    /// The caller may not see the chain, a name is unknown, or the store cannot be read.
    pub async fn map(&self, asked: &MapQuestion) -> Result<MapAnswer, AppError> {
        let at = self.may(Right::SeeChain, Scope::Chain(&asked.question.chain))?;
        let answered = at.gaps(&asked.question)?;
        at.map_of(&answered, asked).await
    }
}

impl GraphPermit<'_> {
    /// The rows of an answer that is already there.
    pub(in crate::app) async fn map_of(&self, answered: &Answered, asked: &MapQuestion) -> Result<MapAnswer, AppError> {
        let graph = self.graph();
        let squad = names::given(asked.squad.as_deref()).map(|given| names::squad(graph, given)).transpose()?;
        // Who is on the list is told to those who may see it.
        let chain = Scope::Part(&graph.chain(answered.asked.chain).id);
        let on_list = match self.desk().may(Right::SeeList, chain) {
            Ok(may) => may.listed(graph, answered.asked.chain).await?,
            Err(_) => Vec::new(),
        };
        let on_list = on_list.iter().map(|listed| listed.entry.get(EntryField::Squad).to_owned());
        let also: HashSet<String> = on_list.chain(squad.clone()).collect();
        let listed = self.listed_firms(answered, squad.as_deref(), asked.state).await?;
        let squad_name = squad.as_ref().and_then(|id| graph.squads.iter().find(|s| s.id == *id));
        let squad_name = squad_name.map(|squad| squad.name.clone());
        let squads = squads_of(answered, &also);
        Ok(MapAnswer { squads, squad, squad_name, ..rows(answered, asked, listed.as_ref())? })
    }

    /// The firms of a chain's list that a squad has and people have got so far with; none where neither is asked for.
    pub(in crate::app) async fn listed_firms(
        &self,
        answered: &Answered,
        squad: Option<&str>,
        state: Option<TargetState>,
    ) -> Result<Option<HashSet<FirmIx>>, AppError> {
        if squad.is_none() && state.is_none() {
            return Ok(None);
        }
        let chain = &self.graph().chain(answered.asked.chain).id;
        let may = self.desk().may(Right::SeeList, Scope::Part(chain))?;
        let listed = may.listed(self.graph(), answered.asked.chain).await?;
        let fits = |entry: &crate::work::Entry| {
            squad.is_none_or(|squad| entry.get(EntryField::Squad) == squad)
                && state.is_none_or(|state| entry.state() == state)
        };
        Ok(Some(listed.iter().filter(|l| fits(&l.entry)).filter_map(|l| l.firm).collect()))
    }
}

fn rows(answered: &Answered, asked: &MapQuestion, listed: Option<&HashSet<FirmIx>>) -> Result<MapAnswer, AppError> {
    let (answer, graph) = (&answered.answer, &*answered.held.graph);
    let gap =
        names::given(asked.gap.as_deref()).map(|gap| names::segment(graph, answered.asked.chain, gap)).transpose()?;
    let place = names::given(asked.place.as_deref()).map(|place| names::region(graph, place)).transpose()?;
    let passes = |s: &&SegmentAnswer| {
        s.verdict.is_gap() && gap.is_none_or(|ix| s.ix == ix) && asked.verdict.is_none_or(|v| s.verdict == v)
    };
    let gaps: Vec<&SegmentAnswer> = answer.segments.iter().filter(passes).collect();
    let mut firms = firms(graph, &gaps, asked.standing, place);
    firms.retain(|firm, _| listed.is_none_or(|listed| listed.contains(firm)));
    let counts = counts(gaps.len(), firms.values());
    Ok(MapAnswer {
        chain: answer.chain.clone(),
        chain_name: answer.chain_name.clone(),
        home: answer.home,
        home_name: answer.home_name.clone(),
        as_of: answer.as_of,
        rules: answer.rules.clone(),
        gaps: gaps.iter().zip(counts).map(|(gap, firms)| counted(gap, firms)).collect(),
        places: places(graph, &gaps, &firms),
        squads: Vec::new(),
        firms: place.map_or(Vec::new(), |_| firm_rows(graph, &gaps, &firms)),
        place,
        place_name: place.map(|place| graph.regions.full_name(place)),
        squad: None,
        squad_name: None,
    })
}

/// Candidates with the places of their gaps in `gaps`.
type Candidates = BTreeMap<FirmIx, Vec<usize>>;

fn firms(graph: &Graph, gaps: &[&SegmentAnswer], standing: Option<Standing>, place: Option<Adcode>) -> Candidates {
    let mut firms = Candidates::new();
    for (at, gap) in gaps.iter().enumerate() {
        for &firm in &gap.firms.outside {
            let known = graph.firm(firm);
            let here = place.is_none_or(|place| seat(graph, firm).is_some_and(|seat| seat.within(place)));
            if here && standing.is_none_or(|wanted| known.standing == Some(wanted)) {
                firms.entry(firm).or_default().push(at);
            }
        }
    }
    firms
}

/// Where a firm is registered.
fn seat(graph: &Graph, firm: FirmIx) -> Option<Adcode> {
    graph.firm(firm).adcode.map(|adcode| graph.regions.in_force(adcode))
}

/// How many of these firms could fill each gap; each names its gaps once.
fn counts<'a>(gaps: usize, firms: impl Iterator<Item = &'a Vec<usize>>) -> Vec<usize> {
    let mut counts = vec![0; gaps];
    firms.flatten().for_each(|at| counts[*at] += 1);
    counts
}

fn counted(gap: &SegmentAnswer, firms: usize) -> GapCount {
    GapCount { segment: gap.segment.clone(), name: gap.name.clone(), verdict: gap.verdict, firms }
}

/// Cities; a firm of which only the province is known stands under the province.
fn places(graph: &Graph, gaps: &[&SegmentAnswer], firms: &Candidates) -> Vec<PlaceRow> {
    let mut by_place: HashMap<Option<Adcode>, Vec<FirmIx>> = HashMap::new();
    for &firm in firms.keys() {
        let place = seat(graph, firm).map(|adcode| adcode.prefecture().unwrap_or(adcode));
        by_place.entry(place).or_default().push(firm);
    }
    let mut rows: Vec<PlaceRow> =
        by_place.into_iter().map(|(adcode, here)| place_row(graph, gaps, firms, adcode, &here)).collect();
    rows.sort_by_key(|row| (row.adcode.is_none(), std::cmp::Reverse(row.firms), row.adcode));
    rows
}

fn place_row(
    graph: &Graph,
    gaps: &[&SegmentAnswer],
    firms: &Candidates,
    adcode: Option<Adcode>,
    here: &[FirmIx],
) -> PlaceRow {
    let counts = counts(gaps.len(), here.iter().map(|firm| &firms[firm]));
    let filled = gaps.iter().zip(counts).filter(|(_, firms)| *firms > 0);
    let mut of: Vec<GapCount> = filled.map(|(gap, firms)| counted(gap, firms)).collect();
    of.sort_by_key(|gap| std::cmp::Reverse(gap.firms));
    let unknown = || "所在地未知或在境外".to_owned();
    PlaceRow {
        adcode,
        name: adcode.map_or_else(unknown, |adcode| graph.regions.name(adcode)),
        full_name: adcode.map_or_else(unknown, |adcode| graph.regions.full_name(adcode)),
        centre: adcode.and_then(|adcode| graph.regions.get(adcode)?.centre),
        firms: here.len(),
        leaders: here.iter().filter(|firm| graph.firm(**firm).standing.is_some_and(Standing::leads)).count(),
        gaps: of,
    }
}

fn firm_rows(graph: &Graph, gaps: &[&SegmentAnswer], firms: &Candidates) -> Vec<FirmRow> {
    let row = |(&firm, of): (&FirmIx, &Vec<usize>)| FirmRow {
        enterprise: graph.firm_id(firm).to_owned(),
        name: graph.firm_name(firm).to_owned(),
        standing: graph.firm(firm).standing,
        adcode: seat(graph, firm),
        region: seat(graph, firm).map_or_else(|| "未知".to_owned(), |adcode| graph.regions.full_name(adcode)),
        gaps: of.iter().map(|at| gaps[*at].name.clone()).collect(),
    };
    let mut rows: Vec<FirmRow> = firms.iter().map(row).collect();
    rows.sort_by(|a, b| {
        let key = |r: &FirmRow| (r.standing.is_none(), r.standing, r.adcode);
        key(a).cmp(&key(b)).then_with(|| a.enterprise.cmp(&b.enterprise))
    });
    rows
}

/// The squads assigned to the chain, and these, by id.
pub(in crate::app) fn squads_of(answered: &Answered, also: &HashSet<String>) -> Vec<SquadRow> {
    let graph = &answered.held.graph;
    let assigned = graph.assignments.iter().filter(|(chain, _)| *chain == answered.asked.chain);
    let assigned = assigned.map(|(_, squad)| &graph.squads[squad.at()]);
    let others = graph.squads.iter().filter(|squad| also.contains(&squad.id));
    let row = |squad: &crate::graph::Squad| SquadRow {
        squad: squad.id.clone(),
        name: squad.name.clone(),
        regions: squad.regions.clone(),
        region_names: squad.regions.iter().map(|region| graph.regions.name(*region)).collect(),
    };
    let mut rows: Vec<SquadRow> = assigned.chain(others).map(row).collect();
    rows.sort_by(|a, b| a.squad.cmp(&b.squad));
    rows.dedup_by(|a, b| a.squad == b.squad);
    rows
}
