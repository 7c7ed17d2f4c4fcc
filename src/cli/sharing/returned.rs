use std::path::{Path, PathBuf};

use clap::ValueEnum;

use crate::app::sharing::packet::{LeadState, ReturnAsked, ReturnPreview};
use crate::cli::frame::output::{print, print_json};
use crate::cli::frame::stdin::with_stdin;
use crate::cli::frame::{Exit, desk};

/// The most bytes of standard input: more than a page hands back.
const LARGEST_STDIN: u64 = 16 << 20;

/// 收回离线包，或改过的清单：先看会改什么，加 --apply 才写入，要么全写，要么不写
#[derive(Debug, clap::Args)]
#[command(
    after_help = "示例：\n  liantu return 清单.xlsx\n  liantu return 回填_3f2a.json --apply\n  liantu return -（把聊天里的回填文字贴进来，按 Ctrl+D）\n  liantu list show --chain ic --format csv > 清单.csv，改好后 liantu return 清单.csv"
)]
pub struct ReturnArgs {
    /// 交回的 .xlsx、网页存下的 .json 或复制的文字（- 为标准输入），或 list show --format csv 写出的表
    #[arg(value_name = "F")]
    file: PathBuf,
    /// 写入
    #[arg(long)]
    apply: bool,
    #[arg(long, value_enum, default_value_t)]
    format: PreviewFormat,
    /// 经手人；默认为系统用户名
    #[arg(long, value_name = "W")]
    who: Option<String>,
}

/// How the preview is told.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum, Default)]
pub enum PreviewFormat {
    /// 逐条的文字
    #[default]
    Table,
    Json,
}

/// Runs the command.
pub async fn run(store: &Path, args: ReturnArgs) -> anyhow::Result<Exit> {
    let desk = desk(store, None, None).await?;
    let asked = ReturnAsked { apply: args.apply, who: args.who, chosen: None };
    let name = if args.file.as_os_str() == "-" { "标准输入".to_owned() } else { args.file.display().to_string() };
    let mut file = args.file;
    let _spooled = with_stdin(std::slice::from_mut(&mut file), LARGEST_STDIN)?;
    let preview = desk.returned(&file, &name, &asked).await?;
    match args.format {
        PreviewFormat::Json => print_json(&preview)?,
        PreviewFormat::Table => print(&text(&preview, args.apply))?,
    }
    Ok(Exit::Done)
}

fn text(preview: &ReturnPreview, apply: bool) -> String {
    let mut lines = vec![head(preview)];
    lines.extend(preview.notices.iter().map(|notice| format!("! {notice}")));
    let mut part = |title: &str, told: Vec<String>| {
        if !told.is_empty() {
            lines.push(format!("\n{title} {}", told.len()));
            lines.extend(told.into_iter().map(|line| format!("  {line}")));
        }
    };
    let blank = |text: &str| if text.is_empty() { "（空）".to_owned() } else { text.to_owned() };
    let applied = preview.applied.iter();
    part(
        "采用",
        applied.map(|c| format!("{} {}：{} → {}", c.target.name, c.field, blank(&c.before), blank(&c.after))).collect(),
    );
    let conflicting = preview.conflicting.iter().map(|c| {
        let (issued, returned, now) = (blank(&c.issued), blank(&c.returned), blank(&c.now));
        format!("{} {}：发出时 {issued}，交回 {returned}，现在 {now}", c.target.name, c.field)
    });
    part("冲突，保持现在的", conflicting.collect());
    let refused = preview.refused.iter();
    part("不能采用", refused.map(|r| format!("{} {}“{}”：{}", r.target.name, r.field, r.returned, r.reason)).collect());
    let unknown = preview.unknown.iter();
    part("认不出的行", unknown.map(|u| format!("第 {} 行 {}：{}", u.row, u.name, u.reason)).collect());
    part("文件里少了的行", preview.missing.iter().map(|m| m.name.clone()).collect());
    let leads = preview.leads.iter();
    part("新线索", leads.map(|l| format!("第 {} 行 {}：{}", l.row, l.name, word(l.state, &l.reason))).collect());
    part("没有改动", preview.untouched.iter().map(|t| t.name.clone()).collect());
    lines.push(String::new());
    lines.push(match (preview.number, preview.changes()) {
        (Some(number), _) => format!("已写入，日志号 {number}"),
        (None, true) if !apply => "这是预览，没有写入；加 --apply 写入".to_owned(),
        _ => "没有要写入的".to_owned(),
    });
    lines.join("\n") + "\n"
}

fn head(preview: &ReturnPreview) -> String {
    let chain = &preview.chain_name;
    match (&preview.squad_name, &preview.to, preview.issued, preview.expires) {
        (Some(squad), Some(to), Some(issued), Some(expires)) => {
            format!("{chain} · {squad}，发给 {to}，{issued} 发出，有效至 {expires}")
        }
        _ => format!("{chain} · 目标清单"),
    }
}

fn word(state: LeadState, reason: &str) -> String {
    match state {
        LeadState::Refused => format!("不能采用，{reason}"),
        _ => reason.to_owned(),
    }
}
