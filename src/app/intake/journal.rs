//! The journal as people read it: imports, and taking one back (docs/definitions.md#撤销).

use std::time::{Duration, Instant};

use serde::Serialize;

use crate::access::{Right, Scope};
use crate::app::desk::Permit;
use crate::app::intake::evidence_going::{EvidenceGoes, evidence_going};
use crate::app::intake::hanging::{ClosedRecords, HangingWork};
use crate::app::intake::import_line::{ImportLine, imports, undone};
use crate::app::intake::taken_back::TakenBack;
use crate::app::{AppError, Clock, StoreDesk, random_id};
use crate::model::{BatchRecord, Deed, Journal, Kind, NewRow, Origin, RowKey};
use crate::store::{BatchRow, Chunk, ImportFile, NewBatch, Staging, Store};

/// Rows read and written at a time.
const CHUNK: usize = 5_000;
/// Keys told of that could not be taken back.
const TOLD: usize = 200;
/// Rows of an import of which it is looked beforehand what taking it back would do.
const LOOKED_AT: u64 = 20_000;
/// How long an undo waits for the lease.
const PATIENCE: Duration = Duration::from_secs(1);

/// What taking an import back did.
#[derive(Debug, Clone, Serialize)]
pub struct UndoReport {
    /// Id of the import that was taken back.
    pub import: String,
    /// Its journal number.
    pub number: u64,
    /// What it was, as people call it: an import, a change, a judgement.
    #[serde(skip)]
    pub called: &'static str,
    /// The journal number of the undo itself; none where nothing could be taken back.
    pub undo: Option<u64>,
    /// Rows that went back to what they were before, and rows that were closed because they were new.
    pub restored: u64,
    /// Rows that were closed.
    pub closed: u64,
    /// Keys that were changed since: left as they are.
    pub left: Vec<LeftKey>,
    /// How many more keys there are than are told.
    pub left_more: u64,
    /// Contacts the import closed or changed: their words of before are gone, so they are closed afterwards.
    pub forgotten: u64,
    /// Somebody reads an older state of the store, so that the words of closed contacts still stand in its files.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub traces_left: bool,
    /// Of what a row was closed.
    #[serde(skip)]
    closed_records: ClosedRecords,
}

/// A key that an undo left alone, and the number that changed it since.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct LeftKey {
    /// The canonical table it is of.
    pub table: &'static str,
    /// What tells its record from others of the table.
    pub key: String,
    /// Journal number of the change since.
    pub changed_at: u64,
}

/// What somebody is offered who may take an import back.
#[derive(Debug, Clone, Default)]
pub struct UndoOffered {
    /// What that would do now; none where it was taken back, or is too large to look at beforehand.
    pub would: Option<UndoReport>,
    /// Files of evidence that would go with it for good.
    pub evidence: u64,
    /// What people did that hangs on firms which it would take away.
    pub hanging: Option<HangingWork>,
}

impl UndoReport {
    fn of(import: BatchRecord) -> Self {
        Self {
            called: called(&import.deed),
            import: import.id,
            number: import.number,
            undo: None,
            restored: 0,
            closed: 0,
            left: Vec::new(),
            left_more: 0,
            forgotten: 0,
            traces_left: false,
            closed_records: ClosedRecords::default(),
        }
    }
}

impl StoreDesk {
    /// All imports, oldest first.
    ///
    /// # Errors
    /// The caller may not see them, or the store fails.
    pub async fn imports(&self) -> Result<Vec<ImportLine>, AppError> {
        imports(self.may(Right::SeeFacts, Scope::City)?.store()).await
    }

    /// One import, by its id, the beginning of its id, or its number.
    ///
    /// # Errors
    /// There is no such import, or several begin so.
    pub async fn import_made(&self, import: &str) -> Result<ImportLine, AppError> {
        let store = self.may(Right::SeeFacts, Scope::City)?.store();
        let (found, _) = find(&store.batches(Journal(0), usize::MAX).await?, import)?;
        let line = imports(store).await?.into_iter().find(|line| line.number == found.number);
        line.ok_or_else(|| AppError::NotFound { what: "导入", text: import.to_owned(), near: Vec::new() })
    }

    /// Takes an import back, by its id, the beginning of its id, or its number: every key that still says what the import wrote,
    /// or says it again after a later import was taken back, goes back to what it was; the others are listed and left.
    ///
    /// # Errors
    /// There is no such import, it was taken back before, another import is under way, or files of evidence show what it brought:
    /// they would go for good.
    pub async fn undo(&self, import: &str) -> Result<UndoReport, AppError> {
        self.undo_with(import, false).await
    }

