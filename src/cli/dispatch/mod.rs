//! Dispatch (调度): the score sheet and the questions beside it.

mod due;
mod duties;
mod evidence;
mod limits;
mod nominations;
mod race;
mod score;
mod stalled;

use std::path::Path;

use clap::Subcommand;

use super::frame::Exit;

/// The commands of dispatch.
#[derive(Debug, Subcommand)]
pub enum DispatchCommand {
    Score(score::ScoreArgs),
    Duties(duties::DutiesArgs),
    Stalled(stalled::StalledArgs),
    Due(due::DueArgs),
    Race(race::RaceArgs),
    Nominations(nominations::NominationsArgs),
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
            Self::Evidence(args) => evidence::run(store, args).await,
        }
    }
}
