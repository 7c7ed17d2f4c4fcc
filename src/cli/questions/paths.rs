//! `liantu paths`: the best introductions to one target.
//!
//! JSON: what `/api/v1/paths` answers (docs/openapi.json).

use std::path::{Path, PathBuf};

use crate::app::PathsAnswer;
use crate::cli::frame::drawing;
use crate::cli::frame::output::{Printed, Printing};
use crate::cli::frame::question::{QuestionArgs, RulesArgs};
use crate::cli::frame::{Exit, desk};

/// How wide the picture is, in px.
const WIDTH: u32 = 1200;

/// 引荐路径：从本地经谁能找到一家目标企业，先给谁打电话
#[derive(Debug, clap::Args)]
#[command(
    after_help = "示例：\n  liantu paths --chain 集成电路 --home 合肥 --target 上海微电子装备（集团）股份有限公司\n  liantu paths --chain ic --target smee --k 10 --format json\n  liantu paths --chain ic --target smee --out 引荐路径.svg"
)]
pub struct PathsArgs {
    #[command(flatten)]
    question: QuestionArgs,
    /// 目标企业的编号或全称
    #[arg(long, value_name = "E")]
    target: String,
    /// 列出几条路径；默认按规则（5 条）
    #[arg(long, value_name = "N")]
    k: Option<usize>,
    /// 把路径画成一张图，写到这个 .svg 文件
    #[arg(long, value_name = "F.svg")]
    out: Option<PathBuf>,
    #[command(flatten)]
    rules: RulesArgs,
    #[command(flatten)]
    printing: Printing,
}

/// Runs the command.
pub async fn run(store: &Path, args: PathsArgs) -> anyhow::Result<Exit> {
    let drawn_to = args.out.as_deref().map(drawing::svg_named).transpose()?;
    let desk = desk(store, args.rules.file.as_deref(), args.question.standpoint.known_at).await?;
    let answer = desk.paths(&args.question.into(), &args.target, args.k).await?;
    if let Some(out) = drawn_to {
        drawing::finish(drawing::begun(&[answer.picture(WIDTH, None).into_bytes()], out)?, &[])?;
        return Ok(Exit::Done);
    }
    args.printing.print(&answer, || Printed::Sentences { text: text(&answer), table: answer.table() })?;
    Ok(Exit::Done)
}

fn text(answer: &PathsAnswer) -> String {
    let mut text = format!(
        "{}（{}） 本地 {} {} 截至 {} 规则 {}\n目标 {}（{}）\n\n",
        answer.chain_name,
        answer.chain,
        answer.home_name,
        answer.home,
        answer.as_of,
        answer.rules,
        answer.target_name,
        answer.target
    );
    if let Some(note) = &answer.note {
        text.push_str(&format!("{note}\n"));
    } else if answer.paths.is_empty() {
        text.push_str("没有路径：本地来源在规定的步数内到不了这家企业\n");
    }
    for (place, path) in (1..).zip(&answer.paths) {
        text.push_str(&format!("{place}. 强度 {:.3}  {}\n", path.strength, path.sentence));
        text.push_str(&format!("   先联系：{}（{}）\n", path.call_first.name, path.call_first.why));
    }
    text
}
