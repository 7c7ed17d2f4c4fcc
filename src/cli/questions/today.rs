//! `liantu today`: what waits for somebody today.

use std::path::Path;

use clap::ValueEnum;
use serde_json::json;

use crate::cli::frame::output::{print, print_json};
use crate::cli::frame::{Exit, desk};

/// What it is printed as.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum, Default)]
enum TodayFormat {
    #[default]
    Text,
    Json,
}

/// 今日：没有办完的导入、到期和逾期的下一步、没交回的离线包、下次会议、清单的变化，和每条链最要紧的缺口
#[derive(Debug, clap::Args)]
#[command(after_help = "示例：\n  liantu today\n  liantu today --format json")]
pub struct TodayArgs {
    #[arg(long, value_enum, default_value_t)]
    format: TodayFormat,
}

/// Runs the command.
pub async fn run(store: &Path, args: &TodayArgs) -> anyhow::Result<Exit> {
    let sections = desk(store, None, None).await?.waiting_today().await?;
    if args.format == TodayFormat::Json {
        print_json(&json!({ "sections": sections }))?;
        return Ok(Exit::Done);
    }
    let mut text = String::new();
    for section in &sections {
        let late = if section.late > 0 { format!("，逾期{}", section.late) } else { String::new() };
        text.push_str(&format!("■ {}：{}{late}\n", section.title, section.total));
        for line in &section.lines {
            text.push_str(&format!("　{}{}\n", if line.late { "［逾期］" } else { "" }, line.text));
        }
        if section.more() > 0 {
            text.push_str(&format!("　另有{}\n", section.more()));
        }
    }
    print(if text.is_empty() {
        "还没有产业链：先运行 liantu import 文件夹，或打开网页里的“数据”。\n"
    } else {
        &text
    })?;
    Ok(Exit::Done)
}
