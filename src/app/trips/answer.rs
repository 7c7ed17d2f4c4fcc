//! 我的行程: trips and visits that are the caller's to write down, the last first.

use std::collections::HashMap;

use schemars::JsonSchema;
use serde::Serialize;

use super::whose::{Traveller, Whose};
use crate::access::{Right, Scope};
use crate::app::desk::GraphPermit;
use crate::app::{AppError, Desk, EvidenceCounts, FirmPlaces, SaidRows, SaidThing, names};
use crate::graph::Graph;
use crate::model::{Adcode, DayHalf, EventDate, Kind, VisitKind};
use crate::normalize::text;

/// Whose trips and visits are asked for.
#[derive(Debug, Clone, Default)]
pub struct TripsQuestion {
    /// Id or name of a squad.
    pub squad: Option<String>,
    /// Id of a recruiter.
    pub person: Option<String>,
}

/// Trips and visits.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct TripsAnswer {
    /// Id of the recruiter that the caller is; none: they are none.
    pub oneself: Option<String>,
    /// For whom the caller may write trips and visits down, and whom they may name beside.
    pub people: Vec<Traveller>,
    /// The last first.
    pub trips: Vec<TripLine>,
    /// The last first.
    pub visits: Vec<VisitLine>,
}

/// A trip.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct TripLine {
    /// Its id.
    pub trip: String,
    /// Names of those who went.
    pub people: Vec<String>,
    /// The day it began, as exact as written.
    pub out: EventDate,
    /// 上午 or 下午, where that was written.
    pub out_half: Option<&'static str>,
    /// The day it ended; none: not back yet.
    pub back: Option<EventDate>,
    /// 上午 or 下午, where that was written.
    pub back_half: Option<&'static str>,
    /// Names of the regions.
    pub regions: Vec<String>,
    /// What for; blank where nobody wrote it.
    pub purpose: String,
    /// Files that show it.
    pub evidence: usize,
    /// Whether it is the caller's to put right.
    pub writes: bool,
}

/// A visit.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct VisitLine {
    /// Its id; blank where it has none.
    pub visit: String,
    /// What it is known by: its id, else whom, when and how.
    #[serde(skip)]
    pub row: String,
    /// Id of the enterprise.
    pub enterprise: String,
    /// Its name.
    pub name: String,
    /// The day, as exact as written.
    pub date: EventDate,
    /// 走访, 来访 or 通话.
    pub kind_name: &'static str,
    /// Names of those who went.
    pub people: Vec<String>,
    /// Id of the trip it belongs to.
    pub trip: Option<String>,
    /// What came of it; blank where nobody wrote it.
    pub result: String,
    /// What is next; blank where nobody wrote it.
    pub next: String,
    /// Until when.
    pub due: Option<EventDate>,
    /// Whether that day is past and nobody was there, or called, since.
    pub late: bool,
    /// Whether anybody was there, or called, since.
    pub followed: bool,
    /// Files that show it.
    pub evidence: usize,
    /// Whether it is the caller's to put right.
    pub writes: bool,
}

impl Desk {
    /// Trips and visits that are the caller's to write down.
    ///
    /// # Errors
    /// The caller writes nothing down, a name is unknown, or the store fails.
    pub async fn trips(&self, question: &TripsQuestion) -> Result<TripsAnswer, AppError> {
        let at = self.may(Right::LogWork, Scope::Somewhere)?;
        let city = at.city_work().await?;
        let all = Traveller::all(&city);
        let whose = at.whose(&all);
        let squad = question.squad.as_deref().map(|squad| names::squad(at.graph(), squad)).transpose()?;
        let asked = |person: &&Traveller| {
            let of_squad = squad.as_ref().is_none_or(|squad| person.squad.as_ref() == Some(squad));
            of_squad && question.person.as_ref().is_none_or(|own| person.id == *own)
        };
        let seen = all.iter().filter(|person| whose.sees(person)).filter(asked);
        let seen: HashMap<&str, &Traveller> = seen.map(|person| (person.id.as_str(), person)).collect();
        let narrowed = squad.is_some() || question.person.is_some() || !whose.everybody;
        let counts = at.evidence_counts().await?;
        let read = Read { all: &all, seen: &seen, narrowed, graph: at.graph(), counts, whose: &whose };
        let (trips, visits) = at.told_trips(&city.rows, &read);
        let own = all.iter().find(|person| Some(&person.id) == whose.oneself.as_ref());
        let own_squad = own.and_then(|own| own.squad.clone());
        let offered = all.iter().filter(|person| whose.offers(person, own_squad.as_ref())).cloned().collect();
        Ok(TripsAnswer { oneself: whose.oneself, people: offered, trips, visits })
    }
}

