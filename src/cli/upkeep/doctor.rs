use std::path::Path;

use crate::app::intake::TRACES_LEFT;
use crate::app::upkeep::doctor::{Rebuilt, StoreFindings};
use crate::cli::frame::output::{print, print_json};
use crate::cli::frame::{Exit, store_desk};

/// 体检：数据库是否自洽，图与数据库是否一致
#[derive(Debug, clap::Args)]
#[command(after_help = "\
--rebuild 只重做由行推算出来的东西：索引、每个批次的行数和种类标记、变更清单、下一个名称编号；\
清除没有完成的导入留下的行；没有发现损坏时收回空闲空间。\
它从不改动行、名称、文件名、联系方式和摘要；摘要不符的批次原样留着，要用备份恢复。\
导入正在进行时不能重建。

示例：
  liantu doctor --store liantu.db
  liantu doctor --rebuild")]
pub struct DoctorArgs {
    /// 以 JSON 输出
    #[arg(long)]
    json: bool,
    /// 先重做由行推算出来的东西，再体检；不改动任何行
    #[arg(long)]
    rebuild: bool,
}

#[derive(Debug, serde::Serialize)]
struct Answer {
    #[serde(flatten)]
    found: StoreFindings,
    #[serde(skip_serializing_if = "Option::is_none")]
    rebuilt: Option<Rebuilt>,
}

/// Runs the command.
pub async fn run(store: &Path, args: &DoctorArgs) -> anyhow::Result<Exit> {
    let desk = store_desk(store).await?;
    let rebuilt = if args.rebuild { Some(desk.rebuild().await?) } else { None };
    let answer = Answer { found: desk.checkup().await?, rebuilt };
    if args.json {
        print_json(&answer)?;
    } else {
        print(&report(&answer))?;
    }
    let well = answer.found.problems.is_empty() && answer.found.mendable.is_empty();
    Ok(if well { Exit::Done } else { Exit::Failed })
}

fn report(answer: &Answer) -> String {
    let found = &answer.found;
    let mut text = String::new();
    if let Some(rebuilt) = &answer.rebuilt {
        rebuilt.mended.iter().for_each(|mended| text.push_str(&format!("✓ 已重做：{mended}\n")));
        text.push_str(&format!(
            "重建完成：重做 {} 处，清除未完成导入留下的 {} 行\n",
            rebuilt.mended.len(),
            rebuilt.swept
        ));
    }
    let (batches, rows, nodes, firms) = (found.batches, found.rows, found.nodes, found.enterprises);
    text.push_str(&format!("批次 {batches}，行 {rows}，名称 {nodes}，企业 {firms}\n内容摘要 {}\n", found.digest));
    if found.erased > 0 {
        text.push_str(&format!("已删除的文字 {} 段\n", found.erased));
    }
    if found.traces_left {
        text.push_str(&format!("! {TRACES_LEFT}\n"));
    }
    text.push_str(&found.table().on_terminal());
    text.push_str(match (found.problems.is_empty(), found.mendable.is_empty()) {
        (true, true) => "",
        (true, false) => "行没有损坏；运行 liantu doctor --rebuild 重做以上各项\n",
        (false, _) => "请用备份恢复，或把以上内容告诉开发者\n",
    });
    text
}
