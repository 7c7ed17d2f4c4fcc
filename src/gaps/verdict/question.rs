//! What is asked: the gaps of one chain, from a home, on a day.

use super::home::Home;
use super::presence::Viewpoint;
use crate::gaps::Rules;
use crate::graph::{Assessments, Assumed, ChainIx, Graph, Party, Relatedness, When};
use crate::model::{Adcode, Day};

/// Kinds of parties that an answer leaves out: whoever asks may not see them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub struct LeftOut {
    /// People.
    pub people: bool,
    /// Funds and who manages them.
    pub funds: bool,
}

impl LeftOut {
    /// What either leaves out.
    #[must_use]
    pub fn and(self, other: Self) -> Self {
        Self { people: self.people || other.people, funds: self.funds || other.funds }
    }

    /// Whether a party is one of them.
    pub fn has(self, party: Party) -> bool {
        match party {
            Party::Person(_) => self.people,
            Party::Fund(_) | Party::Manager(_) => self.funds,
            Party::Firm(_) | Party::Association(_) => false,
        }
    }
}

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
    /// Whose names and doings no answer tells.
    pub left_out: LeftOut,
}

impl<'a> GapQuestion<'a> {
    /// Where the question stands.
    pub fn viewpoint(&self) -> Viewpoint<'a> {
        let (home, now) = (Home::new(self.home), When::at(self.as_of));
        Viewpoint { graph: self.graph, home, now, assumed: self.assumed }
    }
}
