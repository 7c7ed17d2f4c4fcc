//! The name of a firm taken apart, in one fixed order, until a brand is left.
//!
//! 1. brackets: a region, a form or the mark of a site in them counts as that; anything else stands aside;
//! 2. numbers (一厂, 十八局, Ⅱ, A厂) are noted and stay where they are;
//! 3. the mark of a site at the end (分公司, 办事处), with what stands between it and the firm's own form;
//! 4. marks of stock exchanges in front (ST) and, where no form is left, behind (A, U, 退);
//! 5. forms at the end, longest first (股份有限公司, 集团, 厂 …);
//! 6. regions in front, at every level;
//! 7. trade words at the end (科技, 电子 …), and a region that stands right before them;
//! 8. 4 to 7 again until nothing more comes off; what is left is the brand.
//!
//! *Invariant*: what was peeled off is kept, and peeling what was peeled changes nothing: a brand is its own brand.

use super::numbers::numbers;
use super::places::{Place, at_start};
use super::words::{FORMS, FORMS_BY_END, LATIN_FORMS, LONGEST_TRADE, OrgForm, SITES, TRADE_WORDS};
use crate::model::Adcode;
use crate::normalize::{Regions, comparable};

/// A name of more letters than this is no name.
pub const MOST_LETTERS: usize = 100;

/// A name in its parts, each as it compares.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Peeled {
    /// The whole name; empty where it is too long to be one.
    pub whole: String,
    /// What is left: what tells this firm from others.
    pub brand: String,
    /// Regions in front, widest first.
    pub regions: Vec<Place>,
    /// Regions in brackets or behind the brand: 华信(厦门)机械.
    pub inner: Vec<Place>,
    /// Trade words, as they stand.
    pub trades: Vec<&'static str>,
    /// Forms, the outermost first.
    pub forms: Vec<(OrgForm, &'static str)>,
    /// The mark of a site of a firm, with what stands before it: 合肥分公司.
    pub site: Option<String>,
    /// Numbers as digits: 一厂 has 1.
    pub numbers: Vec<String>,
    /// Marks of stock exchanges.
    pub stock: Vec<String>,
    /// What else stood in brackets.
    pub asides: Vec<String>,
}

impl Peeled {
    /// Takes a name apart.
    pub fn of(regions: &Regions, name: &str) -> Self {
        Self::of_comparable(regions, &comparable(name))
    }

    /// Takes a name apart that is written as names are compared.
    pub(super) fn of_comparable(regions: &Regions, whole: &str) -> Self {
        if whole.chars().nth(MOST_LETTERS).is_some() {
            return Self::default();
        }
        let mut peeling = Peeling { regions, rest: String::with_capacity(whole.len()), out: Self::default() };
        peeling.brackets(whole);
        peeling.out.numbers = numbers(&peeling.rest);
        peeling.site();
        loop {
            let before = peeling.rest.len();
            peeling.stock();
            peeling.form();
            peeling.region();
            peeling.trade();
            if peeling.rest.len() == before {
                break;
            }
        }
        peeling.finish(whole.to_owned())
    }

    /// Whether nothing is left that tells the firm from others: 合肥科技有限公司.
    pub fn is_generic(&self) -> bool {
        self.brand.chars().nth(1).is_none()
    }

    /// Whether it says so little that it may match nothing at all: only a form, only a region, one letter, one trade.
    pub fn says_nothing(&self) -> bool {
        self.is_generic() && self.regions.len() + self.trades.len() + usize::from(!self.brand.is_empty()) < 2
    }

    /// Regions, brand and trades without forms and brackets: what a name has in common with its short form.
    pub fn core(&self) -> String {
        let regions = self.regions.iter().map(|place| place.text.as_str());
        regions.chain([self.brand.as_str()]).chain(self.trades.iter().copied()).collect()
    }

    /// The brand, with the place before it that may be part of it: 东方明珠.
    pub fn doubtful_brand(&self) -> String {
        let place = self.regions.last().filter(|place| place.doubtful).map_or("", |place| &place.text);
        format!("{place}{}", self.brand)
    }

    /// Whether a form stands in it.
    pub fn has(&self, form: OrgForm) -> bool {
        self.forms.iter().any(|(known, _)| *known == form)
    }

    /// Whether it ends as a legal name does: 有限公司, and not 股份 alone.
    pub(super) fn is_legal(&self) -> bool {
        self.forms.iter().any(|(_, word)| word.ends_with("公司") && word.chars().count() > 3)
    }

    /// Where the name says that the firm, or this part of it, is.
    pub fn codes(&self) -> &[Adcode] {
        let sure = |place: &&Place| !place.doubtful && !place.codes.is_empty();
        let inner = self.inner.iter().rev().find(sure);
        inner.or_else(|| self.regions.iter().rev().find(sure)).map_or(&[], |place| &place.codes)
    }
}

/// A name while it is taken apart.
struct Peeling<'a> {
    regions: &'a Regions,
    rest: String,
    out: Peeled,
}

