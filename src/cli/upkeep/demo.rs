use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::app::intake::import::ImportOptions;
use crate::app::{AppError, Clock, StoreDesk};
use crate::cli::frame::output::print;
use crate::cli::frame::{Exit, machine};
use crate::cli::upkeep::{sample, serve};
use crate::store::Store;

/// 演示：载入内置示例（合肥的三条产业链），并在本机打开网页
#[derive(Debug, clap::Args)]
#[command(after_help = "示例：\n  liantu demo\n  liantu demo --listen 127.0.0.1:9000")]
pub struct DemoArgs {
    /// 监听的本机地址
    #[arg(long, default_value = "127.0.0.1:7878", value_name = "A")]
    listen: SocketAddr,
    /// 只载入，不打开网页
    #[arg(long)]
    load_only: bool,
}

/// Runs the command.
pub async fn run(args: DemoArgs) -> anyhow::Result<Exit> {
    let folder = folder();
    std::fs::create_dir_all(&folder)
        .map_err(|error| AppError::File { path: folder.display().to_string(), reason: error.to_string() })?;
    let path = folder.join(format!("demo-{}.db", sample::digest()));
    let store = Store::open(&path).await.map_err(AppError::from)?;
    load(&store).await?;
    print(&format!("示例已载入 {}\n", path.display()))?;
    if args.load_only {
        return Ok(Exit::Done);
    }
    serve::serve_store(store, args.listen).await
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

/// Whether a path is a store of the demo's.
pub fn owns(store: &Path) -> bool {
    let folder = folder();
    let same = |path: &Path| path.canonicalize().unwrap_or_else(|_| path.to_owned()).starts_with(&folder);
    let real = folder.canonicalize().unwrap_or_else(|_| folder.clone());
    same(store) || store.canonicalize().is_ok_and(|path| path.starts_with(real))
}

/// The demo's own folder in the user's cache.
fn folder() -> PathBuf {
    let variable = |name| std::env::var_os(name).filter(|value| !value.is_empty()).map(PathBuf::from);
    let cache = variable("XDG_CACHE_HOME")
        .or_else(|| variable("LOCALAPPDATA"))
        .or_else(|| variable("HOME").map(|home| home.join(".cache")))
        .unwrap_or_else(std::env::temp_dir);
    cache.join("liantu")
}
