//! `liantu reach`: whom one party at home can introduce the chain's targets by.
//!
//! JSON: what `/api/v1/reach` answers (docs/openapi.json).

use std::path::Path;

use crate::app::ReachAnswer;
use crate::cli::frame::output::{Printed, Printing};
use crate::cli::frame::question::{QuestionArgs, RulesArgs};
use crate::cli::frame::{Exit, desk};

/// 反过来问：一位企业家、一家协会、一只基金能帮我们找到哪些目标企业
#[derive(Debug, clap::Args)]
#[command(
    after_help = "示例：\n  liantu reach --chain 集成电路 --home 合肥 --from person:p14\n  liantu reach --chain ic --from 示例市半导体行业协会 --format csv"
)]
pub struct ReachArgs {
    #[command(flatten)]
    question: QuestionArgs,
    /// 从谁出发：kind:id（enterprise、fund、manager、person、association）、编号或全称
    #[arg(long, value_name = "ID")]
    from: String,
    /// 最多列出几家；默认 50
    #[arg(long, value_name = "N")]
    limit: Option<usize>,
    #[command(flatten)]
    rules: RulesArgs,
    #[command(flatten)]
    printing: Printing,
}

/// Runs the command.
pub async fn run(store: &Path, args: ReachArgs) -> anyhow::Result<Exit> {
    let desk = desk(store, args.rules.file.as_deref(), args.question.standpoint.known_at).await?;
    let answer = desk.reach(&args.question.into(), &args.from, args.limit).await?;
    args.printing.print(&answer, || Printed::Table {
        before: heading(&answer),
        table: answer.table(),
        after: String::new(),
    })?;
    Ok(Exit::Done)
}

fn heading(answer: &ReachAnswer) -> String {
    format!(
        "{}（{}） 本地 {} {} 截至 {} 规则 {}\n从 {}（{}）出发：{}\n本链候选企业 {} 家，能引荐到 {} 家，列出 {} 家\n\n",
        answer.chain_name,
        answer.chain,
        answer.home_name,
        answer.home,
        answer.as_of,
        answer.rules,
        answer.from_name,
        answer.from,
        answer.standing,
        answer.candidates,
        answer.reached,
        answer.targets.len()
    )
}
