use std::path::Path;

use crate::app::sharing::printed;
use crate::app::{DocumentQuestion, Form};
use crate::cli::frame::drawing::DrawingArgs;
use crate::cli::frame::question::QuestionArgs;
use crate::cli::frame::{Exit, desk};

/// 产业链全景图，画成 SVG、PDF 或 PNG
#[derive(Debug, clap::Args)]
#[command(
    after_help = "示例：\n  liantu atlas --chain 集成电路 --home 合肥 --out 合肥_集成电路_全景图.pdf\n  liantu atlas --chain 集成电路 --out 全景图.png --dpi 300"
)]
pub struct AtlasArgs {
    #[command(flatten)]
    question: QuestionArgs,
    /// 纸：A3 或 A4
    #[arg(long, value_name = "A3|A4", default_value = "A3")]
    paper: String,
    #[command(flatten)]
    drawing: DrawingArgs,
}

/// Runs the command.
pub async fn run(store: &Path, args: AtlasArgs) -> anyhow::Result<Exit> {
    const WIDTH: u32 = 1600;
    let form = args.drawing.form()?;
    let paper = DocumentQuestion::paper_of(&args.paper)?;
    let desk = desk(store, None, args.question.standpoint.known_at).await?;
    let question = args.question.into();
    if form == Form::Svg {
        let picture = desk.atlas(&question, WIDTH).await?;
        args.drawing.write(&[picture.svg().into_bytes()], &picture.lacking)?;
    } else {
        let pages = desk.atlas_pages(&question, paper).await?;
        args.drawing.write(&printed(&pages, form)?, &pages.lacking)?;
    }
    Ok(Exit::Done)
}
