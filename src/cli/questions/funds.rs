//! `liantu funds`: the gaps the fund group reaches, those it does not, and the partners that would add most.
//!
//! JSON: what `/api/v1/funds` answers (docs/openapi.json).

use std::path::Path;

use crate::app::{FundsAnswer, Head};
use crate::cli::frame::output::{Printed, Printing};
use crate::cli::frame::question::{QuestionArgs, RulesArgs};
use crate::cli::frame::{Exit, desk};

/// 基金招商：组内基金覆盖哪些缺口、经哪家企业，还缺哪些，推荐与谁合作
#[derive(Debug, clap::Args)]
#[command(
    after_help = "示例：\n  liantu funds --chain 集成电路 --home 合肥\n  liantu funds --chain ic --as-of 2026-06-30 --format json"
)]
pub struct FundsArgs {
    #[command(flatten)]
    question: QuestionArgs,
    #[command(flatten)]
    rules: RulesArgs,
    #[command(flatten)]
    printing: Printing,
}

/// Runs the command.
pub async fn run(store: &Path, args: FundsArgs) -> anyhow::Result<Exit> {
    let desk = desk(store, args.rules.file.as_deref(), args.question.standpoint.known_at).await?;
    let answer = desk.funds(&args.question.into()).await?;
    args.printing.print(&answer, || {
        let (before, after) = (heading(&answer.head), footing(&answer));
        Printed::Table { before, table: answer.holdings_table(), after }
    })?;
    Ok(Exit::Done)
}

/// What every table about a chain begins with.
pub fn heading(head: &Head) -> String {
    format!(
        "{}（{}） 本地 {} {} 截至 {} 规则 {} 依据 {}\n\n",
        head.chain_name,
        head.chain,
        head.home_name,
        head.home,
        head.as_of,
        head.rules,
        head.basis.zh()
    )
}

fn footing(answer: &FundsAnswer) -> String {
    let mut text = format!("\n{}\n", answer.uncovered_told());
    for (number, partner) in (1..).zip(&answer.recommended) {
        text.push_str(&format!("推荐 {number} {}：{}\n", partner.fund.name, partner.why));
    }
    if answer.recommended.is_empty() && !answer.uncovered.is_empty() {
        text.push_str("组外基金都没有投到余下缺口的候选企业\n");
    }
    answer.notices.iter().for_each(|notice| text.push_str(&format!("! {notice}\n")));
    answer.compliance.iter().for_each(|note| text.push_str(&format!("* {note}\n")));
    text
}