/// What is read of rows, and for whom.
struct Read<'a> {
    all: &'a [Traveller],
    seen: &'a HashMap<&'a str, &'a Traveller>,
    /// Whether only what these people did is told, and not all there is.
    narrowed: bool,
    graph: &'a Graph,
    counts: EvidenceCounts,
    whose: &'a Whose,
}

impl GraphPermit<'_> {
    fn told_trips(&self, rows: &SaidRows, read: &Read<'_>) -> (Vec<TripLine>, Vec<VisitLine>) {
        let mut firms = FirmPlaces::new(self.graph());
        let trips = rows.of(Kind::Trip, &mut firms);
        let mut trips: Vec<TripLine> = trips.iter().filter_map(|said| read.trip(said)).collect();
        trips.sort_by(|x, y| (y.out.day(), &y.trip).cmp(&(x.out.day(), &x.trip)));
        let visits = rows.of(Kind::Visit, &mut firms);
        let mut visits: Vec<VisitLine> = visits.iter().filter_map(|said| read.visit(said)).collect();
        visits.sort_by(|x, y| (y.date.day(), &y.visit, &y.enterprise).cmp(&(x.date.day(), &x.visit, &x.enterprise)));
        let today = self.today();
        let mut last: HashMap<String, crate::model::Day> = HashMap::new();
        for visit in &mut visits {
            let since = *last.entry(visit.enterprise.clone()).or_insert(visit.date.day());
            visit.followed = since > visit.date.day();
            let due = visit.due.filter(|_| !visit.next.is_empty() && !visit.followed);
            visit.late = due.is_some_and(|due| due.last_day() < today);
        }
        (trips, visits)
    }
}

impl Read<'_> {
    /// The people of a row by name; none where it is not the caller's to see.
    fn people(&self, said: &SaidThing<'_>) -> Option<Vec<String>> {
        let ids: Vec<&str> = said.named("people").map(|name| name.text.as_str()).collect();
        if self.narrowed && !ids.iter().any(|id| self.seen.contains_key(id)) {
            return None;
        }
        let name = |id: &str| self.all.iter().find(|one| one.id == id).map_or(id, |one| one.name.as_str()).to_owned();
        Some(ids.into_iter().map(name).collect())
    }

    fn files(&self, kind: Kind, row: &str) -> usize {
        self.counts.get(&(kind, row.to_owned())).copied().unwrap_or_default()
    }

    fn writes(&self, said: &SaidThing<'_>) -> bool {
        let of = |id: &str| self.all.iter().find(|one| one.id == id);
        let people: Vec<&Traveller> = said.named("people").filter_map(|name| of(&name.text)).collect();
        let own = self.whose.puts_right(&people);
        own && said.id().is_some()
    }

    fn trip(&self, said: &SaidThing<'_>) -> Option<TripLine> {
        let half = |column| said.read::<DayHalf>(column).map(DayHalf::zh);
        let regions = text::list(said.text("adcodes").unwrap_or_default());
        let region =
            |code: &str| code.parse::<Adcode>().map_or_else(|_| code.to_owned(), |code| self.graph.regions.name(code));
        Some(TripLine {
            trip: said.id()?.to_owned(),
            people: self.people(said)?,
            out: said.read("out")?,
            out_half: half("out_half"),
            back: said.read("back"),
            back_half: half("back_half"),
            regions: regions.map(region).collect(),
            purpose: said.text("purpose").unwrap_or_default().to_owned(),
            evidence: self.files(Kind::Trip, said.id()?),
            writes: self.writes(said),
        })
    }

    fn visit(&self, said: &SaidThing<'_>) -> Option<VisitLine> {
        let by_id = said.id().is_some();
        let record = &if by_id { said.named("enterprise").next() } else { said.first() }?.text;
        let firm = self.graph.firm_with_id(record);
        let (date, kind) = match by_id {
            true => (said.text("date"), said.text("kind")),
            false => (said.key(0), said.key(1)),
        };
        let row = said.row();
        Some(VisitLine {
            visit: said.id().unwrap_or_default().to_owned(),
            enterprise: firm.map_or(record.as_str(), |firm| self.graph.firm_id(firm)).to_owned(),
            name: firm.map_or(record.as_str(), |firm| self.graph.firm_name(firm)).to_owned(),
            date: date?.parse().ok()?,
            kind_name: kind.and_then(|kind| kind.parse().ok()).unwrap_or(VisitKind::Visited).zh(),
            people: self.people(said)?,
            trip: said.named("trip").next().map(|trip| trip.text.clone()),
            result: said.text("result").unwrap_or_default().to_owned(),
            next: said.text("next").unwrap_or_default().to_owned(),
            due: said.read("due"),
            late: false,
            followed: false,
            evidence: self.files(Kind::Visit, &row),
            row,
            writes: self.writes(said),
        })
    }
}
