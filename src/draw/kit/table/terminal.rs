//! A table on a terminal: columns aligned by the width of their characters, numbers at the end of theirs.

use unicode_width::UnicodeWidthStr;

use super::{Cell, Row, Table};

/// Between columns.
const GAP: &str = "  ";

impl Table {
    /// The table as lines; where it has groups, each has its heading and its heads, without columns that have nothing in the
    /// whole group. Without a row, the sentence that says so.
    pub fn on_terminal(&self) -> String {
        if self.is_empty() && !self.tells_groups() {
            return format!("{}\n", self.empty);
        }
        let mut text = String::new();
        for (at, group) in self.groups.iter().enumerate() {
            if !group.title.is_empty() {
                text.push_str(if at > 0 { "\n" } else { "" });
                text.push_str(&format!("{}\n", group.title));
            }
            if !group.rows.is_empty() {
                text.push_str(&self.lines(&group.rows));
            }
        }
        text
    }

    /// Heads and rows.
    fn lines(&self, rows: &[Row]) -> String {
        let has = |at: &usize| !self.tells_groups() || rows.iter().any(|row| row.cells[*at] != Cell::Absent);
        let shown: Vec<usize> = (0..self.columns.len()).filter(has).collect();
        let heads = shown.iter().map(|at| self.columns[*at].head()).collect();
        let told = |row: &Row| shown.iter().map(|at| one_line(&row.cells[*at].words(&self.columns[*at]))).collect();
        let lines: Vec<Vec<String>> = std::iter::once(heads).chain(rows.iter().map(told)).collect();
        let width = |at: usize| lines.iter().map(|line| line[at].width()).max().unwrap_or_default();
        let widths: Vec<usize> = (0..shown.len()).map(width).collect();
        let mut text = String::new();
        for line in &lines {
            let padded = line.iter().zip(&widths).zip(&shown).map(|((cell, width), at)| {
                let room = " ".repeat(width - cell.width());
                if self.columns[*at].is_number() { format!("{room}{cell}") } else { format!("{cell}{room}") }
            });
            text.push_str(padded.collect::<Vec<_>>().join(GAP).trim_end());
            text.push('\n');
        }
        text
    }
}

/// What would break a line, or move the cursor, is a blank.
fn one_line(cell: &str) -> String {
    cell.chars().map(|c| if c.is_control() { ' ' } else { c }).collect()
}

#[cfg(test)]
mod tests {
    use super::super::{Cell, Column, Table};

    #[test]
    fn chinese_takes_two_columns_and_numbers_end_where_theirs_ends() {
        let mut table = Table::new("leaves", "环节", [Column::text("name", "环节"), Column::count("n", "n")], "没有。");
        assert_eq!(table.on_terminal(), "没有。\n");
        table.push("1", vec![Cell::text("隔\n膜"), Cell::count(1)]);
        table.push("2", vec![Cell::text("ab"), Cell::count(12)]);
        assert_eq!(table.on_terminal(), "环节    n\n隔 膜   1\nab     12\n");
    }

    #[test]
    fn groups_have_headings_also_where_nothing_is_in_them() {
        let mut table = Table::new("x", "x", [Column::text("name", "企业")], "没有。").grouped("列表");
        table.begin("away", "可招", "可招企业 1 家");
        table.push("1", vec![Cell::text("甲")]);
        table.begin("here", "已在本地", "已在本地 0 家");
        assert_eq!(table.on_terminal(), "可招企业 1 家\n企业\n甲\n\n已在本地 0 家\n");
    }
}
