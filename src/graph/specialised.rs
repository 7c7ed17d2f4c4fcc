//! Proximity and density over the matrix M of the product space (Hidalgo et al., Science 317, 2007).

use super::Bits;
use super::number::real;

/// The matrix M: which regions (rows) are specialised in which leaves (columns).
#[derive(Debug, Clone)]
pub struct Specialised {
    rows: Vec<Bits>,
    /// `n_st` for every pair of columns, row by row of that square: counted once, since a density reads thousands.
    shared: Vec<u32>,
    /// u: in how many regions each column holds.
    column_sums: Vec<usize>,
    /// `Σ_{t≠s} φ_st`.
    proximity_sums: Vec<f64>,
}

impl Specialised {
    /// The matrix that holds in these `(row, column)` cells.
    pub fn new(rows: usize, columns: usize, cells: &[(u32, u32)]) -> Self {
        let mut by_row = vec![Bits::none_of(columns); rows];
        let mut by_column = vec![Bits::none_of(rows); columns];
        for &(row, column) in cells {
            by_row[row as usize].insert(column as usize);
            by_column[column as usize].insert(row as usize);
        }
        let column_sums = by_column.iter().map(Bits::len).collect();
        let shared = shared_regions(&by_column);
        let mut matrix = Self { rows: by_row, shared, column_sums, proximity_sums: Vec::new() };
        matrix.proximity_sums = matrix.sum_proximities();
        matrix
    }

    fn sum_proximities(&self) -> Vec<f64> {
        let all = 0..self.column_sums.len();
        all.clone().map(|s| all.clone().filter(|t| *t != s).map(|t| self.proximity(s, t)).sum()).collect()
    }

    /// How many rows there are, empty ones too.
    pub fn rows(&self) -> usize {
        self.rows.len()
    }

    /// How many columns there are, empty ones too.
    pub fn columns(&self) -> usize {
        self.column_sums.len()
    }

    /// The columns that hold in a row, ascending.
    pub fn columns_of(&self, row: usize) -> impl Iterator<Item = usize> + '_ {
        self.rows[row].iter()
    }

    /// In how many columns a row holds.
    pub fn diversity(&self, row: usize) -> usize {
        self.rows[row].len()
    }

    /// u: in how many rows a column holds.
    pub fn ubiquity(&self, column: usize) -> usize {
        self.column_sums[column]
    }

    /// M(r, s).
    pub fn holds(&self, row: usize, column: usize) -> bool {
        self.rows[row].contains(column)
    }

    /// `φ(s, t) = n_st / max(u_s, u_t)`, `n_st` the regions with both; 0 if both columns are empty.
    pub fn proximity(&self, s: usize, t: usize) -> f64 {
        let larger = self.column_sums[s].max(self.column_sums[t]);
        if larger == 0 {
            return 0.0;
        }
        f64::from(self.shared[s * self.column_sums.len() + t]) / real(larger)
    }

    /// `density(r, s) = Σ_{t≠s} M_rt φ_st / Σ_{t≠s} φ_st`; none when the denominator is 0.
    pub fn density(&self, row: usize, column: usize) -> Option<f64> {
        let whole = self.proximity_sums[column];
        if whole <= 0.0 {
            return None;
        }
        let others = self.rows[row].iter().filter(|other| *other != column);
        let near: f64 = others.map(|other| self.proximity(column, other)).sum();
        Some(near / whole)
    }
}

/// Each pair is counted once: the square is symmetric.
fn shared_regions(columns: &[Bits]) -> Vec<u32> {
    let width = columns.len();
    let mut shared = vec![0; width * width];
    for (s, column) in columns.iter().enumerate() {
        for (t, other) in columns.iter().enumerate().skip(s) {
            let both = column.shared_with(other);
            let both = u32::try_from(both).expect("invariant: there are fewer than 2^20 region codes");
            shared[s * width + t] = both;
            shared[t * width + s] = both;
        }
    }
    shared
}

#[cfg(test)]
mod tests {
    use super::*;

    fn known() -> Specialised {
        let table = ["1111", "0100", "0011", "0001"];
        let mut cells = Vec::new();
        for (row, line) in (0..).zip(table) {
            cells.extend((0..).zip(line.chars()).filter(|(_, bit)| *bit == '1').map(|(column, _)| (row, column)));
        }
        Specialised::new(4, 4, &cells)
    }

    fn close(found: f64, known: f64) {
        assert!((found - known).abs() < 1e-12, "{found} is not {known}");
    }

    #[test]
    fn proximities_are_the_known_ones() {
        let matrix = known();
        let pairs = [(0, 1, 0.5), (0, 2, 0.5), (0, 3, 1.0 / 3.0), (1, 2, 0.5), (1, 3, 1.0 / 3.0), (2, 3, 2.0 / 3.0)];
        for (s, t, proximity) in pairs {
            close(matrix.proximity(s, t), proximity);
            close(matrix.proximity(t, s), proximity);
        }
    }

    #[test]
    fn densities_leave_the_diagonal_out() {
        let matrix = known();
        let rows = [[1.0; 4], [0.375, 0.0, 0.3, 0.25], [0.625, 0.625, 0.4, 0.5], [0.25, 0.25, 0.4, 0.0]];
        for (row, densities) in rows.iter().enumerate() {
            for (column, density) in densities.iter().enumerate() {
                close(matrix.density(row, column).unwrap(), *density);
            }
        }
    }

    #[test]
    fn a_column_near_to_no_other_has_no_density() {
        let matrix = Specialised::new(2, 3, &[(0, 0), (1, 1)]);
        assert_eq!((matrix.density(0, 0), matrix.density(0, 2)), (None, None));
        close(matrix.proximity(2, 2), 0.0);
    }
}
