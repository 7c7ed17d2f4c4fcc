//! The search equals brute force, the one pass equals the search, and a new edge weakens nothing.

use proptest::prelude::*;

use super::*;
use crate::graph::network::sample_town::{NamedPath, Town, every_path, towns};

/// Every party of a town, with its name.
fn parties(graph: &Graph, network: &Network) -> Vec<(PartyIx, String)> {
    let all = (0..network.count()).map(|n| PartyIx(u32::try_from(n).unwrap()));
    all.map(|ix| (ix, network.written(graph, ix))).collect()
}

fn named(graph: &Graph, network: &Network, routes: Vec<Route>) -> Vec<NamedPath> {
    let name = |ix: &PartyIx| network.written(graph, *ix);
    routes.into_iter().map(|route| (route.strength, route.nodes.iter().map(name).collect())).collect()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 96, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn the_search_equals_brute_force_and_the_one_pass_equals_the_search(town in towns(), count in 1usize..8) {
        let (graph, network, spread) = town.spread();
        for (party, name) in parties(&graph, &network).into_iter().filter(|(party, _)| !spread.is_closed(*party)) {
            let expected = every_path(&town, &name);
            let found = named(&graph, &network, spread.routes(&graph, &network, party, count));
            let kept = &expected[..expected.len().min(count)];
            prop_assert_eq!(found.len(), kept.len(), "{}", &name);
            for ((strength, path), (wanted, names)) in found.iter().zip(kept) {
                prop_assert_eq!(path, names);
                prop_assert!((strength - wanted).abs() < 1e-12);
            }
            // Equal to the last bits: of equally strong paths the search tells the first by name.
            let (passed, best) = (spread.strength(&network, party), found.first().map(|(strength, _)| *strength));
            prop_assert_eq!(passed.is_some(), best.is_some());
            prop_assert!(passed.zip(best).is_none_or(|(passed, best)| (passed - best).abs() < 1e-12));
        }
    }

    #[test]
    fn an_edge_between_uncrowded_parties_that_are_no_starts_weakens_no_path(
        town in towns(), one in 0usize..60, other in 0usize..60, lot in any::<u8>(),
    ) {
        let (graph, network, spread) = town.spread();
        let more = Town { pairs: town.pairs.iter().copied().chain([(one, other, lot)]).collect(), ..town };
        let (joined, after, anew) = more.spread();
        let all = parties(&graph, &network);
        let changed = || all.iter().filter(|(party, _)| network.degree(*party) != after.degree(*party));
        prop_assume!(changed().all(|(party, _)| network.degree(*party) < 10 && spread.start(*party).is_none()));
        for ((party, _), (same, _)) in all.iter().zip(parties(&joined, &after)) {
            prop_assert_eq!(*party, same);
            if !spread.is_closed(*party) {
                prop_assert!(anew.strength(&after, same) >= spread.strength(&network, *party));
            }
        }
    }
}
