use std::path::Path;

use crate::app::WhatIf;
use crate::cli::frame::output::{Printed, Printing};
use crate::cli::frame::question::{QuestionArgs, RulesArgs};
use crate::cli::frame::{Exit, desk};
use crate::draw::percent;
use crate::gaps::GapAnswer;

/// 一条产业链的缺口：每个环节的结论、理由中的数、先补哪一个
#[derive(Debug, clap::Args)]
#[command(
    after_help = "示例：\n  liantu gaps --chain 集成电路 --home 合肥\n  liantu gaps --chain ic --as-of 2026-06-30 --format json"
)]
pub struct GapsArgs {
    #[command(flatten)]
    pub question: QuestionArgs,
    #[command(flatten)]
    rules: RulesArgs,
    /// 假设这家企业来本地做这个环节，写成 企业:环节；可写多次，前后并列
    #[arg(long, value_name = "E:S")]
    assume: Vec<String>,
    #[command(flatten)]
    printing: Printing,
}

/// Runs the command.
pub async fn run(store: &Path, args: GapsArgs) -> anyhow::Result<Exit> {
    let desk = desk(store, args.rules.file.as_deref(), args.question.standpoint.known_at).await?;
    if args.assume.is_empty() {
        let answer = desk.gaps(&args.question.into())?;
        let work = desk.gap_work(&answer).await?;
        args.printing.print(&answer, || Printed::Table {
            before: heading(&answer),
            table: answer.table(work.as_ref()),
            after: footing(&answer),
        })?;
    } else {
        let answer = desk.what_if(&args.question.into(), &args.assume)?;
        args.printing.print(&answer, || Printed::Table {
            before: assumed(&answer),
            table: answer.table(),
            after: String::new(),
        })?;
    }
    Ok(Exit::Done)
}

/// What is assumed, and how much would change.
fn assumed(told: &WhatIf) -> String {
    let mut text = heading(&told.after);
    for one in &told.assumed {
        text.push_str(&format!("假设 {} 来做 {}\n", one.name, one.segment_name));
    }
    text.push_str(&format!("\n{} 个环节的结论或优先级会变\n", told.changes.len()));
    text
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

fn footing(answer: &GapAnswer) -> String {
    let s = &answer.summary;
    let v = &s.verdicts;
    let mut text = format!(
        "\n优势 {}  强链 {}  补链 {}  延链 {}  建链 {}  待摸排 {}\n本地企业 {} 家  营业收入 {} 万元（{} 家已知）  本地配套率 {}\n",
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
    for segment in &answer.segments {
        if let Some(reason) = &segment.reason {
            text.push_str(&format!("\n{}：{}\n  {}\n", segment.name, reason.headline, reason.more));
        }
    }
    text
}
