use std::path::Path;

use super::output::{Printing, Told};
use super::{Exit, app};
use crate::app::chains_table;

/// 列出产业链
#[derive(Debug, clap::Args)]
#[command(after_help = "示例：\n  liantu chains --format json")]
pub struct Args {
    #[command(flatten)]
    printing: Printing,
}

/// Runs the command.
pub async fn run(store: &Path, args: &Args) -> anyhow::Result<Exit> {
    let chains = app(store, None).await?.chains();
    let told = || Told::table(chains_table(&chains));
    args.printing.print(&serde_json::json!({ "chains": &chains }), told)?;
    Ok(Exit::Done)
}
