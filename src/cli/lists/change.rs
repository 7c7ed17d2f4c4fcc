//! The verbs that change a list.

use std::path::Path;

use crate::app::Question;
use crate::app::lists::{AddTargets, ListChanged, Suggestion, TargetChange};
use crate::cli::frame::output::{Format, Printed, Printing, print};
use crate::cli::frame::{Exit, desk, store_desk};
use crate::cli::lists::given_fields::GivenFields;
use crate::model::{EntryField, ListDeed};

/// The chain of a list and who works on it.
#[derive(Debug, clap::Args)]
pub struct OnList {
    /// 产业链的编号或名称
    #[arg(long, value_name = "C")]
    chain: String,
    /// 经手人；默认为系统用户名
    #[arg(long, value_name = "W")]
    who: Option<String>,
}

impl OnList {
    fn who(&self) -> Option<&str> {
        self.who.as_deref()
    }
}

/// 列入清单，可一次写几家；已放弃的会重新列入
#[derive(Debug, clap::Args)]
pub struct AddArgs {
    #[command(flatten)]
    on: OnList,
    /// 企业的编号或全称
    #[arg(required = true, value_name = "E")]
    enterprises: Vec<String>,
    /// 环节；默认为企业所在的第一个缺口
    #[arg(long, value_name = "S")]
    segment: Option<String>,
    /// 本地；默认为产业链主管城市
    #[arg(long, value_name = "H")]
    home: Option<String>,
}

/// 派给招商队
#[derive(Debug, clap::Args)]
pub struct AssignArgs {
    #[command(flatten)]
    on: OnList,
    /// 企业的编号或全称，可写几家
    #[arg(required = true, value_name = "E")]
    enterprises: Vec<String>,
    /// 招商队的编号或名称
    #[arg(long, value_name = "Q")]
    squad: String,
    /// 招商员的编号或姓名
    #[arg(long, value_name = "R")]
    recruiter: Option<String>,
}

/// 更新一家目标企业；写空串就是清空
#[derive(Debug, clap::Args)]
pub struct SetArgs {
    #[command(flatten)]
    on: OnList,
    /// 企业的编号或全称
    #[arg(value_name = "E")]
    enterprise: String,
    #[command(flatten)]
    given: GivenFields,
}

/// 放弃一家目标企业
#[derive(Debug, clap::Args)]
pub struct DropArgs {
    #[command(flatten)]
    on: OnList,
    /// 企业的编号或全称
    #[arg(value_name = "E")]
    enterprise: String,
    /// 理由
    #[arg(long, value_name = "R")]
    reason: String,
}

/// 撤销清单上的一次改动：那一次改过的每一家都回到改之前
#[derive(Debug, clap::Args)]
pub struct ListUndoArgs {
    #[command(flatten)]
    on: OnList,
    /// 那一次改动的日志号，见 liantu list history
    #[arg(value_name = "N")]
    number: u64,
}

/// 建议派发：已列入而未派的目标各给哪支招商队，为什么；--apply 才写入
#[derive(Debug, clap::Args)]
pub struct SuggestArgs {
    #[command(flatten)]
    on: OnList,
    /// 按建议派发
    #[arg(long)]
    apply: bool,
    #[command(flatten)]
    printing: Printing,
}

/// Puts enterprises on the list.
pub async fn add(store: &Path, args: AddArgs) -> anyhow::Result<Exit> {
    let desk = desk(store, None, None).await?;
    let question = Question { chain: args.on.chain.clone(), home: args.home, ..Question::default() };
    let who = args.on.who.clone();
    let given = AddTargets { question, enterprises: args.enterprises, segment: args.segment, who };
    let added = desk.list_add(&given).await?;
    let already = if added.already.is_empty() {
        String::new()
    } else {
        format!("；已在清单上、没有改动的 {} 家：{}", added.already.len(), added.already.join("、"))
    };
    let number = added.number.unwrap_or_default();
    print(&format!("已列入 {} 家：{}，日志号 {number}{already}\n", added.added.len(), added.added.join("、")))?;
    Ok(Exit::Done)
}

/// Assigns entries to a squad.
pub async fn assign(store: &Path, args: AssignArgs) -> anyhow::Result<Exit> {
    let desk = store_desk(store).await?;
    let change = |enterprise: &String| {
        let mut set = vec![(EntryField::Squad, args.squad.clone())];
        set.extend(args.recruiter.clone().map(|recruiter| (EntryField::Recruiter, recruiter)));
        TargetChange { enterprise: enterprise.clone(), version: None, set }
    };
    let changes: Vec<TargetChange> = args.enterprises.iter().map(change).collect();
    tell("已派发", &desk.list_change(&args.on.chain, args.on.who(), ListDeed::Assign, &changes).await?)
}

/// Changes an entry.
pub async fn set(store: &Path, args: SetArgs) -> anyhow::Result<Exit> {
    let desk = store_desk(store).await?;
    let change = TargetChange { enterprise: args.enterprise, version: None, set: args.given.0 };
    tell("已更新", &desk.list_change(&args.on.chain, args.on.who(), ListDeed::Set, &[change]).await?)
}

/// Drops an entry.
pub async fn drop(store: &Path, args: DropArgs) -> anyhow::Result<Exit> {
    let desk = store_desk(store).await?;
    let set = vec![(EntryField::State, "dropped".to_owned()), (EntryField::Reason, args.reason)];
    let change = TargetChange { enterprise: args.enterprise, version: None, set };
    tell("已放弃", &desk.list_change(&args.on.chain, args.on.who(), ListDeed::Drop, &[change]).await?)
}

/// Takes a change of a list back.
pub async fn undo(store: &Path, args: ListUndoArgs) -> anyhow::Result<Exit> {
    let desk = store_desk(store).await?;
    tell("已撤销", &desk.list_undo(&args.on.chain, args.number, args.on.who()).await?)
}

fn tell(done: &str, changed: &ListChanged) -> anyhow::Result<Exit> {
    match changed.number {
        Some(number) => print(&format!("{done}：{}，日志号 {number}\n", changed.changed.join("、")))?,
        None => print("与清单上写的一样，没有改动\n")?,
    }
    Ok(Exit::Done)
}

/// Suggests an assignment, and carries it out where told to.
pub async fn suggest(store: &Path, args: SuggestArgs) -> anyhow::Result<Exit> {
    let desk = desk(store, None, None).await?;
    let question = Question { chain: args.on.chain.clone(), ..Question::default() };
    let answer = desk.list_suggest(&question).await?;
    args.printing.print(&answer, || {
        let after = answer.notices.iter().map(|notice| format!("! {notice}\n")).collect();
        Printed::Table { before: String::new(), table: answer.table(), after }
    })?;
    let changes: Vec<TargetChange> = answer.suggestions.iter().map(Suggestion::change).collect();
    if args.apply && !changes.is_empty() {
        let changed = desk.store_desk().list_change(&args.on.chain, args.on.who(), ListDeed::Assign, &changes).await?;
        crate::cli::frame::output::to_stderr(&format!("已派发 {} 家\n", changed.changed.len()));
    } else if args.printing.format == Format::Table && !changes.is_empty() {
        print("\n这是建议，没有写入；同意的话加 --apply，或逐家用 liantu list assign\n")?;
    }
    Ok(Exit::Done)
}
