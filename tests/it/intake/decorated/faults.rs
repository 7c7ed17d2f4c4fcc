//! Cells that cannot be read: errors of formulas, and formulas that were never computed. Their rows are refused by name.

use super::list::List;
use crate::support::{Cell, Lots};

/// Columns in which a text is not taken as it stands.
const CHECKED: [&str; 5] = ["adcode", "founded", "capital", "revenue", "employees"];

/// Puts one into some lists.
pub fn put(list: &mut List, lots: &mut Lots) {
    if list.format.is_json() || lots.below(3) > 0 {
        return;
    }
    let uncomputed = list.format.holds_uncomputed() && lots.below(2) == 0;
    let (i, at) = (lots.below(list.firms.len()), lots.below(list.columns.len()));
    let (row, column) = (list.places[i], list.columns[at]);
    let told = list.beside.iter().any(|(firm, _, _, told)| *firm == i && told.is_some());
    let merged = list.kept.merged.iter().any(|(from, to)| from.0 <= row && row <= to.0 && from.1 <= at && at <= to.1);
    let known = list
        .firms
        .iter()
        .flatten()
        .filter(|firm| column != "number" && column != "remark" && !firm.plain(column).is_empty());
    let fits = if uncomputed { !["number", "remark"].contains(&column) } else { CHECKED.contains(&column) };
    // Where a column says nothing else, nobody can tell what it is.
    if told || merged || !fits || known.count() < 4 {
        return;
    }
    let error = ["#DIV/0!", "#VALUE!", "#REF!", "#NAME?"][lots.below(4)];
    let (cell, word, bears) = match uncomputed {
        true => (Cell::Uncomputed, "没有计算过的公式", "formulas never computed"),
        false => (Cell::Error(error), error, "errors of formulas"),
    };
    // Text files say no more than the word.
    let why = (list.format.is_book() && !uncomputed).then_some("公式错误值");
    list.kept.rows[row][at] = cell;
    let words = [Some(word), why].into_iter().flatten().map(str::to_owned);
    list.case.refused.push([list.row_word(row)].into_iter().chain(words).collect());
    list.case.bears.insert(bears);
    list.firms[i] = None;
}
