use std::path::PathBuf;

use crate::app::AppError;
use crate::app::upkeep::generate::{Size, generate};
use crate::cli::frame::Exit;
use crate::cli::frame::output::print;
use crate::model::failure_told;

/// 生成一座虚构的城市，用于试验规模
#[derive(Debug, clap::Args)]
#[command(after_help = "示例：\n  liantu generate --enterprises 10000 --chains 5 --seed 1 试验/")]
pub struct GenerateArgs {
    /// 企业数
    #[arg(long, value_name = "N")]
    enterprises: u32,
    /// 产业链数，每条 60 个环节
    #[arg(long, value_name = "C", default_value_t = 5, value_parser = clap::value_parser!(u32).range(1..=1000))]
    chains: u32,
    /// 随机种子；同一种子得到同样的文件
    #[arg(long, value_name = "S", default_value_t = 1)]
    seed: u64,
    /// 写到这个文件夹
    #[arg(value_name = "DIR")]
    folder: PathBuf,
}

/// Runs the command.
pub fn run(args: &GenerateArgs) -> anyhow::Result<Exit> {
    let size = Size { enterprises: args.enterprises, chains: args.chains, seed: args.seed };
    let rows = generate(size, &args.folder)
        .map_err(|error| AppError::file(&args.folder, format!("不能写入：{}", failure_told(&error))))?;
    print(&format!("已生成 {rows} 行到 {}\n", args.folder.display()))?;
    Ok(Exit::Done)
}
