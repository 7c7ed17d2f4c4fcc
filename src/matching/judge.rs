//! Two firms side by side: the names that are most alike, and what else speaks for or against.

use super::features::{Compared, Feature, Spelt, compared};
use super::firm::{FirmMarks, Named};
use super::judged::{Judged, Likeness, NameGround};
use super::peel::Peeled;
use super::places::{Nearness, nearness};
use super::weights::Weights;
use super::words::OrgForm;
use crate::model::Adcode;

/// A firm with its names taken apart.
#[derive(Debug, Clone, Copy)]
pub(super) struct Side<'a> {
    pub known: FirmMarks<'a>,
    pub names: &'a [Named],
    /// The same names as they are compared.
    pub spelt: &'a [Spelt<'a>],
}

/// What the best pair of names gives, before anything else is asked.
pub(super) struct Weighed {
    /// Whether they have a code in common.
    pub coded: bool,
    /// How near they are, for the order.
    pub order: f64,
    pub judged: Judged,
}

/// Which pairs are given reasons.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum ReasonsGiven {
    /// All.
    Always,
    /// Those that may be one firm; of others nobody asks why.
    WhereAlike,
}

/// Judges two firms.
pub(super) fn judge(one: Side<'_>, other: Side<'_>, weights: &Weights, given: ReasonsGiven) -> Weighed {
    let mut reasons = codes_alike(one.known, other.known);
    let coded = !reasons.is_empty();
    let Some((order, found, mine, yours)) = best(one, other, weights) else {
        let judged = Judged { verdict: Likeness::None, score: 0.0, reasons: Vec::new() };
        return Weighed { coded, order: f64::NEG_INFINITY, judged };
    };
    let names = weights.score(&found.values);
    let unlike = !coded && names < weights.limits.review && mine.peeled.whole != yours.peeled.whole;
    if unlike && given == ReasonsGiven::WhereAlike {
        return Weighed { coded, order, judged: Judged { verdict: Likeness::None, score: names, reasons } };
    }
    reasons.extend(names_alike(mine, yours, &found, coded));
    reasons.extend(against(one, other, (&mine.peeled, &yours.peeled), &found, coded));
    if coded && names < weights.limits.review {
        reasons.push(NameGround::NamesUnlike);
    }
    let score = if coded { names.max(0.99) } else { names };
    let nothing = !coded && (mine.peeled.says_nothing() || yours.peeled.says_nothing());
    let verdict = if nothing { Likeness::None } else { verdict(score, &reasons, weights) };
    Weighed { coded, order, judged: Judged { verdict, score, reasons } }
}

