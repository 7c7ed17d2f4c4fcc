//! The report of an import while it is written: rows are counted, rejections told with their places, progress shown.

use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

use super::contradiction::Contradiction;
use super::job::ImportJob;
use super::known::{FirmsIn, LackingRows};
use super::options::{OnError, Progress, ReadSoFar};
use super::rejected::MappingLines;
use super::rejected::{self, RejectedRows};
use crate::app::{AppError, random_id};
use crate::ingest::{
    AbsentSegment, Advice, Fault, FileFault, FileHeader, FileReport, FirmsLacking, ImportReport, Input, Notices,
    Problem, Removal, Renaming, RowAgainst, RowChange, RowCounts, RowPlace, TOLD, shortened,
};
use crate::model::{CanonicalTable, Journal, Kind, NewRow, Origin, Status};
use crate::normalize::SaidAgainst;

/// How many changed rows are told column by column; the rest are counted.
const CHANGES_TOLD: usize = 500;
/// Rows of a file and table that are told as they will stand.
const LANDINGS_TOLD: usize = 3;

/// What is to be done with the rejected rows of a list that is all of its source.
const PART_OF_A_LIST: Advice = Advice::Fixed(&[
    "退回的行只是名单的一部分：请在原来的名单里改正后整份再导入；单独按 snapshot 导入会把其余的行当作消失",
    "退回的行只是名单的一部分：请在原来的名单里改正后整份再上传；单独上传它、又选“这是该来源的全部名单”，会把其余的行关闭",
]);

/// The report of one attempt.
pub struct RunningReport {
    job: Arc<ImportJob>,
    report: ImportReport,
    pub notices: Notices,
    rejected: RejectedRows,
    /// How each file calls its columns, once its header has been read.
    titles: Vec<HashMap<&'static str, String>>,
    lines: MappingLines,
    /// How many rows of a file and table are told as they will stand.
    landed: BTreeMap<(usize, Kind), usize>,
    /// Where the firms of the files are.
    pub firms_in: FirmsIn,
    so_far: ReadSoFar,
}

impl RunningReport {
    /// Begins with what was wrong with the files before any was read.
    pub fn begin(job: Arc<ImportJob>) -> Self {
        let inputs = &job.inputs;
        let report = ImportReport {
            import: random_id(),
            dry_run: job.options.dry_run,
            unreadable: !inputs.problems.is_empty(),
            files: inputs.files.iter().map(file_report).collect(),
            problems: inputs.problems.clone(),
            data_passed_over: inputs.data_passed_over,
            ..ImportReport::default()
        };
        let mut notices = Notices::default();
        inputs.notices.iter().for_each(|notice| notices.add(notice.clone()));
        let rejected = vec![Vec::new(); inputs.files.len()];
        let titles = vec![HashMap::new(); inputs.files.len()];
        let bytes_total = inputs.files.iter().filter(|f| f.sheet.is_none()).map(|f| f.size).sum();
        let (lines, so_far) = (MappingLines::default(), ReadSoFar { bytes_total, ..ReadSoFar::default() });
        Self {
            job,
            report,
            notices,
            rejected,
            titles,
            lines,
            landed: BTreeMap::new(),
            firms_in: FirmsIn::default(),
            so_far,
        }
    }

    /// The id of the import.
    pub fn import_id(&self) -> &str {
        &self.report.import
    }

    /// Whether nothing will be loaded any more, so that staging is in vain.
    pub fn doomed(&self) -> bool {
        self.report.unreadable
            || self.report.removals_refused
            || (self.job.options.on_error == OnError::Abort && self.report.counts.rejected > 0)
    }

    /// Whether a file could not be read to its end: what is missing in it is not gone.
    pub fn unreadable(&self) -> bool {
        self.report.unreadable
    }

    /// Whether any row is new, changed or closed.
    pub fn has_changes(&self) -> bool {
        self.report.counts.new + self.report.counts.changed + self.report.removed > 0
    }

    /// Counts a row of a file and of the whole.
    pub fn count(&mut self, file: u16, add: RowCounts) {
        self.report.files[usize::from(file)].counts += add;
        self.report.counts += add;
    }

