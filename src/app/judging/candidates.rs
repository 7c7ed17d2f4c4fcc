//! Pairs of firms that may be one, as the matcher says, with what speaks for it and against it.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::Arc;

use crate::app::AppError;
use crate::app::desk::GraphPermit;
use crate::app::{AlikeFirm, FirmsAlike, apart, firms_called, same_whole_name};
use crate::graph::FirmIx;
use crate::matching::{Judged, Likeness, NameGround};

/// Two firms that may be one.
#[derive(Debug, Clone)]
pub(super) struct Namesakes {
    /// The firms, the one with the lesser id first.
    pub firms: (FirmIx, FirmIx),
    /// What is said of the other one beside the first.
    pub alike: AlikeFirm,
    /// Whether they bear the same whole name and nothing speaks against it.
    pub exact: bool,
}

impl GraphPermit<'_> {
    /// The firms that may be one with some, but for pairs that are told apart by what they say.
    pub(super) async fn candidates(
        &self,
        alike: &Arc<FirmsAlike>,
        around: &[FirmIx],
    ) -> Result<Vec<Namesakes>, AppError> {
        self.look_around(alike, around).await?;
        let all: Vec<(FirmIx, AlikeFirm)> = found(alike, around).collect();
        // Another firm may be as near to the one that is the same: so that one is looked around, too.
        let same: BTreeSet<FirmIx> =
            all.iter().filter(|(_, other)| is_same(other)).map(|(_, other)| other.firm()).collect();
        self.look_around(alike, &same.into_iter().collect::<Vec<_>>()).await?;
        let graph = self.graph();
        let mut pairs: BTreeMap<(FirmIx, FirmIx), AlikeFirm> = BTreeMap::new();
        for (firm, other) in all.into_iter().filter(|(_, other)| other.is_asked()) {
            let with = other.firm();
            if graph.firm_id(firm) <= graph.firm_id(with) {
                pairs.insert((firm, with), other);
            } else {
                pairs.entry((with, firm)).or_insert(other);
            }
        }
        let mut told: Vec<Namesakes> = pairs.into_iter().map(|pair| self.namesakes(alike, pair)).collect();
        once_each(&mut told);
        Ok(told)
    }

    fn namesakes(&self, all: &FirmsAlike, ((x, y), found): ((FirmIx, FirmIx), AlikeFirm)) -> Namesakes {
        let rivals = has_rival(all, (x, y), &found) || has_rival(all, (y, x), &found);
        let alike = if rivals { found.with_rival() } else { found };
        let graph = self.graph();
        let exact = is_same(&alike) && same_whole_name(graph.firm_name(x), graph.firm_name(y));
        Namesakes { firms: (x, y), alike, exact }
    }

    /// Looks around firms that were not looked around before.
    async fn look_around(&self, alike: &Arc<FirmsAlike>, firms: &[FirmIx]) -> Result<(), AppError> {
        let looked = alike.looked_around(firms);
        let firms: Vec<FirmIx> =
            firms.iter().zip(looked).filter(|(_, looked)| !looked).map(|(firm, _)| *firm).collect();
        if firms.is_empty() {
            return Ok(());
        }
        let called = firms_called(self.store(), &self.held().graph, &firms, self.held().journal).await?;
        let alike = Arc::clone(alike);
        apart(move || alike.look_around(&called.told())).await
    }
}

/// What was found beside some firms.
fn found(alike: &FirmsAlike, around: &[FirmIx]) -> impl Iterator<Item = (FirmIx, AlikeFirm)> {
    around.iter().flat_map(|firm| alike.beside(*firm).into_iter().map(|other| (*firm, other)))
}

/// Of firms that are all one, each is told beside one other, the same whole names first: whoever joins these pairs has joined all.
fn once_each(pairs: &mut Vec<Namesakes>) {
    let mut joined: HashMap<FirmIx, FirmIx> = HashMap::new();
    let first = |joined: &HashMap<FirmIx, FirmIx>, mut firm: FirmIx| {
        while let Some(before) = joined.get(&firm) {
            firm = *before;
        }
        firm
    };
    pairs.sort_by_key(|pair| (!pair.exact, pair.firms));
    pairs.retain(|pair| {
        let (x, y) = (first(&joined, pair.firms.0), first(&joined, pair.firms.1));
        let same = is_same(&pair.alike);
        if same && x != y {
            joined.insert(x.max(y), x.min(y));
        }
        !same || x != y
    });
}

/// Whether a third firm is the same as the first of a pair, and not as the other.
fn has_rival(alike: &FirmsAlike, (firm, other): (FirmIx, FirmIx), pair: &AlikeFirm) -> bool {
    let same = |of: FirmIx| -> Vec<AlikeFirm> { alike.beside(of).into_iter().filter(is_same).collect() };
    let with_other: Vec<FirmIx> = same(other).iter().map(AlikeFirm::firm).collect();
    // Beside the very same name a name that is only alike is no rival.
    let as_near = |third: &AlikeFirm| !is_sure(&pair.judged) || is_sure(&third.judged);
    let mut thirds = same(firm).into_iter().filter(|third| third.firm() != other && as_near(third));
    thirds.any(|third| !with_other.contains(&third.firm()))
}

fn is_same(one: &AlikeFirm) -> bool {
    one.judged.verdict == Likeness::Same
}

/// Whether names or codes are the same, letter for letter.
fn is_sure(judged: &Judged) -> bool {
    let sure = |ground: &NameGround| {
        matches!(ground, NameGround::SameName(_) | NameGround::SameCreditCode | NameGround::SameStockCode)
    };
    judged.reasons.iter().any(sure)
}
