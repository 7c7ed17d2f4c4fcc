//! Writing a trip or a visit down.

use super::whose::{Traveller, people_meant};
use crate::access::{Right, Scope};
use crate::app::desk::GraphPermit;
use crate::app::{AppError, Desk, EditRefused, Edited, TypedEdit, random_id, set_typed, typed_in, typed_row};
use crate::dispatch::CityWork;
use crate::graph::FirmIx;
use crate::ingest::{Input, TypedRows};
use crate::model::{Day, Deed, EditNote, EventDate, Kind, VisitKind, edited_by};

/// Characters of an id that nobody types, behind its day.
const ID: usize = 6;

/// A trip or a visit as it was typed.
#[derive(Debug, Clone)]
pub struct WorkLogged {
    /// A trip or a visit.
    pub kind: Kind,
    /// By the English names of columns; people by id or name, several parted by ；.
    pub cells: Vec<(String, String)>,
    /// By default the caller.
    pub who: Option<String>,
}

impl WorkLogged {
    /// What was typed under a column.
    pub fn cell(&self, name: &str) -> &str {
        typed_in(&self.cells, name)
    }

    pub(super) fn set(&mut self, name: &str, value: String) {
        set_typed(&mut self.cells, name, value);
    }

    /// The first day of what was typed as a date; what cannot be read is told as of a row of a file.
    pub(super) fn day(&self, column: &str) -> Option<Day> {
        self.cell(column).parse::<EventDate>().ok().map(EventDate::day)
    }

    /// The column that says when.
    pub(super) fn when(&self) -> &'static str {
        if self.kind == Kind::Trip { "out" } else { "date" }
    }

    fn id_column(&self) -> &'static str {
        if self.kind == Kind::Trip { "trip" } else { "visit" }
    }

    /// What was typed, by columns; refused where one is blank that must be given.
    fn row(&self) -> Result<Vec<(&'static str, String)>, EditRefused> {
        typed_row(self.kind, &self.cells)
    }
}

impl Desk {
    /// Writes a trip or a visit down, in one batch with a note; a visit by the squad that claimed the firm renews its claim.
    ///
    /// # Errors
    /// The caller writes nothing down, or the store fails. What is wrong with what was typed comes back for the form.
    pub async fn log_work(&self, given: &WorkLogged) -> Result<Result<Edited, EditRefused>, AppError> {
        let at = self.may(Right::LogWork, Scope::Somewhere)?;
        let who = at.who(given.who.as_deref())?;
        let city = at.city_work().await?;
        let all = Traveller::all(&city);
        let meant = people_meant(&all, given.cell("people"));
        let people = match meant.map(|people| at.whose(&all).refused(&people).map_or(Ok(people), Err)) {
            Ok(Ok(people)) => people,
            Err(refused) | Ok(Err(refused)) => return Ok(Err(refused)),
        };
        let mut given = given.clone();
        let firm = match at.firm_visited(&given).await? {
            Ok(firm) => firm,
            Err(refused) => return Ok(Err(refused)),
        };
        if let Some(refused) = at.refuse_visit(&city, &given, &people, firm) {
            return Ok(Err(refused));
        }
        if let Some(firm) = firm {
            given.set("enterprise", at.graph().firm_id(firm).to_owned());
        }
        given.set("people", people.iter().map(|one| one.id.as_str()).collect::<Vec<_>>().join("；"));
        given.set(given.id_column(), new_id(&given, at.today()));
        let written = at.write_work(&who, &given, firm).await?;
        if let (Ok(edited), Some(firm)) = (&written, firm) {
            let squads: Vec<&str> = people.iter().filter_map(|one| one.squad.as_deref()).collect();
            let renewal = renewed_by(&edited.edit);
            at.visited(firm, &squads, (given.day("date").unwrap_or(at.today()), &who, renewal)).await;
        }
        Ok(written)
    }
}

