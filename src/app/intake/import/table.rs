//! The rows of one canonical file: read, resolved and sorted.

use tokio::runtime::Handle;

use crate::app::AppError;
use crate::app::intake::import::compare::Mentioned;
use crate::app::intake::import::contacts;
use crate::app::intake::import::resolve;
use crate::app::intake::import::resolve::{Referents, referents};
use crate::app::intake::import::run::Run;
use crate::ingest::{Draft, Fault, FileFault, FileHeader, ReadRow, Reading, RefusedRow, Sorter, read_ahead};
use crate::model::{Kind, NewRow, Origin};

impl Run {
    /// Reads files of a kind whose rows refer to earlier kinds only.
    pub fn rows(&mut self, files: &[usize], handle: &Handle) -> Result<Sorter, AppError> {
        let mut sorter = Sorter::default();
        for &file in files {
            self.drafts(file, &mut |run, draft, origin| match run.row(draft, origin, handle)? {
                Ok(row) => sorter.push(row).map_err(|error| spill_failed(&error)),
                Err(fault) => {
                    run.reject_draft(draft, origin, fault);
                    Ok(())
                }
            })?;
        }
        Ok(sorter)
    }

    /// Reads one file and hands over each row that could be read.
    pub fn drafts(
        &mut self,
        file: usize,
        take: &mut dyn FnMut(&mut Self, &Draft, Origin) -> Result<(), AppError>,
    ) -> Result<(), AppError> {
        let Ok(place) = u16::try_from(file) else {
            self.reject_file(file, FileFault::new("一次导入超过六万五千个文件", "请分几次导入"));
            return Ok(());
        };
        let input = self.inputs.files[file].clone();
        let mut rows = match Reading::open(&input, self.options.encoding.as_deref()) {
            Ok(rows) => rows,
            Err(fault) => {
                self.reject_file(file, fault);
                return Ok(());
            }
        };
        self.note_header(file, rows.header());
        let mut cells = std::mem::take(&mut self.reader);
        let keys = self.snapshots.get(input.kind).is_some();
        let read = read_ahead(&mut rows, &mut cells, keys, |row| self.take_row(place, row, take));
        self.reader = cells;
        if let Err(fault) = read? {
            self.reject_file(file, fault);
        }
        rows.notices(&input.name).into_iter().for_each(|notice| self.notices.add(notice));
        self.tell_file(file);
        Ok(())
    }

    fn take_row(
        &mut self,
        file: u16,
        row: &ReadRow,
        take: &mut dyn FnMut(&mut Self, &Draft, Origin) -> Result<(), AppError>,
    ) -> Result<(), AppError> {
        let origin = Origin { file, row: row.number };
        self.tell_read(origin, row.bytes);
        let input = &self.inputs.files[usize::from(file)];
        let kind = input.kind;
        match &row.outcome {
            Ok(draft) => {
                if input.snapshot().is_some() {
                    self.snapshots.speak_for(kind, &draft.source);
                }
                take(self, draft, origin)
            }
            Err(RefusedRow { fault, key }) => {
                match key {
                    Some(draft) => self.keep(draft),
                    None if self.snapshots.get(kind).is_some() => self.snapshots.keep_all(kind),
                    None => {}
                }
                self.reject(origin, fault.clone());
                Ok(())
            }
        }
    }

    fn note_header(&mut self, file: usize, header: &FileHeader) {
        self.mentioned[file] = Some(Mentioned::by(header));
        let unknown = header.unknown();
        if !unknown.is_empty() {
            let name = &self.inputs.files[file].name;
            self.notices.add(format!("{name} 有不认识的列，作为附加值保留：{}", unknown.join("、")));
        }
        self.report.files[file].unknown_columns = unknown;
    }

    /// Rejects a row whose draft is known.
    pub fn reject_draft(&mut self, draft: &Draft, origin: Origin, fault: Fault) {
        self.keep(draft);
        self.reject(origin, fault);
    }

    /// Resolves a draft and builds its row, or says what is wrong with it.
    pub fn row(&mut self, draft: &Draft, origin: Origin, handle: &Handle) -> Result<Result<NewRow, Fault>, AppError> {
        let referents = match referents(draft, &self.known.dictionary, &self.known.lookup) {
            Ok(referents) => referents,
            Err(fault) => return Ok(Err(fault)),
        };
        if let Err(fault) = self.sensible(draft, &referents) {
            return Ok(Err(fault));
        }
        let Self { known, numbering, store, .. } = self;
        let dictionary = std::cell::RefCell::new(&mut known.dictionary);
        let number = |kind: Kind, text: &str| numbering.number(&mut dictionary.borrow_mut(), handle, store, kind, text);
        let is_text = |node, text: &str| dictionary.borrow().name(node).is_some_and(|(_, own)| own == text);
        let row = resolve::row(draft, &referents, origin, number, is_text)?;
        Ok(Ok(if draft.kind == Kind::Contact { contacts::digested(self, draft, row) } else { row }))
    }

    /// Checks of a row that need to know what it refers to; and what is worth a notice.
    fn sensible(&mut self, draft: &Draft, referents: &Referents) -> Result<(), Fault> {
        let ends = referents.key.as_slice();
        let with_itself = ends.len() == 2 && self.same(ends[0], ends[1]);
        match draft.kind {
            Kind::Feed if with_itself => {
                let text = &draft.references[1].text;
                return Err(Fault::new("to", text, "环节供给自身", "请改正两端，或删去这一行"));
            }
            Kind::Supply | Kind::Investment if with_itself => self.watch.with_itself += 1,
            Kind::Member => *self.watch.members.entry(ends[1].node).or_default() += 1,
            Kind::Assessment if draft.rest.first().is_some_and(String::is_empty) => {
                *self.watch.homeless.entry(ends[0].node).or_default() += 1;
            }
            _ => {}
        }
        self.watch.chains_touched |= matches!(draft.kind, Kind::Chain | Kind::Segment | Kind::Feed);
        self.watch.firms_touched |= draft.kind == Kind::Enterprise;
        Ok(())
    }

    fn same(&self, x: crate::resolve::Referent, y: crate::resolve::Referent) -> bool {
        x.kind == y.kind && self.known.lookup.same_entity(x, y)
    }
}

/// The sort's own files could not be written.
pub fn spill_failed(error: &std::io::Error) -> AppError {
    AppError::File {
        path: std::env::temp_dir().display().to_string(), reason: format!("临时文件不能读写：{error}")
    }
}
