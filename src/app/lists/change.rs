//! Changing entries of a list.

use crate::access::{Right, Scope};
use serde::Serialize;

use crate::app::lists::amount::amount;
use crate::app::lists::rows::{Listed, NamedList, TakenBy, entry_of, name_of, talked};
use crate::app::{AppError, StoreDesk, names, random_id};
use crate::graph::{ChainIx, Graph};
use crate::model::{Day, Deed, EntryField, Holds, Journal, Kind, ListDeed, NewRow, Origin, TargetState};
use crate::normalize::text;
use crate::store::{Change, Expected, NewBatch, StoreError};
use crate::work::{Entry, follow_squad, step};

/// The most characters a cell of the list holds.
pub(in crate::app) const LONGEST: usize = 5_000;

/// What is to be said of one target. Segment, squad and recruiter by id or name, amounts with or without a unit.
#[derive(Debug, Clone, Default)]
pub struct TargetChange {
    /// Id or name of the listed enterprise.
    pub enterprise: String,
    /// The version the writer saw; none where it is read now.
    pub version: Option<u64>,
    /// Fields and what they are to say; blank empties one.
    pub set: Vec<(EntryField, String)>,
}

/// What a change did.
#[derive(Debug, Clone, Serialize)]
pub struct ListChanged {
    /// Ids of the enterprises whose entries say something else now.
    pub changed: Vec<String>,
    /// The journal number; none where nothing differs.
    pub number: Option<u64>,
}

impl StoreDesk {
    /// Changes entries of a chain's list in one go: all or none.
    ///
    /// # Errors
    /// An enterprise is unknown or not on the list, a value cannot be, a state goes backwards without a reason, or somebody
    /// else changed the same field of an entry since the version seen.
    pub async fn list_change(
        &self,
        chain: &str,
        who: Option<&str>,
        what: ListDeed,
        changes: &[TargetChange],
    ) -> Result<ListChanged, AppError> {
        let at = match what {
            ListDeed::Set => self.may(Right::EditEntry, Scope::Part(chain))?,
            _ => self.may(Right::EditList, Scope::Chain(chain))?,
        };
        let given: Vec<&str> = changes.iter().map(|change| change.enterprise.as_str()).collect();
        let NamedList { graph, chain, listed } = at.named_list(chain, &given).await?;
        let mut changed = Vec::new();
        for change in changes {
            let before = entry_of(&graph, chain, &listed, &change.enterprise)?;
            at.may_change(&graph.chain(chain).id, before, &before.entry)?;
            let seen = change.version.map_or(before.version, Journal);
            let since = match seen == before.version {
                true => None,
                false => Some(at.said_since((&graph, chain), before, seen, &change.set).await?),
            };
            let after = settled(&graph, chain, before, since.as_ref().unwrap_or(&change.set))?;
            at.may_change(&graph.chain(chain).id, before, &after)?;
            if after != before.entry {
                changed.push((before, after));
            }
        }
        let said: Vec<(&Listed, &Entry)> = changed.iter().map(|(before, after)| (*before, after)).collect();
        let rows = said.iter().map(|(before, after)| changed_row(before, after, before.version));
        let mut rows: Vec<Change> = rows.collect();
        rows.extend(at.claims_following(&graph, &said, None).await?);
        let id = |listed: &Listed| listed.firm.map_or(listed.record.as_str(), |firm| graph.firm_id(firm)).to_owned();
        let changed = said.iter().map(|(before, _)| id(before)).collect();
        if rows.is_empty() {
            return Ok(ListChanged { changed, number: None });
        }
        let deed = Deed::List { deed: what, chain: graph.chain(chain).id.clone() };
        let batch = NewBatch { id: random_id(), who: at.who(who)?, when: at.clock().now(), deed };
        let number = at.store().apply(batch, Vec::new(), rows).await.map_err(conflict_words)?;
        Ok(ListChanged { changed, number: Some(number.0) })
    }
}

/// The row of an entry that changes.
pub(in crate::app) fn changed_row(before: &Listed, after: &Entry, version: Journal) -> Change {
    let row = NewRow { key: before.key.clone(), values: Some(after.values()), origin: Origin::default() };
    Change { row, expected: Expected::At(version) }
}

