use std::path::Path;

use crate::app::{Fact, FirmFacts, SegmentExplanation};
use crate::cli::frame::output::{Printed, Printing};
use crate::cli::frame::question::{QuestionArgs, RulesArgs};
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
    #[command(flatten)]
    rules: RulesArgs,
    #[command(flatten)]
    printing: Printing,
}

/// Runs the command.
pub async fn run(store: &Path, args: ExplainArgs) -> anyhow::Result<Exit> {
    let desk = desk(store, args.rules.file.as_deref(), args.question.standpoint.known_at).await?;
    let told = desk.explain(&args.question.into(), &args.segment).await?;
    let work = desk.firm_work(&told.reasoning.chain, told.reasoning.as_of).await?;
    let table = || told.table(work.as_ref());
    args.printing.print(&told, || Printed::Sentences { text: text(&told), table: table() })?;
    Ok(Exit::Done)
}

fn text(told: &SegmentExplanation) -> String {
    let (reasoning, segment) = (&told.reasoning, &told.reasoning.segment);
    let mut text = format!(
        "{} › {}（{}）：{}{}\n本地 {} 截至 {} 规则 {}\n\n",
        told.chain_name,
        segment.name,
        segment.segment,
        segment.verdict.zh(),
        segment.doubt_mark(),
        told.home_name,
        reasoning.as_of,
        reasoning.rules
    );
    if let Some(reason) = &segment.reason {
        text.push_str(&format!("{}\n{}\n\n", reason.headline, reason.more));
    }
    for (i, step) in (1..).zip(&reasoning.steps) {
        text.push_str(&format!("{i}. {}：{}\n", step.title, step.sentence));
    }
    for (_, list, firms, count) in told.lists() {
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
