//! Files to drafts: each file of a table is opened, its header noted, its rows handed over.

use std::sync::Arc;

use super::admission::Admission;
use super::job::ImportJob;
use super::mentioned_columns::MentionedColumns;
use crate::app::AppError;
use crate::ingest::{
    CellReader, CountRegions, Draft, Fault, FileFault, Input, Notices, ReadRow, Reading, Sorter, TypedRows,
    count_regions, read_ahead,
};
use crate::model::{EDITED_BY, Origin, failure_told};
use crate::normalize::Regions;

/// What takes each draft of a file.
type TakeDraft<'a> = dyn FnMut(&mut Admission, &Draft, Origin) -> Result<(), AppError> + 'a;

/// Reads the files of an import.
pub struct FileReader {
    job: Arc<ImportJob>,
    regions: Regions,
    cells: CellReader,
    /// Which columns each file mentions, once its header has been read.
    mentioned: Vec<Option<MentionedColumns>>,
}

impl FileReader {
    /// A reader that knows these regions.
    pub fn new(job: Arc<ImportJob>, regions: Regions) -> Self {
        let mentioned = vec![None; job.inputs.files.len()];
        Self { job, cells: CellReader::new(regions.clone()), regions, mentioned }
    }

    /// From here on cells may name these regions.
    pub fn use_regions(&mut self, regions: Regions) {
        let notices = std::mem::take(&mut self.cells.notices);
        self.cells = CellReader::new(regions.clone());
        self.regions = regions;
        self.cells.notices = notices;
    }

    /// Which columns each file mentions; none where it has not been read.
    pub fn mentioned(&self) -> &[Option<MentionedColumns>] {
        &self.mentioned
    }

    /// What someone should know of the cells read.
    pub fn into_notices(self) -> Notices {
        self.cells.notices
    }

    /// The rows of files whose rows refer to earlier kinds only.
    pub fn rows(&mut self, files: &[usize], admission: &mut Admission) -> Result<Sorter, AppError> {
        let mut sorter = Sorter::default();
        for &file in files {
            self.drafts(file, admission, &mut |admission, draft, origin| {
                let row = admission.row(draft, origin)?;
                row.map_or(Ok(()), |row| sorter.push(row).map_err(|error| spill_failed(&error)))
            })?;
        }
        Ok(sorter)
    }

    /// Reads one file and hands over each row that could be read.
    pub fn drafts(&mut self, file: usize, admission: &mut Admission, take: &mut TakeDraft<'_>) -> Result<(), AppError> {
        let (place, mut reading) = match self.open(file) {
            Ok(opened) => opened,
            Err(fault) => {
                admission.report.reject_file(file, fault);
                return Ok(());
            }
        };
        let corrects = self.job.inputs.files[file].typed.as_ref().and_then(TypedRows::corrects);
        self.mentioned[file] = Some(MentionedColumns::of(reading.header(), corrects));
        admission.report.note_header(file, reading.header());
        let input = &self.job.inputs.files[file];
        self.cells.regions.begin_list(self.counting(file));
        let keys = admission.snapshots.get(input.kind).is_some();
        let read = read_ahead(&mut reading, &mut self.cells, keys, |row| {
            take_row(input, Origin { file: place, row: row.number }, row, admission, take)
        });
        if let Err(fault) = read? {
            admission.report.reject_file(file, fault);
        }
        reading
            .notices(&input.name, &mut self.cells)
            .into_iter()
            .for_each(|notice| admission.report.notices.add(notice));
        admission.report.count_file(file);
        Ok(())
    }

    /// Counts the regions that a file names: it is read once more, where a name in it may mean several.
    fn counting(&self, file: usize) -> CountRegions {
        let (job, regions) = (Arc::clone(&self.job), self.regions.clone());
        Box::new(move || count_regions(&job.inputs.files[file], job.options.encoding.as_deref(), regions.clone()))
    }

    fn open(&self, file: usize) -> Result<(u16, Reading), FileFault> {
        let place = u16::try_from(file);
        let place = place.map_err(|_| FileFault::new("一次导入超过六万五千个文件", "请分几次导入"))?;
        Ok((place, Reading::open(&self.job.inputs.files[file], self.job.options.encoding.as_deref())?))
    }
}

fn take_row(
    input: &Input,
    origin: Origin,
    row: &ReadRow,
    admission: &mut Admission,
    take: &mut TakeDraft<'_>,
) -> Result<(), AppError> {
    admission.report.count_read(origin, row.bytes);
    match &row.outcome {
        Ok(draft) => {
            let kept = input.typed.as_ref().map(|typed| typed.kept(draft)).transpose();
            let draft = match &kept {
                Ok(kept) => kept.as_ref().unwrap_or(draft),
                Err(fault) => {
                    admission.reject(draft, origin, fault.clone());
                    return Ok(());
                }
            };
            if input.typed.is_none() && draft.source.starts_with(EDITED_BY) {
                admission.reject(draft, origin, of_a_page(&draft.source));
                return Ok(());
            }
            if input.snapshot().is_some() {
                admission.snapshots.speak_for(input.kind, &draft.source);
            }
            take(admission, draft, origin)
        }
        Err(refused) => {
            admission.refuse(input.kind, refused, origin);
            Ok(())
        }
    }
}

/// What people change in place beats every source, so no file may say that it is that.
fn of_a_page(source: &str) -> Fault {
    let reason = format!("“{EDITED_BY}”开头的来源只有页面上改的一处才有：它的说法胜过一切来源，文件里不能写");
    Fault::new("source", source, reason, "请写真实的来源，如“市工信局”，或把这一格空着")
}

/// The sort's own files could not be written.
pub fn spill_failed(error: &std::io::Error) -> AppError {
    AppError::file(&std::env::temp_dir(), format!("临时文件不能读写：{}", failure_told(error)))
}
