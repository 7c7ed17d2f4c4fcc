use std::path::{Path, PathBuf};

use crate::app::{AppError, DocumentForm, DocumentQuestion, MapQuestion, OutlineFile};
use crate::cli::frame::drawing::{begun, finish, folder_there};
use crate::cli::frame::output::print;
use crate::cli::frame::question::QuestionArgs;
use crate::cli::frame::{Exit, desk};
use crate::model::{Day, Standing, TargetState, Verdict};

/// 招商地图：封面、简报、全景图、缺口、基金、变化、邀请名单和附表，一个文件
#[derive(Debug, clap::Args)]
#[command(
    after_help = "示例：\n  liantu map --chain 集成电路 --home 合肥 --out 合肥_集成电路_招商地图.pdf\n  liantu map --chain ic --since 2026-09-23 --out 地图.xlsx\n  liantu map --chain ic --contacts --out 地图.html\n  liantu map --chain ic --gap 光刻机 --standing 龙头 --out 地图.png --dpi 300\n  liantu map --chain ic --paper A4 --sections 封面,简报,缺口 --out 汇报.pdf\n  liantu map --chain ic --outline 轮廓.geojson --approval 'GS(2024)0650号' --out 地图.pdf"
)]
pub struct MapArgs {
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
    /// 只看一支招商队清单上的企业：编号或名称
    #[arg(long, value_name = "Q")]
    squad: Option<String>,
    /// 只看清单上到了这一步的企业：已列入、已派发、已联系、已走访、洽谈中、已签约、已放弃
    #[arg(long, value_name = "T")]
    state: Option<String>,
    /// 与这一天比较有何变化；默认上次会议，没有会议记录的为两个月前
    #[arg(long, value_name = "D")]
    since: Option<Day>,
    /// 每个缺口列几家目标企业
    #[arg(long, value_name = "N", default_value_t = DocumentQuestion::USUAL_TOP)]
    top: usize,
    /// 写上联系方式；会记入日志，文件须妥善保管
    #[arg(long)]
    contacts: bool,
    /// 经手人，记入日志；默认为系统用户名
    #[arg(long, value_name = "W", requires = "contacts")]
    who: Option<String>,
    /// 底图轮廓：GeoJSON 或 TopoJSON，经纬度；须有审图号
    #[arg(long, value_name = "F")]
    outline: Option<PathBuf>,
    /// 轮廓的审图号，印在图上
    #[arg(long, value_name = "审图号", requires = "outline")]
    approval: Option<String>,
    /// 轮廓没有审图号：图上印“内部草图”
    #[arg(long, requires = "outline")]
    draft: bool,
    /// 写到这个文件：.pdf、.xlsx、.html、.svg 或 .png（每页一个文件）
    #[arg(long, value_name = "F.pdf|.xlsx|.html|.svg|.png")]
    out: PathBuf,
    /// 纸：A3（两栏）或 A4
    #[arg(long, value_name = "A3|A4", default_value = "A3")]
    paper: String,
    /// 只要这些部分，逗号隔开：封面、简报、全景图、缺口、基金招商、有何变化、邀请名单、附表；默认全部
    #[arg(long, value_name = "部分,…", default_value = "")]
    sections: String,
    /// 印在封面上的密级，至多 20 字
    #[arg(long, value_name = "密级", default_value = "内部资料")]
    classification: String,
    /// PNG 每英寸点数，72 到 600；印刷用 300
    #[arg(long, default_value_t = 150, value_parser = clap::value_parser!(u32).range(72..=600))]
    dpi: u32,
}

/// Runs the command.
pub async fn run(store: &Path, args: MapArgs) -> anyhow::Result<Exit> {
    let form = DocumentForm::of(&args.out, args.dpi)?;
    folder_there(&args.out)?;
    let approval = args.approval.as_deref();
    let outline = args.outline.as_deref().map(|path| OutlineFile::read(path, approval, args.draft)).transpose()?;
    let known_at = args.question.standpoint.known_at;
    let map = MapQuestion {
        question: args.question.into(),
        gap: args.gap,
        verdict: word("--verdict", args.verdict.as_deref(), Verdict::from_word)?,
        standing: word("--standing", args.standing.as_deref(), Standing::from_word)?,
        place: args.place,
        squad: args.squad,
        state: word("--state", args.state.as_deref(), TargetState::from_word)?,
    };
    let asked = DocumentQuestion {
        content: form.content(),
        since: args.since,
        top: args.top,
        contacts: args.contacts,
        paper: DocumentQuestion::paper_of(&args.paper)?,
        sections: DocumentQuestion::sections_of(&args.sections)?,
        classification: Some(args.classification),
        ..DocumentQuestion::of(map)
    };
    let desk = desk(store, None, known_at).await?;
    let made = form.made(&desk.investment_map(&asked, outline.as_ref()).await?)?;
    let files = begun(&made.files, &args.out)?;
    if asked.contacts {
        let number = desk.contacts_handed_out(&asked, &args.out, args.who.as_deref()).await?;
        print(&format!("含联系方式，已记入日志，日志号 {number}\n"))?;
    }
    finish(files, &made.lacking)?;
    Ok(Exit::Done)
}

/// A word of a vocabulary, in English or Chinese.
fn word<T>(option: &str, text: Option<&str>, read: fn(&str) -> Option<T>) -> Result<Option<T>, AppError> {
    let unknown = |text| AppError::BadRequest(format!("{option} 的值「{text}」读不懂；可用的词见 liantu map --help"));
    text.map(|text| read(text).ok_or_else(|| unknown(text))).transpose()
}
