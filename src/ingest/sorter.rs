//! Sorting more rows than memory holds: runs in memory, spilled to unnamed files, merged.

use std::cmp::Reverse;
use std::collections::BinaryHeap;
use std::fs::File;
use std::io::{self, BufReader, BufWriter, Read, Seek, SeekFrom, Write};

use crate::model::{Kind, NewRow, NodeId, Origin, Rest, RowKey, Values};

/// Rows kept in memory before a run is spilled, in bytes.
const BUDGET: usize = 64 << 20;

/// Collects rows of one kind and gives them back in key order, then by where they stood.
#[derive(Debug)]
pub struct Sorter {
    rows: Vec<NewRow>,
    bytes: usize,
    runs: Vec<File>,
    budget: usize,
}

impl Default for Sorter {
    fn default() -> Self {
        Self::with_budget(BUDGET)
    }
}

impl Sorter {
    /// A sorter that spills after about `budget` bytes.
    pub fn with_budget(budget: usize) -> Self {
        Self { rows: Vec::new(), bytes: 0, runs: Vec::new(), budget }
    }

    /// Adds a row.
    ///
    /// # Errors
    /// A run cannot be spilled: the temporary folder is full or cannot be written.
    pub fn push(&mut self, row: NewRow) -> io::Result<()> {
        let values = row.values.as_ref().map_or(0, |v| v.as_bytes().len());
        self.bytes += size_of::<NewRow>() + row.key.rest.as_str().len() + values;
        self.rows.push(row);
        if self.bytes > self.budget { self.spill() } else { Ok(()) }
    }

    fn spill(&mut self) -> io::Result<()> {
        sort(&mut self.rows);
        let mut run = BufWriter::new(tempfile::tempfile()?);
        for row in self.rows.drain(..) {
            write_row(&mut run, &row)?;
        }
        let mut file = run.into_inner().map_err(io::IntoInnerError::into_error)?;
        file.seek(SeekFrom::Start(0))?;
        self.runs.push(file);
        self.bytes = 0;
        Ok(())
    }

    /// All rows in order.
    ///
    /// # Errors
    /// A run cannot be read back.
    pub fn finish(mut self) -> io::Result<Sorted> {
        sort(&mut self.rows);
        let mut runs: Vec<Run> = self.runs.drain(..).map(|file| Run::Spilled(BufReader::new(file))).collect();
        runs.push(Run::Held(std::mem::take(&mut self.rows).into_iter()));
        let mut sorted = Sorted { runs, heads: BinaryHeap::new() };
        for run in 0..sorted.runs.len() {
            sorted.refill(run)?;
        }
        Ok(sorted)
    }
}

fn sort(rows: &mut [NewRow]) {
    rows.sort_unstable_by(|x, y| (&x.key, x.origin).cmp(&(&y.key, y.origin)));
}

/// The merged runs.
#[derive(Debug)]
pub struct Sorted {
    runs: Vec<Run>,
    heads: BinaryHeap<Reverse<Head>>,
}

#[derive(Debug)]
enum Run {
    Held(std::vec::IntoIter<NewRow>),
    Spilled(BufReader<File>),
}

#[derive(Debug, PartialEq, Eq)]
struct Head {
    row: NewRow,
    run: usize,
}

impl Ord for Head {
    fn cmp(&self, other: &Self) -> std::cmp::Ordering {
        (&self.row.key, self.row.origin).cmp(&(&other.row.key, other.row.origin))
    }
}

impl PartialOrd for Head {
    fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}

impl Sorted {
    fn refill(&mut self, run: usize) -> io::Result<()> {
        let next = match &mut self.runs[run] {
            Run::Held(rows) => rows.next(),
            Run::Spilled(file) => read_row(file)?,
        };
        self.heads.extend(next.map(|row| Reverse(Head { row, run })));
        Ok(())
    }

    /// The next row.
    ///
    /// # Errors
    /// A run cannot be read back.
    pub fn next_row(&mut self) -> io::Result<Option<NewRow>> {
        let Some(Reverse(Head { row, run })) = self.heads.pop() else { return Ok(None) };
        self.refill(run)?;
        Ok(Some(row))
    }
}

fn write_row(run: &mut impl Write, row: &NewRow) -> io::Result<()> {
    run.write_all(&[row.key.kind.number()])?;
    run.write_all(&row.key.a.0.to_le_bytes())?;
    run.write_all(&row.key.b.0.to_le_bytes())?;
    run.write_all(&row.origin.packed().to_le_bytes())?;
    write_piece(run, row.key.rest.as_str().as_bytes())?;
    write_piece(run, row.values.as_ref().map_or(&[][..], Values::as_bytes))
}

fn write_piece(run: &mut impl Write, bytes: &[u8]) -> io::Result<()> {
    let len = u32::try_from(bytes.len()).map_err(io::Error::other)?;
    run.write_all(&len.to_le_bytes())?;
    run.write_all(bytes)
}

fn read_row(run: &mut impl Read) -> io::Result<Option<NewRow>> {
    let mut kind = [0u8];
    if run.read(&mut kind)? == 0 {
        return Ok(None);
    }
    let kind = Kind::from_number(kind[0]).ok_or_else(|| io::Error::other("sort run damaged"))?;
    let (a, b) = (NodeId(u32::from_le_bytes(read_array(run)?)), NodeId(u32::from_le_bytes(read_array(run)?)));
    let origin = Origin::unpacked(i64::from_le_bytes(read_array(run)?));
    let rest = String::from_utf8(read_piece(run)?).map_err(io::Error::other)?;
    let values = Some(Values::from_stored(&read_piece(run)?));
    Ok(Some(NewRow { key: RowKey { kind, a, b, rest: Rest::from_stored(&rest) }, values, origin }))
}

fn read_array<const N: usize>(run: &mut impl Read) -> io::Result<[u8; N]> {
    let mut bytes = [0; N];
    run.read_exact(&mut bytes)?;
    Ok(bytes)
}

fn read_piece(run: &mut impl Read) -> io::Result<Vec<u8>> {
    let len = u32::from_le_bytes(read_array(run)?);
    let mut bytes = vec![0; len as usize];
    run.read_exact(&mut bytes)?;
    Ok(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn spilled_rows_come_back_sorted(keys in prop::collection::vec((0u32..20, 0u32..20, "[a-c]{0,2}"), 0..200)) {
            let row = |(i, (a, b, rest)): (usize, &(u32, u32, String))| NewRow {
                key: RowKey { kind: Kind::Member, a: NodeId(*a), b: NodeId(*b), rest: Rest::new([rest.as_str()], "s") },
                values: Some(Values::from_stored(rest.as_bytes())),
                origin: Origin { file: 1, row: u32::try_from(i).unwrap() },
            };
            let mut expected: Vec<NewRow> = keys.iter().enumerate().map(row).collect();
            let mut sorter = Sorter::with_budget(1_000);
            for row in expected.clone() {
                sorter.push(row).unwrap();
            }
            sort(&mut expected);
            let mut sorted = sorter.finish().unwrap();
            let mut found = Vec::new();
            while let Some(row) = sorted.next_row().unwrap() {
                found.push(row);
            }
            prop_assert_eq!(found, expected);
        }
    }
}
