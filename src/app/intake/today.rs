//! What was brought in by the browser and is not done with: files that wait, and rows that were rejected.

use crate::access::{Right, Scope};
use crate::app::today::{IMPORTS, TodayLine, TodaySection};
use crate::app::{AppError, Desk, RunStage, Upload};

/// Names of files that are told.
const NAMES: usize = 2;

impl Desk {
    /// The caller's uploads that are not imported, did not come in whole or failed, the last first.
    pub(in crate::app) fn imports_waiting(&self) -> Result<Option<TodaySection>, AppError> {
        let told = self.store_desk().uploads()?.into_iter().rev().filter_map(|upload| {
            let text = format!("{}放上来的{}：{}", upload.when, files(&upload), state(&upload)?);
            Some(TodayLine { upload: Some(upload.id.clone()), ..TodayLine::about("", text) })
        });
        Ok(TodaySection::of(IMPORTS, "没有办完的导入", told.collect()))
    }
}

/// Rows of an upload that were rejected while the others came in: what is counted lacks them.
#[derive(Debug)]
pub struct RowsLeft {
    /// The upload.
    pub upload: String,
    /// What lacks, and what to do.
    pub told: String,
}

impl Desk {
    /// What the caller brought in only in part, the last first; nothing for whoever may bring nothing in.
    ///
    /// # Errors
    /// This desk takes no files in.
    pub fn rows_left(&self) -> Result<Vec<RowsLeft>, AppError> {
        if !self.holds(Right::Import, Scope::Somewhere) {
            return Ok(Vec::new());
        }
        let told = self.store_desk().uploads()?.into_iter().rev().filter_map(|upload| {
            let rejected = rejected(&upload).filter(|rows| *rows > 0)?;
            let told = format!("{}导入时退回了{rejected}行，这里没有算上它们", files(&upload));
            Some(RowsLeft { upload: upload.id.clone(), told })
        });
        Ok(told.collect())
    }
}

/// Rows rejected of an upload that is imported; none of one that is not.
fn rejected(upload: &Upload) -> Option<u64> {
    match upload.applied()?.stage() {
        RunStage::Ended(Ok(report)) if report.committed => Some(report.rejected_lines()),
        _ => None,
    }
}

/// How it stands; none where it is done with.
fn state(upload: &Upload) -> Option<String> {
    if upload.waits() {
        return Some("已导入，有的行等着还没有的环节，打开它新建".to_owned());
    }
    if let Some(rejected) = rejected(upload) {
        return (rejected > 0).then(|| format!("已导入，退回{rejected}行，取下改好再放上来"));
    }
    Some(match upload.applied().map(|run| run.stage()) {
        None => "还没有导入".to_owned(),
        Some(RunStage::Waiting(_)) => "等别的导入".to_owned(),
        Some(RunStage::Running) => "正在导入".to_owned(),
        Some(RunStage::Ended(_)) => "没有导入成".to_owned(),
    })
}

fn files(upload: &Upload) -> String {
    let files = upload.brought();
    let names: Vec<&str> = files.iter().take(NAMES).map(|file| &*file.name).collect();
    let more = if files.len() > NAMES { format!("等{}个文件", files.len()) } else { String::new() };
    format!("{}{more}", names.join("、"))
}
