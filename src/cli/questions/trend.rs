//! `liantu trend`: how the verdicts of a chain stood month by month.

use std::path::Path;

use crate::cli::frame::output::{Printed, Printing};
use crate::cli::frame::question::{QuestionArgs, RulesArgs};
use crate::cli::frame::{Exit, desk};

/// 逐月：一条产业链各类环节的个数，每月最后一天当时所知的，和现在的
#[derive(Debug, clap::Args)]
#[command(after_help = "示例：\n  liantu trend --chain 集成电路\n  liantu trend --chain ic --format csv")]
pub struct TrendArgs {
    #[command(flatten)]
    question: QuestionArgs,
    #[command(flatten)]
    rules: RulesArgs,
    #[command(flatten)]
    printing: Printing,
}

/// Runs the command.
pub async fn run(store: &Path, args: TrendArgs) -> anyhow::Result<Exit> {
    let desk = desk(store, args.rules.file.as_deref(), args.question.standpoint.known_at).await?;
    let answer = desk.trend(&args.question.into()).await?;
    args.printing.print(&answer, || Printed::Table {
        before: format!("{}（{}）\n\n", answer.head.chain_name, answer.head.home_name),
        table: answer.table(),
        after: String::new(),
    })?;
    Ok(Exit::Done)
}
