use std::path::Path;

use crate::app::intake::TRACES_LEFT;
use crate::app::intake::journal::UndoReport;
use crate::cli::frame::output::{print, print_json};
use crate::cli::frame::{Exit, store_desk};

/// 撤销一次导入、改动或判断：仍是它写的值回到从前；之后又被改过的列出来，不动
#[derive(Debug, clap::Args)]
#[command(after_help = "示例：\n  liantu undo 12")]
pub struct UndoArgs {
    /// 导入编号（或其开头），或日志号
    #[arg(value_name = "IMPORT")]
    import: String,
    /// 依据文件也一起删除，不能恢复
    #[arg(long)]
    with_evidence: bool,
    /// 以 JSON 输出
    #[arg(long)]
    json: bool,
}

/// Runs the command.
pub async fn run(store: &Path, args: &UndoArgs) -> anyhow::Result<Exit> {
    let report = store_desk(store).await?.undo_with(&args.import, args.with_evidence).await?;
    if args.json {
        print_json(&report)?
    } else {
        print(&in_words(&report))?
    }
    Ok(Exit::Done)
}

fn in_words(report: &UndoReport) -> String {
    let UndoReport { called, number, restored, closed, .. } = report;
    let mut text = format!("{called} {number}：恢复 {restored} 行，关闭 {closed} 行");
    match report.undo {
        Some(number) => text.push_str(&format!("，日志号 {number}\n")),
        None => text.push_str("；没有可以撤销的内容\n"),
    }
    if report.forgotten > 0 {
        text.push_str(&format!(
            "{} 条联系方式被这次导入关闭或改动时，原来的内容已删去，不能恢复；现在是关闭的，请重新导入\n",
            report.forgotten
        ));
    }
    if report.traces_left {
        text.push_str(&format!("! {TRACES_LEFT}\n"));
    }
    let left = report.left.len() as u64 + report.left_more;
    if left > 0 {
        text.push_str(&format!("{left} 行之后又被改过，没有动：\n"));
        for key in &report.left {
            text.push_str(&format!("  {} {}（日志号 {}）\n", key.table, key.key, key.changed_at));
        }
    }
    if report.left_more > 0 {
        text.push_str(&format!("  另有 {} 行\n", report.left_more));
    }
    text
}
