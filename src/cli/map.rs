use std::path::{Path, PathBuf};

use super::drawing::DrawingArgs;
use super::gaps::QuestionArgs;
use super::{Exit, app};
use crate::app::{AppError, MapQuestion, OutlineFile, printed};
use crate::model::{Standing, Verdict};

/// 招商地图：一条产业链的全景图、缺口清单、候选企业分布图，一个文件
#[derive(Debug, clap::Args)]
#[command(
    after_help = "示例：\n  liantu map --chain 集成电路 --home 合肥 --out 合肥_集成电路_招商地图.pdf\n  liantu map --chain ic --gap 光刻机 --standing 龙头 --out 地图.png --dpi 300\n  liantu map --chain ic --outline 轮廓.geojson --approval 'GS(2024)0650号' --out 地图.pdf"
)]
pub struct Args {
    #[command(flatten)]
    question: QuestionArgs,
    /// 只看一个缺口：环节的编号或名称
    #[arg(long, value_name = "S")]
    gap: Option<String>,
    /// 只看一种结论：强链、补链、延链、建链
    #[arg(long, value_name = "V")]
    verdict: Option<String>,
    /// 只看一种能级：链主、龙头、单项冠军、专精特新、一般
    #[arg(long, value_name = "L")]
    standing: Option<String>,
    /// 只看一个地区：区划代码或名称
    #[arg(long, value_name = "R")]
    place: Option<String>,
    /// 底图轮廓：GeoJSON 或 TopoJSON，经纬度；须有审图号
    #[arg(long, value_name = "F")]
    outline: Option<PathBuf>,
    /// 轮廓的审图号，印在图上
    #[arg(long, value_name = "审图号", requires = "outline")]
    approval: Option<String>,
    /// 轮廓没有审图号：图上印“内部草图”
    #[arg(long, requires = "outline")]
    draft: bool,
    #[command(flatten)]
    drawing: DrawingArgs,
}

/// Runs the command.
pub async fn run(store: &Path, args: Args) -> anyhow::Result<Exit> {
    let form = args.drawing.form()?;
    let approval = args.approval.as_deref();
    let outline = args.outline.as_deref().map(|path| OutlineFile::read(path, approval, args.draft)).transpose()?;
    let asked = MapQuestion {
        question: args.question.into(),
        gap: args.gap,
        verdict: word("--verdict", args.verdict.as_deref(), Verdict::from_word)?,
        standing: word("--standing", args.standing.as_deref(), Standing::from_word)?,
        place: args.place,
    };
    let pages = app(store, None).await?.map_pages(&asked, outline.as_ref()).await?;
    args.drawing.write(&printed(&pages, form)?, &pages.lacking)?;
    Ok(Exit::Done)
}

/// A word of a vocabulary, in English or Chinese.
fn word<T>(option: &str, text: Option<&str>, read: fn(&str) -> Option<T>) -> Result<Option<T>, AppError> {
    let unknown = |text| AppError::BadRequest(format!("{option} 的值「{text}」读不懂；可用的词见 liantu map --help"));
    text.map(|text| read(text).ok_or_else(|| unknown(text))).transpose()
}
