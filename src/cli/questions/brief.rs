//! `liantu brief`: the brief of a chain as text, JSON, or one sheet of A4.

use std::io::{IsTerminal, Write};
use std::path::Path;

use clap::ValueEnum;

use crate::app::{AppError, BriefQuestion, printed_pdf};
use crate::cli::frame::output::{print, print_json, to_stderr};
use crate::cli::frame::question::{QuestionArgs, RulesArgs};
use crate::cli::frame::{Exit, desk};
use crate::model::Day;

/// What a brief is printed as.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum, Default)]
enum BriefFormat {
    /// 可以贴到群里的文字
    #[default]
    Text,
    Json,
    /// 一页 A4，写到标准输出
    Pdf,
}

/// 简报：一条产业链缺什么、为什么要紧、谁在跟、有何变化
#[derive(Debug, clap::Args)]
#[command(
    after_help = "示例：\n  liantu brief --chain 集成电路\n  liantu brief --chain ic --since 2026-09-18 --format pdf > 简报.pdf"
)]
pub struct BriefArgs {
    #[command(flatten)]
    question: QuestionArgs,
    /// 与这一天比较；默认是上次会议那天，没有会议则两个月前
    #[arg(long, value_name = "D")]
    since: Option<Day>,
    /// 带上先给谁打电话、电话多少；谁看过记入日志
    #[arg(long)]
    contacts: bool,
    /// 记入日志的经手人；默认是系统用户
    #[arg(long, value_name = "W", requires = "contacts")]
    who: Option<String>,
    #[command(flatten)]
    rules: RulesArgs,
    #[arg(long, value_enum, default_value_t)]
    format: BriefFormat,
}

/// Runs the command.
pub async fn run(store: &Path, args: BriefArgs) -> anyhow::Result<Exit> {
    let pdf = args.format == BriefFormat::Pdf;
    if pdf && std::io::stdout().is_terminal() {
        let message = "PDF 不能显示在终端上；请写到文件，如 liantu brief … --format pdf > 简报.pdf";
        return Err(AppError::BadRequest(message.to_owned()).into());
    }
    let desk = desk(store, args.rules.file.as_deref(), args.question.standpoint.known_at).await?;
    let question = BriefQuestion { question: args.question.into(), since: args.since };
    let brief = match args.contacts {
        true => desk.brief_with_contacts(&question, args.who.as_deref()).await?,
        false => desk.brief(&question).await?,
    };
    match args.format {
        BriefFormat::Text => print(&brief.sheet().text())?,
        BriefFormat::Json => print_json(&brief)?,
        BriefFormat::Pdf => {
            let pages = desk.printed_brief(&brief)?;
            let file = printed_pdf(&pages)?;
            pages.lacking.iter().for_each(|lack| to_stderr(&format!("! {lack}\n")));
            let mut out = std::io::stdout().lock();
            out.write_all(&file)?;
            out.flush()?;
        }
    }
    Ok(Exit::Done)
}
