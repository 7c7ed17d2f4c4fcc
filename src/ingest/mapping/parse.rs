//! A mapping's text to its rules. Whatever it says that cannot be meant is an error that names the line.

use std::path::Path;
use std::sync::Arc;

use toml::de::DeTable;

use super::error::{At, MappingError};
use super::parse_column::column;
use super::rule::{ColumnRule, Condition, From, LEVEL_COLUMNS, Mode, TableRule};
use super::section::{MappingSection, MappingText};
use crate::ingest::header::{Meaning, inherits, meaning};
use crate::ingest::header_lines::{HeaderPlace, MOST_LINES};
use crate::ingest::{read_text, shortened};
use crate::model::{CanonicalTable, Kind};
use crate::normalize::text;

/// A mapping: what files of a source feed which tables.
#[derive(Debug, Clone)]
pub struct Mapping {
    /// Its file's name.
    pub file: String,
    /// In the order of the mapping; at least one.
    pub tables: Vec<Arc<TableRule>>,
}

/// The most bytes of a mapping.
const LARGEST: u64 = 1 << 20;

impl Mapping {
    /// Reads a mapping from a file.
    ///
    /// # Errors
    /// The file cannot be read, or its text is no mapping.
    pub fn read(path: &Path) -> Result<Self, MappingError> {
        let file =
            path.file_name().map_or_else(|| path.display().to_string(), |name| name.to_string_lossy().into_owned());
        let text = read_text(path, LARGEST).map_err(|fault| {
            let source = MappingText { file: &file, text: "" };
            source.error(1, format!("映射不能读取：{}", fault.reason), &*fault.suggestion)
        })?;
        Self::parse(&file, &text)
    }

    /// Reads the text of a mapping that is called `file`.
    ///
    /// # Errors
    /// It is no TOML, has an unknown or missing key, or says what cannot be meant; the error names the line.
    pub fn parse(file: &str, text: &str) -> Result<Self, MappingError> {
        let source = MappingText { file, text };
        let root = DeTable::parse(text).map_err(|error| {
            let line = error.span().map_or(1, |span| source.line(span.start));
            let (what, fix) = in_chinese(error.message());
            let written = text.lines().nth(line - 1).unwrap_or_default().trim();
            source.error(line, format!("不是正确的 TOML：{what}（这一行：{}）", shortened(written)), fix)
        })?;
        let mut section = MappingSection::new(source, &(0..0), root.get_ref());
        let mut tables = Vec::new();
        for part in section.sections("table")? {
            tables.push(Arc::new(table(part)?));
        }
        section.finish()?;
        if tables.is_empty() {
            return Err(source.error(1, "映射里没有 [[table]]", "每张要导入的表写一节 [[table]]"));
        }
        Ok(Self { file: file.to_owned(), tables })
    }
}

/// What the parser of TOML finds fault with, and what to do about it.
fn in_chinese(message: &str) -> (&'static str, &'static str) {
    let says = |words: &[&str]| words.iter().any(|word| message.contains(word));
    match () {
        () if says(&["duplicate key"]) => ("同一个键写了两次", "请删去一处"),
        () if says(&["unquoted key"]) => {
            ("等号左边的键里有中文或符号，却没有加引号", "中文键要加引号，如 \"名称\" = [\"*公司*\"]")
        }
        () if says(&["escape"]) => ("引号里的反斜杠不对", "反斜杠要写两个：\\\\，或用单引号括起这段文字"),
        () if says(&["unclosed", "unterminated", "missing closing", "invalid multi-line", "invalid basic string"]) => {
            ("引号或括号没有闭合", "请补上右边的引号、方括号或花括号；都用半角的")
        }
        () if says(&[
            "missing value",
            "missing assignment",
            "string values must be quoted",
            "invalid value",
            "missing key",
        ]) =>
        {
            ("等号两边没有写全，或文字没有加引号", "请写成 键 = \"值\"；引号和等号用半角的")
        }
        () if says(&["expected `]`", "expected `,`", "comma"]) => {
            ("这里或上一行的方括号、花括号没有闭合，或少了逗号", "请补上括号或逗号；都用半角的")
        }
        () => ("写法不对", "请检查引号、等号、逗号和方括号；都用半角的"),
    }
}

