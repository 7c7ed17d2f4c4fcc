use std::path::Path;

use crate::app::AppError;
use crate::app::upkeep::journal::JournalQuestion;
use crate::cli::frame::output::{Format, Printed, Printing, print, print_json};
use crate::cli::frame::{Exit, store_desk};
use crate::model::{Day, DeedSort};

/// 日志：谁何时改了、看了、带走了、登录了什么；并核对日志有没有被改动
#[derive(Debug, clap::Args)]
#[command(
    after_help = "示例：\n  liantu journal --what 联系方式 --from 2026-11-01\n  liantu journal --who wang --chain 集成电路\n  liantu journal --format csv --columns all > 日志.csv\n  liantu journal --check"
)]
pub struct JournalArgs {
    /// 谁：账号，或经手人
    #[arg(long, value_name = "W")]
    who: Option<String>,
    /// 做什么：导入、撤销、清单、离线包、联系方式、导出、认定、改动、账户、登录、抹去、其他
    #[arg(long, value_name = "A")]
    what: Option<String>,
    /// 产业链的编号或名称
    #[arg(long, value_name = "C")]
    chain: Option<String>,
    /// 从这一天起
    #[arg(long, value_name = "D1")]
    from: Option<Day>,
    /// 到这一天为止
    #[arg(long, value_name = "D2")]
    to: Option<Day>,
    /// 逐条核对摘要：日志有没有被改动或缺号
    #[arg(long, conflicts_with_all = ["who", "what", "chain", "from", "to"])]
    check: bool,
    #[command(flatten)]
    printing: Printing,
}

/// Runs the command.
pub async fn run(store: &Path, args: JournalArgs) -> anyhow::Result<Exit> {
    let desk = store_desk(store).await?;
    if args.check {
        let holds = desk.journal_holds().await?;
        if args.printing.format == Format::Json {
            print_json(&holds)?;
        } else {
            let problems: String = holds.problems.iter().map(|problem| format!("! {problem}\n")).collect();
            print(&format!("{problems}{}\n", holds.told()))?;
        }
        return Ok(if holds.problems.is_empty() { Exit::Done } else { Exit::Failed });
    }
    let unread = |text: &str| AppError::BadRequest(format!("--what 的值「{text}」读不懂；可写 {}", words()));
    let what = args.what.as_deref().map(|text| DeedSort::from_word(text).ok_or_else(|| unread(text))).transpose()?;
    let JournalArgs { who, chain, from, to, .. } = args;
    let answer = desk.journal(&JournalQuestion { who, what, chain, from, to, most: None }).await?;
    args.printing.print(&answer, || {
        let after = format!("日志共 {} 条，最后一条的摘要 {}\n", answer.last, answer.digest);
        Printed::Table { before: String::new(), table: answer.table(), after }
    })?;
    Ok(Exit::Done)
}

fn words() -> String {
    DeedSort::ALL.iter().map(|sort| sort.zh()).collect::<Vec<_>>().join("、")
}
