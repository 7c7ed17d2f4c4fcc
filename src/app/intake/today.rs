//! What was brought in by the browser and is not done with: files that wait, and rows that were rejected.

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

/// How it stands; none where it is done with.
fn state(upload: &Upload) -> Option<String> {
    Some(match upload.applied().map(|run| run.stage()) {
        None => "还没有导入".to_owned(),
        Some(RunStage::Waiting(_)) => "等别的导入".to_owned(),
        Some(RunStage::Running) => "正在导入".to_owned(),
        Some(RunStage::Ended(Ok(report))) if report.committed => {
            let rejected = report.rejected_records();
            return (rejected > 0).then(|| format!("已导入，退回{rejected}行，取下改好再放上来"));
        }
        Some(RunStage::Ended(_)) => "没有导入成".to_owned(),
    })
}

fn files(upload: &Upload) -> String {
    let files = upload.files();
    let names: Vec<&str> = files.iter().take(NAMES).map(|file| &*file.name).collect();
    let more = if files.len() > NAMES { format!("等{}个文件", files.len()) } else { String::new() };
    format!("{}{more}", names.join("、"))
}
