use std::path::Path;

use crate::cli::frame::output::print;
use crate::cli::frame::{Exit, store_desk};

/// 永久删除一家企业、基金或协会的联系方式；备份文件里的要另行处理
#[derive(Debug, clap::Args)]
#[command(after_help = "示例：\n  liantu erase 示例甲有限公司")]
pub struct EraseArgs {
    /// 编号、信用代码、股票代码或全称
    #[arg(value_name = "OF")]
    of: String,
}

/// Runs the command.
pub async fn run(store: &Path, args: &EraseArgs) -> anyhow::Result<Exit> {
    let erased = store_desk(store).await?.erase(&args.of).await?;
    print(&format!("已永久删除 {erased} 条联系方式\n"))?;
    Ok(Exit::Done)
}
