//! `liantu duplicates`: pairs of firms that may be one.

use std::path::Path;

use crate::app::judging::{DuplicatesAnswer, DuplicatesQuestion, duplicates_table};
use crate::cli::frame::output::{Printed, Printing};
use crate::cli::frame::{Exit, desk};

/// 查重：可能是同一家的企业，先列判了会改变清单和结论的
#[derive(Debug, clap::Args)]
#[command(after_help = "示例：\n  liantu duplicates\n  liantu duplicates --chain 集成电路 --format json")]
pub struct DuplicatesArgs {
    /// 只看这条产业链的：编号或名称
    #[arg(long, value_name = "C")]
    chain: Option<String>,
    /// 最多列几对
    #[arg(long, value_name = "N")]
    limit: Option<usize>,
    #[command(flatten)]
    printing: Printing,
}

/// A command forgets what it found: it asks so often, each time around more firms.
const ROUNDS: usize = 20;

/// Runs the command.
pub async fn run(store: &Path, args: DuplicatesArgs) -> anyhow::Result<Exit> {
    let desk = desk(store, None, None).await?;
    let DuplicatesArgs { chain, limit, printing } = args;
    let question = DuplicatesQuestion { chain, limit };
    let mut answer = desk.duplicates(&question).await?;
    for _ in 1..ROUNDS {
        if answer.unlooked == 0 {
            break;
        }
        answer = desk.duplicates(&question).await?;
    }
    printing.print(&answer, || {
        let table = duplicates_table(&answer);
        Printed::Table { before: String::new(), table, after: after(&answer) }
    })?;
    Ok(Exit::Done)
}

fn after(answer: &DuplicatesAnswer) -> String {
    let mut text = String::new();
    if answer.more > 0 {
        text.push_str(&format!("还有 {} 对没有列出（--limit）\n", answer.more));
    }
    if answer.unlooked > 0 {
        let unlooked = answer.unlooked;
        text.push_str(&format!(
            "企业太多，先比对了在清单上、有同名和新来的，另有 {unlooked} 家没有比对（--chain 只看一条链的）\n"
        ));
    }
    for proposal in &answer.proposals {
        let (one, other) = (&proposal.one_name, &proposal.other_name);
        text.push_str(&format!("! {}提议：{one}、{other}{}\n", proposal.by, proposal.said_name));
    }
    if !answer.pairs.is_empty() {
        text.push_str("判断用 liantu same A B、liantu different A B；判错了用 liantu undo 日志号\n");
    }
    text
}
