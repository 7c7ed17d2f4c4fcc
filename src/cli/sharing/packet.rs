use std::path::{Path, PathBuf};

use crate::app::Question;
use crate::app::sharing::packet::{NewPacket, PacketForm};
use crate::cli::frame::output::print;
use crate::cli::frame::{Exit, desk};

/// 离线包：把一支招商队的目标写成一个文件，在外面填好再用 return 收回
#[derive(Debug, clap::Args)]
#[command(
    after_help = "示例：\n  liantu packet --chain 集成电路 --squad 驻沪招商队 --to 王某 --out 合肥_集成电路_驻沪_20261124.xlsx\n  liantu packet --chain ic --squad s-sta1 --out 清单.html"
)]
pub struct PacketArgs {
    /// 产业链的编号或名称
    #[arg(long, value_name = "C")]
    chain: String,
    /// 招商队的编号或名称
    #[arg(long, value_name = "Q")]
    squad: String,
    /// 写到哪个文件：.xlsx，或手机上也能填的 .html
    #[arg(long, value_name = "F")]
    out: PathBuf,
    /// 附上联系方式；会记入日志
    #[arg(long)]
    contacts: bool,
    /// 接收人，印作水印；默认为招商队
    #[arg(long, value_name = "N")]
    to: Option<String>,
    /// 本地；默认为产业链主管城市
    #[arg(long, value_name = "H")]
    home: Option<String>,
    /// 经手人；默认为系统用户名
    #[arg(long, value_name = "W")]
    who: Option<String>,
}

/// Runs the command.
pub async fn run(store: &Path, args: PacketArgs) -> anyhow::Result<Exit> {
    let desk = desk(store, None, None).await?;
    let out = args.out.display().to_string();
    let given = NewPacket {
        question: Question { chain: args.chain, home: args.home, ..Question::default() },
        squad: args.squad,
        form: PacketForm::of(&args.out)?,
        contacts: args.contacts,
        to: args.to,
        who: args.who,
    };
    let issued = desk.packet(&given, &args.out).await?;
    print(&format!(
        "已写 {out}：{} 家，发给 {}，有效至 {}，包号 {}，日志号 {}\n",
        issued.rows, issued.to, issued.expires, issued.packet, issued.number
    ))?;
    Ok(Exit::Done)
}
