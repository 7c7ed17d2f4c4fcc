//! `liantu score`: the score sheet (成绩单) of a period, frozen ones and their amendments.
//!
//! JSON: `period`, `cut_off`, `known_at`, `home`, `presets`, `rows`, `total`, `problems`, `notices`; a cell that cannot be told
//! is null.

use std::path::{Path, PathBuf};

use super::limits::{LARGEST, LimitArgs};
use crate::app::dispatch::{ScoreAnswer, ScoreQuestion};
use crate::app::{AppError, KnownAt, named_text};
use crate::cli::frame::output::{Printed, Printing, print};
use crate::cli::frame::{Exit, desk};
use crate::dispatch::ScoreRows;
use crate::model::Day;

/// 成绩单：一个时段里谁出行、走访、签约、落地，对比上期和上年同期，并点人点事
#[derive(Debug, clap::Args)]
#[command(
    args_conflicts_with_subcommands = true,
    subcommand_negates_reqs = true,
    after_help = "示例：\n  liantu score --period 2026-01/2026-02 --rows squads\n  liantu score --period 2026Q1 --rows recruiters --cut-off 2026-03-31 --format json\n  liantu score --period 2026 --rows chains --points 公式.toml\n  liantu score freeze --period 2026-01/2026-02 --rows squads\n  liantu score show\n  liantu score amend 12"
)]
pub struct ScoreArgs {
    #[command(subcommand)]
    verb: Option<ScoreVerb>,
    #[command(flatten)]
    sheet: SheetArgs,
    /// 当时所知：日志号 N，或日期 D（当天结束时）；默认现在
    #[arg(long, value_name = "D|N")]
    known_at: Option<KnownAt>,
    #[command(flatten)]
    printing: Printing,
}

#[derive(Debug, clap::Subcommand)]
enum ScoreVerb {
    Freeze(FreezeArgs),
    Amend(AmendArgs),
    Show(ShowArgs),
}

/// 冻结一张成绩单：整张留下，以后不再变
#[derive(Debug, clap::Args)]
#[command(after_help = "示例：\n  liantu score freeze --period 2026-01/2026-02 --rows squads --cut-off 2026-02-28")]
struct FreezeArgs {
    #[command(flatten)]
    sheet: SheetArgs,
    /// 经手人；默认为系统用户名
    #[arg(long, value_name = "W")]
    who: Option<String>,
}

/// 修订一张冻结的成绩单：同一截至日按现在所知的重算，列出变了的格和原因
#[derive(Debug, clap::Args)]
#[command(after_help = "示例：\n  liantu score amend 12 --who 张三")]
struct AmendArgs {
    /// 冻结的成绩单的编号，见 score show
    #[arg(value_name = "N")]
    number: u64,
    /// 经手人；默认为系统用户名
    #[arg(long, value_name = "W")]
    who: Option<String>,
}

/// 看冻结的成绩单：不写编号列出全部，写编号看那一张和它的修订
#[derive(Debug, clap::Args)]
#[command(
    after_help = "示例：\n  liantu score show\n  liantu score show 12\n  liantu score show 12 --amendment 1 --format csv"
)]
struct ShowArgs {
    /// 冻结的成绩单的编号
    #[arg(value_name = "N")]
    number: Option<u64>,
    /// 看第几次修订改了什么
    #[arg(long, value_name = "K", requires = "number", value_parser = clap::value_parser!(u16).range(1..))]
    amendment: Option<u16>,
    #[command(flatten)]
    printing: Printing,
}

/// Which sheet.
#[derive(Debug, clap::Args)]
struct SheetArgs {
    /// 时段：2026、2026Q1、2026-03、2026-03-15，或 起/止
    #[arg(long, value_name = "P", required = true)]
    period: Option<String>,
    /// 每行是什么：recruiters 招商员、squads 招商队、chains 产业链、funds 基金
    #[arg(long, value_name = "R", required = true)]
    rows: Option<ScoreRows>,
    /// 截至哪一天，YYYY-MM-DD；默认为时段的最后一天和今天中较早的
    #[arg(long, value_name = "D")]
    cut_off: Option<Day>,
    /// 本地：区划代码或名称，在它的地级市以内不算外出；默认为产业链所属的那一个城市
    #[arg(long, value_name = "H")]
    home: Option<String>,
    /// 得分公式文件；不给就没有得分和名次
    #[arg(long, value_name = "F")]
    points: Option<PathBuf>,
    #[command(flatten)]
    limits: LimitArgs,
}

