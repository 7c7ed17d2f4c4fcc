//! What the matcher says of two firms, and what the names they go by say beside it.

use crate::graph::FirmIx;
use crate::matching::{Judged, KnownAs, Likeness, Lookalike, Matcher, NameGround};
use crate::normalize::{company, comparable, text};

/// Whole names of fewer letters that differ in one are two names; of more, one may be mistyped.
const LONG: usize = 6;

/// What is said of two whole names, where the matcher says nothing of them.
const TWO_NAMES: &str = "两个全称不同";

/// A firm that another one, or a name, may be.
#[derive(Debug, Clone, PartialEq)]
pub struct AlikeFirm {
    /// As the matcher knows it.
    pub id: u64,
    /// What is said of both.
    pub judged: Judged,
    names: OwnNames,
}

/// How the names that two firms bear themselves stand to each other. A whole name is one that ends in a legal form.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum OwnNames {
    /// The same, but for brackets and the form of whole ones.
    One,
    /// Whole ones of which a letter differs.
    OneLetterApart,
    /// Whole ones that are two.
    Two,
    /// A short one, all of whose letters stand in a whole one in their order.
    ShortWithinWhole,
    /// A short one beside a whole one.
    ShortAndWhole,
    /// Short ones, or one in another script than the other.
    Short,
}

impl AlikeFirm {
    /// What a matcher found that something may be, in its order.
    pub(super) fn found<'a>(
        matcher: &Matcher,
        found: Vec<Lookalike>,
        asked: &KnownAs,
        name: impl Fn(u64) -> &'a str,
    ) -> Vec<Self> {
        let told = |one: Lookalike| Self::of(matcher, (one.id, one.judged), (&asked.name, name(one.id)));
        found.into_iter().map(told).collect()
    }

    /// What is told as the same has more for it than that it is alike: one own name, a short name that the other is known by, or of
    /// which the matcher says so whatever else the firms are called, a former name, or a code.
    fn of(matcher: &Matcher, (id, mut judged): (u64, Judged), (one, other): (&str, &str)) -> Self {
        let names = own_names(one, other);
        if judged.verdict == Likeness::Same && !is_sure(&judged, names) {
            let [x, y] = [one, other].map(KnownAs::named);
            if names != OwnNames::ShortWithinWhole || matcher.judge(&x, &y).verdict != Likeness::Same {
                judged.verdict = Likeness::Review;
            }
        }
        Self { id, judged, names }
    }

    /// The same where another firm is as near.
    #[must_use]
    pub fn with_rival(&self) -> Self {
        let mut one = self.clone();
        if one.judged.verdict == Likeness::Same {
            one.judged.verdict = Likeness::Review;
            one.judged.reasons.push(NameGround::Rival);
        }
        one
    }

    /// Which firm of the graph it is.
    pub fn firm(&self) -> FirmIx {
        FirmIx(self.id as u32)
    }

    /// What speaks for it, a sentence each.
    pub fn speaks_for(&self) -> Vec<String> {
        self.judged.reasons.iter().filter(|reason| !is_against(reason)).map(NameGround::in_words).collect()
    }

    /// What speaks against it, a sentence each.
    pub fn speaks_against(&self) -> Vec<String> {
        let reasons = self.judged.reasons.iter().filter(|reason| is_against(reason)).map(NameGround::in_words);
        let mut told: Vec<String> = reasons.collect();
        let two = matches!(self.names, OwnNames::Two | OwnNames::OneLetterApart);
        if two && !told.iter().any(|reason| reason.starts_with(TWO_NAMES)) {
            told.push(TWO_NAMES.to_owned());
        }
        told
    }

    /// All of it in one sentence.
    pub fn why(&self) -> String {
        self.speaks_for().into_iter().chain(self.speaks_against()).collect::<Vec<_>>().join("；")
    }

    /// Whether anybody has to be asked of both. Firms that bear two whole names are two firms, and so are 一厂 and 二厂, and two
    /// valid credit codes: unless both go by a name of one, so that something of it may be wrong.
    pub fn is_asked(&self) -> bool {
        let has = |wanted: fn(&NameGround) -> bool| self.judged.reasons.iter().any(wanted);
        let coded = has(|ground| matches!(ground, NameGround::SameCreditCode | NameGround::SameStockCode));
        let named = has(|ground| matches!(ground, NameGround::SameName(_) | NameGround::FormerName(_)));
        let numbers = has(|ground| matches!(ground, NameGround::NumbersDiffer(..)));
        let codes = has(|ground| matches!(ground, NameGround::CreditCodesDiffer));
        coded
            || named
            || match self.names {
                OwnNames::One => true,
                OwnNames::Two => false,
                _ => !numbers && !codes,
            }
    }
}

