//! A trip or a visit that stands, put right: compared with what its writer saw.

use super::log::WorkLogged;
use super::whose::{Traveller, people_meant};
use crate::access::{Right, Scope};
use crate::app::desk::GraphPermit;
use crate::app::{
    AppError, Desk, EditRefused, Edited, EvidenceThing, RowForm, RowMeant, SettledRow, TypedEdit, WorkRow,
};
use crate::dispatch::CityWork;
use crate::ingest::{Input, TypedRows};
use crate::model::{Deed, EditNote, EventDate, Kind};
use crate::normalize::text;

/// What the forms of a visit and of a trip that stand ask.
pub const WORK_COLUMNS: [(Kind, &[&str]); 2] = [
    (Kind::Visit, &["enterprise", "date", "kind", "people", "trip", "result", "next", "due"]),
    (Kind::Trip, &["out", "out_half", "back", "back_half", "people", "adcodes", "purpose"]),
];

/// A trip or a visit as the form of it begins.
#[derive(Debug, Clone)]
pub struct WorkForm {
    /// A trip or a visit.
    pub kind: Kind,
    /// What is shown, people by name.
    pub row: RowForm,
}

impl Desk {
    /// A trip or a visit, as addresses say it, as the form of it begins.
    ///
    /// # Errors
    /// There is none that is the caller's to write down, or the store fails.
    pub async fn work_form(&self, of: &str) -> Result<WorkForm, AppError> {
        let at = self.may(Right::LogWork, Scope::Somewhere)?;
        let city = at.city_work().await?;
        let thing = at.work_meant(&city, of)?;
        let row = at.work_row(meant(&thing, ""), None).await?;
        let mut form = row.form();
        for (column, value) in &mut form.cells {
            match *column {
                "people" => *value = called(&city, value),
                "enterprise" => {
                    let firm = at.graph().firm_with_id(value);
                    *value = firm.map_or_else(|| value.clone(), |firm| at.graph().firm_name(firm).to_owned());
                }
                _ => {}
            }
        }
        Ok(WorkForm { kind: thing.kind, row: form })
    }

    /// Puts a trip or a visit right that stands, by what addresses say of it.
    ///
    /// # Errors
    /// There is none that is the caller's to write down, somebody else changed the same since the version seen, or the store
    /// fails. What is wrong with what was typed comes back for the form.
    pub async fn work_changed(
        &self,
        of: &str,
        given: &WorkLogged,
        seen: Option<u64>,
    ) -> Result<Result<Edited, EditRefused>, AppError> {
        let at = self.may(Right::LogWork, Scope::Somewhere)?;
        let who = at.who(given.who.as_deref())?;
        let city = at.city_work().await?;
        let thing = at.work_meant(&city, of)?;
        let Some(seen) = seen else {
            return Ok(Err(EditRefused::whole("表单没有写明看到的是哪一版，没有写入；请刷新页面，再改")));
        };
        let mut given = WorkLogged { kind: thing.kind, ..given.clone() };
        if let Err(refused) = at.ids_of_work(&city, &mut given).await? {
            return Ok(Err(refused));
        }
        let (row, settled) = at.settled_row(meant(&thing, &who), Some(seen), &given.cells).await?;
        match settled {
            Ok(settled) if settled.after.is_empty() => Ok(Err(EditRefused::whole("和现在的一样，没有改动"))),
            Ok(settled) => at.write_changed(&who, &thing, (row, settled)).await,
            Err(refused) => Ok(Err(refused)),
        }
    }
}

fn meant<'m>(thing: &'m EvidenceThing, who: &'m str) -> RowMeant<'m> {
    RowMeant { kind: thing.kind, of: thing.kind, id: &thing.id, part: "", who }
}

/// People by name where a name is one person's alone.
fn called(city: &CityWork, ids: &str) -> String {
    let name = |id: &str| {
        let named = city.recruiters.iter().find(|one| one.id == id)?;
        let alone = city.recruiters.iter().filter(|one| one.name == named.name).count() == 1;
        alone.then(|| named.name.clone())
    };
    text::list(ids).map(|id| name(id).unwrap_or_else(|| id.to_owned())).collect::<Vec<_>>().join("；")
}

impl GraphPermit<'_> {
    /// A trip or a visit that is the caller's to write down; any other is as if it were not there.
    fn work_meant(&self, city: &CityWork, of: &str) -> Result<EvidenceThing, AppError> {
        let thing: EvidenceThing = of.parse()?;
        let people = match thing.kind {
            Kind::Trip => city.trips.iter().find(|trip| trip.id == thing.id).map(|trip| &trip.people),
            Kind::Visit => city.visits.iter().find(|visit| visit.row == thing.id).map(|visit| &visit.people),
            _ => None,
        };
        let own = people.filter(|people| self.may_log(city, people));
        own.map(|_| thing.clone()).ok_or_else(|| thing.not_found())
    }

    /// Puts ids in the place of the people and the firm that were typed; refuses what is not the caller's to write, or not yet.
    async fn ids_of_work(&self, city: &CityWork, given: &mut WorkLogged) -> Result<Result<(), EditRefused>, AppError> {
        let all = Traveller::all(city);
        let people = match people_meant(&all, given.cell("people")) {
            Ok(people) => people,
            Err(refused) => return Ok(Err(refused)),
        };
        if let Some(refused) = self.whose(&all).refused(&people) {
            return Ok(Err(refused));
        }
        let ids = people.iter().map(|one| one.id.as_str()).collect::<Vec<_>>().join("；");
        given.set("people", ids);
        match self.firm_visited(given).await? {
            Ok(Some(firm)) => given.set("enterprise", self.graph().firm_id(firm).to_owned()),
            Ok(None) => {}
            Err(refused) => return Ok(Err(refused)),
        }
        let late = given.day("date").filter(|day| given.kind == Kind::Visit && *day > self.today());
        let told = |day| format!("{day}还没到：走访记已经去过的，约好的请写在“下一步”");
        Ok(late.map_or(Ok(()), |day| Err(EditRefused::of("date", told(day)))))
    }

    async fn write_changed(
        &self,
        who: &str,
        thing: &EvidenceThing,
        (row, settled): (WorkRow, SettledRow),
    ) -> Result<Result<Edited, EditRefused>, AppError> {
        let note = EditNote {
            reason: String::new(),
            source: String::new(),
            table: thing.kind.code().to_owned(),
            what: format!("改{}", thing.kind.zh()),
            before: settled.before,
            after: settled.after,
        };
        let mut cells = settled.cells;
        let id = if thing.kind == Kind::Trip { "trip" } else { "visit" };
        cells.retain(|(name, _)| *name != id);
        cells.push((id, thing.id.clone()));
        cells.push(("source", row.source.clone()));
        cells.push(("seen", EventDate::of_day(self.today()).to_string()));
        let header: Vec<&str> = cells.iter().map(|(name, _)| *name).collect();
        let own: Vec<String> = cells.iter().map(|(_, said)| said.clone()).collect();
        let typed = Input::of_form(thing.kind, TypedRows::new(&header, &[own]));
        let deed = Deed::Edit { table: thing.kind, thing: thing.id.clone() };
        self.write(who, typed, TypedEdit { deed, seen: row.seen_record(), note, beside: Vec::new() }).await
    }
}
