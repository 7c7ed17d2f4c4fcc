//! What follows from the facts and would make every query long: which feeds count, where each work is done, which region
//! lies within which.

use std::collections::BTreeSet;

use crate::app::upkeep::publish::Extent;
use crate::app::upkeep::publish::material::Material;
use crate::app::upkeep::publish::things::lid;
use crate::app::upkeep::publish::words::{sorted, text_in, text_of};
use crate::graph::{ChainIx, FirmIx, Order, SegmentIx, Statement};
use crate::model::{Adcode, EventDate, Kind, SiteKind};
use crate::publish::{Edge, Label, Node, PublishedFacts, Tie, Value};

/// Adds the helpers.
pub fn add(material: &Material<'_>, facts: &mut PublishedFacts) {
    if material.scope.has_works() {
        works(material, facts);
    }
    if *material.scope == Extent::All {
        usable_feeds(material, facts);
        regions(material, facts);
    }
}

fn usable_feeds(material: &Material<'_>, facts: &mut PublishedFacts) {
    let graph = material.graph;
    for chain in (0..graph.chains.len()).map(ChainIx::from_position) {
        let order = Order::of(graph, chain);
        for (at, from) in order.leaves.iter().enumerate() {
            for to in order.after(at).iter().map(|to| order.leaves[to]) {
                let (from, to) = (lid(graph, (Kind::Segment, from.0)), lid(graph, (Kind::Segment, to.0)));
                let basis = vec![text_of("basis", order.basis.code())];
                facts.edges.push(Edge::new(Tie::UsableFeed, from, to, "", basis));
            }
        }
    }
}

/// A region in which a firm does a segment, from a day on.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
struct Spot {
    segment: SegmentIx,
    /// The fact names the region for just this segment.
    named: bool,
    adcode: Option<Adcode>,
    since: Option<EventDate>,
}

/// at(e, s) before a day is asked for: where facts name regions for just this work only those count; else all places.
fn works(material: &Material<'_>, facts: &mut PublishedFacts) {
    let sites = sites(material);
    let said =
        material.statements.iter().filter(|(kind, _)| [Kind::Enterprise, Kind::Site, Kind::Member].contains(kind));
    let firms: BTreeSet<FirmIx> = said.flat_map(|(_, all)| all).filter_map(Statement::firm).collect();
    for firm in firms {
        let own = sites.get(firm.at()).map_or(&[][..], Vec::as_slice);
        for spot in spots(material, firm, own) {
            facts.edges.push(does(material, firm, &spot));
        }
    }
}

struct Place {
    adcode: Adcode,
    opened: Option<EventDate>,
    segments: Vec<SegmentIx>,
}

/// The sites of each firm that are no branches.
fn sites(material: &Material<'_>) -> Vec<Vec<Place>> {
    let graph = material.graph;
    let mut found: Vec<Vec<Place>> = Vec::new();
    found.resize_with(graph.firm_count(), Vec::new);
    let statements = material.statements.iter().filter(|(kind, _)| *kind == Kind::Site).flat_map(|(_, all)| all);
    for statement in statements {
        let said = crate::app::upkeep::publish::words::properties(&graph.regions, Kind::Site, statement);
        let adcode = text_in(&said, "adcode").and_then(|text| text.parse().ok());
        let kind = text_in(&said, "kind").and_then(|text| text.parse().ok()).unwrap_or(SiteKind::Plant);
        let (Some(firm), Some(adcode)) = (statement.firm(), adcode) else { continue };
        let opened = text_in(&said, "opened");
        if kind != SiteKind::Branch && material.shows(opened) {
            let opened = opened.and_then(|text| text.parse().ok());
            found[firm.at()].push(Place { adcode, opened, segments: statement.segments.clone() });
        }
    }
    found
}

fn spots(material: &Material<'_>, firm: FirmIx, sites: &[Place]) -> BTreeSet<Spot> {
    let graph = material.graph;
    let mut spots = BTreeSet::new();
    for place in sites {
        let spot = |segment: &SegmentIx| Spot {
            segment: *segment,
            named: true,
            adcode: Some(place.adcode),
            since: place.opened,
        };
        spots.extend(place.segments.iter().map(spot));
    }
    let facts = graph.memberships(firm);
    let named = facts.iter().filter(|fact| fact.adcode.is_some());
    spots.extend(named.map(|fact| Spot { segment: fact.segment, named: true, adcode: fact.adcode, since: None }));
    // Places of the firm as a whole say something only while no undated fact names a region.
    for fact in facts {
        let settled = facts.iter().any(|other| other.segment == fact.segment && other.adcode.is_some());
        if settled {
            continue;
        }
        let unnamed = |adcode, since| Spot { segment: fact.segment, named: false, adcode, since };
        spots.insert(unnamed(graph.firm(firm).adcode, None));
        spots.extend(sites.iter().map(|place| unnamed(Some(place.adcode), place.opened)));
    }
    spots
}

fn does(material: &Material<'_>, firm: FirmIx, spot: &Spot) -> Edge {
    let graph = material.graph;
    let (from, to) = (lid(graph, (Kind::Enterprise, firm.0)), lid(graph, (Kind::Segment, spot.segment.0)));
    let code = spot.adcode.map(|adcode| adcode.to_string());
    let since = spot.since.map(|since| since.to_string());
    let text = |text: &Option<String>| text.clone().unwrap_or_default();
    let key = format!("{}|{}|{}", text(&code), text(&since), if spot.named { "named" } else { "" });
    let mut properties = vec![("named", Value::Truth(spot.named))];
    properties.extend(code.map(|code| text_of("adcode", code)));
    properties.extend(since.map(|since| text_of("since", since)));
    Edge::new(Tie::Does, from, to, &key, sorted(properties))
}

/// Every region that a node names, with those around it.
fn regions(material: &Material<'_>, facts: &mut PublishedFacts) {
    let regions = &material.graph.regions;
    let mut known: BTreeSet<Adcode> = BTreeSet::new();
    for node in &facts.nodes {
        for name in ["adcode", "native_adcode", "envoy"] {
            let adcode = text_in(&node.properties, name).and_then(|text| text.parse::<Adcode>().ok());
            known.extend(
                adcode
                    .into_iter()
                    .flat_map(|adcode| [Some(adcode), adcode.prefecture(), Some(adcode.province())])
                    .flatten(),
            );
        }
    }
    for adcode in &known {
        let lid = region_lid(*adcode);
        let mut properties = vec![text_of("adcode", adcode.to_string()), text_of("id", adcode.to_string())];
        properties.push(text_of("name", regions.name(*adcode)));
        properties.push(text_of("full_name", regions.full_name(*adcode)));
        if let Some((longitude, latitude)) = regions.get(*adcode).and_then(|region| region.centre) {
            properties.extend([("longitude", Value::Real(longitude)), ("latitude", Value::Real(latitude))]);
        }
        facts.nodes.push(Node { label: Label::Region, lid: lid.clone(), properties: sorted(properties) });
        let around = [adcode.prefecture(), Some(adcode.province())].into_iter().flatten().find(|a| a != adcode);
        if let Some(around) = around {
            facts.edges.push(Edge::new(Tie::Within, lid, region_lid(around), "", Vec::new()));
        }
    }
}

fn region_lid(adcode: Adcode) -> String {
    format!("region:{adcode}")
}
