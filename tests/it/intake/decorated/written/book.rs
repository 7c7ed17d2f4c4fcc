//! A list as a workbook.

use super::{File, Kept};
use crate::support::{Area, Book, BookFormat, Grid};

/// The file.
pub fn file(kept: &Kept, format: BookFormat) -> File {
    let name = format!("{}.{}", kept.name, format.ending());
    let above = kept.above();
    let grid = Grid {
        name: kept.name,
        rows: kept.lines(),
        merged: merged(kept),
        hidden_rows: kept.hidden_rows.iter().map(|row| row + above).collect(),
        hidden_columns: kept.hidden_columns.clone(),
        hidden: false,
    };
    let book = Book { sheets: [grid].into_iter().chain(kept.beside.clone()).collect(), since_1904: kept.since_1904 };
    let told = told(kept, &name);
    File { bytes: format.write(&book), rows: kept.numbers(0), told, bears: vec![format.ending()], name }
}

/// What is merged: titles over the whole width, what the header has, and what the rows have.
fn merged(kept: &Kept) -> Vec<Area> {
    let (top, above, last) = (kept.titles.len(), kept.above(), kept.header[0].len() - 1);
    let mut areas: Vec<Area> = (0..top).map(|row| ((row, 0), (row, last))).collect();
    if let [groups, names] = kept.header.as_slice() {
        // Groups stand over their columns, the other names over both rows.
        let first = groups.iter().zip(names).position(|(group, name)| group != name).expect("a group");
        areas.extend((0..first).map(|at| ((top, at), (top + 1, at))));
        areas.push(((top, first), (top, last)));
    }
    areas.extend(kept.merged.iter().map(|(from, to)| ((from.0 + above, from.1), (to.0 + above, to.1))));
    areas.retain(|(from, to)| from != to);
    areas
}

fn told(kept: &Kept, file: &str) -> Vec<Vec<String>> {
    let row = |row: &usize| (row + kept.above() + 1).to_string();
    let column = |at: &usize| char::from(b'A' + u8::try_from(*at).expect("few")).to_string();
    let rows: Vec<String> = kept.hidden_rows.iter().map(row).collect();
    let columns: Vec<String> = kept.hidden_columns.iter().map(column).collect();
    let rows = (!rows.is_empty()).then(|| format!("第 {} 行", rows.join("、")));
    let columns = (!columns.is_empty()).then(|| format!("{} 列", columns.join("、")));
    let hidden = [rows, columns].into_iter().flatten().collect::<Vec<_>>();
    if hidden.is_empty() {
        return Vec::new();
    }
    vec![[vec![file.to_owned(), "隐藏".to_owned(), "一样读取了".to_owned()], hidden].concat()]
}
