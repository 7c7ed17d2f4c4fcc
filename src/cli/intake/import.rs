use std::path::{Path, PathBuf};

use clap::ValueEnum;

use crate::app::intake::import::{ImportOptions, OnError};
use crate::app::{AppError, Clock, StoreDesk};
use crate::cli::frame::output::{print, print_json};
use crate::cli::frame::progress;
use crate::cli::frame::stdin::with_stdin;
use crate::cli::frame::{Exit, demo_store, machine};
use crate::ingest::{ImportReport, Inputs, Mapping};
use crate::store::Store;

/// 导入 CSV、工作簿（XLSX、XLS、ODS、XLSB）或（带映射的）JSON：文件夹、单个文件，或 - 表示标准输入
#[derive(Debug, clap::Args)]
#[command(
    after_help = "示例：\n  liantu import 名单/ --dry-run\n  liantu import enterprises.csv members.xlsx --on-error skip --rejected 退回.csv\n  liantu import companies.json --mapping mapping.toml\n  liantu import 本月名单.csv --mapping mapping.toml --confirm-removals\n  cat members.csv | liantu import -"
)]
pub struct ImportArgs {
    /// 文件夹、文件或 -
    #[arg(required = true, value_name = "PATH")]
    paths: Vec<PathBuf>,
    /// 映射文件：来源自己的表头、写法和 JSON 怎样变成规范的表
    #[arg(long, value_name = "F")]
    mapping: Option<PathBuf>,
    /// 只显示将会改变什么，不写入
    #[arg(long)]
    dry_run: bool,
    /// 有错误的行时：abort 全部不导入，skip 导入其余的行（退出码 2）；文件本身不能读取时都不导入
    #[arg(long, value_enum, default_value_t)]
    on_error: OnErrorArg,
    /// 映射写了 mode = "snapshot" 时，某个来源的一张表里要关闭的行超过 10% 也照样关闭
    #[arg(long)]
    confirm_removals: bool,
    /// 有的行会把库里的一条记录换成另一家（名称变了，地区或信用代码也变了）时也照样导入
    #[arg(long)]
    accept_renames: bool,
    /// 把被拒绝的行写到这个 CSV 文件
    #[arg(long, value_name = "F")]
    rejected: Option<PathBuf>,
    /// 没有 BOM 的 CSV 的编码，如 gb18030
    #[arg(long, value_name = "E")]
    encoding: Option<String>,
    /// 报告的格式
    #[arg(long, value_enum, default_value_t)]
    format: ReportFormat,
}

#[derive(Debug, Clone, Copy, ValueEnum, Default)]
enum OnErrorArg {
    #[default]
    Abort,
    Skip,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum, Default)]
enum ReportFormat {
    #[default]
    Text,
    Json,
}

/// Runs the command.
pub async fn run(store: &Path, args: ImportArgs) -> anyhow::Result<Exit> {
    if demo_store::owns(store) {
        let message = format!("{} 是演示数据库，不能导入；请用 --store 指明另一个文件", store.display());
        return Err(AppError::BadRequest(message).into());
    }
    let mapping = args.mapping.as_deref().map(read_mapping).transpose()?;
    let mut paths = args.paths;
    let _spooled = with_stdin(&mut paths, LARGEST_STDIN)?;
    let inputs = match &mapping {
        Some(mapping) => Inputs::mapped(&paths, mapping),
        None => Inputs::find(&paths, args.encoding.as_deref()),
    };
    let options = ImportOptions {
        inputs,
        dry_run: args.dry_run,
        on_error: match args.on_error {
            OnErrorArg::Abort => OnError::Abort,
            OnErrorArg::Skip => OnError::Skip,
        },
        confirm_removals: args.confirm_removals,
        accept_renames: args.accept_renames,
        rejected: args.rejected,
        encoding: args.encoding,
        who: String::new(),
    };
    // A mistyped path makes no database.
    let in_vain = !store.exists() && (args.dry_run || options.inputs.files.is_empty());
    let opened = if in_vain { Store::in_memory().await } else { Store::open(store).await };
    let (bar, tell) = progress::bar();
    let desk = StoreDesk::new(opened.map_err(AppError::from)?, Clock::System, machine());
    let report = desk.import(options, tell).await;
    bar.finish_and_clear();
    let report = report?;
    match args.format {
        ReportFormat::Json => print_json(&report)?,
        ReportFormat::Text => print(&in_words(&report))?,
    }
    Ok(exit(&report))
}

/// The most bytes of standard input, which are kept in the temporary folder.
const LARGEST_STDIN: u64 = 4 << 30;

fn read_mapping(path: &Path) -> Result<Mapping, AppError> {
    Mapping::read(path).map_err(|error| AppError::BadRequest(error.to_string()))
}

