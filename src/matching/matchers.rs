//! Which firms a firm may be, of one matcher or of several that are asked as if one held all their firms.

use std::array::from_fn;
use std::cmp::Reverse;

use hashbrown::HashSet;

use super::bearers::{Borne, MOST_CANDIDATES};
use super::features::Spelt;
use super::firm::{FirmMarks, KnownAs, Named};
use super::grams::MOST_KEPT;
use super::judge::{ReasonsGiven, Side, Weighed, judge};
use super::judged::{Judged, Likeness, NameGround};
use super::kept::MOST_NAMES;
use super::keys::{NameKey, keys};
use super::matcher::Matcher;
use super::peel::Peeled;
use super::units::{is_word, number};
use super::words::COMMON;

/// So many numbers of names are looked at for one name, the rarest keys first.
const MOST_LOOKED_AT: u32 = MOST_KEPT;

/// Matchers of the same weights and regions. What is rare is so among the names of all, and of all together a firm is held beside
/// as many as of one.
#[derive(Debug, Clone, Copy)]
pub struct Matchers<'a, const N: usize>(pub [&'a Matcher; N]);

/// A firm that a name may mean.
#[derive(Debug, Clone, PartialEq)]
pub struct Lookalike {
    /// As it was added.
    pub id: u64,
    /// What is said of it.
    pub judged: Judged,
}

/// A firm of one of the matchers, with what is said of it.
type Found = (Weighed, u64);

/// A name that shares something with the one that is asked about: what that says, how long it is, whose it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Sharing {
    sum: Reverse<u32>,
    length: u32,
    id: (usize, u64),
    place: u32,
}

impl Matcher {
    /// What is said of two firms, whether or not they were added.
    pub fn judge(&self, one: &KnownAs, other: &KnownAs) -> Judged {
        let alone = Matchers([self]);
        let (mine, yours) = (alone.peeled(one), alone.peeled(other));
        let stocks = [one, other].map(KnownAs::stock);
        let side = |firm, names, spelt, stock| Side { known: FirmMarks::of(firm, stock), names, spelt };
        let (my_letters, your_letters) = (alone.spelt(&mine), alone.spelt(&yours));
        let my_side = side(one, &mine, &my_letters, stocks[0].as_deref());
        let your_side = side(other, &yours, &your_letters, stocks[1].as_deref());
        judge(my_side, your_side, &self.weights, ReasonsGiven::Always).judged
    }

    /// The firms that a firm may be, best first, at most 50; of those alike, the one with the smaller id. `same` is one at most.
    pub fn candidates(&self, query: &KnownAs) -> Vec<Lookalike> {
        let [found] = Matchers([self]).looked_at(query, ReasonsGiven::Always);
        found
    }

    /// Those of them that it may be.
    pub fn alike(&self, query: &KnownAs) -> Vec<Lookalike> {
        let [found] = Matchers([self]).alike(query);
        found
    }
}

