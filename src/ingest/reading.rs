//! One input being read: its rows, and what they mean, with a mapping or without.

use std::collections::VecDeque;
use std::sync::Arc;

use super::advice::Advice;
use super::contact_cells::tell_apart;
use super::contact_columns::is_contact;
use super::draft::{Draft, draft};
use super::header::{FileHeader, Meaning};
use super::header_lines::HeaderPlace;
use super::inputs::Input;
use super::mapping::{At, View, list};
use super::no_record::no_record;
use super::rejected_key::rejected_key;
use super::row_stream::Rows;
use super::rows::{FileFault, SourceRow};
use super::unit_notices::unit_notices;
use super::{CellReader, Fault, Neighbours};
use crate::model::{CanonicalTable, Kind};
use crate::normalize::Regions;

/// An input whose header has been read.
pub struct Reading {
    rows: Rows,
    header: FileHeader,
    view: Option<View>,
    /// Rows that the row read last stands for.
    waiting: VecDeque<SourceRow>,
    /// Rows that are no records are left to the table that tells of them.
    again: bool,
}

impl Reading {
    /// Opens an input and reads its header.
    ///
    /// # Errors
    /// It cannot be read, its header does not fit table or mapping, or it holds whom to call.
    pub fn open(input: &Input, encoding: Option<&str>) -> Result<Self, FileFault> {
        let mut rows = input.open(encoding)?;
        let Some(rule) = &input.rule else {
            let first = rows.header(HeaderPlace::FIRST)?;
            let header = FileHeader::read(CanonicalTable::of(input.kind), &first)?;
            refuse_contacts(&header, &[], first.number)?;
            return Ok(Self { rows, header, view: None, waiting: VecDeque::new(), again: false });
        };
        let first = rows.header(rule.header)?;
        let view = View::new(Arc::clone(rule), &first).map_err(|fault| {
            match header_below(rule.header.row, &mut rows, rule) {
                Some(row) => {
                    let suggestion = Advice::either(
                        format!("表头像是在第 {row} 行：请在映射里写 header_row = {row}。{}", fault.suggestion),
                        format!("表头像是在第 {row} 行：请在“各列是什么”里换表头行。{}", fault.suggestion.on_page()),
                    );
                    FileFault { suggestion, ..fault }
                }
                None => fault,
            }
        })?;
        refuse_contacts(&view.header, &rule.ignore, first.number)?;
        Ok(Self { rows, header: view.header.clone(), view: Some(view), waiting: VecDeque::new(), again: input.again })
    }

    /// What the columns of its rows mean.
    pub fn header(&self) -> &FileHeader {
        &self.header
    }

    /// The next row as the source has it; where a mapping says that one stands for several, each of them.
    ///
    /// # Errors
    /// The file can be read no further.
    pub fn next_row(&mut self) -> Result<Option<SourceRow>, FileFault> {
        let Some(view) = &mut self.view else { return self.rows.next_row() };
        while self.waiting.is_empty() {
            match self.rows.next_row()? {
                Some(row) if self.again && no_record(&row.cells).is_some_and(|none| !none.is_group()) => {}
                Some(row) => view.rows_of(row, &mut self.waiting),
                None => break,
            }
        }
        Ok(self.waiting.pop_front())
    }

    /// Bytes read so far.
    pub fn bytes(&self) -> u64 {
        self.rows.bytes()
    }

    /// What a row says; a fault gives the value as the source has it.
    ///
    /// # Errors
    /// A cell cannot be read, or the row has more or fewer cells than the header.
    pub fn draft(&mut self, row: &SourceRow, reader: &mut CellReader) -> Result<Draft, Fault> {
        let Some(view) = &mut self.view else {
            if let Some(none) = no_record(&row.cells) {
                return Err(none.fault(&self.header.names));
            }
            return draft(&self.header, row, reader).map(told_apart);
        };
        if let Some(none) = no_record(view.own_cells(row)) {
            return Err(none.fault(view.own_names()));
        }
        let canonical = view.row(row, reader).and_then(|canonical| draft(&self.header, &canonical, reader));
        let stage = view.stage_beside(row);
        canonical.map(|draft| told_apart(Draft { stage, ..draft })).map_err(|fault| view.in_source_terms(fault, row))
    }

    /// What a rejected row speaks of, where its key can be told: a draft without values.
    pub fn rejected_key(&self, row: &SourceRow, reader: &mut CellReader) -> Option<Draft> {
        match &self.view {
            Some(view) => rejected_key(&self.header, &view.readable(row, reader)?, reader),
            None => rejected_key(&self.header, row, reader),
        }
    }

    /// What should be known of the rows read.
    pub fn notices(&self, file: &str, reader: &mut CellReader) -> Vec<Advice> {
        let said = |said: Advice| said.within(|said| format!("{file}：{said}"));
        let mut told: Vec<Advice> = self.rows.told().into_iter().map(said).collect();
        told.extend(self.view.iter().flat_map(|view| view.notices(file)));
        let rule = self.view.as_ref().map(View::rule);
        told.extend(unit_notices(&reader.bare.take(), file, &self.header, rule));
        let of_rule = |place: usize| match (rule, &self.header.columns[place]) {
            (Some(rule), Meaning::Known { column, .. }) => rule.source_column(column.name),
            _ => None,
        };
        let named = |place: usize| of_rule(place).unwrap_or_else(|| self.header.names[place].clone());
        told.extend(reader.rough.take_notices(file, &self.header, &named));
        told.extend(reader.words.take_notices(file, &self.header, &named));
        told.extend(reader.asides.take_notices(file));
        told.extend(reader.regions.take_notices(file).into_iter().map(Advice::from));
        told
    }
}

/// A contact with its name and its number where they belong; any other record as it is.
fn told_apart(mut draft: Draft) -> Draft {
    if draft.kind == Kind::Contact {
        tell_apart(&mut draft);
    }
    draft
}

/// How many cells of an input name each region without doubt.
pub fn count_regions(input: &Input, encoding: Option<&str>, regions: Regions) -> Neighbours {
    let mut cells = CellReader::new(regions);
    cells.regions.begin_count();
    let Ok(mut reading) = Reading::open(input, encoding) else { return Neighbours::default() };
    while let Ok(Some(row)) = reading.next_row() {
        // What is wrong with a row is told when it is read in earnest.
        reading.draft(&row, &mut cells).ok();
    }
    cells.regions.take_counted()
}

/// Whom to call stands in contacts alone, where it can be erased: the journal keeps every other column for good.
fn refuse_contacts(header: &FileHeader, ignored: &[At<String>], row: u64) -> Result<(), FileFault> {
    let found: Vec<String> = header.unknown().into_iter().filter(|name| is_contact(name)).collect();
    if found.is_empty() || header.table.kind == Kind::Contact {
        return Ok(());
    }
    let reason = format!("列 {} 是联系方式，不能放在这张表里：它们会永久留在日志中", found.join("、"));
    let ignored = list(ignored.iter().map(|at| at.value.as_str()).chain(found.iter().map(String::as_str)));
    let fix = Advice::either(
        format!(
            "请把它们移到 contacts.csv（单位、姓名、职务、电话、邮箱），可以永久删除；用映射导入时，可另写一节 [[table]] 喂 contacts，这一节里写 ignore = [{ignored}]"
        ),
        "请在“各列是什么”里给它们选“不要这一列”；要留下，就在那里选“也读作联系人”，可以永久删除",
    );
    Err(FileFault::new(reason, fix).at(row))
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
