use std::time::Duration;

use crate::app::Clock;
use crate::app::upkeep::publish::{Asking, queries};
use crate::cli::frame::Exit;
use crate::cli::frame::output::{Format, Table, print, print_json, to_stderr};
use crate::cli::upkeep::neo4j_server::ServerArgs;
use crate::publish::{AnalystAnswer, Limits};

/// 在发布出去的 Neo4j 图里运行一个现成的查询（只读）
#[derive(Debug, clap::Args)]
#[command(
    after_help = "产业链和本地可写名称。不写查询名时列出全部查询及其参数。\n\n示例：\n  liantu analyst --to bolt://127.0.0.1:7687 gaps --param chain=ic --param home=合肥\n  liantu analyst introductions --param chain=ic --param target=e00016 --format json"
)]
pub struct AnalystArgs {
    /// 查询的名字；不写则列出
    #[arg(value_name = "QUERY")]
    query: Option<String>,
    #[command(flatten)]
    server: Option<ServerArgs>,
    /// 参数，写作 名=值；可多次
    #[arg(long, value_name = "K=V", value_parser = pair)]
    param: Vec<(String, String)>,
    #[arg(long, value_enum, default_value_t)]
    format: Format,
    /// 最多运行几秒
    #[arg(long, value_name = "S", default_value_t = 60)]
    timeout: u64,
    /// 最多给几行
    #[arg(long, value_name = "N", default_value_t = 10_000)]
    limit: usize,
}

fn pair(text: &str) -> Result<(String, String), String> {
    let (name, value) = text.split_once('=').ok_or_else(|| format!("「{text}」应写作 名=值"))?;
    Ok((name.trim().to_owned(), value.trim().to_owned()))
}

/// Runs the command.
pub async fn run(args: AnalystArgs) -> anyhow::Result<Exit> {
    let (Some(query), Some(server)) = (args.query, &args.server) else { return list() };
    let time = Duration::from_secs(args.timeout.max(1));
    let driver = server.connect(Some(time)).await?;
    let asking = Asking { query, parameters: args.param, limits: Limits { time, rows: args.limit } };
    let (answer, building) = asking.ask(&driver, Clock::System).await?;
    if building {
        to_stderr("注意：图正在发布，或上次发布没有完成，结果可能不全\n");
    }
    if answer.more {
        to_stderr(&format!("只给出前 {} 行；要更多请用 --limit\n", args.limit));
    }
    match args.format {
        Format::Json => print_json(&objects(&answer))?,
        Format::Csv => table(&answer).print(true)?,
        Format::Table => table(&answer).print(false)?,
    }
    Ok(Exit::Done)
}

/// The queries, when none is named.
fn list() -> anyhow::Result<Exit> {
    let mut table = Table::new(&["查询", "参数", "做什么"]);
    for named in queries() {
        let parameters: Vec<&str> = named.parameters().into_iter().map(|(name, _)| name).collect();
        let says = named.description();
        table.row([named.word().into(), parameters.join(" "), says.lines().next().unwrap_or_default().into()]);
    }
    table.print(false)?;
    print("\n")?;
    Ok(Exit::Done)
}

fn objects(answer: &AnalystAnswer) -> Vec<serde_json::Map<String, serde_json::Value>> {
    let object = |row: &Vec<serde_json::Value>| {
        answer.columns.iter().map(|name| (*name).to_owned()).zip(row.iter().cloned()).collect()
    };
    answer.rows.iter().map(object).collect()
}

fn table(answer: &AnalystAnswer) -> Table {
    let mut table = Table::new(&answer.columns);
    for row in &answer.rows {
        table.row(row.iter().map(cell));
    }
    table
}

/// A value as people read it; what is not known is a dash.
fn cell(value: &serde_json::Value) -> String {
    match value {
        serde_json::Value::Null => "—".into(),
        serde_json::Value::String(text) => text.clone(),
        serde_json::Value::Bool(true) => "是".into(),
        serde_json::Value::Bool(false) => "否".into(),
        serde_json::Value::Array(all) => all.iter().map(cell).collect::<Vec<_>>().join("、"),
        serde_json::Value::Number(number) if number.is_f64() => format!("{:.4}", number.as_f64().unwrap_or_default()),
        other => other.to_string(),
    }
}
