//! `/data/uploads/{upload}`: what an upload would change, importing it, its report; the rejected rows to take away.

use std::sync::Arc;
use std::time::Duration;

use askama::Template;
use axum::extract::Path;
use axum::http::StatusCode;
use axum::http::header::LOCATION;
use axum::response::{IntoResponse, Response};

use crate::access::{Right, Scope};
use crate::app::intake::upload::{
    ApplyAsked, SegmentsAsked, UnitPlace, UploadRun, alike_table, chains_beside, change_table, no_records,
    problem_table, renaming_table, unit_lines, wrong_rows,
};
use crate::app::{AppError, Desk};
use crate::app::{RunStage, Upload};
use crate::http::frame::Now;
use crate::http::frame::download::{CSV, JSON, file, streamed};
use crate::http::frame::failure::Failure;
use crate::http::frame::form::{Fields, Sent};
use crate::http::frame::openapi::FormField;
use crate::http::frame::query::Standpoint;
use crate::http::frame::shell::{Shell, page};
use crate::http::frame::table::{ShownTable, TableRequest};
use crate::http::frame::words::{FilterOption, options};
use crate::http::intake::imports::{last_of, origin};
use crate::http::intake::mapping_columns::{UNITS, UnitForm};
use crate::http::intake::problem_blocks::{ProblemBlock, problem_blocks};
use crate::http::intake::upload_page::{
    FileLine, FileState, LandingBlock, address_of, file_lines, grouped, lacking, landing_blocks, told,
};
use crate::ingest::{AbsentSegment, ImportReport, Removal};
use crate::model::{Kind, Stage};

/// What the form sends that imports.
pub const APPLIED: [FormField; 3] = [
    ("renames", "1：有的行把一条记录换成另一家时也导入"),
    ("removals", "1：一个来源要关闭的行超过一成时也导入"),
    ("who", "经手人；不写是本机网页"),
];

/// What the form sends that makes segments of the names in a list.
pub const SEGMENTS: [FormField; 6] = [
    ("chain", "产业链的编号；空：新建一条"),
    ("chain_name", "新产业链的名称"),
    ("city", "新产业链的主管城市，写地名或代码；可以不写"),
    ("segment", "位置:名称，如 upstream:晶圆制造；每个环节一次；和 rest 至少要有一样"),
    ("rest", "没有说位置的环节都在这一段；空：先不建"),
    ("absent", "名单里还没有的环节的名称；每个环节一次"),
];

/// What the form sends that says in which units amounts are.
pub const UNITS_SAID: [FormField; 1] = [("unit", "文件.部分.表.列:单位，都从 0 数，如 0.0.0.4:亿元；每一列一次")];

/// What the form sends that leaves a file out.
pub const LEFT: [FormField; 1] = [("leave", "1：不导入；别的：重新算上")];

/// What the form sends that says what a file is written in.
pub const ENCODED: [FormField; 1] = [("encoding", "文字编码；空：自动")];

/// How long a page waits for what is worked out; after that it shows how far it is.
const PATIENCE: Duration = Duration::from_millis(1_500);

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
    /// Segments that can be made of the names in the list: only before it is imported.
    absent: Vec<AbsentLine>,
    /// The chains that are there.
    chains: Vec<FilterOption>,
    /// Columns of amounts whose headers do not say their unit: only before it is imported.
    units: Vec<UnitForm>,
}

/// A segment that rows name and nobody knows.
struct AbsentLine {
    name: String,
    rows: String,
    /// What the form says of each stage, with its word.
    stages: Vec<FilterOption>,
}

impl AbsentLine {
    fn of(absent: &AbsentSegment) -> Self {
        let stage =
            |stage: &Stage| (format!("{}:{}", stage.code(), absent.name), stage.zh(), absent.stage == Some(*stage));
        Self { name: absent.name.clone(), rows: grouped(absent.rows), stages: options(Stage::ALL.iter().map(stage)) }
    }
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
    match run.ended.clone() {
        None => under_way(&desk, &upload, &run),
        Some(Ok(report)) => shown(&desk, &upload, &run, report, None, &asked),
        Some(Err(failed)) => shown(&desk, &upload, &run, Arc::default(), Some(failed), &asked),
    }
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
    report: Arc<ImportReport>,
    failed: Option<String>,
    asked: &TableRequest,
) -> Result<Response, Failure> {
    let (files, committed) = (upload.files(), run.applied && report.committed);
    let title = match (run.applied, committed) {
        (false, _) => "导入前核对",
        (true, true) => "已导入",
        (true, false) => "没有导入",
    };
    let [wrong, waiting] = wrong_rows(&report);
    let tables = [problem_table(&report), change_table(&report), renaming_table(&report), alike_table(&report)];
    asked.answer(tables, &origin(desk.today()), &|_| None, |[problems, changes, renamings, alike]| {
        page(&UploadPage {
            shell: Shell::new(desk, title, Some(("", "data")), &Standpoint::default())?,
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
            absent: report.absent_segments.iter().filter(|_| !run.applied).map(AbsentLine::of).collect(),
            chains: chains_offered(desk, upload)?,
            units: unit_lines(&files).into_iter().filter(|_| !run.applied).map(UnitForm::of).collect(),
            rejected: report.rejected_files.iter().map(|path| last_of(path)).collect(),
            report: Arc::clone(&report),
        })
    })
}

