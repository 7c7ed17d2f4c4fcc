//! The draft as text.

use std::fmt::Write;

use super::choose::{Match, SURE, TableGuess};
use super::sample::TableSample;
use crate::ingest::problem;

/// The mapping's text.
pub fn text(choices: &[TableGuess<'_>]) -> String {
    let mut text = String::from(
        "# 这是按表头和内容猜的草稿。请逐条看一遍带“不确定”的地方，再用 liantu import 文件 --mapping 本文件 --dry-run 试。\n",
    );
    for choice in choices {
        section(&mut text, choice).expect("invariant: writing to a text does not fail");
    }
    text
}

fn section(text: &mut String, choice: &TableGuess<'_>) -> std::fmt::Result {
    let TableGuess { sample, table, matches, also } = choice;
    writeln!(text, "\n[[table]]\ntable = {}", quoted(table.file()))?;
    if !also.is_empty() {
        writeln!(text, "# 不确定：也像 {}；同一文件可以再写一节 [[table]] 喂另一张表", also.join("、"))?;
    }
    writeln!(text, "file = {}", quoted(&sample.file))?;
    if let Some(sheet) = &sample.sheet {
        writeln!(text, "sheet = {}", quoted(sheet))?;
    }
    if let Some(pointer) = &sample.pointer {
        writeln!(text, "rows = {}", quoted(pointer))?;
    }
    if let Some(row) = sample.header_row {
        writeln!(text, "header_row = {row}")?;
    }
    writeln!(text, "# source = \"来源编号\"   # 建议写明，并在 sources.csv 里给它可信度")?;
    writeln!(text, "# namespace = \"…\"      # 编号只在这个来源里有效时写")?;
    if !sample.blanks.is_empty() {
        writeln!(text, "blank = [{}]", list(&sample.blanks.iter().map(String::as_str).collect::<Vec<_>>()))?;
    }
    let rest: Vec<&str> = (0..sample.names.len())
        .filter(|i| !matches.iter().any(|m| m.header == *i && !m.repeats))
        .map(|i| sample.names[i].as_str())
        .filter(|name| !name.is_empty())
        .collect();
    if !rest.is_empty() {
        writeln!(text, "# 没有对应字段、将作为附加值保留的列；不要的写进 ignore：\n# ignore = [{}]", list(&rest))?;
    }
    writeln!(text, "\n[table.columns]")?;
    for found in matches {
        column(text, found, sample)?;
    }
    let missing = table.columns.iter().filter(|c| c.role.must_be_given());
    for column in missing.filter(|c| !matches.iter().any(|m| m.column.name == c.name && !m.repeats)) {
        writeln!(text, "# 缺：{0} 是必需的，没有看出是哪一列，请补上\n# {0} = \"…\"", column.name)?;
    }
    Ok(())
}

fn column(text: &mut String, found: &Match, sample: &TableSample) -> std::fmt::Result {
    let (name, header) = (found.column.name, sample.names[found.header].as_str());
    let examples: Vec<String> =
        sample.values[found.header].iter().take(3).map(|v| one_line(&problem::shortened(v))).collect();
    let examples = if examples.is_empty() { "（没有值）".to_owned() } else { examples.join("、") };
    if found.repeats {
        writeln!(text, "# 不确定：「{}」像编号，但有重复的值，不能作编号。例：{examples}", one_line(header))?;
        return writeln!(text, "# {name} = {}", quoted(header));
    }
    let mut doubts: Vec<String> = Vec::new();
    if found.alike < SURE {
        doubts.push(if found.alike < found.score { "按内容猜的".into() } else { "表头只是相近".into() });
    }
    if let Some(against) = found.evidence.against.as_ref().filter(|_| found.evidence.share < 1.0) {
        let against = one_line(&problem::shortened(against));
        doubts.push(format!("有的值不合，如「{against}」，可加 misfit = \"extra\" 或 values = {{ … }}"));
    }
    if found.evidence.steps.iter().any(|step| step.starts_with("date")) {
        doubts.push("日和月的先后请核对".into());
    }
    if !doubts.is_empty() {
        writeln!(text, "# 不确定：{}。例：{examples}", doubts.join("；"))?;
    }
    match found.evidence.steps.as_slice() {
        [] => writeln!(text, "{name} = {}", quoted(header)),
        steps => writeln!(text, "{name} = {{ header = {}, {} }}", quoted(header), steps.join(", ")),
    }
}

fn list(names: &[&str]) -> String {
    names.iter().map(|name| quoted(name)).collect::<Vec<_>>().join(", ")
}

/// A comment ends with its line.
fn one_line(text: &str) -> String {
    text.replace(['\n', '\r'], " ")
}

/// A basic string of TOML.
fn quoted(text: &str) -> String {
    let mut quoted = String::from("\"");
    for c in text.chars() {
        match c {
            '"' | '\\' => quoted.extend(['\\', c]),
            c if c.is_control() => quoted.push_str(&format!("\\u{:04X}", u32::from(c))),
            c => quoted.push(c),
        }
    }
    quoted.push('"');
    quoted
}
