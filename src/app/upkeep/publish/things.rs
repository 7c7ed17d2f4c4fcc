//! Nodes: chains, segments, enterprises, sites, funds and who manages them, people, associations.

use std::collections::BTreeSet;

use crate::app::upkeep::publish::material::Material;
use crate::app::upkeep::publish::shapes::label;
use crate::app::upkeep::publish::words::{PROVENANCE, properties, sorted, text_in, text_of};
use crate::graph::{ChainIx, FirmIx, Graph, Order, SegmentIx, Statement};
use crate::model::{Adcode, Basis, Kind};
use crate::publish::{Edge, Label, Node, Properties, PublishedFacts, Tie, Value};

/// Adds the nodes, and the relationships that their own records say.
pub fn add(material: &Material<'_>, facts: &mut PublishedFacts) {
    let graph = material.graph;
    let mut managers: BTreeSet<&str> = BTreeSet::new();
    for (kind, statements) in material.in_scope() {
        let Some(label) = label(*kind) else { continue };
        for statement in statements {
            let mut said = properties(&graph.regions, *kind, statement);
            if *kind == Kind::Site {
                site(material, statement, said, facts);
                continue;
            }
            let place = statement.a.1;
            let lid = lid(graph, statement.a);
            said.push(text_of("id", id(graph, statement.a)));
            match kind {
                Kind::Chain => said.push(basis(graph, ChainIx(place))),
                Kind::Segment => segment(material, SegmentIx(place), &mut said),
                Kind::Enterprise => firm(graph, FirmIx(place), &mut said),
                Kind::Fund => {
                    managers.extend(Some(graph.funds[place as usize].manager.as_str()).filter(|m| !m.is_empty()))
                }
                _ => {}
            }
            facts.nodes.push(Node { label, lid, properties: sorted(said) });
        }
    }
    for name in managers {
        let properties = vec![text_of("id", name), text_of("name", name)];
        facts.nodes.push(Node { label: Label::Manager, lid: manager_lid(name), properties });
    }
}

/// The lid of a thing, as paths write it: `kind:id`.
pub fn lid(graph: &Graph, thing: (Kind, u32)) -> String {
    format!("{}:{}", thing.0.singular(), id(graph, thing))
}

/// The lid of a manager: known by its name.
pub fn manager_lid(name: &str) -> String {
    format!("manager:{name}")
}

fn id(graph: &Graph, (kind, place): (Kind, u32)) -> &str {
    let at = place as usize;
    match kind {
        Kind::Enterprise => graph.firm_id(FirmIx(place)),
        Kind::Chain => &graph.chains[at].id,
        Kind::Segment => &graph.segments[at].id,
        Kind::Fund => &graph.funds[at].id,
        Kind::Person => &graph.people[at].id,
        Kind::Association => &graph.associations[at].id,
        _ => "",
    }
}

fn basis(graph: &Graph, chain: ChainIx) -> (&'static str, Value) {
    let basis: Basis = Order::of(graph, chain).basis;
    text_of("basis", basis.code())
}

fn segment(material: &Material<'_>, segment: SegmentIx, said: &mut Properties) {
    let known = material.graph.segment(segment);
    said.retain(|(name, value)| match value {
        Value::Text(date) if *name == "surveyed" => material.shows(Some(date)),
        _ => *name != "key",
    });
    said.push(("key", Value::Truth(known.key)));
    said.push(("leaf", Value::Truth(known.leaf)));
}

fn firm(graph: &Graph, firm: FirmIx, said: &mut Properties) {
    let known = graph.firm(firm);
    said.push(("active", Value::Truth(known.active())));
    said.push(("sound", Value::Truth(known.sound())));
    said.push(("foreign", Value::Truth(known.foreign)));
    said.extend(prefecture(known.adcode));
}

/// The prefecture as prefectures are compared.
fn prefecture(adcode: Option<Adcode>) -> Option<(&'static str, Value)> {
    Some(text_of("prefecture", adcode?.prefecture()?.to_string()))
}

fn site(material: &Material<'_>, statement: &Statement, mut said: Properties, facts: &mut PublishedFacts) {
    let graph = material.graph;
    let Some(firm) = statement.firm() else { return };
    let Some(adcode) = text_in(&said, "adcode").and_then(|text| text.parse::<Adcode>().ok()) else { return };
    if !material.shows(text_in(&said, "opened")) {
        return;
    }
    let enterprise = lid(graph, (Kind::Enterprise, firm.0));
    let lid = match &*statement.id {
        "" => format!("site:{enterprise}|{}", statement.columns.replace('\u{1f}', "|")),
        id => format!("site:{id}"),
    };
    if text_in(&said, "kind").is_none() {
        said.push(text_of("kind", "plant"));
    }
    said.extend(prefecture(Some(adcode)));
    let provenance: Properties = provenance(&said);
    for segment in &statement.segments {
        let to = crate::app::upkeep::publish::things::lid(graph, (Kind::Segment, segment.0));
        facts.edges.push(Edge::new(Tie::Lists, lid.clone(), to, "", provenance.clone()));
    }
    facts.edges.push(Edge::new(Tie::SiteOf, lid.clone(), enterprise, "", provenance));
    facts.nodes.push(Node { label: Label::Site, lid, properties: sorted(said) });
}

/// Who says so and when, of something whose own record says more than one thing.
pub fn provenance(said: &Properties) -> Properties {
    said.iter().filter(|(name, _)| PROVENANCE.contains(name)).cloned().collect()
}
