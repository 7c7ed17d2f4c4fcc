//! Numbers that nobody counted to the last: what was taken, and what the cells say, told once a column.

use std::collections::BTreeMap;

use super::about::{ABOUT_BEFORE, ABOUT_BEHIND};
use super::advice::Advice;
use super::header::{FileHeader, Meaning};
use super::told_values::ToldValues;
use crate::model::Holds;

/// The columns of one file, by their places.
#[derive(Debug, Default)]
pub struct RoughNumbers(BTreeMap<usize, ToldValues>);

impl RoughNumbers {
    /// Counts a number that was taken where its cell says that it is only about so much.
    pub fn add_about(&mut self, place: usize, row: u64, given: &str, read: &str) {
        let says = || ABOUT_BEFORE.iter().chain(&ABOUT_BEHIND).any(|word| given.contains(word));
        if !given.is_ascii() && says() {
            self.add(place, row, given, read);
        }
    }

    /// Counts a number that was taken out of a cell that says more than it.
    pub fn add(&mut self, place: usize, row: u64, given: &str, read: &str) {
        self.0.entry(place).or_default().add_read(row, given, read);
    }

    /// A notice for each column, `named` as the file does by its place; nothing is left.
    pub fn take_notices(&mut self, file: &str, header: &FileHeader, named: &dyn Fn(usize) -> String) -> Vec<Advice> {
        let told = |(place, values): (usize, ToldValues)| {
            let Some(Meaning::Known { column, .. }) = header.columns.get(place) else { return None };
            let name = named(place);
            let unit = if matches!(column.holds, Holds::Money) { "（万元）" } else { "" };
            let (count, places) = (values.count, values.places());
            Some(format!("{file}：列 {name} 有 {count} 个数是约数或带着别的话，按里面的数读{unit}，如{places}").into())
        };
        std::mem::take(&mut self.0).into_iter().filter_map(told).collect()
    }
}