    /// Counts a row read, and shows now and then how far the import is.
    pub fn count_read(&mut self, origin: Origin, bytes: u64) {
        self.count(origin.file, RowCounts { read: 1, ..RowCounts::default() });
        self.so_far.rows += 1;
        if self.so_far.rows.is_multiple_of(4_096) {
            (self.job.progress)(Progress::Read(ReadSoFar { bytes: self.so_far.bytes + bytes, ..self.so_far }));
        }
    }

    /// Counts a file that has been read.
    pub fn count_file(&mut self, file: usize) {
        let input = &self.job.inputs.files[file];
        if input.sheet.is_none() {
            self.so_far.bytes += input.size;
        }
        (self.job.progress)(Progress::Read(self.so_far));
    }

    /// Takes note of how a file calls its columns, and of those that the schema does not know.
    pub fn note_header(&mut self, file: usize, header: &FileHeader) {
        let unknown = header.unknown();
        self.titles[file] = header.titles();
        let told: Vec<&str> = unknown.iter().map(String::as_str).filter(|header| !self.is_read(file, header)).collect();
        if !told.is_empty() {
            let name = &self.job.inputs.files[file].name;
            let kept = match header.table.kind {
                Kind::Contact => "没有导入，也不保留",
                _ => "作为其他信息保留",
            };
            self.notices.add(format!("{name} 有不认识的列，{kept}：{}", told.join("、")));
        }
        self.report.files[file].unknown_columns = unknown;
    }

    /// Whether the mapping reads this column, be it for another table of the same rows; what does not fit it stays beside.
    fn is_read(&self, file: usize, header: &str) -> bool {
        let files = &self.job.inputs.files;
        let own = &files[file];
        let same = |other: &&Input| other.place() == own.place();
        files.iter().filter(same).any(|other| other.rule.as_ref().is_some_and(|rule| rule.takes(header)))
    }

    /// Rejects a row.
    pub fn reject(&mut self, origin: Origin, fault: Fault) {
        self.count(origin.file, RowCounts { rejected: 1, ..RowCounts::default() });
        self.rejected[usize::from(origin.file)].push(u64::from(origin.row));
        let file = usize::from(origin.file);
        let input = &self.job.inputs.files[file];
        let follows = self.report.problems.len() < TOLD && self.is_missed(file, origin.row, &fault);
        let fault = if follows {
            let fix = "这一行的企业没有导入，原因见它自己的错误；改正以后这里也就好了";
            Fault { suggestion: fix.into(), cure: None, ..fault }
        } else {
            fault
        };
        if let Some(cure) = fault.cure.filter(|_| self.report.problems.len() < TOLD) {
            self.lines.note(self.report.problems.len(), file, fault.column, *cure);
        }
        self.report.problem(Problem {
            file: input.name.clone(),
            sheet: input.sheet.clone(),
            row: Some(u64::from(origin.row)),
            column: fault.column.map(|column| self.source_column(origin.file, column)),
            value: fault.column.map(|_| fault.value),
            reason: fault.reason,
            suggestion: fault.suggestion,
            mapping_line: None,
            no_record: fault.no_record,
            follows,
        });
        self.report.no_records += u64::from(fault.no_record);
        self.report.files[file].no_records += u64::from(fault.no_record);
    }

    /// Whether a firm is missed only since its own row, which is the same one, was rejected.
    fn is_missed(&self, file: usize, row: u32, fault: &Fault) -> bool {
        let (files, own) = (&self.job.inputs.files, &self.job.inputs.files[file]);
        let firms = |(at, other): &(usize, &Input)| {
            other.place() == own.place()
                && *at != file
                && other.kind == Kind::Enterprise
                && self.rejected[*at].contains(&u64::from(row))
        };
        fault.column == Some("enterprise")
            && own.rule.is_some()
            && files.iter().enumerate().any(|(at, o)| firms(&(at, o)))
    }

    /// A column as the source calls it.
    fn source_column(&self, file: u16, column: &str) -> String {
        let file = usize::from(file);
        let mapped = self.job.inputs.files[file].rule.as_ref().and_then(|rule| rule.source_column(column));
        mapped.or_else(|| self.titles[file].get(column).cloned()).unwrap_or_else(|| column.to_owned())
    }

