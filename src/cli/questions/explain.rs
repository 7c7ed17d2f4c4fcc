use std::path::{Path, PathBuf};

use crate::app::{Fact, FirmFacts, SegmentExplanation};
use crate::cli::frame::output::{Format, Table, print, print_json};
use crate::cli::frame::question::QuestionArgs;
use crate::cli::frame::{Exit, desk};

/// 一个环节的结论从何而来：逐步的理由、企业、来源和日期
#[derive(Debug, clap::Args)]
#[command(after_help = "示例：\n  liantu explain --chain 集成电路 --segment 光刻机 --home 合肥")]
pub struct ExplainArgs {
    #[command(flatten)]
    question: QuestionArgs,
    /// 环节的编号或名称
    #[arg(long, value_name = "S")]
    segment: String,
    /// 规则文件，缺的项按内置规则
    #[arg(long, value_name = "F")]
    rules: Option<PathBuf>,
    #[arg(long, value_enum, default_value_t)]
    format: Format,
}

/// Runs the command.
pub async fn run(store: &Path, args: ExplainArgs) -> anyhow::Result<Exit> {
    let desk = desk(store, args.rules.as_deref(), args.question.known_at).await?;
    let told = desk.explain(&args.question.into(), &args.segment).await?;
    match args.format {
        Format::Json => print_json(&told)?,
        Format::Csv => facts(&told).print(true)?,
        Format::Table => print(&text(&told))?,
    }
    Ok(Exit::Done)
}

fn lists(told: &SegmentExplanation) -> [(&'static str, &[FirmFacts], usize); 3] {
    let firms = &told.reasoning.segment.firms;
    [
        ("本地企业", &told.local, firms.local.len()),
        ("外地候选", &told.candidates, firms.outside.len()),
        ("不确定", &told.uncertain, firms.uncertain.len()),
    ]
}

fn facts(told: &SegmentExplanation) -> Table {
    let mut table = Table::new(&["列表", "企业", "名称", "能级", "待核实", "事实", "来源", "网址", "日期", "出处"]);
    for (list, firms, _) in lists(told) {
        for firm in firms {
            for fact in &firm.facts {
                table.row([
                    list.to_owned(),
                    firm.enterprise.clone(),
                    firm.name.clone(),
                    standing(firm),
                    if firm.unverified { "待核实".into() } else { String::new() },
                    fact.what.clone(),
                    fact.source.clone(),
                    fact.source_url.clone().unwrap_or_default(),
                    fact.seen.clone().unwrap_or_default(),
                    fact.origin.clone().unwrap_or_default(),
                ]);
            }
        }
    }
    table
}

fn text(told: &SegmentExplanation) -> String {
    let (reasoning, segment) = (&told.reasoning, &told.reasoning.segment);
    let mut text = format!(
        "{} › {}（{}）：{}\n本地 {} 截至 {} 规则 {}\n\n",
        told.chain_name,
        segment.name,
        segment.segment,
        segment.verdict.zh(),
        told.home_name,
        reasoning.as_of,
        reasoning.rules
    );
    for (i, step) in (1..).zip(&reasoning.steps) {
        text.push_str(&format!("{i}. {}：{}\n", step.title, step.sentence));
    }
    for (list, firms, count) in lists(told) {
        text.push_str(&format!("\n{list} {count} 家\n"));
        for firm in firms {
            let mark = if firm.unverified { " ［待核实］" } else { "" };
            text.push_str(&format!("  {}（{}） {} {}{mark}\n", firm.name, firm.enterprise, standing(firm), firm.place));
            firm.facts.iter().for_each(|fact| text.push_str(&told_fact(fact)));
        }
        if count > firms.len() {
            text.push_str(&format!("  另有 {} 家\n", count - firms.len()));
        }
    }
    text
}

fn told_fact(fact: &Fact) -> String {
    let mut about = vec![format!("来源 {}{}", fact.source, if fact.checked { "" } else { "（未核实）" })];
    about.extend(fact.seen.as_ref().map(|seen| format!("日期 {seen}")));
    about.extend(fact.source_url.clone());
    about.extend(fact.origin.clone());
    format!("    · {}（{}）\n", fact.what, about.join("，"))
}

fn standing(firm: &FirmFacts) -> String {
    firm.standing.map_or_else(crate::cli::frame::output::unknown, |s| s.zh().to_owned())
}
