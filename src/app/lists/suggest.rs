//! Suggesting who takes which listed target; people confirm.

use crate::access::{Right, Scope};
use crate::app::desk::GraphPermit;
use std::collections::{BTreeSet, HashMap};

use schemars::JsonSchema;
use serde::Serialize;

use crate::app::lists::change::TargetChange;
use crate::app::lists::listed::{EntryLine, entry_lines};
use crate::app::{AppError, Asked, Desk, Question};
use crate::graph::number::for_order;
use crate::graph::{FirmIx, Graph, Squad};
use crate::model::{EntryField, TargetState};
use crate::work::{SquadChoice, SquadRoom, Wish, assign};

/// Targets considered at once: the Hungarian algorithm takes the cube of it.
const AT_ONCE: usize = 300;

/// A suggested assignment.
#[derive(Debug, Clone, Serialize)]
pub struct SuggestionAnswer {
    /// Id.
    pub chain: String,
    /// Name of the chain: 集成电路.
    pub chain_name: String,
    /// One a target that somebody can take.
    pub suggestions: Vec<Suggestion>,
    /// Targets nobody can take, with the reason.
    pub unassigned: Vec<Suggestion>,
    /// Sum of the scores of what is suggested.
    pub total_score: f64,
    /// What the reader should know, in Chinese.
    pub notices: Vec<String>,
}

/// One target and the squad suggested for it.
#[derive(Debug, Clone, Serialize)]
pub struct Suggestion {
    /// Id of the target.
    pub enterprise: String,
    /// Its legal name; its record's id where that record is closed.
    pub name: String,
    /// Id of the gap it is to fill; none: of none in particular.
    pub segment: Option<String>,
    /// Name of that gap.
    pub segment_name: Option<String>,
    /// Id; none where nobody can take it.
    pub squad: Option<String>,
    /// Name of that squad.
    pub squad_name: Option<String>,
    /// Whether the squad is posted where the target is.
    pub posted: bool,
    /// Its score as a target, 0 where it is no candidate of a gap.
    pub score: f64,
    /// Why this squad, or why none, in Chinese.
    pub reason: String,
    /// The entry's version that was looked at.
    pub version: u64,
    #[serde(skip)]
    record: String,
}

/// Who would take a target.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct ProposedSquad {
    /// Id; none where nobody can take it.
    pub squad: Option<String>,
    /// Name of that squad.
    pub squad_name: Option<String>,
    /// Whether the squad is posted where the target is.
    pub posted: bool,
    /// Whether it works for the chain that asks.
    pub of_chain: bool,
    /// Why this squad, or why none, in Chinese.
    pub why: String,
}

/// A firm that wants a squad, with its score; none: its record is closed.
type Wished = (Option<FirmIx>, f64);

impl Suggestion {
    /// The change that carries it out.
    pub fn change(&self) -> TargetChange {
        let squad = self.squad.clone().unwrap_or_default();
        TargetChange {
            enterprise: self.record.clone(),
            version: Some(self.version),
            set: vec![(EntryField::Squad, squad)],
        }
    }
}

impl Desk {
    /// Suggests a squad for every listed target of a chain that has none.
    ///
    /// # Errors
    /// A name is unknown or means several things.
    pub async fn list_suggest(&self, question: &Question) -> Result<SuggestionAnswer, AppError> {
        let at = self.may(Right::EditList, Scope::Chain(&question.chain))?;
        let answered = at.gaps(question)?;
        let (graph, asked) = (at.graph(), answered.asked);
        let listed = at.listed(graph, asked.chain).await?;
        let waiting = at.waiting(asked, entry_lines(graph, &listed))?;
        let mut notices = Vec::new();
        if waiting.len() > AT_ONCE {
            notices.push(format!(
                "待派发的有 {} 家，一次只考虑分数最高的 {AT_ONCE} 家；确认后请再运行一次",
                waiting.len()
            ));
        }
        let waiting = &waiting[..waiting.len().min(AT_ONCE)];
        let wished: Vec<Wished> = waiting.iter().map(|(line, score)| (line.firm, *score)).collect();
        let answers = waiting.iter().zip(at.choices(asked, &wished).await?);
        let answers = answers.map(|((line, score), choice)| suggestion(line, *score, choice));
        let (suggestions, unassigned): (Vec<_>, Vec<_>) = answers.partition(|answer| answer.squad.is_some());
        Ok(SuggestionAnswer {
            chain: answered.answer.chain.clone(),
            chain_name: answered.answer.chain_name.clone(),
            total_score: suggestions.iter().fold(0.0, |sum, answer| sum + answer.score),
            suggestions,
            unassigned,
            notices,
        })
    }
}

