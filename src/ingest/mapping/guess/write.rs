//! The draft as TOML.

use std::fmt::Write;

use super::draft::{ColumnDraft, MappingDraft, TableDraft};
use crate::ingest::mapping::line::{column_line, list, quoted};

const HEAD: &str = "# 这是按表头和内容猜的草稿：每一列上面写着有几分把握、为什么、三个例子。\n\
    # 请看一遍带“不确定”的地方，再用 liantu import 文件 --mapping 本文件 --dry-run 试。\n";

impl MappingDraft {
    /// The mapping's text; each line says in a comment how sure it is, and why.
    pub fn toml(&self) -> String {
        let mut text = String::from(HEAD);
        let any = self.tables.iter().any(|table| table.missing().is_empty());
        for table in &self.tables {
            let mut section = String::new();
            table.write(&mut section).expect("invariant: writing to a text does not fail");
            if any && !table.missing().is_empty() {
                // What is no table must not keep the others from being read.
                section = section.lines().map(commented).collect();
            }
            text.push_str(&section);
            table.write_placing(&mut text).expect("invariant: writing to a text does not fail");
        }
        text
    }
}

fn commented(line: &str) -> String {
    let mark = if line.is_empty() || line.starts_with('#') { "" } else { "# " };
    format!("{mark}{line}\n")
}

impl TableDraft {
    fn write(&self, text: &mut String) -> std::fmt::Result {
        writeln!(text, "\n[[table]]\ntable = {}", quoted(self.table.file()))?;
        if !self.also.is_empty() {
            let also: Vec<&str> = self.also.iter().map(|table| table.file()).collect();
            writeln!(text, "# 不确定：也像 {}；同一文件可以再写一节 [[table]] 喂另一张表", also.join("、"))?;
        }
        for doubt in &self.doubts {
            writeln!(text, "# 不确定：{}", one_line(doubt))?;
        }
        writeln!(text, "# source = \"来源编号\"   # 建议写明，并在 sources.csv 里给它可信度")?;
        writeln!(text, "# namespace = \"…\"      # 编号只在这个来源里有效时写")?;
        self.write_place(text)?;
        if let Some((line, count)) = &self.left_out {
            writeln!(text, "# 有 {count} 行像是合计、注释，会报为错误；都不要时写：\n# {line}")?;
        }
        if !self.levels.is_empty() {
            let levels = list(self.levels.iter().map(String::as_str));
            writeln!(text, "# 一行里从上级到下级的环节，各成一行；编号用各级名称的散列\nlevels = [{levels}]")?;
        }
        self.write_rest(text)?;
        writeln!(text, "\n[table.columns]")?;
        let taken = |c: &&ColumnDraft| c.field.is_some();
        self.columns.iter().filter(taken).try_for_each(|column| column.write(text))?;
        self.write_missing(text)
    }

    /// Where the rows stand, and what is told of them whatever table they feed.
    pub(super) fn write_place(&self, text: &mut String) -> std::fmt::Result {
        writeln!(text, "file = {}", quoted(&self.file))?;
        if let Some(sheet) = &self.sheet {
            writeln!(text, "sheet = {}", quoted(sheet))?;
        }
        if let Some(rows) = &self.rows {
            writeln!(text, "rows = {}", quoted(rows))?;
        }
        if let Some(row) = self.header_row {
            writeln!(text, "header_row = {row}")?;
        }
        if self.header_rows > 1 {
            writeln!(text, "header_rows = {}", self.header_rows)?;
        }
        if !self.blank.is_empty() {
            writeln!(text, "blank = [{}]", list(self.blank.iter().map(String::as_str)))?;
        }
        if let Some(group) = &self.group {
            writeln!(text, "# 行间有分组的标题，它下面的各行都取它；名字可以改\ngroup = {}", quoted(group))?;
        }
        Ok(())
    }

    /// Columns that go nowhere.
    fn write_rest(&self, text: &mut String) -> std::fmt::Result {
        let level = |column: &ColumnDraft| self.levels.contains(&column.header);
        let rest = || self.columns.iter().filter(|column| column.field.is_none() && !level(column));
        for column in rest() {
            writeln!(text, "# {}", column.told())?;
        }
        // What a table of its own takes is not kept beside the firm, where its rows would contradict one another.
        let placed = self.places_firms().map(|(placing, _)| placing).filter(|placing| placing.is_plain());
        let leaves = |column: &ColumnDraft| column.ignored || placed.is_some_and(|p| p.header == column.header);
        let ignored = list(rest().filter(|column| leaves(column)).map(|column| column.header.as_str()));
        if !ignored.is_empty() {
            writeln!(text, "ignore = [{ignored}]")?;
        }
        if rest().any(|column| !leaves(column)) {
            let all = list(rest().map(|column| column.header.as_str()));
            writeln!(text, "# 没有对应字段的列将作为其他信息保留；都不要时写：\n# ignore = [{all}]")?;
        }
        Ok(())
    }

    fn write_missing(&self, text: &mut String) -> std::fmt::Result {
        let columns = self.table.columns.iter();
        for column in columns.filter(|column| self.hashes(column)) {
            let name = self.header_of("name").unwrap_or_default();
            writeln!(
                text,
                "# {}：没有看出编号列，用名称的散列作编号；名称会变的，请换成编号列",
                super::Sureness::Unsure.zh()
            )?;
            writeln!(text, "{} = {{ header = {}, hash = true }}", column.name, quoted(name))?;
        }
        for column in self.missing() {
            let zh = column.zh.first().unwrap_or(&column.name);
            writeln!(text, "# 缺：{0}（{zh}）是必需的，没有看出是哪一列，请补上\n# {0} = \"…\"", column.name)?;
        }
        Ok(())
    }
}

impl ColumnDraft {
    /// How sure, why, and three values, on one line.
    fn told(&self) -> String {
        let examples = if self.samples.is_empty() { "（没有值）".to_owned() } else { self.samples.join("、") };
        let header = if self.field.is_none() { format!("「{}」", self.header) } else { String::new() };
        one_line(&format!("{header}{}：{}。例：{examples}", self.sureness.zh(), self.reason))
    }

    fn write(&self, text: &mut String) -> std::fmt::Result {
        let Some(line) = self.line() else { return Ok(()) };
        writeln!(text, "# {}\n{line}", self.told())
    }

    /// The line of the column; none where it goes nowhere.
    pub(super) fn line(&self) -> Option<String> {
        let unit = self.unit.iter().map(|unit| format!("unit = {}", quoted(unit)));
        let keys: Vec<String> = unit.chain(self.steps.iter().cloned()).collect();
        Some(column_line(self.field?.name, &[&self.header], &keys))
    }
}

/// A comment ends with its line, and holds nothing that cannot be seen.
fn one_line(text: &str) -> String {
    text.replace(char::is_control, " ")
}
