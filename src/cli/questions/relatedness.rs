//! `liantu relatedness`: how near each leaf is to what the home does, and how complex it is.
//!
//! JSON: what `/api/v1/relatedness` answers (docs/openapi.json).

use std::path::Path;

use crate::app::{RelatednessAnswer, RelatednessQuestion};
use crate::cli::frame::output::{Printed, Printing, unknown};
use crate::cli::frame::question::{RulesArgs, StandpointArgs};
use crate::cli::frame::{Exit, desk};

/// 产业相关与复杂度：每个环节离本地已有专长多近，有多复杂
#[derive(Debug, clap::Args)]
#[command(
    after_help = "示例：\n  liantu relatedness --chain 集成电路 --home 合肥\n  liantu relatedness --home 340100 --format csv"
)]
pub struct RelatednessArgs {
    /// 产业链的编号或名称；默认全部产业链（此时须有 --home）
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
pub async fn run(store: &Path, args: RelatednessArgs) -> anyhow::Result<Exit> {
    let desk = desk(store, args.rules.file.as_deref(), args.standpoint.known_at).await?;
    let question = RelatednessQuestion { chain: args.chain, home: args.standpoint.home, as_of: args.standpoint.as_of };
    let answer = desk.relatedness(&question)?;
    args.printing.print(&answer, || Printed::Table {
        before: heading(&answer),
        table: answer.table(),
        after: footing(&answer),
    })?;
    Ok(Exit::Done)
}

fn heading(answer: &RelatednessAnswer) -> String {
    let chain = match (&answer.chain, &answer.chain_name) {
        (Some(id), Some(name)) => format!("{name}（{id}）"),
        _ => "全部产业链".to_owned(),
    };
    let home = if answer.home_name == answer.home.to_string() { "" } else { &answer.home_name };
    let diversity = answer.diversity.map_or_else(unknown, |n| n.to_string());
    format!(
        "{chain} 本地 {home} {} 截至 {} 规则 {}\n{} 个地区、{} 家企业可比  本地专长环节 {diversity} 个  本地经济复杂度 ECI {}\n\n",
        answer.home,
        answer.as_of,
        answer.rules,
        answer.regions,
        answer.enterprises,
        answer.eci.map_or_else(unknown, |eci| format!("{eci:.2}"))
    )
}

fn footing(answer: &RelatednessAnswer) -> String {
    let notices = [&answer.unknown, &answer.complexity_unknown];
    let told: String = notices.into_iter().flatten().map(|notice| format!("! {notice}\n")).collect();
    if told.is_empty() { told } else { format!("\n{told}") }
}
