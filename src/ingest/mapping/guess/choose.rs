//! Which table a sample feeds, and which of its columns goes where: by header, and by what the values speak for.

use std::collections::HashSet;

use super::evidence::{Evidence, evidence};
use super::sample::TableSample;
use crate::ingest::CellReader;
use crate::ingest::mapping::near::likeness;
use crate::model::schema::TABLES;
use crate::model::{CanonicalColumn, CanonicalTable, Holds, Role};
use crate::normalize::Regions;

/// Below this a column is not matched.
const LIKELY: f64 = 0.7;
/// Below this headers alone say nothing.
const ALIKE: f64 = 0.8;
/// Above this nobody need look.
pub const SURE: f64 = 0.95;

/// The draft for one sample.
#[derive(Debug)]
pub struct TableGuess<'a> {
    pub sample: &'a TableSample,
    pub table: &'static CanonicalTable,
    pub matches: Vec<Match>,
    /// Other tables that all required columns were found for.
    pub also: Vec<&'static str>,
}

/// One column of the sample that goes into one of the table.
#[derive(Debug)]
pub struct Match {
    pub column: &'static CanonicalColumn,
    pub header: usize,
    pub score: f64,
    /// How alike the headers alone are.
    pub alike: f64,
    pub evidence: Evidence,
    /// The column was taken for an id, but its values repeat.
    pub repeats: bool,
}

/// The table whose columns are found best.
pub fn choose(sample: &TableSample) -> TableGuess<'_> {
    let mut reader = CellReader::new(Regions::default());
    let mut all: Vec<(f64, bool, &'static CanonicalTable, Vec<Match>)> = Vec::new();
    for table in TABLES {
        let matches = matches(table, sample, &mut reader);
        let has = |c: &CanonicalColumn| matches.iter().any(|m| m.column.name == c.name && !m.repeats);
        let complete = table.columns.iter().filter(|c| c.role.must_be_given()).all(has);
        let named = sample.sheet.as_deref().unwrap_or(&sample.file).to_lowercase().starts_with(table.file());
        let score = matches.iter().map(|m| m.score).sum::<f64>() + if named { 2.0 } else { 0.0 };
        all.push((score, complete, table, matches));
    }
    let mut also: Vec<(f64, &str)> =
        all.iter().filter(|(_, whole, ..)| *whole).map(|(s, _, t, _)| (*s, t.file())).collect();
    also.sort_by(|x, y| y.0.total_cmp(&x.0));
    // The first of the best: tables stand in the order in which they refer to each other.
    let better = |x: &(f64, bool, &CanonicalTable, Vec<Match>), y: &(f64, bool, &CanonicalTable, Vec<Match>)| {
        (x.1, x.0) > (y.1, y.0)
    };
    let best = all.into_iter().reduce(|best, next| if better(&next, &best) { next } else { best });
    let (_, _, table, matches) = best.expect("invariant: there are tables");
    let also = also.into_iter().map(|(_, name)| name).filter(|name| *name != table.file()).take(2).collect();
    TableGuess { sample, table, matches, also }
}

/// The best pairs first, each column and each header once.
fn matches(table: &'static CanonicalTable, sample: &TableSample, reader: &mut CellReader) -> Vec<Match> {
    let mut pairs: Vec<Match> = Vec::new();
    for column in table.columns {
        for header in 0..sample.names.len() {
            pairs.extend(pair(table, column, header, sample, reader));
        }
    }
    pairs.sort_by(|x, y| y.score.total_cmp(&x.score));
    let (mut columns, mut headers) = (HashSet::new(), HashSet::new());
    pairs.retain(|m| {
        !columns.contains(m.column.name) && !headers.contains(&m.header) && {
            columns.insert(m.column.name);
            headers.insert(m.header)
        }
    });
    pairs.sort_by_key(|m| table.columns.iter().position(|c| c.name == m.column.name));
    pairs
}

fn pair(
    table: &'static CanonicalTable,
    column: &'static CanonicalColumn,
    header: usize,
    sample: &TableSample,
    reader: &mut CellReader,
) -> Option<Match> {
    let (name, values) = (&sample.names[header], &sample.values[header]);
    let alike = alike(table, column, name);
    let telling = matches!(column.holds, Holds::CreditCode | Holds::Url | Holds::Region) && !column.role.in_key();
    if alike < ALIKE && !telling {
        return None;
    }
    let evidence = evidence(column, name, values, reader);
    let typed = !matches!(
        column.holds,
        Holds::Text | Holds::ErasableText | Holds::Texts | Holds::Reference(_) | Holds::References(_)
    );
    let alike = if alike < ALIKE { 0.0 } else { alike };
    let by_header = if typed { alike * (0.4 + 0.6 * evidence.share) } else { alike };
    let by_values = if telling && values.len() > 1 && evidence.share >= 0.6 { 0.75 } else { 0.0 };
    let score = by_header.max(by_values);
    let distinct: HashSet<&String> = values.iter().collect();
    let repeats = column.role.is_id() && distinct.len() < values.len();
    (score >= LIKELY).then_some(Match { column, header, score, alike, evidence, repeats })
}

fn alike(table: &CanonicalTable, column: &CanonicalColumn, header: &str) -> f64 {
    let id_like = column.role.is_id() && ["id", "编号", "编码", "序列号"].contains(&header.to_lowercase().as_str());
    // A short common word such as 名称 or 地区 in a longer header says less than the whole word.
    let of = |name: &str| if name.eq_ignore_ascii_case(header) { 1.0 } else { likeness(name, header).min(0.9) };
    let named = column.zh.iter().map(|zh| of(zh)).fold(of(column.name), f64::max);
    let required = column.role == Role::Required && column.name == "name" && header == "name";
    let id = if id_like { 0.8 } else { 0.0 };
    if required && table.columns.len() > 1 { 1.0 } else { named.max(id) }
}
