//! What was known then: `--known-at` names a journal number or a day.

use std::str::FromStr;
use std::sync::Arc;
use std::time::{Duration, Instant};

use crate::app::held::digest;
use crate::app::{App, AppError, Held};
use crate::model::{Day, Journal};
use crate::store::StoreError;

/// A moment of knowledge.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum KnownAt {
    /// Right after this journal number.
    Number(u64),
    /// At the end of this day in Asia/Shanghai.
    Day(Day),
}

impl std::fmt::Display for KnownAt {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Number(number) => number.fmt(f),
            Self::Day(day) => day.fmt(f),
        }
    }
}

/// A text that is neither a journal number nor a day.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("「{0}」既不是日志号，也不是 YYYY-MM-DD 的日期")]
pub struct KnownAtError(String);

impl FromStr for KnownAt {
    type Err = KnownAtError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let error = || KnownAtError(text.to_owned());
        if text.bytes().all(|b| b.is_ascii_digit()) {
            return text.parse().map(Self::Number).map_err(|_| error());
        }
        text.parse().map(Self::Day).map_err(|_| error())
    }
}

/// One graph of the past, held for those who ask again.
#[derive(Debug)]
pub(super) struct Past {
    held: Arc<Held>,
    asked: Instant,
}

/// How long a graph of the past is kept when nobody asks.
const IDLE: Duration = Duration::from_secs(300);
/// How long a question waits while another graph of the past is built.
const PATIENCE: Duration = Duration::from_secs(20);

impl App {
    /// The graph as known then; now where nothing is asked. One historical graph is held at a time.
    pub async fn held_at(&self, known_at: Option<KnownAt>) -> Result<Arc<Held>, AppError> {
        let Some(known_at) = known_at else { return Ok(self.held()) };
        let number = self.number(known_at).await?;
        let now = self.held();
        if now.journal == number {
            return Ok(now);
        }
        let busy = |_| StoreError::Unavailable("正在读取另一个历史版本，请稍后再试".into());
        let mut past = tokio::time::timeout(PATIENCE, self.past.lock()).await.map_err(busy)?;
        // After a restore the same number may stand for something else.
        let digest = digest(&self.store, number).await?;
        let same = |kept: &&mut Past| kept.held.journal == number && kept.held.digest == digest;
        if let Some(kept) = past.as_mut().filter(same) {
            kept.asked = Instant::now();
            return Ok(Arc::clone(&kept.held));
        }
        *past = None;
        let held = Arc::new(Held::load(&self.store, Some(number)).await?);
        *past = Some(Past { held: Arc::clone(&held), asked: Instant::now() });
        Ok(held)
    }

    /// The journal number of a moment.
    pub async fn number(&self, known_at: KnownAt) -> Result<Journal, AppError> {
        let last = self.store.journal().await?;
        let number = match known_at {
            KnownAt::Number(number) if number > last.0 => {
                let message = format!("还没有日志号 {number}；最新的是 {}", last.0);
                return Err(AppError::BadRequest(message));
            }
            KnownAt::Number(number) => Journal(number),
            KnownAt::Day(day) if day > self.clock.today() => {
                return Err(AppError::BadRequest(format!("{day} 还没有到，不能问那时知道什么")));
            }
            KnownAt::Day(day) => self.store.number_at(format!("{day}T23:59:59.999+08:00")).await?,
        };
        if number == Journal(0) {
            return Err(AppError::BadRequest("那时还没有导入过任何内容".into()));
        }
        Ok(number)
    }

    /// Lets go of a graph of the past that nobody has asked about for a while.
    pub(super) fn forget_past(&self) {
        if let Ok(mut past) = self.past.try_lock()
            && past.as_ref().is_some_and(|kept| kept.asked.elapsed() > IDLE)
        {
            *past = None;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_moment_is_a_number_or_a_day() {
        assert_eq!("12".parse(), Ok(KnownAt::Number(12)));
        assert_eq!("2026-11-23".parse(), Ok(KnownAt::Day("2026-11-23".parse().unwrap())));
        assert!("昨天".parse::<KnownAt>().is_err() && "2026-11".parse::<KnownAt>().is_err());
    }
}
