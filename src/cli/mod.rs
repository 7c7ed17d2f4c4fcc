//! The command line: one file a command.

#![warn(missing_docs, clippy::missing_errors_doc)]

mod accounts;
mod claims;
mod dispatch;
mod frame;
mod intake;
mod judging;
mod lists;
mod questions;
mod sharing;
mod upkeep;

use std::path::PathBuf;
use std::process::ExitCode;

use clap::parser::ValueSource;
use clap::{CommandFactory, FromArgMatches, Parser, Subcommand};

use crate::app::AppError;
use dispatch::{LARGEST, limits};
use frame::{Exit, help, output};

/// 链图：一座城市的产业链图谱。哪些环节缺、弱，为什么，先补哪一个。
#[derive(Debug, Parser)]
#[command(name = "liantu", version, propagate_version = true)]
struct Cli {
    /// 数据库文件
    #[arg(long, global = true, env = "LIANTU_STORE", default_value = "liantu.db", value_name = "PATH")]
    store: PathBuf,
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    Demo(upkeep::demo::DemoArgs),
    Import(intake::import::ImportArgs),
    Imports(intake::imports::ImportsArgs),
    Undo(intake::undo::UndoArgs),
    History(intake::history::HistoryArgs),
    Moved(questions::moved::MovedArgs),
    Mapping(intake::mapping::MappingArgs),
    Chains(questions::chains::ChainsArgs),
    Today(questions::today::TodayArgs),
    Brief(questions::brief::BriefArgs),
    Gaps(questions::gaps::GapsArgs),
    Explain(questions::explain::ExplainArgs),
    Find(questions::find::FindArgs),
    Targets(questions::targets::TargetsArgs),
    Trend(questions::trend::TrendArgs),
    Funds(questions::funds::FundsArgs),
    Plan(questions::plan::PlanArgs),
    Group(questions::group::GroupArgs),
    Relatedness(questions::relatedness::RelatednessArgs),
    Paths(questions::paths::PathsArgs),
    Reach(questions::reach::ReachArgs),
    Assess(lists::assess::AssessArgs),
    List(lists::list::ListArgs),
    Packet(sharing::packet::PacketArgs),
    Return(sharing::returned::ReturnArgs),
    Atlas(sharing::atlas::AtlasArgs),
    Map(sharing::map::MapArgs),
    Pack(sharing::pack::PackArgs),
    Publish(upkeep::publish::PublishArgs),
    Analyst(upkeep::analyst::AnalystArgs),
    Generate(upkeep::generate::GenerateArgs),
    Templates(intake::templates::TemplatesArgs),
    Serve(upkeep::serve::ServeArgs),
    User(accounts::user::UserArgs),
    #[command(flatten)]
    Claiming(claims::ClaimsCommand),
    #[command(flatten)]
    Judging(judging::JudgingCommand),
    #[command(flatten)]
    Dispatch(dispatch::DispatchCommand),
    #[command(flatten)]
    Keeping(upkeep::KeepingCommand),
}

/// Parses the command line, runs the command, and says how it ended.
pub fn main() -> ExitCode {
    let cli = match parsed() {
        Ok(cli) => cli,
        Err(exit) => return exit.into(),
    };
    trace();
    let runtime = match tokio::runtime::Builder::new_multi_thread().enable_all().build() {
        Ok(runtime) => runtime,
        Err(error) => return complain(&error.into()).into(),
    };
    let exit = runtime.block_on(run(cli)).unwrap_or_else(|error| complain(&error));
    runtime.shutdown_timeout(std::time::Duration::from_secs(1));
    exit.into()
}

/// The command line as typed; else what there is to say is said.
fn parsed() -> Result<Cli, Exit> {
    let matches = help::grouped(Cli::command()).try_get_matches().map_err(usage)?;
    let cli = Cli::from_arg_matches(&matches).map_err(usage)?;
    let named = matches.value_source("store") == Some(ValueSource::CommandLine);
    if named && matches!(cli.command, Command::Demo(_)) {
        output::to_stderr(
            "错误：演示用自己的数据库，不接受 --store；要打开自己的数据库，请运行 liantu serve --store …\n",
        );
        return Err(Exit::Usage);
    }
    Ok(cli)
}

