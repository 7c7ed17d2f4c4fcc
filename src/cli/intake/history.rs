use std::path::Path;

use crate::app::intake::history::History;
use crate::cli::frame::output::{Format, Table, print, print_json};
use crate::cli::frame::{Exit, store_desk};

/// 一家企业、一个环节……的历史：每个值由谁、何时、哪个来源给出，替换了什么
#[derive(Debug, clap::Args)]
#[command(
    after_help = "示例：\n  liantu history 合肥晶合集成电路股份有限公司\n  liantu history segment:ic-litho --format json"
)]
pub struct HistoryArgs {
    /// 编号、信用代码、股票代码或全称；也可写 kind:id
    #[arg(value_name = "ENTITY")]
    entity: String,
    #[arg(long, value_enum, default_value_t)]
    format: Format,
}

/// Runs the command.
pub async fn run(store: &Path, args: &HistoryArgs) -> anyhow::Result<Exit> {
    let found = store_desk(store).await?.history(&args.entity).await?;
    match args.format {
        Format::Json => print_json(&found)?,
        Format::Csv => table(&found).print(true)?,
        Format::Table => print(&text(&found))?,
    }
    Ok(Exit::Done)
}

fn table(found: &History) -> Table {
    let mut table = Table::new(&["来源", "记录", "日志号", "时间", "谁", "出处", "字段", "从前", "之后"]);
    for record in &found.records {
        for version in &record.versions {
            for change in &version.changes {
                table.row([
                    record.source.clone(),
                    record.key.clone(),
                    version.number.to_string(),
                    version.when.clone(),
                    version.who.clone(),
                    version.origin.clone().unwrap_or_default(),
                    change.field.clone(),
                    change.before.clone().unwrap_or_default(),
                    change.after.clone().unwrap_or_default(),
                ]);
            }
        }
    }
    table
}

fn text(found: &History) -> String {
    let mut text = String::new();
    for record in &found.records {
        text.push_str(&format!("{}（来源 {}）\n", record.key, record.source));
        for v in &record.versions {
            let origin = v.origin.as_ref().map(|o| format!("，{o}")).unwrap_or_default();
            let closed = if v.closed { "，关闭" } else { "" };
            text.push_str(&format!("  {} {}，{}{origin}{closed}\n", v.number, v.when, v.who));
            for c in &v.changes {
                let blank = |t: &Option<String>| t.clone().unwrap_or_else(|| "（空）".into());
                text.push_str(&format!("    {}：{} → {}\n", c.field, blank(&c.before), blank(&c.after)));
            }
        }
    }
    text
}
