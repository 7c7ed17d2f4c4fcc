//! Commands of which firms are one.

mod alike;
mod duplicates;
mod judge;

use std::path::Path;

use clap::Subcommand;

use crate::cli::frame::Exit;

/// What is asked and said of which firms are one.
#[derive(Debug, Subcommand)]
pub enum JudgingCommand {
    Match(alike::MatchArgs),
    Duplicates(duplicates::DuplicatesArgs),
    Merge(judge::MergeArgs),
    Same(judge::SameArgs),
    Different(judge::DifferentArgs),
    Unsure(judge::UnsureArgs),
    Unmerge(judge::UnmergeArgs),
}

impl JudgingCommand {
    /// Runs it.
    pub async fn run(self, store: &Path) -> anyhow::Result<Exit> {
        match self {
            Self::Match(args) => alike::run(store, args).await,
            Self::Duplicates(args) => duplicates::run(store, args).await,
            Self::Merge(args) => judge::merge(store, args).await,
            Self::Same(args) => judge::same(store, args).await,
            Self::Different(args) => judge::different(store, args).await,
            Self::Unsure(args) => judge::unsure(store, args).await,
            Self::Unmerge(args) => judge::unmerge(store, args).await,
        }
    }
}
