//! Which assessment of people overrules a computed verdict (docs/definitions.md#认定).

use super::answer::Assessed;
use crate::graph::Assessment;
use crate::model::{Adcode, Day};

/// The assessment of a segment that holds for `home` at `as_of`: of those valid then the one with the latest date,
/// then the greatest `who` by code point, then the one that names its home. One that names none speaks of the chain's
/// home, and where the chain has none, of no home.
pub fn holding(
    assessments: &[Assessment],
    chain_home: Option<Adcode>,
    home: Adcode,
    as_of: Day,
) -> Option<&Assessment> {
    let speaks = |a: &&Assessment| a.adcode.or(chain_home) == Some(home);
    let valid = |a: &&Assessment| a.date.day() <= as_of && a.until.is_none_or(|until| as_of <= until.day());
    assessments.iter().filter(speaks).filter(valid).max_by(|a, b| rank(a).cmp(&rank(b)))
}

fn rank(a: &Assessment) -> (Day, &str, bool) {
    (a.date.day(), &a.who, a.adcode.is_some())
}

impl From<&Assessment> for Assessed {
    fn from(a: &Assessment) -> Self {
        Self { verdict: a.verdict, reason: a.reason.clone(), who: a.who.clone(), date: a.date, until: a.until }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::graph::sample::{code, day};
    use crate::model::Verdict;

    fn assessment(adcode: Option<&str>, who: &str, date: &str, until: Option<&str>) -> Assessment {
        Assessment {
            adcode: adcode.map(code),
            verdict: Verdict::Fill,
            reason: String::new(),
            who: who.into(),
            date: day(date),
            until: until.map(day),
        }
    }

    fn who(all: &[Assessment], chain_home: Option<&str>, as_of: &str) -> Option<String> {
        let found = holding(all, chain_home.map(code), code("340100"), day(as_of).day());
        found.map(|a| format!("{}{}", a.who, if a.adcode.is_some() { "+" } else { "" }))
    }

    #[test]
    fn the_latest_valid_one_holds() {
        let all = [
            assessment(Some("340100"), "a", "2026-01-01", None),
            assessment(Some("340100"), "b", "2026-03-01", Some("2026-06-30")),
            assessment(Some("320500"), "c", "2026-05-01", None),
        ];
        for (as_of, holds) in [
            ("2025-12-31", None),
            ("2026-01-01", Some("a+")),
            ("2026-03-01", Some("b+")),
            ("2026-06-30", Some("b+")),
            ("2026-07-01", Some("a+")),
        ] {
            assert_eq!(who(&all, None, as_of).as_deref(), holds, "{as_of}");
        }
    }

    #[test]
    fn ties_go_to_the_greatest_name_then_to_the_one_that_names_its_home() {
        let all = [
            assessment(None, "乙", "2026", None),
            assessment(Some("340100"), "乙", "2026-01", None),
            assessment(Some("340100"), "b", "2026-01-01", None),
        ];
        assert_eq!(who(&all, Some("340100"), "2026-02-01").as_deref(), Some("乙+"));
    }

    #[test]
    fn one_without_home_speaks_of_the_chains_or_of_none() {
        let all = [assessment(None, "a", "2026-01-01", None)];
        assert_eq!(who(&all, Some("340100"), "2026-02-01").as_deref(), Some("a"));
        assert_eq!(who(&all, Some("340000"), "2026-02-01"), None);
        assert_eq!(who(&all, None, "2026-02-01"), None);
    }
}
