//! What speaks for and against two names being one firm's, as numbers between 0 and 1.

use super::align::{Letter, NamePart, align, letters, standing_for};
use super::peel::Peeled;
use super::units::is_word;
use super::words::OrgForm;

/// What two names are compared by.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Feature {
    /// How much of what the short name says stands in the long one, in its order.
    Covered,
    /// What of the short name's brand is missing in the long one.
    Missing,
    /// What of the short name's trade is missing.
    TradeMissing,
    /// How much of the long name's brand is met.
    BrandMet,
    /// How much of the long name's trade is met.
    TradeMet,
    /// How many letters that follow each other do so in both.
    Joined,
    /// Whether the first letter of the brand is met by the first.
    Start,
    /// Whether the brands are the same.
    SameBrand,
    /// Whether the names are the same but for their forms.
    SameCore,
    /// Whether the short name stands in the long one as it is.
    Inside,
    /// How rare what they have in common is.
    Rare,
    /// How much of the short name stands in the long one letter for letter, whatever the order.
    Letters,
    /// Whether 集团 or 控股 stands in both.
    Form,
    /// How many of the letters that are met, and do not follow one that is, begin a word of the long name.
    Heads,
    /// How few letters the long name has beside those that are met.
    Short,
    /// Whether nothing of the short name is missing.
    Whole,
    /// Whether what is met ends where a word of the long name does.
    Tail,
    /// Whether the long name has no region and is a short name already, and another one: 示例光学 is not said 示例股份.
    OtherShort,
    /// The same of a long name without the region it begins with.
    OtherInRegion,
    /// Whether all of the short name is met, and by beginnings of words or letters that follow one that is met.
    Clean,
    /// Whether the long name begins with 中国 and the short one leaves that out.
    CountryUnsaid,
    /// Whether the long name begins with another region that the short one leaves out.
    RegionUnsaid,
    /// Whether 集团 or 控股 stands in one of them where the other says another form.
    FormUnsaid,
    /// How much of the short name's brand is met.
    BrandSaid,
    /// Whether a letter stands for the region of the long name: 湘 for 湖南.
    Stands,
}

/// How many features there are.
pub const FEATURES: usize = 25;

impl Feature {
    /// Every feature, in the order of its numbers, with its key in the file of weights.
    pub const ALL: [(Self, &'static str); FEATURES] = [
        (Self::Covered, "covered"),
        (Self::Missing, "missing"),
        (Self::TradeMissing, "trade_missing"),
        (Self::BrandMet, "brand_met"),
        (Self::TradeMet, "trade_met"),
        (Self::Joined, "joined"),
        (Self::Start, "start"),
        (Self::SameBrand, "same_brand"),
        (Self::SameCore, "same_core"),
        (Self::Inside, "inside"),
        (Self::Rare, "rare"),
        (Self::Letters, "letters"),
        (Self::Form, "form"),
        (Self::Heads, "heads"),
        (Self::Short, "short"),
        (Self::Whole, "whole"),
        (Self::Tail, "tail"),
        (Self::OtherShort, "other_short"),
        (Self::OtherInRegion, "other_in_region"),
        (Self::Clean, "clean"),
        (Self::CountryUnsaid, "country_unsaid"),
        (Self::RegionUnsaid, "region_unsaid"),
        (Self::FormUnsaid, "form_unsaid"),
        (Self::BrandSaid, "brand_said"),
        (Self::Stands, "stands"),
    ];
}

/// The features of two names.
#[derive(Debug, Clone)]
pub struct Compared<'a> {
    /// Each feature's value, in the order of [`Feature::ALL`].
    pub values: [f64; FEATURES],
    short: &'a [Letter<'a>],
    /// Whether the long name has each letter of the short one.
    met: Vec<bool>,
}

impl Compared<'_> {
    /// The letters of the short name that the long one has, in their order.
    pub fn met(&self) -> String {
        self.told(true)
    }

    /// Those it has not.
    pub fn missing(&self) -> String {
        self.told(false)
    }

    fn told(&self, keep: bool) -> String {
        let mut told = String::new();
        for (own, _) in self.short.iter().zip(&self.met).filter(|(_, met)| **met == keep) {
            let apart = is_word(own.letter) && told.ends_with(|last: char| last.is_ascii_alphanumeric());
            told.push_str(if apart { " " } else { "" });
            told.push_str(own.letter);
        }
        told
    }
}

