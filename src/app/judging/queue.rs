//! 查重: pairs of firms worth deciding, those first that would change a list or a verdict.

use std::cmp::Reverse;
use std::collections::{BTreeSet, HashSet};

use schemars::JsonSchema;
use serde::Serialize;

use super::candidates::Namesakes;
use super::lately::JudgedLine;
use super::proposals::ProposalLine;
use super::records::ListedOn;
use crate::access::{Right, Scope};
use crate::app::desk::GraphPermit;
use crate::app::{AppError, Desk, FirmsAlike, Subject, chains_of, lists, names};
use crate::graph::{ChainIx, FirmIx};
use crate::model::JudgedAs;

/// Pairs that are told unless more are asked for.
const TOLD: usize = 20;

/// Which pairs are asked for.
#[derive(Debug, Clone, Default)]
pub struct DuplicatesQuestion {
    /// Id or name of the chain that one of both must be in; none: any.
    pub chain: Option<String>,
    /// At most so many; none: 20.
    pub limit: Option<usize>,
}

/// Pairs of firms that may be one, and what was said of others.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct DuplicatesAnswer {
    /// Those first that would change a list or a verdict.
    pub pairs: Vec<PairLine>,
    /// How many more there are.
    pub more: usize,
    /// Around how many firms nobody looked yet, since there are too many: those on lists and in chains come first, and each question
    /// looks around more.
    pub unlooked: usize,
    /// What is proposed and waits for somebody who may decide.
    pub proposals: Vec<ProposalLine>,
    /// What was said last, to take it back.
    pub lately: Vec<JudgedLine>,
}

/// Two firms that may be one.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct PairLine {
    /// One of them.
    pub one: FirmBeside,
    /// The other.
    pub other: FirmBeside,
    /// `same` where nothing speaks against it, else `review`; joined they are only by somebody.
    pub verdict: &'static str,
    /// The same as people read it.
    pub verdict_name: &'static str,
    /// How much they are alike, from 0 to 1.
    pub score: f64,
    /// Why they may be one, a sentence each.
    pub why: Vec<String>,
    /// What speaks against it, a sentence each.
    pub against: Vec<String>,
    /// What depends on it, a sentence each.
    pub stakes: Vec<String>,
    /// Whether they bear the same full name and nothing speaks against it, so that many may be decided at once.
    pub exact: bool,
    /// Whether the caller decides; else what they say is a proposal.
    pub may_judge: bool,
    /// What both say, column by column.
    pub values: Vec<ValueBeside>,
}

impl PairLine {
    /// Whether it can be called the same together with others: nothing speaks against it, and nothing is to be asked.
    pub fn is_plain(&self) -> bool {
        self.exact && self.may_judge && (self.one.taken.is_none() || self.other.taken.is_none())
    }

    /// The squads that have both, where they are two: it is asked whose claim stays.
    pub fn both_taken(&self) -> Vec<&lists::TakenBy> {
        match (&self.one.taken, &self.other.taken) {
            (Some(x), Some(y)) if x.squad != y.squad => vec![x, y],
            _ => Vec::new(),
        }
    }
}

/// A firm of a pair.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct FirmBeside {
    /// Its id.
    pub enterprise: String,
    /// Its legal name.
    pub name: String,
    /// Names of the chains it is in, as far as the caller may see them.
    pub chains: Vec<String>,
    /// The squad that has it, and until when; none: nobody.
    pub taken: Option<lists::TakenBy>,
}

/// What both firms of a pair say under a column.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct ValueBeside {
    /// The English name of the column.
    pub column: &'static str,
    /// What it is called.
    pub name: &'static str,
    /// What one says, as people read it; none: not known.
    pub one: Option<String>,
    /// What the other says.
    pub other: Option<String>,
    /// Whether both say something, and not the same.
    pub differs: bool,
}

/// A candidate with what makes it worth deciding.
struct Weighed {
    candidate: Namesakes,
    /// What depends on it: the more the sooner it is told.
    worth: u32,
    stakes: Vec<String>,
}

impl Desk {
    /// Pairs of firms that may be one and of which nobody said anything yet.
    ///
    /// # Errors
    /// The caller decides of none, there is no such chain, or the store fails.
    pub async fn duplicates(&self, question: &DuplicatesQuestion) -> Result<DuplicatesAnswer, AppError> {
        let at = self.may(Right::Judge, Scope::Somewhere)?;
        if let Some(given) = &question.chain {
            self.may(Right::Judge, Scope::Chain(given))?;
        }
        let chain = question.chain.as_deref().map(|given| names::chain(at.graph(), given)).transpose()?;
        let on = at.listed_on().await?;
        let (mut weighed, unlooked) = at.weighed(chain, &on).await?;
        let shown = question.limit.unwrap_or(TOLD);
        let more = weighed.len().saturating_sub(shown);
        weighed.truncate(shown);
        let mut pairs = Vec::new();
        for one in weighed {
            pairs.push(at.pair_line(one, &on).await?);
        }
        let (proposals, lately) = (at.proposals(&on).await?, at.judged_lately(&on).await?);
        Ok(DuplicatesAnswer { pairs, more, unlooked, proposals, lately })
    }
}