impl GraphPermit<'_> {
    /// Who would take some firms, were they listed now beside the targets that wait already.
    pub(in crate::app) async fn proposed(
        &self,
        asked: Asked,
        entries: &[EntryLine],
        firms: &[FirmIx],
    ) -> Result<HashMap<FirmIx, ProposedSquad>, AppError> {
        let mut wished: Vec<Wished> = Vec::with_capacity(firms.len());
        for firm in firms {
            let known = wished.iter().any(|(known, _)| *known == Some(*firm));
            if !known {
                wished.push((Some(*firm), self.score(asked, Some(*firm))?));
            }
        }
        for (line, score) in self.waiting(asked, entries.to_vec())? {
            if wished.len() < AT_ONCE && wished.iter().all(|(firm, _)| *firm != line.firm) {
                wished.push((line.firm, score));
            }
        }
        let id = |firm: Option<FirmIx>| firm.map(|firm| self.graph().firm_id(firm));
        wished.sort_by(|(x, of_x), (y, of_y)| {
            for_order(*of_y).total_cmp(&for_order(*of_x)).then_with(|| id(*x).cmp(&id(*y)))
        });
        let choices = self.choices(asked, &wished).await?;
        Ok(wished.into_iter().zip(choices).filter_map(|((firm, _), choice)| Some((firm?, choice))).collect())
    }

    /// A squad for each of these firms, in their order.
    async fn choices(&self, asked: Asked, wished: &[Wished]) -> Result<Vec<ProposedSquad>, AppError> {
        let (graph, taken) = (self.graph(), self.taken().await?);
        let posts: Vec<SquadRoom> = graph.squads.iter().map(|squad| room(squad, &taken, wished.len())).collect();
        let own = squads_of(graph, asked);
        let wishes: Vec<Wish> = wished.iter().map(|(firm, score)| wish(graph, &own, *firm, *score)).collect();
        let choices = wished.iter().zip(&wishes).zip(assign(&posts, &wishes));
        Ok(choices.map(|(((firm, _), wish), choice)| proposed_squad((graph, &own), *firm, wish, choice)).collect())
    }

    /// The score of a firm as a target, 0 where it is no candidate of a gap.
    fn score(&self, asked: Asked, firm: Option<FirmIx>) -> Result<f64, AppError> {
        let target = firm.map(|firm| self.ranked_target(asked, firm)).transpose()?.flatten();
        Ok(target.map_or(0.0, |target| target.score))
    }

    /// The listed targets that have no squad, each with its score, best first.
    fn waiting(&self, asked: Asked, lines: Vec<EntryLine>) -> Result<Vec<(EntryLine, f64)>, AppError> {
        let mut waiting = Vec::new();
        for line in lines {
            if line.state == TargetState::Listed && line.squad.is_none() {
                let score = self.score(asked, line.firm)?;
                waiting.push((line, score));
            }
        }
        waiting.sort_by(|(x, of_x), (y, of_y)| {
            for_order(*of_y).total_cmp(&for_order(*of_x)).then_with(|| x.enterprise.cmp(&y.enterprise))
        });
        Ok(waiting)
    }

    /// How many targets each squad is on, over all chains.
    async fn taken(&self) -> Result<HashMap<String, usize>, AppError> {
        let mut taken = HashMap::new();
        for listed in self.every_entry(self.graph()).await? {
            if listed.entry.state().under_way() {
                *taken.entry(listed.entry.get(EntryField::Squad).to_owned()).or_default() += 1;
            }
        }
        Ok(taken)
    }
}

