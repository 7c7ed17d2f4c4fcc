//! Firms that grow in number, and those of them that a name may mean.

use hashbrown::{HashMap, HashSet};

use super::bearers::{Bearers, Borne, MOST_CANDIDATES};
use super::features::Spelt;
use super::firm::{FirmMarks, KnownAs, Named};
use super::grams::{Grams, MOST_KEPT};
use super::judge::{ReasonsGiven, Side, Weighed, judge};
use super::judged::{Judged, Likeness, NameGround};
use super::kept::{KeptFirms, MOST_NAMES};
use super::keys::keys;
use super::peel::Peeled;
use super::sums::Sums;
use super::units::{is_word, number};
use super::weights::Weights;
use super::words::COMMON;
use crate::normalize::Regions;

/// So many numbers of names are looked at for one name, the rarest keys first.
const MOST_LOOKED_AT: u32 = MOST_KEPT;

/// Firms by what they are known by. Firms may be added and taken out at any time; what is found does not depend on the order.
#[derive(Debug, Clone)]
pub struct Matcher {
    weights: Weights,
    regions: Regions,
    kept: KeptFirms,
    bearers: Bearers,
    grams: Grams,
    /// In how many names each letter stands.
    letters: HashMap<char, u32>,
    sums: Sums,
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
            kept: KeptFirms::default(),
            bearers: Bearers::default(),
            grams: Grams::default(),
            letters: HashMap::new(),
            sums: Sums::default(),
        }
    }

    /// Takes in a firm.
    pub fn add(&mut self, id: u64, firm: &KnownAs) {
        let stock = firm.stock();
        let known = marks(firm, stock.as_deref());
        let Some(place) = self.kept.add(id, &known) else { return };
        for (name, former) in firm.names() {
            self.add_name(place, &name, former);
        }
        let codes = [
            known.credit_code.as_ref().map(|code| Borne::CreditCode(code.as_str())),
            known.stock.map(Borne::StockCode),
        ];
        codes.into_iter().flatten().for_each(|code| self.bearers.add(code, place, |place| self.kept.id(place)));
    }

    /// Takes firms out that are asked for by their ids.
    pub fn remove(&mut self, gone: impl Fn(u64) -> bool) {
        for place in self.kept.places(gone) {
            let known = self.kept.known(place);
            let credit = known.credit_code;
            let stock = known.stock.map(str::to_owned);
            let codes =
                [credit.as_ref().map(|code| Borne::CreditCode(code.as_str())), stock.as_deref().map(Borne::StockCode)];
            codes.into_iter().flatten().for_each(|code| self.bearers.remove(code, place));
            for (number, name) in self.kept.take_out(place) {
                self.remove_name(place, number, &name);
            }
        }
    }

    fn remove_name(&mut self, place: u32, number: u32, name: &str) {
        self.bearers.remove(Borne::Name(name), place);
        for key in keys(&Peeled::of_comparable(&self.regions, name)) {
            self.grams.remove(number, key.key);
            if let Some(seen) = key.letter().and_then(|letter| self.letters.get_mut(&letter)) {
                *seen = seen.saturating_sub(1);
            }
        }
    }

    fn add_name(&mut self, place: u32, name: &str, former: bool) {
        let peeled = Peeled::of_comparable(&self.regions, name);
        if peeled.whole.is_empty() {
            return;
        }
        let Some(number) = self.kept.name(name, former) else { return };
        self.bearers.add(Borne::Name(name), place, |place| self.kept.id(place));
        for key in keys(&peeled) {
            self.grams.add(number, key.key);
            if let Some(letter) = key.letter() {
                *self.letters.entry(letter).or_default() += 1;
            }
        }
    }

    /// How many firms there are.
    pub fn len(&self) -> usize {
        self.kept.firms()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.kept.firms() == 0
    }

    /// How much a letter says: the rarer among the names, the more.
    fn rarity(&self, letter: &str) -> f64 {
        let own = letter.chars().next().filter(|_| !is_word(letter));
        let usual = if own.is_some_and(|own| COMMON.contains(&own)) { 0.03 } else { 0.004 };
        let seen = match own {
            Some(own) => self.letters.get(&own).copied().unwrap_or_default(),
            None => self.grams.count(u64::from(number(letter))),
        };
        let (known, seen) = (self.kept.names() as f64, f64::from(seen));
        ((known + 2000.0) / (seen + 2000.0 * usual)).ln().max(0.5)
    }

    fn spelt<'a>(&self, names: &'a [Named]) -> Vec<Spelt<'a>> {
        names.iter().map(|name| Spelt::of(&name.peeled, |letter| self.rarity(letter))).collect()
    }

    fn peeled(&self, firm: &KnownAs) -> Vec<Named> {
        let names = firm.names().into_iter().take(MOST_NAMES);
        names.map(|(name, former)| Named { peeled: Peeled::of_comparable(&self.regions, &name), former }).collect()
    }

    /// What is said of two firms, whether or not they were added.
    pub fn judge(&self, one: &KnownAs, other: &KnownAs) -> Judged {
        let (mine, yours) = (self.peeled(one), self.peeled(other));
        let (my_stock, your_stock) = (one.stock(), other.stock());
        let my_side = Side { known: marks(one, my_stock.as_deref()), names: &mine, spelt: &self.spelt(&mine) };
        let your_side = Side { known: marks(other, your_stock.as_deref()), names: &yours, spelt: &self.spelt(&yours) };
        judge(my_side, your_side, &self.weights, ReasonsGiven::Always).judged
    }

    /// The firms that a firm may be, best first, at most 50; of those alike, the one with the smaller id. `same` is one at most.
    pub fn candidates(&self, query: &KnownAs) -> Vec<Lookalike> {
        self.looked_at(query, ReasonsGiven::Always).collect()
    }

    /// Those of them that it may be.
    pub fn alike(&self, query: &KnownAs) -> Vec<Lookalike> {
        self.looked_at(query, ReasonsGiven::WhereAlike).filter(|one| one.judged.verdict > Likeness::None).collect()
    }

    fn looked_at(&self, query: &KnownAs, given: ReasonsGiven) -> impl Iterator<Item = Lookalike> {
        let names = self.peeled(query);
        let stock = query.stock();
        let mine = Side { known: marks(query, stock.as_deref()), names: &names, spelt: &self.spelt(&names) };
        let mut found: Vec<(Weighed, u64)> = Vec::new();
        for place in self.places(query, mine) {
            let theirs = self.kept.peeled(place, &self.regions);
            let yours = Side { known: self.kept.known(place), names: &theirs, spelt: &self.spelt(&theirs) };
            found.push((judge(mine, yours, &self.weights, given), self.kept.id(place)));
        }
        found
            .sort_by(|(a, id), (b, other)| b.coded.cmp(&a.coded).then(b.order.total_cmp(&a.order)).then(id.cmp(other)));
        self.beside_each_other(&mut found);
        found.into_iter().map(|(weighed, id)| Lookalike { id, judged: weighed.judged })
    }

    /// Where the second is as near as the first, neither is `same`.
    fn beside_each_other(&self, found: &mut [(Weighed, u64)]) {
        let exact = |weighed: &Weighed| {
            weighed.coded || weighed.judged.reasons.iter().any(|reason| matches!(reason, NameGround::SameName(_)))
        };
        let Some(first) = found.first() else { return };
        let (order, sure) = (first.0.order, exact(&first.0));
        let rivals = found.iter().skip(1).any(|(next, _)| {
            next.judged.verdict != Likeness::None
                && (!sure || exact(next))
                && order - next.order < self.weights.limits.ahead
        });
        for (at, (weighed, _)) in found.iter_mut().enumerate() {
            if weighed.judged.verdict == Likeness::Same && (at > 0 || rivals) {
                weighed.judged.verdict = Likeness::Review;
                weighed.judged.reasons.push(NameGround::Rival);
            }
        }
    }

    /// The places of firms to compare a firm with: those of its codes and names, then those that share its rarest keys.
    fn places(&self, query: &KnownAs, mine: Side<'_>) -> Vec<u32> {
        let credit = query.credit_code.as_ref().map(|code| Borne::CreditCode(code.as_str()));
        let telling = mine.names.iter().filter(|name| !name.peeled.says_nothing());
        let names = telling.map(|name| Borne::Name(&name.peeled.whole));
        let borne = credit.into_iter().chain(mine.known.stock.map(Borne::StockCode)).chain(names);
        let mut places: Vec<u32> = borne.flat_map(|borne| self.bearers.of(borne)).copied().collect();
        for name in mine.names {
            places.extend(self.sharing(&name.peeled));
        }
        let mut told = HashSet::new();
        places.retain(|place| told.insert(*place));
        places.truncate(MOST_CANDIDATES);
        places
    }

    /// The firms that share most of what a name's keys say, best first.
    fn sharing(&self, name: &Peeled) -> Vec<u32> {
        let mut keys = keys(name);
        keys.retain(|key| (1..=MOST_KEPT).contains(&self.grams.count(key.key)));
        keys.sort_by_key(|key| (self.grams.count(key.key), key.key));
        self.sums.within(self.kept.numbers(), |sums| {
            let (mut touched, mut looked_at) = (Vec::new(), 0);
            for key in keys {
                let count = self.grams.count(key.key);
                looked_at += count;
                if looked_at > MOST_LOOKED_AT {
                    break;
                }
                let weight = key.factor() * (self.kept.names() as f32 / count as f32 + 1.0).ln();
                for number in self.grams.numbers(key.key).flatten() {
                    let sum = &mut sums[*number as usize];
                    if *sum == 0.0 {
                        touched.push(*number);
                    }
                    *sum += weight;
                }
            }
            let best = self.best(&touched, sums);
            touched.iter().for_each(|number| sums[*number as usize] = 0.0);
            best
        })
    }

    /// The firms whose names say most of what was looked for, the shorter name before the longer one.
    fn best(&self, touched: &[u32], sums: &[f32]) -> Vec<u32> {
        let sum = |number: u32| (sums[number as usize] * 1000.0) as u32;
        let mut all: Vec<(u32, u32)> = touched.iter().map(|number| (sum(*number), *number)).collect();
        if all.len() > MOST_CANDIDATES {
            let (_, (least, _), _) = all.select_nth_unstable_by(MOST_CANDIDATES - 1, |a, b| b.0.cmp(&a.0));
            let least = *least;
            all.retain(|(sum, _)| *sum >= least);
        }
        let rank = |(sum, number): &(u32, u32)| {
            (std::cmp::Reverse(*sum), self.kept.length(*number), self.kept.id(self.kept.owner(*number)))
        };
        all.sort_by_cached_key(rank);
        all.truncate(MOST_CANDIDATES);
        all.into_iter().map(|(_, number)| self.kept.owner(number)).collect()
    }
}

fn marks<'a>(firm: &KnownAs, stock: Option<&'a str>) -> FirmMarks<'a> {
    FirmMarks { adcode: firm.adcode, credit_code: firm.credit_code, stock }
}