impl Peeling<'_> {
    fn brackets(&mut self, whole: &str) {
        let mut depth = 0_usize;
        let mut inside = String::new();
        for letter in whole.chars() {
            match letter {
                '(' => depth += 1,
                ')' if depth == 1 => {
                    depth = 0;
                    let text = std::mem::take(&mut inside);
                    self.bracketed(text);
                }
                ')' => depth = depth.saturating_sub(1),
                _ if depth > 0 => inside.push(letter),
                _ => self.rest.push(letter),
            }
        }
        // A bracket that nobody closed hides nothing.
        self.rest.push_str(&inside);
    }

    fn bracketed(&mut self, text: String) {
        if let Some((word, form)) = FORMS.iter().find(|(word, _)| *word == text) {
            self.out.forms.push((*form, word));
        } else if SITES.iter().any(|site| text.ends_with(site)) {
            self.out.site = Some(text);
        } else if let Some(place) = at_start(self.regions, &text).filter(|place| place.text == text) {
            self.out.inner.push(place);
        } else if !text.is_empty() {
            self.out.asides.push(text);
        }
    }

    fn site(&mut self) {
        if !SITES.iter().any(|site| self.rest.ends_with(site)) {
            return;
        }
        let inner = ["公司", "集团", "厂", "股份"].iter().filter_map(|form| {
            let before = self.rest.match_indices(form).map(|(at, _)| at + form.len());
            before.filter(|end| *end < self.rest.len()).max()
        });
        let mark =
            SITES.iter().filter(|site| self.rest.ends_with(**site)).map(|site| self.rest.len() - site.len()).min();
        let Some(at) = inner.filter(|end| mark.is_some_and(|mark| *end <= mark)).max().or(mark) else { return };
        self.out.site = Some(self.rest.split_off(at));
    }

    fn stock(&mut self) {
        let han = |letter: char| matches!(letter, '\u{4e00}'..='\u{9fff}');
        let mut marks = ["退市", "s st", "sst", "st", "pt", "xd", "xr", "dr", "s", "n"].into_iter();
        let front = marks.find(|mark| {
            self.rest.strip_prefix(mark).is_some_and(|rest| rest.chars().take(2).filter(|c| han(*c)).count() == 2)
        });
        if let Some(mark) = front {
            self.out.stock.push(mark.to_owned());
            self.rest.drain(..mark.len());
        }
        if self.out.forms.iter().any(|(_, word)| word.ends_with("公司")) {
            return;
        }
        let mut marks = ["uw", "a股", "b股", "h股", "退", "a", "b", "h", "u", "w", "v", "d"].into_iter();
        let back = marks.find(|mark| {
            self.rest.strip_suffix(mark).is_some_and(|rest| rest.chars().count() > 1 && rest.ends_with(han))
        });
        if let Some(mark) = back {
            self.out.stock.push(mark.to_owned());
            self.rest.truncate(self.rest.len() - mark.len());
        }
    }

    fn form(&mut self) {
        loop {
            let Some((word, form)) = form_at_end(&self.rest) else { return };
            self.out.forms.push((form, word));
            self.rest.truncate(self.rest.len() - word.len());
            self.rest.truncate(self.rest.trim_end().len());
        }
    }

    fn region(&mut self) {
        while let Some(place) = at_start(self.regions, &self.rest) {
            // One letter behind the bare name of a place is part of a word: 东方红.
            let left = self.rest[place.text.len()..].chars().count();
            if left == 1 {
                return;
            }
            self.rest.drain(..place.text.len());
            self.out.regions.push(place);
        }
    }

    fn trade(&mut self) {
        while let Some(word) = trade_at_end(&self.rest) {
            self.out.trades.insert(0, word);
            let end = self.rest.len() - word.len();
            self.rest.truncate(end);
            self.inner_region();
        }
    }

    /// A region of at least a prefecture between the brand and the trade: 示例合肥汽车.
    fn inner_region(&mut self) {
        for (at, _) in self.rest.char_indices().skip(2) {
            let place = at_start(self.regions, &self.rest[at..]);
            if let Some(place) = place.filter(|place| !place.doubtful && at + place.text.len() == self.rest.len()) {
                self.rest.truncate(at);
                self.out.inner.push(place);
                return;
            }
        }
    }

    fn finish(mut self, whole: String) -> Peeled {
        let doubtful = self.out.regions.last().is_some_and(|place| place.doubtful);
        if self.rest.is_empty()
            && doubtful
            && let Some(place) = self.out.regions.pop()
        {
            self.rest = place.text;
        }
        Peeled { whole, brand: self.rest, ..self.out }
    }
}

/// The form that a text ends in, longest first.
fn form_at_end(text: &str) -> Option<(&'static str, OrgForm)> {
    let last = text.chars().next_back()?;
    if last.is_ascii() {
        return LATIN_FORMS.iter().find(|(word, _)| ends_apart(text, word)).copied();
    }
    FORMS_BY_END.get(&last)?.iter().find(|(word, _)| text.ends_with(word)).copied()
}

/// Whether a Latin word stands at the end, behind a blank or another writing.
fn ends_apart(text: &str, word: &str) -> bool {
    text.strip_suffix(word).is_some_and(|rest| !rest.is_empty() && !rest.ends_with(|c: char| c.is_ascii_alphanumeric()))
}

/// The longest trade word at the end of a text.
fn trade_at_end(text: &str) -> Option<&'static str> {
    let (begin, _) = text.char_indices().rev().take(LONGEST_TRADE).last()?;
    let text = &text[begin..];
    text.char_indices().find_map(|(at, _)| TRADE_WORDS.get(&text[at..]).copied())
}
