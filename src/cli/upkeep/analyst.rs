use std::time::Duration;

use crate::app::Clock;
use crate::app::upkeep::publish::{Asking, queries};
use crate::cli::frame::Exit;
use crate::cli::frame::output::{Printed, Printing, print, to_stderr};
use crate::cli::upkeep::neo4j_server::ServerArgs;
use crate::draw::{Cell, Column, Table};
use crate::publish::{AnalystAnswer, Limits};
use serde_json::Value;

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
    #[command(flatten)]
    printing: Printing,
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
    args.printing.print(&objects(&answer), || Printed::table(table(&answer)))?;
    Ok(Exit::Done)
}

/// The queries, when none is named.
fn list() -> anyhow::Result<Exit> {
    let columns = [Column::text("query", "查询"), Column::text("parameters", "参数"), Column::text("says", "做什么")];
    let mut table = Table::new("queries", "查询", columns, "没有查询。");
    for named in queries() {
        let parameters: Vec<&str> = named.parameters().into_iter().map(|(name, _)| name).collect();
        let says = named.description();
        let cells = [named.word(), &parameters.join(" "), says.lines().next().unwrap_or_default()];
        table.push(named.word(), cells.map(Cell::text).to_vec());
    }
    print(&(table.on_terminal() + "\n"))?;
    Ok(Exit::Done)
}

fn objects(answer: &AnalystAnswer) -> Vec<serde_json::Map<String, Value>> {
    let object =
        |row: &Vec<Value>| answer.columns.iter().map(|name| (*name).to_owned()).zip(row.iter().cloned()).collect();
    answer.rows.iter().map(object).collect()
}

/// Columns are called as the query calls them.
fn table(answer: &AnalystAnswer) -> Table {
    let column = |at: usize| {
        let name = answer.columns[at];
        let values = || answer.rows.iter().filter_map(|row| row.get(at)).filter(|value| !value.is_null());
        let decimals = if values().any(Value::is_f64) { 4 } else { 0 };
        if values().all(Value::is_number) { Column::number(name, name, decimals) } else { Column::text(name, name) }
    };
    let columns: Vec<Column> = (0..answer.columns.len()).map(column).collect();
    let mut table = Table::new("analyst", "查询结果", columns, "没有结果。");
    for (place, row) in (1..).zip(&answer.rows) {
        table.push(place.to_string(), row.iter().map(cell).collect());
    }
    table
}

/// A value as people read it; what is not known is a dash.
fn cell(value: &Value) -> Cell {
    match value {
        Value::Null => Cell::Absent,
        Value::Bool(yes) => Cell::YesNo(*yes),
        Value::Number(number) => Cell::some(number.as_f64()),
        Value::String(text) => Cell::text(text),
        Value::Array(all) => Cell::Names(all.iter().map(plain).collect()),
        Value::Object(_) => Cell::text(value.to_string()),
    }
}

fn plain(value: &Value) -> String {
    value.as_str().map_or_else(|| value.to_string(), str::to_owned)
}
