//! The workbook that those of `tests/data/formats` are, written here: LibreOffice writes no XLSB.

use crate::support::{Book, BookFormat, Cell, Grid};

/// The workbook, in this format.
pub fn all(format: BookFormat) -> Vec<u8> {
    let text = |text: &str| Cell::text(text);
    let day = |day: &str| Cell::Day(day.to_owned());
    let header = ["企业编号", "企业名称", "成立日期", "区划代码", "园区", "注册资本"].map(Cell::text);
    let firms = vec![
        header.to_vec(),
        vec![text("e1"), text("甲示例有限公司"), day("2015-03-09"), text("340100"), text("高新"), Cell::Number(1234.5)],
        vec![
            text("e2"),
            Cell::Computed("乙示例有限公司".to_owned()),
            day("1998-12-31"),
            text(""),
            text("高新"),
            Cell::Number(7.0),
        ],
        vec![text("e3"), text("丙&示例有限公司"), text("2020"), text("340200"), text("经开"), Cell::Number(0.5)],
    ];
    let stakes = vec![
        ["investor", "enterprise", "percent", "amount"].map(Cell::text).to_vec(),
        vec![text("e1"), text("e2"), Cell::Percent(0.355), Cell::Number(100.0)],
        vec![text("e2"), text("e3"), Cell::Percent(0.07), Cell::Number(20.0)],
    ];
    let merged = vec![((1, 3), (2, 3))];
    let firms =
        Grid { name: "企业", rows: firms, merged, hidden_rows: vec![2], hidden_columns: vec![4], hidden: false };
    let stakes = Grid { name: "investments", rows: stakes, hidden: true, ..Grid::default() };
    format.write(&Book { sheets: vec![firms, stakes], since_1904: false })
}
