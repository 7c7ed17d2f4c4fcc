use std::path::Path;

use crate::app::chains_table;
use crate::cli::frame::output::{Printed, Printing};
use crate::cli::frame::{Exit, desk};

/// 列出产业链
#[derive(Debug, clap::Args)]
#[command(after_help = "示例：\n  liantu chains --format json")]
pub struct ChainsArgs {
    #[command(flatten)]
    printing: Printing,
}

/// Runs the command.
pub async fn run(store: &Path, args: &ChainsArgs) -> anyhow::Result<Exit> {
    let chains = desk(store, None, None).await?.chains()?;
    let told = || Printed::table(chains_table(&chains));
    args.printing.print(&serde_json::json!({ "chains": &chains }), told)?;
    Ok(Exit::Done)
}
