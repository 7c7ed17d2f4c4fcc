//! A claim on a firm, and a claim that was refused, as they are stored; and how long a claim holds.
//!
//! Invariant: no timer ends a claim. Whether it holds is worked out whenever it is read, from its row and the day.

use crate::model::{
    ClaimEnd, ClaimField, CollisionField, Day, ErasableText, Ruling, Values, ValuesBuilder, ValuesView,
};

/// How many days a claim holds, from the day it was made or last renewed.
pub const CLAIM_DAYS: i32 = 30;
/// How many days before it lapses that is told.
pub const CLAIM_ENDS_SOON: i32 = 3;

/// Which squad has a firm for itself, by id, and until when.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Claim {
    /// The squad.
    pub squad: String,
    /// Who claimed it, as the journal calls them.
    pub by: String,
    /// The day it was made, or handed over.
    pub since: Day,
    /// The last day it holds.
    pub until: Day,
    /// How it ended before that day.
    pub end: Option<ClaimEnd>,
    /// The squad that had it before it was handed over; blank where it was not.
    pub before: String,
    /// Why it was handed over, kept or ended by those who arbitrate.
    pub reason: ErasableText,
    /// The day of that, or of the end.
    pub on: Option<Day>,
}

impl Claim {
    /// One that is made.
    pub fn made(squad: &str, by: &str, today: Day) -> Self {
        Self {
            squad: squad.to_owned(),
            by: by.to_owned(),
            since: today,
            until: lasts(today),
            end: None,
            before: String::new(),
            reason: ErasableText::default(),
            on: None,
        }
    }

    /// Takes back what a store kept; none where it makes no sense.
    pub fn read(values: ValuesView<'_>) -> Option<Self> {
        let text = |field: ClaimField| values.text(field as u8).unwrap_or_default();
        let day = |field| text(field).parse::<Day>().ok();
        Some(Self {
            squad: Some(text(ClaimField::Squad)).filter(|squad| !squad.is_empty())?.to_owned(),
            by: text(ClaimField::By).to_owned(),
            since: day(ClaimField::Since)?,
            until: day(ClaimField::Until)?,
            end: text(ClaimField::End).parse().ok(),
            before: text(ClaimField::Before).to_owned(),
            reason: values.erasable(ClaimField::Reason as u8),
            on: day(ClaimField::On),
        })
    }

    /// The form a store keeps.
    pub fn values(&self) -> Values {
        let mut values = ValuesBuilder::default();
        values.text(ClaimField::Squad as u8, &self.squad);
        values.text(ClaimField::By as u8, &self.by);
        values.text(ClaimField::Since as u8, &self.since.to_string());
        values.text(ClaimField::Until as u8, &self.until.to_string());
        values.text(ClaimField::End as u8, self.end.map_or("", ClaimEnd::code));
        values.text(ClaimField::Before as u8, &self.before);
        values.erasable(ClaimField::Reason as u8, &self.reason);
        values.text(ClaimField::On as u8, &self.on.map(|day| day.to_string()).unwrap_or_default());
        values.build()
    }

    /// Whether it holds on a day.
    pub fn holds(&self, today: Day) -> bool {
        self.end.is_none() && today <= self.until
    }

    /// Whether it lapses within a few days, or today.
    pub fn ends_soon(&self, today: Day) -> bool {
        self.holds(today) && self.until.number() - today.number() <= CLAIM_ENDS_SOON
    }

    /// The same, renewed on a day; a clock that went back takes nothing away.
    #[must_use]
    pub fn renewed(&self, today: Day) -> Self {
        Self { until: self.until.max(lasts(today)), ..self.clone() }
    }

    /// The same, ended.
    #[must_use]
    pub fn ended(&self, end: ClaimEnd, today: Day) -> Self {
        Self { end: Some(end), on: Some(today), ..self.clone() }
    }

    /// The same after those who arbitrate decided, and why; `to` is the squad it goes to, where it is handed over.
    #[must_use]
    pub fn ruled(&self, ruling: Ruling, to: &str, reason: &str, today: Day) -> Self {
        let reason = ErasableText::Said(reason.to_owned());
        let told = Self { reason, on: Some(today), ..self.clone() };
        match ruling {
            Ruling::Keep => told,
            Ruling::End => Self { end: Some(ClaimEnd::Ruled), ..told },
            Ruling::HandOver => {
                let before = self.squad.clone();
                Self { squad: to.to_owned(), before, since: today, until: lasts(today), ..told }
            }
        }
    }
}

