//! The command line: one file a command.

mod analyst;
mod assess;
mod atlas;
mod backup;
mod chains;
mod demo;
mod doctor;
mod drawing;
mod erase;
mod explain;
mod find;
mod funds;
mod gaps;
mod generate;
mod group;
mod history;
mod import;
mod imports;
mod list;
mod map;
mod mapping;
mod moved;
mod neo4j_server;
mod output;
mod packet;
mod paths;
mod plan;
mod progress;
mod publish;
mod reach;
mod relatedness;
mod restore;
mod returned;
mod sample;
mod serve;
mod targets;
mod templates;
mod undo;

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::parser::ValueSource;
use clap::{CommandFactory, FromArgMatches, Parser, Subcommand};

use crate::app::{App, AppError, Clock};
use crate::gaps::Rules;
use crate::store::Store;

/// 链图：一座城市的产业链图谱。哪些环节缺、弱，为什么，先补哪一个。
#[derive(Debug, Parser)]
#[command(name = "liantu", version, propagate_version = true, arg_required_else_help = true)]
struct Cli {
    /// 数据库文件
    #[arg(long, global = true, env = "LIANTU_STORE", default_value = "liantu.db", value_name = "PATH")]
    store: PathBuf,
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    Demo(demo::Args),
    Import(import::Args),
    Imports(imports::Args),
    Undo(undo::Args),
    History(history::Args),
    Moved(moved::Args),
    Mapping(mapping::Args),
    Chains(chains::Args),
    Gaps(gaps::Args),
    Explain(explain::Args),
    Find(find::Args),
    Targets(targets::Args),
    Funds(funds::Args),
    Plan(plan::Args),
    Group(group::Args),
    Relatedness(relatedness::Args),
    Paths(paths::Args),
    Reach(reach::Args),
    Assess(assess::Args),
    List(list::Args),
    Packet(packet::Args),
    Return(returned::Args),
    Atlas(atlas::Args),
    Map(map::Args),
    Publish(publish::Args),
    Analyst(analyst::Args),
    Generate(generate::Args),
    Templates(templates::Args),
    Serve(serve::Args),
    Backup(backup::Args),
    Restore(restore::Args),
    Erase(erase::Args),
    Doctor(doctor::Args),
}

/// How a command ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Exit {
    Done,
    Failed,
    /// Done, with rejected rows.
    Rejected,
    Usage,
}

impl From<Exit> for ExitCode {
    fn from(exit: Exit) -> Self {
        match exit {
            Exit::Done => 0,
            Exit::Failed => 1,
            Exit::Rejected => 2,
            Exit::Usage => 64,
        }
        .into()
    }
}

/// Parses the command line, runs the command, and says how it ended.
pub fn main() -> ExitCode {
    let cli = match parsed() {
        Ok(cli) => cli,
        Err(error) => return usage(&error).into(),
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

/// The command line as typed. The demo has a store of its own, so naming another is wrong usage.
fn parsed() -> Result<Cli, clap::Error> {
    let matches = Cli::command().try_get_matches()?;
    let cli = Cli::from_arg_matches(&matches)?;
    let named = matches.value_source("store") == Some(ValueSource::CommandLine);
    if named && matches!(cli.command, Command::Demo(_)) {
        let text = "演示用自己的数据库，不接受 --store；要打开自己的数据库，请运行 liantu serve --store …";
        return Err(Cli::command().error(clap::error::ErrorKind::ArgumentConflict, text));
    }
    Ok(cli)
}

/// Help and version are no errors; anything else is wrong usage.
fn usage(error: &clap::Error) -> Exit {
    use clap::error::ErrorKind::{DisplayHelp, DisplayVersion};
    if error.print().is_err() {
        return Exit::Done;
    }
    if matches!(error.kind(), DisplayHelp | DisplayVersion) { Exit::Done } else { Exit::Usage }
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
    output::to_stderr(&format!("错误：{error}\n"));
    if let Some(AppError::Internal(detail)) = error.downcast_ref() {
        tracing::error!(detail, "internal error");
    }
    Exit::Failed
}

async fn run(cli: Cli) -> anyhow::Result<Exit> {
    let store = cli.store.as_path();
    match cli.command {
        Command::Demo(args) => demo::run(args).await,
        Command::Import(args) => import::run(store, args).await,
        Command::Imports(args) => imports::run(store, &args).await,
        Command::Undo(args) => undo::run(store, &args).await,
        Command::History(args) => history::run(store, &args).await,
        Command::Moved(args) => moved::run(store, args).await,
        Command::Mapping(args) => mapping::run(&args),
        Command::Chains(args) => chains::run(store, &args).await,
        Command::Gaps(args) => gaps::run(store, args).await,
        Command::Explain(args) => explain::run(store, args).await,
        Command::Find(args) => find::run(store, args).await,
        Command::Targets(args) => targets::run(store, args).await,
        Command::Funds(args) => funds::run(store, args).await,
        Command::Plan(args) => plan::run(store, args).await,
        Command::Group(args) => group::run(store, args).await,
        Command::Relatedness(args) => relatedness::run(store, args).await,
        Command::Paths(args) => paths::run(store, args).await,
        Command::Reach(args) => reach::run(store, args).await,
        Command::Assess(args) => assess::run(store, args).await,
        Command::List(args) => list::run(store, args).await,
        Command::Packet(args) => packet::run(store, args).await,
        Command::Return(args) => returned::run(store, args).await,
        Command::Atlas(args) => atlas::run(store, args).await,
        Command::Map(args) => map::run(store, args).await,
        Command::Publish(args) => publish::run(store, args).await,
        Command::Analyst(args) => analyst::run(args).await,
        Command::Generate(args) => generate::run(&args),
        Command::Templates(args) => templates::run(&args),
        Command::Serve(args) => serve::run(store, args).await,
        Command::Backup(args) => backup::run(store, &args).await,
        Command::Restore(args) => restore::run(store, &args).await,
        Command::Erase(args) => erase::run(store, &args).await,
        Command::Doctor(args) => doctor::run(store, &args).await,
    }
}

/// Opens a store that must be there: a question to a store that is not is a mistyped path.
async fn existing(path: &Path) -> anyhow::Result<Store> {
    if !path.exists() {
        let message = format!("没有数据库 {}；请先运行 liantu import，或用 --store 指明文件", path.display());
        return Err(AppError::BadRequest(message).into());
    }
    Ok(Store::open(path).await.map_err(AppError::from)?)
}

/// The use cases over an existing store.
async fn app(path: &Path, rules: Option<&Path>) -> anyhow::Result<App> {
    let rules = match rules {
        None => Rules::default(),
        Some(path) => read_rules(path)?,
    };
    Ok(App::open(existing(path).await?, rules, Clock::System).await?)
}

fn read_rules(path: &Path) -> Result<Rules, AppError> {
    let fault = |reason: String| AppError::File { path: path.display().to_string(), reason };
    let text = std::fs::read_to_string(path).map_err(|error| fault(format!("规则文件不能读取：{error}")))?;
    Rules::from_toml(&text).map_err(|error| fault(format!("规则文件有误：{error}")))
}

/// Who works here, for the journal.
fn user() -> String {
    ["USER", "USERNAME", "LOGNAME"].iter().find_map(|name| std::env::var(name).ok()).unwrap_or_else(|| "local".into())
}
