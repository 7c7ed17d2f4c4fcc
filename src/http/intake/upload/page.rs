//! `/data/uploads/{upload}`: what an upload would change, importing it, its report; the rejected rows to take away.

use std::sync::Arc;
use std::time::Duration;

use askama::Template;
use axum::extract::Path;
use axum::http::StatusCode;
use axum::response::Response;

use super::problem_blocks::{ProblemBlock, problem_blocks};
use super::segments::{SegmentsForm, SegmentsTyped};
use crate::access::{Right, Scope};
use crate::app::Desk;
use crate::app::intake::upload::{
    UploadRun, alike_table, change_table, no_records, problem_table, renaming_table, unit_lines, wrong_rows,
};
use crate::app::{RunStage, Upload};
use crate::http::frame::Now;
use crate::http::frame::failure::Failure;
use crate::http::frame::query::Standpoint;
use crate::http::frame::shell::{Shell, page};
use crate::http::frame::table::{ShownTable, TableRequest};
use crate::http::intake::imports::{last_of, origin};
use crate::http::intake::mapping_columns::UnitForm;
use crate::http::intake::upload_page::{
    FileLine, FileState, LandingBlock, address_of, file_lines, grouped, lacking, landing_blocks, told,
};
use crate::ingest::{ImportReport, Removal};
use crate::model::Kind;

/// How long a page waits for what is worked out; after that it shows how far it is.
const PATIENCE: Duration = Duration::from_millis(1_500);
/// The same where a form was refused: what was typed would be lost with the page.
const MORE_PATIENCE: Duration = Duration::from_secs(20);

#[derive(Template)]
#[template(path = "data_progress.html")]
struct ProgressPage {
    shell: Shell,
    path: String,
    applied: bool,
    /// Who goes first.
    waits_for: Option<String>,
}

#[derive(Template)]
#[template(path = "data_upload.html")]
struct UploadPage {
    shell: Shell,
    path: String,
    applied: bool,
    /// Whether lists that squads fill in are taken from the reader.
    takes_back: bool,
    committed: bool,
    /// Why nothing came of it, where it failed.
    failed: Option<String>,
    files: Vec<FileLine>,
    /// What was not taken of what came.
    left: Vec<String>,
    /// New firms of which something is not said.
    lacking: Vec<String>,
    report: Arc<ImportReport>,
    /// What someone should know beside, though nothing is wrong.
    notices: Vec<String>,
    sentence: String,
    /// Rows that would be written.
    good: u64,
    /// Rows of files that are not imported, without those that are renamed and those that are no records.
    bad: u64,
    /// Those of them that only wait for segments that can be made of their names.
    waiting: u64,
    /// Rows that are no records: where each stands, and what it looks like.
    no_records: Vec<(String, String)>,
    /// Rows that are rejected only since their firms are.
    following: usize,
    problems: ShownTable,
    /// The problems of this page, file by file, in their rows.
    blocks: Vec<ProblemBlock>,
    changes: ShownTable,
    /// New firms that may be one with others.
    alike: ShownTable,
    /// Whether the reader decides of such.
    judges: bool,
    /// The first rows as they would stand.
    landings: Vec<LandingBlock>,
    renamings: ShownTable,
    removals: Vec<Removed>,
    rejected: Vec<String>,
    /// Makes segments of the names in the list, where any is not there yet: before it is imported, and after, where rows
    /// wait.
    segments: Option<SegmentsForm>,
    /// Columns of amounts whose headers do not say their unit: only before it is imported.
    units: Vec<UnitForm>,
    /// Why a form of the page did nothing.
    told: Option<String>,
}

/// What a form of the page said that was refused.
#[derive(Debug, Default)]
pub struct UploadRefused {
    /// Why, where it is not the form of segments.
    pub told: Option<String>,
    /// The form of segments.
    pub segments: Option<SegmentsTyped>,
}

/// What a snapshot closes.
struct Removed {
    word: &'static str,
    removal: Removal,
}

impl Removed {
    fn of(removal: &Removal) -> Self {
        let word = Kind::from_word(removal.table).map_or(removal.table, Kind::zh);
        Self { word, removal: removal.clone() }
    }
}

impl UploadPage {
    /// Rows with errors.
    fn wrong(&self) -> u64 {
        self.bad - self.waiting
    }

    /// Whether there is anything to import.
    fn importable(&self) -> bool {
        !self.report.unreadable
            && !self.any_unknown()
            && self.failed.is_none()
            && !self.any_unit_open()
            && (self.good > 0 || self.renamings.total > 0 || self.report.removed > 0)
    }

    /// Whether somebody must still say in which unit amounts are.
    fn any_unit_open(&self) -> bool {
        self.units.iter().any(|unit| unit.line.unit.is_empty())
    }

    /// Whether any file stands here that is imported, not handed back or left out.
    fn any_to_import(&self) -> bool {
        self.files
            .iter()
            .any(|file| !matches!(file.state, FileState::Returned | FileState::TakenBack(_) | FileState::LeftOut))
    }

    /// Whether a list that came back is still to be looked at, whatever became of the other files.
    fn any_returned(&self) -> bool {
        self.files.iter().any(|file| matches!(file.state, FileState::Returned))
    }

