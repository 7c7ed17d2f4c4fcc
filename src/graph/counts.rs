//! The counts x(r, s) of enterprises by region and leaf, and where a region is specialised.

use super::number::real;
use super::{Csr, Specialised};

/// A sparse table of counts with its sums; rows are regions, columns are leaves.
#[derive(Debug, Clone)]
pub struct RegionCounts {
    rows: Csr<Cell>,
    row_sums: Vec<u64>,
    column_sums: Vec<u64>,
    total: u64,
}

/// One count that is not zero.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Cell {
    column: u32,
    count: u32,
}

impl RegionCounts {
    /// A table of counts `(row, column, count)`, each cell at most once.
    pub fn new(rows: usize, columns: usize, cells: &[(u32, u32, u32)]) -> Self {
        let (mut row_sums, mut column_sums) = (vec![0; rows], vec![0; columns]);
        for &(row, column, count) in cells {
            row_sums[row as usize] += u64::from(count);
            column_sums[column as usize] += u64::from(count);
        }
        let pairs: Vec<_> = cells.iter().map(|&(row, column, count)| (row, Cell { column, count })).collect();
        let total = row_sums.iter().sum();
        Self { rows: Csr::new(rows, &pairs), row_sums, column_sums, total }
    }

    /// x(r, s).
    pub fn count(&self, row: usize, column: usize) -> u32 {
        let cells = u32::try_from(row).map_or(&[][..], |row| self.rows.of(row));
        cells.iter().find(|cell| cell.column as usize == column).map_or(0, |cell| cell.count)
    }

    /// The location quotient `LQ = (x_rs / x_r·) / (x_·s / x_··)`; none where a sum is 0.
    pub fn location_quotient(&self, row: usize, column: usize) -> Option<f64> {
        let (in_row, in_column) = (*self.row_sums.get(row)?, *self.column_sums.get(column)?);
        if in_row == 0 || in_column == 0 {
            return None;
        }
        let whole = |sum: u64| usize::try_from(sum).map(real).ok();
        let inside = f64::from(self.count(row, column)) / whole(in_row)?;
        Some(inside / (whole(in_column)? / whole(self.total)?))
    }

    /// M = 1 where LQ ≥ 1, decided on integers: `x_rs · x_·· ≥ x_r· · x_·s`.
    pub fn specialised(&self) -> Specialised {
        let mut cells = Vec::new();
        for (row, &in_row) in (0..).zip(&self.row_sums) {
            let own = self.rows.of(row).iter().filter(|cell| self.is_specialised(**cell, in_row));
            cells.extend(own.map(|cell| (row, cell.column)));
        }
        Specialised::new(self.row_sums.len(), self.column_sums.len(), &cells)
    }

    fn is_specialised(&self, cell: Cell, in_row: u64) -> bool {
        let in_column = self.column_sums[cell.column as usize];
        u128::from(cell.count) * u128::from(self.total) >= u128::from(in_row) * u128::from(in_column)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const TABLE: [[u32; 5]; 5] =
        [[100, 0, 0, 0, 0], [0, 15, 5, 70, 10], [0, 20, 10, 20, 50], [0, 25, 30, 5, 40], [0, 40, 55, 5, 0]];
    const QUOTIENTS: [[f64; 5]; 5] = [
        [5.0, 0.0, 0.0, 0.0, 0.0],
        [0.0, 0.75, 0.25, 3.5, 0.5],
        [0.0, 1.0, 0.5, 1.0, 2.5],
        [0.0, 1.25, 1.5, 0.25, 2.0],
        [0.0, 2.0, 2.75, 0.25, 0.0],
    ];

    fn counts() -> RegionCounts {
        let all = (0..5u32).flat_map(|r| (0..5u32).map(move |s| (r, s, TABLE[r as usize][s as usize])));
        RegionCounts::new(5, 5, &all.filter(|cell| cell.2 > 0).collect::<Vec<_>>())
    }

    #[test]
    fn location_quotients_are_the_known_ones() {
        let counts = counts();
        for (row, known) in QUOTIENTS.iter().enumerate() {
            for (column, known) in known.iter().enumerate() {
                let found = counts.location_quotient(row, column).unwrap();
                assert!((found - known).abs() < 1e-12, "row {row}, column {column}: {found}");
            }
        }
        assert_eq!(counts.location_quotient(5, 0), None);
    }

    #[test]
    fn a_quotient_of_exactly_one_is_specialised() {
        let specialised = counts().specialised();
        for (row, known) in QUOTIENTS.iter().enumerate() {
            for (column, known) in known.iter().enumerate() {
                assert_eq!(specialised.holds(row, column), *known >= 1.0, "row {row}, column {column}");
            }
        }
    }
}
