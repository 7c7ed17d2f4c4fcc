//! `liantu score`: the score sheet (成绩单) of a period.
//!
//! JSON: `period`, `cut_off`, `known_at`, `home`, `presets`, `rows`, `total`, `problems`, `notices`; a cell that cannot be told
//! is null.

use std::path::{Path, PathBuf};

use super::limits::{CutOffArgs, LARGEST, LimitArgs};
use crate::app::dispatch::{ScoreAnswer, ScoreQuestion};
use crate::app::named_text;
use crate::cli::frame::Exit;
use crate::cli::frame::output::{Printed, Printing};
use crate::dispatch::ScoreRows;

/// 成绩单：一个时段里谁出行、走访、签约、落地，对比上期和上年同期，并点人点事
#[derive(Debug, clap::Args)]
#[command(
    after_help = "示例：\n  liantu score --period 2026-01/2026-02 --rows squads\n  liantu score --period 2026Q1 --rows recruiters --cut-off 2026-03-31 --format json\n  liantu score --period 2026 --rows chains --points 公式.toml"
)]
pub struct ScoreArgs {
    /// 时段：2026、2026Q1、2026-03、2026-03-15，或 起/止
    #[arg(long, value_name = "P")]
    period: String,
    /// 每行是什么：recruiters 招商员、squads 招商队、chains 产业链、funds 基金
    #[arg(long, value_name = "R")]
    rows: ScoreRows,
    #[command(flatten)]
    at: CutOffArgs,
    /// 本地：区划代码或名称，在它的地级市以内不算外出；默认为产业链所属的那一个城市
    #[arg(long, value_name = "H")]
    home: Option<String>,
    /// 得分公式文件；不给就没有得分和名次
    #[arg(long, value_name = "F")]
    points: Option<PathBuf>,
    #[command(flatten)]
    limits: LimitArgs,
    #[command(flatten)]
    printing: Printing,
}

/// Runs the command.
pub async fn run(store: &Path, args: ScoreArgs) -> anyhow::Result<Exit> {
    let formula = args.points.as_deref().map(|path| named_text(path, "公式文件", LARGEST)).transpose()?;
    let presets = args.limits.presets()?;
    let (desk, _) = args.at.desk(store).await?;
    let question = ScoreQuestion {
        period: args.period,
        rows: args.rows,
        cut_off: args.at.cut_off,
        home: args.home,
        formula: formula.clone(),
        presets,
    };
    let answer = desk.score(&question).await?;
    args.printing.print(&answer, || {
        let (before, after) = (heading(&answer), footing(&answer, formula.as_deref()));
        Printed::Table { before, table: answer.table(), after }
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
    if let Some(formula) = formula {
        text.push_str(&format!("\n得分公式：\n{}\n", formula.trim_end()));
    }
    text
}
