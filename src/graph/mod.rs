//! The in-memory graph every answer is computed on, and the fold that builds it from records.

#![warn(missing_docs, clippy::missing_errors_doc)]

mod assessments;
mod assumed;
mod bits;
mod complexity;
mod counts;
mod csr;
mod firm_ids;
mod fold;
#[expect(clippy::module_inception, reason = "the folder is named for the layer, the file for the type")]
mod graph;
mod hierarchy;
mod index;
mod invested;
mod investors;
mod known_names;
mod lanczos;
mod letter_pairs;
mod name_index;
mod network;
pub mod number;
mod order;
mod order_edges;
mod places;
mod relatedness;
#[cfg(test)]
pub(crate) mod sample;
mod specialised;
mod things;
mod when;
mod works;
mod works_layout;

pub use assessments::Assessments;
pub use assumed::Assumed;
pub use bits::Bits;
pub use complexity::{Complexity, NoComplexity};
pub use counts::RegionCounts;
pub use csr::Csr;
pub use firm_ids::FirmIds;
pub use fold::{Fold, NodeTexts, STATED, Statement, Statements};
pub use graph::Graph;
pub use hierarchy::{Hierarchy, circles};
pub use index::{AssociationIx, ChainIx, FirmIx, FundIx, PersonIx, SegmentIx, SiteIx, SquadIx};
pub use known_names::{FIRM_NAMES, FirmNames, KnownNames};
pub use name_index::{NameHit, NameIndex, NamesTaken, goes_by};
pub use network::{ManagerIx, Network, Parties, Party, PartyIx, Route, Spread, Tie, TieKind, Trusts};
pub use order::Order;
pub use order_edges::{Drawn, DrawnKind};
pub use relatedness::{LeastKnown, Relatedness};
pub use specialised::Specialised;
pub use things::{
    Assessment, Association, Chain, Feed, Firm, Fund, Investment, Investor, Meeting, Membership, Person, Recruiter,
    Segment, Site, Squad, Trade,
};
pub use when::When;
pub use works::{Grounds, Work};
