//! Firms that grow in number, and those of them that a name may mean.

use hashbrown::{HashMap, HashSet};

use super::comparable::comparable;
use super::firm::{KnownAs, Named};
use super::grams::{Grams, one};
use super::judge::{Side, Weighed, judge};
use super::judged::{Judged, Likeness, NameGround};
use super::weights::Weights;
use super::words::COMMON;
use crate::model::CreditCode;
use crate::normalize::Regions;

/// At most so many firms are compared with a name.
pub const MOST_CANDIDATES: usize = 50;
/// So many places of letters are looked at for one name, the rarest letters first.
const MOST_LOOKED_AT: u64 = 60_000;

/// Firms by what they are known by. Firms may be added at any time; what is found does not depend on their order.
#[derive(Debug, Clone)]
pub struct Matcher {
    weights: Weights,
    regions: Regions,
    firms: Vec<(u64, KnownAs)>,
    /// Whose each name is, by its number, and how many letters it has.
    owners: Vec<(u32, u8)>,
    grams: Grams,
    exact: HashMap<String, Vec<u32>>,
    credit: HashMap<CreditCode, Vec<u32>>,
    stock: HashMap<String, Vec<u32>>,
}

/// A firm that a name may mean.
#[derive(Debug, Clone, PartialEq)]
pub struct Lookalike {
    /// As it was added.
    pub id: u64,
    /// What is said of it.
    pub judged: Judged,
}

impl Matcher {
    /// Nobody yet.
    pub fn new(weights: Weights, regions: Regions) -> Self {
        Self {
            weights,
            regions,
            firms: Vec::new(),
            owners: Vec::new(),
            grams: Grams::default(),
            exact: HashMap::new(),
            credit: HashMap::new(),
            stock: HashMap::new(),
        }
    }

    /// Takes in a firm.
    pub fn add(&mut self, id: u64, firm: KnownAs) {
        let Ok(place) = u32::try_from(self.firms.len()) else { return };
        let names: HashSet<String> =
            firm.names().map(|(name, _)| comparable(name)).filter(|name| !name.is_empty()).collect();
        for name in names {
            let number = self.owners.len() as u32;
            self.owners.push((place, name.chars().count().min(255) as u8));
            self.grams.add(number, &name);
            self.exact.entry(name).or_default().push(place);
        }
        if let Some(code) = firm.credit_code {
            self.credit.entry(code).or_default().push(place);
        }
        if let Some(code) = firm.stock() {
            self.stock.entry(code).or_default().push(place);
        }
        self.firms.push((id, firm));
    }

    /// How many firms there are.
    pub fn len(&self) -> usize {
        self.firms.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.firms.is_empty()
    }

    /// How much a letter says: the rarer among the names, the more.
    fn rarity(&self, letter: char) -> f64 {
        let usual = if COMMON.contains(letter) { 0.03 } else { 0.004 };
        let (known, seen) = (self.owners.len() as f64, f64::from(self.grams.count(one(letter))));
        ((known + 2000.0) / (seen + 2000.0 * usual)).ln().max(0.5)
    }

    /// What is said of two firms, whether or not they were added.
    pub fn judge(&self, one: &KnownAs, other: &KnownAs) -> Judged {
        let (mine, yours) = (one.peeled(&self.regions), other.peeled(&self.regions));
        let sides = (Side { firm: one, names: &mine }, Side { firm: other, names: &yours });
        judge(sides.0, sides.1, &self.weights, |letter| self.rarity(letter)).judged
    }

    /// The firms that a firm may be, best first, at most 50; of those alike, the one with the smaller id. `same` is one at most.
    pub fn candidates(&self, query: &KnownAs) -> Vec<Lookalike> {
        let names = query.peeled(&self.regions);
        let mut found: Vec<(Weighed, u64)> = Vec::new();
        for place in self.places(query, &names) {
            let (id, firm) = &self.firms[place as usize];
            let theirs = firm.peeled(&self.regions);
            let (mine, yours) = (Side { firm: query, names: &names }, Side { firm, names: &theirs });
            found.push((judge(mine, yours, &self.weights, |letter| self.rarity(letter)), *id));
        }
        found.sort_by(|(a, id), (b, other)| {
            b.judged.score.total_cmp(&a.judged.score).then(b.odds.total_cmp(&a.odds)).then(id.cmp(other))
        });
        self.beside_each_other(&mut found);
        found.into_iter().map(|(weighed, id)| Lookalike { id, judged: weighed.judged }).collect()
    }

