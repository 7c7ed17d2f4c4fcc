//! `liantu find`: is this firm at home, a candidate, of which gaps?

use std::path::{Path, PathBuf};

use crate::app::{FindAnswer, FindQuestion, KnownAt};
use crate::cli::frame::output::{Printing, Told};
use crate::cli::frame::{Exit, desk};
use crate::model::Day;

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
    /// 本地：区划代码或名称；默认为产业链所属城市
    #[arg(long, value_name = "H")]
    home: Option<String>,
    /// 截至哪一天，YYYY-MM-DD；默认今天
    #[arg(long, value_name = "D")]
    as_of: Option<Day>,
    /// 当时所知：日志号 N，或日期 D（当天结束时）；默认现在
    #[arg(long, value_name = "D|N")]
    known_at: Option<KnownAt>,
    /// 规则文件，缺的项按内置规则
    #[arg(long, value_name = "F")]
    rules: Option<PathBuf>,
    #[command(flatten)]
    printing: Printing,
}

/// Runs the command.
pub async fn run(store: &Path, args: FindArgs) -> anyhow::Result<Exit> {
    let desk = desk(store, args.rules.as_deref(), args.known_at).await?;
    let FindArgs { text, chain, home, as_of, printing, .. } = args;
    let answer = desk.find(&FindQuestion { text, chain, home, as_of }).await?;
    printing.print(&answer, || match answer.total {
        0 => Told::Sentences { text: heading(&answer), table: answer.table() },
        _ => Told::Table { before: heading(&answer), table: answer.table(), after: String::new() },
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
