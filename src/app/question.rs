//! A question about a chain, as a person gives it, and what it means in the graph held.

use super::{AppError, Asked, names};
use crate::graph::Graph;
use crate::model::Day;

/// A question about a chain: ids or names, as given.
#[derive(Debug, Clone, Default)]
pub struct Question {
    /// Id or name.
    pub chain: String,
    /// By default the city that runs the chain.
    pub home: Option<String>,
    /// By default today.
    pub as_of: Option<Day>,
}

impl Question {
    /// Finds chain and home.
    ///
    /// # Errors
    /// No chain or region goes by that id or name, several do, or the chain has no city and no home is given.
    pub fn asked(&self, graph: &Graph, today: Day) -> Result<Asked, AppError> {
        let chain = names::chain(graph, &self.chain)?;
        let home = match names::given(self.home.as_deref()) {
            Some(home) => names::region(graph, home)?,
            None => names::city_of(graph, chain)?,
        };
        Ok(Asked { chain, home, as_of: self.as_of.unwrap_or(today) })
    }
}
