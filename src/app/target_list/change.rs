//! Changing entries of a list.

use serde::Serialize;

use super::super::{App, AppError, Clock, Names, random_id};
use super::amount::amount;
use super::listed::{Listed, TargetList, name_of};
use crate::graph::ChainIx;
use crate::model::{Day, EntryField, Journal, NewRow, Origin, TargetState};
use crate::normalize::text;
use crate::store::{Change as StoreChange, Expected, NewBatch, Store, StoreError};
use crate::work::{Entry, step};

/// The most characters a cell of the list holds.
const LONGEST: usize = 5_000;

/// What is to be said of one target. Segment, squad and recruiter by id or name, amounts with or without a unit.
#[derive(Debug, Clone, Default)]
pub struct Change {
    pub enterprise: String,
    /// The version the writer saw; none where it is read now.
    pub version: Option<u64>,
    pub set: Vec<(EntryField, String)>,
}

/// What a change did.
#[derive(Debug, Clone, Serialize)]
pub struct Changed {
    /// Ids of the enterprises whose entries say something else now.
    pub changed: Vec<String>,
    /// The journal number; none where nothing differs.
    pub number: Option<u64>,
}

impl TargetList {
    /// Changes entries in one go: all or none. `what` is the journal's word for it.
    ///
    /// # Errors
    /// An enterprise is unknown or not on the list, a value cannot be, a state goes backwards without a reason, or somebody
    /// else changed an entry since the version seen.
    pub async fn change(
        &self,
        store: &Store,
        clock: Clock,
        who: &str,
        what: &str,
        changes: &[Change],
    ) -> Result<Changed, AppError> {
        let mut rows = Vec::new();
        let mut changed = Vec::new();
        for change in changes {
            let before = self.entry_of(&change.enterprise)?;
            let after = settled(&self.names, self.chain, before, &change.set)?;
            if after == before.entry {
                continue;
            }
            let version = change.version.map_or(before.version, Journal);
            rows.push(write(before, &after, version));
            changed.push(before.firm.map_or(before.record.as_str(), |firm| self.names.firm_id(firm)).to_owned());
        }
        if rows.is_empty() {
            return Ok(Changed { changed, number: None });
        }
        let why = format!("list {what} {}", self.names.chain_at(self.chain).id);
        let batch = NewBatch { id: random_id(), who: person(who)?, when: clock.now(), why };
        let number = store.apply(batch, Vec::new(), rows).await.map_err(told_conflict)?;
        Ok(Changed { changed, number: Some(number.0) })
    }
}

impl App {
    /// Changes entries of a chain's list, as [`TargetList::change`].
    pub async fn list_change(
        &self,
        chain: &str,
        who: &str,
        what: &str,
        changes: &[Change],
    ) -> Result<Changed, AppError> {
        self.list_of(chain).await?.change(&self.store, self.clock, who, what, changes).await
    }
}

/// The row of an entry that changes.
pub(in crate::app) fn write(before: &Listed, after: &Entry, version: Journal) -> StoreChange {
    let row = NewRow { key: before.key.clone(), values: Some(after.values()), origin: Origin::default() };
    StoreChange { row, expected: Expected::At(version) }
}

