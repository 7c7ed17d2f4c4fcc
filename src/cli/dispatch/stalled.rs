//! `liantu stalled`: stalled pairs (五未), projects that are not well, and what is odd in the rows.

use std::path::Path;

use super::limits::{CutOffArgs, LimitArgs};
use crate::cli::frame::Exit;
use crate::cli::frame::output::{Printed, Printing};

/// 五未：签约未供地、供地未开工等停滞的项目，健康度，和数据里可疑的地方
#[derive(Debug, clap::Args)]
#[command(after_help = "示例：\n  liantu stalled --cut-off 2026-06-30\n  liantu stalled --home 合肥 --format json")]
pub struct StalledArgs {
    #[command(flatten)]
    at: CutOffArgs,
    /// 本地：区划代码或名称；默认为产业链所属的那一个城市
    #[arg(long, value_name = "H")]
    home: Option<String>,
    #[command(flatten)]
    limits: LimitArgs,
    #[command(flatten)]
    printing: Printing,
}

/// Runs the command.
pub async fn run(store: &Path, args: StalledArgs) -> anyhow::Result<Exit> {
    let presets = args.limits.presets()?;
    let (desk, day) = args.at.desk(store).await?;
    let answer = desk.stalled(day, args.home.as_deref(), &presets).await?;
    let notices = || answer.notices.iter().map(|notice| format!("* {}：{}\n", notice.kind_name, notice.what)).collect();
    args.printing.print(&answer, || Printed::Table {
        before: format!("五未与健康度 截至 {}\n\n", answer.cut_off),
        table: answer.table(),
        after: notices(),
    })?;
    Ok(Exit::Done)
}
