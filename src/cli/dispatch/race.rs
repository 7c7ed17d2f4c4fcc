//! `liantu race`: indicators of a period (季度赛马).

use std::path::Path;

use super::limits::CutOffArgs;
use crate::cli::frame::Exit;
use crate::cli::frame::output::{Printed, Printing};

/// 季度赛马：一个时段的指标，完成率、同比、时间进度和短板
#[derive(Debug, clap::Args)]
#[command(after_help = "示例：\n  liantu race --period 2026Q3 --cut-off 2026-09-30\n  liantu race --period 2026")]
pub struct RaceArgs {
    /// 时段：2026、2026Q3、2026-09，或 起/止
    #[arg(long, value_name = "P")]
    period: String,
    #[command(flatten)]
    at: CutOffArgs,
    #[command(flatten)]
    printing: Printing,
}

/// Runs the command.
pub async fn run(store: &Path, args: RaceArgs) -> anyhow::Result<Exit> {
    let (desk, day) = args.at.desk(store).await?;
    let answer = desk.race(&args.period, day).await?;
    args.printing.print(&answer, || Printed::Table {
        before: format!("季度赛马 {} 截至 {}\n\n", answer.period, answer.cut_off),
        table: answer.table(),
        after: String::new(),
    })?;
    Ok(Exit::Done)
}
