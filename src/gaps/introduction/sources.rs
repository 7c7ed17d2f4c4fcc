//! Where introductions begin: the sources of a chain at home (docs/definitions.md#引荐路径).

use std::collections::HashMap;

use crate::gaps::{IntroductionRules, Viewpoint, Whereabouts};
use crate::graph::{AssociationIx, ChainIx, FirmIx, Network, Party, PartyIx, PersonIx, Work};
use crate::model::{Adcode, Level};

/// Whether a region is within home, or a code that contains home and is no whole province. A municipality is none.
pub fn is_near(region: Adcode, home: Adcode) -> bool {
    let whole_province = region.level() == Level::Province && !region.in_municipality();
    region.within(home) || home.within(region) && !whole_province
}

/// The sources of a chain at home with their start factors.
pub fn sources(
    view: &Viewpoint,
    chain: ChainIx,
    home: Adcode,
    network: &Network,
    rules: &IntroductionRules,
) -> HashMap<PartyIx, f64> {
    let graph = view.graph;
    let near = |region: Option<Adcode>| region.is_some_and(|region| is_near(region, home));
    let mut found: HashMap<PartyIx, f64> = HashMap::new();
    let mut add = |party, factor| found.insert(network.parties().number(party), factor);
    for firm in local_firms(view, chain) {
        add(Party::Firm(firm), 1.0);
    }
    for (_, fund) in graph.fund_groups.iter().filter(|(of, _)| *of == chain) {
        add(Party::Fund(*fund), 1.0);
    }
    for (place, person) in graph.people.iter().enumerate() {
        let factor = if near(person.envoy) { 1.0 } else { rules.native };
        if near(person.envoy) || near(person.native) {
            add(Party::Person(PersonIx::from_position(place)), factor);
        }
    }
    for (place, association) in graph.associations.iter().enumerate() {
        if near(association.adcode) || association.chain == Some(chain) {
            add(Party::Association(AssociationIx::from_position(place)), 1.0);
        }
    }
    found
}

/// The sound firms that are local in some segment of the chain, leaf or not; a firm may repeat.
fn local_firms(view: &Viewpoint, chain: ChainIx) -> impl Iterator<Item = FirmIx> {
    let works = view.graph.segments_of(chain).flat_map(|segment| view.graph.works(segment));
    let local = |work: &Work| {
        work.sound() && matches!(view.whereabouts(work), Whereabouts::Local | Whereabouts::LocalUnverified)
    };
    let assumed = view.assumed.iter().map(|assumed| assumed.firm).filter(|firm| view.graph.firm(*firm).sound());
    works.filter(local).map(|work| work.firm()).chain(assumed)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::graph::sample::code;

    #[test]
    fn near_is_within_or_around_but_no_whole_province() {
        let near = |region: &str, home: &str| is_near(code(region), code(home));
        assert!(near("340111", "340100") && near("340100", "340111"), "a city's districts, and a district's city");
        assert!(!near("340000", "340100") && !near("340000", "340111") && !near("340122", "340111"));
        assert!(near("340000", "340000") && near("340100", "340000"), "a province may be home");
        assert!(near("310000", "310115") && near("310115", "310000"), "a municipality is no whole province");
        assert!(!near("420000", "429004") && near("429004", "429004"));
    }
}
