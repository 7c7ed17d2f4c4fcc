//! Cells that cannot be read: errors of formulas, and formulas that were never computed. Their rows are refused by name.

use super::list::List;
use crate::support::{Cell, Lots};

/// Columns in which a text is not taken as it stands.
const CHECKED: [&str; 5] = ["adcode", "founded", "capital", "revenue", "employees"];
/// The first one holds a number.
const ERRORS: [&str; 5] = ["#DIV/0!", "#DIV/0!", "#VALUE!", "#REF!", "#NAME?"];

/// Puts one into some lists.
pub fn put(list: &mut List, lots: &mut Lots) {
    if list.format.is_json() || lots.below(3) > 0 {
        return;
    }
    let uncomputed = list.format.holds_uncomputed() && lots.below(2) == 0;
    let (places, i) = (places(list, uncomputed), lots.below(list.firms.len()));
    let row = list.places[i];
    // What is told of this firm, or shown of it in other rows, would be told and shown no more.
    let told = list.beside.iter().any(|(firm, _, _, told)| *firm == i && told.is_some());
    let merged = |at: usize| list.kept.merged.iter().any(|(from, to)| (from.0..=to.0).contains(&row) && from.1 == at);
    let Some(at) = (!places.is_empty()).then(|| places[lots.below(places.len())]) else { return };
    if told || merged(at) {
        return;
    }
    let error = ERRORS[lots.below(ERRORS.len())];
    // Text files say no more than the word.
    let (cell, words, bears) = match (uncomputed, list.format.is_book()) {
        (true, _) => (Cell::Uncomputed, vec!["没有计算过的公式"], "formulas never computed"),
        (_, true) => (Cell::Error(error), vec![error, "公式错误值"], "errors of formulas"),
        (_, false) => (Cell::Error(error), vec![error], "errors of formulas"),
    };
    list.kept.rows[row][at] = cell;
    list.case.refused.push([list.row_word(row)].into_iter().chain(words.into_iter().map(str::to_owned)).collect());
    list.case.bears.insert(bears);
    list.firms[i] = None;
}

/// Columns where one may stand; where a column says nothing else, nobody can tell what it is.
fn places(list: &List, uncomputed: bool) -> Vec<usize> {
    let columns = list.columns.iter().enumerate();
    let known = |column: &str| list.firms.iter().flatten().filter(|firm| !firm.plain(column).is_empty()).count();
    let fits = |column: &str| CHECKED.contains(&column) || (uncomputed && !["number", "remark"].contains(&column));
    columns.filter(|(_, column)| fits(column) && known(column) > 3).map(|(at, _)| at).collect()
}