/// The chains that new segments may be of: those just made beside the upload first, then those that are there.
fn chains_offered(desk: &Desk, upload: &Upload) -> Result<Vec<FilterOption>, Failure> {
    let beside = chains_beside(upload);
    let known = desk.chains()?.into_iter().map(|chain| (chain.chain, chain.name, false));
    let known: Vec<_> = known.filter(|(id, ..)| beside.iter().all(|(made, _)| made != id)).collect();
    let made = beside.into_iter().enumerate().map(|(at, (id, name))| (id, name, at == 0));
    Ok(options(made.chain(known)))
}

fn see(address: String) -> Response {
    (StatusCode::SEE_OTHER, [(LOCATION, address)]).into_response()
}

/// Imports it; the page it leads to shows how far that is.
pub async fn apply(Now(desk): Now, Path(id): Path<String>, sent: Sent) -> Result<Response, Failure> {
    let fields = Fields::of(sent)?;
    let asked = ApplyAsked {
        accept_renames: fields.text("renames") == "1",
        confirm_removals: fields.text("removals") == "1",
        who: fields.who().map(str::to_owned),
    };
    desk.store_desk().apply_upload(&id, asked)?;
    Ok(see(address_of(&id)))
}

/// Goes back to the preview of an import that loaded nothing.
pub async fn again(Now(desk): Now, Path(id): Path<String>, sent: Sent) -> Result<Response, Failure> {
    Fields::of(sent)?;
    desk.store_desk().reopen_upload(&id)?;
    Ok(see(address_of(&id)))
}

/// Lets go of it.
pub async fn discard(Now(desk): Now, Path(id): Path<String>, sent: Sent) -> Result<Response, Failure> {
    Fields::of(sent)?;
    desk.store_desk().discard(&id)?;
    Ok(see("/data".to_owned()))
}

/// Makes segments of the names in a list, in a file beside it.
pub async fn add_segments(Now(desk): Now, Path(id): Path<String>, sent: Sent) -> Result<Response, Failure> {
    let fields = Fields::of(sent)?;
    let said = fields.all("segment");
    let segment = |said: &String| {
        let (stage, name) = said.split_once(':')?;
        Some((Stage::from_word(stage)?, name.to_owned()))
    };
    let mut segments = said.iter().map(segment).collect::<Option<Vec<_>>>().ok_or_else(Failure::bad_form)?;
    if let Some(stage) = Stage::from_word(fields.text("rest")) {
        let mut rest = fields.all("absent");
        rest.retain(|name| segments.iter().all(|(_, said)| said != name));
        segments.extend(rest.into_iter().map(|name| (stage, name)));
    }
    let text = |name: &str| fields.text(name).to_owned();
    let asked = SegmentsAsked { chain: text("chain"), chain_name: text("chain_name"), city: text("city"), segments };
    desk.store_desk().add_segments(&id, &asked)?;
    Ok(see(address_of(&id)))
}

/// Reads amounts in the units that are said.
pub async fn say_units(Now(desk): Now, Path(id): Path<String>, sent: Sent) -> Result<Response, Failure> {
    let fields = Fields::of(sent)?;
    let said = fields.all("unit");
    let said: Vec<(UnitPlace, String)> = said
        .iter()
        .filter(|said| !said.is_empty())
        .map(|said| unit_said(said))
        .collect::<Option<_>>()
        .ok_or_else(Failure::bad_form)?;
    desk.store_desk().say_units(&id, &said)?;
    Ok(see(address_of(&id)))
}

/// `0.0.0.4:亿元`.
fn unit_said(said: &str) -> Option<(UnitPlace, String)> {
    let (place, unit) = said.split_once(':')?;
    let place: Vec<usize> = place.split('.').map(str::parse).collect::<Result<_, _>>().ok()?;
    UNITS.contains(&unit).then_some((place.try_into().ok()?, unit.to_owned()))
}

/// Reads whom to call out of one file, too.
pub async fn contacts_too(
    Now(desk): Now,
    Path((id, place)): Path<(String, usize)>,
    sent: Sent,
) -> Result<Response, Failure> {
    Fields::of(sent)?;
    desk.store_desk().read_contacts_too(&id, place)?.map_err(AppError::BadRequest)?;
    Ok(see(address_of(&id)))
}

/// Leaves one file out, or takes it in again.
pub async fn leave(Now(desk): Now, Path((id, place)): Path<(String, usize)>, sent: Sent) -> Result<Response, Failure> {
    let fields = Fields::of(sent)?;
    desk.store_desk().leave_out(&id, place, fields.text("leave") == "1")?;
    Ok(see(address_of(&id)))
}

/// Looks anew what the columns of one file are.
pub async fn anew(Now(desk): Now, Path((id, place)): Path<(String, usize)>, sent: Sent) -> Result<Response, Failure> {
    Fields::of(sent)?;
    desk.store_desk().read_anew(&id, place)?;
    Ok(see(address_of(&id)))
}

/// Reads one file in another encoding; where it is not written so, its row says which line.
pub async fn encode(Now(desk): Now, Path((id, place)): Path<(String, usize)>, sent: Sent) -> Result<Response, Failure> {
    let fields = Fields::of(sent)?;
    desk.store_desk().read_unread_in(&id, place, fields.text("encoding")).await?;
    Ok(see(address_of(&id)))
}

/// Hands out the rejected rows as they came.
pub async fn rejected(Now(desk): Now, Path((id, place)): Path<(String, usize)>) -> Result<Response, Failure> {
    let (name, path) = desk.store_desk().rejected_file(&id, place)?;
    let content = streamed(&path).map_err(|error| Failure::internal(&error.to_string()))?;
    Ok(file(content, if name.ends_with(".json") { JSON } else { CSV }, &name))
}
