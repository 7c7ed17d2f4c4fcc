use std::io::Write;
use std::path::PathBuf;

use anyhow::Context;

use crate::app::AppError;
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
    /// 看一个 CSV、XLSX 或 JSON 文件，写一份映射草稿，不确定处写在注释里
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
    let text = guess(&args.file, args.encoding.as_deref()).map_err(|fault| AppError::File {
        path: args.file.display().to_string(),
        reason: format!("{}。{}", fault.reason, fault.suggestion),
    })?;
    let Some(out) = &args.out else {
        print(&text)?;
        return Ok(Exit::Done);
    };
    let created = std::fs::OpenOptions::new().write(true).create_new(true).open(out);
    if created.as_ref().is_err_and(|error| error.kind() == std::io::ErrorKind::AlreadyExists) {
        let reason = "它已经存在，没有覆盖；请换一个名字，或先删去它".to_owned();
        return Err(AppError::File { path: out.display().to_string(), reason }.into());
    }
    let mut file = created.with_context(|| format!("{} 不能写入", out.display()))?;
    file.write_all(text.as_bytes())?;
    print(&format!("草稿已写到 {}；请先看带“不确定”的地方\n", out.display()))?;
    Ok(Exit::Done)
}