impl SheetArgs {
    fn question(self) -> Result<ScoreQuestion, AppError> {
        let formula = self.points.as_deref().map(|path| named_text(path, "公式文件", LARGEST)).transpose()?;
        let presets = self.limits.presets()?;
        let (Some(period), Some(rows)) = (self.period, self.rows) else {
            return Err(AppError::BadRequest("请写明时段（--period）和每行是什么（--rows）".to_owned()));
        };
        let (cut_off, home) = (self.cut_off, self.home);
        Ok(ScoreQuestion { period, rows, cut_off, home, formula, presets })
    }
}

/// Runs the command.
pub async fn run(store: &Path, args: ScoreArgs) -> anyhow::Result<Exit> {
    match args.verb {
        Some(ScoreVerb::Freeze(args)) => freeze(store, args).await,
        Some(ScoreVerb::Amend(args)) => amend(store, args).await,
        Some(ScoreVerb::Show(args)) => show(store, args).await,
        None => {
            let question = args.sheet.question()?;
            let answer = desk(store, None, args.known_at).await?.score(&question).await?;
            args.printing.print(&answer, || printed(&answer, question.formula.as_deref()))?;
            Ok(Exit::Done)
        }
    }
}

fn printed(answer: &ScoreAnswer, formula: Option<&str>) -> Printed {
    Printed::Table { before: heading(answer), table: answer.table(), after: footing(answer, formula) }
}

async fn freeze(store: &Path, args: FreezeArgs) -> anyhow::Result<Exit> {
    let question = args.sheet.question()?;
    let number = desk(store, None, None).await?.freeze_sheet(&question, args.who.as_deref()).await?;
    print(&format!("已冻结，编号 {number}；看它：liantu score show {number}\n"))?;
    Ok(Exit::Done)
}

async fn amend(store: &Path, args: AmendArgs) -> anyhow::Result<Exit> {
    let AmendArgs { number, who } = args;
    let nth = desk(store, None, None).await?.amend_sheet(&number.to_string(), who.as_deref()).await?;
    print(&format!("已做第 {nth} 次修订；看它：liantu score show {number} --amendment {nth}\n"))?;
    Ok(Exit::Done)
}

async fn show(store: &Path, args: ShowArgs) -> anyhow::Result<Exit> {
    let desk = desk(store, None, None).await?;
    let Some(number) = args.number else {
        let all = desk.frozen_sheets().await?;
        args.printing.print(&all, || Printed::table(all.table()))?;
        return Ok(Exit::Done);
    };
    let frozen = desk.frozen_sheet(&number.to_string()).await?;
    let Some(nth) = args.amendment else {
        args.printing.print(&frozen, || {
            let Printed::Table { before, table, after } = printed(&frozen.sheet, Some(&frozen.formula)) else {
                return Printed::table(frozen.sheet.table());
            };
            Printed::Table { before: format!("{}\n{before}", frozen.told()), table, after }
        })?;
        return Ok(Exit::Done);
    };
    let Some(amendment) = frozen.amendments.get(usize::from(nth) - 1) else {
        let told = format!("这张成绩单只有 {} 次修订", frozen.amendments.len());
        return Err(AppError::BadRequest(told).into());
    };
    args.printing.print(amendment, || Printed::Table {
        before: format!("第 {nth} 次修订（{} {}）\n\n", amendment.told_when(), amendment.who),
        table: amendment.moved.table(frozen.sheet.kind),
        after: String::new(),
    })?;
    Ok(Exit::Done)
}

fn heading(answer: &ScoreAnswer) -> String {
    format!(
        "成绩单（{}） {} 至 {} 截至 {} 本地 {} 标准 {}\n\n",
        answer.kind.zh(),
        answer.period.from,
        answer.period.to,
        answer.cut_off,
        answer.home,
        answer.presets
    )
}

/// Points stand beside the text they are made by.
fn footing(answer: &ScoreAnswer, formula: Option<&str>) -> String {
    let mut text =
        String::from("\n合计里每件事只算一次，所以招商员的合计与招商队的不同（有人不属于任何队，有的业绩记给队）\n");
    for problem in &answer.problems {
        let who = problem.who.as_deref().unwrap_or("无人负责");
        let days = if problem.since.is_some() { format!(" {} 天", problem.days) } else { String::new() };
        text.push_str(&format!("! {} {}：{}{days}\n", problem.kind_name, problem.what, who));
    }
    for notice in &answer.notices {
        text.push_str(&format!("* {}：{}\n", notice.kind_name, notice.what));
    }
    if let Some(formula) = formula.filter(|text| !text.is_empty()) {
        text.push_str(&format!("\n得分公式：\n{}\n", formula.trim_end()));
    }
    text
}
