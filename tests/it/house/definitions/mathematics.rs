//! The tables of quotients, densities and complexity in docs/definitions.md.

use liantu::graph::{Complexity, RegionCounts, Specialised};

use super::answered::is_rounded;
use super::document::{Table, tables, text};
use super::{DEFINITIONS, sum};
use crate::support::{Facts, add};

pub fn facts(facts: &mut Facts) {
    add!(facts, "definitions": location_quotients_are_the_programs, densities_are_the_programs,
        complexities_are_the_programs);
}

/// The table with a column, and the cells of the columns that begin with a word, in order.
fn table(column: &str) -> Table {
    tables(&text(DEFINITIONS)).into_iter().find(|table| table.has(column)).unwrap()
}

fn cells<'a>(table: &'a Table, word: &'a str) -> impl Iterator<Item = (u32, u32, &'a str)> {
    (0..).zip(&table.rows).flat_map(move |(r, row)| {
        let named = (1..).map_while(move |n| row.get(&format!("{word}{n}")));
        (0..).zip(named).map(move |(s, cell)| (r, s, cell.as_str()))
    })
}

fn matrix(table: &Table) -> Specialised {
    let held: Vec<_> = cells(table, "M").filter(|(.., cell)| *cell == "1").map(|(r, s, _)| (r, s)).collect();
    Specialised::new(table.rows.len(), 4, &held)
}

fn location_quotients_are_the_programs() {
    let table = table("LQ1");
    let counts = cells(&table, "x").map(|(r, s, cell)| (r, s, cell.parse().unwrap()));
    let counts = RegionCounts::new(5, 5, &counts.filter(|cell| cell.2 > 0).collect::<Vec<_>>());
    assert_eq!(cells(&table, "LQ").count(), 25);
    for (r, s, cell) in cells(&table, "LQ") {
        let found = counts.location_quotient(r as usize, s as usize).unwrap();
        assert!((found - sum::value(cell)).abs() < 1e-9, "{r} {s}: {found}");
    }
}

fn densities_are_the_programs() {
    let table = table("密度1");
    assert_eq!(cells(&table, "密度").count(), 16);
    for (r, s, cell) in cells(&table, "密度") {
        let found = matrix(&table).density(r as usize, s as usize).unwrap();
        assert!((found - sum::value(cell)).abs() < 1e-9, "{r} {s}: {found}");
    }
}

fn complexities_are_the_programs() {
    let found = Complexity::of(&matrix(&table("密度1"))).unwrap().eci;
    let told = table("ECI");
    assert_eq!(told.rows.len(), found.len());
    for (row, found) in told.rows.iter().zip(found) {
        let told = &row["ECI"];
        assert!(is_rounded(found, told.parse().unwrap(), told), "{told}: {found}");
    }
}