    /// Where the second is as near as the first, neither is `same`.
    fn beside_each_other(&self, found: &mut [(Weighed, u64)]) {
        let exact = |weighed: &Weighed| {
            let reasons = &weighed.judged.reasons;
            reasons
                .iter()
                .any(|r| matches!(r, NameGround::SameName(_) | NameGround::SameCreditCode | NameGround::SameStockCode))
        };
        let Some(first) = found.first() else { return };
        let (odds, sure) = (first.0.odds, exact(&first.0));
        let rivals = found.iter().skip(1).any(|(next, _)| {
            next.judged.verdict != Likeness::None
                && (!sure || exact(next))
                && odds - next.odds < self.weights.limits.ahead
        });
        for (at, (weighed, _)) in found.iter_mut().enumerate() {
            if weighed.judged.verdict == Likeness::Same && (at > 0 || rivals) {
                weighed.judged.verdict = Likeness::Review;
                weighed.judged.reasons.push(NameGround::Rival);
            }
        }
    }

    /// The places of firms to compare a firm with: those of its codes and names, then those that share its rarest letters.
    fn places(&self, query: &KnownAs, names: &[Named]) -> Vec<u32> {
        let mut places: Vec<u32> = Vec::new();
        let codes = query.credit_code.and_then(|code| self.credit.get(&code)).into_iter();
        let stock = query.stock().and_then(|code| self.stock.get(&code)).into_iter();
        let exact = names
            .iter()
            .filter(|name| !name.peeled.says_nothing())
            .filter_map(|name| self.exact.get(&name.peeled.whole));
        for list in codes.chain(stock).chain(exact) {
            places.extend(list.iter().take(MOST_CANDIDATES));
        }
        for name in names {
            places.extend(self.sharing(name));
        }
        let mut told = HashSet::new();
        places.retain(|place| told.insert(*place));
        places.truncate(MOST_CANDIDATES);
        places
    }

    /// The firms that share most of what a name's letters say, best first.
    fn sharing(&self, name: &Named) -> Vec<u32> {
        let mut letters: Vec<char> = name.peeled.core().chars().collect();
        letters.sort_unstable();
        letters.dedup();
        letters.sort_by_key(|letter| (self.grams.count(one(*letter)), *letter));
        let mut sums = vec![0.0_f32; self.owners.len()];
        let (mut touched, mut looked_at) = (Vec::new(), 0);
        for letter in letters {
            looked_at += u64::from(self.grams.count(one(letter)));
            if looked_at > MOST_LOOKED_AT && !touched.is_empty() {
                break;
            }
            let weight = self.rarity(letter) as f32;
            for number in self.grams.numbers(one(letter)) {
                let sum = &mut sums[number as usize];
                if *sum == 0.0 {
                    touched.push(number);
                }
                *sum += weight;
            }
        }
        self.best(touched, &sums)
    }

    /// The firms whose names say most of what was looked for, the shorter name before the longer one.
    fn best(&self, mut touched: Vec<u32>, sums: &[f32]) -> Vec<u32> {
        let rank = |number: &u32| {
            let (place, letters) = self.owners[*number as usize];
            ((sums[*number as usize] * 1000.0) as u32, 255 - letters, std::cmp::Reverse(self.firms[place as usize].0))
        };
        if touched.len() > MOST_CANDIDATES {
            touched.select_nth_unstable_by(MOST_CANDIDATES, |a, b| rank(b).cmp(&rank(a)));
            touched.truncate(MOST_CANDIDATES);
        }
        touched.sort_by_key(|number| std::cmp::Reverse(rank(number)));
        touched.into_iter().map(|number| self.owners[number as usize].0).collect()
    }
}
