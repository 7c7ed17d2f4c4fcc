//! `access.csv` and `access-dengbao3.csv` as they are compiled in.
//!
//! The second is that of the three between whom an admin is split: a right it does not name they do not hold, and `users` it splits.

use std::collections::HashMap;
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

/// A part of the right `users`, held by different people where an admin is split.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum UsersPart {
    /// Accounts are made, disabled, their sessions ended.
    Accounts,
    /// What an account may.
    Grants,
}

impl UsersPart {
    /// As the second table names it.
    fn code(self) -> &'static str {
        match self {
            Self::Accounts => "users/accounts",
            Self::Grants => "users/grants",
        }
    }
}

static SPLIT: LazyLock<HashMap<(String, AccountRole), HeldOver>> = LazyLock::new(|| {
    let mut table = csv::Reader::from_reader(include_str!("access-dengbao3.csv").as_bytes());
    let rows = table.records().map(|row| row.expect("invariant: a table")).collect::<Vec<_>>();
    let cells = |row: &csv::StringRecord| {
        let words = row.iter().skip(2).map(read).collect::<Vec<_>>();
        let right = row.get(0).unwrap_or_default().to_owned();
        AccountRole::SPLIT.into_iter().zip(words).map(move |(role, held)| ((right.clone(), role), held))
    };
    rows.iter().flat_map(|row| cells(row).collect::<Vec<_>>()).collect()
});

fn held_by_split(right: &str, role: AccountRole) -> HeldOver {
    SPLIT.get(&(right.to_owned(), role)).copied().unwrap_or(HeldOver::No)
}

/// Whether a role holds a part of `users`: an admin holds all of it.
pub fn holds_part(role: AccountRole, part: UsersPart) -> bool {
    let held = if AccountRole::SPLIT.contains(&role) {
        held_by_split(part.code(), role)
    } else {
        held_over(Right::Users, role)
    };
    held == HeldOver::All
}

/// How far a role holds a right. Rights and roles stand in the order of rows and columns, which tests hold.
pub(super) fn held_over(right: Right, role: AccountRole) -> HeldOver {
    if AccountRole::SPLIT.contains(&role) {
        return held_by_split(right.code(), role);
    }
    EXTENTS.get(right as usize).and_then(|row| row.get(role as usize)).copied().unwrap_or(HeldOver::No)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn none_of_the_three_holds_more_than_the_second_table_says() {
        for role in AccountRole::SPLIT {
            for right in Right::ALL {
                let held = match (right, role) {
                    (Right::Users, AccountRole::System | AccountRole::Security) => HeldOver::All,
                    (Right::Journal, AccountRole::Audit) => HeldOver::All,
                    _ => HeldOver::No,
                };
                assert_eq!(
                    held_over(*right, role),
                    held,
                    "{role} {right:?}: no business data, no two of what is split"
                );
            }
        }
        let holders =
            |part| AccountRole::ALL.iter().filter(move |role| holds_part(**role, part)).copied().collect::<Vec<_>>();
        assert_eq!(holders(UsersPart::Accounts), [AccountRole::Admin, AccountRole::System]);
        assert_eq!(holders(UsersPart::Grants), [AccountRole::Admin, AccountRole::Security]);
    }
}
