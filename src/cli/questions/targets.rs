//! `liantu targets`: whom to knock on for the gaps of a chain, best first, with the reasons.

use std::path::{Path, PathBuf};

use crate::app::{TargetLine, TargetQuestion, TargetsAnswer};
use crate::cli::frame::output::{Format, Table, print, print_json, two_decimals};
use crate::cli::frame::question::QuestionArgs;
use crate::cli::frame::{Exit, desk};
use crate::gaps::Apart;

/// 目标企业：缺口去哪里招、先敲谁的门，为什么
#[derive(Debug, clap::Args)]
#[command(
    after_help = "示例：\n  liantu targets --chain 集成电路\n  liantu targets --chain ic --segment 光刻胶 --limit 20 --format json"
)]
pub struct TargetsArgs {
    #[command(flatten)]
    question: QuestionArgs,
    /// 只问一个缺口：环节的编号或名称；默认整条链，每家企业只列一次
    #[arg(long, value_name = "S")]
    segment: Option<String>,
    /// 最多列几家；默认按规则（50）
    #[arg(long, value_name = "N")]
    limit: Option<usize>,
    /// 规则文件，缺的项按内置规则
    #[arg(long, value_name = "F")]
    rules: Option<PathBuf>,
    #[arg(long, value_enum, default_value_t)]
    format: Format,
}

/// Runs the command.
pub async fn run(store: &Path, args: TargetsArgs) -> anyhow::Result<Exit> {
    let desk = desk(store, args.rules.as_deref(), args.question.known_at).await?;
    let (question, segment, limit) = (args.question.into(), args.segment, args.limit);
    let answer = desk.targets(&TargetQuestion { question, segment, limit, ..TargetQuestion::default() }).await?;
    match args.format {
        Format::Json => print_json(&answer)?,
        Format::Csv => exact(&answer).print(true)?,
        Format::Table => print_told(&answer)?,
    }
    Ok(Exit::Done)
}

const FACTORS: [&str; 6] = ["能级分", "扩张", "供需", "引荐", "基金", "一企多环"];

fn print_told(told: &TargetsAnswer) -> anyhow::Result<()> {
    let answer = &told.answer;
    let of = answer.segment_name.as_ref().map_or_else(String::new, |name| format!(" › {name}"));
    print(&format!(
        "{}{of} 目标企业 本地 {} {} 截至 {} 规则 {}\n",
        answer.chain_name, answer.home_name, answer.home, answer.as_of, answer.rules
    ))?;
    for (title, lines, total) in
        [("可招企业", &told.targets, answer.targets_total), ("已在本地，可增资扩产", &told.here, answer.here_total)]
    {
        let cut = if lines.len() < total { format!("，列出前 {} 家", lines.len()) } else { String::new() };
        print(&format!("\n{title} {total} 家{cut}\n"))?;
        if !lines.is_empty() {
            table(lines).print(false)?;
        }
    }
    for (title, firms) in [("不列入", &answer.excluded), ("不确定", &answer.uncertain)] {
        print(&format!("\n{title} {} 家\n", firms.len()))?;
        firms.iter().try_for_each(|firm| print(&apart(firm)))?;
    }
    Ok(())
}

fn apart(firm: &Apart) -> String {
    format!("  {}（{}） {}：{}\n", firm.name, firm.enterprise, firm.segment_name, firm.reason)
}

fn table(lines: &[TargetLine]) -> Table {
    let mut header = vec!["序", "企业", "缺口", "得分", "可达", "已知"];
    header.extend(FACTORS);
    header.extend(["能级", "所在地", "提示"]);
    let mut table = Table::new(&header);
    for (place, line) in (1..).zip(lines) {
        let target = &line.target;
        let mut cells: Vec<String> = vec![
            format!("{place}"),
            target.name.clone(),
            target.segment_name.clone(),
            format!("{:.1}", target.score),
            format!("{:.1}", target.range[1]),
            format!("{:.0}%", target.evidence * 100.0),
        ];
        cells.extend(target.factors.values().map(two_decimals));
        cells.extend(words(line));
        table.row(cells);
    }
    table
}

/// Standing, place and flags.
fn words(line: &TargetLine) -> [String; 3] {
    let target = &line.target;
    let standing = target.standing.map_or_else(crate::cli::frame::output::unknown, |standing| standing.zh().to_owned());
    let flags: Vec<&str> = target.flags.iter().map(|flag| flag.zh()).collect();
    [standing, target.place.clone(), flags.join("、")]
}

/// Every digit, for programs; empty where unknown.
fn exact(told: &TargetsAnswer) -> Table {
    let mut header = vec!["列表", "企业", "名称", "环节", "环节名", "得分", "可达", "已知"];
    header.extend(FACTORS);
    header.extend(["能级", "所在地", "提示", "理由"]);
    let mut table = Table::new(&header);
    for (list, lines) in [("可招", &told.targets), ("已在本地", &told.here)] {
        for line in lines {
            let target = &line.target;
            let mut cells = vec![list.to_owned(), target.enterprise.clone(), target.name.clone()];
            cells.extend([target.segment.clone(), target.segment_name.clone()]);
            cells.extend([target.score, target.range[1], target.evidence].map(|number| number.to_string()));
            cells.extend(target.factors.values().map(|f| f.map_or_else(String::new, |f| f.to_string())));
            cells.extend(words(line));
            let reasons: Vec<String> =
                line.reasons.iter().map(|told| format!("{}：{}", told.reason.title, told.reason.sentence)).collect();
            cells.push(reasons.join("；"));
            table.row(cells);
        }
    }
    for (list, firms) in [("不列入", &told.answer.excluded), ("不确定", &told.answer.uncertain)] {
        for firm in firms {
            let mut cells = vec![list.to_owned(), firm.enterprise.clone(), firm.name.clone()];
            cells.extend([firm.segment.clone(), firm.segment_name.clone()]);
            cells.extend(std::iter::repeat_n(String::new(), 12));
            cells.push(firm.reason.clone());
            table.row(cells);
        }
    }
    table
}
