//! `liantu nominations`: whom chains nominate (招商功勋企业家), and what these people brought.

use std::path::Path;

use super::limits::CutOffArgs;
use crate::cli::frame::Exit;
use crate::cli::frame::output::{Printed, Printing};

/// 功勋企业家：各产业链一年的提名、他们引荐的企业和项目，和没有提名的产业链
#[derive(Debug, clap::Args)]
#[command(after_help = "示例：\n  liantu nominations --year 2026 --cut-off 2026-11-30")]
pub struct NominationsArgs {
    /// 哪一年
    #[arg(long, value_name = "Y", value_parser = clap::value_parser!(i16).range(1000..=9999))]
    year: i16,
    #[command(flatten)]
    at: CutOffArgs,
    #[command(flatten)]
    printing: Printing,
}

/// Runs the command.
pub async fn run(store: &Path, args: NominationsArgs) -> anyhow::Result<Exit> {
    let (desk, day) = args.at.desk(store).await?;
    let answer = desk.nominations(args.year, day).await?;
    args.printing.print(&answer, || Printed::Table {
        before: format!("{} 年功勋企业家提名 截至 {}\n\n", answer.year, answer.cut_off),
        table: answer.table(),
        after: String::new(),
    })?;
    Ok(Exit::Done)
}
