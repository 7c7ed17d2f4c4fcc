//! `liantu claim`: what a squad does with a claim.

use std::path::Path;

use clap::Subcommand;

use crate::app::AppError;
use crate::app::claims::{ClaimAsked, ClaimDone, Claimed, NewLead};
use crate::cli::frame::output::print;
use crate::cli::frame::{Exit, desk};

/// 认领：一支招商队认领一家企业三十天，续期，释放，报新线索
#[derive(Debug, clap::Args)]
#[command(
    after_help = "示例：\n  liantu claim take 甲公司 --squad 驻沪招商队\n  liantu claim renew 甲公司 --squad 驻沪招商队\n  liantu claim lead --chain 集成电路 --name 示例新材料有限公司 --place 上海 --squad 驻沪招商队"
)]
pub struct ClaimArgs {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    Take(TakeArgs),
    Renew(RenewArgs),
    Release(ReleaseArgs),
    Lead(LeadArgs),
}

/// 认领一家企业；已被别队认领时记为撞单
#[derive(Debug, clap::Args)]
struct TakeArgs {
    #[command(flatten)]
    of: OfSquad,
}

/// 续期：从今天起再三十天
#[derive(Debug, clap::Args)]
struct RenewArgs {
    #[command(flatten)]
    of: OfSquad,
}

/// 释放：不再跟了，别队可以认领
#[derive(Debug, clap::Args)]
struct ReleaseArgs {
    #[command(flatten)]
    of: OfSquad,
}

#[derive(Debug, clap::Args)]
struct OfSquad {
    /// 企业的编号或名称
    #[arg(value_name = "E")]
    enterprise: String,
    /// 招商队的编号或名称
    #[arg(long, value_name = "Q")]
    squad: String,
    /// 经手人；默认为系统用户名
    #[arg(long, value_name = "W")]
    who: Option<String>,
}

impl From<OfSquad> for ClaimAsked {
    fn from(of: OfSquad) -> Self {
        Self { enterprise: of.enterprise, squad: Some(of.squad), who: of.who }
    }
}

/// 报新线索：还没有列入的企业，先给工作组看
#[derive(Debug, clap::Args)]
struct LeadArgs {
    /// 产业链的编号或名称
    #[arg(long, value_name = "C")]
    chain: String,
    /// 企业全称
    #[arg(long, value_name = "N")]
    name: String,
    /// 所在地
    #[arg(long, value_name = "P", default_value_t)]
    place: String,
    /// 环节的编号或名称
    #[arg(long, value_name = "S", default_value_t)]
    segment: String,
    /// 主营产品
    #[arg(long, value_name = "T", default_value_t)]
    products: String,
    /// 备注
    #[arg(long, value_name = "T", default_value_t)]
    note: String,
    /// 招商队的编号或名称；不写是工作组自己报的
    #[arg(long, value_name = "Q")]
    squad: Option<String>,
    /// 经手人；默认为系统用户名
    #[arg(long, value_name = "W")]
    who: Option<String>,
}

impl From<LeadArgs> for NewLead {
    fn from(args: LeadArgs) -> Self {
        let LeadArgs { chain, name, place, segment, products, note, squad, who } = args;
        Self { chain, name, place, segment, products, note, squad, who }
    }
}

/// Runs the command.
pub async fn run(store: &Path, args: ClaimArgs) -> anyhow::Result<Exit> {
    let desk = desk(store, None, None).await?;
    match args.command {
        Command::Take(args) => match desk.claim(&args.of.into()).await? {
            Claimed::Got(done) => tell("已认领", &done),
            Claimed::Collided { name, taken, number } => {
                let told = Claimed::collision_told(&name, &taken);
                Err(AppError::BadRequest(format!("{told}，日志号 {number}")).into())
            }
        },
        Command::Renew(args) => tell("已续期", &desk.claim_renew(&args.of.into()).await?),
        Command::Release(args) => tell("已释放", &desk.claim_release(&args.of.into()).await?),
        Command::Lead(args) => tell("已报新线索", &desk.new_lead(&args.into()).await?),
    }
}

/// Tells what was done.
pub fn tell(done: &str, claim: &ClaimDone) -> anyhow::Result<Exit> {
    let taken = claim.taken.as_ref().map(|taken| format!("，{}", taken.told())).unwrap_or_default();
    let warnings: String = claim.warnings.iter().map(|warning| format!("! {warning}\n")).collect();
    match claim.number {
        Some(number) => print(&format!("{done}：{}{taken}，日志号 {number}\n{warnings}", claim.name))?,
        None => print(&format!("和原来一样，没有改动：{}{taken}\n{warnings}", claim.name))?,
    }
    Ok(Exit::Done)
}