/// Whether a name, a former name or a code makes two firms one.
fn is_sure(judged: &Judged, names: OwnNames) -> bool {
    names == OwnNames::One
        || judged.reasons.iter().any(|ground| match ground {
            NameGround::SameName(_) => matches!(names, OwnNames::ShortWithinWhole | OwnNames::ShortAndWhole),
            NameGround::FormerName(_) | NameGround::SameCreditCode | NameGround::SameStockCode => true,
            _ => false,
        })
}

fn is_against(ground: &NameGround) -> bool {
    ground.is_against() || matches!(ground, NameGround::Missing(_))
}

/// What a matcher found beside something that it knows under an id, without this one. That it is as near to what is asked about
/// makes it no rival.
pub(super) fn others(mut found: Vec<Lookalike>, own: u64) -> Vec<Lookalike> {
    found.retain(|one| one.id != own);
    for one in &mut found {
        let judged = &mut one.judged;
        let before = judged.reasons.len();
        judged.reasons.retain(|reason| *reason != NameGround::Rival);
        if judged.reasons.len() < before {
            // Only what would be the same is given a rival.
            judged.verdict = Likeness::Same;
        }
    }
    found
}

/// Whether two firms bear the same whole name, as names compare.
pub fn same_whole_name(one: &str, other: &str) -> bool {
    let (one, other) = (comparable(one), comparable(other));
    one == other && is_whole(&one)
}

fn own_names(one: &str, other: &str) -> OwnNames {
    let (one, other) = (comparable(one), comparable(other));
    if one == other {
        return OwnNames::One;
    }
    match (whole_core(&one), whole_core(&other)) {
        (Some(x), Some(y)) if x == y => OwnNames::One,
        (Some(x), Some(y)) => {
            let long = x.chars().count().min(y.chars().count()) >= LONG;
            if long && strsim::osa_distance(&x, &y) == 1 { OwnNames::OneLetterApart } else { OwnNames::Two }
        }
        (Some(_), None) => beside_whole(&other, &one),
        (None, Some(_)) => beside_whole(&one, &other),
        (None, None) => OwnNames::Short,
    }
}

fn beside_whole(short: &str, whole: &str) -> OwnNames {
    if short.is_ascii() != whole.is_ascii() {
        return OwnNames::Short;
    }
    let mut letters = whole.chars();
    let within = short.chars().all(|letter| letters.any(|other| other == letter));
    if within { OwnNames::ShortWithinWhole } else { OwnNames::ShortAndWhole }
}

/// A whole name without its form and brackets, and without what stands in brackets behind it; none where it is no whole name.
fn whole_core(name: &str) -> Option<String> {
    let before = name.strip_suffix(')').and_then(|name| name.rsplit_once('(')).map(|(before, _)| before);
    let whole = [Some(name), before].into_iter().flatten().find(|name| is_whole(name))?;
    Some(company::without_form(&whole.replace(['(', ')'], "")).to_owned())
}

/// Whether a name as it compares is the whole name of a firm: it ends in a legal form, in Chinese or another language.
fn is_whole(name: &str) -> bool {
    const FOREIGN: [&str; 14] = [
        " inc",
        " ltd",
        " limited",
        " corp",
        " corporation",
        " co",
        " company",
        " llc",
        " plc",
        " ag",
        " se",
        " n v",
        " gmbh",
        "株式会社",
    ];
    let name = text::folded(name);
    company::is_full_legal_name(&name) || FOREIGN.iter().any(|form| name.ends_with(form))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn two_whole_names_are_two_but_for_the_form_brackets_and_one_letter() {
        assert_eq!(own_names("通威太阳能（安徽）有限公司", "通威太阳能（合肥）有限公司"), OwnNames::Two);
        assert_eq!(own_names("示例（1号）有限公司", "示例1号股份有限公司"), OwnNames::One);
        assert_eq!(own_names("示例网络有限公司（某某信用卡）", "示例网络有限公司"), OwnNames::One);
        assert_eq!(own_names("合肥维克诺液压有限公司", "合肥维克诺液圧有限公司"), OwnNames::OneLetterApart);
        assert_eq!(own_names("甲公司", "乙公司"), OwnNames::Two);
        assert_eq!(own_names("维克诺液压", "合肥维克诺液压有限公司"), OwnNames::ShortWithinWhole);
        assert_eq!(own_names("维克诺液压技术中心", "维克诺液压有限公司"), OwnNames::ShortAndWhole);
        assert_eq!(own_names("维克诺液压", "维克诺液压广州"), OwnNames::Short);
        assert_eq!(own_names("Example Shanghai", "示例有限公司"), OwnNames::Short);
        assert_eq!(own_names("Samsung Electronics Co., Ltd.", "Samsung SDI Co., Ltd."), OwnNames::Two);
    }

    #[test]
    fn the_same_whole_name_is_written_in_many_ways() {
        assert!(same_whole_name("別處一家 有限公司", "别处一家有限公司"));
        assert!(same_whole_name("Example Inc.", "EXAMPLE  Inc"));
        assert!(!same_whole_name("别处一家", "别处一家"), "a short name is nobody's alone");
    }
}
