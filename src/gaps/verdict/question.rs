//! What is asked: the gaps of one chain, from a home, on a day.

use super::home::Home;
use super::presence::Viewpoint;
use crate::gaps::Rules;
use crate::graph::{Assessments, Assumed, ChainIx, Graph, Relatedness, When};
use crate::model::{Adcode, Day};

/// A question about the gaps of one chain.
#[derive(Debug, Clone, Copy)]
pub struct GapQuestion<'a> {
    /// What is known.
    pub graph: &'a Graph,
    /// What people hold segments to be.
    pub assessments: &'a Assessments,
    /// The table of the home's level and of the same day; none leaves relatedness unknown.
    pub relatedness: Option<&'a Relatedness>,
    /// The numbers to compute with.
    pub rules: &'a Rules,
    /// The chain asked about.
    pub chain: ChainIx,
    /// The region asked from.
    pub home: Adcode,
    /// The day asked about; what happens later does not exist yet.
    pub as_of: Day,
    /// What if: see [`Viewpoint::assumed`]; empty for how things are.
    pub assumed: &'a [Assumed],
}

impl<'a> GapQuestion<'a> {
    /// Where the question stands.
    pub fn viewpoint(&self) -> Viewpoint<'a> {
        let (home, now) = (Home::new(self.home), When::at(self.as_of));
        Viewpoint { graph: self.graph, home, now, assumed: self.assumed }
    }
}
