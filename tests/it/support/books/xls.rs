//! XLS: records of Excel 97 ([MS-XLS]) in a compound file ([MS-CFB]).

use super::{Area, Book, Cell, Grid, OWN_FORMATS, STYLES, error_number, packed_number, style};

/// What a record of texts holds here at most, so that those of short lists go on in the next one; Excel takes up to 8,224.
const LONGEST: usize = 1_000;

/// The file.
pub fn bytes(book: &Book) -> Vec<u8> {
    let mut texts = Vec::new();
    let sheets: Vec<Vec<u8>> = book.sheets.iter().map(|grid| sheet(book, grid, &mut texts)).collect();
    let globals = |places: &[usize]| {
        let bound = places.iter().zip(&book.sheets).flat_map(|(place, grid)| bound(*place, grid));
        [head(book), bound.collect(), shared(&texts), record(0x0a, &[])].concat()
    };
    let mut place = globals(&vec![0; sheets.len()]).len();
    let mut places = Vec::new();
    for sheet in &sheets {
        places.push(place);
        place += sheet.len();
    }
    compound([globals(&places), sheets.concat()].concat())
}

fn record(kind: u16, data: &[u8]) -> Vec<u8> {
    [&kind.to_le_bytes()[..], &short(data.len()).to_le_bytes(), data].concat()
}

fn short(number: usize) -> u16 {
    u16::try_from(number).expect("small")
}

fn shorts(all: &[u16]) -> Vec<u8> {
    all.iter().flat_map(|number| number.to_le_bytes()).collect()
}

fn begin(kind: u16) -> Vec<u8> {
    record(0x809, &shorts(&[0x600, kind, 0, 0, 0, 0, 0, 0]))
}

/// A text behind its length: letters of two bytes.
fn wide(text: &str) -> Vec<u8> {
    let units: Vec<u16> = text.encode_utf16().collect();
    [shorts(&[short(units.len())]), vec![1], shorts(&units)].concat()
}

/// What holds for all sheets.
fn head(book: &Book) -> Vec<u8> {
    let own = OWN_FORMATS.map(|(id, code)| record(0x41e, &[shorts(&[id]), wide(code)].concat())).concat();
    let used = STYLES.map(|id| record(0xe0, &[shorts(&[0, id]), vec![0; 16]].concat())).concat();
    let since = record(0x22, &shorts(&[u16::from(book.since_1904)]));
    [begin(5), record(0x42, &shorts(&[1_200])), since, own, used].concat()
}

/// Where a sheet begins.
fn bound(place: usize, grid: &Grid) -> Vec<u8> {
    let place = u32::try_from(place).expect("small").to_le_bytes().to_vec();
    // The length of this name has one byte.
    let mut name = wide(grid.name);
    name.remove(1);
    record(0x85, &[place, vec![u8::from(grid.hidden), 0], name].concat())
}

/// All texts; where a record is full, the next one begins with a whole text.
fn shared(texts: &[String]) -> Vec<u8> {
    let count = u32::try_from(texts.len()).expect("few").to_le_bytes();
    let mut records = vec![[count, count].concat()];
    for text in texts.iter().map(|text| wide(text)) {
        if records.last().is_some_and(|last| last.len() + text.len() > LONGEST) {
            records.push(Vec::new());
        }
        records.last_mut().expect("the first one").extend(text);
    }
    let kind = |i: usize| if i == 0 { 0xfc } else { 0x3c };
    records.iter().enumerate().flat_map(|(i, data)| record(kind(i), data)).collect()
}

fn sheet(book: &Book, grid: &Grid, texts: &mut Vec<String>) -> Vec<u8> {
    let column = |at: &usize| record(0x7d, &shorts(&[short(*at), short(*at), 2_304, 0, 1, 0]));
    let mut bytes = [begin(0x10), grid.hidden_columns.iter().flat_map(column).collect()].concat();
    for (r, row) in grid.rows.iter().enumerate() {
        let hidden = if grid.hidden_rows.contains(&r) { 0x20 } else { 0 };
        bytes.extend(record(0x208, &shorts(&[short(r), 0, short(row.len()), 255, 0, 0, 0x100 | hidden, 0])));
    }
    for (r, row) in grid.rows.iter().enumerate() {
        for (c, value) in row.iter().enumerate().filter(|(_, value)| !value.is_blank()) {
            bytes.extend(cell(book, value, (r, c), texts));
        }
    }
    if !grid.merged.is_empty() {
        let area = |(from, to): &Area| shorts(&[from.0, to.0, from.1, to.1].map(short));
        let areas: Vec<u8> = grid.merged.iter().flat_map(area).collect();
        bytes.extend(record(0xe5, &[shorts(&[short(grid.merged.len())]), areas].concat()));
    }
    [bytes, record(0x0a, &[])].concat()
}

