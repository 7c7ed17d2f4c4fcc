//! 历次导入.

use crate::app::intake::journal::ImportLine;
use crate::draw::{Cell, Column, Table};

const COLUMNS: [Column; 7] = [
    Column::count("number", "日志号"),
    Column::text("import", "导入编号").hidden(),
    Column::text("when", "时间"),
    Column::text("who", "谁"),
    Column::count("rows", "行数"),
    Column::text("files", "文件"),
    Column::count("undone", "撤销于"),
];

/// The imports as a table.
pub fn imports_table(imports: &[ImportLine]) -> Table {
    let mut table = Table::new("imports", "历次导入", COLUMNS, "还没有导入过。");
    for line in imports {
        let cells = vec![
            Cell::Number(line.number as f64),
            Cell::text(&line.import),
            Cell::to_row(line.told_when(), "imports", &line.import),
            Cell::text(&line.who),
            Cell::Number(line.rows as f64),
            Cell::Names(line.files.clone()),
            line.undone.map_or(Cell::text(""), |number| Cell::Number(number as f64)),
        ];
        table.push(&line.import, cells);
    }
    table
}