impl GraphPermit<'_> {
    /// The firm that was visited; none of a trip.
    pub(super) async fn firm_visited(
        &self,
        given: &WorkLogged,
    ) -> Result<Result<Option<FirmIx>, EditRefused>, AppError> {
        let typed = given.cell("enterprise");
        if given.kind != Kind::Visit {
            return Ok(Ok(None));
        }
        if typed.is_empty() {
            return Ok(Err(EditRefused::of("enterprise", "请写走访的是哪家企业")));
        }
        match self.firm_meant(typed).await {
            Ok(firm) => Ok(Ok(Some(firm))),
            Err(AppError::Ambiguous { choices, .. }) => Ok(Err(EditRefused::several("enterprise", typed, &choices))),
            Err(AppError::NotFound { .. }) => {
                let told = format!("库里没有「{typed}」；请核对名称，新的企业先在“认领”页报新线索");
                Ok(Err(EditRefused::of("enterprise", told)))
            }
            Err(error) => Err(error),
        }
    }

    /// Refuses a visit that is still to come, or that was written down already.
    fn refuse_visit(
        &self,
        city: &CityWork,
        given: &WorkLogged,
        people: &[&Traveller],
        firm: Option<FirmIx>,
    ) -> Option<EditRefused> {
        let (firm, day) = (firm?, given.day("date")?);
        if day > self.today() {
            let told = format!("{day}还没到：走访记已经去过的，约好的请写在“下一步”");
            return Some(EditRefused::of("date", told));
        }
        let kind = VisitKind::from_word(given.cell("kind")).unwrap_or(VisitKind::Visited);
        let id = self.graph().firm_id(firm);
        let went = |at: &u32| people.iter().any(|one| one.id == city.recruiters[*at as usize].id);
        let again = city.visits.iter().any(|visit| {
            let same = visit.date == day.number() && visit.kind == kind && visit.people.len() == people.len();
            same && city.firms[visit.firm as usize] == id && visit.people.iter().all(went)
        });
        let name = self.graph().firm_name(firm);
        let told = || format!("这一次记过了：{day} {} {name}，同样的人；没有再记一遍", kind.zh());
        again.then(|| EditRefused::whole(told()))
    }

    async fn write_work(
        &self,
        who: &str,
        given: &WorkLogged,
        firm: Option<FirmIx>,
    ) -> Result<Result<Edited, EditRefused>, AppError> {
        let mut cells = match given.row() {
            Ok(cells) => cells,
            Err(refused) => return Ok(Err(refused)),
        };
        let id = given.cell(given.id_column()).to_owned();
        let what =
            firm.map_or_else(|| given.cell("purpose").to_owned(), |firm| self.graph().firm_short(firm).to_owned());
        let note = EditNote {
            reason: String::new(),
            source: String::new(),
            table: given.kind.code().to_owned(),
            what: format!("记{}", given.kind.zh()),
            before: String::new(),
            after: [given.cell(given.when()), &what].join(" ").trim().to_owned(),
        };
        let deed = Deed::Edit { table: given.kind, thing: id };
        cells.push(("source", edited_by(who)));
        cells.push(("seen", EventDate::of_day(self.today()).to_string()));
        let header: Vec<&str> = cells.iter().map(|(name, _)| *name).collect();
        let row: Vec<String> = cells.iter().map(|(_, said)| said.clone()).collect();
        let typed = Input::of_form(given.kind, TypedRows::new(&header, &[row]));
        // Under the firm it would be told to whoever sees the firm.
        self.write(who, typed, TypedEdit { deed, seen: None, note, beside: Vec::new() }).await
    }
}

/// The id of the batch by which a visit renews the claim on its firm: who takes the visit back finds it.
pub(in crate::app) fn renewed_by(visit: &str) -> String {
    format!("{visit}-claim")
}

/// An id that no other trip or visit has: X20260903-1a2b3c.
fn new_id(given: &WorkLogged, today: Day) -> String {
    let letter = if given.kind == Kind::Trip { 'X' } else { 'V' };
    let day = given.day(given.when()).unwrap_or(today).to_string().replace('-', "");
    format!("{letter}{day}-{}", &random_id()[..ID])
}
