//! What was known then: `--known-at` names a journal number or a day.

use std::str::FromStr;

use super::AppError;
use crate::model::{Day, Journal};
use crate::store::Store;

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

impl KnownAt {
    /// The journal number of this moment.
    pub(super) async fn number(self, store: &Store, today: Day) -> Result<Journal, AppError> {
        let last = store.journal().await?;
        let number = match self {
            Self::Number(number) if number > last.0 => {
                let message = format!("还没有日志号 {number}；最新的是 {}", last.0);
                return Err(AppError::BadRequest(message));
            }
            Self::Number(number) => Journal(number),
            Self::Day(day) if day > today => {
                return Err(AppError::BadRequest(format!("{day} 还没有到，不能问那时知道什么")));
            }
            Self::Day(day) => store.number_at(format!("{day}T23:59:59.999+08:00")).await?,
        };
        if number == Journal(0) {
            return Err(AppError::BadRequest("那时还没有导入过任何内容".into()));
        }
        Ok(number)
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
