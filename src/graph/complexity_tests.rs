use proptest::collection::vec;
use proptest::prelude::*;

use super::*;

fn matrix(lines: &[&str]) -> Specialised {
    let cells = (0..).zip(lines).flat_map(|(row, line)| {
        let ones = (0..).zip(line.chars()).filter(|(_, bit)| *bit == '1');
        ones.map(move |(column, _)| (row, column))
    });
    Specialised::new(lines.len(), lines[0].len(), &cells.collect::<Vec<_>>())
}

fn close(found: &[f64], known: &[f64], within: f64) {
    assert_eq!(found.len(), known.len());
    assert!(found.iter().zip(known).all(|(a, b)| (a - b).abs() < within), "{found:?} is not {known:?}");
}

#[test]
fn complexity_of_the_known_matrix_is_the_known_one() {
    let found = Complexity::of(&matrix(&["1111", "0100", "0011", "0001"])).unwrap();
    close(&found.eci, &[-0.075_353, -1.602_916, 0.747_788, 0.930_481], 1e-6);
    let mut means = vec![
        found.eci[0],
        f64::midpoint(found.eci[0], found.eci[1]),
        f64::midpoint(found.eci[0], found.eci[2]),
        (found.eci[0] + found.eci[2] + found.eci[3]) / 3.0,
    ];
    standardise(&mut means);
    close(&found.pci, &means, 1e-12);
}

#[test]
fn a_matrix_without_an_order_says_why() {
    let why = |lines: &[&str]| Complexity::of(&matrix(lines)).unwrap_err();
    assert_eq!(why(&["111", "011"]), NoComplexity::TooSmall { rows: 2, columns: 3 });
    assert_eq!(why(&["11", "01", "10"]), NoComplexity::TooSmall { rows: 3, columns: 2 });
    assert_eq!(why(&["1100", "0100", "0011", "0001"]), NoComplexity::Apart { parts: 2 });
    assert_eq!(why(&["110", "011", "000"]), NoComplexity::Apart { parts: 2 });
    assert_eq!(why(&["1110", "0110", "0010"]), NoComplexity::Apart { parts: 2 });
    assert_eq!(why(&["111", "111", "111"]), NoComplexity::NotSingle);
    assert_eq!(why(&["110", "011", "101"]), NoComplexity::NotSingle);
    assert_eq!(why(&["1100", "0110", "0011"]), NoComplexity::NoDirection);
    assert_eq!(why(&["11000", "11100", "00111", "00011"]), NoComplexity::NoDirection);
}

/// A matrix of up to 12 × 12 by its bits, and an order of its rows and columns.
fn shuffled() -> impl Strategy<Value = (Vec<Vec<bool>>, Vec<usize>, Vec<usize>)> {
    (3..12usize, 3..12usize).prop_flat_map(|(rows, columns)| {
        let order = |len: usize| Just((0..len).collect::<Vec<_>>()).prop_shuffle();
        (vec(vec(proptest::bool::weighted(0.4), columns), rows), order(rows), order(columns))
    })
}

fn of_bits(bits: &[Vec<bool>]) -> Specialised {
    let cells = (0..)
        .zip(bits)
        .flat_map(|(row, bits)| (0..).zip(bits).filter(|(_, bit)| **bit).map(move |(column, _)| (row, column)));
    Specialised::new(bits.len(), bits[0].len(), &cells.collect::<Vec<_>>())
}

proptest! {
    #[test]
    fn another_order_of_rows_and_columns_is_another_order_of_the_answer((bits, rows, columns) in shuffled()) {
        let moved: Vec<Vec<bool>> = rows.iter().map(|r| columns.iter().map(|c| bits[*r][*c]).collect()).collect();
        match (Complexity::of(&of_bits(&bits)), Complexity::of(&of_bits(&moved))) {
            (Ok(found), Ok(again)) => {
                close(&again.eci, &rows.iter().map(|r| found.eci[*r]).collect::<Vec<_>>(), 1e-6);
                close(&again.pci, &columns.iter().map(|c| found.pci[*c]).collect::<Vec<_>>(), 1e-6);
            }
            (found, again) => prop_assert_eq!(found, again),
        }
    }

    /// `D⁻¹ M U⁻¹ Mᵀ` maps ECI to itself, up to scale and what is constant.
    #[test]
    fn what_is_found_is_an_eigenvector((bits, _, _) in shuffled()) {
        let matrix = of_bits(&bits);
        let Ok(found) = Complexity::of(&matrix) else { return Ok(()) };
        let mut back: Vec<f64> = (0..matrix.rows())
            .map(|row| matrix.columns_of(row).map(|c| found.pci[c]).sum::<f64>() / real(matrix.diversity(row)))
            .collect();
        standardise(&mut back);
        close(&back, &found.eci, 1e-6);
    }
}
