use std::path::{Path, PathBuf};

use crate::app::{DocumentForm, DocumentQuestion, Form, MadeMap};
use crate::cli::frame::drawing::{begun, finish, folder_made};
use crate::cli::frame::output::print;
use crate::cli::frame::question::QuestionArgs;
use crate::cli::frame::{Exit, desk};

/// 会议材料：简报、上次定下的和变化、缺口和找谁、待议事项、请谁，一个 PDF 和一个 XLSX
#[derive(Debug, clap::Args)]
#[command(
    after_help = "示例：\n  liantu pack --chain 集成电路\n  liantu pack --chain ic --meeting 2026-10-23 --out 材料/\n  liantu pack --chain ic --meeting m-ic-10 --contacts --who 王某"
)]
pub struct PackArgs {
    #[command(flatten)]
    question: QuestionArgs,
    /// 哪次会议：编号或日期；默认下一次
    #[arg(long, value_name = "M")]
    meeting: Option<String>,
    /// 写到这个文件夹，没有就建立
    #[arg(long, value_name = "文件夹", default_value = ".")]
    out: PathBuf,
    /// 纸：A3（两栏）或 A4
    #[arg(long, value_name = "A3|A4", default_value = "A4")]
    paper: String,
    /// 印在每一页上的密级，至多 20 字
    #[arg(long, value_name = "密级", default_value = "内部资料")]
    classification: String,
    /// 写上联系方式；会记入日志，文件须妥善保管
    #[arg(long)]
    contacts: bool,
    /// 经手人，记入日志；默认为系统用户名
    #[arg(long, value_name = "W", requires = "contacts")]
    who: Option<String>,
}

/// Runs the command.
pub async fn run(store: &Path, args: PackArgs) -> anyhow::Result<Exit> {
    let known_at = args.question.standpoint.known_at;
    let asked = DocumentQuestion {
        paper: DocumentQuestion::paper_of(&args.paper)?,
        classification: Some(args.classification),
        contacts: args.contacts,
        ..DocumentQuestion::of_meeting(args.question.into(), args.meeting)
    };
    let desk = desk(store, None, known_at).await?;
    let document = desk.investment_map(&asked, None).await?;
    folder_made(&args.out)?;
    let out = args.out.join(&document.name);
    let mut files = Vec::new();
    let mut lacking = Vec::new();
    for (form, ending) in [(DocumentForm::Pages(Form::Pdf), "pdf"), (DocumentForm::Workbook, "xlsx")] {
        let made: MadeMap = form.made(&document)?;
        files.extend(begun(&made.files, &named(&out, ending))?);
        lacking.extend(made.lacking);
    }
    if asked.contacts {
        let number = desk.contacts_handed_out(&asked, &out, args.who.as_deref()).await?;
        print(&format!("含联系方式，已记入日志，日志号 {number}\n"))?;
    }
    finish(files, &lacking)?;
    Ok(Exit::Done)
}

/// Days are no endings.
fn named(out: &Path, ending: &str) -> PathBuf {
    let mut name = out.as_os_str().to_owned();
    name.push(format!(".{ending}"));
    PathBuf::from(name)
}
