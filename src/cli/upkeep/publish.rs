use std::path::Path;

use indicatif::{ProgressBar, ProgressStyle};

use crate::app::region_alone;
use crate::app::upkeep::publish::Options;
use crate::cli::frame::output::{print, print_json, to_stderr};
use crate::cli::frame::{Exit, store_desk};
use crate::cli::upkeep::neo4j_server::ServerArgs;
use crate::model::Day;
use crate::publish::{FoundBy, Published};

/// 把事实发布成 Neo4j 里的图，供研究人员查询；再次运行只写变化，被人改坏的会修好
#[derive(Debug, clap::Args)]
#[command(
    after_help = "密码只从文件（--password-file）或环境变量 LIANTU_NEO4J_PASSWORD 读取。\n联系方式、认定、名单和账号不发布；库里别人的数据不动。\n\n示例：\n  liantu publish --to bolt://127.0.0.1:7687 --password-file 密码.txt\n  liantu publish --to bolt+s://图.示例:7687 --home 合肥 --follow"
)]
pub struct PublishArgs {
    #[command(flatten)]
    server: ServerArgs,
    /// 一直运行，事实一变就再发布
    #[arg(long)]
    follow: bool,
    /// 查询时默认的本地：区划代码或名称；不写时为产业链主管城市
    #[arg(long, value_name = "H")]
    home: Option<String>,
    /// 只发布这一天及以前的事实，YYYY-MM-DD
    #[arg(long, value_name = "D")]
    as_of: Option<Day>,
    /// 逐项核对整个图，即使没有迹象表明有人改过
    #[arg(long)]
    check: bool,
    /// 以 JSON 输出
    #[arg(long)]
    json: bool,
}

/// Runs the command.
pub async fn run(store: &Path, args: PublishArgs) -> anyhow::Result<Exit> {
    let desk = store_desk(store).await?;
    let home = args.home.as_deref().map(region_alone).transpose()?;
    let driver = args.server.connect(None).await?;
    let options = Options { home, as_of: args.as_of, check: args.check };
    let mut publisher = desk.publisher(driver, options)?;
    if args.follow {
        let json = args.json;
        let ended = publisher.follow(|told| match told {
            Ok(published) => tell(&published, json).unwrap_or_default(),
            Err(error) => to_stderr(&format!("{error}\n")),
        });
        tokio::select! {
            ended = ended => ended?,
            interrupted = tokio::signal::ctrl_c() => interrupted?,
        }
        return Ok(Exit::Done);
    }
    let bar = bar();
    let shown = bar.clone();
    let published = publisher
        .once(|done, of| {
            shown.set_length(of as u64);
            shown.set_position(done as u64);
        })
        .await;
    bar.finish_and_clear();
    tell(&published?, args.json)?;
    Ok(Exit::Done)
}

/// A bar on standard error; nothing where that is no terminal.
fn bar() -> ProgressBar {
    let bar = ProgressBar::new(0);
    let style = ProgressStyle::with_template("{bar:30} {percent}%  {pos}/{len} 项  剩余 {eta}");
    bar.set_style(style.unwrap_or_else(|_| ProgressStyle::default_bar()));
    bar
}

fn tell(published: &Published, json: bool) -> anyhow::Result<()> {
    if json {
        return print_json(published);
    }
    let Published { way, looked_at, written, dropped } = published;
    let how = match way {
        FoundBy::Current => return print("图已是最新，没有写入\n"),
        FoundBy::Journal => "按日志只写变化",
        FoundBy::Compared => "逐项核对了整个图",
    };
    print(&format!("已发布：{how}；看过 {looked_at} 项，写入 {written} 项，去掉 {dropped} 项\n"))
}
