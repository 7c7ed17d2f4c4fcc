//! `liantu evidence`: the files that show what was written down.

use std::io::Write;
use std::path::{Path, PathBuf};

use clap::Subcommand;

use crate::access::Right;
use crate::app::evidence::{EvidenceAnswer, EvidenceGiven, EvidenceThing, MOST_OF_FILE, file_too_large};
use crate::app::out_file::{Existing, OutFile, not_written};
use crate::app::{AppError, Desk};
use crate::cli::frame::output::{Printed, Printing, print};
use crate::cli::frame::{Exit, desk};

/// 依据：走访、出行和项目节点的照片、扫描件（PDF、JPEG、PNG，每份不超过 10 MB）
#[derive(Debug, clap::Args)]
#[command(
    after_help = "示例：\n  liantu evidence add visits:V20261124-1a2b3c 照片.jpg\n  liantu evidence list \"project_nodes:J1 started\"\n  liantu evidence take 0f3c… --out 施工许可证.pdf"
)]
pub struct EvidenceArgs {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    Add(AddArgs),
    List(ListArgs),
    Take(TakeArgs),
    Remove(RemoveArgs),
}

#[derive(Debug, clap::Args)]
struct OfThing {
    /// 是什么的依据：visits:走访编号、trips:出行编号，或 "project_nodes:项目编号 节点"
    #[arg(value_name = "什么")]
    of: String,
}

/// 附一份文件
#[derive(Debug, clap::Args)]
struct AddArgs {
    #[command(flatten)]
    thing: OfThing,
    /// 文件
    #[arg(value_name = "FILE")]
    file: PathBuf,
    /// 经手人；默认为系统用户名
    #[arg(long, value_name = "W")]
    who: Option<String>,
}

/// 列出附了哪些文件
#[derive(Debug, clap::Args)]
struct ListArgs {
    #[command(flatten)]
    thing: OfThing,
    #[command(flatten)]
    printing: Printing,
}

/// 取出一份文件；日志先记下
#[derive(Debug, clap::Args)]
struct TakeArgs {
    /// 文件的编号
    #[arg(value_name = "E")]
    evidence: String,
    /// 写到哪里；已有的文件不覆盖
    #[arg(long, value_name = "FILE")]
    out: PathBuf,
}

/// 取下一份文件，内容永久删除
#[derive(Debug, clap::Args)]
struct RemoveArgs {
    #[command(flatten)]
    thing: OfThing,
    /// 文件的编号
    #[arg(value_name = "E")]
    evidence: String,
    /// 经手人；默认为系统用户名
    #[arg(long, value_name = "W")]
    who: Option<String>,
}

/// Runs the command.
pub async fn run(store: &Path, args: EvidenceArgs) -> anyhow::Result<Exit> {
    let desk = desk(store, None, None).await?;
    match args.command {
        Command::Add(args) => add(&desk, args).await,
        Command::List(args) => {
            let answer = desk.evidence(&args.thing.of).await?;
            args.printing.print(&answer, || told(&answer))?;
            Ok(Exit::Done)
        }
        Command::Take(args) => take(&desk, &args).await,
        Command::Remove(args) => {
            let (of, who) = (&args.thing.of, args.who.as_deref());
            let gone = desk.evidence_remove(right(of)?, of, &args.evidence, who).await?;
            let left = if gone.traces_left {
                "另一个程序正在读更早的内容，数据库的文件里还留着痕迹；它结束后，下一次运行 liantu 时会清除。\n"
            } else {
                ""
            };
            print(&format!("已取下并删除：{}\n{left}", gone.name))?;
            Ok(Exit::Done)
        }
    }
}

fn right(of: &str) -> Result<Right, AppError> {
    Ok(of.parse::<EvidenceThing>()?.right())
}

fn told(answer: &EvidenceAnswer) -> Printed {
    Printed::Table { before: format!("{}\n\n", answer.told), table: answer.table(), after: String::new() }
}

async fn add(desk: &Desk, args: AddArgs) -> anyhow::Result<Exit> {
    let failed = |error: &std::io::Error| AppError::file(&args.file, crate::model::failure_told(error));
    let length = std::fs::metadata(&args.file).map_err(|error| failed(&error))?.len();
    if length > MOST_OF_FILE as u64 {
        return Err(file_too_large().into());
    }
    let content = std::fs::read(&args.file).map_err(|error| failed(&error))?;
    let name = args.file.file_name().unwrap_or_default().to_string_lossy().into_owned();
    let given = EvidenceGiven { of: args.thing.of, name, content, who: args.who };
    match desk.evidence_add(right(&given.of)?, &given).await? {
        Ok(id) => print(&format!("已附上，编号 {id}\n"))?,
        Err(refused) => return Err(AppError::BadRequest(refused.told).into()),
    }
    Ok(Exit::Done)
}

async fn take(desk: &Desk, args: &TakeArgs) -> anyhow::Result<Exit> {
    // Whoever takes one is in the journal: it is taken where it can be written.
    let mut file = OutFile::new(&args.out, Existing::Stays)?;
    let taken = desk.evidence_taken(&args.evidence).await?;
    file.write_all(&taken.content).map_err(|error| not_written(&args.out, &error))?;
    file.finish()?;
    print(&format!("已取出：{}，写到 {}\n", taken.name, args.out.display()))?;
    Ok(Exit::Done)
}
