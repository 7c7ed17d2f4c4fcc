//! `access.csv` as it is compiled in.

use std::sync::LazyLock;

use super::Right;
use crate::model::AccountRole;

/// How far a role holds a right.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum HeldOver {
    /// Nowhere.
    No,
    /// Everywhere.
    All,
    /// Over the chains that are granted, or whose fund group has the fund that is.
    Own,
    /// Over the chains that the granted squad is assigned to.
    Assigned,
    /// Over what was given to the granted squad.
    Squad,
    /// Over what one did or is credited with.
    OneSelf,
}

static EXTENTS: LazyLock<Vec<Vec<HeldOver>>> = LazyLock::new(|| {
    let mut table = csv::Reader::from_reader(include_str!("access.csv").as_bytes());
    let row = |row: csv::Result<csv::StringRecord>| row.expect("invariant: a table").iter().skip(2).map(read).collect();
    table.records().map(row).collect()
});

fn read(word: &str) -> HeldOver {
    match word {
        "all" => HeldOver::All,
        "own" => HeldOver::Own,
        "assigned" => HeldOver::Assigned,
        "squad" => HeldOver::Squad,
        "self" => HeldOver::OneSelf,
        _ => HeldOver::No,
    }
}

/// How far a role holds a right. Rights and roles stand in the order of rows and columns, which tests hold.
pub(super) fn held_over(right: Right, role: AccountRole) -> HeldOver {
    EXTENTS.get(right as usize).and_then(|row| row.get(role as usize)).copied().unwrap_or(HeldOver::No)
}
