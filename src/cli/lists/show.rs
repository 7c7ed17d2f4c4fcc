//! The verbs that read a list.

use std::path::Path;

use crate::app::AppError;
use crate::app::lists::{ListQuestion, list_history_table};
use crate::cli::frame::output::{Printed, Printing};
use crate::cli::frame::{Exit, store_desk};
use crate::model::TargetState;

/// 查看清单
#[derive(Debug, clap::Args)]
pub struct ShowArgs {
    /// 产业链的编号或名称
    #[arg(long, value_name = "C")]
    chain: String,
    /// 只看一支招商队
    #[arg(long, value_name = "Q")]
    squad: Option<String>,
    /// 只看一种状态
    #[arg(long, value_name = "S")]
    state: Option<String>,
    #[command(flatten)]
    printing: Printing,
}

/// 谁在什么时候改了什么
#[derive(Debug, clap::Args)]
pub struct ListHistoryArgs {
    /// 产业链的编号或名称
    #[arg(long, value_name = "C")]
    chain: String,
    /// 只看一家企业
    #[arg(value_name = "E")]
    enterprise: Option<String>,
    #[command(flatten)]
    printing: Printing,
}

/// Shows the list.
pub async fn show(store: &Path, args: ShowArgs) -> anyhow::Result<Exit> {
    let state = args.state.as_deref().map(state).transpose()?;
    let desk = store_desk(store).await?;
    let answer = desk.target_list(&ListQuestion { chain: args.chain, squad: args.squad, state }).await?;
    args.printing.print(&answer, || {
        let before = format!("{} · 目标清单：{} / {} 家\n\n", answer.chain_name, answer.entries.len(), answer.total);
        Printed::Table {
            before,
            table: answer.table(),
            after: answer.twice().iter().map(|told| format!("! {told}\n")).collect(),
        }
    })?;
    Ok(Exit::Done)
}

fn state(given: &str) -> Result<TargetState, AppError> {
    TargetState::from_word(given).ok_or_else(|| {
        let known: Vec<String> = TargetState::ALL.iter().map(|s| format!("{}（{}）", s.code(), s.zh())).collect();
        AppError::BadRequest(format!("没有「{given}」这种状态；可写 {}", known.join("、")))
    })
}

/// Tells who changed what.
pub async fn history(store: &Path, args: ListHistoryArgs) -> anyhow::Result<Exit> {
    let desk = store_desk(store).await?;
    let found = desk.list_history(&args.chain, args.enterprise.as_deref()).await?;
    let told = || Printed::table(list_history_table(&found));
    args.printing.print(&serde_json::json!({ "history": &found }), told)?;
    Ok(Exit::Done)
}
