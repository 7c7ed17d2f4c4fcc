use std::io::IsTerminal;
use std::net::SocketAddr;
use std::sync::Arc;

use crate::app::intake::import::ImportOptions;
use crate::app::{AppError, Clock, StoreDesk};
use crate::cli::frame::output::print;
use crate::cli::frame::{Exit, demo_store, machine};
use crate::cli::upkeep::{sample, serve};
use crate::http::{ReachedBy, listen};
use crate::model::failure_told;
use crate::store::Store;

/// 演示：载入内置示例（合肥的三条产业链），并在本机打开网页
#[derive(Debug, clap::Args)]
#[command(after_help = "示例：\n  liantu demo\n  liantu demo --listen 127.0.0.1:9000 --no-open")]
pub struct DemoArgs {
    /// 监听的本机地址
    #[arg(long, default_value = "127.0.0.1:7878", value_name = "A")]
    listen: SocketAddr,
    /// 只载入，不打开网页
    #[arg(long)]
    load_only: bool,
    /// 提供网页，但不打开浏览器
    #[arg(long)]
    no_open: bool,
}

/// Runs the command.
pub async fn run(args: DemoArgs) -> anyhow::Result<Exit> {
    let folder = demo_store::folder();
    std::fs::create_dir_all(&folder).map_err(|error| AppError::file(&folder, failure_told(&error)))?;
    let path = folder.join(format!("demo-{}.db", sample::digest()));
    let store = Store::open(&path).await.map_err(AppError::from)?;
    load(&store).await?;
    print(&format!("示例已载入 {}\n这里只放示例；用自己的名单：liantu serve\n", path.display()))?;
    if args.load_only {
        return Ok(Exit::Done);
    }
    let listening = listen(args.listen, ReachedBy::Loopback).await?;
    if !args.no_open && somebody_looks() {
        // Where there is no browser, the address that is told is enough.
        let _ = open::that_detached(format!("{}/", listening.told()));
    }
    serve::serve_sample(store, listening).await
}

/// Whether a person sits before a screen; a script, a service and a remote terminal have none.
fn somebody_looks() -> bool {
    let is_set = |name: &str| std::env::var_os(name).is_some_and(|value| !value.is_empty());
    let screen = cfg!(any(windows, target_os = "macos")) || is_set("DISPLAY") || is_set("WAYLAND_DISPLAY");
    screen && !is_set("CI") && std::io::stdout().is_terminal()
}

/// Imports the sample; where it is already there, nothing changes.
async fn load(store: &Store) -> anyhow::Result<()> {
    let files = tempfile::tempdir()?;
    sample::write(files.path())?;
    let options = ImportOptions::of(vec![files.path().to_owned()], "demo");
    let desk = StoreDesk::new(store.clone(), Clock::System, machine());
    let report = desk.import(options, Arc::new(|_| ())).await?;
    match report.problems.first() {
        Some(problem) => Err(AppError::Internal(format!("the built-in sample is faulty: {problem}")).into()),
        None => Ok(()),
    }
}
