//! The verbs that read a list.
//!
//! JSON of `show`: `chain, chain_name, total, entries: [{enterprise, name, segment, state, squad, recruiter, note, next,
//! due, …}]`; of `history`: `history: [{enterprise, name, number, when, who, why, changes: [{field, before, after}]}]`.

use std::path::Path;

use super::super::Exit;
use super::super::output::{Format, Table, print, print_json};
use super::opened;
use crate::app::AppError;
use crate::app::target_list::{EntryChange, ListAnswer, ListQuestion};
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
    #[arg(long, value_enum, default_value_t)]
    format: Format,
}

/// 谁在什么时候改了什么
#[derive(Debug, clap::Args)]
pub struct HistoryArgs {
    /// 产业链的编号或名称
    #[arg(long, value_name = "C")]
    chain: String,
    /// 只看一家企业
    #[arg(value_name = "E")]
    enterprise: Option<String>,
    #[arg(long, value_enum, default_value_t)]
    format: Format,
}

/// Shows the list.
pub async fn show(store: &Path, args: ShowArgs) -> anyhow::Result<Exit> {
    let state = args.state.as_deref().map(state).transpose()?;
    let (_, list) = opened(store, &args.chain, &[]).await?;
    let answer = list.answer(&ListQuestion { chain: args.chain, squad: args.squad, state })?;
    match args.format {
        Format::Json => print_json(&answer)?,
        Format::Csv => print(&answer.csv()?)?,
        Format::Table => {
            print(&format!("{} · 目标清单：{} / {} 家\n\n", answer.chain_name, answer.entries.len(), answer.total))?;
            short(&answer).print(false)?;
            for twice in answer.entries.iter().filter(|e| e.twice) {
                print(&format!(
                    "! 「{}」有两条（记录 {}）：两条企业记录已合并，请放弃其中一条\n",
                    twice.name, twice.record
                ))?;
            }
        }
    }
    Ok(Exit::Done)
}

fn state(given: &str) -> Result<TargetState, AppError> {
    TargetState::from_word(given).ok_or_else(|| {
        let known: Vec<String> = TargetState::ALL.iter().map(|s| format!("{}（{}）", s.code(), s.zh())).collect();
        AppError::BadRequest(format!("没有「{given}」这种状态；可写 {}", known.join("、")))
    })
}

/// What fits a screen.
fn short(answer: &ListAnswer) -> Table {
    let mut table = Table::new(&["企业", "名称", "环节", "状态", "招商队", "招商员", "下一步", "期限", "备注"]);
    for entry in &answer.entries {
        table.row([
            entry.enterprise.clone(),
            entry.name.clone(),
            entry.segment_name.clone().unwrap_or_default(),
            entry.state_name.to_owned(),
            entry.squad_name.clone().unwrap_or_default(),
            entry.recruiter_name.clone().unwrap_or_default(),
            entry.next.clone(),
            entry.due.clone().unwrap_or_default(),
            entry.note.clone(),
        ]);
    }
    table
}

/// Tells who changed what.
pub async fn history(store: &Path, args: HistoryArgs) -> anyhow::Result<Exit> {
    let given = args.enterprise.as_deref();
    let (store, list) = opened(store, &args.chain, &given.into_iter().collect::<Vec<_>>()).await?;
    let found = list.history(&store, given).await?;
    if args.format == Format::Json {
        print_json(&serde_json::json!({ "history": found }))?;
    } else {
        lines(&found).print(args.format == Format::Csv)?;
    }
    Ok(Exit::Done)
}

fn lines(found: &[EntryChange]) -> Table {
    let mut table = Table::new(&["日志号", "时间", "谁", "企业", "名称", "字段", "原来", "现在"]);
    for change in found {
        for value in &change.changes {
            let blank = |text: &Option<String>| text.clone().unwrap_or_else(|| "—".into());
            table.row([
                change.number.to_string(),
                change.when.clone(),
                change.who.clone(),
                change.enterprise.clone(),
                change.name.clone(),
                value.field.clone(),
                blank(&value.before),
                blank(&value.after),
            ]);
        }
    }
    table
}
