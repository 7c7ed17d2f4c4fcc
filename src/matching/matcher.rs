//! Firms that grow in number, and those of them that a name may mean.

use hashbrown::HashMap;

use super::bearers::{Bearers, Borne, MOST_CANDIDATES};
use super::firm::{FirmMarks, KnownAs};
use super::grams::Grams;
use super::kept::KeptFirms;
use super::keys::keys;
use super::peel::Peeled;
use super::sums::Sums;
use super::weights::Weights;
use crate::normalize::Regions;

/// Firms by what they are known by. Firms may be added and taken out at any time; what is found does not depend on the order.
#[derive(Debug, Clone)]
pub struct Matcher {
    pub(super) weights: Weights,
    pub(super) regions: Regions,
    pub(super) kept: KeptFirms,
    pub(super) bearers: Bearers,
    pub(super) grams: Grams,
    /// In how many names each letter stands.
    pub(super) letters: HashMap<char, u32>,
    sums: Sums,
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
        let known = FirmMarks::of(firm, stock.as_deref());
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

    /// Of which names some keys say most, each key with what it says: that in thousandths, and the number of the name. They are in no
    /// order, and more than are compared where several say as much as the last.
    pub(super) fn sharing(&self, keys: &[(u64, f32)]) -> Vec<(u32, u32)> {
        self.sums.within(self.kept.numbers(), |sums| {
            let mut touched = Vec::new();
            for (key, weight) in keys {
                for piece in self.grams.numbers(*key) {
                    for number in piece {
                        let sum = &mut sums[*number as usize];
                        if *sum == 0.0 {
                            touched.push(*number);
                        }
                        *sum += weight;
                    }
                }
            }
            best(&touched, sums)
        })
    }
}

/// The names of which most is said; every sum is 0 afterwards.
fn best(touched: &[u32], sums: &mut [f32]) -> Vec<(u32, u32)> {
    let mut sum = |number: u32| (std::mem::take(&mut sums[number as usize]) * 1000.0) as u32;
    let mut all: Vec<(u32, u32)> = touched.iter().map(|number| (sum(*number), *number)).collect();
    if all.len() > MOST_CANDIDATES {
        let (_, (least, _), _) = all.select_nth_unstable_by(MOST_CANDIDATES - 1, |a, b| b.0.cmp(&a.0));
        let least = *least;
        all.retain(|(sum, _)| *sum >= least);
    }
    all
}
