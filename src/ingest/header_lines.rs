//! A header of several rows as one: what stands above others names their group.

use super::amount::AmountRule;
use super::rows::{SourceCell, SourceRow};
use crate::normalize::text::folded;

/// Stands between a group's name and a column's.
pub const BELOW: char = '/';

/// Where a header stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct HeaderPlace {
    /// Its first row, from 1; none for the first that is not blank.
    pub row: Option<u64>,
    /// How many rows it has, at least 1.
    pub lines: usize,
}

impl HeaderPlace {
    /// The first row that is not blank.
    pub const FIRST: Self = Self { row: None, lines: 1 };
    /// Of a sheet whose header is looked for among its rows.
    pub const SOUGHT: Self = Self { row: Some(0), lines: 1 };
    /// The same, and merged cells are left as they are stored.
    pub const SOUGHT_AS_STORED: Self = Self { row: Some(0), lines: 0 };
}

/// The most rows that a header has.
pub const MOST_LINES: usize = 3;

/// One row for the rows of a header: `基本情况` above `注册资本` is `基本情况/注册资本`; a name that fills both rows stands once.
pub fn joined(lines: &[SourceRow]) -> SourceRow {
    let [first, rest @ ..] = lines else { return SourceRow::default() };
    if rest.is_empty() {
        return first.clone();
    }
    let width = lines.iter().map(|line| line.cells.len()).max().unwrap_or_default();
    let text = |line: usize, place: usize| lines[line].cells.get(place).map_or("", |cell| cell.text.as_str());
    // A group's name stands above its first column alone, unless its cells are merged.
    let mut group: Vec<&str> = vec![""; lines.len()];
    let mut cells = Vec::with_capacity(width);
    for place in 0..width {
        let below = |line: usize| (line + 1..lines.len()).map(|l| text(l, place)).find(|text| !text.is_empty());
        let mut parts: Vec<String> = Vec::new();
        for line in 0..lines.len() {
            let own = text(line, place);
            let heads = below(line).is_some_and(|below| below != own);
            if !own.is_empty() {
                group[line..].fill("");
                group[line] = if heads { own } else { "" };
            }
            let name = folded(if own.is_empty() && heads { group[line] } else { own });
            if !name.is_empty() && parts.last() != Some(&name) {
                parts.push(name);
            }
        }
        let text = parts.join(&BELOW.to_string());
        cells.push(SourceCell {
            text,
            broken: lines.iter().find_map(|l| l.cells.get(place)?.broken),
            ..SourceCell::default()
        });
    }
    SourceRow { number: first.number, cells }
}

/// A column's own name, without those of the groups it stands below. A unit behind a stroke is no name.
pub fn own_name(header: &str) -> &str {
    let Some(at) = header.rfind(BELOW) else { return header };
    let own = &header[at + BELOW.len_utf8()..];
    let inside_brackets = own.contains([')', '）']) && !own.contains(['(', '（']);
    if inside_brackets || AmountRule::of_unit(own).is_some() {
        let before = own_name(&header[..at]);
        return &header[at - before.len()..];
    }
    own
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row(number: u64, texts: &[&str]) -> SourceRow {
        let cell = |text: &&str| SourceCell { text: (*text).to_owned(), ..SourceCell::default() };
        SourceRow { number, cells: texts.iter().map(cell).collect() }
    }

    fn names(lines: &[&[&str]]) -> Vec<String> {
        let lines: Vec<SourceRow> = (1..).zip(lines).map(|(number, texts)| row(number, texts)).collect();
        joined(&lines).cells.into_iter().map(|cell| cell.text).collect()
    }

    #[test]
    fn groups_stand_before_the_names_below_them() {
        let expected = ["企业名称", "基本情况/注册资本", "基本情况/人数", "备注"];
        let merged: [&[&str]; 2] =
            [&["企业名称", "基本情况", "基本情况", "备注"], &["企业名称", "注册资本", "人数", "备注"]];
        assert_eq!(names(&merged), expected);
        let plain: [&[&str]; 2] = [&["企业名称", "基本情况", "", "备注"], &["", "注册资本", "人数", ""]];
        assert_eq!(names(&plain), expected);
        let three: [&[&str]; 3] = [&["名称", "经营", "", ""], &["", "2023", "", "2024"], &["", "产值", "税收", "产值"]];
        assert_eq!(names(&three), ["名称", "经营/2023/产值", "经营/2023/税收", "经营/2024/产值"]);
        assert_eq!(names(&[&["甲", "乙"]]), ["甲", "乙"]);
        assert_eq!(names(&[&["甲", ""], &["", "乙", "丙"]]), ["甲", "乙", "丙"]);
    }

    #[test]
    fn a_column_has_a_name_of_its_own() {
        for (header, own) in [
            ("基本情况/注册资本(万元)", "注册资本(万元)"),
            ("电话", "电话"),
            ("税收(万元/年)", "税收(万元/年)"),
            ("产值/亿元", "产值/亿元"),
            ("经营/产值/亿元", "产值/亿元"),
        ] {
            assert_eq!(own_name(header), own);
        }
    }
}
