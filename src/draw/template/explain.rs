//! What the template says of each column: a sheet for reading, and a note at each header.

use rust_xlsxwriter::{Worksheet, XlsxError};

use super::{FilledIn, Formats};
use crate::model::{CanonicalColumn, Holds, Kind, Role};

const HEAD: [&str; 8] = ["工作表", "列", "英文列名", "是否必填", "含义", "写法", "可填的词", "例"];
const WIDTHS: [f64; 8] = [14.0, 18.0, 16.0, 16.0, 40.0, 40.0, 40.0, 26.0];
const GUIDE: [&str; 4] = [
    "链图导入模板：每个工作表是一种表，第一行是表头，从第二行填起。用不到的工作表和列可以空着或删去；列的次序可以改。",
    "橙色表头是必填的列。填好后放到网页的“数据”页上，先看结果再导入；命令行是 liantu import 文件 --dry-run，再去掉 --dry-run。",
    "有几种写法：编号、信用代码、股票代码或全称都可以用来指一家企业；一格里有几项时用 ； 或 、 分开。",
    "金额一律是万元，比例是 0 到 100 的数字，日期写 YYYY-MM-DD、YYYY-MM 或 YYYY。",
];
/// The row of the table's head, below the guide and a blank row.
const FIRST: u32 = 5;

pub(super) fn write(sheet: &mut Worksheet, formats: &Formats, filled_in: FilledIn) -> Result<(), XlsxError> {
    for (row, line) in (0u32..).zip(GUIDE) {
        if row == 0 {
            sheet.write_string_with_format(row, 0, line, &formats.title)?;
        } else {
            sheet.write_string(row, 0, line)?;
        }
    }
    for (at, (name, width)) in (0u16..).zip(HEAD.iter().zip(WIDTHS)) {
        sheet.write_string_with_format(FIRST, at, *name, &formats.header)?;
        sheet.set_column_width(at, width)?;
    }
    let mut row = FIRST;
    for table in filled_in.tables() {
        row += 1;
        sheet.write_string_with_format(row, 0, table.kind.zh(), &formats.header)?;
        sheet.write_string_with_format(row, 1, table.note, &formats.header)?;
        for column in table.all_columns() {
            row += 1;
            for (at, text) in (0u16..).zip(line(table.kind, column)) {
                sheet.write_string_with_format(row, at, text, &formats.wrapped)?;
            }
        }
    }
    sheet.set_freeze_panes(FIRST + 1, 0)?;
    Ok(())
}

fn line(kind: Kind, column: &CanonicalColumn) -> [String; 8] {
    [
        kind.zh().to_owned(),
        column.header().to_owned(),
        column.name.to_owned(),
        role(column.role).to_owned(),
        column.note.to_owned(),
        form(column.holds),
        words(column.holds).unwrap_or_default().join("、"),
        column.example.to_owned(),
    ]
}

/// The note at a header.
pub(super) fn note(column: &CanonicalColumn) -> String {
    let mut lines = vec![format!("{}（{}）", column.note, role(column.role)), form(column.holds)];
    lines.extend(words(column.holds).map(|words| format!("可填：{}", words.join("、"))));
    if !column.example.is_empty() {
        lines.push(format!("例：{}", column.example));
    }
    lines.retain(|line| !line.is_empty());
    lines.join("\n")
}

/// The words that may be chosen.
pub(super) fn words(holds: Holds) -> Option<Vec<&'static str>> {
    match holds {
        Holds::Word(_, words) => Some(words.iter().map(|(_, zh)| *zh).collect()),
        Holds::YesNo => Some(vec!["是", "否"]),
        _ => None,
    }
}

/// Whether it must be given, and whether it tells rows apart.
fn role(role: Role) -> &'static str {
    match role {
        Role::Id => "必填，编号不能重复",
        Role::OptionalId => "可不填，填了不能重复",
        Role::Key => "必填，用来区分各行",
        Role::OptionalKey => "可不填，用来区分各行",
        Role::Required => "必填",
        Role::Optional => "可不填",
    }
}

/// How a cell is written.
fn form(holds: Holds) -> String {
    let one_of = |kinds: &[Kind]| kinds.iter().map(|k| k.zh()).collect::<Vec<_>>().join("或");
    match holds {
        Holds::Text | Holds::ErasableText => "文字".to_owned(),
        Holds::Texts => "文字，几项用 ； 或 、 分开".to_owned(),
        Holds::Reference(kinds) if kinds.contains(&Kind::Enterprise) => {
            format!("{}：编号、信用代码、股票代码或全称", one_of(kinds))
        }
        Holds::Reference(kinds) => format!("{}：编号或名称", one_of(kinds)),
        Holds::References(kinds) => format!("{}：编号或名称，几项用 ； 分开", one_of(kinds)),
        Holds::Region => "地区名称（如 合肥、合肥高新区）或六位区划代码".to_owned(),
        Holds::Regions => "地区名称或六位区划代码，几项用 ； 分开".to_owned(),
        Holds::NewRegion => "六位数字".to_owned(),
        Holds::Word(..) | Holds::YesNo => "从下拉列表选".to_owned(),
        Holds::Money => "数字，单位万元，不带单位".to_owned(),
        Holds::Percent => "0 到 100 的数字，不带 %".to_owned(),
        Holds::Count => "整数".to_owned(),
        Holds::Number => "数字".to_owned(),
        Holds::Year => "四位年份，如 2026".to_owned(),
        Holds::Period => "年、季度或月，如 2026、2026Q3、2026-09".to_owned(),
        Holds::Degrees(_) => "十进制的度数".to_owned(),
        Holds::Date => "YYYY-MM-DD，也可只写 YYYY-MM 或 YYYY".to_owned(),
        Holds::CreditCode => "18 位统一社会信用代码".to_owned(),
        Holds::StockCode => "股票代码".to_owned(),
        Holds::Url => "以 http:// 或 https:// 开头的网址".to_owned(),
        Holds::Country => "国家名称；国内写 CN 或 中国".to_owned(),
    }
}
