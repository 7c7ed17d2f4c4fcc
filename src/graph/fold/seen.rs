//! When a source last said anything of each firm, whichever of its rows is chosen.

use super::collect::unpack;
use super::entities::Entities;
use super::facts::{DecodedRow, Provenance};
use super::records::SiteRecord;
use crate::graph::When;
use crate::model::Kind;

/// The newest `seen` among the rows of enterprises themselves; the place of each one's firm is its key.
pub fn newest_of_firms<T>(facts: &[DecodedRow<T>], firms: usize) -> Vec<When> {
    let mut newest = vec![When::UNDATED; firms];
    for fact in facts {
        take(&mut newest, usize::try_from(fact.key.a).ok(), fact.provenance);
    }
    newest
}

/// Takes in members or sites that are awake; their keys begin with the firm.
pub fn add_keyed<T>(newest: &mut [When], facts: &[DecodedRow<T>]) {
    for fact in facts {
        let (kind, place) = unpack(fact.key.a);
        take(newest, (kind == Kind::Enterprise).then_some(place as usize), fact.provenance);
    }
}

/// Takes in the sites that have an id of their own and name their firm among their values.
pub fn add_named(newest: &mut [When], facts: &[DecodedRow<SiteRecord>], entities: &Entities) {
    for fact in facts {
        let firm = fact.value.firm.first().and_then(|node| entities.place(Kind::Enterprise, *node));
        take(newest, firm.map(|place| place as usize), fact.provenance);
    }
}

fn take(newest: &mut [When], firm: Option<usize>, provenance: Provenance) {
    if let Some(newest) = firm.and_then(|firm| newest.get_mut(firm)) {
        *newest = (*newest).max(When::of_number(provenance.seen));
    }
}
