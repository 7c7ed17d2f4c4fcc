use std::path::PathBuf;

use crate::app::intake::templates::write_templates;
use crate::cli::frame::Exit;
use crate::cli::frame::output::print;

/// 写出空白模板：每种表一个 CSV，另有一个带说明和下拉列表的 XLSX；填好即可导入
#[derive(Debug, clap::Args)]
#[command(after_help = "示例：\n  liantu templates 模板/\n  liantu import 模板/链图模板.xlsx --dry-run")]
pub struct TemplatesArgs {
    /// 写到这个文件夹；已有的文件不覆盖
    #[arg(value_name = "DIR")]
    folder: PathBuf,
}

/// Runs the command.
pub fn run(args: &TemplatesArgs) -> anyhow::Result<Exit> {
    let written = write_templates(&args.folder)?;
    let first = written.first().map(|path| path.display().to_string()).unwrap_or_default();
    print(&format!("已写出 {} 个空白模板到 {}；{first} 里有每一列的说明\n", written.len(), args.folder.display()))?;
    Ok(Exit::Done)
}
