//! How related each leaf is to what a region already does, over all chains
//! (docs/definitions.md#产业相关).

use std::collections::HashMap;
use std::sync::OnceLock;

use super::{
    Assumed, Bits, Complexity, Graph, Grounds, NoComplexity, RegionCounts, SegmentIx, Specialised, When, Work,
};
use crate::model::{Adcode, Day, Level};

/// The least a table must hold to say anything.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct LeastKnown {
    /// Regions of the level that is compared, each with at least one enterprise placed in it.
    pub regions: usize,
    /// Distinct enterprises placed in any of them.
    pub enterprises: usize,
}

/// The table of all regions of one level and all leaves at one day, computed once and asked often.
///
/// Invariant: no row and no column is all zero.
#[derive(Debug, Clone)]
pub struct Relatedness {
    /// What regions are cut at: the level of home.
    pub level: Level,
    /// Distinct enterprises counted.
    pub enterprises: usize,
    least: LeastKnown,
    rows: HashMap<Adcode, usize>,
    columns: HashMap<SegmentIx, usize>,
    counts: RegionCounts,
    specialised: Specialised,
    /// Worked out when first asked for: verdicts need none.
    complexity: OnceLock<Result<Complexity, NoComplexity>>,
}

impl Relatedness {
    /// Counts the active members of every leaf by region, cut at `level`; codes too coarse for it are left out.
    pub fn of(graph: &Graph, level: Level, as_of: Day, least: LeastKnown) -> Self {
        Self::assuming(graph, level, as_of, least, &[])
    }

    /// The same as if further member facts were there.
    pub fn assuming(graph: &Graph, level: Level, as_of: Day, least: LeastKnown, assumed: &[Assumed]) -> Self {
        let mut table = Table { assumed, ..Table::new(graph, level, as_of) };
        for leaf in (0..graph.segments.len()).map(SegmentIx::from_position) {
            if graph.segment(leaf).leaf {
                table.count_leaf(leaf);
            }
        }
        let counts = RegionCounts::new(table.rows.len(), table.columns.len(), &table.cells);
        let specialised = counts.specialised();
        let enterprises = table.counted.len();
        let (rows, columns, complexity) = (table.rows, table.columns, OnceLock::new());
        Self { level, enterprises, least, rows, columns, counts, specialised, complexity }
    }

    /// How many regions the table has.
    pub fn regions(&self) -> usize {
        self.rows.len()
    }

    /// Whether the table is large enough to say anything.
    pub fn is_known(&self) -> bool {
        self.regions() >= self.least.regions && self.enterprises >= self.least.enterprises
    }

    /// density(home, s) in [0, 1]; none when the table is too small, the home has no row at its level, the leaf no
    /// column, or no other leaf is near it.
    pub fn density(&self, home: Adcode, leaf: SegmentIx) -> Option<f64> {
        let (row, column) = self.cell(home, leaf)?;
        self.specialised.density(row, column)
    }

    /// The location quotient of a leaf in the home; none as for [`Relatedness::density`].
    pub fn location_quotient(&self, home: Adcode, leaf: SegmentIx) -> Option<f64> {
        let (row, column) = self.cell(home, leaf)?;
        self.counts.location_quotient(row, column)
    }

    /// How many active enterprises do the leaf in the home; none as for [`Relatedness::density`].
    pub fn enterprises_in(&self, home: Adcode, leaf: SegmentIx) -> Option<u32> {
        let (row, column) = self.cell(home, leaf)?;
        Some(self.counts.count(row, column))
    }

    /// Whether the home is specialised in a leaf (M = 1); none as for [`Relatedness::density`].
    pub fn is_specialised(&self, home: Adcode, leaf: SegmentIx) -> Option<bool> {
        let (row, column) = self.cell(home, leaf)?;
        Some(self.specialised.holds(row, column))
    }

    /// In how many leaves the home is specialised; none when the table is too small or the home has no row.
    pub fn diversity(&self, home: Adcode) -> Option<usize> {
        Some(self.specialised.diversity(self.row(home)?))
    }

    /// How many regions are specialised in a leaf; none when the table is too small or the leaf has no column.
    pub fn ubiquity(&self, leaf: SegmentIx) -> Option<usize> {
        Some(self.specialised.ubiquity(self.column(leaf)?))
    }

    /// The complexity of the home; none as for [`Relatedness::diversity`], and where there is
    /// [`Relatedness::no_complexity`].
    pub fn eci(&self, home: Adcode) -> Option<f64> {
        let row = self.row(home)?;
        Some(self.complexity().as_ref().ok()?.eci[row])
    }

