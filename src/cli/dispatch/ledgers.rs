//! `liantu requests`, `bids`, `care`: rows of a ledger, those that are late first, each with how it stands.

use std::path::Path;

use crate::app::KnownAt;
use crate::app::ledgers::{Ledger, LedgerQuestion};
use crate::cli::frame::output::{Printed, Printing};
use crate::cli::frame::{Exit, desk};

/// Which rows of a ledger are asked for.
#[derive(Debug, clap::Args)]
pub struct LedgerArgs {
    /// 只列哪一种：诉求 open 在办的（默认）、overdue 逾期的、closed 已办结的；申报 open 在办的（默认）、follow 该跟进的、ended
    /// 已有结果的；包联 unseen 今年没有走访的；all 全部
    #[arg(long, value_name = "哪一种")]
    only: Option<String>,
    /// 含这些字的
    #[arg(long, value_name = "T", default_value = "")]
    text: String,
    /// 当时所知：日志号 N，或日期 D（当天结束时）；默认现在
    #[arg(long, value_name = "D|N")]
    known_at: Option<KnownAt>,
    #[command(flatten)]
    printing: Printing,
}

/// Runs the command of a ledger.
pub async fn run(store: &Path, ledger: Ledger, args: LedgerArgs) -> anyhow::Result<Exit> {
    let question = LedgerQuestion { only: args.only, text: args.text, ..LedgerQuestion::usual(ledger) };
    let answer = desk(store, None, args.known_at).await?.ledger(&question).await?;
    args.printing.print(&answer, || Printed::Table {
        before: format!("{} 截至 {}\n\n", answer.title, answer.today),
        table: answer.table(),
        after: String::new(),
    })?;
    Ok(Exit::Done)
}
