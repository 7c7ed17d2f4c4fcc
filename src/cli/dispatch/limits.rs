//! What the questions of dispatch take: a day, what was known, and limits.

use std::path::{Path, PathBuf};

use crate::app::{AppError, Desk, KnownAt, named_text};
use crate::cli::frame::desk;
use crate::dispatch::Presets;
use crate::model::Day;

/// The most bytes of limits or of a formula.
pub const LARGEST: u64 = 1 << 20;

/// Up to when, and what was known.
#[derive(Debug, Clone, clap::Args)]
pub struct CutOffArgs {
    /// 截至哪一天，YYYY-MM-DD；默认今天
    #[arg(long, value_name = "D")]
    pub cut_off: Option<Day>,
    /// 当时所知：日志号 N，或日期 D（当天结束时）；默认现在
    #[arg(long, value_name = "D|N")]
    pub known_at: Option<KnownAt>,
}

impl CutOffArgs {
    /// A desk before what was known, and the day.
    pub async fn desk(&self, store: &Path) -> anyhow::Result<(Desk, Day)> {
        let desk = desk(store, None, self.known_at).await?;
        let day = self.cut_off.unwrap_or(desk.today());
        Ok((desk, day))
    }
}

/// The limits that a city set.
#[derive(Debug, Clone, clap::Args)]
pub struct LimitArgs {
    /// 调度标准文件（五未天数等），缺的项按内置标准
    #[arg(long = "presets", value_name = "F")]
    file: Option<PathBuf>,
}

impl LimitArgs {
    /// The limits.
    pub fn presets(&self) -> Result<Presets, AppError> {
        limits(self.file.as_deref())
    }
}

/// The limits of a file; the built-in ones where none is named.
pub fn limits(file: Option<&Path>) -> Result<Presets, AppError> {
    let Some(path) = file else { return Ok(Presets::default()) };
    let text = named_text(path, "调度标准文件", LARGEST)?;
    Presets::from_toml(&text).map_err(|error| AppError::file(path, format!("调度标准有误：{error}")))
}