fn table(mut section: MappingSection<'_>) -> Result<TableRule, MappingError> {
    let (source, line) = (section.source, section.line);
    let Some(name) = section.text("table")? else {
        return Err(source.error(line, "这一节没有写 table", "如 table = \"enterprises\""));
    };
    let kind = kind(source, &name)?;
    let constants = [constant(&mut section, "source")?, constant(&mut section, "seen")?];
    let ignore = section.texts("ignore")?;
    let mut rule = TableRule {
        mapping: source.file.to_owned(),
        line,
        kind,
        file: section.text("file")?.map(|at| at.value),
        sheet: section.text("sheet")?.map(|at| at.value),
        header: header(&mut section)?,
        group: section.text("group")?.map(folded),
        levels: section.texts("levels")?.into_iter().map(folded).collect(),
        rows: pointer(&mut section)?,
        namespace: namespace(&mut section)?,
        mode: mode(&mut section)?,
        blank: section.texts("blank")?.into_iter().map(|at| at.value).collect(),
        ignore_rest: ignore.iter().any(|at| at.value == "*"),
        elsewhere: Vec::new(),
        ignore: ignore.into_iter().filter(|at| at.value != "*").map(folded).collect(),
        conditions: conditions(&mut section)?,
        columns: constants.into_iter().flatten().collect(),
    };
    let of_levels = level_columns(source, &rule)?;
    rule.columns.extend(of_levels);
    if let Some(columns) = section.section("columns")? {
        for (name, value) in columns.entries() {
            let rule_of = column(source, CanonicalTable::of(kind), &name, value)?;
            refuse_double(source, &rule.columns, &rule_of)?;
            rule.columns.push(rule_of);
        }
    }
    section.finish()?;
    rule.columns.sort_by_key(|column| column.field);
    refuse_missing(source, &rule)?;
    refuse_contradictions(source, &rule)?;
    Ok(rule)
}

fn kind(source: MappingText<'_>, name: &At<String>) -> Result<Kind, MappingError> {
    match Kind::from_word(&name.value).filter(|kind| kind.is_record()) {
        Some(kind) => Ok(kind),
        None => {
            let known: Vec<&str> = Kind::records().map(Kind::code).collect();
            let likely = super::near::near(&name.value, known.iter().copied());
            let hint = if likely.is_empty() { known } else { likely };
            let reason = format!("没有「{}」这张表", name.value);
            Err(source.error(name.line, reason, format!("可写：{}", hint.join("、"))))
        }
    }
}

fn constant(section: &mut MappingSection<'_>, key: &'static str) -> Result<Option<ColumnRule>, MappingError> {
    let Some(text) = section.text(key)? else { return Ok(None) };
    // Any table but the sources' own, in which `source` is an id.
    let Meaning::Known { field, column } = meaning(CanonicalTable::of(Kind::Feed), key) else { return Ok(None) };
    let from = From::Constant(text.value);
    Ok(Some(ColumnRule::plain(text.line, field, column, from)))
}

fn header(section: &mut MappingSection<'_>) -> Result<HeaderPlace, MappingError> {
    let (row, lines) = (section.number("header_row")?, section.number("header_rows")?);
    match usize::try_from(lines.unwrap_or(1)) {
        Ok(lines) if lines <= MOST_LINES => Ok(HeaderPlace { row, lines }),
        _ => {
            let reason = format!("header_rows 最多 {MOST_LINES}");
            let fix = "它是表头占几行；表头从第几行起写在 header_row 里";
            Err(section.source.error(section.line, reason, fix))
        }
    }
}

/// The columns of a segment that the levels of its chain give.
fn level_columns(source: MappingText<'_>, rule: &TableRule) -> Result<Vec<ColumnRule>, MappingError> {
    let Some(first) = rule.levels.first() else { return Ok(Vec::new()) };
    if rule.kind != Kind::Segment {
        return Err(source.error(
            first.line,
            "levels 只用于 segments",
            "它是各级环节的列，如 [\"一级环节\", \"二级环节\"]",
        ));
    }
    let table = CanonicalTable::of(Kind::Segment);
    let of = |(name, header): (&str, &str)| match meaning(table, name) {
        Meaning::Known { field, column } => {
            Some(ColumnRule::plain(first.line, field, column, From::Headers(vec![header.to_owned()])))
        }
        Meaning::Extra(_) => None,
    };
    Ok(LEVEL_COLUMNS.into_iter().filter_map(of).collect())
}