    /// Rejects all rows of one key whose values differ: nobody can tell which is right.
    /// `told`: in what they differ.
    pub fn reject_doubles(&mut self, origins: &[Origin], told: Option<Contradiction>) {
        const SHOWN: usize = 5;
        let place =
            |origin: &Origin| format!("{} 第 {} 行", self.job.inputs.files[usize::from(origin.file)].name, origin.row);
        let places: Vec<String> = origins.iter().take(SHOWN).map(place).collect();
        let more = if origins.len() > SHOWN { format!(" 等 {} 行", origins.len()) } else { String::new() };
        let told = told.map_or_else(String::new, |told| self.in_words(origins[0].file, &told));
        let reason = format!("同一主键有不同的值：{}{more}{told}", places.join("、"));
        for origin in origins {
            self.reject(
                *origin,
                Fault::of_row(
                    reason.clone(),
                    "请把这几行改得一样；不一样也不要紧的列，在映射里不要它；若来自不同来源，请填“来源”一列（source）",
                ),
            );
        }
    }

    fn in_words(&self, file: u16, Contradiction { key, said, beside }: &Contradiction) -> String {
        let column = |name: &str| self.source_column(file, name);
        let key: Vec<String> =
            key.iter().map(|(name, text)| format!("{}「{}」", column(name), shortened(text))).collect();
        let value = |text: &String| if text.is_empty() { "（空）".to_owned() } else { shortened(text) };
        let differ = |name: &str, x: &String, y: &String| format!("{name} 不同：{} / {}", value(x), value(y));
        let own = said.iter().map(|(name, [x, y])| differ(&column(name), x, y));
        let said: Vec<String> = own.chain(beside.iter().map(|(name, [x, y])| differ(name, x, y))).collect();
        format!("；{}的 {}", key.join("、"), said.join("，"))
    }

    /// Takes note of a row that makes another of a record.
    pub fn note_renaming(&mut self, origin: Origin, renaming: Renaming) {
        if self.report.renamings.len() < TOLD {
            let file = self.job.inputs.files[usize::from(origin.file)].name.clone();
            self.report.renamings.push(Renaming { file, row: u64::from(origin.row), ..renaming });
        }
    }

    /// Takes note of a row that says something else than the one that stands, while few were told.
    pub fn note_change(&mut self, origin: Origin, told: impl FnOnce() -> RowChange) {
        if self.report.changes.len() < CHANGES_TOLD {
            let file = self.job.inputs.files[usize::from(origin.file)].name.clone();
            self.report.changes.push(RowChange { file, row: u64::from(origin.row), ..told() });
        }
    }

    /// Takes note of how a row will stand in the store, while few of its file and table were told.
    pub fn note_landing(&mut self, origin: Origin, table: Kind, told: impl FnOnce() -> RowChange) {
        let file = usize::from(origin.file);
        let already = self.landed.entry((file, table)).or_default();
        if *already < LANDINGS_TOLD {
            *already += 1;
            let file = self.job.inputs.files[file].name.clone();
            self.report.landings.push(RowChange { file, row: u64::from(origin.row), ..told() });
        }
    }

    /// Takes note of a firm that its row itself speaks against, unless it is closed there anyway.
    pub fn note_against(&mut self, row: &NewRow) {
        let Some(values) = row.values.as_ref().filter(|_| row.key.kind == Kind::Enterprise) else { return };
        let text = |name: &str| CanonicalTable::of(Kind::Enterprise).field(name).and_then(|f| values.view().text(f));
        let against = values.view().extras().find(|(heading, said)| SaidAgainst::of(heading, said).is_some());
        let Some((heading, said)) = against.filter(|_| text("status") != Some(Status::Closed.code())) else { return };
        if self.report.against.len() >= TOLD {
            self.report.against_more += 1;
            return;
        }
        let name = text("name").unwrap_or_default().to_owned();
        let said = format!("{heading}：{}", shortened(said));
        self.report.against.push(RowAgainst { place: self.place(row.origin), name, said });
    }

    /// Where a row stands.
    pub fn place(&self, origin: Origin) -> RowPlace {
        let file = self.job.inputs.files[usize::from(origin.file)].name.clone();
        RowPlace { file, row: u64::from(origin.row) }
    }

    /// Takes note of new firms that were not held beside those that are known.
    pub fn note_not_compared(&mut self, count: u64) {
        if count > 0 {
            self.notices.add(format!("新企业太多，另有 {count} 家没有和已有的企业比对；导入后在查重里看"));
        }
    }

