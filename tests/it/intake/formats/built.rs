//! An XLSB workbook built by hand after [MS-XLSB], since nothing here writes one; calamine reads it as we do.

use std::io::{Cursor, Write};

use zip::write::SimpleFileOptions;

/// A record: its number, its length, its content.
fn record(kind: u16, data: &[u8]) -> Vec<u8> {
    let mut bytes = Vec::new();
    for mut number in [u32::from(kind), u32::try_from(data.len()).unwrap()] {
        while number > 0x7f {
            bytes.push(u8::try_from(number & 0x7f).unwrap() | 0x80);
            number >>= 7;
        }
        bytes.push(u8::try_from(number).unwrap());
    }
    bytes.extend(data);
    bytes
}

fn wide(text: &str) -> Vec<u8> {
    let units: Vec<u16> = text.encode_utf16().collect();
    let mut bytes = u32::try_from(units.len()).unwrap().to_le_bytes().to_vec();
    bytes.extend(units.into_iter().flat_map(u16::to_le_bytes));
    bytes
}

fn numbers(all: &[u32]) -> Vec<u8> {
    all.iter().flat_map(|number| number.to_le_bytes()).collect()
}

/// A cell of a sheet; numbers have the format of this place.
enum Cell<'a> {
    Text(&'a str),
    Number(f64, u32),
    Whole(i32),
    Computed(&'a str),
    Blank,
}

fn cell(column: u32, cell: &Cell) -> Vec<u8> {
    let head = |format: u32| numbers(&[column, format]);
    match cell {
        Cell::Text(text) => record(6, &[head(0), wide(text)].concat()),
        Cell::Number(value, format) => record(5, &[head(*format), value.to_le_bytes().to_vec()].concat()),
        Cell::Whole(value) => record(2, &[head(0), ((value << 2) | 2).to_le_bytes().to_vec()].concat()),
        Cell::Computed(text) => record(8, &[head(0), wide(text), vec![0; 10]].concat()),
        Cell::Blank => record(1, &head(0)),
    }
}

/// A sheet of rows, some hidden (from 0), columns hidden, areas merged.
fn sheet(rows: &[Vec<Cell>], hidden_rows: &[u32], hidden_column: Option<u32>, merged: &[[u32; 4]]) -> Vec<u8> {
    let mut bytes = [record(129, &[]), record(148, &numbers(&[0, 100, 0, 20]))].concat();
    if let Some(column) = hidden_column {
        let info = [numbers(&[column, column, 0, 0]), vec![1, 0]].concat();
        bytes.extend([record(390, &[]), record(60, &info), record(391, &[])].concat());
    }
    bytes.extend(record(145, &[]));
    for (number, row) in (0u32..).zip(rows) {
        let flags = if hidden_rows.contains(&number) { 0x10 } else { 0 };
        bytes.extend(record(0, &[numbers(&[number, 0]), vec![0, 0, 0, flags, 0], numbers(&[0])].concat()));
        bytes.extend((0..).zip(row).flat_map(|(column, value)| cell(column, value)));
    }
    bytes.extend(record(146, &[]));
    bytes.extend(merged.iter().flat_map(|area| record(176, &numbers(area))));
    [bytes, record(130, &[])].concat()
}

/// The workbook that the others of `tests/data/formats` are.
pub fn all() -> Vec<u8> {
    use Cell::{Blank, Computed, Number, Text, Whole};
    let header = ["企业编号", "企业名称", "成立日期", "区划代码", "园区", "注册资本"].map(Text);
    let firms = [
        Vec::from(header),
        vec![Text("e1"), Text("甲示例有限公司"), Number(42072.0, 2), Text("340100"), Text("高新"), Number(1234.5, 0)],
        vec![Text("e2"), Computed("乙示例有限公司"), Number(36160.0, 1), Blank, Text("高新"), Whole(7)],
        vec![Text("e3"), Text("丙&示例有限公司"), Text("2020"), Text("340200"), Text("经开"), Number(0.5, 0)],
    ];
    let stakes = [
        ["investor", "enterprise", "percent", "amount"].map(Text).into(),
        vec![Text("e1"), Text("e2"), Number(0.355, 3), Whole(100)],
        vec![Text("e2"), Text("e3"), Number(0.07, 4), Whole(20)],
    ];
    let names = [("企业", 0, "rId1"), ("investments", 1, "rId2")];
    let bundle =
        names.map(|(name, state, id)| record(156, &[numbers(&[state, 1]), wide(id), wide(name)].concat())).concat();
    let workbook = [record(131, &[]), record(143, &[]), bundle, record(144, &[]), record(132, &[])].concat();
    // The formats of cells: plain, a date built in, one of its own, a percent built in, one of its own.
    let own = |id: u16, code: &str| record(44, &[id.to_le_bytes().to_vec(), wide(code)].concat());
    let used = |id: u16| record(47, &[vec![0, 0], id.to_le_bytes().to_vec(), vec![0; 12]].concat());
    let codes = [own(164, "yyyy\"年\"m\"月\"d\"日\""), own(165, "0.0%")].concat();
    let styles = [
        record(278, &[]),
        record(615, &numbers(&[2])),
        codes,
        record(616, &[]),
        record(617, &numbers(&[5])),
        [0, 14, 164, 9, 165].map(used).concat(),
        record(618, &[]),
        record(279, &[]),
    ]
    .concat();
    let relations = "<Relationships><Relationship Id=\"rId1\" Target=\"worksheets/sheet1.bin\"/><Relationship Id=\"rId2\" Target=\"worksheets/sheet2.bin\"/></Relationships>";
    packed(&[
        ("xl/workbook.bin", &workbook),
        ("xl/_rels/workbook.bin.rels", relations.as_bytes()),
        ("xl/styles.bin", &styles),
        ("xl/worksheets/sheet1.bin", &sheet(&firms, &[2], Some(4), &[[1, 2, 3, 3]])),
        ("xl/worksheets/sheet2.bin", &sheet(&stakes, &[], None, &[])),
    ])
}

fn packed(parts: &[(&str, &[u8])]) -> Vec<u8> {
    let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in parts {
        zip.start_file(*name, SimpleFileOptions::default()).unwrap();
        zip.write_all(bytes).unwrap();
    }
    zip.finish().unwrap().into_inner()
}