/// A name as it is compared: its parts, its letters, and what is left of it without forms.
#[derive(Debug, Clone)]
pub struct Spelt<'a> {
    pub name: &'a Peeled,
    letters: Vec<Letter<'a>>,
    core: String,
}

impl<'a> Spelt<'a> {
    /// A name with what each of its letters says.
    pub fn of(name: &'a Peeled, rarity: impl Fn(&str) -> f64) -> Self {
        Self { name, letters: letters(name, rarity), core: name.core() }
    }
}

/// Compares two names; the short one is looked for in the long one: the one without a legal form in the one with it, else the one with
/// fewer letters in the one with more.
pub fn compared<'a>(one: &'a Spelt<'_>, other: &'a Spelt<'_>) -> Compared<'a> {
    let rank = |spelt: &Spelt<'_>| (spelt.name.is_legal(), spelt.letters.len());
    if (rank(one), &one.name.whole) <= (rank(other), &other.name.whole) {
        of_short_and_long(one, other)
    } else {
        of_short_and_long(other, one)
    }
}

/// Two names side by side, with where the letters of the short one stand in the long one.
struct Beside<'a> {
    short: &'a Spelt<'a>,
    long: &'a Spelt<'a>,
    places: Vec<Option<usize>>,
    /// Whether each letter of the short one stands for a region of the long one.
    stands: Vec<bool>,
    /// Whether each letter of the short one is met, by itself or by the region that it stands for.
    met: Vec<bool>,
    /// Whether each letter of the long one is.
    back: Vec<bool>,
}

fn of_short_and_long<'a>(short: &'a Spelt<'_>, long: &'a Spelt<'_>) -> Compared<'a> {
    let places = align(&short.letters, &long.letters);
    let stands = standing_for(&short.letters, long.name);
    let met: Vec<bool> = places.iter().zip(&stands).map(|(at, stands)| at.is_some() || *stands).collect();
    let mut back = vec![false; long.letters.len()];
    places.iter().flatten().for_each(|at| back[*at] = true);
    let beside = Beside { short, long, places, stands, met, back };
    Compared { values: values(&beside), short: &short.letters, met: beside.met }
}

fn values(beside: &Beside<'_>) -> [f64; FEATURES] {
    let Beside { short, long, places, stands, met, back } = beside;
    let (mine, yours) = (&short.letters, &long.letters);
    let common = sum(mine, |at, _| met[at]);
    let known = mine.iter().filter(|letter| yours.iter().any(|known| known.is(letter))).count();
    let other_short = beside.other_short();
    [
        share(common, sum(mine, |_, _| true)),
        (sum(mine, |at, part| !met[at] && part != NamePart::Trade) / 10.0).min(1.0),
        (sum(mine, |at, part| !met[at] && part == NamePart::Trade) / 10.0).min(1.0),
        met_of(yours, back, NamePart::Brand),
        met_of(yours, back, NamePart::Trade),
        joined(places),
        truth(starts_alike(mine, yours, places)),
        truth(short.name.doubtful_brand() == long.name.doubtful_brand() && !short.name.brand.is_empty()),
        truth(short.core == long.core),
        truth(long.core.contains(&short.core)),
        (common / 40.0).min(1.0),
        share(known as f64, mine.len() as f64),
        truth(short.name.forms.iter().any(|(form, _)| is_wider(*form) && long.name.has(*form))),
        heads(yours, places),
        share(back.iter().filter(|met| **met).count() as f64, yours.len() as f64),
        truth(met.iter().all(|met| *met)),
        truth(places.iter().flatten().max().is_some_and(|at| yours.get(at + 1).is_none_or(|next| next.head))),
        truth(other_short && long.name.regions.is_empty()),
        truth(other_short && !long.name.regions.is_empty()),
        truth(met.iter().all(|met| *met) && heads(yours, places) >= 1.0),
        truth(beside.unsaid(true)),
        truth(beside.unsaid(false)),
        truth(form_unsaid(short.name, long.name) || form_unsaid(long.name, short.name)),
        met_of(mine, met, NamePart::Brand),
        truth(stands.contains(&true)),
    ]
}

