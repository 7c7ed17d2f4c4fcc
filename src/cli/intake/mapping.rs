use std::path::PathBuf;

use crate::app::AppError;
use crate::app::out_file::{self, Existing};
use crate::cli::frame::Exit;
use crate::cli::frame::output::print;
use crate::ingest::guess;

/// 映射：来源自己的表头和写法怎样变成规范的表
#[derive(Debug, clap::Args)]
#[command(after_help = "示例：\n  liantu mapping guess companies.json --out mapping.toml")]
pub struct MappingArgs {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, clap::Subcommand)]
enum Command {
    /// 看一个 CSV、工作簿或 JSON 文件，写一份映射草稿，不确定处写在注释里
    Guess(Guess),
}

#[derive(Debug, clap::Args)]
#[command(after_help = "示例：\n  liantu mapping guess companies.json --out mapping.toml")]
struct Guess {
    #[arg(value_name = "FILE")]
    file: PathBuf,
    /// 写到这个文件；已有的文件不覆盖
    #[arg(long, value_name = "F")]
    out: Option<PathBuf>,
    /// 没有 BOM 的文件的编码，如 gb18030
    #[arg(long, value_name = "E")]
    encoding: Option<String>,
}

/// Runs the command.
pub fn run(args: &MappingArgs) -> anyhow::Result<Exit> {
    let Command::Guess(args) = &args.command;
    let name = args.file.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    let draft = guess(&args.file, &name, args.encoding.as_deref())
        .map_err(|fault| AppError::file(&args.file, format!("{}。{}", fault.reason, fault.suggestion)))?;
    let text = draft.toml();
    let Some(out) = &args.out else {
        print(&text)?;
        return Ok(Exit::Done);
    };
    out_file::write(out, Existing::Stays, text.as_bytes())?;
    print(&format!("草稿已写到 {}；请先看带“不确定”的地方\n", out.display()))?;
    Ok(Exit::Done)
}
