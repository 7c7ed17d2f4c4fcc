use std::net::SocketAddr;
use std::path::Path;
use std::sync::Arc;

use crate::app::{App, Clock};
use crate::cli::frame::output::print;
use crate::cli::frame::{Exit, existing};
use crate::gaps::Rules;
use crate::http::listen;
use crate::store::Store;

/// 打开网页服务；有账户之前只在本机监听
#[derive(Debug, clap::Args)]
#[command(after_help = "示例：\n  liantu serve --listen 127.0.0.1:7878")]
pub struct ServeArgs {
    /// 监听的本机地址
    #[arg(long, default_value = "127.0.0.1:7878", value_name = "A")]
    listen: SocketAddr,
}

/// Runs the command.
pub async fn run(store: &Path, args: ServeArgs) -> anyhow::Result<Exit> {
    serve_store(existing(store).await?, args.listen).await
}

/// Serves a store until the process is told to stop, following what other processes write.
pub async fn serve_store(store: Store, address: SocketAddr) -> anyhow::Result<Exit> {
    let listening = listen(address).await?;
    let app = Arc::new(App::open(store, Rules::default(), Clock::System).await?);
    let follower = Arc::clone(&app);
    let following = tokio::spawn(async move { follower.follow().await });
    print(&format!("网页在 http://{}/（Ctrl-C 结束）\n", listening.address()))?;
    listening.serve(app).await;
    following.abort();
    Ok(Exit::Done)
}