/// So many letters has a short name as people make them, forms apart.
const USUAL_SHORT: usize = 4;

impl Beside<'_> {
    /// Whether brand and trades of the long name, with 集团 or 控股, are a short name already, and not the one that is asked about.
    fn other_short(&self) -> bool {
        let said: usize = self.short.name.forms.iter().map(|(_, word)| word.chars().count()).sum();
        if self.short.letters.len() + said < USUAL_SHORT {
            return false;
        }
        let own = |at: &usize| self.long.letters[*at].part != NamePart::Region;
        let (met, missing): (Vec<usize>, Vec<usize>) =
            (0..self.long.letters.len()).filter(own).partition(|at| self.back[*at]);
        let wider = |name: &Peeled| name.forms.iter().any(|(form, _)| is_wider(*form));
        let form = if wider(self.long.name) { 2 } else { 0 };
        let unsaid = form > 0 && !wider(self.short.name);
        !met.is_empty() && met.len() + missing.len() + form <= USUAL_SHORT && (!missing.is_empty() || unsaid)
    }

    /// Whether nothing is met of the region that the long name begins with: of 中国, or of another one.
    fn unsaid(&self, country: bool) -> bool {
        let Some(place) = self.long.name.regions.first().filter(|place| !place.doubtful) else { return false };
        let said = self.back.iter().take(place.text.chars().count()).any(|met| *met) || self.stands.contains(&true);
        place.codes.is_empty() == country && !said
    }
}

/// Whether a form is more than a company: 集团, 控股.
fn is_wider(form: OrgForm) -> bool {
    matches!(form, OrgForm::Group | OrgForm::Holding)
}

/// Whether one name says 集团 or 控股 and the other only another form.
fn form_unsaid(one: &Peeled, other: &Peeled) -> bool {
    !other.forms.is_empty() && one.forms.iter().any(|(form, _)| is_wider(*form) && !other.has(*form))
}

/// What the letters say that a question keeps.
fn sum(letters: &[Letter<'_>], keep: impl Fn(usize, NamePart) -> bool) -> f64 {
    letters.iter().enumerate().filter(|(at, letter)| keep(*at, letter.part)).map(|(_, letter)| letter.weight).sum()
}

/// How much of one part of the long name is met.
fn met_of(yours: &[Letter<'_>], back: &[bool], part: NamePart) -> f64 {
    share(sum(yours, |at, own| back[at] && own == part), sum(yours, |_, own| own == part))
}

fn share(part: f64, whole: f64) -> f64 {
    if whole > 0.0 { part / whole } else { 0.0 }
}

fn truth(yes: bool) -> f64 {
    f64::from(u8::from(yes))
}

/// The share of neighbours in the short name that are neighbours in the long one.
fn joined(places: &[Option<usize>]) -> f64 {
    if places.len() < 2 {
        return f64::from(u8::from(places.iter().all(Option::is_some)));
    }
    let together = places.windows(2).filter(|pair| matches!(pair, [Some(a), Some(b)] if a + 1 == *b)).count();
    together as f64 / (places.len() - 1) as f64
}

/// The share of the beginnings of what is met that begin a word.
fn heads(yours: &[Letter<'_>], places: &[Option<usize>]) -> f64 {
    let mut before = None;
    let (mut all, mut good) = (0_u32, 0_u32);
    for place in places.iter().flatten().copied() {
        if before.is_none_or(|before: usize| before + 1 != place) {
            all += 1;
            good += u32::from(yours[place].head);
        }
        before = Some(place);
    }
    if all == 0 { 0.0 } else { f64::from(good) / f64::from(all) }
}

/// Whether the first letter of the short name, or of its brand, is the first of the long one's brand or of all of it.
fn starts_alike(mine: &[Letter<'_>], yours: &[Letter<'_>], places: &[Option<usize>]) -> bool {
    let first = |letters: &[Letter<'_>]| letters.iter().position(|letter| letter.part == NamePart::Brand).unwrap_or(0);
    let (own, other) = (first(mine), first(yours));
    [0, own].iter().filter_map(|at| places.get(*at).copied().flatten()).any(|at| at == 0 || at == other)
}
