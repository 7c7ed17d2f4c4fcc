use std::path::{Path, PathBuf};

use crate::app::AppError;
use crate::app::out_file::{Existing, write};
use crate::app::upkeep::person::PersonAsked;
use crate::cli::frame::output::{print, to_stderr};
use crate::cli::frame::{Exit, store_desk};

/// 永久删除一家企业、基金或协会的联系方式，或抹去一个人的全部数据；备份文件里的要另行处理
#[derive(Debug, clap::Args)]
#[command(
    after_help = "示例：\n  liantu erase 示例甲有限公司\n  liantu erase --person 王某某 --person 13800000000 --login wang\n  liantu erase --person 王某某 --login wang --yes --protocol 记录.txt\n\n\
抹去一个人：先不加 --yes 看查到什么，再加 --yes 抹去。联系方式和提到此人的备注被删除，记录（含历次版本）里的姓名换成无意义的代号，\
人物和招商员的记录关闭，账户停用并不再写姓名；日志里谁做了什么按规定留着。"
)]
pub struct EraseArgs {
    /// 编号、信用代码、股票代码或全称
    #[arg(value_name = "OF", required_unless_present_any = ["person", "login"], conflicts_with_all = ["person", "login"])]
    of: Option<String>,
    /// 抹去一个人：姓名、电话或邮箱；可写多次，都是同一个人的
    #[arg(long, value_name = "N")]
    person: Vec<String>,
    /// 这个人的账号；可写多次
    #[arg(long, value_name = "LOGIN")]
    login: Vec<String>,
    /// 查到的都要抹去；不写只列出
    #[arg(long)]
    yes: bool,
    /// 把记录写到这个文件；其中没有此人的信息
    #[arg(long, value_name = "F.txt", requires = "yes")]
    protocol: Option<PathBuf>,
}

/// Runs the command.
pub async fn run(store: &Path, args: EraseArgs) -> anyhow::Result<Exit> {
    match &args.of {
        Some(of) => contacts(store, of).await,
        None => person(store, args).await,
    }
}

async fn contacts(store: &Path, of: &str) -> anyhow::Result<Exit> {
    let erased = store_desk(store).await?.erase(of).await?;
    let contacts = erased.contacts;
    if erased.traces_left {
        to_stderr(&format!(
            "! 已从数据库中删除 {contacts} 条联系方式，但还没有永久删除：另一个程序正在读更早的内容，\
             数据库的文件里还留着它们。请等它结束或把它停下（如导出、备份、查看数据库的工具），再运行一次：\
             liantu erase {of}\n"
        ));
        return Ok(Exit::Failed);
    }
    print(&format!("已永久删除 {contacts} 条联系方式\n"))?;
    Ok(Exit::Done)
}

async fn person(store: &Path, args: EraseArgs) -> anyhow::Result<Exit> {
    let asked = PersonAsked { names: args.person, logins: args.login };
    let desk = store_desk(store).await?;
    if !args.yes {
        let found = desk.person_found(&asked).await?;
        let table = found.table();
        let notes: String = table.notes.iter().map(|note| format!("{note}\n")).collect();
        print(&format!("{}{notes}", table.on_terminal()))?;
        if found.erasable > 0 {
            print("都看过以后，加上 --yes 抹去；抹去后不能恢复\n")?;
        }
        return Ok(Exit::Done);
    }
    let protocol = desk.erase_person(&asked).await?;
    if let Some(path) = &args.protocol {
        let written = write(path, Existing::Stays, protocol.text().as_bytes());
        written.map_err(|error| {
            AppError::BadRequest(format!("已抹去，但记录没有写成文件（{error}）；用 /erase 页可再取"))
        })?;
    }
    print(&protocol.text())?;
    Ok(if protocol.traces_left { Exit::Failed } else { Exit::Done })
}
