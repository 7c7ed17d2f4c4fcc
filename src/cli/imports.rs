use std::path::Path;

use super::output::{Printing, Told};
use super::{Exit, existing};
use crate::app::imports_table;
use crate::app::journal::imports;

/// 列出历次导入
#[derive(Debug, clap::Args)]
#[command(after_help = "示例：\n  liantu imports\n  liantu imports --format json")]
pub struct Args {
    #[command(flatten)]
    printing: Printing,
}

/// Runs the command.
pub async fn run(store: &Path, args: &Args) -> anyhow::Result<Exit> {
    let lines = imports(&existing(store).await?).await?;
    let told = || Told::table(imports_table(&lines));
    args.printing.print(&serde_json::json!({ "imports": &lines }), told)?;
    Ok(Exit::Done)
}
