use std::path::Path;

use crate::app::intake::history::History;
use crate::cli::frame::output::{Printed, Printing};
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
    #[command(flatten)]
    printing: Printing,
}

/// Runs the command.
pub async fn run(store: &Path, args: &HistoryArgs) -> anyhow::Result<Exit> {
    let found = store_desk(store).await?.history(&args.entity).await?;
    args.printing.print(&found, || Printed::Sentences { text: text(&found), table: found.table() })?;
    Ok(Exit::Done)
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
                let blank = |text: &Option<String>| match text {
                    Some(text) => found.said(&c.field, text).to_owned(),
                    None => "（空）".to_owned(),
                };
                let (before, after) = (blank(&c.before), blank(&c.after));
                text.push_str(&format!("    {}：{before} → {after}\n", found.word(&c.field)));
            }
        }
    }
    text
}
