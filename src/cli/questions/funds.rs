//! `liantu funds`: the gaps the fund group reaches, those it does not, and the partners that would add most.
//!
//! JSON: the head, then `gaps`, `coverage: [{fund, name, …, segments, cells: [{segment, name, through: [{enterprise, name,
//! facts}]}]}], uncovered: [segment], recommended: [{fund, name, …, adds, through, gain, why, cells}], notices, compliance`.

use std::path::{Path, PathBuf};

use crate::app::{FundCell, FundLine, FundsAnswer, Head};
use crate::cli::frame::output::{Format, Table, print, print_json, unknown};
use crate::cli::frame::question::QuestionArgs;
use crate::cli::frame::{Exit, desk};

/// 基金招商：组内基金覆盖哪些缺口、经哪家企业，还缺哪些，推荐与谁合作
#[derive(Debug, clap::Args)]
#[command(
    after_help = "示例：\n  liantu funds --chain 集成电路 --home 合肥\n  liantu funds --chain ic --as-of 2026-06-30 --format json"
)]
pub struct FundsArgs {
    #[command(flatten)]
    question: QuestionArgs,
    /// 规则文件，缺的项按内置规则
    #[arg(long, value_name = "F")]
    rules: Option<PathBuf>,
    #[arg(long, value_enum, default_value_t)]
    format: Format,
}

/// Runs the command.
pub async fn run(store: &Path, args: FundsArgs) -> anyhow::Result<Exit> {
    let desk = desk(store, args.rules.as_deref(), args.question.known_at).await?;
    let answer = desk.funds(&args.question.into()).await?;
    match args.format {
        Format::Json => print_json(&answer)?,
        Format::Csv => table(&answer, true).print(true)?,
        Format::Table => {
            print(&heading(&answer.head))?;
            table(&answer, false).print(false)?;
            print(&footing(&answer))?;
        }
    }
    Ok(Exit::Done)
}

/// What every table about a chain begins with.
pub fn heading(head: &Head) -> String {
    format!(
        "{}（{}） 本地 {} {} 截至 {} 规则 {} 依据 {}\n\n",
        head.chain_name,
        head.chain,
        head.home_name,
        head.home,
        head.as_of,
        head.rules,
        head.basis.zh()
    )
}

/// One line for each fund, gap and enterprise; a fund that reaches nothing has one without.
fn table(answer: &FundsAnswer, whole: bool) -> Table {
    let mut header = vec!["列表", "基金", "名称", "管理人", "政府基金", "缺口", "环节", "企业", "企业名称"];
    if whole {
        header.extend(["投资", "来源", "网址", "日期", "出处"]);
    }
    let mut table = Table::new(&header);
    for line in &answer.coverage {
        rows(&mut table, "组内", &line.fund, &line.cells, whole);
    }
    for line in &answer.recommended {
        rows(&mut table, "推荐", &line.fund, &line.cells, whole);
    }
    table
}

fn rows(table: &mut Table, list: &str, fund: &FundLine, cells: &[FundCell], whole: bool) {
    let manager = if fund.manager.is_empty() { unknown() } else { fund.manager.clone() };
    let about = [list.to_owned(), fund.fund.clone(), fund.name.clone(), manager, fund.government_zh().to_owned()];
    let blank = |count: usize| std::iter::repeat_n(String::new(), count);
    if cells.is_empty() {
        table.row(about.iter().cloned().chain(["—".to_owned()]).chain(blank(if whole { 8 } else { 3 })));
    }
    for (cell, firm) in cells.iter().flat_map(|cell| cell.through.iter().map(move |firm| (cell, firm))) {
        let place = [cell.segment.clone(), cell.name.clone(), firm.enterprise.clone(), firm.name.clone()];
        let row = about.iter().cloned().chain(place);
        if !whole {
            table.row(row);
            continue;
        }
        if firm.facts.is_empty() {
            table.row(row.clone().chain(blank(5)));
        }
        for fact in &firm.facts {
            let fact = [
                Some(fact.what.clone()),
                Some(fact.source.clone()),
                fact.source_url.clone(),
                fact.seen.clone(),
                fact.origin.clone(),
            ];
            table.row(row.clone().chain(fact.map(Option::unwrap_or_default)));
        }
    }
}

fn footing(answer: &FundsAnswer) -> String {
    let names: Vec<_> = answer
        .gaps
        .iter()
        .filter(|gap| answer.uncovered.contains(&gap.segment))
        .map(|gap| format!("{}（{:.1}）", gap.name, gap.priority))
        .collect();
    let uncovered = if names.is_empty() { "没有".to_owned() } else { names.join("、") };
    let mut text = format!("\n没有基金覆盖的缺口 {} 个：{uncovered}\n", names.len());
    for (number, partner) in (1..).zip(&answer.recommended) {
        text.push_str(&format!("推荐 {number} {}：{}\n", partner.fund.name, partner.why));
    }
    if answer.recommended.is_empty() && !names.is_empty() {
        text.push_str("组外基金都没有投到余下缺口的外地候选\n");
    }
    answer.notices.iter().for_each(|notice| text.push_str(&format!("! {notice}\n")));
    answer.compliance.iter().for_each(|note| text.push_str(&format!("* {note}\n")));
    text
}
