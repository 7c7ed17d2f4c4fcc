//! A list written as a file of each format.

use rust_xlsxwriter::{Format, Workbook, Worksheet};
use serde_json::{Map, Value};

use super::cells::Cell;
use super::list::List;
use super::meant::Firm;
use crate::support::Lots;

/// A file, and where its first footer stands.
pub struct File {
    pub name: &'static str,
    pub bytes: Vec<u8>,
    pub below: u64,
}

impl List {
    /// Titles, header, rows and footers, one after the other.
    fn lines(&self) -> Vec<Vec<Cell>> {
        let titles = self.titles.iter().map(|title| vec![Cell::text(title)]);
        let header = self.header().into_iter().map(|names| names.into_iter().map(Cell::text).collect());
        titles.chain(header).chain(self.rows.iter().cloned()).chain(self.footers.iter().cloned()).collect()
    }

    fn above(&self) -> usize {
        self.titles.len() + self.header.len()
    }
}

/// The list as text, in some encoding, separated somehow.
pub fn as_text(list: &List, lots: &mut Lots) -> File {
    let separator = b",\t;"[lots.below(3)];
    let said = list.titles.is_empty() && lots.below(4) == 0;
    let mut bytes = if said { format!("sep={}\n", char::from(separator)).into_bytes() } else { Vec::new() };
    let end = if lots.below(2) == 0 { csv::Terminator::CRLF } else { csv::Terminator::Any(b'\n') };
    let mut writer =
        csv::WriterBuilder::new().flexible(true).delimiter(separator).terminator(end).from_writer(&mut bytes);
    for line in list.lines() {
        writer.write_record(line.iter().map(Cell::shown)).expect("a row");
    }
    writer.flush().expect("written");
    drop(writer);
    let below = (list.above() + list.rows.len() + usize::from(said) + 1) as u64;
    let text = String::from_utf8(bytes).expect("text");
    let bytes = match lots.below(4) {
        0 => text.into_bytes(),
        1 => format!("\u{feff}{text}").into_bytes(),
        2 => encoding_rs::GB18030.encode(&text).0.into_owned(),
        _ => format!("\u{feff}{text}").encode_utf16().flat_map(u16::to_le_bytes).collect(),
    };
    File { name: "企业.csv", bytes, below }
}

/// The list as a workbook, with a sheet of investments where it is plain.
pub fn as_workbook(list: &List, firms: &[Firm], lots: &mut Lots) -> File {
    let mut workbook = Workbook::new();
    let sheet = workbook.add_worksheet().set_name("企业").expect("a name");
    for (row, line) in (0..).zip(list.lines()) {
        for (column, cell) in (0..).zip(line) {
            put(sheet, row, column, &cell);
        }
    }
    let width = u16::try_from(list.columns.len()).expect("few");
    for row in 0..u32::try_from(list.titles.len()).expect("few") {
        merge(sheet, (row, 0), (row, width - 1), &Cell::text(&list.titles[row as usize]));
    }
    merge_header(sheet, list);
    merge_equal(sheet, list, lots);
    if list.is_plain() {
        investments(workbook.add_worksheet().set_name("投资").expect("a name"), firms);
    }
    let below = (list.above() + list.rows.len() + 1) as u64;
    File { name: "企业.xlsx", bytes: workbook.save_to_buffer().expect("a workbook"), below }
}

impl List {
    /// Whether it can be imported without a mapping.
    pub fn is_plain(&self) -> bool {
        self.titles.is_empty() && self.header.len() == 1
    }
}

fn put(sheet: &mut Worksheet, row: u32, column: u16, cell: &Cell) {
    match cell {
        _ if cell.is_blank() => return,
        Cell::Text(text) => sheet.write_string(row, column, text),
        Cell::Number(number) => sheet.write_number(row, column, *number),
        Cell::Percent(share) => {
            sheet.write_number_with_format(row, column, *share, &Format::new().set_num_format("0.0%"))
        }
    }
    .expect("a cell");
}

fn merge(sheet: &mut Worksheet, from: (u32, u16), to: (u32, u16), cell: &Cell) {
    if from == to {
        return;
    }
    sheet.merge_range(from.0, from.1, to.0, to.1, "", &Format::new()).expect("an area");
    put(sheet, from.0, from.1, cell);
}

/// Groups stand over their columns, the other names over both rows.
fn merge_header(sheet: &mut Worksheet, list: &List) {
    let [groups, names] = list.header.as_slice() else { return };
    let top = u32::try_from(list.titles.len()).expect("few");
    let first = groups.iter().zip(names).position(|(group, name)| group != name).expect("a group");
    let at = |place: usize| u16::try_from(place).expect("few");
    for (place, name) in names[..first].iter().enumerate() {
        merge(sheet, (top, at(place)), (top + 1, at(place)), &Cell::text(name));
    }
    merge(sheet, (top, at(first)), (top, at(names.len() - 1)), &Cell::text(&groups[first]));
}

/// Neighbours in a column that say the same are often one cell.
fn merge_equal(sheet: &mut Worksheet, list: &List, lots: &mut Lots) {
    let top = list.above();
    for (column, _) in list.columns.iter().enumerate().filter(|(_, name)| ["adcode", "country"].contains(*name)) {
        let mut from = 0;
        while from < list.rows.len() {
            let cell = &list.rows[from][column];
            let same = list.rows[from..].iter().take_while(|row| row[column] == *cell).count();
            if same > 1 && !cell.is_blank() && lots.below(4) > 0 {
                let place = |row: usize| (u32::try_from(top + row).expect("few"), u16::try_from(column).expect("few"));
                merge(sheet, place(from), place(from + same - 1), cell);
            }
            from += same;
        }
    }
}

fn investments(sheet: &mut Worksheet, firms: &[Firm]) {
    for (column, name) in (0..).zip(["投资方", "被投企业", "持股比例"]) {
        put(sheet, 0, column, &Cell::text(name));
    }
    for (row, pair) in (1..).zip(firms.windows(2)) {
        let share = f64::from(u32::try_from(pair[1].share).expect("small")) / 1_000.0;
        let cells = [Cell::text(&pair[0].name), Cell::text(&pair[1].name), Cell::Percent(share)];
        for (column, cell) in (0..).zip(&cells) {
            put(sheet, row, column, cell);
        }
    }
}

/// The list as JSON: an array, or a line a row.
pub fn as_json(list: &List, lines: bool) -> File {
    let names = list.header.last().expect("a header");
    let rows = list.rows.iter().map(|row| {
        let value = |cell: &Cell| match cell {
            Cell::Number(number) => Value::from(*number),
            cell if cell.is_blank() => Value::Null,
            cell => Value::from(cell.shown()),
        };
        Value::Object(names.iter().cloned().zip(row.iter().map(value)).collect::<Map<_, _>>())
    });
    if lines {
        let text: String = rows.map(|row| format!("{row}\n")).collect();
        return File { name: "企业.jsonl", bytes: text.into_bytes(), below: 0 };
    }
    File { name: "企业.json", bytes: Value::Array(rows.collect()).to_string().into_bytes(), below: 0 }
}
