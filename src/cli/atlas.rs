use std::path::{Path, PathBuf};

use super::gaps::QuestionArgs;
use super::output::print;
use super::{Exit, app};
use crate::app::AppError;

/// 产业链全景图，画成 SVG 文件
#[derive(Debug, clap::Args)]
#[command(after_help = "示例：\n  liantu atlas --chain 集成电路 --home 合肥 --out 合肥_集成电路_全景图.svg")]
pub struct Args {
    #[command(flatten)]
    question: QuestionArgs,
    /// 写到这个文件
    #[arg(long, value_name = "F.svg")]
    out: PathBuf,
}

/// Runs the command.
pub async fn run(store: &Path, args: Args) -> anyhow::Result<Exit> {
    const WIDTH: u32 = 1600;
    let picture = app(store, None).await?.atlas(&args.question.into(), WIDTH).await?;
    std::fs::write(&args.out, picture).map_err(|error| AppError::File {
        path: args.out.display().to_string(),
        reason: format!("不能写入：{error}"),
    })?;
    print(&format!("已写入 {}\n", args.out.display()))?;
    Ok(Exit::Done)
}
