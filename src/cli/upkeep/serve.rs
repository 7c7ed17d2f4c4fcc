use std::net::{IpAddr, SocketAddr};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::app::{App, AppError, Clock, StoreDesk, named_text};
use crate::cli::frame::output::print;
use crate::cli::frame::{Exit, demo_store, machine};
use crate::cli::{LARGEST, limits};
use crate::dispatch::Scoring;
use crate::gaps::Rules;
use crate::http::{HeaderName, Listening, Proxy, PublicAddress, ReachedBy, Tls, listen};
use crate::store::Store;

/// 打开网页服务：只在本机；或加证书、放在反向代理后面，给多人用
#[derive(Debug, clap::Args)]
#[command(
    after_help = "示例：\n  liantu serve --listen 127.0.0.1:7878\n  liantu serve --listen 0.0.0.0:443 --tls-cert 证书.pem --tls-key 私钥.pem\n  liantu serve --behind-proxy https://liantu.example.gov.cn\n  liantu serve --points 招商队公式.toml --presets 调度标准.toml"
)]
pub struct ServeArgs {
    /// 监听的地址；不是本机地址的，要加证书或反向代理
    #[arg(long, default_value = "127.0.0.1:7878", value_name = "A")]
    listen: SocketAddr,
    /// 证书（PEM，后面接中间证书）：网页用 https，只认证书上的名称
    #[arg(long, value_name = "F", requires = "tls_key", conflicts_with = "behind_proxy")]
    tls_cert: Option<PathBuf>,
    /// 证书的私钥（PEM，不加密码）
    #[arg(long, value_name = "F", requires = "tls_cert")]
    tls_key: Option<PathBuf>,
    /// 前面的反向代理对外的地址，https 由它做；只认这个名称
    #[arg(long, value_name = "https://名称")]
    behind_proxy: Option<PublicAddress>,
    /// 反向代理从哪些地址来，可写多次；不写就是本机。只有它们转来的请求才回答，它们写的来访地址才算数
    #[arg(long, value_name = "IP", requires = "behind_proxy")]
    trust_proxy: Vec<IpAddr>,
    /// 反向代理在这个请求头里写明谁已用本市的统一登录进来（账号）；代理必须先删去来访者自己写的同名请求头
    #[arg(long, value_name = "请求头", requires = "trust_proxy")]
    sign_on_header: Option<HeaderName>,
    /// 得分公式文件，可写多次（招商员、招商队、产业链、基金各一个）；不给，网页上就没有得分和名次
    #[arg(long, value_name = "F")]
    points: Vec<PathBuf>,
    /// 调度标准文件（五未天数等），缺的项按内置标准
    #[arg(long, value_name = "F")]
    presets: Option<PathBuf>,
}

impl ServeArgs {
    fn scoring(&self) -> Result<Scoring, AppError> {
        let formulas = self.points.iter().map(|path| named_text(path, "公式文件", LARGEST));
        let scoring = Scoring::new(limits(self.presets.as_deref())?, formulas.collect::<Result<_, _>>()?);
        scoring.map_err(|error| AppError::BadRequest(error.to_string()))
    }

    fn way(self) -> anyhow::Result<ReachedBy> {
        Ok(match (self.tls_cert, self.tls_key, self.behind_proxy) {
            (Some(certificate), Some(key), _) => ReachedBy::Tls(Tls::read(&certificate, &key)?),
            (_, _, Some(public)) => {
                ReachedBy::Proxy(Proxy::new(public, self.trust_proxy).signing_on(self.sign_on_header))
            }
            _ => ReachedBy::Loopback,
        })
    }
}

/// Runs the command.
pub async fn run(store: &Path, args: ServeArgs) -> anyhow::Result<Exit> {
    let begun =
        (!store.exists()).then(|| format!("{} 是新建的空库：打开网页里的“数据”，放上文件就能开始\n", store.display()));
    // Where nobody can be served, no database is made.
    let (address, scoring, way) = (args.listen, args.scoring()?, args.way()?);
    let listening = listen(address, way).await?;
    let store = Store::open(store).await.map_err(AppError::from)?;
    let link = if listening.site().is_open() { first_link(&store, &listening).await? } else { None };
    serve_app(open(store).await?.scored_by(scoring), listening, link.or(begun)).await
}

/// Serves the built-in sample.
pub async fn serve_sample(store: Store, listening: Listening) -> anyhow::Result<Exit> {
    serve_app(open(store).await?.of_the_sample(), listening, None).await
}

async fn open(store: Store) -> Result<App, AppError> {
    Ok(App::open(store, Rules::default(), Clock::System).await?.keeping_in(demo_store::trends()))
}

/// A one-time link for the first admin, where nobody could log in yet.
async fn first_link(store: &Store, listening: &Listening) -> anyhow::Result<Option<String>> {
    let desk = StoreDesk::new(store.clone(), Clock::System, machine());
    let link = desk.link_of_the_first().await?;
    Ok(link.map(|(login, secret)| {
        let told = listening.told();
        format!(
            "还没有能登录的系统管理员。请在一小时内打开这条链接，给账号 {login} 设密码（只能用一次，只交给本人）：\n  {told}/welcome/{secret}\n"
        )
    }))
}

/// Serves a store until the process is told to stop, following what other processes write; says where, and what else there
/// is to be said.
async fn serve_app(app: App, listening: Listening, more: Option<String>) -> anyhow::Result<Exit> {
    let app = Arc::new(app);
    let follower = Arc::clone(&app);
    let following = tokio::spawn(async move { follower.follow().await });
    let from_proxy =
        listening.from_proxy().map(|address| format!("，由反向代理转到 http://{address}")).unwrap_or_default();
    print(&format!("网页在 {}/{from_proxy}（Ctrl-C 结束）\n{}", listening.told(), more.unwrap_or_default()))?;
    listening.serve(app).await;
    following.abort();
    Ok(Exit::Done)
}
