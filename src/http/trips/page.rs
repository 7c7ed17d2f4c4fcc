//! `GET /trips` and `/api/v1/trips`: the forms that write a visit or a trip down, and what was written.

use askama::Template;
use axum::Json;
use axum::http::StatusCode;
use axum::response::Response;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::app::Desk;
use crate::app::edits::EditRefused;
use crate::app::trips::{MoveOffered, TripsAnswer, TripsQuestion, WorkDone, WorkLogged};
use crate::http::frame::Now;
use crate::http::frame::address::{self, part};
use crate::http::frame::failure::Failure;
use crate::http::frame::form::Fields;
use crate::http::frame::links::PageLinks;
use crate::http::frame::query::{Parameter, QueryOf, Standpoint};
use crate::http::frame::shell::{Shell, page};
use crate::http::frame::table::{ShownTable, TableOrigin, TableRequest};
use crate::http::frame::words::{FilterOption, options};
use crate::model::{DayHalf, Kind, VisitKind};

/// People that a form offers as boxes; of more a name is typed.
const BOXES: usize = 30;
/// Trips that a visit may be said to belong to.
const TRIPS: usize = 5;

/// Whose trips, and what was just done.
#[derive(Debug, Default, Deserialize, Serialize, JsonSchema)]
#[serde(default)]
pub struct TripsQuery {
    /// Id or name of a squad.
    squad: Parameter<String>,
    /// Id of a recruiter.
    who: Parameter<String>,
    /// Journal number of what was written down and led here.
    done: Parameter<String>,
    /// Id of the enterprise that was just visited: what stands on lists of it is offered to move on.
    visited: Parameter<String>,
    /// How it was visited.
    kind: Parameter<String>,
}

/// Whose trips are asked for.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(default)]
pub struct TripsAsked {
    /// Id or name of a squad.
    squad: Parameter<String>,
    /// Id of a recruiter.
    who: Parameter<String>,
}

impl TripsQuery {
    /// The page that tells what was written down.
    pub fn after(given: &WorkLogged, number: u64) -> Self {
        let is_visit = given.kind == Kind::Visit;
        let told = |name: &str| if is_visit { Parameter::of(given.cell(name)) } else { Parameter::default() };
        Self { done: Parameter::of(number), visited: told("enterprise"), kind: told("kind"), ..Self::default() }
    }

    /// The page that tells what was put right.
    pub fn done(number: u64) -> Self {
        Self { done: Parameter::of(number), ..Self::default() }
    }

    /// Where it is.
    pub fn address(&self) -> String {
        format!("/trips{}", address::query(self))
    }

    fn question(&self) -> TripsQuestion {
        TripsQuestion { squad: self.squad.owned(), person: self.who.owned() }
    }
}

/// A form that was sent and refused.
#[derive(Debug)]
pub struct RefusedWork {
    pub kind: Kind,
    pub typed: Fields,
    /// Who was said to have gone.
    pub people: String,
    pub refused: EditRefused,
    pub status: StatusCode,
}

#[derive(Template)]
#[template(path = "trips.html")]
struct TripsPage {
    shell: Shell,
    today: String,
    done: Option<WorkDone>,
    /// The page with what was done on it.
    here: String,
    moves: Vec<MoveOffered>,
    wrong: Option<RefusedWork>,
    /// Whom the forms offer as boxes: id, name, squad; none where there are too many.
    boxes: Vec<FilterOption>,
    /// Every name that can be typed.
    names: Vec<String>,
    kinds: Vec<FilterOption>,
    halves: Vec<FilterOption>,
    /// The last trips, to say which one a visit belongs to.
    last_trips: Vec<FilterOption>,
    trips: ShownTable,
    visits: ShownTable,
    squads: Vec<FilterOption>,
}

impl TripsPage {
    /// What was typed in a form that was refused.
    fn typed(&self, visit: bool, field: &str) -> &str {
        self.refused(visit).map_or("", |wrong| wrong.typed.text(field))
    }

    /// The day of a form: what was typed, else today.
    fn day<'p>(&'p self, visit: bool, field: &str) -> &'p str {
        self.refused(visit).map_or(self.today.as_str(), |wrong| wrong.typed.text(field))
    }

    /// What is wrong with a field of a form.
    fn told(&self, visit: bool, field: &str) -> Option<&str> {
        self.refused(visit).filter(|wrong| wrong.refused.field.as_deref() == Some(field)).map(|w| &*w.refused.told)
    }

    /// What is wrong with a form as a whole, or with a field that it does not show.
    fn told_whole(&self, visit: bool) -> Option<&str> {
        const SHOWN: [&str; 7] = ["enterprise", "date", "people", "out", "back", "adcodes", "due"];
        let elsewhere = |field: &str| !SHOWN.contains(&field);
        let wrong = self.refused(visit)?;
        wrong.refused.field.as_deref().is_none_or(elsewhere).then_some(&*wrong.refused.told)
    }

    /// Whom the name of a firm may mean.
    fn meant(&self) -> &[(String, String)] {
        self.refused(true).map_or(&[], |wrong| &wrong.refused.choices)
    }

    fn people(&self, visit: bool) -> &str {
        self.refused(visit).map_or("", |wrong| &wrong.people)
    }

    /// Whether somebody is ticked: whom the form that was refused said, else oneself.
    fn ticked(&self, visit: bool, one: &FilterOption) -> bool {
        match self.refused(visit) {
            Some(wrong) => wrong.people.split('；').any(|id| id == one.code),
            None => one.chosen,
        }
    }

    fn chosen(&self, visit: bool, field: &str, one: &FilterOption) -> bool {
        self.typed(visit, field) == one.code
    }

    /// Whether the form of a trip is open.
    fn travels(&self) -> bool {
        self.refused(false).is_some()
    }

    fn refused(&self, visit: bool) -> Option<&RefusedWork> {
        self.wrong.as_ref().filter(|wrong| (wrong.kind == Kind::Visit) == visit)
    }

    fn moves_at(offered: &MoveOffered) -> String {
        format!("/chains/{}/list/set", part(&offered.chain))
    }
}