/// What an entry says after a change.
pub(in crate::app) fn settled(
    graph: &Graph,
    chain: ChainIx,
    before: &Listed,
    set: &[(EntryField, String)],
) -> Result<Entry, AppError> {
    let name = name_of(graph, before);
    let of_target = |error: AppError| match error {
        AppError::BadRequest(text) => AppError::BadRequest(format!("「{name}」：{text}")),
        other => other,
    };
    let given = |wanted| set.iter().find(|(field, _)| *field == wanted);
    let mut after = before.entry.clone();
    for (field, text) in set.iter().filter(|(field, _)| *field != EntryField::Recruiter) {
        after.set(*field, &canonical(graph, chain, *field, text).map_err(of_target)?);
    }
    let moved = after.get(EntryField::Squad) != before.entry.get(EntryField::Squad);
    if let Some((field, text)) = given(EntryField::Recruiter) {
        let id = recruiter(graph, after.get(EntryField::Squad), text).map_err(of_target)?;
        after.set(*field, &id);
    }
    if moved && given(EntryField::State).is_none() && before.entry.state() == TargetState::Dropped {
        return Err(AppError::BadRequest(format!("「{name}」已放弃；请先重新列入清单（list add）再派发")));
    }
    let said: Vec<EntryField> = set.iter().map(|(field, _)| *field).collect();
    follow_squad(&before.entry, &mut after, &said);
    keeps_to_claim(graph, before, &after).map_err(of_target)?;
    talked(before, &mut after);
    let reason = given(EntryField::Reason).map_or("", |_| after.get(EntryField::Reason));
    step(before.entry.state(), &after, reason).map_err(|error| AppError::BadRequest(format!("「{name}」{error}")))?;
    Ok(after)
}

/// A firm that a squad claimed is given to no other: those who arbitrate hand it over.
pub(in crate::app) fn keeps_to_claim(graph: &Graph, before: &Listed, after: &Entry) -> Result<(), AppError> {
    let squad = after.get(EntryField::Squad);
    let moved = squad != before.entry.get(EntryField::Squad) && !squad.is_empty();
    match &before.claim {
        Some(held) if moved && held.claim.squad != squad => {
            let taken = TakenBy::of(graph, &held.claim).told();
            Err(AppError::BadRequest(format!(
                "{taken}，不能派给别的招商队；要换人，请在“认领”页裁定移交（claims rule）"
            )))
        }
        _ => Ok(()),
    }
}

/// A value in the form that is kept.
pub(in crate::app) fn canonical(
    graph: &Graph,
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
    match field.schema().holds {
        Holds::Word(..) => {
            let words = || TargetState::ALL.iter().map(|s| format!("{}（{}）", s.code(), s.zh())).collect::<Vec<_>>();
            let state = TargetState::from_word(&line);
            let state = state.ok_or_else(|| bad(format!("没有「{line}」这种状态；可写 {}", words().join("、"))))?;
            Ok(state.code().to_owned())
        }
        _ if line.is_empty() => Ok(line),
        Holds::Reference(&[Kind::Segment]) => Ok(graph.segment(names::segment(graph, chain, &line)?).id.clone()),
        Holds::Reference(&[Kind::Squad]) => names::squad(graph, &line),
        Holds::Money => amount(&line).map_err(|error| bad(error.to_string())),
        Holds::Date => {
            let unread = || bad(format!("{}“{line}”读不懂；请写日期，如 2026-12-31", field.zh()));
            let day = day(&line).ok_or_else(unread)?;
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

/// The id of a recruiter of a squad, by id or name; blank for none.
pub(in crate::app) fn recruiter(graph: &Graph, squad: &str, given: &str) -> Result<String, AppError> {
    let given = text::folded(given);
    if given.is_empty() {
        return Ok(given);
    }
    let Some(squad) = graph.squads.iter().find(|s| s.id == squad) else {
        return Err(AppError::BadRequest(format!("还没有派给招商队，不能写招商员「{given}」")));
    };
    let known = squad.recruiters.iter().map(|r| (r.id.as_str(), r.id.as_str(), r.name.as_str()));
    names::one("招商员", &given, known).map(str::to_owned).map_err(|error| match error {
        AppError::NotFound { text, .. } => {
            AppError::BadRequest(format!("招商队「{}」没有招商员「{text}」", squad.name))
        }
        other => other,
    })
}

/// What the second of two people at one entry reads.
pub(in crate::app) fn conflict_words(error: StoreError) -> AppError {
    match error {
        StoreError::Conflict(_) => {
            let text = "目标清单刚被别人改过，这次没有写入；请重新查看后再改";
            AppError::Store(StoreError::Conflict(text.to_owned()))
        }
        other => other.into(),
    }
}
