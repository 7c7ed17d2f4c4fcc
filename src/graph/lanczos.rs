//! The largest eigenvalue of a symmetric matrix known only by what it does to a vector (Lanczos 1950).
//!
//! Every step is made orthogonal to all steps before it, twice, so that rounding brings no eigenvalue back a second time
//! and as many steps as the matrix is wide always end it. No matrix is stored; what is asked of it is sparse.

use super::number::real;

/// An eigenvalue and a vector of it, of length 1.
#[derive(Debug, Clone)]
pub struct Eigen {
    pub value: f64,
    pub vector: Vec<f64>,
}

/// What is left over, at most, when the vector is put into the eigenvalue's equation; the matrices here have eigenvalues
/// of at most 1.
const LEFT_OVER: f64 = 1e-13;

/// The largest eigenvalue of a symmetric matrix among vectors orthogonal to those of `aside`, which are eigenvectors of
/// it, of length 1, orthogonal to each other, and fewer than `size`. `apply` multiplies a vector of `size` numbers.
///
/// Where the eigenvalue is not single, the vector is one of its many.
pub fn largest(size: usize, apply: impl Fn(&[f64]) -> Vec<f64>, aside: &[&[f64]]) -> Eigen {
    let mut steps: Vec<Vec<f64>> = Vec::new();
    let mut small = Tridiagonal::default();
    let mut step = start(size, aside.len());
    orthogonalise(&mut step, aside, &steps);
    scale_to_one(&mut step);
    loop {
        let mut next = apply(&step);
        small.diagonal.push(dot(&step, &next));
        steps.push(step);
        orthogonalise(&mut next, aside, &steps);
        let beside = scale_to_one(&mut next);
        let (value, shares) = small.largest();
        let left_over = beside * shares.last().map_or(0.0, |share| share.abs());
        if left_over <= LEFT_OVER || steps.len() + aside.len() >= size {
            return Eigen { value, vector: combined(size, &steps, &shares) };
        }
        small.beside.push(beside);
        step = next;
    }
}

/// Numbers without a pattern, the same at every run: a start that no structure of a matrix is orthogonal to. Each number of
/// vectors aside has a start of its own: the vector found from one start is all that this start has of its eigenvalue, so
/// the same start again would never meet that eigenvalue a second time, and one that is not single would pass for single.
fn start(size: usize, aside: usize) -> Vec<f64> {
    const PRIMES: [f64; 4] = [2.0, 3.0, 5.0, 7.0];
    let root = PRIMES[aside % PRIMES.len()].sqrt();
    (1..=size).map(|at| (real(at) * real(at) * root).fract() - 0.5).collect()
}

/// Once is not enough: what is left of a long vector is short, and its rounding is not.
fn orthogonalise(vector: &mut [f64], aside: &[&[f64]], steps: &[Vec<f64>]) {
    for _ in 0..2 {
        for other in aside.iter().copied().chain(steps.iter().map(Vec::as_slice)) {
            let shared = dot(vector, other);
            vector.iter_mut().zip(other).for_each(|(v, o)| *v -= shared * o);
        }
    }
}

fn dot(a: &[f64], b: &[f64]) -> f64 {
    a.iter().zip(b).map(|(a, b)| a * b).sum()
}

/// Makes a vector one of length 1 and gives the length it had; nothing stays nothing.
fn scale_to_one(vector: &mut [f64]) -> f64 {
    let length = dot(vector, vector).sqrt();
    if length > 0.0 {
        vector.iter_mut().for_each(|v| *v /= length);
    }
    length
}

fn combined(size: usize, steps: &[Vec<f64>], shares: &[f64]) -> Vec<f64> {
    let mut vector = vec![0.0; size];
    for (step, share) in steps.iter().zip(shares) {
        vector.iter_mut().zip(step).for_each(|(v, s)| *v += share * s);
    }
    scale_to_one(&mut vector);
    vector
}

/// A symmetric matrix with nothing but its diagonal and the numbers beside it: what the steps see of the large one.
#[derive(Debug, Default)]
struct Tridiagonal {
    diagonal: Vec<f64>,
    beside: Vec<f64>,
}

