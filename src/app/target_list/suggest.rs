//! Suggesting who takes which listed target; people confirm.

use std::collections::HashMap;

use serde::Serialize;

use super::super::{App, AppError, Asked, Held, Names, Question};
use super::change::Change;
use super::listed::{EntryLine, lines};
use crate::graph::number::for_order;
use crate::graph::{Graph, Squad};
use crate::model::{EntryField, TargetState};
use crate::work::{Choice, Post, Wish, assign};

/// Targets considered at once: the Hungarian algorithm takes the cube of it.
const AT_ONCE: usize = 300;

/// A suggested assignment.
#[derive(Debug, Clone, Serialize)]
pub struct SuggestionAnswer {
    pub chain: String,
    pub chain_name: String,
    pub suggestions: Vec<Suggestion>,
    /// Targets nobody can take, with the reason.
    pub unassigned: Vec<Suggestion>,
    /// Sum of the scores of what is suggested.
    pub total_score: f64,
    pub notices: Vec<String>,
}

/// One target and the squad suggested for it.
#[derive(Debug, Clone, Serialize)]
pub struct Suggestion {
    pub enterprise: String,
    pub name: String,
    pub segment: Option<String>,
    pub segment_name: Option<String>,
    pub squad: Option<String>,
    pub squad_name: Option<String>,
    /// Whether the squad is posted where the target is.
    pub posted: bool,
    /// Its score as a target, 0 where it is no candidate of a gap.
    pub score: f64,
    pub reason: String,
    /// The entry's version that was looked at.
    pub version: u64,
    #[serde(skip)]
    record: String,
}

impl Suggestion {
    /// The change that carries it out.
    pub fn change(&self) -> Change {
        let squad = self.squad.clone().unwrap_or_default();
        Change { enterprise: self.record.clone(), version: Some(self.version), set: vec![(EntryField::Squad, squad)] }
    }
}

impl App {
    /// Suggests a squad for every listed target of a chain that has none.
    ///
    /// # Errors
    /// A name is unknown or means several things.
    pub async fn list_suggest(&self, question: &Question) -> Result<SuggestionAnswer, AppError> {
        let answered = self.gaps(question).await?;
        let (held, asked) = (&*answered.held, answered.asked);
        let listed = self.listed(held, asked.chain).await?;
        let mut scores: HashMap<String, f64> = HashMap::new();
        for l in listed.iter().filter(|l| l.entry.state() == TargetState::Listed) {
            let target = l.firm.map(|firm| self.ranked_target(held, asked, firm)).transpose()?.flatten();
            scores.insert(l.record.clone(), target.map_or(0.0, |target| target.score));
        }
        let score = |line: &EntryLine| scores.get(&line.record).copied().unwrap_or(0.0);
        let mut open = lines(&Names::from(held), &listed);
        open.retain(|line| line.state == TargetState::Listed && line.squad.is_none());
        open.sort_by(|x, y| {
            for_order(score(y)).total_cmp(&for_order(score(x))).then_with(|| x.enterprise.cmp(&y.enterprise))
        });
        let mut notices = Vec::new();
        if open.len() > AT_ONCE {
            notices
                .push(format!("待派发的有 {} 家，一次只考虑分数最高的 {AT_ONCE} 家；确认后请再运行一次", open.len()));
            open.truncate(AT_ONCE);
        }
        let taken = self.taken(held).await?;
        let squads = &held.graph.squads;
        let posts: Vec<Post> = squads.iter().map(|squad| room(squad, &taken, open.len())).collect();
        let wishes: Vec<Wish> = open.iter().map(|line| wish(&held.graph, asked, line, score(line))).collect();
        let mut answer = SuggestionAnswer {
            chain: answered.answer.chain.clone(),
            chain_name: answered.answer.chain_name.clone(),
            suggestions: Vec::new(),
            unassigned: Vec::new(),
            total_score: 0.0,
            notices,
        };
        for ((line, wish), choice) in open.iter().zip(&wishes).zip(assign(&posts, &wishes)) {
            let told = suggestion(&held.graph, line, wish, choice);
            if told.squad.is_some() {
                answer.total_score += told.score;
                answer.suggestions.push(told);
            } else {
                answer.unassigned.push(told);
            }
        }
        Ok(answer)
    }

    /// How many targets each squad is on, over all chains.
    async fn taken(&self, held: &Held) -> Result<HashMap<String, usize>, AppError> {
        let mut taken = HashMap::new();
        for listed in self.entries(held, None).await? {
            if listed.entry.state().under_way() {
                *taken.entry(listed.entry.get(EntryField::Squad).to_owned()).or_default() += 1;
            }
        }
        Ok(taken)
    }
}

/// A squad without a capacity takes any number.
fn room(squad: &Squad, taken: &HashMap<String, usize>, wishes: usize) -> Post {
    let taken = taken.get(&squad.id).copied().unwrap_or(0);
    let capacity = squad.capacity.map(|capacity| capacity as usize);
    Post { room: capacity.map_or(wishes, |capacity| capacity.saturating_sub(taken)) }
}

/// Squads posted where the firm is registered; where there is none or no room, those of the chain.
fn wish(graph: &Graph, asked: Asked, line: &EntryLine, score: f64) -> Wish {
    let adcode = line.firm.and_then(|firm| graph.firm(firm).adcode);
    let covers = |squad: &Squad| adcode.is_some_and(|at| squad.regions.iter().any(|region| at.within(*region)));
    let posted: Vec<usize> = (0..graph.squads.len()).filter(|n| covers(&graph.squads[*n])).collect();
    let of_chain = graph.assignments.iter().filter(|(chain, _)| *chain == asked.chain).map(|(_, squad)| squad.at());
    let mut others: Vec<usize> = of_chain.filter(|squad| !posted.contains(squad)).collect();
    others.sort_unstable();
    others.dedup();
    Wish { score, posted, others }
}

fn suggestion(graph: &Graph, line: &EntryLine, wish: &Wish, choice: Choice) -> Suggestion {
    let place = line.firm.and_then(|firm| graph.firm(firm).adcode).map(|adcode| graph.regions.full_name(adcode));
    let place = place.unwrap_or_else(|| "地点未知".to_owned());
    let (squad, posted, reason) = match choice {
        Choice::Posted(n) => (Some(n), true, format!("企业在{place}，在该队驻点地区内")),
        Choice::Other(n) if wish.posted.is_empty() => {
            (Some(n), false, format!("企业在{place}，没有招商队驻在当地，交给本链的招商队"))
        }
        Choice::Other(n) => (Some(n), false, format!("企业在{place}，驻当地的招商队已满，交给本链的招商队")),
        Choice::Nobody if wish.posted.is_empty() && wish.others.is_empty() => {
            (None, false, format!("企业在{place}，没有招商队驻在当地，本链也没有招商队"))
        }
        Choice::Nobody => (None, false, "可派的招商队都已满；请增加容量或改派".to_owned()),
    };
    let squad = squad.map(|n| &graph.squads[n]);
    Suggestion {
        enterprise: line.enterprise.clone(),
        name: line.name.clone(),
        segment: line.segment.clone(),
        segment_name: line.segment_name.clone(),
        squad: squad.map(|s| s.id.clone()),
        squad_name: squad.map(|s| s.name.clone()),
        posted,
        score: wish.score,
        reason,
        version: line.version,
        record: line.record.clone(),
    }
}
