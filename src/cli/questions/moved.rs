use std::path::Path;

use crate::cli::frame::output::{Printed, Printing};
use crate::cli::frame::{Exit, desk};
use crate::model::Day;

/// 两天之间一条产业链有什么变化：结论、本地企业、事实
#[derive(Debug, clap::Args)]
#[command(after_help = "示例：\n  liantu moved --chain ic --from 2026-09-23 --to 2026-11-23")]
pub struct MovedArgs {
    /// 产业链的编号或名称
    #[arg(long, value_name = "C")]
    chain: String,
    /// 本地：区划代码或名称；默认为产业链主管城市
    #[arg(long, value_name = "H")]
    home: Option<String>,
    /// 从这一天结束时
    #[arg(long, value_name = "D1")]
    from: Day,
    /// 到这一天结束时
    #[arg(long, value_name = "D2")]
    to: Day,
    #[command(flatten)]
    printing: Printing,
}

/// Runs the command.
pub async fn run(store: &Path, args: MovedArgs) -> anyhow::Result<Exit> {
    let moved = desk(store, None, None).await?.moved(&args.chain, args.home, args.from, args.to).await?;
    args.printing.print(&moved, || {
        let before = format!("{}（{}）从 {} 到 {}\n\n", moved.chain_name, moved.chain, moved.from, moved.to);
        let more = moved.facts_more;
        let after = if more > 0 { format!("另有 {more} 条记录未列出\n") } else { String::new() };
        Printed::Table { before, table: moved.table(), after }
    })?;
    Ok(Exit::Done)
}