    /// The complexity of a leaf; none as for [`Relatedness::ubiquity`], and where there is
    /// [`Relatedness::no_complexity`].
    pub fn pci(&self, leaf: SegmentIx) -> Option<f64> {
        let column = self.column(leaf)?;
        Some(self.complexity().as_ref().ok()?.pci[column])
    }

    /// Why no region and no leaf has a complexity, where the table is large enough and yet none has.
    pub fn no_complexity(&self) -> Option<NoComplexity> {
        self.is_known().then(|| self.complexity().as_ref().err().copied()).flatten()
    }

    fn complexity(&self) -> &Result<Complexity, NoComplexity> {
        self.complexity.get_or_init(|| Complexity::of(&self.specialised))
    }

    fn cell(&self, home: Adcode, leaf: SegmentIx) -> Option<(usize, usize)> {
        Some((self.row(home)?, self.column(leaf)?))
    }

    fn row(&self, home: Adcode) -> Option<usize> {
        if !self.is_known() || home.home_level() != self.level {
            return None;
        }
        self.rows.get(&home.cut(self.level)?).copied()
    }

    fn column(&self, leaf: SegmentIx) -> Option<usize> {
        self.is_known().then_some(&self.columns)?.get(&leaf).copied()
    }
}

/// The table while it is counted. Rows and columns exist once something is counted in them.
struct Table<'a> {
    graph: &'a Graph,
    level: Level,
    now: When,
    rows: HashMap<Adcode, usize>,
    columns: HashMap<SegmentIx, usize>,
    cells: Vec<(u32, u32, u32)>,
    counted: Bits,
    /// The rows in which the firms of the leaf at hand are counted, one entry a firm and row.
    hits: Vec<u32>,
    assumed: &'a [Assumed],
}

impl<'a> Table<'a> {
    fn new(graph: &'a Graph, level: Level, as_of: Day) -> Self {
        Self {
            graph,
            level,
            now: When::at(as_of),
            rows: HashMap::new(),
            columns: HashMap::new(),
            cells: Vec::new(),
            counted: Bits::none_of(graph.firm_count()),
            hits: Vec::new(),
            assumed: &[],
        }
    }

    fn count_leaf(&mut self, leaf: SegmentIx) {
        self.hits.clear();
        let assumed: Vec<Assumed> = self.assumed.iter().copied().filter(|a| a.segment == leaf).collect();
        for work in self.graph.works(leaf).filter(Work::active) {
            if !assumed.iter().any(|a| a.firm == work.firm()) {
                self.count(&work);
            }
        }
        assumed.iter().for_each(|a| self.count_assumed(*a));
        if !self.hits.is_empty() {
            self.add_column(leaf);
        }
    }

    /// Each enterprise counts once in a cell.
    fn count(&mut self, work: &Work) {
        let from = self.hits.len();
        work.visit_regions(self.now, |region| self.hit(region, from));
        if self.hits.len() > from {
            self.counted.insert(work.firm().at());
        }
    }

    /// An assumed fact names a region, so that the firm's other places say nothing; regions that facts name still count.
    fn count_assumed(&mut self, assumed: Assumed) {
        let from = self.hits.len();
        let work = self.graph.works(assumed.segment).find(|work| work.firm() == assumed.firm);
        let named = work.filter(|work| work.visit_regions(self.now, |_| {}) == Grounds::Named);
        if let Some(work) = named {
            work.visit_regions(self.now, |region| self.hit(region, from));
        }
        self.hit(assumed.region, from);
        if self.hits.len() > from {
            self.counted.insert(assumed.firm.at());
        }
    }

    fn hit(&mut self, adcode: Adcode, from: usize) {
        let Some(region) = adcode.cut(self.level) else { return };
        let next = self.rows.len();
        let row = *self.rows.entry(region).or_insert(next);
        let row = u32::try_from(row).expect("invariant: there are fewer than 2^20 region codes");
        if !self.hits[from..].contains(&row) {
            self.hits.push(row);
        }
    }

    fn add_column(&mut self, leaf: SegmentIx) {
        let column = self.columns.len();
        self.columns.insert(leaf, column);
        let column = u32::try_from(column).expect("invariant: a column has fewer than 2^32 places");
        self.hits.sort_unstable();
        for same in self.hits.chunk_by(|a, b| a == b) {
            let count = u32::try_from(same.len()).expect("invariant: a column has fewer than 2^32 places");
            self.cells.push((same[0], column, count));
        }
    }
}

#[cfg(test)]
#[path = "relatedness_tests.rs"]
mod tests;
