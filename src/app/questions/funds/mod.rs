//! 基金招商: which gaps the fund group reaches, one fund, and what must be kept in mind.

pub(in crate::app) mod compliance;
pub(in crate::app) mod coverage;
mod coverage_table;
mod fund;
mod fund_tables;
pub(in crate::app) mod lines;
mod table;
mod today;

pub use coverage::{CoverageLine, FundsAnswer, GapLine, PartnerLine};
pub use fund::{CoInvestor, FundAnswer, Holding, Opened};
pub use lines::{FundCell, FundLine, HeldFirm};
