//! XLSB: parts of binary records, after [MS-XLSB].

use super::{Area, Book, Cell, Grid, OWN_FORMATS, STYLES, error_number, packed, packed_number, style};

/// The file.
pub fn bytes(book: &Book) -> Vec<u8> {
    let sheets: Vec<(String, Vec<u8>)> =
        (1..).zip(&book.sheets).map(|(i, grid)| (format!("xl/worksheets/sheet{i}.bin"), sheet(book, grid))).collect();
    let target = |i: usize| format!("<Relationship Id=\"rId{i}\" Target=\"worksheets/sheet{i}.bin\"/>");
    let targets: String = (1..=sheets.len()).map(target).collect();
    let (workbook, styles) = (workbook(book), styles());
    let relations = format!("<Relationships>{targets}</Relationships>");
    let parts = [
        ("xl/workbook.bin", workbook.as_slice()),
        ("xl/_rels/workbook.bin.rels", relations.as_bytes()),
        ("xl/styles.bin", &styles),
    ];
    let sheets = sheets.iter().map(|(name, bytes)| (name.as_str(), bytes.as_slice()));
    packed(&parts.into_iter().chain(sheets).collect::<Vec<_>>())
}

/// A record: its number, its length, its content.
fn record(kind: u16, data: &[u8]) -> Vec<u8> {
    let mut bytes = Vec::new();
    for mut number in [u32::from(kind), small(data.len())] {
        while number > 0x7f {
            bytes.push(u8::try_from(number & 0x7f).expect("seven bits") | 0x80);
            number >>= 7;
        }
        bytes.push(u8::try_from(number).expect("seven bits"));
    }
    bytes.extend(data);
    bytes
}

fn small(number: usize) -> u32 {
    u32::try_from(number).expect("small")
}

fn wide(text: &str) -> Vec<u8> {
    let units: Vec<u16> = text.encode_utf16().collect();
    let letters = units.iter().flat_map(|unit| unit.to_le_bytes());
    small(units.len()).to_le_bytes().into_iter().chain(letters).collect()
}

fn numbers(all: &[u32]) -> Vec<u8> {
    all.iter().flat_map(|number| number.to_le_bytes()).collect()
}

fn workbook(book: &Book) -> Vec<u8> {
    let bundle = |(i, grid): (u32, &Grid)| {
        let state = numbers(&[u32::from(grid.hidden), i]);
        record(156, &[state, wide(&format!("rId{i}")), wide(grid.name)].concat())
    };
    let bundles: Vec<u8> = (1..).zip(&book.sheets).flat_map(bundle).collect();
    let properties = record(153, &[numbers(&[u32::from(book.since_1904), 0]), wide("")].concat());
    [record(131, &[]), properties, record(143, &[]), bundles, record(144, &[]), record(132, &[])].concat()
}

fn sheet(book: &Book, grid: &Grid) -> Vec<u8> {
    let mut bytes = [record(129, &[]), record(148, &numbers(&[0, 100, 0, 20]))].concat();
    if !grid.hidden_columns.is_empty() {
        let info = |at: &usize| record(60, &[numbers(&[small(*at), small(*at), 0, 0]), vec![1, 0]].concat());
        let infos: Vec<u8> = grid.hidden_columns.iter().flat_map(info).collect();
        bytes.extend([record(390, &[]), infos, record(391, &[])].concat());
    }
    bytes.extend(record(145, &[]));
    for (r, row) in grid.rows.iter().enumerate() {
        let flags = if grid.hidden_rows.contains(&r) { 0x10 } else { 0 };
        bytes.extend(record(0, &[numbers(&[small(r), 0]), vec![0, 0, 0, flags, 0], numbers(&[0])].concat()));
        bytes.extend(row.iter().enumerate().flat_map(|(c, value)| cell(book, value, (r, c))));
    }
    bytes.extend(record(146, &[]));
    let area = |(from, to): &Area| record(176, &numbers(&[from.0, to.0, from.1, to.1].map(small)));
    bytes.extend(grid.merged.iter().flat_map(area));
    [bytes, record(130, &[])].concat()
}

fn cell(book: &Book, value: &Cell, (row, column): (usize, usize)) -> Vec<u8> {
    let head = numbers(&[small(column), u32::from(style(value, row))]);
    let with = |kind: u16, data: Vec<u8>| record(kind, &[head.clone(), data].concat());
    // Where a formula stands, its parts follow what it gave.
    let formula = vec![0; 10];
    match value {
        _ if value.is_blank() => with(1, Vec::new()),
        Cell::Text(text) => with(6, wide(text)),
        Cell::Number(_) | Cell::Percent(_) | Cell::Day(_) | Cell::Serial(_) => {
            let number = book.number(value).expect("a number");
            let whole = packed_number(number).map(|whole| with(2, whole.to_vec()));
            whole.unwrap_or_else(|| with(5, number.to_le_bytes().to_vec()))
        }
        Cell::Truth(truth) => with(4, vec![u8::from(*truth)]),
        Cell::Error(error) => with(11, [vec![error_number(error)], formula].concat()),
        Cell::Computed(text) => with(8, [wide(text), formula].concat()),
        Cell::Uncomputed => panic!("every formula of this format holds what it gave"),
    }
}

fn styles() -> Vec<u8> {
    let own = OWN_FORMATS.map(|(id, code)| record(44, &[id.to_le_bytes().to_vec(), wide(code)].concat())).concat();
    let used = STYLES.map(|id| record(47, &[vec![0, 0], id.to_le_bytes().to_vec(), vec![0; 12]].concat())).concat();
    [
        record(278, &[]),
        record(615, &numbers(&[2])),
        own,
        record(616, &[]),
        record(617, &numbers(&[5])),
        used,
        record(618, &[]),
        record(279, &[]),
    ]
    .concat()
}
