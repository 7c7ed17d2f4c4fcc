//! `liantu find`: is this firm at home, a candidate, of which gaps?

use std::path::Path;

use crate::app::{FindAnswer, FindQuestion};
use crate::cli::frame::output::{Printed, Printing};
use crate::cli::frame::question::{RulesArgs, StandpointArgs};
use crate::cli::frame::{Exit, desk};

/// 找一家企业：在不在本地、能补哪些缺口；名称、简称、曾用名、编号、代码都可以，一部分也行
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
    let answer = desk.find(&FindQuestion { text, chain, home, as_of }).await?;
    printing.print(&answer, || match answer.total {
        0 => Printed::Sentences { text: heading(&answer), table: answer.table() },
        _ => Printed::Table { before: heading(&answer), table: answer.table(), after: String::new() },
    })?;
    Ok(if answer.total == 0 { Exit::Failed } else { Exit::Done })
}

fn heading(answer: &FindAnswer) -> String {
    let shown = answer.enterprises.len();
    match answer.total {
        0 => format!("没有企业叫「{}」。可换简称、曾用名或代码再找，也可能还没有导入。\n", answer.text),
        total if total > shown => format!("「{}」有 {total} 家，列出最像的 {shown} 家\n\n", answer.text),
        total => format!("「{}」有 {total} 家\n\n", answer.text),
    }
}
