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
    let accounts = match (restored.accounts, restored.accounts_kept) {
        (0, _) => String::new(),
        (count, true) => format!("账户还是恢复以前的 {count} 个，备份里的不取；会话、一次性链接和令牌都已作废\n"),
        (count, false) => format!(
            "! 账户是备份里的 {count} 个：那以后停用的、收回的、换过的密码都回到了当时。请用 liantu user list 逐个核对，该停用的马上停用；会话、一次性链接和令牌都已作废\n"
        ),
    };
    print(&format!("已恢复到日志号 {}{kept}\n{accounts}{left}", restored.number))?;
    Ok(Exit::Done)
}
