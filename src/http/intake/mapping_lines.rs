//! What stands below the columns of a mapping: texts that mean something else, rows that are read, values all rows have.

use std::collections::HashSet;

use crate::app::intake::upload::Unread;
use crate::http::frame::words::{FilterOption, options};
use crate::ingest::{ColumnByHand, RowCondition, TableByHand};
use crate::model::CanonicalColumn;

/// Lines for further conditions and constants that stand open.
const OPEN_LINES: usize = 1;

/// A text that was not understood, and what it is to mean.
#[derive(Debug)]
pub struct UnreadForm {
    pub at: usize,
    pub column: String,
    pub text: String,
    /// 0 where it was said before.
    pub rows: usize,
    pub reason: String,
    pub meanings: Vec<FilterOption>,
    /// Its meaning, where none of those offered.
    pub other: String,
}

/// Which rows are read.
#[derive(Debug)]
pub struct ConditionForm {
    pub at: usize,
    pub headers: Vec<FilterOption>,
    pub wanted: bool,
    pub patterns: String,
}

/// What every row has alike.
#[derive(Debug)]
pub struct ConstantForm {
    pub at: usize,
    pub fields: Vec<FilterOption>,
    pub text: String,
}

/// Texts that mean something else: those that were not understood, and those of which it was said before.
pub fn unread_forms(said: &TableByHand, unread: Vec<Unread>) -> Vec<UnreadForm> {
    let asked = unread.iter().map(|unread| (unread.column, unread.text.clone())).collect::<HashSet<_>>();
    let new = unread.into_iter().filter_map(|unread| Some(unread_form(said.columns.get(unread.column)?, unread)));
    let before = said.columns.iter().enumerate().flat_map(|(at, column)| {
        column.cells.values.iter().map(move |(text, meant)| said_before(at, column, text, meant))
    });
    new.chain(before.filter(|form| !asked.contains(&(form.at, form.text.clone())))).collect()
}

fn unread_form(column: &ColumnByHand, unread: Unread) -> UnreadForm {
    let Unread { column: at, text, rows, reason, meanings } = unread;
    let meant = column.cells.values.get(&text).map(String::as_str);
    let usual = [("", "不改", meant.is_none()), ("-", "当作空白", meant == Some(""))];
    let usual = usual.map(|(code, word, chosen)| (code.to_owned(), word.to_owned(), chosen));
    let offered = meanings.iter().map(|(code, word)| {
        let region = code.starts_with(|c: char| c.is_ascii_digit()) && code.len() > 1;
        let told = if region { format!("{code} {word}") } else { word.clone() };
        (code.clone(), told, meant == Some(code.as_str()))
    });
    let known = |meant: &str| meant.is_empty() || meanings.iter().any(|(code, _)| code == meant);
    let other = meant.filter(|meant| !known(meant)).unwrap_or_default().to_owned();
    let meanings = options(usual.into_iter().chain(offered));
    UnreadForm { at, column: column.header.clone(), text, rows, reason, meanings, other }
}

fn said_before(at: usize, column: &ColumnByHand, text: &str, meant: &str) -> UnreadForm {
    let choices = [("", "照原样", false), ("-", "当作空白", meant.is_empty())];
    UnreadForm {
        at,
        column: column.header.clone(),
        text: text.to_owned(),
        rows: 0,
        reason: String::new(),
        meanings: options(choices.into_iter()),
        other: meant.to_owned(),
    }
}

/// The conditions, and an open line.
pub fn conditions(said: &TableByHand) -> Vec<ConditionForm> {
    let open = RowCondition { wanted: true, ..RowCondition::default() };
    let all = said.conditions.iter().chain(std::iter::repeat_n(&open, OPEN_LINES));
    let form = |(at, condition): (usize, &RowCondition)| {
        let header =
            |column: &ColumnByHand| (column.header.clone(), column.header.clone(), column.header == condition.header);
        let none = (String::new(), "（不挑行）".to_owned(), condition.header.is_empty());
        ConditionForm {
            at,
            headers: options(std::iter::once(none).chain(said.columns.iter().map(header))),
            wanted: condition.wanted,
            patterns: condition.patterns.join(" "),
        }
    };
    all.enumerate().map(form).collect()
}

/// The constants, and an open line.
pub fn constants(said: &TableByHand) -> Vec<ConstantForm> {
    let given = said.constants.iter().map(|(field, text)| (Some(*field), text.clone()));
    let all = given.chain(std::iter::repeat_n((None, String::new()), OPEN_LINES));
    let form = |(at, (chosen, text)): (usize, (Option<&'static CanonicalColumn>, String))| {
        let none = ("", "（没有）", chosen.is_none());
        let fields = said
            .table
            .columns
            .iter()
            .map(|field| (field.name, field.header(), chosen.is_some_and(|chosen| chosen.name == field.name)));
        ConstantForm { at, fields: options(std::iter::once(none).chain(fields)), text }
    };
    all.enumerate().map(form).collect()
}
