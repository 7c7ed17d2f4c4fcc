//! Points and rank of rows, where a formula is given.

use std::cmp::Reverse;

use super::cells::CellNumbers;
use super::formula::{FormulaColumn, PointsFormula, PointsScale};
use crate::graph::number::for_order;

/// The points of a row.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct RowPoints {
    /// 0–100; none where nothing that weighs is known.
    pub points: Option<f64>,
    /// From 1; equal points share one. None without points.
    pub rank: Option<usize>,
    /// Columns of the formula that are not known of the row.
    pub unknown: Vec<String>,
}

/// The points of every row, as they stand.
pub fn points(formula: &PointsFormula, rows: &[&CellNumbers]) -> Vec<RowPoints> {
    let bounds: Vec<(f64, f64)> = formula.columns.iter().map(|column| bounds(column, rows)).collect();
    let mut all: Vec<RowPoints> = rows.iter().map(|row| of_row(formula, &bounds, row)).collect();
    let rounded: Vec<Option<f64>> = all.iter().map(|row| row.points.map(for_order)).collect();
    for (row, own) in all.iter_mut().zip(&rounded) {
        let own = *own;
        row.rank = own.map(|own| rounded.iter().flatten().filter(|other| **other > own).count() + 1);
    }
    all
}

/// The order of rows: by rank, those without one last; of one rank, as they stand.
pub fn by_rank(points: &[RowPoints]) -> Vec<usize> {
    let mut order: Vec<usize> = (0..points.len()).collect();
    order.sort_by_key(|at| Reverse(points[*at].rank.map(Reverse)));
    order
}

fn bounds(column: &FormulaColumn, rows: &[&CellNumbers]) -> (f64, f64) {
    let known = || rows.iter().filter_map(|row| row[column.at]);
    (known().fold(f64::INFINITY, f64::min), known().fold(f64::NEG_INFINITY, f64::max))
}

fn of_row(formula: &PointsFormula, bounds: &[(f64, f64)], row: &CellNumbers) -> RowPoints {
    let (mut sum, mut weights, mut unknown) = (0.0, 0.0, Vec::new());
    for (column, bounds) in formula.columns.iter().zip(bounds) {
        match row[column.at] {
            None => unknown.push(column.name.clone()),
            Some(value) => {
                sum += column.weight * reached(column, *bounds, value);
                weights += column.weight;
            }
        }
    }
    RowPoints { points: (weights > 0.0).then(|| 100.0 * sum / weights), rank: None, unknown }
}

/// How far a value goes, 0 to 1.
fn reached(column: &FormulaColumn, (least, most): (f64, f64), value: f64) -> f64 {
    let share = match column.scale {
        PointsScale::Full(full) => (value / full).clamp(0.0, 1.0),
        PointsScale::Span if for_order(least) >= for_order(most) => return 1.0,
        PointsScale::Span => (value - least) / (most - least),
    };
    if column.less { 1.0 - share } else { share }
}