impl Tridiagonal {
    /// The largest eigenvalue by bisection, and its vector by inverse iteration from just above it, where the matrix
    /// `value - T` is positive definite and needs no pivoting.
    fn largest(&self) -> (f64, Vec<f64>) {
        let mut below = self.diagonal.iter().copied().fold(f64::NEG_INFINITY, f64::max);
        let mut above = self.bound();
        while above - below > f64::EPSILON * above.abs().max(1.0) {
            let middle = f64::midpoint(below, above);
            if self.pivots(middle).is_some() { above = middle } else { below = middle }
        }
        let pivots = self.pivots(above).unwrap_or_else(|| vec![1.0; self.diagonal.len()]);
        let mut vector = vec![1.0; self.diagonal.len()];
        for _ in 0..3 {
            self.solve(&pivots, &mut vector);
            scale_to_one(&mut vector);
        }
        (above, vector)
    }

    /// A number above every eigenvalue (Gershgorin).
    fn bound(&self) -> f64 {
        let beside = |at: Option<usize>| at.and_then(|at| self.beside.get(at)).map_or(0.0, |b| b.abs());
        let reach = |(at, d): (usize, &f64)| d + beside(Some(at)) + beside(at.checked_sub(1));
        let most = self.diagonal.iter().enumerate().map(reach).fold(f64::NEG_INFINITY, f64::max);
        most + most.abs().max(1.0) * 1e-12
    }

    /// The pivots of `value - T`, where all are positive, that is where `value` is above every eigenvalue.
    fn pivots(&self, value: f64) -> Option<Vec<f64>> {
        let mut pivots: Vec<f64> = Vec::with_capacity(self.diagonal.len());
        for (at, diagonal) in self.diagonal.iter().enumerate() {
            let before = at.checked_sub(1).map_or(0.0, |before| self.beside[before].powi(2) / pivots[before]);
            let pivot = value - diagonal - before;
            if pivot.is_nan() || pivot <= 0.0 {
                return None;
            }
            pivots.push(pivot);
        }
        Some(pivots)
    }

    /// Solves `(value - T) x = vector` in place.
    fn solve(&self, pivots: &[f64], vector: &mut [f64]) {
        for at in 1..vector.len() {
            vector[at] += self.beside[at - 1] / pivots[at - 1] * vector[at - 1];
        }
        for at in (0..vector.len()).rev() {
            let after = if at + 1 < vector.len() { self.beside[at] * vector[at + 1] } else { 0.0 };
            vector[at] = (vector[at] + after) / pivots[at];
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The path of n points: eigenvalues `2 cos(kπ/(n+1))`.
    fn path(vector: &[f64]) -> Vec<f64> {
        let at = |i: Option<usize>| i.and_then(|i| vector.get(i)).copied().unwrap_or_default();
        (0..vector.len()).map(|i| at(i.checked_sub(1)) + at(Some(i + 1))).collect()
    }

    fn known(size: u32, which: u32) -> f64 {
        2.0 * (std::f64::consts::PI * f64::from(which) / f64::from(size + 1)).cos()
    }

    #[test]
    fn eigenvalues_of_a_path_come_out_one_after_another() {
        for size in [1u32, 2, 3, 40, 300] {
            let mut found: Vec<Eigen> = Vec::new();
            for which in 1..=size.min(3) {
                let aside: Vec<&[f64]> = found.iter().map(|e| e.vector.as_slice()).collect();
                let next = largest(size as usize, path, &aside);
                let (value, known) = (next.value, known(size, which));
                assert!((value - known).abs() < 1e-11, "{which} of {size}: {value} is not {known}");
                let left: f64 = path(&next.vector).iter().zip(&next.vector).map(|(a, v)| (a - value * v).powi(2)).sum();
                assert!(left.sqrt() < 1e-11, "{which} of {size} leaves {left}");
                found.push(next);
            }
        }
    }

    #[test]
    fn a_matrix_of_nothing_and_one_of_ones_end_at_once() {
        assert!(largest(5, |v| vec![0.0; v.len()], &[]).value.abs() < 1e-15);
        assert!((largest(5, <[f64]>::to_vec, &[]).value - 1.0).abs() < 1e-15);
    }
}
