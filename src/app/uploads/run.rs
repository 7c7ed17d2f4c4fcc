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

/// What an import or a preview does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Doing {
    /// It reads rows.
    Reading,
    /// It holds new firms beside others.
    Comparing,
}

/// How fast an import goes.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Speed {
    /// What goes on.
    pub doing: Doing,
    /// So many rows or firms so far.
    pub done: u64,
    /// Since that began.
    pub per_second: u64,
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
    /// When it began to hold new firms beside others, where it does.
    comparing: OnceLock<Instant>,
    firms: AtomicU64,
    firms_total: AtomicU64,
    told: OnceLock<ToldRows>,
}

impl ImportRun {
    /// A run of so many rows, where that is known.
    pub fn new(rows_total: Option<u64>) -> Self {
        let [rows, bytes, bytes_total, firms, firms_total] = [0; 5].map(AtomicU64::new);
        Self {
            stage: watch::Sender::new(RunStage::Running),
            began: Instant::now(),
            rows,
            bytes,
            bytes_total,
            rows_total,
            comparing: OnceLock::new(),
            firms,
            firms_total,
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

    /// It has read so far.
    pub fn has_read(&self, rows: u64, bytes: u64, bytes_total: u64) {
        self.rows.store(rows, Ordering::Relaxed);
        self.bytes.store(bytes, Ordering::Relaxed);
        self.bytes_total.store(bytes_total, Ordering::Relaxed);
    }

    /// All is read; so many new firms of so many were held beside others.
    pub fn has_compared(&self, firms: u64, of: u64) {
        // Threads tell it in any order.
        self.firms.fetch_max(firms, Ordering::Relaxed);
        self.firms_total.store(of, Ordering::Relaxed);
        self.comparing.get_or_init(Instant::now);
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
        if let Some(since) = self.comparing.get() {
            let (firms, all) = (of(&self.firms), of(&self.firms_total));
            return speed(Doing::Comparing, since.elapsed().as_secs_f64(), firms, share(firms, all));
        }
        let rows = of(&self.rows);
        let by_bytes = || share(of(&self.bytes), of(&self.bytes_total));
        let share = self.rows_total.map_or_else(by_bytes, |all| share(rows, all));
        speed(Doing::Reading, self.began.elapsed().as_secs_f64(), rows, share)
    }
}

fn share(done: u64, all: u64) -> Option<f64> {
    (all > 0).then(|| (done as f64 / all as f64).min(1.0))
}

fn speed(doing: Doing, elapsed: f64, done: u64, share: Option<f64>) -> Speed {
    let per_second = if elapsed > 0.0 { (done as f64 / elapsed) as u64 } else { 0 };
    let left = |share: f64| (elapsed / share * (1.0 - share)).ceil() as u64;
    Speed { doing, done, per_second, share, seconds_left: share.filter(|share| *share > 0.0).map(left) }
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
    fn time_left_follows_the_rows_counted_before_and_else_the_bytes_and_then_the_firms() {
        let at = |rows_total, (bytes, bytes_total)| {
            let run = ImportRun::new(rows_total);
            run.has_read(1_000, bytes, bytes_total);
            run
        };
        assert_eq!(at(Some(4_000), (50, 100)).speed().share, Some(0.25));
        assert_eq!(at(None, (50, 100)).speed().share, Some(0.5));
        assert_eq!((at(None, (0, 0)).speed().share, at(None, (0, 10)).speed().seconds_left), (None, None));
        let run = at(Some(1_000), (100, 100));
        assert_eq!((run.speed().doing, run.speed().done), (Doing::Reading, 1_000));
        run.has_compared(0, 200);
        assert_eq!((run.speed().share, run.speed().seconds_left), (Some(0.0), None));
        run.has_compared(50, 200);
        run.has_compared(40, 200);
        let speed_now = run.speed();
        assert_eq!((speed_now.doing, speed_now.done, speed_now.share), (Doing::Comparing, 50, Some(0.25)));
        let so_far = speed(Doing::Reading, 2.0, 1_000, Some(0.25));
        assert_eq!((so_far.per_second, so_far.seconds_left), (500, Some(6)));
        assert_eq!(speed(Doing::Reading, 0.0, 0, None).per_second, 0);
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
