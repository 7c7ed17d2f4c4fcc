//! Freezing a sheet.

use super::frozen::{FrozenAnswer, FrozenKey};
use super::score::{ScoreAnswer, ScoreQuestion};
use crate::access::{Right, Scope};
use crate::app::desk::GraphPermit;
use crate::app::{AppError, Desk, random_id};
use crate::dispatch::Presets;
use crate::model::{Deed, Journal, NewRow, Origin, RowKey, SheetDeed};
use crate::store::{Change, Expected, NewBatch, StoreError};
use crate::work::FrozenSheet;

impl Desk {
    /// Freezes the sheet that is asked for, as it is worked out now: the journal number it is known by.
    ///
    /// # Errors
    /// The caller may not, the sheet cannot be worked out, its cut-off has not come yet, or the same was frozen before.
    pub async fn freeze_sheet(&self, asked: &ScoreQuestion, who: Option<&str>) -> Result<u64, AppError> {
        let at = self.may(Right::Freeze, Scope::City)?;
        if self.known_at().is_some() {
            return Err(AppError::BadRequest("冻结的总是现在所知的成绩单；请不写“当时所知”".into()));
        }
        let answer = self.score(asked).await?;
        if answer.cut_off > at.today() {
            let told = format!("截至日 {} 还没有到，不能冻结；请写今天（{}）或更早的日期", answer.cut_off, at.today());
            return Err(AppError::BadRequest(told));
        }
        let key = FrozenKey::of(&answer);
        if let Some(sheet) = at.frozen_at(&key).await? {
            return Err(is_frozen(sheet));
        }
        let kept = kept(&answer, &asked.presets, asked.formula.as_deref())?;
        match at.keep_sheet((SheetDeed::Freeze, key.told()), key.row(0), &kept, who).await {
            Ok(number) => Ok(number.0),
            Err(AppError::Store(StoreError::Conflict(_))) => match at.frozen_at(&key).await? {
                Some(sheet) => Err(is_frozen(sheet)),
                None => Err(AppError::Internal("a sheet was not frozen, and nobody froze it".into())),
            },
            Err(error) => Err(error),
        }
    }
}

fn is_frozen(sheet: u64) -> AppError {
    let told = format!(
        "这一张成绩单（同样的行、本地、时段和截至日）已经冻结，编号 {sheet}；冻结后不再变。后来的更正，请做修订（score amend {sheet}）"
    );
    AppError::BadRequest(told)
}

/// What is kept of a sheet.
pub(super) fn kept(answer: &ScoreAnswer, presets: &Presets, formula: Option<&str>) -> Result<FrozenSheet, AppError> {
    let json = |error: serde_json::Error| AppError::Internal(error.to_string());
    Ok(FrozenSheet {
        sheet: serde_json::to_string(answer).map_err(json)?,
        presets: serde_json::to_string(presets).map_err(json)?,
        formula: formula.unwrap_or_default().to_owned(),
        moved: String::new(),
    })
}

impl GraphPermit<'_> {
    /// Writes a frozen sheet or an amendment where none is.
    pub(super) async fn keep_sheet(
        &self,
        (deed, sheet): (SheetDeed, String),
        key: RowKey,
        kept: &FrozenSheet,
        who: Option<&str>,
    ) -> Result<Journal, AppError> {
        let row = NewRow { key, values: Some(kept.values()), origin: Origin::default() };
        let change = Change { row, expected: Expected::AbsentOrClosedAt(None) };
        let deed = Deed::Sheet { deed, sheet };
        let batch = NewBatch { id: random_id(), who: self.who(who)?, when: self.clock().now(), deed };
        Ok(self.store().apply(batch, Vec::new(), vec![change]).await?)
    }
}

impl FrozenAnswer {
    /// What it was asked for with, to be asked again.
    pub(super) fn question(&self) -> Result<ScoreQuestion, AppError> {
        let presets = serde_json::from_str(&self.presets).map_err(|error| AppError::Internal(error.to_string()))?;
        let period = &self.sheet.period;
        Ok(ScoreQuestion {
            period: format!("{}/{}", period.from, period.to),
            rows: self.sheet.kind,
            cut_off: Some(self.sheet.cut_off),
            home: Some(self.sheet.home.to_string()),
            formula: Some(self.formula.clone()).filter(|text| !text.is_empty()),
            presets,
        })
    }
}
