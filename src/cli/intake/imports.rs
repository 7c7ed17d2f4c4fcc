use std::path::Path;

use crate::cli::frame::output::{Format, Table, print_json};
use crate::cli::frame::{Exit, store_desk};

/// 列出历次导入
#[derive(Debug, clap::Args)]
#[command(after_help = "示例：\n  liantu imports\n  liantu imports --format json")]
pub struct ImportsArgs {
    #[arg(long, value_enum, default_value_t)]
    format: Format,
}

/// Runs the command.
pub async fn run(store: &Path, args: &ImportsArgs) -> anyhow::Result<Exit> {
    let lines = store_desk(store).await?.imports().await?;
    if args.format == Format::Json {
        print_json(&serde_json::json!({ "imports": lines }))?;
        return Ok(Exit::Done);
    }
    let mut table = Table::new(&["日志号", "导入编号", "时间", "谁", "行数", "文件", "撤销于"]);
    for line in lines {
        let undone = line.undone.map(|n| n.to_string()).unwrap_or_default();
        table.row([
            line.number.to_string(),
            line.import,
            line.when,
            line.who,
            line.rows.to_string(),
            line.files.join("、"),
            undone,
        ]);
    }
    table.print(args.format == Format::Csv)?;
    Ok(Exit::Done)
}