impl GraphPermit<'_> {
    /// The pairs that wait for the caller, those with most depending on them first; and around how many firms nobody looked.
    async fn weighed(&self, chain: Option<ChainIx>, on: &ListedOn) -> Result<(Vec<Weighed>, usize), AppError> {
        let graph = self.graph();
        let alike = self.held().alike(self.store()).await?;
        let around = self.whom(&alike, chain, on);
        let said = self.pairs_judged(&alike).await?;
        let everywhere = self.holds(Right::Judge, Scope::City);
        let mut weighed = Vec::new();
        for candidate in self.candidates(&alike, &around.firms).await? {
            let (one, other) = candidate.firms;
            let chains: Vec<BTreeSet<ChainIx>> =
                [one, other].map(|firm| chains_of(graph, firm).into_iter().chain(on.chains(firm)).collect()).into();
            let mut all = chains.iter().flatten();
            let own = |of: &ChainIx| self.holds(Right::Judge, Scope::Chain(&graph.chain(*of).id));
            let asked = match chain {
                Some(chain) => all.any(|of| *of == chain),
                None => everywhere || all.any(own),
            };
            if asked && !said.contains(&(one.min(other), one.max(other))) {
                weighed.push(self.weigh(candidate, on));
            }
        }
        // What hangs on a pair counts as far as it is likely to be one firm.
        let key = |one: &Weighed| {
            let (x, y) = one.candidate.firms;
            let judged = &one.candidate.alike.judged;
            let value = (f64::from(one.worth + 1) * judged.score * 100.0).round() as u64;
            (Reverse(value), Reverse(judged.verdict), graph.firm_id(x).to_owned(), graph.firm_id(y).to_owned())
        };
        weighed.sort_by_cached_key(key);
        Ok((weighed, around.left_out))
    }

    /// What depends on whether two firms are one.
    fn weigh(&self, candidate: Namesakes, on: &ListedOn) -> Weighed {
        let graph = self.graph();
        let (x, y) = candidate.firms;
        let (mut worth, mut stakes) = (0, Vec::<String>::new());
        // Lists that the caller may not see change nothing here, not the order either.
        let seen = |chain: ChainIx| self.holds(Right::SeeList, Scope::Chain(&graph.chain(chain).id));
        let (told, count) = match [x, y].map(|firm| on.chains(firm).any(seen)) {
            [true, true] => (Some("两家都在目标清单上"), 2),
            [false, false] => (None, 0),
            _ => (Some("一家在目标清单上"), 1),
        };
        worth += 20 * count;
        stakes.extend(told.map(str::to_owned));
        let leaves = [x, y].map(|firm| graph.memberships(firm).iter().map(|of| of.segment).collect::<BTreeSet<_>>());
        let both = leaves[0].intersection(&leaves[1]).copied().find(|leaf| self.sees(graph.segment(*leaf).chain));
        if let Some(leaf) = both {
            worth += 15;
            stakes.push(format!("「{}」里现在算两家", graph.segment(leaf).name));
        }
        worth += leaves.iter().filter(|leaves| !leaves.is_empty()).map(|_| 8).sum::<u32>();
        worth += u32::from(candidate.exact) * 4;
        Weighed { candidate, worth, stakes }
    }

    /// The pairs of firms of whose records somebody said something, in the order of the graph.
    async fn pairs_judged(&self, alike: &FirmsAlike) -> Result<HashSet<(FirmIx, FirmIx)>, AppError> {
        let said = names::judgements(self.store(), self.seen().await?).await?;
        let pairs = JudgedAs::ALL.iter().flat_map(|word| said.that_are(*word));
        let firms = pairs.filter_map(|(x, y)| alike.owner(x).zip(alike.owner(y)));
        Ok(firms.map(|(x, y)| (x.min(y), x.max(y))).collect())
    }

    async fn pair_line(&self, weighed: Weighed, on: &ListedOn) -> Result<PairLine, AppError> {
        let Weighed { candidate, stakes, .. } = weighed;
        let (one, other) = candidate.firms;
        let values = self.values_beside(one, other).await?;
        Ok(PairLine {
            one: self.firm_beside(one).await?,
            other: self.firm_beside(other).await?,
            verdict: candidate.alike.judged.verdict.word(),
            verdict_name: candidate.alike.judged.verdict.told(),
            score: (candidate.alike.judged.score * 100.0).round() / 100.0,
            why: candidate.alike.speaks_for(),
            against: candidate.alike.speaks_against(),
            stakes,
            exact: candidate.exact,
            may_judge: self.may_judge(&[one, other], on),
            values,
        })
    }

    async fn firm_beside(&self, firm: FirmIx) -> Result<FirmBeside, AppError> {
        let graph = self.graph();
        let chains = chains_of(graph, firm).into_iter().filter(|chain| self.sees(*chain));
        let taken = self.claim_on(firm).await?;
        Ok(FirmBeside {
            enterprise: graph.firm_id(firm).to_owned(),
            name: graph.firm_name(firm).to_owned(),
            chains: chains.map(|chain| graph.chain(chain).name.clone()).collect(),
            taken: taken.map(|held| lists::TakenBy::of(graph, &held.claim)),
        })
    }

    /// What two firms say, but for what neither says.
    async fn values_beside(&self, one: FirmIx, other: FirmIx) -> Result<Vec<ValueBeside>, AppError> {
        let [x, y] = [one, other].map(|firm| Subject::Firm(self.graph().firm_id(firm).to_owned()));
        let (x, y) = (self.desk().record_shown(&x).await?, self.desk().record_shown(&y).await?);
        let beside = x.values.into_iter().zip(y.values).map(|(x, y)| ValueBeside {
            column: x.column.name,
            name: x.column.zh.first().copied().unwrap_or(x.column.name),
            differs: x.text.is_some() && y.text.is_some() && x.text != y.text,
            one: x.text,
            other: y.text,
        });
        Ok(beside.filter(|value| value.one.is_some() || value.other.is_some()).collect())
    }
}
