use std::path::{Path, PathBuf};

use crate::app::AppError;
use crate::app::intake::TRACES_LEFT;
use crate::app::upkeep::backup::restore;
use crate::cli::frame::output::print;
use crate::cli::frame::{Exit, demo_store, machine};

/// 用备份恢复数据库；原有内容另存在旁边
#[derive(Debug, clap::Args)]
#[command(after_help = "示例：\n  liantu restore 备份/2026-11-23.db")]
pub struct RestoreArgs {
    /// 备份文件
    #[arg(value_name = "F")]
    file: PathBuf,
}

/// Runs the command.
pub async fn run(store: &Path, args: &RestoreArgs) -> anyhow::Result<Exit> {
    if demo_store::owns(store) {
        return Err(AppError::BadRequest("演示数据库不能恢复；请用 --store 指明另一个文件".into()).into());
    }
    let restored = restore(&machine(), store, &args.file).await?;
    let kept = restored.kept.map(|path| format!("；原有内容另存在 {}", path.display())).unwrap_or_default();
    let left = if restored.traces_left { format!("! {TRACES_LEFT}\n") } else { String::new() };
    print(&format!("已恢复到日志号 {}{kept}\n{left}", restored.number))?;
    Ok(Exit::Done)
}
