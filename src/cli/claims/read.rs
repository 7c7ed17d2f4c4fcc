//! `liantu claims`: reading claims, and deciding of them.

use std::path::Path;

use clap::Subcommand;

use crate::app::Desk;
use crate::app::claims::{RulingAsked, claims_table, collisions_table};
use crate::cli::claims::claim::tell;
use crate::cli::frame::output::{Printed, Printing, print, print_json};
use crate::cli::frame::{Exit, desk};
use crate::model::Ruling;

/// 查看认领和撞单，问一家企业有没有人认领，裁定
#[derive(Debug, clap::Args)]
#[command(
    after_help = "示例：\n  liantu claims show\n  liantu claims collisions --format json\n  liantu claims taken 甲公司\n  liantu claims rule 甲公司 --hand-over 驻沪招商队 --reason \"首谈在先\""
)]
pub struct ClaimsArgs {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    Show(ShowArgs),
    Collisions(CollisionsArgs),
    Taken(TakenArgs),
    Rule(RuleArgs),
}

/// 哪支招商队认领了哪一家，到哪一天
#[derive(Debug, clap::Args)]
struct ShowArgs {
    /// 当作哪支招商队来看：它的、它能认领的、别队的
    #[arg(long, value_name = "Q")]
    squad: Option<String>,
    #[command(flatten)]
    printing: Printing,
}

/// 撞单：谁也要认领，裁定了没有
#[derive(Debug, clap::Args)]
struct CollisionsArgs {
    #[command(flatten)]
    printing: Printing,
}

/// 这家企业有没有人认领
#[derive(Debug, clap::Args)]
struct TakenArgs {
    /// 企业的编号或名称
    #[arg(value_name = "E")]
    enterprise: String,
    /// 写成 JSON
    #[arg(long)]
    json: bool,
}

/// 裁定：维持、移交给另一队，或终止，要写理由
#[derive(Debug, clap::Args)]
#[command(group(clap::ArgGroup::new("ruling").required(true)))]
struct RuleArgs {
    /// 企业的编号或名称
    #[arg(value_name = "E")]
    enterprise: String,
    /// 维持现在的认领
    #[arg(long, group = "ruling")]
    keep: bool,
    /// 移交给哪支招商队
    #[arg(long, value_name = "Q", group = "ruling")]
    hand_over: Option<String>,
    /// 终止，谁都可以再认领
    #[arg(long, group = "ruling")]
    end: bool,
    /// 理由
    #[arg(long, value_name = "R")]
    reason: String,
    /// 经手人；默认为系统用户名
    #[arg(long, value_name = "W")]
    who: Option<String>,
}

/// Runs the command.
pub async fn run(store: &Path, args: ClaimsArgs) -> anyhow::Result<Exit> {
    let desk = desk(store, None, None).await?;
    match args.command {
        Command::Show(args) => show(&desk, &args).await,
        Command::Collisions(args) => collisions(&desk, &args).await,
        Command::Taken(args) => {
            let answer = desk.taken(&args.enterprise).await?;
            if args.json {
                print_json(&answer)?
            } else {
                print(&(answer.told() + "\n"))?
            }
            Ok(Exit::Done)
        }
        Command::Rule(args) => rule(&desk, args).await,
    }
}

async fn show(desk: &Desk, args: &ShowArgs) -> anyhow::Result<Exit> {
    let answer = desk.claims(args.squad.as_deref()).await?;
    args.printing.print(&answer, || {
        let waiting = answer.collisions.iter().filter(|line| line.open).count();
        let after = if waiting > 0 { format!("! {waiting} 处撞单等待裁定\n") } else { String::new() };
        Printed::Table { before: String::new(), table: claims_table(&answer), after }
    })?;
    Ok(Exit::Done)
}

async fn collisions(desk: &Desk, args: &CollisionsArgs) -> anyhow::Result<Exit> {
    let collisions = desk.claims(None).await?.collisions;
    let told = || Printed::table(collisions_table(&collisions));
    args.printing.print(&serde_json::json!({ "collisions": &collisions }), told)?;
    Ok(Exit::Done)
}

async fn rule(desk: &Desk, args: RuleArgs) -> anyhow::Result<Exit> {
    let ruling = match (args.keep, &args.hand_over) {
        (_, Some(_)) => Ruling::HandOver,
        (true, None) => Ruling::Keep,
        (false, None) => Ruling::End,
    };
    let (enterprise, to) = (args.enterprise, args.hand_over);
    let asked = RulingAsked { enterprise, ruling, to, reason: args.reason, who: args.who };
    tell(&format!("已裁定{}", ruling.zh()), &desk.claim_rule(&asked).await?)
}
