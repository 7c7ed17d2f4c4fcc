//! Commands that keep the store and serve it.

pub mod analyst;
pub mod backup;
pub mod demo;
pub mod doctor;
pub mod erase;
pub mod generate;
pub mod journal;
pub mod neo4j_server;
pub mod publish;
pub mod restore;
pub mod sample;
pub mod serve;

use std::path::Path;

use clap::Subcommand;

use crate::cli::frame::Exit;

/// Commands about the store itself.
#[derive(Debug, Subcommand)]
pub enum KeepingCommand {
    Backup(backup::BackupArgs),
    Restore(restore::RestoreArgs),
    Erase(erase::EraseArgs),
    Doctor(doctor::DoctorArgs),
    Journal(journal::JournalArgs),
}

impl KeepingCommand {
    /// Runs it.
    pub async fn run(self, store: &Path) -> anyhow::Result<Exit> {
        match self {
            Self::Backup(args) => backup::run(store, &args).await,
            Self::Restore(args) => restore::run(store, &args).await,
            Self::Erase(args) => erase::run(store, args).await,
            Self::Doctor(args) => doctor::run(store, &args).await,
            Self::Journal(args) => journal::run(store, args).await,
        }
    }
}
