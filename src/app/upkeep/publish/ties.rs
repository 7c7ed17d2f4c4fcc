//! Relationships that records say.

use crate::app::upkeep::publish::material::Material;
use crate::app::upkeep::publish::shapes::tie;
use crate::app::upkeep::publish::things::{lid, manager_lid, provenance};
use crate::app::upkeep::publish::words::{properties, text_in};
use crate::graph::{AssociationIx, ChainIx, Graph, SegmentIx, Statement};
use crate::model::Kind;
use crate::publish::{Edge, PublishedFacts, Tie};

/// Adds the relationships.
pub fn add(material: &Material<'_>, facts: &mut PublishedFacts) {
    for (kind, statements) in material.in_scope() {
        for statement in statements {
            match tie(*kind) {
                Some(tie) => edge(material, *kind, tie, statement, facts),
                None => of_thing(material.graph, *kind, statement, facts),
            }
        }
    }
}

/// One row of an edge table. Rows that join a thing with itself count nowhere.
fn edge(material: &Material<'_>, kind: Kind, tie: Tie, statement: &Statement, facts: &mut PublishedFacts) {
    let said = properties(&material.graph.regions, kind, statement);
    if statement.joins_itself() || !material.shows(text_in(&said, "date")) {
        return;
    }
    let (from, to) = (lid(material.graph, statement.a), lid(material.graph, statement.b));
    facts.edges.push(Edge::new(tie, from, to, &statement.columns, said));
}

/// What the record of a thing says of others, as the graph holds it.
fn of_thing(graph: &Graph, kind: Kind, statement: &Statement, facts: &mut PublishedFacts) {
    let said = provenance(&properties(&graph.regions, kind, statement));
    let from = lid(graph, statement.a);
    let place = statement.a.1;
    let mut add = |tie, to: String| facts.edges.push(Edge::new(tie, from.clone(), to, "", said.clone()));
    match kind {
        Kind::Chain => {
            let anchors = &graph.chain(ChainIx(place)).anchors;
            let mut anchors: Vec<u32> = anchors.iter().map(|firm| firm.0).collect();
            anchors.sort_unstable();
            anchors.dedup();
            anchors.into_iter().for_each(|firm| add(Tie::Anchor, lid(graph, (Kind::Enterprise, firm))));
        }
        Kind::Segment => {
            let known = graph.segment(SegmentIx(place));
            add(Tie::OfChain, lid(graph, (Kind::Chain, known.chain.0)));
            known.parent.into_iter().for_each(|parent| add(Tie::Parent, lid(graph, (Kind::Segment, parent.0))));
        }
        Kind::Association => {
            let chain = graph.associations[AssociationIx(place).at()].chain;
            chain.into_iter().for_each(|chain| add(Tie::OfChain, lid(graph, (Kind::Chain, chain.0))));
        }
        Kind::Fund => {
            let manager = &graph.funds[place as usize].manager;
            if !manager.is_empty() {
                facts.edges.push(Edge::new(Tie::Manages, manager_lid(manager), from, "", said));
            }
        }
        _ => {}
    }
}