/// A squad without a capacity takes any number.
fn room(squad: &Squad, taken: &HashMap<String, usize>, wishes: usize) -> SquadRoom {
    let taken = taken.get(&squad.id).copied().unwrap_or(0);
    let capacity = squad.capacity.map(|capacity| capacity as usize);
    SquadRoom { room: capacity.map_or(wishes, |capacity| capacity.saturating_sub(taken)) }
}

/// Squads posted where the firm is registered; where there is none or no room, those of the chain.
fn wish(graph: &Graph, own: &BTreeSet<usize>, firm: Option<FirmIx>, score: f64) -> Wish {
    let adcode = firm.and_then(|firm| graph.firm(firm).adcode);
    let covers = |squad: &Squad| adcode.is_some_and(|at| squad.regions.iter().any(|region| at.within(*region)));
    let posted: Vec<usize> = (0..graph.squads.len()).filter(|n| covers(&graph.squads[*n])).collect();
    let others = own.iter().copied().filter(|squad| !posted.contains(squad)).collect();
    Wish { score, posted, others }
}

/// The squads that work for the chain that is asked of.
fn squads_of(graph: &Graph, asked: Asked) -> BTreeSet<usize> {
    let of_chain = graph.assignments.iter().filter(|(chain, _)| *chain == asked.chain);
    of_chain.map(|(_, squad)| squad.at()).collect()
}

fn proposed_squad(
    (graph, own): (&Graph, &BTreeSet<usize>),
    firm: Option<FirmIx>,
    wish: &Wish,
    choice: SquadChoice,
) -> ProposedSquad {
    let place = whereabouts(graph, firm);
    let (squad, posted, why) = match choice {
        SquadChoice::Posted(n) => (Some(n), true, format!("{place}，在该队驻点地区内")),
        SquadChoice::Other(n) if wish.posted.is_empty() => {
            (Some(n), false, format!("{place}，没有招商队驻在当地，交给本链的招商队"))
        }
        SquadChoice::Other(n) => {
            (Some(n), false, format!("{place}，驻当地的招商队连同前面的建议已排满，交给本链的招商队"))
        }
        SquadChoice::Nobody if wish.posted.is_empty() && wish.others.is_empty() => {
            (None, false, format!("{place}，没有招商队驻在当地，本链也没有招商队"))
        }
        SquadChoice::Nobody => (None, false, "连同前面的建议，可派的招商队都排满了；请增加容量或改派".to_owned()),
    };
    let of_chain = squad.is_some_and(|n| own.contains(&n));
    let squad = squad.map(|n| &graph.squads[n]);
    let (squad, squad_name) = (squad.map(|s| s.id.clone()), squad.map(|s| s.name.clone()));
    ProposedSquad { squad, squad_name, posted, of_chain, why }
}

fn whereabouts(graph: &Graph, firm: Option<FirmIx>) -> String {
    let known = firm.map(|firm| graph.firm(firm));
    match known.and_then(|known| known.adcode) {
        Some(adcode) => format!("企业在{}", graph.regions.full_name(adcode)),
        None if known.is_some_and(|known| known.foreign) => "境外企业".to_owned(),
        None => "企业所在地未知".to_owned(),
    }
}

fn suggestion(line: &EntryLine, score: f64, choice: ProposedSquad) -> Suggestion {
    Suggestion {
        enterprise: line.enterprise.clone(),
        name: line.name.clone(),
        segment: line.segment.clone(),
        segment_name: line.segment_name.clone(),
        squad: choice.squad,
        squad_name: choice.squad_name,
        posted: choice.posted,
        score,
        reason: choice.why,
        version: line.version,
        record: line.record.clone(),
    }
}
