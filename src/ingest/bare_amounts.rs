//! Amounts of which neither header nor cell says the unit, counted column by column.

use super::problem::shortened;
use crate::model::CanonicalColumn;

/// The columns of one file, by their places.
#[derive(Debug, Default)]
pub struct BareAmounts(Vec<BareColumn>);

/// The amounts of one column that say no unit.
#[derive(Debug, Clone, Default)]
pub struct BareColumn {
    /// How many.
    pub count: u64,
    /// The row of the first.
    pub row: u64,
    /// A few different ones.
    pub samples: Vec<String>,
    /// How many have so many digits before the point: the last place is of all that have more.
    digits: [u64; 16],
    /// Of shares: some have their sign, and some without it are one or more.
    signed: bool,
    above_one: bool,
}

/// So many different values are shown.
const SHOWN: usize = 3;

impl BareAmounts {
    /// Counts an amount where its cell says no unit; `read`: as it was taken, in 万元.
    pub fn add(&mut self, place: usize, row: u64, given: &str, read: &str) {
        if is_bare(given) {
            self.column(place).add(row, given, read);
        }
    }

    /// Counts a share: one below one without its sign may be a part of one, and others of its column tell.
    pub fn add_share(&mut self, place: usize, row: u64, given: &str, read: &str) {
        let bare = is_bare(given);
        if bare && read == "0" {
            return;
        }
        let column = self.column(place);
        match bare {
            false => column.signed = true,
            true if read.starts_with("0.") => column.add(row, given, read),
            true => column.above_one = true,
        }
    }

    fn column(&mut self, place: usize) -> &mut BareColumn {
        if self.0.len() <= place {
            self.0.resize_with(place + 1, BareColumn::default);
        }
        &mut self.0[place]
    }

    /// The columns counted; nothing is left.
    pub fn take(&mut self) -> Vec<BareColumn> {
        std::mem::take(&mut self.0)
    }
}

impl BareColumn {
    /// The amounts among these of which the cell says no unit.
    pub fn of<'a>(texts: impl Iterator<Item = &'a str>) -> Self {
        let mut column = Self::default();
        texts.filter(|text| is_bare(text)).for_each(|text| column.add(0, text, text));
        column
    }

    fn add(&mut self, row: u64, given: &str, read: &str) {
        if self.count == 0 {
            self.row = row;
        }
        self.count += 1;
        if self.samples.len() < SHOWN && !self.samples.iter().any(|sample| sample == given) {
            self.samples.push(shortened(given));
        }
        let digits = read.bytes().filter(|b| *b != b',').take_while(u8::is_ascii_digit).count();
        self.digits[digits.min(self.digits.len() - 1)] += 1;
    }

    /// Whether there are any.
    pub fn any(&self) -> bool {
        self.count > 0
    }

    /// Whether these shares below one may well be parts of one: none without a sign is above one, or others have theirs.
    pub fn may_be_parts(&self) -> bool {
        self.count > 0 && (self.signed || !self.above_one)
    }

    /// Whether more than half of them are more 万元 than a list of firms can mean: half above a hundred 亿, or above a
    /// thousand 亿 of what firms turn over in a year.
    pub fn is_absurd(&self, column: &CanonicalColumn) -> bool {
        let most = if column.name == "revenue" { 7 } else { 6 };
        self.digits[most + 1..].iter().sum::<u64>() * 2 > self.count
    }
}

/// Whether an amount ends with a digit: a unit stands behind its number.
fn is_bare(given: &str) -> bool {
    given.chars().next_back().is_some_and(|c| c.is_ascii_digit() || ('０'..='９').contains(&c))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{CanonicalTable, Kind};

    fn absurd(column: &str, amounts: &[&str]) -> bool {
        let column = CanonicalTable::of(Kind::Enterprise).columns.iter().find(|own| own.name == column).unwrap();
        BareColumn::of(amounts.iter().copied()).is_absurd(column)
    }

    #[test]
    fn the_other_shares_of_a_column_tell_whether_one_is_a_part() {
        let parts = |shares: &[&str]| {
            let mut all = BareAmounts::default();
            shares.iter().for_each(|given| all.add_share(0, 1, given, given.trim_end_matches('%')));
            all.take().first().is_some_and(BareColumn::may_be_parts)
        };
        assert!(
            parts(&["12%", "0.12"])
                && parts(&["0.5", "0.12", "1", "0"].map(|one| if one == "1" { "0.9" } else { one }))
        );
        assert!(parts(&["35", "12%", "0.12"]));
        for shares in [&["0.8", "20"][..], &["12%", "0.5%"], &["20", "35"], &["0"]] {
            assert!(!parts(shares), "{shares:?}");
        }
    }

    #[test]
    fn half_of_a_column_tells_that_it_is_no_ten_thousands() {
        assert!(absurd("capital", &["500000000"]));
        assert!(absurd("capital", &["5,000,000", "1000000.50", "20"]));
        assert!(!absurd("capital", &["5000", "999999", "50000000"]));
        assert!(!absurd("capital", &["5000000", "20"]), "half is not more than half");
        assert!(!absurd("revenue", &["8620000"]), "862 亿 a year");
        assert!(absurd("revenue", &["12345678"]));
        assert!(!absurd("capital", &["50000000元", "1.2亿"]), "these say their unit");
    }
}
