use std::net::SocketAddr;
use std::path::Path;
use std::sync::Arc;

use crate::app::{App, AppError, Clock};
use crate::cli::frame::output::print;
use crate::cli::frame::{Exit, demo_store};
use crate::gaps::Rules;
use crate::http::{Listening, listen};
use crate::store::Store;

/// 打开网页服务，只在本机监听
#[derive(Debug, clap::Args)]
#[command(after_help = "示例：\n  liantu serve --listen 127.0.0.1:7878")]
pub struct ServeArgs {
    /// 监听的本机地址
    #[arg(long, default_value = "127.0.0.1:7878", value_name = "A")]
    listen: SocketAddr,
}

/// Runs the command.
pub async fn run(store: &Path, args: ServeArgs) -> anyhow::Result<Exit> {
    let begun =
        (!store.exists()).then(|| format!("{} 是新建的空库：打开网页里的“数据”，放上文件就能开始\n", store.display()));
    // Where nobody can be served, no database is made.
    let listening = listen(args.listen).await?;
    serve_app(open(Store::open(store).await.map_err(AppError::from)?).await?, listening, begun).await
}

/// Serves the built-in sample.
pub async fn serve_sample(store: Store, listening: Listening) -> anyhow::Result<Exit> {
    serve_app(open(store).await?.of_the_sample(), listening, None).await
}

async fn open(store: Store) -> Result<App, AppError> {
    Ok(App::open(store, Rules::default(), Clock::System).await?.keeping_in(demo_store::trends()))
}

/// Serves a store until the process is told to stop, following what other processes write; says where, and what else there
/// is to be said.
async fn serve_app(app: App, listening: Listening, more: Option<String>) -> anyhow::Result<Exit> {
    let app = Arc::new(app);
    let follower = Arc::clone(&app);
    let following = tokio::spawn(async move { follower.follow().await });
    print(&format!("网页在 http://{}/（Ctrl-C 结束）\n{}", listening.address(), more.unwrap_or_default()))?;
    listening.serve(app).await;
    following.abort();
    Ok(Exit::Done)
}
