//! `liantu targets`: whom to knock on for the gaps of a chain, best first, with the reasons.

use std::path::Path;

use crate::app::{TargetQuestion, TargetsAnswer};
use crate::cli::frame::output::{Printed, Printing};
use crate::cli::frame::question::{QuestionArgs, RulesArgs};
use crate::cli::frame::{Exit, desk};

/// 目标企业：缺口去哪里招、先敲谁的门，为什么
#[derive(Debug, clap::Args)]
#[command(
    after_help = "示例：\n  liantu targets --chain 集成电路\n  liantu targets --chain ic --segment 光刻胶 --limit 20 --format json"
)]
pub struct TargetsArgs {
    #[command(flatten)]
    question: QuestionArgs,
    /// 只问一个缺口：环节的编号或名称；默认整条链，每家企业只列一次
    #[arg(long, value_name = "S")]
    segment: Option<String>,
    /// 最多列几家；默认按规则（50）
    #[arg(long, value_name = "N")]
    limit: Option<usize>,
    #[command(flatten)]
    rules: RulesArgs,
    #[command(flatten)]
    printing: Printing,
}

/// Runs the command.
pub async fn run(store: &Path, args: TargetsArgs) -> anyhow::Result<Exit> {
    let desk = desk(store, args.rules.file.as_deref(), args.question.standpoint.known_at).await?;
    let (question, segment, limit) = (args.question.into(), args.segment, args.limit);
    let answer = desk.targets(&TargetQuestion { question, segment, limit, ..TargetQuestion::default() }).await?;
    let work = desk.firm_work(&answer.answer.chain, answer.answer.as_of).await?;
    args.printing.print(&answer, || Printed::Table {
        before: heading(&answer),
        table: answer.table(work.as_ref()),
        after: String::new(),
    })?;
    Ok(Exit::Done)
}

fn heading(told: &TargetsAnswer) -> String {
    let answer = &told.answer;
    let of = answer.segment_name.as_ref().map_or_else(String::new, |name| format!(" › {name}"));
    format!(
        "{}{of} 目标企业 本地 {} {} 截至 {} 规则 {}\n\n",
        answer.chain_name, answer.home_name, answer.home, answer.as_of, answer.rules
    )
}
