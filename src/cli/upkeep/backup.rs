use std::path::{Path, PathBuf};

use crate::cli::frame::output::print;
use crate::cli::frame::{Exit, store_desk};

/// 备份整个数据库；网页和导入可以照常进行
#[derive(Debug, clap::Args)]
#[command(after_help = "示例：\n  liantu backup 备份/2026-11-23.db")]
pub struct BackupArgs {
    /// 写到这个文件
    #[arg(value_name = "F")]
    file: PathBuf,
}

/// Runs the command.
pub async fn run(store: &Path, args: &BackupArgs) -> anyhow::Result<Exit> {
    let number = store_desk(store).await?.backup(&args.file).await?;
    print(&format!("已备份到 {}，到日志号 {number} 为止，已通读核对\n", args.file.display()))?;
    Ok(Exit::Done)
}
