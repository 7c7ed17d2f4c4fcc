//! Enterprises that rows of dispatch name, each by one place.

use std::collections::HashMap;

use crate::graph::{FirmIx, Graph};

/// Enterprises by id, in the order in which they are first named.
pub struct FirmPlaces<'g> {
    graph: &'g Graph,
    places: HashMap<String, u32>,
    in_graph: HashMap<FirmIx, u32>,
    pub ids: Vec<String>,
}

impl<'g> FirmPlaces<'g> {
    pub fn new(graph: &'g Graph) -> Self {
        Self { graph, places: HashMap::new(), in_graph: HashMap::new(), ids: Vec::new() }
    }

    /// The place of the enterprise whose record has this id; records that are one enterprise have one place.
    pub fn of(&mut self, record: &str) -> u32 {
        let firm = self.graph.firm_with_id(record);
        let id = firm.map_or(record, |firm| self.graph.firm_id(firm));
        if let Some(place) = self.places.get(id) {
            return *place;
        }
        let place = u32::try_from(self.ids.len()).unwrap_or(u32::MAX);
        self.ids.push(id.to_owned());
        self.places.insert(id.to_owned(), place);
        if let Some(firm) = firm {
            self.in_graph.insert(firm, place);
        }
        place
    }

    /// The place of a firm of the graph, where rows name it.
    pub fn named(&self, firm: FirmIx) -> Option<u32> {
        self.in_graph.get(&firm).copied()
    }
}

/// Ids of the chains in which the enterprise of a record does something.
pub fn chains_of_firm(graph: &Graph, record: &str) -> Vec<String> {
    let firm = graph.firm_with_id(record);
    let segments = firm.into_iter().flat_map(|firm| graph.memberships(firm)).map(|member| member.segment);
    let mut chains: Vec<String> = segments.map(|at| graph.chain(graph.segment(at).chain).id.clone()).collect();
    chains.sort_unstable();
    chains.dedup();
    chains
}
