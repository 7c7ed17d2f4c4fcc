//! `liantu match`: which known firms the names of a file mean.

use std::path::{Path, PathBuf};

use crate::app::{MatchAnswer, names_in};
use crate::cli::frame::output::{Format, print, print_json};
use crate::cli::frame::{Exit, desk};

/// 名单里的企业是不是已有的：简称、曾用名、繁体、写法不同也认得，逐条给出判断（same 同一家，review 待核对，none 没有）和理由
#[derive(Debug, clap::Args)]
#[command(
    after_help = "示例：\n  liantu match 名单.csv\n  liantu match 名单.csv --column 企业名称 --format csv > 匹配.csv"
)]
pub struct MatchArgs {
    /// CSV 文件；XLSX 要用 --sheet 写工作表
    #[arg(value_name = "FILE")]
    file: PathBuf,
    /// 企业名称所在的列；默认按表头找，找不到就用第一列
    #[arg(long, value_name = "C")]
    column: Option<String>,
    /// XLSX 的工作表
    #[arg(long, value_name = "S")]
    sheet: Option<String>,
    #[arg(long, value_enum, default_value_t)]
    format: Format,
}

/// Runs the command.
pub async fn run(store: &Path, args: MatchArgs) -> anyhow::Result<Exit> {
    let names = names_in(&args.file, args.sheet.as_deref(), args.column.as_deref())?;
    let answer = desk(store, None, None).await?.match_names(names).await?;
    match args.format {
        Format::Json => print_json(&answer)?,
        Format::Csv => print(&answer.csv()?)?,
        Format::Table => print(&format!("{}{}", heading(&answer), answer.table().on_terminal()))?,
    }
    Ok(Exit::Done)
}

fn heading(answer: &MatchAnswer) -> String {
    let none = answer.names - answer.same - answer.review;
    format!("{} 个名称：同一家 {}，待核对 {}，没有 {none}\n\n", answer.names, answer.same, answer.review)
}