/// Trips and visits that are one's own to write down.
pub async fn answer(Now(desk): Now, QueryOf(asked): QueryOf<TripsAsked>) -> Result<Json<TripsAnswer>, Failure> {
    let question = TripsQuestion { squad: asked.squad.owned(), person: asked.who.owned() };
    Ok(Json(desk.trips(&question).await?))
}

/// Shows them.
pub async fn show(
    Now(desk): Now,
    QueryOf(query): QueryOf<TripsQuery>,
    asked: TableRequest,
) -> Result<Response, Failure> {
    shown(&desk, &query, asked, None).await
}

/// The same with a form that was refused.
pub async fn shown(
    desk: &Desk,
    query: &TripsQuery,
    asked: TableRequest,
    wrong: Option<RefusedWork>,
) -> Result<Response, Failure> {
    let answer = desk.trips(&query.question()).await?;
    let done = match query.done.given().and_then(|number| number.parse().ok()) {
        Some(number) => desk.work_done(number).await?,
        None => None,
    };
    let moves = moves(desk, query, done.as_ref()).await?;
    let standpoint = Standpoint::default();
    let links = PageLinks::from("", &standpoint);
    let tables = [answer.visits_table(), answer.trips_table()];
    let status = wrong.as_ref().map_or(StatusCode::OK, |wrong| wrong.status);
    let asked = asked.without("done").without("visited").without("kind");
    let mut told = asked.answer(tables, &origin(desk), &|thing| links.to(thing), |[visits, trips]| {
        let (boxes, names) = people(&answer);
        page(&TripsPage {
            shell: Shell::new(desk, "我的行程", Some(("", "trips")), &standpoint)?,
            today: desk.today().to_string(),
            done,
            here: query.address(),
            moves,
            wrong,
            boxes,
            names,
            kinds: options(VisitKind::ALL.iter().map(|kind| (kind.code(), kind.zh(), false))),
            halves: options(DayHalf::ALL.iter().map(|half| (half.code(), half.zh(), false))),
            last_trips: last_trips(&answer),
            trips,
            visits,
            squads: squads(&answer, query),
        })
    })?;
    if status != StatusCode::OK {
        *told.status_mut() = status;
    }
    Ok(told)
}

/// What files of this room are called by.
fn origin(desk: &Desk) -> TableOrigin {
    let (city, chain) = ("链图".to_owned(), "调度".to_owned());
    TableOrigin { city, chain, as_of: desk.today(), rules: String::new() }
}

/// What a visit that was just written down offers.
async fn moves(desk: &Desk, query: &TripsQuery, done: Option<&WorkDone>) -> Result<Vec<MoveOffered>, Failure> {
    match (query.visited.given(), done) {
        (Some(firm), Some(done)) if !done.edit.undone => {
            let kind = query.kind.given().and_then(VisitKind::from_word).unwrap_or(VisitKind::Visited);
            Ok(desk.moves_after(firm, kind).await?)
        }
        _ => Ok(Vec::new()),
    }
}

/// Whom the forms offer, oneself first: as boxes, or by name where they are many.
fn people(answer: &TripsAnswer) -> (Vec<FilterOption>, Vec<String>) {
    let own = |id: &String| answer.oneself.as_ref() == Some(id);
    let mut all: Vec<_> = answer.people.iter().collect();
    all.sort_by_key(|one| !own(&one.id));
    if all.len() > BOXES {
        return (Vec::new(), all.into_iter().map(|one| one.name.clone()).collect());
    }
    let boxes = options(all.into_iter().map(|one| (one.id.clone(), one.name.clone(), own(&one.id))));
    (boxes, Vec::new())
}

fn last_trips(answer: &TripsAnswer) -> Vec<FilterOption> {
    let told = |trip: &crate::app::trips::TripLine| {
        let to = if trip.regions.is_empty() { trip.purpose.clone() } else { trip.regions.join("、") };
        (trip.trip.clone(), format!("{}出发 {to}", trip.out).trim().to_owned(), false)
    };
    options(answer.trips.iter().take(TRIPS).map(told))
}

/// The squads to look at, where there are several.
fn squads(answer: &TripsAnswer, query: &TripsQuery) -> Vec<FilterOption> {
    let mut all: Vec<(String, String)> =
        answer.people.iter().filter_map(|one| Some((one.squad.clone()?, one.squad_name.clone()))).collect();
    all.dedup();
    let asked = query.squad.given();
    if all.len() < 2 {
        return Vec::new();
    }
    options(all.into_iter().map(|(id, name)| {
        let is_chosen = asked == Some(&*id);
        (id, name, is_chosen)
    }))
}