fn pointer(section: &mut MappingSection<'_>) -> Result<Option<String>, MappingError> {
    match section.text("rows")? {
        Some(at) if !at.value.is_empty() && !at.value.starts_with('/') => {
            let reason = format!("rows = \"{}\" 不是 JSON 里的路径", at.value);
            Err(section.source.error(at.line, reason, "路径以 / 开头，如 \"/data/list\"；整个文件就是数组时不必写"))
        }
        pointer => Ok(pointer.map(|at| at.value)),
    }
}

fn namespace(section: &mut MappingSection<'_>) -> Result<Option<String>, MappingError> {
    let Some(at) = section.text("namespace")? else { return Ok(None) };
    let taken = Kind::records().any(|kind| kind.singular() == at.value);
    if taken || at.value.is_empty() || at.value.contains(':') || at.value.chars().any(char::is_whitespace) {
        let reason = format!("namespace 不能是「{}」", at.value);
        return Err(section.source.error(
            at.line,
            reason,
            "请写一个短的、不含冒号和空格的名字，且不是 enterprise 这样的种类词",
        ));
    }
    Ok(Some(at.value))
}

fn mode(section: &mut MappingSection<'_>) -> Result<Mode, MappingError> {
    let Some(at) = section.text("mode")? else { return Ok(Mode::Upsert) };
    match at.value.as_str() {
        "upsert" => Ok(Mode::Upsert),
        "snapshot" => Ok(Mode::Snapshot),
        other => Err(section.source.error(at.line, format!("不认识的 mode「{other}」"), "可写 upsert 或 snapshot")),
    }
}

fn conditions(section: &mut MappingSection<'_>) -> Result<Vec<Condition>, MappingError> {
    let mut all = Vec::new();
    for (key, wanted) in [("when", true), ("unless", false)] {
        let Some(part) = section.section(key)? else { continue };
        for (header, value) in part.entries() {
            let patterns = part.source.texts_of(&header.value, value)?.into_iter().map(|at| at.value).collect();
            all.push(Condition { header: folded(header), patterns, wanted });
        }
    }
    Ok(all)
}

fn folded(at: At<String>) -> At<String> {
    At { value: text::folded(&at.value), line: at.line }
}

fn refuse_double(source: MappingText<'_>, before: &[ColumnRule], rule: &ColumnRule) -> Result<(), MappingError> {
    let Some(first) = before.iter().find(|other| other.field == rule.field) else { return Ok(()) };
    let (earlier, later) = (first.line.min(rule.line), first.line.max(rule.line));
    let reason = format!("{} 已在第 {earlier} 行对应，一个字段不能对应两次", rule.column.name);
    Err(source.error(later, reason, "请删去一处；要合并几列，请写 header = [\"甲\", \"乙\"]"))
}

fn refuse_missing(source: MappingText<'_>, rule: &TableRule) -> Result<(), MappingError> {
    let table = CanonicalTable::of(rule.kind);
    let has = |name: &str| rule.columns.iter().any(|c| c.column.name == name);
    let missing = table.columns.iter().filter(|c| c.role.must_be_given() && !has(c.name) && !inherits(table, c, &has));
    let missing: Vec<&str> = missing.map(|c| c.name).collect();
    if missing.is_empty() {
        return Ok(());
    }
    let reason = format!("{} 缺少必需的列：{}", table.file(), missing.join("、"));
    Err(source.error(rule.line, reason, "请在 [table.columns] 里写明它们对应哪一列"))
}

fn refuse_contradictions(source: MappingText<'_>, rule: &TableRule) -> Result<(), MappingError> {
    let levels = rule.levels.iter().map(|at| &at.value);
    let taken: Vec<&String> = rule.columns.iter().flat_map(ColumnRule::taken).chain(levels).collect();
    if let Some(both) = rule.ignore.iter().find(|at| taken.contains(&&at.value)) {
        let reason = format!("「{}」既对应了字段，又写在 ignore 里", both.value);
        return Err(source.error(both.line, reason, "请删去其中一处"));
    }
    if rule.rows.is_some() && (rule.sheet.is_some() || rule.header != HeaderPlace::FIRST) {
        let reason = "rows 用于 JSON，sheet、header_row 和 header_rows 用于表格，不能同时写";
        return Err(source.error(rule.line, reason, "请删去一种"));
    }
    Ok(())
}
