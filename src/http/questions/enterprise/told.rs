//! Facts as a page tells them: each once, with everybody who says it; what all of them rest on is said once.

use crate::app::{Fact, FactGroup};
use crate::http::frame::fact_line::FactLine;

/// A fact, and who says so.
#[derive(Debug)]
pub struct ToldFact {
    pub what: String,
    pub sources: Vec<FactSource>,
    /// Files and rows it was imported from.
    pub origin: String,
}

/// Who says a fact, and when.
#[derive(Debug, PartialEq, Eq)]
pub struct FactSource {
    pub name: String,
    /// Only where it is http or https.
    pub url: Option<String>,
    pub seen: String,
    pub unchecked: bool,
}

/// Facts under their heading.
#[derive(Debug)]
pub struct ToldGroup {
    pub title: &'static str,
    /// Partners that are not told.
    pub more: usize,
    pub facts: Vec<ToldFact>,
    /// What every one of several facts rests on.
    pub all_from: Option<Vec<FactSource>>,
}

impl ToldGroup {
    /// A group of facts.
    pub fn of(group: &FactGroup) -> Self {
        let mut facts = each_once(group.facts.iter());
        let alike = facts.len() > 1 && facts.iter().all(|fact| fact.sources == facts[0].sources);
        let mut all_from = None;
        for fact in facts.iter_mut().filter(|_| alike) {
            all_from = Some(std::mem::take(&mut fact.sources));
        }
        let more = group.partners.saturating_sub(50);
        Self { title: group.title, more, facts, all_from }
    }
}

/// Every fact once, in the order told first.
pub fn each_once<'a>(facts: impl Iterator<Item = &'a Fact>) -> Vec<ToldFact> {
    let mut told: Vec<ToldFact> = Vec::new();
    for fact in facts {
        let FactLine { what, source, url, seen, origin, unchecked } = FactLine::of(fact.clone());
        let source = FactSource { name: source, url, seen, unchecked };
        let origin = origin.unwrap_or_default();
        match told.iter_mut().find(|known| known.what == what) {
            Some(known) if known.sources.contains(&source) => {}
            Some(known) => {
                known.sources.push(source);
                known.origin = [&*known.origin, &*origin].join("；");
            }
            None => told.push(ToldFact { what, sources: vec![source], origin }),
        }
    }
    told
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fact(what: &str, source: &str, seen: Option<&str>) -> Fact {
        let (what, source, seen) = (what.to_owned(), source.to_owned(), seen.map(str::to_owned));
        Fact { what, source, source_url: None, seen, checked: true, origin: None }
    }

    fn group(facts: &[Fact]) -> ToldGroup {
        ToldGroup::of(&FactGroup { title: "客户", facts: facts.to_vec(), partners: 53 })
    }

    #[test]
    fn what_several_say_is_told_once_with_all_of_them() {
        let (year, paper) = (fact("供应甲", "年报", Some("2025-01-01")), fact("供应甲", "报纸", None));
        let told = group(&[year.clone(), fact("供应乙", "年报", None), paper, year]);
        let sources = |at: usize| told.facts[at].sources.iter().map(|source| &*source.name).collect::<Vec<_>>();
        assert_eq!((told.facts.len(), told.more, told.all_from.is_none()), (2, 3, true));
        assert_eq!((sources(0), sources(1)), (vec!["年报", "报纸"], vec!["年报"]));
    }

    #[test]
    fn what_all_facts_rest_on_is_said_once_and_one_fact_keeps_its_own() {
        let alike = [fact("供应甲", "年报", None), fact("供应乙", "年报", None)];
        let told = group(&alike);
        assert_eq!(told.all_from.as_ref().map(Vec::len), Some(1));
        assert!(told.facts.iter().all(|fact| fact.sources.is_empty()));
        assert!(group(&alike[..1]).all_from.is_none());
        let other_day = [fact("供应甲", "年报", None), fact("供应乙", "年报", Some("2025"))];
        assert!(group(&other_day).all_from.is_none());
    }
}
