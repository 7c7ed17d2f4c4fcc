//! What is held of a person, as a table.

use super::PersonFindings;
use crate::draw::{Cell, Column, Table};
use crate::model::PersonPlace;

const COLUMNS: [Column; 4] = [
    Column::rank("place", "在哪里"),
    Column::text("kind", "哪种记录"),
    Column::text("of", "是谁的"),
    Column::count("count", "几处"),
];

impl PersonFindings {
    /// The places as a table.
    pub fn table(&self) -> Table {
        let mut table = Table::new("person", "查到的", COLUMNS, "没有查到这个人的数据。");
        for (nth, line) in self.lines.iter().enumerate() {
            let kept = line.place == PersonPlace::Journal;
            let of = if kept { "谁做了什么，个人信息给了谁：按规定的期限留着" } else { &line.of };
            let cells = vec![
                Cell::word(line.place.zh(), line.place.code(), line.place as usize),
                Cell::text(line.kind),
                Cell::text(of),
                Cell::Number(line.count as f64),
            ];
            table.push(nth.to_string(), cells);
        }
        if self.similar > 0 {
            let told = format!("另有 {} 处像是别人的名字（姓名在更长的名字里），不会动。", self.similar);
            table.notes.push(told);
        }
        table.notes.extend(self.files.iter().map(|told| format!("{told}。")));
        table
    }
}
