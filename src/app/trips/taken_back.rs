//! What was just written down, and who takes it back: whoever wrote it, and whoever might have.

use super::whose::Traveller;
use crate::access::{Right, Scope};
use crate::app::desk::GraphPermit;
use crate::app::{AppError, Desk, EditLine, EvidenceThing};
use crate::model::{CanonicalTable, Deed, Journal, Kind};

/// Rows of a change that are looked at: it has its own and few notes.
const ROWS: usize = 16;

/// A trip or visit that was written down, or taken back.
#[derive(Debug, Clone)]
pub struct WorkDone {
    /// What was done.
    pub edit: EditLine,
    /// Whether the caller may take it back.
    pub undoes: bool,
    /// What it is, as the address of its evidence says it; none where it was taken back.
    pub of: Option<String>,
}

impl Desk {
    /// What was written down with a number; none where that is no trip or visit, or is not the caller's to see.
    ///
    /// # Errors
    /// The caller writes nothing down, or the store fails.
    pub async fn work_done(&self, number: u64) -> Result<Option<WorkDone>, AppError> {
        let at = self.may(Right::LogWork, Scope::Somewhere)?;
        let Some(edit) = at.edit_numbered(number).await? else { return Ok(None) };
        let is_work = [Kind::Trip, Kind::Visit].iter().any(|kind| kind.code() == edit.note.table);
        if !is_work || !at.writes(Journal(number), &edit.who).await? {
            return Ok(None);
        }
        let batch = at.store().batches_numbered(vec![Journal(number)]).await?.into_iter().flatten().next();
        let of = match batch.map(|batch| batch.deed) {
            Some(Deed::Edit { table: kind, thing: id }) => Some(EvidenceThing { kind, id }),
            _ => None,
        };
        let stands = !edit.undone && self.known_at().is_none();
        let of = of.filter(|_| stands).map(|thing| thing.to_string());
        Ok(Some(WorkDone { undoes: stands, of, edit }))
    }

    /// Asks for the right to take a trip or visit back that somebody wrote down.
    pub(in crate::app) async fn may_take_work_back(
        &self,
        number: Journal,
        who: &str,
    ) -> Result<GraphPermit<'_>, AppError> {
        let at = self.may(Right::LogWork, Scope::Somewhere)?;
        if at.writes(number, who).await? { Ok(at) } else { Err(AppError::Forbidden(Right::LogWork)) }
    }
}

impl GraphPermit<'_> {
    /// Whether what was written with a number is the caller's to write: they did, or they may for everybody in it.
    async fn writes(&self, number: Journal, who: &str) -> Result<bool, AppError> {
        let whose = self.whose(&Traveller::all(&*self.city_work().await?));
        if whose.everybody || self.is_own(who) {
            return Ok(true);
        }
        let people = self.people_written(number).await?;
        Ok(whose.puts_right(&people.iter().collect::<Vec<_>>()))
    }

    /// The people of the trips and visits that were written with a number.
    async fn people_written(&self, number: Journal) -> Result<Vec<Traveller>, AppError> {
        let city = self.city_work().await?;
        let mut nodes = Vec::new();
        for row in self.store().batch_rows(number, None, ROWS).await? {
            if ![Kind::Trip, Kind::Visit].contains(&row.key.kind) {
                continue;
            }
            let field = CanonicalTable::of(row.key.kind).field("people").unwrap_or(u8::MAX);
            let versions = self.store().versions(row.key).await?;
            let values = versions.into_iter().find(|version| version.number == number).and_then(|found| found.values);
            let said = values.map(|values| values.view().references(field)).unwrap_or_default();
            nodes.extend(said.into_iter().map(|reference| reference.to));
        }
        let ids = self.store().node_names(nodes).await?;
        let person = |id: String| city.recruiters.iter().find(|known| known.id == id);
        let people = ids.into_iter().flatten().filter_map(|name| person(name.text));
        Ok(people.map(|facts| Traveller::of(&city, facts)).collect())
    }
}
