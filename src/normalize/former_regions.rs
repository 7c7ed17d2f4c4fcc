//! Regions that are no more, and names that regions no longer bear.

use crate::model::Adcode;

static ROWS: &str = include_str!("tables/former.csv");

/// A code and a name that went together once.
#[derive(Debug, Clone, Copy)]
pub struct Former {
    pub code: Adcode,
    pub name: &'static str,
    /// The region that it is now; none where that is not known.
    pub successor: Option<Adcode>,
}

/// Every row of the table: codes ascending, and of one code the latest name last.
pub fn all() -> impl Iterator<Item = Former> {
    ROWS.lines().skip(1).filter_map(|line| {
        let mut cells = line.split(',');
        let (code, name, _until) = (cells.next()?.parse().ok()?, cells.next()?, cells.next()?);
        Some(Former { code, name, successor: cells.next()?.parse().ok() })
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::normalize::Regions;

    #[test]
    fn every_row_is_read_and_every_successor_is_in_force() {
        assert_eq!(all().count(), ROWS.lines().count() - 1);
        for former in all() {
            let next = former.successor;
            assert!(next.is_none_or(Regions::is_built_in), "{former:?}");
            assert!(former.name.chars().count() >= 2, "{former:?}");
        }
    }
}
