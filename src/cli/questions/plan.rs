//! `liantu plan`: the N targets that together close the most gap priority.
//!
//! JSON: what `/api/v1/plan` answers (docs/openapi.json).

use std::path::Path;

use crate::app::PlanAnswer;
use crate::cli::frame::output::{Printed, Printing};
use crate::cli::frame::question::{QuestionArgs, RulesArgs};
use crate::cli::frame::{Exit, desk};
use crate::cli::questions::funds::heading;

/// 若只招 N 家：哪几家一起补上最多缺口，每家为什么
#[derive(Debug, clap::Args)]
#[command(
    after_help = "示例：\n  liantu plan --chain 集成电路 --budget 5\n  liantu plan --chain ic --budget 3 --format csv"
)]
pub struct PlanArgs {
    #[command(flatten)]
    question: QuestionArgs,
    /// 拟招家数
    #[arg(long, value_name = "N")]
    budget: usize,
    #[command(flatten)]
    rules: RulesArgs,
    #[command(flatten)]
    printing: Printing,
}

/// Runs the command.
pub async fn run(store: &Path, args: PlanArgs) -> anyhow::Result<Exit> {
    let desk = desk(store, args.rules.file.as_deref(), args.question.standpoint.known_at).await?;
    let answer = desk.plan(&args.question.into(), args.budget)?;
    let work = desk.firm_work(&answer.head.chain, answer.head.as_of).await?;
    args.printing.print(&answer, || Printed::Table {
        before: heading(&answer.head),
        table: answer.table(work.as_ref()),
        after: footing(&answer),
    })?;
    Ok(Exit::Done)
}

fn footing(answer: &PlanAnswer) -> String {
    let mut text = format!("\n{}\n", answer.sentence);
    for (place, choice) in (1..).zip(&answer.chosen) {
        text.push_str(&format!("{place}. {}：{}\n", choice.name, choice.why));
    }
    let names: Vec<_> = answer.without_candidates.iter().map(|gap| gap.name.as_str()).collect();
    if !names.is_empty() {
        text.push_str(&format!("! 没有候选企业的缺口：{}\n", names.join("、")));
    }
    text
}