/// A dry run ends as the import would.
fn exit(report: &ImportReport) -> Exit {
    let faulty = report.counts.rejected > 0 || !report.problems.is_empty();
    match (faulty, report.loads) {
        (false, _) if report.data_passed_over => Exit::Rejected,
        (false, _) => Exit::Done,
        (true, true) => Exit::Rejected,
        (true, false) => Exit::Failed,
    }
}

/// The report as text.
fn in_words(report: &ImportReport) -> String {
    let mut text = String::new();
    for group in report.grouped() {
        text.push_str(&format!("✗ {group}\n"));
    }
    if report.problems_more > 0 {
        text.push_str(&format!("✗ 另有 {} 处错误未列出\n", report.problems_more));
    }
    for notice in &report.notices {
        text.push_str(&format!("! {notice}\n"));
    }
    if report.notices_more > 0 {
        text.push_str(&format!("! 另有 {} 条提示未列出\n", report.notices_more));
    }
    for crate::ingest::Renaming { file, row, id, before, after } in &report.renamings {
        text.push_str(&format!("⇄ {file} 第 {row} 行 编号「{id}」：{before} → {after}\n"));
    }
    text.push_str(&changed(report));
    text.push_str(&alike(report));
    for file in &report.files {
        let sheet = file.sheet.as_ref().map(|s| format!("［{s}］")).unwrap_or_default();
        text.push_str(&format!("{}{sheet} → {}：{}\n", file.file, file.table, counted(file.counts)));
    }
    for removal in &report.removals {
        let crate::ingest::Removal { table, source, open, removed } = removal;
        text.push_str(&format!("快照 {table} 来源「{source}」：原有 {open}，关闭 {removed}\n"));
    }
    let closed = if report.removals.is_empty() { String::new() } else { format!("；关闭 {}", report.removed) };
    text.push_str(&format!("合计：{}{closed}\n", counted(report.counts)));
    for path in &report.rejected_files {
        text.push_str(&format!("被拒绝的行已写到 {path}，改正后可再导入\n"));
    }
    if report.data_passed_over {
        text.push_str("文件夹里有像数据的文件没有导入，见以上 ! 提示\n");
    }
    text.push_str(&conclusion(report));
    text
}

/// The first rows that change, value by value.
fn changed(report: &ImportReport) -> String {
    const SHOWN: usize = 20;
    let mut text = String::new();
    for change in report.changes.iter().take(SHOWN) {
        text.push_str(&format!("~ {} 第 {} 行「{}」{}\n", change.file, change.row, change.what, change.told()));
    }
    match report.counts.changed.saturating_sub(SHOWN as u64) {
        more @ 1.. if !text.is_empty() => text + &format!("~ 另有 {more} 行修改未列出\n"),
        _ => text,
    }
}

/// The new firms that may be one with others.
fn alike(report: &ImportReport) -> String {
    let line = |line: &crate::ingest::FirmAlike| {
        let id = line.enterprise.as_ref().map(|id| format!("（{id}）")).unwrap_or_default();
        let told = line.told();
        format!("≈ {}「{}」和「{}」{id}{told}：{}\n", line.place, line.name, line.other, line.why)
    };
    let mut text: String = report.alike.iter().map(line).collect();
    if report.alike_more > 0 {
        text.push_str(&format!("≈ 另有 {} 处未列出\n", report.alike_more));
    }
    if report.alike.iter().any(|line| !line.joins) {
        text.push_str("≈ 不算一家的都分开导入；导入后用 liantu duplicates 查重，liantu same、different 判断\n");
    }
    text
}

fn counted(c: crate::ingest::RowCounts) -> String {
    format!(
        "读 {}，新 {}，改 {}，不变 {}，重复 {}，拒绝 {}",
        c.read, c.new, c.changed, c.unchanged, c.repeated, c.rejected
    )
}

fn conclusion(report: &ImportReport) -> String {
    match (report.dry_run, report.committed, report.number) {
        (true, ..) if report.loads => "试运行：没有写入任何内容\n".into(),
        (true, ..) if report.unreadable || report.removals_refused => {
            "试运行：没有写入任何内容；照此导入会因以上错误而不导入任何内容\n".into()
        }
        (true, ..) => {
            "试运行：没有写入任何内容；照此导入会因以上错误而不导入任何内容，加 --on-error skip 则导入其余的行\n".into()
        }
        (false, true, Some(number)) => format!("已导入，日志号 {number}，导入编号 {}\n", report.import),
        (false, true, None) => "没有任何变化\n".into(),
        (false, false, _) if report.unreadable => {
            "没有导入任何内容：有文件不能读取（见以上错误），请先改正它，或不导入它\n".into()
        }
        (false, false, _) if report.removals_refused => "没有导入任何内容：名单里没有的行太多（见以上错误）\n".into(),
        (false, false, _) => "没有导入任何内容：请改正以上错误，或用 --on-error skip 只导入正确的行\n".into(),
    }
}
