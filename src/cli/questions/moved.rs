use std::path::Path;

use crate::app::Moved;
use crate::cli::frame::output::{Format, Table, print, print_json};
use crate::cli::frame::{Exit, desk};
use crate::model::Day;

/// 两天之间一条产业链有什么变化：结论、本地企业、事实
#[derive(Debug, clap::Args)]
#[command(after_help = "示例：\n  liantu moved --chain ic --from 2026-09-23 --to 2026-11-23")]
pub struct MovedArgs {
    /// 产业链的编号或名称
    #[arg(long, value_name = "C")]
    chain: String,
    /// 本地：区划代码或名称；默认为产业链所属城市
    #[arg(long, value_name = "H")]
    home: Option<String>,
    /// 从这一天结束时
    #[arg(long, value_name = "D1")]
    from: Day,
    /// 到这一天结束时
    #[arg(long, value_name = "D2")]
    to: Day,
    #[arg(long, value_enum, default_value_t)]
    format: Format,
}

/// Runs the command.
pub async fn run(store: &Path, args: MovedArgs) -> anyhow::Result<Exit> {
    let moved = desk(store, None, None).await?.moved(&args.chain, args.home, args.from, args.to).await?;
    match args.format {
        Format::Json => print_json(&moved)?,
        Format::Csv => table(&moved).print(true)?,
        Format::Table => {
            let days = format!("{}（{}）从 {} 到 {}\n\n", moved.chain_name, moved.chain, moved.from, moved.to);
            print(&days)?;
            table(&moved).print(false)?;
            if moved.facts_more > 0 {
                print(&format!("另有 {} 条事实未列出\n", moved.facts_more))?;
            }
        }
    }
    Ok(Exit::Done)
}

fn table(moved: &Moved) -> Table {
    let mut table = Table::new(&["变化", "对象", "名称", "从前", "之后"]);
    let word = |verdict: Option<crate::model::Verdict>| verdict.map_or("（无）", |v| v.zh()).to_owned();
    for v in &moved.verdicts {
        table.row(["结论".into(), v.segment.clone(), v.name.clone(), word(v.before), word(v.after)]);
    }
    for f in &moved.firms {
        let told = |here: bool| if here { format!("在 {}", f.segment_name) } else { "—".into() };
        table.row(["本地企业".into(), f.enterprise.clone(), f.name.clone(), told(!f.arrived), told(f.arrived)]);
    }
    for f in &moved.facts {
        let before = if f.known_before { "有" } else { "（无）" };
        let after = if f.closed { "关闭" } else { "写入" };
        table.row([
            "事实".into(),
            f.table.to_owned(),
            f.key.clone(),
            before.into(),
            format!("{after}，日志号 {}", f.number),
        ]);
    }
    table
}
