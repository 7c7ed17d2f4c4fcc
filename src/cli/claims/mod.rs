//! Commands of claims on firms.

mod claim;
mod read;

use std::path::Path;

use clap::Subcommand;

use crate::cli::frame::Exit;

/// What is done with claims, and asked of them.
#[derive(Debug, Subcommand)]
pub enum ClaimsCommand {
    Claim(claim::ClaimArgs),
    Claims(read::ClaimsArgs),
}

impl ClaimsCommand {
    /// Runs it.
    pub async fn run(self, store: &Path) -> anyhow::Result<Exit> {
        match self {
            Self::Claim(args) => claim::run(store, args).await,
            Self::Claims(args) => read::run(store, args).await,
        }
    }
}
