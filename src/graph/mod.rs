//! The in-memory graph every answer is computed on, and the fold that builds it from records.

mod assessments;
mod csr;
mod firm_ids;
mod fold;
#[expect(clippy::module_inception, reason = "the folder is named for the layer, the file for the type")]
mod graph;
mod index;
mod things;
mod when;

pub use assessments::Assessments;
pub use csr::Csr;
pub use firm_ids::FirmIds;
pub use fold::{Fold, FoldRow};
pub use graph::Graph;
pub use index::{AssociationIx, ChainIx, FirmIx, FundIx, PersonIx, SegmentIx, SiteIx, SquadIx};
pub use things::{
    Assessment, Association, Chain, Feed, Firm, Fund, Investment, Investor, Membership, Person, Recruiter, Segment,
    Site, Squad, Trade,
};
pub use when::When;