    /// The same, and files of evidence of what is taken back go with it where that was said.
    ///
    /// # Errors
    /// As of [`Self::undo`].
    pub async fn undo_with(&self, import: &str, evidence: bool) -> Result<UndoReport, AppError> {
        let at = self.may(Right::Import, Scope::Somewhere)?;
        let batches = at.store().batches(Journal(0), usize::MAX).await?;
        let (found, undone) = find(&batches, import)?;
        if let Some(right) = self.lacks_to_undo(at, &found).await? {
            return Err(AppError::Forbidden(right));
        }
        let going = if undone.is_some() { 0 } else { evidence_going(at.store(), &found, &batches).await? };
        if going > 0 && !evidence {
            return Err(EvidenceGoes { import: found.number, files: going }.into());
        }
        let report = undo(at.store(), import, at.who(None)?, at.clock()).await?;
        if let (Some(_), Ok(uploads)) = (report.undo, at.uploads()) {
            uploads.forget_import(&report.import);
        }
        Ok(report)
    }

    /// Whether the caller may take an import back, and what that would do; none where they may not.
    ///
    /// # Errors
    /// There is no such import, or the store fails.
    pub async fn undo_offered(&self, import: &str) -> Result<Option<UndoOffered>, AppError> {
        let at = self.may(Right::SeeFacts, Scope::City)?;
        let batches = at.store().batches(Journal(0), usize::MAX).await?;
        let (import, undone) = find(&batches, import)?;
        if self.lacks_to_undo(at, &import).await?.is_some() {
            return Ok(None);
        }
        if undone.is_some() {
            return Ok(Some(UndoOffered::default()));
        }
        let evidence = evidence_going(at.store(), &import, &batches).await?;
        if import.rows > LOOKED_AT {
            return Ok(Some(UndoOffered { evidence, ..UndoOffered::default() }));
        }
        let mut report = UndoReport::of(import);
        stage_back(at.store(), None, &TakenBack::of(&batches), &mut report).await?;
        let hanging = self.hanging(at.store(), Journal(report.number), &report.closed_records).await?;
        Ok(Some(UndoOffered { would: Some(report), evidence, hanging }))
    }

    /// A right that an import's rows would ask for in a form, and the caller lacks: taking them back asks the same.
    async fn lacks_to_undo(&self, at: Permit<'_>, import: &BatchRecord) -> Result<Option<Right>, AppError> {
        let own = import.who == at.caller();
        if !(self.holds(Right::UndoAny, Scope::City) || own && self.holds(Right::Import, Scope::Somewhere)) {
            return Ok(Some(Right::UndoAny));
        }
        let number = Journal(import.number);
        let kinds = at.store().kinds_of(number).await?;
        // Somebody else may have written who leads a chain.
        if !own && kinds.contains(&Kind::Chain) && !self.holds(Right::EditGroup, Scope::City) {
            return Ok(Some(Right::EditGroup));
        }
        at.lacks_for(number, kinds).await
    }
}

/// Takes an import or a change in place back; the caller's right was asked for before.
pub(in crate::app) async fn undo(
    store: &Store,
    import: &str,
    who: String,
    clock: Clock,
) -> Result<UndoReport, AppError> {
    let batches = store.batches(Journal(0), usize::MAX).await?;
    let (import, undone) = find(&batches, import)?;
    if let Some(number) = undone {
        return Err(AppError::BadRequest(format!(
            "{} {} 已在日志号 {number} 撤销过",
            called(&import.deed),
            import.number
        )));
    }
    let deed = Deed::Undo { import: import.id.clone() };
    let batch = NewBatch { id: random_id(), who, when: clock.now(), deed };
    let staging = begin(store, batch).await?;
    let base = store.journal().await?;
    let mut report = UndoReport::of(import);
    // Under the lease, since another undo may have ended just before.
    let taken_back = TakenBack::of(&store.batches(Journal(0), usize::MAX).await?);
    let done = stage_back(store, Some(staging), &taken_back, &mut report).await;
    let staging = match done {
        Ok(Some(staging)) => staging,
        Ok(None) => return Ok(report),
        Err(error) => {
            store.sweep().await?;
            return Err(error);
        }
    };
    if staging.is_empty() {
        store.abandon(staging).await?;
        return Ok(report);
    }
    report.undo = Some(store.commit(staging, base).await?.0);
    report.traces_left = store.traces_left().await?;
    Ok(report)
}

/// Takes the lease. Where another import has it, that is told soon; a sweep has it for a moment only.
async fn begin(store: &Store, batch: NewBatch) -> Result<Staging, AppError> {
    let started = Instant::now();
    loop {
        if let Some(staging) = store.begin(batch.clone(), Vec::<ImportFile>::new()).await? {
            return Ok(staging);
        }
        if started.elapsed() > PATIENCE {
            return Err(AppError::BadRequest("另一个导入正在进行；请等它结束后再撤销".into()));
        }
        tokio::time::sleep(Duration::from_millis(5)).await;
    }
}

