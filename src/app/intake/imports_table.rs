//! 历次导入.

use crate::app::intake::import_line::ImportLine;
use crate::draw::{Cell, Column, Table};

const COLUMNS: [Column; 9] = [
    Column::text("what", "导入"),
    Column::text("who", "谁"),
    Column::text("when", "时间"),
    Column::text("wrote", "写入"),
    Column::count("rows", "行数").hidden(),
    Column::text("undone", "撤销"),
    Column::count("number", "日志号"),
    Column::text("import", "导入编号").hidden(),
    Column::text("files", "文件").hidden(),
];

/// The imports as a table; `undo` is the word that leads to taking one back, blank where nothing leads anywhere.
pub fn imports_table(imports: &[ImportLine], undo: &'static str) -> Table {
    let mut table = Table::new("imports", "历次导入", COLUMNS, "还没有导入过。");
    for line in imports {
        let undone = match line.undone {
            Some(number) => Cell::text(format!("已撤销，日志号 {number}")),
            None if undo.is_empty() => Cell::text(""),
            None => Cell::to_row(undo, "undo", &line.import),
        };
        let cells = vec![
            Cell::to_row(line.told_files(), "imports", &line.import),
            Cell::text(&line.who),
            Cell::text(line.told_when()),
            Cell::text(line.told_rows()),
            Cell::Number(line.rows as f64),
            undone,
            Cell::Number(line.number as f64),
            Cell::text(&line.import),
            Cell::Names(line.files.clone()),
        ];
        table.push(&line.import, cells);
    }
    table
}