    /// Takes note of new firms of which nobody says where they are, and of those that are in no segment.
    pub fn note_lacking(&mut self, [unlocated, unplaced]: [LackingRows; 2]) {
        self.report.against.sort_by(|x, y| (&x.place.file, x.place.row).cmp(&(&y.place.file, y.place.row)));
        // A page tells these above everything else, in words of its own.
        let above = |told: String| Advice::either(told, "");
        self.report.told_against().into_iter().for_each(|told| self.notices.add(above(told)));
        let told = |(count, first): LackingRows| {
            (count > 0).then(|| FirmsLacking { count, first: first.into_iter().map(|at| self.place(at)).collect() })
        };
        let (unlocated, unplaced) = (told(unlocated), told(unplaced));
        if let Some(lacking) = &unlocated {
            self.notices.add(above(format!(
                "{} 家新企业没有所在地（{lacking}），缺口和地图里算所在地未知；请补“区划代码”一列（写地名也可），或指明哪一列是“区划代码”，再导入一次",
                lacking.count
            )));
        }
        if let Some(lacking) = &unplaced {
            self.notices.add(above(format!(
                "{} 家新企业不在任何环节（{lacking}），不参与缺口判断；请再导入“属于环节”的表（企业、环节两列），或在企业的页面上加上环节",
                lacking.count
            )));
        }
        (self.report.unlocated, self.report.unplaced) = (unlocated, unplaced);
    }

    /// Takes note of segments that rows put firms into and nobody knows.
    pub fn note_absent_segments(&mut self, absent: Vec<AbsentSegment>) {
        self.report.absent_segments = absent;
    }

    /// A file can be read no further: the import loads nothing.
    pub fn reject_file(&mut self, file: usize, fault: FileFault) {
        self.report.unreadable = true;
        let input = &self.job.inputs.files[file];
        let problem = Problem {
            file: input.name.clone(),
            sheet: input.sheet.clone(),
            row: fault.row,
            column: None,
            value: None,
            reason: fault.reason,
            suggestion: fault.suggestion,
            mapping_line: None,
            no_record: false,
            follows: false,
        };
        self.put_first(problem);
    }

    /// Counts what a snapshot closes of one source.
    pub fn count_removal(&mut self, removal: Removal) {
        self.report.removed += removal.removed;
        self.report.removals.push(removal);
    }

    /// A snapshot would close more than was confirmed: the import loads nothing.
    pub fn refuse_removals(&mut self, refusal: Problem) {
        self.report.removals_refused = true;
        self.put_first(refusal);
    }

    fn put_first(&mut self, problem: Problem) {
        self.report.problems.insert(0, problem);
        self.lines.one_before();
    }

    /// Takes note of how the batch ended: `loads` whether the rows are good enough to be loaded, `committed` whether they
    /// stand in the store now, under `number` where anything was new.
    pub fn end_batch(&mut self, loads: bool, committed: bool, number: Option<Journal>) {
        self.report.loads = loads;
        self.report.committed = committed;
        self.report.number = number.map(|number| number.0);
    }

    /// Writes the rejected rows and gives the report.
    pub fn conclude(mut self, with_snapshots: bool) -> ImportReport {
        self.report.most_firms_in = self.firms_in.most();
        (self.report.notices, self.report.notices_more) = std::mem::take(&mut self.notices).into_parts();
        let lines = std::mem::take(&mut self.lines);
        lines.write(&mut self.report.problems, &self.job.inputs.files, &self.titles);
        match self.write_rejected() {
            Ok(files) => self.report.rejected_files = files,
            // The import itself stands; its report must be given.
            Err(error) => self.report.notices.push(error.to_string().into()),
        }
        if with_snapshots && !self.report.rejected_files.is_empty() {
            self.report.notices.push(PART_OF_A_LIST);
        }
        (self.job.progress)(Progress::Read(self.so_far));
        self.report
    }

    fn write_rejected(&self) -> Result<Vec<String>, AppError> {
        let (options, inputs) = (&self.job.options, &self.job.inputs);
        let Some(path) = &options.rejected else { return Ok(Vec::new()) };
        let written = rejected::write(path, &inputs.files, &self.rejected, options.encoding.as_deref())?;
        Ok(written.iter().map(|p| p.display().to_string()).collect())
    }
}

fn file_report(input: &Input) -> FileReport {
    FileReport {
        file: input.name.clone(),
        sheet: input.sheet.clone(),
        table: input.kind.code(),
        counts: RowCounts::default(),
        no_records: 0,
        unknown_columns: Vec::new(),
    }
}
