//! `liantu duties`: duties (任务) and their pace; those that presets suggest.

use std::path::Path;

use super::limits::{CutOffArgs, LimitArgs};
use crate::app::dispatch::suggested_table;
use crate::cli::frame::output::{Printed, Printing};
use crate::cli::frame::{Exit, desk};

/// 招商任务：每人每队一年要签下多大的项目几个，做到几个，序时应到几个
#[derive(Debug, clap::Args)]
#[command(
    args_conflicts_with_subcommands = true,
    subcommand_negates_reqs = true,
    after_help = "示例：\n  liantu duties --year 2026 --cut-off 2026-06-30\n  liantu duties suggest --year 2027 --format csv"
)]
pub struct DutiesArgs {
    #[command(subcommand)]
    verb: Option<DutiesVerb>,
    /// 哪一年
    #[arg(long, value_name = "Y", required = true, value_parser = clap::value_parser!(i16).range(1000..=9999))]
    year: Option<i16>,
    #[command(flatten)]
    at: CutOffArgs,
    #[command(flatten)]
    printing: Printing,
}

#[derive(Debug, clap::Subcommand)]
enum DutiesVerb {
    Suggest(SuggestArgs),
}

/// 按任务档次和招商分局建议任务，由人核对后导入
#[derive(Debug, clap::Args)]
struct SuggestArgs {
    /// 哪一年
    #[arg(long, value_name = "Y", value_parser = clap::value_parser!(i16).range(1000..=9999))]
    year: i16,
    #[command(flatten)]
    limits: LimitArgs,
    #[command(flatten)]
    printing: Printing,
}

/// Runs the command.
pub async fn run(store: &Path, args: DutiesArgs) -> anyhow::Result<Exit> {
    if let Some(DutiesVerb::Suggest(args)) = args.verb {
        let presets = args.limits.presets()?;
        let lines = desk(store, None, None).await?.suggested_duties(args.year, &presets).await?;
        args.printing.print(&lines, || Printed::table(suggested_table(&lines)))?;
        return Ok(Exit::Done);
    }
    let (desk, day) = args.at.desk(store).await?;
    let answer = desk.duties(args.year.unwrap_or(day.year()), day).await?;
    args.printing.print(&answer, || Printed::Table {
        before: format!("{} 年招商任务 截至 {}\n\n", answer.year, answer.cut_off),
        table: answer.table(),
        after: String::new(),
    })?;
    Ok(Exit::Done)
}
