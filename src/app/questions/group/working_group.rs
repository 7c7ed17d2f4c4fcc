//! The working group (产业链工作组) of a chain: who is in it, and whom to invite to its next meeting.

use crate::access::{Right, Scope};
use std::collections::HashMap;

use schemars::JsonSchema;
use serde::Serialize;

use crate::app::questions::funds::compliance;
use crate::app::questions::group::invitations::{Invitation, Seating};
use crate::app::{Answered, AppError, Desk, FundLine, GapLine, Head, Question};
use crate::gaps::{Candidacies, FundCoverage, GapAnswer, Home, Viewpoint, fund_coverage};
use crate::graph::{AssociationIx, ChainIx, FirmIx, Graph, When};
use crate::model::Standing;

/// The working group and the meeting.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct GroupAnswer {
    /// Of which chain, home and day, by which rules.
    #[serde(flatten)]
    pub head: Head,
    /// Blank where nobody wrote it.
    pub leader: String,
    /// 牵头单位; blank where nobody wrote it.
    pub lead_unit: String,
    /// What the group is called; blank where nobody wrote it.
    pub group: String,
    /// Units and people, as written.
    pub members: Vec<String>,
    /// Enterprises the group invites (链主企业).
    pub anchors: Vec<AnchorLine>,
    /// The fund group, by id.
    pub funds: Vec<GroupFund>,
    /// Industry associations that are tied to the chain or at home.
    pub associations: Vec<AssociationLine>,
    /// Squads that work on the chain, with their recruiters.
    pub squads: Vec<SquadLine>,
    /// Whom to invite to the next meeting.
    pub invitation: Invitation,
    /// The gaps to speak about, in gap order; and ids of those no fund of the group reaches.
    pub gaps: Vec<GapLine>,
    /// Ids.
    pub uncovered: Vec<String>,
    /// What is missing, in Chinese.
    pub notices: Vec<String>,
    /// What the law has to say of funds that recruit, in Chinese.
    pub compliance: Vec<&'static str>,
}

/// An anchor enterprise (链主).
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct AnchorLine {
    /// Id.
    pub enterprise: String,
    /// Its legal name.
    pub name: String,
    /// None: not known.
    pub standing: Option<Standing>,
    /// Whether it is at home (docs/definitions.md#本地与外地).
    pub local: bool,
    /// Names of the leaves it does at home.
    pub segments: Vec<String>,
}

/// A fund of the group and the names of the gaps it reaches.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct GroupFund {
    /// Which fund.
    #[serde(flatten)]
    pub fund: FundLine,
    /// Names, in gap order.
    pub gaps: Vec<String>,
}

/// An association that is tied to the chain or at home.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct AssociationLine {
    /// Id.
    pub association: String,
    /// Name of the association.
    pub name: String,
    /// Name of the region it works in; none: not known.
    pub region: Option<String>,
    /// Tied to this chain.
    pub of_chain: bool,
    /// Member enterprises recorded.
    pub firms: usize,
    /// Member people recorded.
    pub people: usize,
}

/// A squad that works on the chain.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct SquadLine {
    /// Id.
    pub squad: String,
    /// Name of the squad: 驻上海招商队.
    pub name: String,
    /// As people read it: 尖刀班.
    pub kind: &'static str,
    /// Names of where it is posted.
    pub regions: Vec<String>,
    /// How many targets it can work on at once; none: any number.
    pub capacity: Option<u32>,
    /// Names.
    pub recruiters: Vec<String>,
}

