//! What a firm's card tells first: what it is, why it is worth a call, how sure that is, and what that rests on.

use super::told::{ToldFact, each_once};
use crate::app::{EnterpriseAnswer, Fact, Position};
use crate::http::frame::words::money;

/// Facts told on a card.
const FACTS: usize = 3;

/// The head of a card.
#[derive(Debug)]
pub struct FirmGlance {
    /// Place, standing, revenue, risk, as far as they are known.
    pub is: String,
    /// Why it is worth a call; of what is no target where it stands.
    pub sentence: String,
    pub score: Option<ScoreRange>,
    pub facts: Vec<ToldFact>,
}

/// A score as far as facts guarantee it, and what it reaches where all that is unknown is in its favour.
#[derive(Debug)]
pub struct ScoreRange {
    pub least: String,
    pub most: String,
    /// The same in percent, to draw it.
    pub drawn: [f64; 2],
}

impl FirmGlance {
    /// What is told first of a firm.
    pub fn of(answer: &EnterpriseAnswer) -> Self {
        Self {
            is: at_a_glance(answer),
            sentence: sentence(answer),
            score: answer.target.as_ref().map(|line| ScoreRange::of(line.target.range)),
            facts: telling(answer),
        }
    }
}

impl ScoreRange {
    fn of(range: [f64; 2]) -> Self {
        let [least, most] = range.map(|end| format!("{end:.1}"));
        Self { least, most, drawn: range }
    }

    /// Whether anything is unknown that could raise it.
    pub fn is_open(&self) -> bool {
        self.least != self.most
    }
}

/// What a firm is, in one line: what is not known is left out.
fn at_a_glance(answer: &EnterpriseAnswer) -> String {
    let known = [
        Some(answer.place.clone()),
        answer.standing.map(|standing| standing.zh().to_owned()),
        answer.revenue.map(|revenue| format!("营业收入{}", money(revenue))),
        answer.risk.map(|risk| format!("风险{}", risk.zh())),
        answer.closed.then(|| "已注销".to_owned()),
    ];
    known.into_iter().flatten().collect::<Vec<_>>().join(" · ")
}

/// A target in its one line; else where the firm stands in the chains it is in, and what it does there.
fn sentence(answer: &EnterpriseAnswer) -> String {
    if let Some(line) = answer.target.as_ref().and_then(|line| line.reason.clone()) {
        return line;
    }
    let several = answer.positions.len() > 1;
    let stands = |position: &Position| {
        let chain = if several { format!("{}：", position.chain_name) } else { String::new() };
        let works = position.works.iter().map(|work| work.sentence.replace('；', "，"));
        format!("{chain}{}", std::iter::once(position.sentence.clone()).chain(works).collect::<Vec<_>>().join("；"))
    };
    let told: Vec<String> = answer.positions.iter().map(stands).collect();
    if told.is_empty() { String::new() } else { format!("{}。", told.join("。")) }
}

/// The first facts: of every reason for its score the first, then of every other kind; what the head says already is left
/// out.
fn telling(answer: &EnterpriseAnswer) -> Vec<ToldFact> {
    let reasons = answer.target.iter().flat_map(|line| &line.reasons).map(|line| &line.facts);
    let kinds: Vec<&Vec<Fact>> = reasons.chain(answer.groups.iter().skip(1).map(|group| &group.facts)).collect();
    let itself = answer.groups.first().map_or(&[][..], |group| &group.facts);
    let first = kinds.iter().filter_map(|facts| facts.first());
    let rest = kinds.iter().flat_map(|facts| facts.iter().skip(1));
    let mut told = each_once(first.chain(rest).filter(|fact| itself.iter().all(|own| own.what != fact.what)));
    told.truncate(FACTS);
    told
}
