//! `liantu find`: is this firm at home, a candidate, of which gaps? And what else goes by that name.

use std::path::Path;

use crate::app::{FindAnswer, FindQuestion, FoundThing};
use crate::cli::frame::output::{Printed, Printing};
use crate::cli::frame::question::{RulesArgs, StandpointArgs};
use crate::cli::frame::{Exit, desk};

/// 找企业：在不在本地、能补哪些缺口；名称、简称、曾用名、编号、代码都可以，一部分也行；也找环节、产业链、人物、基金、协会和招商队
#[derive(Debug, clap::Args)]
#[command(after_help = "示例：\n  liantu find 阳光电源\n  liantu find 禾赛 --chain nev --format json")]
pub struct FindArgs {
    /// 名称（一部分也行）、编号、统一社会信用代码或股票代码
    #[arg(value_name = "TEXT")]
    text: String,
    /// 产业链的编号或名称；默认它所在的各条链
    #[arg(long, value_name = "C")]
    chain: Option<String>,
    #[command(flatten)]
    standpoint: StandpointArgs,
    #[command(flatten)]
    rules: RulesArgs,
    #[command(flatten)]
    printing: Printing,
}

/// Runs the command.
pub async fn run(store: &Path, args: FindArgs) -> anyhow::Result<Exit> {
    let desk = desk(store, args.rules.file.as_deref(), args.standpoint.known_at).await?;
    let FindArgs { text, chain, standpoint: StandpointArgs { home, as_of, .. }, printing, .. } = args;
    let question = FindQuestion { text, chain, home, as_of, ..FindQuestion::default() };
    let answer = desk.find(&question).await?;
    printing.print(&answer, || match answer.total {
        0 => Printed::Sentences { text: heading(&answer) + &others(&answer), table: answer.table() },
        _ => Printed::Table { before: heading(&answer), table: answer.table(), after: others(&answer) },
    })?;
    Ok(if answer.is_empty() { Exit::Failed } else { Exit::Done })
}

/// What else goes by the text, a line a kind.
fn others(answer: &FindAnswer) -> String {
    let mut text = String::new();
    for found in &answer.others {
        let name = |thing: &FoundThing| match thing.about.as_str() {
            "" => format!("{} {}", thing.id, thing.name),
            about => format!("{} {}（{about}）", thing.id, thing.name),
        };
        let names: Vec<String> = found.things.iter().map(name).collect();
        let more = if found.total > names.len() { format!(" 等 {} 个", found.total) } else { String::new() };
        text.push_str(&format!("\n{}：{}{more}\n", found.kind.zh(), names.join("；")));
    }
    text
}

fn heading(answer: &FindAnswer) -> String {
    let shown = answer.enterprises.len();
    match answer.total {
        0 => format!("没有企业叫「{}」。可换简称、曾用名或代码再找，也可能还没有导入。\n", answer.text),
        total if total > shown => format!("「{}」有 {total} 家，列出最像的 {shown} 家\n\n", answer.text),
        total => format!("「{}」有 {total} 家\n\n", answer.text),
    }
}