fn cell(book: &Book, value: &Cell, (row, column): (usize, usize), texts: &mut Vec<String>) -> Vec<u8> {
    let head = shorts(&[short(row), short(column), style(value, row)]);
    let with = |kind: u16, data: &[u8]| record(kind, &[&head, data].concat());
    match value {
        Cell::Text(text) => {
            texts.push(text.clone());
            with(0xfd, &u32::try_from(texts.len() - 1).expect("few").to_le_bytes())
        }
        Cell::Number(_) | Cell::Percent(_) | Cell::Day(_) | Cell::Serial(_) => {
            let number = book.number(value).expect("a number");
            packed_number(number).map_or_else(|| with(0x203, &number.to_le_bytes()), |whole| with(0x27e, &whole))
        }
        Cell::Truth(truth) => with(0x205, &[u8::from(*truth), 0]),
        Cell::Error(error) => with(0x205, &[error_number(error), 1]),
        Cell::Computed(text) => {
            // The text stands in the record behind: this one says so, then come flags and the formula =A1.
            let gave = [0, 0, 0, 0, 0, 0, 0xff, 0xff, 0, 0, 0, 0, 0, 0];
            let formula = [5, 0, 0x44, 0, 0, 0, 0xc0];
            [with(0x06, &[&gave[..], &formula].concat()), record(0x207, &wide(text))].concat()
        }
        Cell::Uncomputed => panic!("every formula of this format holds what it gave"),
    }
}

const SECTOR: usize = 512;
const END: u32 = 0xffff_fffe;
const FREE: u32 = 0xffff_ffff;
const OF_TABLE: u32 = 0xffff_fffd;

/// A compound file with one stream, called `Workbook`: the table of sectors, the directory, the stream.
fn compound(mut stream: Vec<u8>) -> Vec<u8> {
    // Shorter streams would lie elsewhere.
    let length = stream.len().max(4_096).next_multiple_of(SECTOR);
    stream.resize(length, 0);
    let sectors = length / SECTOR;
    let tables = (sectors + 2).div_ceil(SECTOR / 4 - 1);
    let number = |number: usize| u32::try_from(number).expect("small");
    let mut next = vec![OF_TABLE; tables];
    next.push(END);
    next.extend((1..sectors).map(|i| number(tables + 1 + i)));
    next.push(END);
    next.resize(tables * SECTOR / 4, FREE);
    let mut header = vec![0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1];
    header.resize(24, 0);
    header.extend(shorts(&[0x3e, 3, 0xfffe, 9, 6, 0, 0, 0]));
    let fields = [0, number(tables), number(tables), 0, 4_096, END, 0, END, 0];
    header.extend(fields.iter().flat_map(|field| field.to_le_bytes()));
    header.extend((0..109).flat_map(|i| if i < tables { number(i) } else { FREE }.to_le_bytes()));
    let entries = [("Root Entry", 5, END, 0), ("Workbook", 2, number(tables + 1), number(length))];
    let mut directory: Vec<u8> = entries.into_iter().flat_map(|entry| directory_entry(&entry)).collect();
    directory.resize(SECTOR, 0);
    let table = next.iter().flat_map(|sector| sector.to_le_bytes()).collect();
    [header, table, directory, stream].concat()
}

fn directory_entry((name, kind, start, length): &(&str, u8, u32, u32)) -> Vec<u8> {
    let mut bytes = shorts(&name.encode_utf16().collect::<Vec<_>>());
    bytes.resize(64, 0);
    bytes.extend(shorts(&[short(name.len() * 2 + 2)]));
    bytes.extend([*kind, 1]);
    let child = if *kind == 5 { 1 } else { FREE };
    bytes.extend([FREE, FREE, child].iter().flat_map(|id| id.to_le_bytes()));
    bytes.resize(116, 0);
    bytes.extend([*start, *length, 0].iter().flat_map(|id| id.to_le_bytes()));
    bytes
}
