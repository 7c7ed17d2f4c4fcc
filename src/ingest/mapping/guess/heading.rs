//! Which rows of a sheet are its header: those whose texts head columns and below which there are values.

use std::collections::HashSet;

use super::profile::is_body;
use super::words::{known, plain};
use crate::ingest::header_lines::{MOST_LINES, joined};
use crate::ingest::rows::SourceRow;
use crate::model::CreditCode;
use crate::normalize::{event_date, text};

/// Rows among which the header is looked for.
const AMONG: usize = 20;
/// Above this a header's name is one that a column is known by.
const KNOWN: f64 = 0.84;

/// The place of the header's first row among these rows, and how many rows it has.
pub fn heading(rows: &[SourceRow]) -> (usize, usize) {
    let widest = rows.iter().take(AMONG * 2).map(different).max().unwrap_or_default().max(1);
    let mut best = (f64::MIN, 0, 1);
    for first in 0..rows.len().min(AMONG) {
        for lines in 1..=MOST_LINES.min(rows.len() - first) {
            let score = worth(&rows[first..first + lines], widest) - small(first) * 0.1;
            if score > best.0 {
                best = (score, first, lines);
            }
        }
    }
    (best.1, best.2)
}

/// How much rows are like a header of a table that is so wide.
fn worth(lines: &[SourceRow], widest: usize) -> f64 {
    let names = joined(lines);
    let filled: Vec<&str> = names.cells.iter().map(|cell| cell.text.as_str()).filter(|name| !name.is_empty()).collect();
    let below = known_names(&lines[lines.len() - 1]);
    let tied = lines.len() > 1 && below > 1 && lines.windows(2).all(are_tied);
    // A group's name before it makes a name no less known.
    let known = if tied { known_names(&names).max(below) } else { known_names(&names) };
    let doubles = filled.len() - filled.iter().collect::<HashSet<_>>().len();
    // A group that is called 企业基本情况 is no firm.
    let own = if tied { &lines[lines.len() - 1..] } else { lines };
    let values = own.iter().flat_map(|line| &line.cells).filter(|cell| is_value(&cell.text)).count();
    // A title stands above the table, or over its whole width: it heads no column.
    let title = |(at, line): &(usize, &SourceRow)| {
        let filled = line.cells.iter().filter(|cell| !cell.text.is_empty()).count();
        widest > 1 && different(line) < 2 && (filled >= widest || (*at == 0 && filled == 1))
    };
    let titles = lines.iter().enumerate().filter(title).count();
    let width = small(filled.len().min(widest)) / small(widest);
    // A further row must name what those above it leave open.
    let idle = lines.len() > 1
        && !tied
        && different(&lines[0]) == filled.len()
        && known <= known_names(&joined(&lines[..lines.len() - 1]));
    small(known) * 2.0 + width * 6.0 + if tied { 4.0 } else { 0.0 }
        - small(doubles + values + titles * 2) * 3.0
        - small(lines.len() - 1) * 1.5
        - if idle { 4.0 } else { 0.0 }
}

/// Whether cells were merged over two rows, beside one merged over columns that have names of their own below it: then both
/// are the header, and the upper one may say the unit.
fn are_tied(rows: &[SourceRow]) -> bool {
    let cells: Vec<(&str, &str)> = rows[0]
        .cells
        .iter()
        .zip(&rows[1].cells)
        .map(|(above, below)| (above.text.as_str(), below.text.as_str()))
        .collect();
    let over_both = cells.iter().any(|(above, below)| !above.is_empty() && above == below);
    let group = |pair: &[(&str, &str)]| !pair[0].0.is_empty() && pair[0].0 == pair[1].0 && pair[0].1 != pair[1].1;
    over_both && cells.windows(2).any(group)
}

/// How many names of a row are ones that columns are known by.
fn known_names(row: &SourceRow) -> usize {
    let names = row.cells.iter().filter(|cell| !cell.text.is_empty());
    names.filter(|cell| known(&plain(&cell.text)) > KNOWN).count()
}

/// Different texts of a row: a merged title shows one everywhere.
fn different(row: &SourceRow) -> usize {
    row.cells.iter().map(|cell| cell.text.as_str()).filter(|text| !text.is_empty()).collect::<HashSet<_>>().len()
}

/// What stands below headers, not in them.
fn is_value(given: &str) -> bool {
    let number = text::number(given).is_some_and(|n| !(1_900.0..2_100.0).contains(&n));
    number
        || (given.chars().count() > 5 && event_date(given).is_some())
        || given.parse::<CreditCode>().is_ok()
        || (is_body(given) && given.chars().count() > 5)
        || given.starts_with("http")
        || given.chars().count() > 40
}

fn small(count: usize) -> f64 {
    f64::from(u32::try_from(count).unwrap_or(u32::MAX))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ingest::rows::SourceCell;

    fn of(rows: &[&[&str]]) -> (usize, usize) {
        let cell = |text: &&str| SourceCell { text: (*text).to_owned(), ..SourceCell::default() };
        let row = |(number, texts): (u64, &&[&str])| SourceRow { number, cells: texts.iter().map(cell).collect() };
        heading(&(1..).zip(rows).map(row).collect::<Vec<_>>())
    }

    #[test]
    fn a_header_is_found_by_what_it_says() {
        let firm: &[&str] = &["甲有限公司", "合肥", "100", "20"];
        let names: &[&str] = &["企业名称", "区划代码", "注册资本", "员工人数"];
        assert_eq!(of(&[names, firm]), (0, 1));
        assert_eq!(of(&[names]), (0, 1));
        assert_eq!(of(&[&["重点企业名单", "", "", ""], names, firm, firm]), (1, 1));
        assert_eq!(of(&[&["名单", "名单", "名单", "名单"], &["单位：万元"], names, firm]), (2, 1));
        assert_eq!(of(&[&["n", "d", "x", "y"], firm, firm]), (0, 1));
        let groups: &[&str] = &["企业名称", "", "基本情况", ""];
        assert_eq!(of(&[groups, &["", "区划代码", "注册资本", "员工人数"], firm, firm]), (0, 2));
        assert_eq!(of(&[groups, names, firm, firm]), (1, 1));
        let years: &[&str] = &["企业名称", "区划代码", "2023年", "2024年"];
        assert_eq!(of(&[years, &["企业名称", "区划代码", "营业收入", "营业收入"], firm, firm]), (0, 2));
        assert_eq!(of(&[&["t"], years, &["", "", "营业收入", "营业收入"], firm, firm]), (1, 2));
        let merged: &[&str] = &["序号", "企业基本情况", "企业基本情况", "资本情况（单位：元）", "资本情况（单位：元）"];
        let below: &[&str] = &["序号", "企业名称", "区划代码", "注册资本", "实缴资本"];
        let firm: &[&str] = &["1", "甲有限公司", "340100", "5000000", "2000000"];
        assert_eq!(of(&[merged, below, firm, firm]), (0, 2));
        assert_eq!(of(&[&["摸底表"; 5], merged, below, firm, firm]), (1, 2));
    }
}
