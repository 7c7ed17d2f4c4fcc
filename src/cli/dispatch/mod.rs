//! Dispatch (调度): the score sheet and the questions beside it.

mod due;
mod duties;
mod evidence;
mod ledgers;
mod limits;
mod nominations;
mod race;
mod score;
mod stalled;

use std::path::Path;

use clap::Subcommand;

use super::frame::Exit;
use crate::app::ledgers::Ledger;

pub use limits::{LARGEST, limits};

/// The commands of dispatch.
#[derive(Debug, Subcommand)]
pub enum DispatchCommand {
    Score(score::ScoreArgs),
    Duties(duties::DutiesArgs),
    Stalled(stalled::StalledArgs),
    Due(due::DueArgs),
    Race(race::RaceArgs),
    Nominations(nominations::NominationsArgs),
    /// 企业诉求：谁提了什么、归谁办、期限和答复
    #[command(after_help = "示例：\n  liantu requests --only overdue")]
    Requests(ledgers::LedgerArgs),
    /// 项目申报：向上申报的项目到了哪一步、申请和获批多少
    #[command(after_help = "示例：\n  liantu bids --only all --format csv")]
    Bids(ledgers::LedgerArgs),
    /// 领导包联：哪位领导包联哪家企业、最近一次走访
    #[command(after_help = "示例：\n  liantu care --only unseen")]
    Care(ledgers::LedgerArgs),
    Evidence(evidence::EvidenceArgs),
}

impl DispatchCommand {
    /// Runs the command.
    pub async fn run(self, store: &Path) -> anyhow::Result<Exit> {
        match self {
            Self::Score(args) => score::run(store, args).await,
            Self::Duties(args) => duties::run(store, args).await,
            Self::Stalled(args) => stalled::run(store, args).await,
            Self::Due(args) => due::run(store, args).await,
            Self::Race(args) => race::run(store, args).await,
            Self::Nominations(args) => nominations::run(store, args).await,
            Self::Requests(args) => ledgers::run(store, Ledger::Requests, args).await,
            Self::Bids(args) => ledgers::run(store, Ledger::Bids, args).await,
            Self::Care(args) => ledgers::run(store, Ledger::Care, args).await,
            Self::Evidence(args) => evidence::run(store, args).await,
        }
    }
}
