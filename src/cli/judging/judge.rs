//! `liantu merge`, `same`, `different`, `unsure`, `unmerge`: saying which firms are one.

use std::path::Path;

use crate::app::judging::{JudgeAsked, JudgeDone, UnmergeAsked};
use crate::cli::frame::output::print;
use crate::cli::frame::{Exit, desk};
use crate::model::JudgedAs;

/// 合并两家企业：它们是同一家
#[derive(Debug, clap::Args)]
#[command(
    after_help = "示例：\n  liantu merge 邵阳液压 邵阳维克液压股份有限公司\n撤销用 liantu undo 日志号，或 liantu unmerge"
)]
pub struct MergeArgs {
    #[command(flatten)]
    pair: PairArgs,
}

/// 判断两家（或两条记录）是同一家，和 merge 一样
#[derive(Debug, clap::Args)]
#[command(after_help = "示例：\n  liantu same E001 E002 --reason 同一个统一社会信用代码")]
pub struct SameArgs {
    #[command(flatten)]
    pair: PairArgs,
}

/// 判断两家（或两条记录）不是一家，以后也不会自动并到一起
#[derive(Debug, clap::Args)]
#[command(after_help = "示例：\n  liantu different E001 E002 --reason 两个法人")]
pub struct DifferentArgs {
    #[command(flatten)]
    pair: PairArgs,
}

/// 判断说不准：现在怎样还怎样，查重不再问
#[derive(Debug, clap::Args)]
#[command(after_help = "示例：\n  liantu unsure E001 E002 --reason 等工商登记")]
pub struct UnsureArgs {
    #[command(flatten)]
    pair: PairArgs,
}

/// 把记录从它现在的企业取出
#[derive(Debug, clap::Args)]
#[command(after_help = "示例：\n  liantu unmerge E002 --reason 是另一家\n记录的编号见 liantu history")]
pub struct UnmergeArgs {
    /// 记录的编号；几条要一起取出的写在一起
    #[arg(value_name = "RECORD", required = true)]
    records: Vec<String>,
    /// 理由
    #[arg(long, value_name = "R", default_value_t)]
    reason: String,
    /// 经手人；默认为系统用户名
    #[arg(long, value_name = "W")]
    who: Option<String>,
}

#[derive(Debug, clap::Args)]
struct PairArgs {
    /// 一家的编号或名称，或它一条记录的编号
    #[arg(value_name = "A")]
    one: String,
    /// 另一家的
    #[arg(value_name = "B")]
    other: String,
    /// 理由
    #[arg(long, value_name = "R", default_value_t)]
    reason: String,
    /// 两家都被认领时，留哪支招商队的认领
    #[arg(long, value_name = "Q")]
    claim: Option<String>,
    /// 经手人；默认为系统用户名
    #[arg(long, value_name = "W")]
    who: Option<String>,
}

/// Runs `merge`.
pub async fn merge(store: &Path, args: MergeArgs) -> anyhow::Result<Exit> {
    judge(store, args.pair, JudgedAs::Same).await
}

/// Runs `same`.
pub async fn same(store: &Path, args: SameArgs) -> anyhow::Result<Exit> {
    judge(store, args.pair, JudgedAs::Same).await
}

/// Runs `different`.
pub async fn different(store: &Path, args: DifferentArgs) -> anyhow::Result<Exit> {
    judge(store, args.pair, JudgedAs::Different).await
}

/// Runs `unsure`.
pub async fn unsure(store: &Path, args: UnsureArgs) -> anyhow::Result<Exit> {
    judge(store, args.pair, JudgedAs::Unsure).await
}

/// Runs `unmerge`.
pub async fn unmerge(store: &Path, args: UnmergeArgs) -> anyhow::Result<Exit> {
    let UnmergeArgs { records, reason, who } = args;
    tell(&desk(store, None, None).await?.unmerge(&UnmergeAsked { records, reason, who }).await?)
}

async fn judge(store: &Path, args: PairArgs, said: JudgedAs) -> anyhow::Result<Exit> {
    let PairArgs { one, other, reason, claim, who } = args;
    tell(&desk(store, None, None).await?.judge(&JudgeAsked { said, one, other, reason, claim, who }).await?)
}

fn tell(done: &JudgeDone) -> anyhow::Result<Exit> {
    let mut text = done.told.join("\n");
    if let Some(number) = done.number {
        text.push_str(&format!("\n日志号 {number}；撤销用 liantu undo {number}"));
    }
    print(&(text + "\n"))?;
    Ok(Exit::Done)
}