    /// Whether nobody can tell yet what a file is.
    fn any_unknown(&self) -> bool {
        self.files.iter().any(|file| matches!(file.state, FileState::Unknown { .. }))
    }

    /// Whether more rows change than are told.
    fn more_change(&self) -> bool {
        (self.changes.total as u64) < self.report.counts.changed
    }

    fn counted(&self, count: impl std::borrow::Borrow<u64>) -> String {
        grouped(*count.borrow())
    }
}

/// Shows it: the preview, how far it is, or the report.
pub async fn show(Now(desk): Now, Path(id): Path<String>, asked: TableRequest) -> Result<Response, Failure> {
    let upload = desk.store_desk().upload(&id)?;
    let run = desk.store_desk().upload_run(&id, PATIENCE).await?;
    answered(&desk, &upload, &run, &asked, UploadRefused::default())
}

/// The same with a form that was refused.
pub async fn refused(desk: &Desk, id: &str, refused: UploadRefused) -> Result<Response, Failure> {
    let upload = desk.store_desk().upload(id)?;
    let run = desk.store_desk().upload_run(id, MORE_PATIENCE).await?;
    let mut page = answered(desk, &upload, &run, &TableRequest::read(&address_of(id), "")?, refused)?;
    *page.status_mut() = StatusCode::BAD_REQUEST;
    Ok(page)
}

fn answered(
    desk: &Desk,
    upload: &Upload,
    run: &UploadRun,
    asked: &TableRequest,
    refused: UploadRefused,
) -> Result<Response, Failure> {
    match run.ended.clone() {
        None => under_way(desk, upload, run),
        Some(Ok(report)) => shown(desk, upload, run, (report, None), asked, refused),
        Some(Err(failed)) => shown(desk, upload, run, (Arc::default(), Some(failed)), asked, refused),
    }
}

fn title_of(applied: bool, committed: bool) -> &'static str {
    match (applied, committed) {
        (false, _) => "导入前核对",
        (true, true) => "已导入",
        (true, false) => "没有导入",
    }
}

/// The form that makes segments: before the files are imported, and after, where rows wait for them.
fn segments_form(
    desk: &Desk,
    upload: &Upload,
    applied: bool,
    report: &ImportReport,
    typed: Option<SegmentsTyped>,
) -> Result<Option<SegmentsForm>, Failure> {
    let buildable = !report.absent_segments.is_empty() && (report.committed || !applied);
    buildable.then(|| SegmentsForm::of(desk, upload, report, typed)).transpose()
}

/// What the report tells on a page that does not stand above everything else.
fn told_beside(report: &ImportReport) -> Vec<String> {
    let told = report.notices.iter().map(|notice| notice.on_page());
    told.filter(|told| !told.is_empty()).map(str::to_owned).collect()
}

fn under_way(desk: &Desk, upload: &Upload, run: &UploadRun) -> Result<Response, Failure> {
    let waits_for = match run.run.stage() {
        RunStage::Waiting(whom) => Some(whom),
        RunStage::Running | RunStage::Ended(_) => None,
    };
    let title = if run.applied { "正在导入" } else { "正在核对" };
    let shell = Shell::new(desk, title, Some(("", "data")), &Standpoint::default())?;
    page(&ProgressPage { shell, path: address_of(&upload.id), applied: run.applied, waits_for })
}

fn shown(
    desk: &Desk,
    upload: &Upload,
    run: &UploadRun,
    (report, failed): (Arc<ImportReport>, Option<String>),
    asked: &TableRequest,
    refused: UploadRefused,
) -> Result<Response, Failure> {
    let files = upload.files();
    let committed = run.applied && report.committed;
    let [wrong, waiting] = wrong_rows(&report);
    let segments = segments_form(desk, upload, run.applied, &report, refused.segments)?;
    let tables = [problem_table(&report), change_table(&report), renaming_table(&report), alike_table(&report)];
    asked.answer(tables, &origin(desk.today()), &|_| None, |[problems, changes, renamings, alike]| {
        page(&UploadPage {
            shell: Shell::new(desk, title_of(run.applied, committed), Some(("", "data")), &Standpoint::default())?,
            path: address_of(&upload.id),
            applied: run.applied,
            takes_back: desk.holds(Right::Packet, Scope::Somewhere),
            committed,
            failed,
            files: file_lines(&files, Some(&report), desk.holds(Right::EditContacts, Scope::Somewhere)),
            left: upload.notices.clone(),
            lacking: lacking(&report),
            sentence: told(&report),
            good: report.counts.new + report.counts.changed,
            bad: wrong + waiting,
            waiting,
            no_records: no_records(&report),
            following: report.problems.iter().filter(|problem| problem.follows).count(),
            blocks: problem_blocks(&report, run.run.told(), &files, &problems),
            problems,
            changes,
            alike,
            judges: desk.holds(Right::Judge, Scope::Somewhere),
            landings: if run.applied { Vec::new() } else { landing_blocks(&report) },
            renamings,
            removals: report.removals.iter().map(Removed::of).collect(),
            segments,
            units: unit_lines(&files).into_iter().filter(|_| !run.applied).map(UnitForm::of).collect(),
            told: refused.told,
            notices: told_beside(&report),
            rejected: report.rejected_files.iter().map(|path| last_of(path)).collect(),
            report: Arc::clone(&report),
        })
    })
}
