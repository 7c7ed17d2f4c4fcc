//! One input being read: its rows, and what they mean, with a mapping or without.

use std::sync::Arc;

use super::draft::{Draft, draft};
use super::header::FileHeader;
use super::inputs::Input;
use super::mapping::View;
use super::rejected_key::rejected_key;
use super::row_stream::Rows;
use super::rows::{FileFault, SourceRow};
use super::{CellReader, Fault};
use crate::model::CanonicalTable;

/// An input whose header has been read.
pub struct Reading {
    rows: Rows,
    header: FileHeader,
    view: Option<View>,
}

impl Reading {
    /// Opens an input and reads its header.
    pub fn open(input: &Input, encoding: Option<&str>) -> Result<Self, FileFault> {
        let mut rows = input.open(encoding)?;
        let Some(rule) = &input.rule else {
            let header = FileHeader::read(CanonicalTable::of(input.kind), &rows.header(None)?)?;
            return Ok(Self { rows, header, view: None });
        };
        let first = rows.header(rule.header_row)?;
        let view = View::new(Arc::clone(rule), &first).map_err(|fault| {
            match header_below(rule.header_row, &mut rows, rule) {
                Some(row) => {
                    let suggestion =
                        format!("表头像是在第 {row} 行：请在映射里写 header_row = {row}。{}", fault.suggestion);
                    FileFault { suggestion, ..fault }
                }
                None => fault,
            }
        })?;
        Ok(Self { rows, header: view.header.clone(), view: Some(view) })
    }

    /// What the columns of its rows mean.
    pub fn header(&self) -> &FileHeader {
        &self.header
    }

    /// The next row as the source has it.
    pub fn next_row(&mut self) -> Result<Option<SourceRow>, FileFault> {
        loop {
            let row = self.rows.next_row()?;
            let taken = match (&row, &mut self.view) {
                (Some(found), Some(view)) => view.takes(found),
                _ => true,
            };
            if taken {
                return Ok(row);
            }
        }
    }

    /// Bytes read so far.
    pub fn bytes(&self) -> u64 {
        self.rows.bytes()
    }

    /// What a row says; a fault gives the value as the source has it.
    pub fn draft(&mut self, row: &SourceRow, reader: &mut CellReader) -> Result<Draft, Fault> {
        let Some(view) = &mut self.view else { return draft(&self.header, row, reader) };
        let canonical = view.row(row, reader).and_then(|canonical| draft(&self.header, &canonical, reader));
        canonical.map_err(|fault| view.in_source_terms(fault, row))
    }

    /// What a rejected row speaks of, where its key can be told: a draft without values.
    pub fn rejected_key(&self, row: &SourceRow, reader: &mut CellReader) -> Option<Draft> {
        match &self.view {
            Some(view) => rejected_key(&self.header, &view.readable(row, reader)?, reader),
            None => rejected_key(&self.header, row, reader),
        }
    }

    /// What should be known of the rows read.
    pub fn notices(&self, file: &str, reader: &mut CellReader) -> Vec<String> {
        let mut told = self.view.as_ref().map(|view| view.notices(file)).unwrap_or_default();
        told.extend(reader.asides.take_notices(file));
        told
    }
}

/// Titles may stand above the header: the row among the next ones that holds every header the mapping names.
fn header_below(said: Option<u64>, rows: &mut Rows, rule: &super::mapping::TableRule) -> Option<u64> {
    const LOOKED_AT: usize = 20;
    let wanted: Vec<String> = rule.headers().map(|at| at.value.to_owned()).collect();
    let holds_all = |row: &SourceRow| {
        let names = super::header::used_names(row);
        wanted.iter().all(|header| names.contains(header))
    };
    let next = std::iter::from_fn(|| rows.next_row().ok().flatten()).take(LOOKED_AT);
    next.filter(|_| said.is_none()).find(holds_all).map(|row| row.number)
}
