//! What was typed under columns that name something, as ids: the form offers names.

use super::ledger::Ledger;
use super::line::LedgerLine;
use crate::app::desk::GraphPermit;
use crate::app::{AppError, EditRefused, names, set_typed, typed_in};
use crate::dispatch::CityWork;
use crate::model::{CanonicalColumn, Holds, Kind};
use crate::normalize::text;

/// What was typed, by columns.
pub(super) type Cells = Vec<(String, String)>;

impl GraphPermit<'_> {
    /// The same with ids in place of names. What the row names already, and its key, stay as they are.
    pub(super) async fn ids_typed(
        &self,
        (ledger, city): (Ledger, &CityWork),
        mut cells: Cells,
        old: Option<&LedgerLine>,
    ) -> Result<Result<Cells, EditRefused>, AppError> {
        for column in ledger.columns() {
            let typed = typed_in(&cells, column.name).to_owned();
            if let Some(old) = old.filter(|_| column.role.in_key()) {
                set_typed(&mut cells, column.name, old.value(column.name).to_owned());
                continue;
            }
            let Holds::Reference(kinds) = column.holds else { continue };
            if typed.is_empty() {
                continue;
            }
            let stays = old.filter(|old| [old.text(column.name), old.value(column.name)].contains(&&*typed));
            let id = match stays {
                Some(old) => Ok(old.value(column.name).to_owned()),
                None => self.id_meant((column, kinds), city, &typed).await,
            };
            match id {
                Ok(id) => set_typed(&mut cells, column.name, id),
                Err(AppError::Ambiguous { choices, .. }) => {
                    return Ok(Err(several((column, kinds), &typed, &choices)));
                }
                Err(error @ AppError::NotFound { .. }) => {
                    return Ok(Err(EditRefused::of(column.name, error.to_string())));
                }
                Err(error) => return Err(error),
            }
        }
        Ok(Ok(cells))
    }

    async fn id_meant(
        &self,
        (column, kinds): (&CanonicalColumn, &[Kind]),
        city: &CityWork,
        typed: &str,
    ) -> Result<String, AppError> {
        let graph = self.graph();
        match kinds {
            [Kind::Enterprise] => self.firm_meant(typed).await.map(|firm| graph.firm_id(firm).to_owned()),
            [Kind::Chain] => self.chain_seen(typed).map(|chain| graph.chain(chain).id.clone()),
            [Kind::Person] => {
                let known = graph.people.iter().map(|one| (one.id.as_str(), one.id.as_str(), one.name.as_str()));
                names::one("人物", typed, known).map(str::to_owned)
            }
            [Kind::Project] => {
                let part = self.part_of(city);
                let seen = CityWork::places(&city.projects).filter(|at| part.project(*at));
                let seen: Vec<_> = seen.map(|at| city.project(at)).collect();
                let known =
                    seen.iter().map(|project| (project.id.as_str(), project.id.as_str(), project.name.as_str()));
                names::one("项目", typed, known).map(str::to_owned)
            }
            _ => holder_meant(city, column.zh[0], typed, kinds.contains(&Kind::Squad)),
        }
    }
}

/// The recruiter, or the squad, that a text names, as `kind:id`.
fn holder_meant(city: &CityWork, what: &'static str, typed: &str, squads: bool) -> Result<String, AppError> {
    let id = text::folded(typed);
    let squad_called = |wanted: &str| city.squads.iter().find(|squad| squads && squad.id == wanted);
    if let Some(squad) = id.strip_prefix("squad:").and_then(squad_called) {
        return Ok(format!("squad:{}", squad.id));
    }
    let given = id.strip_prefix("recruiter:").unwrap_or(&id);
    let people = city.recruiters.iter().enumerate().map(|(at, one)| ((at, true), one.id.as_str(), one.name.as_str()));
    let all = city.squads.iter().enumerate().filter(|_| squads);
    let all = people.chain(all.map(|(at, squad)| ((at, false), squad.id.as_str(), squad.name.as_str())));
    names::one(what, given, all).map(|(at, person)| match person {
        true => format!("recruiter:{}", city.recruiters[at].id),
        false => format!("squad:{}", city.squads[at].id),
    })
}

/// A name that several go by.
fn several((column, kinds): (&CanonicalColumn, &[Kind]), typed: &str, choices: &[String]) -> EditRefused {
    match kinds {
        [Kind::Enterprise] => EditRefused::several(column.name, typed, choices),
        _ => EditRefused::of(column.name, format!("叫「{typed}」的不止一个（{}）；请写编号", choices.join("、"))),
    }
}
