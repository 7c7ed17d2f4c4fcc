//! An import under way, or the preview of one: how far it is, and what came of it.

use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, OnceLock, PoisonError};
use std::time::{Duration, Instant};

use tokio::sync::watch;

use super::told_rows::ToldRows;
use crate::ingest::ImportReport;

/// How an import or a preview stands.
#[derive(Debug, Clone)]
pub enum RunStage {
    /// Another one goes first; who does it.
    Waiting(String),
    /// Rows are being read.
    Running,
    /// What it did or would do; or why it failed, for people.
    Ended(Result<Arc<ImportReport>, String>),
}

/// How fast an import goes.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Speed {
    /// Rows read so far.
    pub rows: u64,
    /// Since it began.
    pub rows_per_second: u64,
    /// Share of the way, 0 to 1; none where nobody knows how long it is.
    pub share: Option<f64>,
    /// At the speed so far; none where nobody knows.
    pub seconds_left: Option<u64>,
}

/// An import or a preview on a thread of its own.
#[derive(Debug)]
pub struct ImportRun {
    stage: watch::Sender<RunStage>,
    began: Instant,
    rows: AtomicU64,
    bytes: AtomicU64,
    bytes_total: AtomicU64,
    /// Rows there are, where they were counted before.
    rows_total: Option<u64>,
    told: OnceLock<ToldRows>,
}

impl ImportRun {
    /// A run of so many rows, where that is known.
    pub fn new(rows_total: Option<u64>) -> Self {
        let [rows, bytes, bytes_total] = [0; 3].map(AtomicU64::new);
        Self {
            stage: watch::Sender::new(RunStage::Running),
            began: Instant::now(),
            rows,
            bytes,
            bytes_total,
            rows_total,
            told: OnceLock::new(),
        }
    }

    /// It waits for another one.
    pub fn waits_for(&self, whom: String) {
        self.stage.send_replace(RunStage::Waiting(whom));
    }

    /// It goes on.
    pub fn goes_on(&self) {
        self.stage.send_replace(RunStage::Running);
    }

    /// It has come so far.
    pub fn is_at(&self, rows: u64, bytes: u64, bytes_total: u64) {
        self.rows.store(rows, Ordering::Relaxed);
        self.bytes.store(bytes, Ordering::Relaxed);
        self.bytes_total.store(bytes_total, Ordering::Relaxed);
    }

    /// Keeps the rows with errors, once.
    pub fn tells(&self, rows: ToldRows) {
        // A run has one report, so nobody else told before.
        let _ = self.told.set(rows);
    }

    /// The rows with errors; none before it is over.
    pub fn told(&self) -> Option<&ToldRows> {
        self.told.get()
    }

    /// It is over.
    pub fn ends(&self, how: Result<Arc<ImportReport>, String>) {
        self.stage.send_replace(RunStage::Ended(how));
    }

    /// How it stands.
    pub fn stage(&self) -> RunStage {
        self.stage.borrow().clone()
    }

    /// How it ended, where it has.
    pub fn ended(&self) -> Option<Result<Arc<ImportReport>, String>> {
        match self.stage() {
            RunStage::Ended(how) => Some(how),
            RunStage::Waiting(_) | RunStage::Running => None,
        }
    }

    /// How it ended, where it does so within a time.
    pub async fn ended_within(&self, patience: Duration) -> Option<Result<Arc<ImportReport>, String>> {
        let mut stage = self.stage.subscribe();
        let ended = stage.wait_for(|stage| matches!(stage, RunStage::Ended(_)));
        // Whether it is over or the time is: how it stands says which.
        let _ = tokio::time::timeout(patience, ended).await;
        self.ended()
    }

    /// How fast it goes.
    pub fn speed(&self) -> Speed {
        let of = |count: &AtomicU64| count.load(Ordering::Relaxed);
        let elapsed = self.began.elapsed().as_secs_f64();
        speed(elapsed, of(&self.rows), self.rows_total, (of(&self.bytes), of(&self.bytes_total)))
    }
}

fn speed(elapsed: f64, rows: u64, rows_total: Option<u64>, (bytes, bytes_total): (u64, u64)) -> Speed {
    let rows_per_second = if elapsed > 0.0 { (rows as f64 / elapsed) as u64 } else { 0 };
    let by = |done: u64, all: u64| (all > 0).then(|| (done as f64 / all as f64).min(1.0));
    let share = rows_total.map_or_else(|| by(bytes, bytes_total), |all| by(rows, all));
    let left = |share: f64| (elapsed / share * (1.0 - share)).ceil() as u64;
    Speed { rows, rows_per_second, share, seconds_left: share.filter(|share| *share > 0.0).map(left) }
}

/// One import at a time; the others know whom they wait for.
#[derive(Debug, Default)]
pub struct ImportQueue {
    turn: tokio::sync::Mutex<()>,
    whose: Mutex<Option<String>>,
}

/// The turn of one import.
#[derive(Debug)]
pub struct ImportTurn<'a> {
    queue: &'a ImportQueue,
    _turn: tokio::sync::MutexGuard<'a, ()>,
}

impl ImportQueue {
    /// Waits for its turn; while it waits, the run says for whom.
    pub async fn turn(&self, run: &ImportRun, whose: &str) -> ImportTurn<'_> {
        if let Some(other) = self.whose.lock().unwrap_or_else(PoisonError::into_inner).clone() {
            run.waits_for(other);
        }
        let turn = self.turn.lock().await;
        *self.whose.lock().unwrap_or_else(PoisonError::into_inner) = Some(whose.to_owned());
        run.goes_on();
        ImportTurn { queue: self, _turn: turn }
    }
}

impl Drop for ImportTurn<'_> {
    fn drop(&mut self) {
        *self.queue.whose.lock().unwrap_or_else(PoisonError::into_inner) = None;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn time_left_follows_the_rows_counted_before_and_else_the_bytes() {
        let at = |rows_total, bytes| speed(2.0, 1_000, rows_total, bytes);
        assert_eq!(
            at(Some(4_000), (0, 0)),
            Speed { rows: 1_000, rows_per_second: 500, share: Some(0.25), seconds_left: Some(6) }
        );
        assert_eq!(at(None, (50, 100)).seconds_left, Some(2));
        assert_eq!((at(None, (0, 0)).share, at(None, (0, 10)).seconds_left), (None, None));
        assert_eq!(speed(0.0, 0, None, (0, 0)).rows_per_second, 0);
    }

    #[tokio::test]
    async fn the_second_import_knows_whom_it_waits_for() {
        let queue = ImportQueue::default();
        let (first, second) = (ImportRun::new(None), ImportRun::new(None));
        let turn = queue.turn(&first, "张三").await;
        let waiting = async {
            let turn = queue.turn(&second, "李四").await;
            assert!(matches!(second.stage(), RunStage::Running));
            drop(turn);
        };
        let ending = async {
            assert!(matches!(second.stage(), RunStage::Waiting(whom) if whom == "张三"));
            drop(turn);
        };
        tokio::join!(waiting, ending);
    }
}
