use std::path::{Path, PathBuf};

use crate::app::WhatIf;
use crate::cli::frame::output::{Format, Table, percent, print, print_json, two_decimals};
use crate::cli::frame::question::QuestionArgs;
use crate::cli::frame::{Exit, desk};
use crate::gaps::{GapAnswer, SegmentAnswer};

/// 一条产业链的缺口：每个环节的结论、理由中的数、先补哪一个
#[derive(Debug, clap::Args)]
#[command(
    after_help = "示例：\n  liantu gaps --chain 集成电路 --home 合肥\n  liantu gaps --chain ic --as-of 2026-06-30 --format json"
)]
pub struct GapsArgs {
    #[command(flatten)]
    pub question: QuestionArgs,
    /// 规则文件，缺的项按内置规则
    #[arg(long, value_name = "F")]
    rules: Option<PathBuf>,
    /// 假设这家企业来本地做这个环节，写成 企业:环节；可写多次，前后并列
    #[arg(long, value_name = "E:S")]
    assume: Vec<String>,
    #[arg(long, value_enum, default_value_t)]
    format: Format,
}

/// Runs the command.
pub async fn run(store: &Path, args: GapsArgs) -> anyhow::Result<Exit> {
    let desk = desk(store, args.rules.as_deref(), args.question.known_at).await?;
    if !args.assume.is_empty() {
        return what_if(&desk.what_if(&args.question.into(), &args.assume)?, args.format);
    }
    let answer = desk.gaps(&args.question.into())?;
    match args.format {
        Format::Json => print_json(&answer)?,
        Format::Csv => table(&answer).print(true)?,
        Format::Table => {
            print(&heading(&answer))?;
            table(&answer).print(false)?;
            print(&footing(&answer))?;
        }
    }
    Ok(Exit::Done)
}

/// Tells what would change beside what is.
fn what_if(told: &WhatIf, format: Format) -> anyhow::Result<Exit> {
    if format == Format::Json {
        print_json(told)?;
        return Ok(Exit::Done);
    }
    let mut table = Table::new(&["编号", "环节", "现在", "假设后", "现在优先级", "假设后优先级"]);
    for change in &told.changes {
        table.row([
            change.segment.clone(),
            change.name.clone(),
            change.verdict_before.label(told.before.any_surveyed),
            change.verdict.label(told.after.any_surveyed),
            two_decimals(change.priority_before),
            two_decimals(change.priority),
        ]);
    }
    if format == Format::Csv {
        table.print(true)?;
        return Ok(Exit::Done);
    }
    print(&heading(&told.after))?;
    for one in &told.assumed {
        print(&format!("假设 {} 来做 {}\n", one.name, one.segment_name))?;
    }
    print(&format!("\n{} 个环节的结论或优先级会变\n", told.changes.len()))?;
    table.print(false)?;
    Ok(Exit::Done)
}

fn heading(answer: &GapAnswer) -> String {
    let home = if answer.home_name == answer.home.to_string() { String::new() } else { answer.home_name.clone() };
    format!(
        "{}（{}） 本地 {home} {} 截至 {} 规则 {} 依据 {}\n\n",
        answer.chain_name,
        answer.chain,
        answer.home,
        answer.as_of,
        answer.rules,
        answer.basis.zh()
    )
}

fn table(answer: &GapAnswer) -> Table {
    let mut table = Table::new(&[
        "编号",
        "环节",
        "位置",
        "结论",
        "本地",
        "待核实",
        "骨干",
        "外地候选",
        "优先级",
        "关联",
        "配套",
        "相关",
        "重点",
        "可招",
    ]);
    for segment in &answer.segments {
        let factor =
            |pick: fn(&crate::gaps::Factors) -> Option<f64>| two_decimals(segment.factors.as_ref().and_then(pick));
        table.row([
            segment.segment.clone(),
            segment.name.clone(),
            segment.stage.zh().into(),
            verdict(answer, segment),
            segment.local.to_string(),
            segment.unverified.to_string(),
            segment.leaders.to_string(),
            segment.candidates.to_string(),
            two_decimals(segment.priority),
            factor(|f| f.linkage),
            factor(|f| f.adjacency),
            factor(|f| f.relatedness),
            factor(|f| f.key),
            factor(|f| f.supply),
        ]);
    }
    table
}

/// The verdict as people read it: what nobody surveyed, what was overruled, and which way an extension lies.
fn verdict(answer: &GapAnswer, segment: &SegmentAnswer) -> String {
    let mut text = segment.verdict.label(answer.any_surveyed);
    if let Some(direction) = segment.direction {
        text.push_str(direction.zh());
    }
    if segment.assessed.is_some() {
        text.push_str(&format!("（认定，计算为{}）", segment.computed.zh()));
    }
    text
}

fn footing(answer: &GapAnswer) -> String {
    let s = &answer.summary;
    let v = &s.verdicts;
    let mut text = format!(
        "\n优势 {}  强链 {}  补链 {}  延链 {}  建链 {}  待摸排 {}\n本地企业 {} 家  产值 {} 万元（{} 家已知）  本地配套率 {}\n",
        v.strong,
        v.strengthen,
        v.fill,
        v.extend,
        v.build,
        v.unsurveyed,
        s.local_firms,
        s.revenue,
        s.revenue_known,
        percent(s.local_supply)
    );
    for notice in &answer.notices {
        text.push_str(&format!("! {notice}\n"));
    }
    text
}
