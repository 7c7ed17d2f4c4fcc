//! From the graph and everything that is said to the facts of the analysts' graph.

use crate::app::upkeep::publish::material::Material;
use crate::app::upkeep::publish::{Extent, derived, things, ties};
use crate::graph::{Graph, Statements};
use crate::model::Day;
use crate::publish::PublishedFacts;

/// Every fact of a scope: no contacts, nothing of people's work, nobody's accounts.
pub fn facts(graph: &Graph, statements: &Statements, as_of: Option<Day>, scope: &Extent) -> PublishedFacts {
    let material = Material { graph, statements, as_of, scope };
    let mut facts = PublishedFacts::default();
    things::add(&material, &mut facts);
    ties::add(&material, &mut facts);
    derived::add(&material, &mut facts);
    facts
}
