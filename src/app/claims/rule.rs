//! 裁定: those who arbitrate keep a claim, hand the firm over to another squad, or end it, and say why.

use crate::access::{Right, Scope};
use crate::app::claims::asked::{ClaimDone, RulingAsked};
use crate::app::claims::collisions::EntriesOfFirms;
use crate::app::desk::GraphPermit;
use crate::app::{AppError, Desk, lists, names};
use crate::graph::{ChainIx, FirmIx};
use crate::model::{ClaimDeed, EntryField, Ruling};
use crate::normalize::text;
use crate::store::{Change, StoreError};
use crate::work::follow_squad;

impl Desk {
    /// Decides whose a firm is that a squad claimed. What others wanted of it until now is decided with it; with a hand-over go
    /// the entries that the squad before had.
    ///
    /// # Errors
    /// The caller may not (a firm on lists of several chains is the dispatchers'), nobody has the firm, no reason is given, the
    /// squad cannot have it, or somebody else changed the claim or an entry meanwhile.
    pub async fn claim_rule(&self, asked: &RulingAsked) -> Result<ClaimDone, AppError> {
        let at = self.may(Right::Arbitrate, Scope::Somewhere)?;
        let firm = at.firm_meant(&asked.enterprise).await?;
        let entries = at.entries_of_firms().await?;
        at.asks_to_rule(firm, &entries)?;
        let reason = reason(&asked.reason)?;
        let name = at.graph().firm_name(firm);
        let nobody = || AppError::BadRequest(format!("「{name}」现在没有人认领，没有什么要裁定"));
        let held = at.claim_on(firm).await?.ok_or_else(nobody)?;
        let to = match asked.ruling {
            Ruling::HandOver => at.handed_to(&held, asked.to.as_deref())?,
            _ => held.claim.squad.clone(),
        };
        let today = at.claim_day().await?;
        let claim = held.claim.ruled(asked.ruling, &to, &reason, today);
        let mut changes = vec![held.changed(&claim)];
        if asked.ruling == Ruling::HandOver {
            changes.extend(at.entries_go(firm, &entries, &held.claim.squad, &to)?);
        }
        let collisions = at.collision_rows().await?.into_iter().filter(|row| {
            row.firm == firm && row.collision.ruling.is_none() && row.collision.holder == held.claim.squad
        });
        changes.extend(collisions.map(|row| row.ruled(asked.ruling, &reason)));
        crate::store::stop_point("claim:ruled");
        let who = at.who(asked.who.as_deref())?;
        let written = at.write_claim(firm, (deed(asked.ruling), &to), who, changes).await;
        let number = written.map_err(|error| match error {
            AppError::Store(error @ StoreError::Conflict(_)) => lists::conflict_words(error),
            other => other,
        })?;
        at.claim_done(firm, Some(&claim).filter(|claim| claim.holds(today)), Some(number)).await
    }
}

fn deed(ruling: Ruling) -> ClaimDeed {
    match ruling {
        Ruling::Keep => ClaimDeed::Keep,
        Ruling::HandOver => ClaimDeed::HandOver,
        Ruling::End => ClaimDeed::End,
    }
}

/// Why, as it is kept.
fn reason(given: &str) -> Result<String, AppError> {
    let reason = text::one_line(given).into_owned();
    let bad = |text: String| Err(AppError::BadRequest(text));
    match text::forbidden(&reason) {
        Some(c) => bad(format!("裁定理由含有控制字符 U+{:04X}", u32::from(c))),
        None if reason.is_empty() => bad("裁定要写明理由，两队都会看到".to_owned()),
        None if reason.chars().count() > lists::LONGEST => bad(format!("裁定理由超过 {} 个字", lists::LONGEST)),
        None => Ok(reason),
    }
}

impl GraphPermit<'_> {
    /// Asks for the right to decide whose a firm is.
    fn asks_to_rule(&self, firm: FirmIx, entries: &EntriesOfFirms) -> Result<(), AppError> {
        if self.may_rule(firm, entries) {
            return Ok(());
        }
        let chains = entries.chains(firm);
        let own = |chain: &ChainIx| self.holds(Right::Arbitrate, Scope::Chain(&self.graph().chain(*chain).id));
        if chains.len() > 1 && chains.iter().any(own) {
            let name = self.graph().firm_name(firm);
            let text = format!("「{name}」在几条产业链的清单上，由调度办裁定");
            return Err(AppError::BadRequest(text));
        }
        Err(AppError::Forbidden(Right::Arbitrate))
    }

    /// The squad a firm is handed over to, by id.
    fn handed_to(&self, held: &lists::ClaimRow, given: Option<&str>) -> Result<String, AppError> {
        let bad = |text: String| Err(AppError::BadRequest(text));
        let Some(given) = names::given(given) else { return bad("没有选移交给哪支招商队".to_owned()) };
        let to = names::squad(self.graph(), given)?;
        if to == held.claim.squad {
            return bad(format!("已经由{}认领；不换人请选维持", self.squad_called(&to)));
        }
        Ok(to)
    }

    /// The entries of a firm that go from one squad to another.
    fn entries_go(
        &self,
        firm: FirmIx,
        entries: &EntriesOfFirms,
        from: &str,
        to: &str,
    ) -> Result<Vec<Change>, AppError> {
        let chains = self.chains_of_squad(to);
        let open = entries.of(firm).iter().filter(|(chain, entry)| entry.is_open() && chains.contains(chain));
        let theirs: Vec<_> =
            open.filter(|(_, entry)| ["", from, to].contains(&entry.entry.get(EntryField::Squad))).collect();
        if theirs.is_empty() {
            let (name, to) = (self.graph().firm_name(firm), self.squad_called(to));
            let text = format!("{to}没有派在「{name}」所在的产业链上，不能移交给它；请先派队（工作组页）");
            return Err(AppError::BadRequest(text));
        }
        let moved = theirs.into_iter().filter(|(_, entry)| entry.entry.get(EntryField::Squad) == from);
        let gone = moved.map(|(_, before)| {
            let mut after = before.entry.clone();
            after.set(EntryField::Squad, to);
            follow_squad(&before.entry, &mut after, &[EntryField::Squad]);
            lists::changed_row(before, &after, before.version)
        });
        Ok(gone.collect())
    }
}
