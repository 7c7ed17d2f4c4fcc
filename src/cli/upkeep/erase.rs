use std::path::Path;

use crate::cli::frame::output::{print, to_stderr};
use crate::cli::frame::{Exit, store_desk};

/// 永久删除一家企业、基金或协会的联系方式；备份文件里的要另行处理
#[derive(Debug, clap::Args)]
#[command(after_help = "示例：\n  liantu erase 示例甲有限公司")]
pub struct EraseArgs {
    /// 编号、信用代码、股票代码或全称
    #[arg(value_name = "OF")]
    of: String,
}

/// Runs the command.
pub async fn run(store: &Path, args: &EraseArgs) -> anyhow::Result<Exit> {
    let erased = store_desk(store).await?.erase(&args.of).await?;
    let contacts = erased.contacts;
    if erased.traces_left {
        to_stderr(&format!(
            "! 已从数据库中删除 {contacts} 条联系方式，但还没有永久删除：另一个程序正在读更早的内容，\
             数据库的文件里还留着它们。请等它结束或把它停下（如导出、备份、查看数据库的工具），再运行一次：\
             liantu erase {}\n",
            args.of
        ));
        return Ok(Exit::Failed);
    }
    print(&format!("已永久删除 {contacts} 条联系方式\n"))?;
    Ok(Exit::Done)
}
