use std::path::Path;

use crate::app::intake::imports_table;
use crate::cli::frame::output::{Printed, Printing};
use crate::cli::frame::{Exit, store_desk};

/// 列出历次导入
#[derive(Debug, clap::Args)]
#[command(after_help = "示例：\n  liantu imports\n  liantu imports --format json")]
pub struct ImportsArgs {
    #[command(flatten)]
    printing: Printing,
}

/// Runs the command.
pub async fn run(store: &Path, args: &ImportsArgs) -> anyhow::Result<Exit> {
    let lines = store_desk(store).await?.imports().await?;
    let told = || Printed::table(imports_table(&lines, ""));
    args.printing.print(&serde_json::json!({ "imports": &lines }), told)?;
    Ok(Exit::Done)
}