/// What people call a batch that can be taken back.
fn called(deed: &Deed) -> &'static str {
    match deed {
        Deed::Edit { .. } => "改动",
        Deed::Assessment { .. } => "认定",
        Deed::Judge { .. } => "判断",
        _ => "导入",
    }
}

/// Whether an undo can take a batch back: an import, a change in place, an assessment, or what was said of firms.
fn can_be_undone(deed: &Deed) -> bool {
    matches!(deed, Deed::Import { .. } | Deed::Edit { .. } | Deed::Assessment { .. } | Deed::Judge { .. })
}

/// The import or the change in place with this number, or whose id begins so, and the number of what took it back.
fn find(batches: &[BatchRecord], given: &str) -> Result<(BatchRecord, Option<u64>), AppError> {
    let undone = undone(batches);
    let found = |batch: &BatchRecord| (batch.clone(), undone.get(batch.id.as_str()).copied());
    let all: Vec<&BatchRecord> = batches.iter().filter(|batch| can_be_undone(&batch.deed)).collect();
    let by_number = given.parse::<u64>().ok().and_then(|n| all.iter().find(|batch| batch.number == n));
    if let Some(batch) = by_number {
        return Ok(found(batch));
    }
    // So much of an id tells a batch: less could be the number of another one.
    let begins: Vec<&&BatchRecord> = all.iter().filter(|b| given.len() >= 8 && b.id.starts_with(given)).collect();
    match begins.as_slice() {
        [batch] => Ok(found(batch)),
        [] => {
            let near = all.iter().rev().take(3).map(|batch| format!("{} {}", batch.number, batch.id)).collect();
            Err(AppError::NotFound { what: "导入", text: given.to_owned(), near })
        }
        several => {
            let choices = several.iter().map(|batch| batch.id.clone()).collect();
            Err(AppError::Ambiguous { what: "导入", text: given.to_owned(), choices })
        }
    }
}

/// Stages, for every key that says what the batch wrote, what was there before; without a staging it is only counted.
async fn stage_back(
    store: &Store,
    mut staging: Option<Staging>,
    taken_back: &TakenBack,
    report: &mut UndoReport,
) -> Result<Option<Staging>, AppError> {
    let number = Journal(report.number);
    let mut after: Option<RowKey> = None;
    loop {
        let rows = store.batch_rows(number, after, CHUNK).await?;
        let Some(last) = rows.last() else { return Ok(staging) };
        after = Some(last.key.clone());
        let mut chunk = Chunk::default();
        for row in rows {
            if taken_back.origin(store, &row.key, row.current).await? == number {
                chunk.rows.extend(back(row, report));
            } else {
                leave(store, row, report).await?;
            }
        }
        if let Some(open) = staging.take_if(|_| !chunk.rows.is_empty()) {
            staging = Some(store.stage(open, chunk).await?);
        }
    }
}

/// The row that takes one back, and counts it; none where it stays as it is.
fn back(row: BatchRow, report: &mut UndoReport) -> Option<NewRow> {
    match (row.forgotten, row.before.is_some()) {
        (true, _) => report.forgotten += 1,
        (false, true) => report.restored += 1,
        (false, false) => report.closed += 1,
    }
    if row.before.is_none() {
        report.closed_records.note(&row.key);
    }
    let values = row.before.filter(|_| !row.forgotten);
    let stays = row.forgotten && row.closed;
    (!stays).then(|| NewRow { key: row.key, values, origin: Origin::default() })
}

async fn leave(store: &Store, row: BatchRow, report: &mut UndoReport) -> Result<(), AppError> {
    if report.left.len() >= TOLD {
        report.left_more += 1;
        return Ok(());
    }
    let key = key_text(store, &row.key).await?;
    report.left.push(LeftKey { table: row.key.kind.code(), key, changed_at: row.current.0 });
    Ok(())
}

/// Where a row stood, as `members.csv［属于环节］ 第 12 行`; none where it came by no import.
pub(in crate::app) fn place(files: &[ImportFile], origin: Origin) -> Option<String> {
    let file = files.get(usize::from(origin.file)).filter(|_| origin.row > 0)?;
    let sheet = file.sheet.as_ref().map(|sheet| format!("［{sheet}］")).unwrap_or_default();
    Some(format!("{}{sheet} 第 {} 行", file.name, origin.row))
}

/// A key as people read it: the texts of its references and its other columns.
pub(in crate::app) async fn key_text(store: &Store, key: &RowKey) -> Result<String, AppError> {
    let names = store.node_names(vec![key.a, key.b]).await?;
    let nodes = names.into_iter().flatten().map(|name| name.text);
    let columns = key.rest.columns().map(str::to_owned);
    let parts: Vec<String> = nodes.chain(columns).filter(|part| !part.is_empty()).collect();
    Ok(parts.join(" · "))
}
