//! Economic complexity of regions (ECI) and of leaves (PCI) over the matrix M (docs/definitions.md#复杂度;
//! Hidalgo & Hausmann, PNAS 106, 2009; as an eigenvector problem: Mealy, Farmer & Teytelboym, Science Advances 5, 2019).

use petgraph::unionfind::UnionFind;

use super::lanczos::largest;
use super::number::real;
use super::{Csr, Specialised};

/// Complexity of every row and every column, each with mean 0 and population deviation 1.
#[derive(Debug, Clone, PartialEq)]
pub struct Complexity {
    /// Of the regions; positive correlation with how many leaves each is specialised in.
    pub eci: Vec<f64>,
    /// Of the leaves: the mean ECI of the regions specialised in each.
    pub pci: Vec<f64>,
}

/// Why a matrix has no complexity.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum NoComplexity {
    /// Two rows or columns have nothing to be ordered by.
    #[error("{rows} rows and {columns} columns, but 3 of each are needed")]
    TooSmall {
        /// Regions with anything to compare.
        rows: usize,
        /// Leaves with anything to compare.
        columns: usize,
    },
    /// The order between parts that share no leaf would be arbitrary.
    #[error("the matrix falls into {parts} parts that share nothing")]
    Apart {
        /// How many parts, of which no two share a region or a leaf; an empty row or column is one.
        parts: usize,
    },
    /// Several orders explain the matrix equally well, so that none of them is the one.
    #[error("the second eigenvalue is not single")]
    NotSingle,
    /// Nothing says which end of the order is the complex one.
    #[error("the second eigenvector does not correlate with diversity")]
    NoDirection,
}

/// Eigenvalues nearer to each other than this count as equal: below it rounding would show in the sixth decimal.
const SAME: f64 = 1e-6;
/// A weaker correlation than this is none.
const UNCORRELATED: f64 = 1e-6;
const ROWS_AND_COLUMNS_MIN: usize = 3;

impl Complexity {
    /// The complexity of a matrix: ECI is the second eigenvector of `D⁻¹ M U⁻¹ Mᵀ` (D diversity, U ubiquity).
    ///
    /// # Errors
    /// Fewer than 3 rows or columns; rows and columns that are not all connected, of which empty ones are a case; a
    /// second eigenvalue that is not single; an eigenvector that does not correlate with diversity.
    pub fn of(matrix: &Specialised) -> Result<Self, NoComplexity> {
        let (rows, columns) = (matrix.rows(), matrix.columns());
        if rows.min(columns) < ROWS_AND_COLUMNS_MIN {
            return Err(NoComplexity::TooSmall { rows, columns });
        }
        match parts(matrix) {
            1 => Walk::new(matrix).complexity(),
            parts => Err(NoComplexity::Apart { parts }),
        }
    }
}

/// How many parts share neither a row nor a column.
fn parts(matrix: &Specialised) -> usize {
    let (rows, columns) = (matrix.rows(), matrix.columns());
    let mut joined = UnionFind::<usize>::new(rows + columns);
    let pairs = (0..rows).flat_map(|row| matrix.columns_of(row).map(move |column| (row, rows + column)));
    rows + columns - pairs.filter(|(row, column)| joined.union(*row, *column)).count()
}

/// The matrix as a walk from region to leaf to region. With D^½ on both sides it is symmetric, with eigenvalues in [0, 1]
/// and the first eigenvector D^½.
struct Walk {
    cells: Csr<u32>,
    ubiquity: Vec<f64>,
    diversity: Vec<f64>,
    roots: Vec<f64>,
}

impl Walk {
    fn new(matrix: &Specialised) -> Self {
        let place = |at: usize| u32::try_from(at).expect("invariant: a table has fewer than 2^32 rows and columns");
        let rows = matrix.rows();
        let pairs = (0..rows).flat_map(|row| matrix.columns_of(row).map(move |column| (place(row), place(column))));
        let cells = Csr::new(rows, &pairs.collect::<Vec<_>>());
        let diversity: Vec<f64> = (0..rows).map(|row| real(matrix.diversity(row))).collect();
        let ubiquity = (0..matrix.columns()).map(|column| real(matrix.ubiquity(column))).collect();
        let roots = diversity.iter().map(|d| d.sqrt()).collect();
        Self { cells, ubiquity, diversity, roots }
    }

    fn complexity(&self) -> Result<Complexity, NoComplexity> {
        let size = self.diversity.len();
        let whole = self.diversity.iter().sum::<f64>().sqrt();
        let first: Vec<f64> = self.roots.iter().map(|root| root / whole).collect();
        let apply = |vector: &[f64]| self.symmetric(vector);
        let second = largest(size, apply, &[&first]);
        let third = largest(size, apply, &[&first, &second.vector]);
        if second.value - third.value < SAME {
            return Err(NoComplexity::NotSingle);
        }
        let mut eci: Vec<f64> = second.vector.iter().zip(&self.roots).map(|(v, root)| v / root).collect();
        standardise(&mut eci);
        let towards = correlation(&eci, &self.diversity);
        if towards.is_nan() || towards.abs() < UNCORRELATED {
            return Err(NoComplexity::NoDirection);
        }
        eci.iter_mut().for_each(|e| *e *= towards.signum());
        let mut pci = self.means(&eci);
        standardise(&mut pci);
        Ok(Complexity { eci, pci })
    }

    /// `D^-½ M U⁻¹ Mᵀ D^-½` times a vector.
    fn symmetric(&self, vector: &[f64]) -> Vec<f64> {
        let scaled: Vec<f64> = vector.iter().zip(&self.roots).map(|(v, root)| v / root).collect();
        let means = self.means(&scaled);
        let sum = |row: u32| self.cells.of(row).iter().map(|column| means[*column as usize]).sum::<f64>();
        (0..).zip(&self.roots).map(|(row, root)| sum(row) / root).collect()
    }

    /// For each column the mean of a value over its rows: `U⁻¹ Mᵀ` times a vector.
    fn means(&self, of_rows: &[f64]) -> Vec<f64> {
        let mut sums = vec![0.0; self.ubiquity.len()];
        for (row, value) in (0..).zip(of_rows) {
            self.cells.of(row).iter().for_each(|column| sums[*column as usize] += value);
        }
        sums.iter().zip(&self.ubiquity).map(|(sum, rows)| sum / rows).collect()
    }
}

/// Takes the mean away and divides by the population deviation.
fn standardise(values: &mut [f64]) {
    let count = real(values.len());
    let mean = values.iter().sum::<f64>() / count;
    values.iter_mut().for_each(|v| *v -= mean);
    let deviation = (values.iter().map(|v| v * v).sum::<f64>() / count).sqrt();
    values.iter_mut().for_each(|v| *v /= deviation);
}

/// The correlation of standardised values with others; not a number where those are all equal.
fn correlation(standardised: &[f64], others: &[f64]) -> f64 {
    let mut others = others.to_vec();
    standardise(&mut others);
    standardised.iter().zip(&others).map(|(a, b)| a * b).sum::<f64>() / real(others.len())
}

#[cfg(test)]
#[path = "complexity_tests.rs"]
mod tests;
