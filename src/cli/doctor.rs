use std::path::Path;

use super::output::{print, print_json};
use super::{Exit, existing};
use crate::app::doctor::checkup;

/// 体检：数据库是否自洽，图与数据库是否一致
#[derive(Debug, clap::Args)]
#[command(after_help = "示例：\n  liantu doctor --store liantu.db")]
pub struct Args {
    /// 以 JSON 输出
    #[arg(long)]
    json: bool,
}

/// Runs the command.
pub async fn run(store: &Path, args: &Args) -> anyhow::Result<Exit> {
    let found = checkup(&existing(store).await?).await?;
    if args.json {
        print_json(&found)?;
    } else {
        let (batches, rows, nodes, firms) = (found.batches, found.rows, found.nodes, found.enterprises);
        let mut text = format!("批次 {batches}，行 {rows}，名称 {nodes}，企业 {firms}\n内容摘要 {}\n", found.digest);
        found.problems.iter().for_each(|problem| text.push_str(&format!("✗ {problem}\n")));
        text.push_str(if found.problems.is_empty() {
            "没有发现问题\n"
        } else {
            "请用备份恢复，或把以上内容告诉开发者\n"
        });
        print(&text)?;
    }
    Ok(if found.problems.is_empty() { Exit::Done } else { Exit::Failed })
}
