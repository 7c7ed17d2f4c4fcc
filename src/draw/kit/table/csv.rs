//! A table as CSV: a BOM so that Excel reads it, numbers as JSON has them, nothing a spreadsheet takes for a formula, and in
//! the last column the key by which a row is known again.

use serde_json::Value;

use super::json::value;
use super::{Cell, Column, Table};
use crate::model::KEY_COLUMN;
use crate::normalize::formula::guarded;

impl Table {
    /// The table as a file's text.
    pub fn csv(&self) -> String {
        const IN_MEMORY: &str = "invariant: writing to memory does not fail";
        let mut writer = csv::WriterBuilder::new().flexible(true).from_writer("\u{feff}".as_bytes().to_vec());
        let heads = self.file_heads().into_iter().chain([KEY_COLUMN.to_owned()]);
        writer.write_record(heads.map(|head| guarded(&head))).expect(IN_MEMORY);
        for (word, row) in self.groups.iter().flat_map(|group| group.rows.iter().map(move |row| (group.word, row))) {
            let word = self.tells_groups().then(|| word.to_owned());
            let cells = row.cells.iter().zip(&self.columns).map(|(cell, column)| written(cell, column));
            let record = word.into_iter().chain(cells).chain([row.key.clone()]);
            writer.write_record(record.map(|cell| guarded(&cell))).expect(IN_MEMORY);
        }
        let bytes = writer.into_inner().expect(IN_MEMORY);
        String::from_utf8_lossy(&bytes).into_owned()
    }
}

/// A cell as JSON has it.
fn written(cell: &Cell, column: &Column) -> String {
    match value(cell, column) {
        Value::String(text) => text,
        number => number.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_stand_as_in_json() {
        let scores = [(61.2, "61.2"), (100.0, "100.0"), (-3.0, "-3.0"), (1e22, "1e+22"), (0.1, "0.1")];
        for (number, told) in scores {
            assert_eq!(written(&Cell::Number(number), &Column::number("score", "得分", 2)), told);
        }
        let exact = Column::money("amount", "金额").exact();
        for (number, told) in [(12_000.0, "12000"), (1234.567, "1234.567"), (0.0, "0")] {
            assert_eq!(written(&Cell::Money(number), &exact), told);
        }
        assert_eq!(written(&Cell::count(7), &Column::count("count", "家数")), "7");
        assert_eq!(written(&Cell::Absent, &exact), "—");
    }
}
