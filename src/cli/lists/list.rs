//! `liantu list`: the target list of a chain.

use super::change;
use super::show;

use std::path::Path;

use clap::Subcommand;

use crate::cli::frame::Exit;

/// 目标清单：列入、派发、更新、放弃、建议派发、查看
#[derive(Debug, clap::Args)]
#[command(
    after_help = "示例：\n  liantu list add --chain 集成电路 甲公司 乙公司\n  liantu list assign --chain ic 甲公司 --squad 驻沪招商队 --recruiter 王某\n  liantu list set --chain ic 甲公司 --state 已走访 --note \"已看厂房\" --next 约董事长 --due 2026-12-15\n  liantu list show --chain ic --format csv"
)]
pub struct ListArgs {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    Add(change::AddArgs),
    Assign(change::AssignArgs),
    Set(Box<change::SetArgs>),
    Drop(change::DropArgs),
    Undo(change::ListUndoArgs),
    Suggest(change::SuggestArgs),
    Show(show::ShowArgs),
    History(show::ListHistoryArgs),
}

/// Runs the command.
pub async fn run(store: &Path, args: ListArgs) -> anyhow::Result<Exit> {
    match args.command {
        Command::Add(args) => change::add(store, args).await,
        Command::Assign(args) => change::assign(store, args).await,
        Command::Set(args) => change::set(store, *args).await,
        Command::Drop(args) => change::drop(store, args).await,
        Command::Undo(args) => change::undo(store, args).await,
        Command::Suggest(args) => change::suggest(store, args).await,
        Command::Show(args) => show::show(store, args).await,
        Command::History(args) => show::history(store, args).await,
    }
}