impl<const N: usize> Matchers<'_, N> {
    /// The firms of each that a firm may be, best first. Of each, one at most is `same`.
    pub fn alike(&self, query: &KnownAs) -> [Vec<Lookalike>; N] {
        let found = self.looked_at(query, ReasonsGiven::WhereAlike);
        found.map(|found| found.into_iter().filter(|one| one.judged.verdict > Likeness::None).collect())
    }

    pub(super) fn looked_at(&self, query: &KnownAs, given: ReasonsGiven) -> [Vec<Lookalike>; N] {
        let weights = &self.0[0].weights;
        let names = self.peeled(query);
        let stock = query.stock();
        let mine = Side { known: FirmMarks::of(query, stock.as_deref()), names: &names, spelt: &self.spelt(&names) };
        let mut found: [Vec<Found>; N] = from_fn(|_| Vec::new());
        for (of, place) in self.places(query, mine) {
            let matcher = self.0[of];
            let theirs = matcher.kept.peeled(place, &matcher.regions);
            let yours = Side { known: matcher.kept.known(place), names: &theirs, spelt: &self.spelt(&theirs) };
            found[of].push((judge(mine, yours, weights, given), matcher.kept.id(place)));
        }
        found.map(|mut found| {
            found.sort_by(|(a, id), (b, other)| {
                b.coded.cmp(&a.coded).then(b.order.total_cmp(&a.order)).then(id.cmp(other))
            });
            beside_each_other(&mut found, weights.limits.ahead);
            found.into_iter().map(|(weighed, id)| Lookalike { id, judged: weighed.judged }).collect()
        })
    }

    pub(super) fn peeled(&self, firm: &KnownAs) -> Vec<Named> {
        let names = firm.names().into_iter().take(MOST_NAMES);
        let peeled = |name: &str| Peeled::of_comparable(&self.0[0].regions, name);
        names.map(|(name, former)| Named { peeled: peeled(&name), former }).collect()
    }

    pub(super) fn spelt<'a>(&self, names: &'a [Named]) -> Vec<Spelt<'a>> {
        names.iter().map(|name| Spelt::of(&name.peeled, |letter| self.rarity(letter))).collect()
    }

    /// How much a letter says: the rarer among the names, the more.
    fn rarity(&self, letter: &str) -> f64 {
        let own = letter.chars().next().filter(|_| !is_word(letter));
        let usual = if own.is_some_and(|own| COMMON.contains(&own)) { 0.03 } else { 0.004 };
        let seen = match own {
            Some(own) => self.0.iter().filter_map(|matcher| matcher.letters.get(&own)).sum(),
            None => self.count(u64::from(number(letter))),
        };
        let (known, seen) = (self.names() as f64, f64::from(seen));
        ((known + 2000.0) / (seen + 2000.0 * usual)).ln().max(0.5)
    }

    fn names(&self) -> usize {
        self.0.iter().map(|matcher| matcher.kept.names()).sum()
    }

    /// How many names have a key.
    fn count(&self, key: u64) -> u32 {
        self.0.iter().map(|matcher| matcher.grams.count(key)).fold(0, u32::saturating_add)
    }

    /// The firms to compare a firm with: those of its codes and names, then those that share its rarest keys.
    fn places(&self, query: &KnownAs, mine: Side<'_>) -> Vec<(usize, u32)> {
        let credit = query.credit_code.as_ref().map(|code| Borne::CreditCode(code.as_str()));
        let telling = mine.names.iter().filter(|name| !name.peeled.says_nothing());
        let names = telling.map(|name| Borne::Name(&name.peeled.whole));
        let borne = credit.into_iter().chain(mine.known.stock.map(Borne::StockCode)).chain(names);
        let all = || self.0.iter().enumerate();
        let bearing =
            |borne| all().flat_map(move |(of, matcher)| matcher.bearers.of(borne).iter().map(move |at| (of, *at)));
        let mut places: Vec<(usize, u32)> = borne.flat_map(bearing).collect();
        for name in mine.names {
            places.extend(self.sharing(&name.peeled));
        }
        let mut told = HashSet::new();
        places.retain(|place| told.insert(*place));
        places.truncate(MOST_CANDIDATES);
        places
    }

    /// The firms that share most of what a name's keys say, best first, the shorter name before the longer one.
    fn sharing(&self, name: &Peeled) -> Vec<(usize, u32)> {
        let keys = self.looked_for(name);
        let mut all: Vec<Sharing> = Vec::new();
        for (of, matcher) in self.0.iter().enumerate() {
            let best = matcher.sharing(&keys).into_iter().map(|(sum, number)| {
                let place = matcher.kept.owner(number);
                let id = (of, matcher.kept.id(place));
                Sharing { sum: Reverse(sum), length: matcher.kept.length(number), id, place }
            });
            all.extend(best);
        }
        all.sort_unstable();
        all.truncate(MOST_CANDIDATES);
        all.into_iter().map(|one| (one.id.0, one.place)).collect()
    }

    /// The keys of a name that are looked for, the rarest first, with what each says.
    fn looked_for(&self, name: &Peeled) -> Vec<(u64, f32)> {
        let mut keys: Vec<(u32, NameKey)> = keys(name).into_iter().map(|key| (self.count(key.key), key)).collect();
        keys.retain(|(count, _)| (1..=MOST_KEPT).contains(count));
        keys.sort_by_key(|(count, key)| (*count, key.key));
        let (mut looked_at, names) = (0, self.names() as f32);
        let within = keys.into_iter().take_while(|(count, _)| {
            looked_at += count;
            looked_at <= MOST_LOOKED_AT
        });
        within.map(|(count, key)| (key.key, key.factor() * (names / count as f32 + 1.0).ln())).collect()
    }
}

/// Where the second is as near as the first, neither is `same`.
fn beside_each_other(found: &mut [Found], ahead: f64) {
    let exact = |weighed: &Weighed| {
        weighed.coded || weighed.judged.reasons.iter().any(|reason| matches!(reason, NameGround::SameName(_)))
    };
    let Some(first) = found.first() else { return };
    let (order, sure) = (first.0.order, exact(&first.0));
    let rivals = found
        .iter()
        .skip(1)
        .any(|(next, _)| next.judged.verdict != Likeness::None && (!sure || exact(next)) && order - next.order < ahead);
    for (at, (weighed, _)) in found.iter_mut().enumerate() {
        if weighed.judged.verdict == Likeness::Same && (at > 0 || rivals) {
            weighed.judged.verdict = Likeness::Review;
            weighed.judged.reasons.push(NameGround::Rival);
        }
    }
}