/// What an entry says after a change.
pub(in crate::app) fn settled(
    names: &Names,
    chain: ChainIx,
    before: &Listed,
    set: &[(EntryField, String)],
) -> Result<Entry, AppError> {
    let name = name_of(names, before);
    let of_target = |error: AppError| match error {
        AppError::BadRequest(text) => AppError::BadRequest(format!("「{name}」：{text}")),
        other => other,
    };
    let given = |wanted| set.iter().find(|(field, _)| *field == wanted);
    let mut after = before.entry.clone();
    for (field, text) in set.iter().filter(|(field, _)| *field != EntryField::Recruiter) {
        after.set(*field, &canonical(names, chain, *field, text).map_err(of_target)?);
    }
    let moved = after.get(EntryField::Squad) != before.entry.get(EntryField::Squad);
    if moved {
        after.set(EntryField::Recruiter, "");
    }
    if let Some((field, text)) = given(EntryField::Recruiter) {
        let id = names.recruiter(after.get(EntryField::Squad), text).map_err(of_target)?;
        after.set(*field, &id);
    }
    if moved && given(EntryField::State).is_none() {
        if before.entry.state() == TargetState::Dropped {
            return Err(AppError::BadRequest(format!("「{name}」已放弃；请先重新列入清单（list add）再派发")));
        }
        if before.entry.state() == TargetState::Listed && !after.get(EntryField::Squad).is_empty() {
            after.set(EntryField::State, TargetState::Assigned.code());
        }
    }
    let reason = given(EntryField::Reason).map_or("", |_| after.get(EntryField::Reason));
    step(before.entry.state(), &after, reason).map_err(|error| AppError::BadRequest(format!("「{name}」{error}")))?;
    Ok(after)
}

/// A value in the form that is kept.
pub(in crate::app) fn canonical(
    names: &Names,
    chain: ChainIx,
    field: EntryField,
    given: &str,
) -> Result<String, AppError> {
    let bad = |text: String| AppError::BadRequest(text);
    if let Some(c) = text::forbidden(given) {
        return Err(bad(format!("{}含有控制字符 U+{:04X}", field.zh(), u32::from(c))));
    }
    let line = text::one_line(given).into_owned();
    if line.chars().count() > LONGEST {
        return Err(bad(format!("{}超过 {LONGEST} 个字", field.zh())));
    }
    match field {
        _ if line.is_empty() && field != EntryField::State => Ok(line),
        EntryField::State => {
            let words = || TargetState::ALL.iter().map(|s| format!("{}（{}）", s.code(), s.zh())).collect::<Vec<_>>();
            let state = TargetState::from_word(&line);
            let state = state.ok_or_else(|| bad(format!("没有「{line}」这种状态；可写 {}", words().join("、"))))?;
            Ok(state.code().to_owned())
        }
        EntryField::Segment => Ok(names.segment_at(names.segment(chain, &line)?).id.clone()),
        EntryField::Squad => names.squad(&line),
        EntryField::Amount => amount(&line).map_err(|error| bad(error.to_string())),
        EntryField::Due => {
            let day = day(&line).ok_or_else(|| bad(format!("期限“{line}”读不懂；请写日期，如 2026-12-31")))?;
            Ok(day.to_string())
        }
        _ => Ok(line),
    }
}

/// A day as people write it: 2026-12-31, 2026/12/31, 2026.12.31, 2026年12月31日.
fn day(text: &str) -> Option<Day> {
    let plain = text.replace(['/', '.', '年', '月'], "-").replace('日', "");
    let mut parts = plain.split('-').map(str::trim);
    let (year, month, day) = (parts.next()?, parts.next()?, parts.next()?);
    let numbers = [year, month, day].iter().all(|part| part.bytes().all(|b| b.is_ascii_digit()));
    let whole = numbers && parts.next().is_none();
    whole.then(|| format!("{year}-{month:0>2}-{day:0>2}").parse().ok()).flatten()
}

/// Who changes something, for the journal.
pub(in crate::app) fn person(given: &str) -> Result<String, AppError> {
    let who = text::one_line(given).into_owned();
    match text::forbidden(&who) {
        Some(c) => Err(AppError::BadRequest(format!("经手人含有控制字符 U+{:04X}", u32::from(c)))),
        None if who.is_empty() => Err(AppError::BadRequest("没有写明经手人（--who）".into())),
        None => Ok(who),
    }
}

/// What the second of two people at one entry reads.
pub(in crate::app) fn told_conflict(error: StoreError) -> AppError {
    match error {
        StoreError::Conflict(_) => {
            let text = "目标清单刚被别人改过，这次没有写入；请重新查看后再改";
            AppError::Store(StoreError::Conflict(text.to_owned()))
        }
        other => other.into(),
    }
}