/// The last day a claim holds that is made or renewed on a day.
fn lasts(today: Day) -> Day {
    Day::of_number(today.number() + CLAIM_DAYS)
}

/// A claim that was refused since another squad had the firm.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Collision {
    /// Who wanted the firm, as the journal calls them.
    pub by: String,
    /// The squad that had it, by id.
    pub holder: String,
    /// The day of it.
    pub on: Day,
    /// Until when that squad had it then.
    pub until: Day,
    /// What was decided since.
    pub ruling: Option<Ruling>,
    /// Why.
    pub reason: ErasableText,
}

impl Collision {
    /// With a claim that holds.
    pub fn with(claim: &Claim, by: &str, today: Day) -> Self {
        let (by, holder) = (by.to_owned(), claim.squad.clone());
        Self { by, holder, on: today, until: claim.until, ruling: None, reason: ErasableText::default() }
    }

    /// Takes back what a store kept; none where it makes no sense.
    pub fn read(values: ValuesView<'_>) -> Option<Self> {
        let text = |field: CollisionField| values.text(field as u8).unwrap_or_default();
        Some(Self {
            by: text(CollisionField::By).to_owned(),
            holder: text(CollisionField::Holder).to_owned(),
            on: text(CollisionField::On).parse().ok()?,
            until: text(CollisionField::Until).parse().ok()?,
            ruling: text(CollisionField::Ruling).parse().ok(),
            reason: values.erasable(CollisionField::Reason as u8),
        })
    }

    /// The form a store keeps.
    pub fn values(&self) -> Values {
        let mut values = ValuesBuilder::default();
        values.text(CollisionField::By as u8, &self.by);
        values.text(CollisionField::Holder as u8, &self.holder);
        values.text(CollisionField::On as u8, &self.on.to_string());
        values.text(CollisionField::Until as u8, &self.until.to_string());
        values.text(CollisionField::Ruling as u8, self.ruling.map_or("", Ruling::code));
        values.erasable(CollisionField::Reason as u8, &self.reason);
        values.build()
    }

    /// The same, decided.
    #[must_use]
    pub fn ruled(&self, ruling: Ruling, reason: &str) -> Self {
        Self { ruling: Some(ruling), reason: ErasableText::Said(reason.to_owned()), ..self.clone() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> Day {
        text.parse().unwrap()
    }

    fn claim() -> Claim {
        Claim::made("q1", "wang", day("2026-11-01"))
    }

    #[test]
    fn a_claim_holds_thirty_days_and_then_lapses_by_itself() {
        let claim = claim();
        assert_eq!(claim.until, day("2026-12-01"));
        assert!(claim.holds(day("2026-12-01")) && !claim.holds(day("2026-12-02")));
        let soon = ["2026-11-27", "2026-11-28", "2026-12-01", "2026-12-02"].map(|on| claim.ends_soon(day(on)));
        assert_eq!(soon, [false, true, true, false]);
    }

    #[test]
    fn renewing_lengthens_it_and_a_clock_that_went_back_shortens_nothing() {
        let renewed = claim().renewed(day("2026-11-20"));
        assert_eq!(renewed.until, day("2026-12-20"));
        assert_eq!(renewed.renewed(day("2026-10-01")), renewed);
    }

    #[test]
    fn what_is_decided_says_why_and_whom_it_was_taken_from() {
        let on = day("2026-11-10");
        let [kept, handed, ended] =
            [Ruling::Keep, Ruling::HandOver, Ruling::End].map(|ruling| claim().ruled(ruling, "q2", "先谈的", on));
        assert_eq!((kept.squad.as_str(), kept.until), ("q1", day("2026-12-01")));
        assert_eq!((handed.squad.as_str(), handed.before.as_str(), handed.until), ("q2", "q1", day("2026-12-10")));
        assert!(!ended.holds(on));
        for ruled in [kept, handed, ended] {
            assert_eq!((ruled.reason.as_str(), ruled.on), ("先谈的", Some(on)));
            assert_eq!(Claim::read(ruled.values().view()), Some(ruled));
        }
    }

    #[test]
    fn a_collision_is_read_back_as_it_was_written() {
        let collision = Collision::with(&claim(), "li", day("2026-11-02"));
        for collision in [collision.clone(), collision.ruled(Ruling::Keep, "先谈的")] {
            assert_eq!(Collision::read(collision.values().view()), Some(collision));
        }
    }
}
