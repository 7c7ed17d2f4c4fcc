//! `liantu due`: nodes that are overdue or coming, and requests that nobody answered.

use std::path::Path;

use super::limits::{CutOffArgs, LimitArgs};
use crate::cli::frame::Exit;
use crate::cli::frame::output::{Printed, Printing};

/// 到期：逾期的和三十天内将到的项目节点，逾期的企业诉求
#[derive(Debug, clap::Args)]
#[command(after_help = "示例：\n  liantu due\n  liantu due --cut-off 2026-06-30 --format csv")]
pub struct DueArgs {
    #[command(flatten)]
    at: CutOffArgs,
    #[command(flatten)]
    limits: LimitArgs,
    #[command(flatten)]
    printing: Printing,
}

/// Runs the command.
pub async fn run(store: &Path, args: DueArgs) -> anyhow::Result<Exit> {
    let presets = args.limits.presets()?;
    let (desk, day) = args.at.desk(store).await?;
    let answer = desk.due(day, &presets).await?;
    args.printing.print(&answer, || Printed::Table {
        before: format!("到期事项 截至 {}\n\n", answer.cut_off),
        table: answer.table(),
        after: String::new(),
    })?;
    Ok(Exit::Done)
}