/// Help and version are no errors; anything else is wrong usage.
fn usage(error: clap::Error) -> Exit {
    use clap::error::ErrorKind::{
        DisplayHelp, DisplayHelpOnMissingArgumentOrSubcommand, DisplayVersion, MissingSubcommand,
    };
    match error.kind() {
        DisplayHelp | DisplayVersion => {
            // A reader that went away has read enough.
            let _ = output::print(&help::translated(&error.to_string()));
            Exit::Done
        }
        DisplayHelpOnMissingArgumentOrSubcommand => {
            output::to_stderr(&help::translated(&error.to_string()));
            Exit::Usage
        }
        MissingSubcommand => {
            output::to_stderr(help::FIRST_STEPS);
            Exit::Usage
        }
        _ => {
            output::to_stderr(&error.apply::<help::Wrong>().to_string());
            Exit::Usage
        }
    }
}

/// Logs go to standard error; `LIANTU_LOG` says how much.
fn trace() {
    let filter = tracing_subscriber::EnvFilter::try_from_env("LIANTU_LOG")
        .unwrap_or_else(|_| tracing_subscriber::EnvFilter::new("warn"));
    tracing_subscriber::fmt().with_env_filter(filter).with_writer(std::io::stderr).init();
}

/// Tells an error. A reader that went away is none.
fn complain(error: &anyhow::Error) -> Exit {
    let gone = |cause: &(dyn std::error::Error + 'static)| {
        cause.downcast_ref::<std::io::Error>().is_some_and(|io| io.kind() == std::io::ErrorKind::BrokenPipe)
    };
    if error.chain().any(gone) {
        return Exit::Done;
    }
    // What the user reads is the outermost sentence; it already says what lies behind it.
    let how = match error.downcast_ref() {
        Some(AppError::NoHome { .. }) => "：请加 --home，如 --home 合肥",
        _ => "",
    };
    output::to_stderr(&format!("错误：{error}{how}\n"));
    if let Some(AppError::Internal(detail)) = error.downcast_ref() {
        tracing::error!(detail, "internal error");
    }
    Exit::Failed
}

async fn run(Cli { store, command, .. }: Cli) -> anyhow::Result<Exit> {
    match command {
        Command::Demo(args) => upkeep::demo::run(args).await,
        Command::Import(args) => intake::import::run(&store, args).await,
        Command::Imports(args) => intake::imports::run(&store, &args).await,
        Command::Undo(args) => intake::undo::run(&store, &args).await,
        Command::History(args) => intake::history::run(&store, &args).await,
        Command::Moved(args) => questions::moved::run(&store, args).await,
        Command::Mapping(args) => intake::mapping::run(&args),
        Command::Chains(args) => questions::chains::run(&store, &args).await,
        Command::Today(args) => questions::today::run(&store, &args).await,
        Command::Brief(args) => questions::brief::run(&store, args).await,
        Command::Gaps(args) => questions::gaps::run(&store, args).await,
        Command::Explain(args) => questions::explain::run(&store, args).await,
        Command::Find(args) => questions::find::run(&store, args).await,
        Command::Targets(args) => questions::targets::run(&store, args).await,
        Command::Trend(args) => questions::trend::run(&store, args).await,
        Command::Funds(args) => questions::funds::run(&store, args).await,
        Command::Plan(args) => questions::plan::run(&store, args).await,
        Command::Group(args) => questions::group::run(&store, args).await,
        Command::Relatedness(args) => questions::relatedness::run(&store, args).await,
        Command::Paths(args) => questions::paths::run(&store, args).await,
        Command::Reach(args) => questions::reach::run(&store, args).await,
        Command::Assess(args) => lists::assess::run(&store, args).await,
        Command::List(args) => lists::list::run(&store, args).await,
        Command::Claiming(command) => command.run(&store).await,
        Command::Packet(args) => sharing::packet::run(&store, args).await,
        Command::Return(args) => sharing::returned::run(&store, args).await,
        Command::Atlas(args) => sharing::atlas::run(&store, args).await,
        Command::Map(args) => sharing::map::run(&store, args).await,
        Command::Pack(args) => sharing::pack::run(&store, args).await,
        Command::Publish(args) => upkeep::publish::run(&store, args).await,
        Command::Analyst(args) => upkeep::analyst::run(args).await,
        Command::Generate(args) => upkeep::generate::run(&args),
        Command::Templates(args) => intake::templates::run(&args),
        Command::Serve(args) => upkeep::serve::run(&store, args).await,
        Command::User(args) => accounts::user::run(&store, args).await,
        Command::Judging(command) => command.run(&store).await,
        Command::Dispatch(command) => command.run(&store).await,
        Command::Keeping(command) => command.run(&store).await,
    }
}
