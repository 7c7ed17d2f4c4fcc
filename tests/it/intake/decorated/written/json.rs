//! A list as JSON: an array, or a line a row. Programs write numbers that are none where they know nothing, leave keys out,
//! and blank lines between; a group of columns is an object inside.

use super::{File, Kept};
use crate::support::{Cell, Lots};

const NO_NUMBERS: [&str; 5] = ["NaN", "Infinity", "-Infinity", "nan", "inf"];

/// The file.
pub fn file(kept: &Kept, lines: bool, lots: &mut Lots) -> File {
    let names = kept.header.last().expect("a header");
    let sloppy = lots.below(2) == 0;
    let mut nothings = 0;
    let mut object = |row: &Vec<Cell>| {
        let (mut parts, mut inside) = (Vec::new(), Vec::new());
        let groups = kept.header.first().expect("a header");
        for ((name, group), cell) in names.iter().zip(groups).zip(row) {
            let value = match cell {
                Cell::Number(number) => number.to_string(),
                Cell::Truth(truth) => truth.to_string(),
                cell if cell.is_blank() && sloppy && lots.below(3) == 0 => {
                    nothings += 1;
                    NO_NUMBERS[lots.below(NO_NUMBERS.len())].to_owned()
                }
                cell if cell.is_blank() && sloppy && lots.below(2) == 0 => continue,
                cell if cell.is_blank() => "null".to_owned(),
                cell => serde_json::Value::from(cell.shown()).to_string(),
            };
            let part = format!("{}:{value}", serde_json::Value::from(name.as_str()));
            if group == name { parts.push(part) } else { inside.push(part) }
        }
        let group = groups.iter().zip(names).find(|(group, name)| group != name);
        parts.extend(group.map(|(group, _)| match inside.is_empty() && sloppy {
            true => format!("{}:null", serde_json::Value::from(group.as_str())),
            false => format!("{}:{{{}}}", serde_json::Value::from(group.as_str()), inside.join(",")),
        }));
        format!("{{{}}}", parts.join(","))
    };
    let mut objects: Vec<String> = kept.rows.iter().map(&mut object).collect();
    let mut places: Vec<u64> = (1..).take(objects.len()).collect();
    // Programs also write objects that hold nothing, and blank lines.
    for nothing in if lines { &["{}", "", " "][..] } else { &["{}"] } {
        if sloppy && lots.below(3) == 0 {
            let at = 1 + lots.below(objects.len());
            objects.insert(at, (*nothing).to_owned());
            places.iter_mut().filter(|place| **place > at as u64).for_each(|place| *place += 1);
        }
    }
    let (ending, text) = match lines {
        true => ("jsonl", objects.join("\n") + "\n"),
        false => ("json", format!("[{}]", objects.join(","))),
    };
    let name = format!("{}.{ending}", kept.name);
    let counted = || vec![name.clone(), format!("有 {nothings} 处 NaN 或 Infinity，当作空白")];
    let told = if nothings > 0 { vec![counted()] } else { Vec::new() };
    let bears = [Some(ending), (nothings > 0).then_some("NaN")].into_iter().flatten().collect();
    File { name, bytes: text.into_bytes(), rows: places, told, bears }
}