/// The names of both that are nearest to each other.
fn best<'a>(one: Side<'a>, other: Side<'a>, weights: &Weights) -> Option<(f64, Compared<'a>, &'a Named, &'a Named)> {
    let mut best: Option<(f64, Compared<'_>, &Named, &Named)> = None;
    for (mine, my_letters) in one.names.iter().zip(one.spelt) {
        for (yours, your_letters) in other.names.iter().zip(other.spelt) {
            let found = compared(my_letters, your_letters);
            let order = weights.order(&found.values);
            if best.as_ref().is_none_or(|(known, ..)| order > *known) {
                best = Some((order, found, mine, yours));
            }
        }
    }
    best
}

fn verdict(points: f64, reasons: &[NameGround], weights: &Weights) -> Likeness {
    let limits = &weights.limits;
    if points < limits.review {
        Likeness::None
    } else if points >= limits.same && !reasons.iter().any(NameGround::is_against) {
        Likeness::Same
    } else {
        Likeness::Review
    }
}

fn codes_alike(one: FirmMarks<'_>, other: FirmMarks<'_>) -> Vec<NameGround> {
    let mut reasons = Vec::new();
    if one.credit_code.is_some() && one.credit_code == other.credit_code {
        reasons.push(NameGround::SameCreditCode);
    }
    if one.stock.is_some() && one.stock == other.stock {
        reasons.push(NameGround::SameStockCode);
    }
    reasons
}

fn names_alike(mine: &Named, yours: &Named, found: &Compared<'_>, coded: bool) -> Vec<NameGround> {
    let (one, other) = (&mine.peeled, &yours.peeled);
    let has = |feature: Feature| found.values[feature as usize] > 0.5;
    let mut reasons = Vec::new();
    if one.whole == other.whole && !one.whole.is_empty() {
        let name = one.whole.clone();
        reasons.push(if mine.former == yours.former {
            NameGround::SameName(name)
        } else {
            NameGround::FormerName(name)
        });
    } else if has(Feature::SameCore) && !one.core().is_empty() {
        reasons.push(NameGround::SameButForm(one.core()));
    } else if has(Feature::SameBrand) {
        reasons.push(NameGround::SameBrand(one.brand.clone()));
    } else {
        let met = found.met();
        reasons.extend((!met.is_empty()).then_some(NameGround::Shares(met)));
    }
    let missing = found.missing();
    if !coded && !missing.is_empty() {
        reasons.push(NameGround::Missing(missing));
    }
    reasons
}

fn against(
    one: Side<'_>,
    other: Side<'_>,
    (mine, yours): (&Peeled, &Peeled),
    found: &Compared<'_>,
    coded: bool,
) -> Vec<NameGround> {
    let mut reasons = Vec::new();
    let near = regions(one.known, other.known, mine, yours);
    if near != Nearness::Unknown {
        reasons.push(NameGround::Regions(near));
    }
    if one.known.credit_code.zip(other.known.credit_code).is_some_and(|(a, b)| a != b) {
        reasons.push(NameGround::CreditCodesDiffer);
    }
    if one.known.stock.zip(other.known.stock).is_some_and(|(a, b)| a != b) {
        reasons.push(NameGround::StockCodesDiffer);
    }
    if mine.numbers != yours.numbers
        && (!mine.numbers.is_empty() && !yours.numbers.is_empty() || both_told(mine, yours))
    {
        reasons.push(NameGround::NumbersDiffer(told(&mine.numbers), told(&yours.numbers)));
    }
    reasons.extend(forms(mine, yours));
    reasons.extend(trades(mine, yours, found).or_else(|| full_names(mine, yours).filter(|_| !coded)));
    if mine.site != yours.site {
        reasons.extend(mine.site.iter().chain(&yours.site).next().map(|site| NameGround::Site(site.clone())));
    }
    // A region and a trade are a name of its own, where both are the same: 示例市水泥.
    let alike = found.values[Feature::SameCore as usize] > 0.5 && !mine.says_nothing();
    if (mine.is_generic() || yours.is_generic()) && !coded && !alike {
        reasons.push(NameGround::Generic);
    }
    reasons
}

fn told(numbers: &[String]) -> String {
    if numbers.is_empty() { "无".to_owned() } else { numbers.join("、") }
}

/// Whether both names say what the firm is, so that each is likely to be whole.
fn both_told(one: &Peeled, other: &Peeled) -> bool {
    !one.forms.is_empty() && !other.forms.is_empty()
}

fn regions(one: FirmMarks<'_>, other: FirmMarks<'_>, mine: &Peeled, yours: &Peeled) -> Nearness {
    let by_name = nearness(mine.codes(), yours.codes());
    let registered = |firm: FirmMarks<'_>| firm.adcode.into_iter().collect::<Vec<Adcode>>();
    let by_place = nearness(&registered(one), &registered(other));
    let worst = if by_name == Nearness::Apart { by_name } else { by_place.max(by_name) };
    match (by_place, worst) {
        (Nearness::Unknown, Nearness::Unknown) => {
            let crossed = nearness(&registered(one), yours.codes()).max(nearness(mine.codes(), &registered(other)));
            // A firm named for one city and registered in another is nothing unusual.
            if crossed == Nearness::Apart { Nearness::Unknown } else { crossed }
        }
        (_, worst) => worst,
    }
}

/// A plant, an institute, a group or a holding is not the company, where both names say what they are.
fn forms(one: &Peeled, other: &Peeled) -> Option<NameGround> {
    let kind = |name: &Peeled| name.forms.iter().map(|(form, _)| *form).max();
    let (a, b) = (kind(one)?, kind(other)?);
    // 集团 in brackets or without a legal form is how people say it; so is 股份.
    let said = |name: &Peeled| !name.has(OrgForm::Company);
    let loosely = |x: &Peeled, y: &Peeled| said(x) && x.forms.iter().all(|(form, _)| y.has(*form));
    let alike = a == b || loosely(one, other) || loosely(other, one) || bracketed(one) || bracketed(other);
    let within = |short: &Peeled, long: &Peeled| {
        short.forms.iter().all(|(form, word)| *form == OrgForm::Company && *word == "股份")
            && long.has(OrgForm::Company)
    };
    (!alike && !within(one, other) && !within(other, one)).then_some(NameGround::FormsDiffer(a, b))
}

/// Whether a name ends in a form in brackets: 示例(集团).
fn bracketed(name: &Peeled) -> bool {
    name.whole.ends_with(')') && name.forms.len() == 1
}

/// Two full names that differ in more than region and form: sisters, a name of old, or a letter that is wrong.
fn full_names(one: &Peeled, other: &Peeled) -> Option<NameGround> {
    if !one.is_legal() || !other.is_legal() {
        return None;
    }
    let own = |name: &Peeled| format!("{}{}", name.doubtful_brand(), name.trades.concat());
    let (mine, yours) = (own(one), own(other));
    (mine != yours).then_some(NameGround::FullNamesDiffer(mine, yours))
}

/// Each has a trade that the other has not.
fn trades(one: &Peeled, other: &Peeled, found: &Compared<'_>) -> Option<NameGround> {
    if found.values[Feature::SameCore as usize] > 0.5 || one.trades.is_empty() || other.trades.is_empty() {
        return None;
    }
    let (mine, yours): (String, String) = (one.trades.concat(), other.trades.concat());
    let foreign = |from: &str, to: &str| from.chars().any(|letter| !to.contains(letter));
    let apart = foreign(&mine, &other.whole) && foreign(&yours, &one.whole);
    (apart && found.values[Feature::TradeMissing as usize] > 0.0).then_some(NameGround::TradesDiffer(mine, yours))
}