impl Desk {
    /// The working group of a chain.
    ///
    /// # Errors
    /// A name is unknown or means several things.
    pub fn group(&self, question: &Question) -> Result<GroupAnswer, AppError> {
        let at = self.may(Right::SeeChain, Scope::Chain(&question.chain))?;
        let Answered { answer, asked, .. } = at.gaps(question)?;
        let graph = at.graph();
        let chain = graph.chain(asked.chain);
        let candidacies = Candidacies::of(graph, &answer);
        let coverage = fund_coverage(graph, asked.chain, asked.as_of, &candidacies, &at.rules().fund);
        let view = Viewpoint { graph, home: Home::new(asked.home), now: When::at(asked.as_of), assumed: &[] };
        let local = local_leaves(&answer);
        let table = Seating { graph, chain: asked.chain, view, candidacies: &candidacies, coverage: &coverage, local };
        let anchor = |firm: &FirmIx| AnchorLine {
            enterprise: graph.firm_id(*firm).to_owned(),
            name: graph.firm_name(*firm).to_owned(),
            standing: graph.firm(*firm).standing,
            local: view.is_local(*firm),
            segments: table.local.get(firm).into_iter().flatten().map(|leaf| (*leaf).to_owned()).collect(),
        };
        let associations = associations(graph, asked.chain, &view);
        let squads = squads(graph, asked.chain);
        let tells_funds = !at.left_out(asked.chain).funds;
        let mut notices = missing(graph, asked.chain, squads.is_empty(), associations.is_empty());
        if candidacies.gaps.is_empty() {
            notices.push("本链没有缺口，会议不必谈补链".to_owned());
        }
        let uncovered = coverage.uncovered.iter().filter(|_| tells_funds);
        Ok(GroupAnswer {
            leader: chain.leader.clone(),
            lead_unit: chain.lead_unit.clone(),
            group: chain.group.clone(),
            members: chain.members.clone(),
            anchors: chain.anchors.iter().map(anchor).collect(),
            funds: if tells_funds { funds(graph, &coverage, &candidacies) } else { Vec::new() },
            associations,
            squads,
            invitation: table.invitation(tells_funds),
            gaps: candidacies.gaps.iter().map(|gap| GapLine::of(gap)).collect(),
            uncovered: uncovered.map(|gap| candidacies.gaps[*gap].segment.clone()).collect(),
            notices,
            compliance: if tells_funds { compliance::NOTES.to_vec() } else { Vec::new() },
            head: Head::of(&answer),
        })
    }
}

fn local_leaves(answer: &GapAnswer) -> HashMap<FirmIx, Vec<&str>> {
    let mut local: HashMap<FirmIx, Vec<&str>> = HashMap::new();
    for leaf in &answer.segments {
        for (firm, _) in &leaf.firms.local {
            local.entry(*firm).or_default().push(&leaf.name);
        }
    }
    local
}

fn funds(graph: &Graph, coverage: &FundCoverage, candidacies: &Candidacies) -> Vec<GroupFund> {
    let line = |reach: &crate::gaps::Reach| GroupFund {
        fund: FundLine::of(&graph.funds[reach.fund.at()]),
        gaps: reach.gaps.iter().map(|reached| candidacies.gaps[reached.gap].name.clone()).collect(),
    };
    coverage.coverage.iter().map(line).collect()
}

/// Those tied to the chain first, then those at home that are tied to no chain; each by id.
fn associations(graph: &Graph, chain: ChainIx, view: &Viewpoint) -> Vec<AssociationLine> {
    let all = graph.associations.iter().enumerate().map(|(at, known)| (AssociationIx::from_position(at), known));
    let here = |region| view.home.holds(region);
    let mut lines: Vec<AssociationLine> = all
        .filter(|(_, a)| a.chain == Some(chain) || (a.chain.is_none() && a.adcode.is_some_and(here)))
        .map(|(ix, known)| AssociationLine {
            association: known.id.clone(),
            name: known.name.clone(),
            region: known.adcode.map(|region| graph.regions.name(region)),
            of_chain: known.chain == Some(chain),
            firms: graph.association_firms.iter().filter(|(of, _)| *of == ix).count(),
            people: graph.association_people.iter().filter(|(of, _)| *of == ix).count(),
        })
        .collect();
    lines.sort_by_key(|line| !line.of_chain);
    lines
}

fn squads(graph: &Graph, chain: ChainIx) -> Vec<SquadLine> {
    let mut assigned: Vec<_> =
        graph.assignments.iter().filter(|(of, _)| *of == chain).map(|(_, squad)| *squad).collect();
    assigned.sort_unstable();
    assigned.dedup();
    let line = |squad: &crate::graph::Squad| SquadLine {
        squad: squad.id.clone(),
        name: squad.name.clone(),
        kind: squad.kind.zh(),
        regions: squad.regions.iter().map(|region| graph.regions.name(*region)).collect(),
        capacity: squad.capacity,
        recruiters: squad.recruiters.iter().map(|recruiter| recruiter.name.clone()).collect(),
    };
    assigned.into_iter().map(|squad| line(&graph.squads[squad.at()])).collect()
}

/// What nobody wrote down yet; the page of the group has the forms for it.
fn missing(graph: &Graph, chain: ChainIx, no_squads: bool, no_associations: bool) -> Vec<String> {
    let known = graph.chain(chain);
    let no_funds = !graph.fund_groups.iter().any(|(of, _)| *of == chain);
    [
        (known.leader.is_empty(), "链长未明确"),
        (known.lead_unit.is_empty(), "牵头单位未明确"),
        (known.anchors.is_empty(), "链主企业未明确"),
        (no_funds, "还没有基金招商组"),
        (no_squads, "还没有派招商队"),
        (no_associations, "没有掌握本链或本地的协会商会"),
    ]
    .into_iter()
    .filter(|(is_missing, _)| *is_missing)
    .map(|(_, text)| text.to_owned())
    .collect()
}
