//! What of one's own trips and visits waits today: who is not back, and what was promised at a visit.

use super::answer::{TripLine, TripsQuestion, VisitLine};
use crate::access::{Right, Scope};
use crate::app::today::{TodayLine, TodaySection};
use crate::app::{AppError, Desk};

/// Steps due within so many days are told.
const DAYS: i32 = 7;
/// A trip without return is late so many days after it began: then it counts no longer.
const OPEN: i32 = 60;

impl Desk {
    /// Trips of the caller, or of their squads, that are not over, and what was to follow their visits within a week; none
    /// where they have no squad.
    pub(in crate::app) async fn trips_waiting(&self) -> Result<Option<TodaySection>, AppError> {
        let today = self.may(Right::LogWork, Scope::Somewhere)?.today();
        if self.person().is_none_or(|person| person.squads().next().is_none()) {
            return Ok(None);
        }
        let answer = self.trips(&TripsQuestion::default()).await?;
        let waits = |visit: &&VisitLine| {
            let due = visit.due.filter(|_| !visit.next.is_empty() && !visit.followed);
            due.is_some_and(|due| due.day().number() <= today.number() + DAYS)
        };
        let mut visits: Vec<&VisitLine> = answer.visits.iter().filter(waits).collect();
        visits.sort_by_key(|visit| (visit.due.map(crate::model::EventDate::last_day), &visit.name));
        let is_open = |trip: &&TripLine| trip.back.is_none_or(|back| back.last_day() >= today);
        let away = |trip: &TripLine| {
            let late = trip.back.is_none() && today.number() - trip.out.day().number() > OPEN;
            TodayLine { late, ..TodayLine::about("", away(trip)) }
        };
        let next = |visit: &&VisitLine| TodayLine { late: visit.late, ..TodayLine::about("", promised(visit)) };
        let lines = answer.trips.iter().filter(is_open).map(away).chain(visits.iter().map(next)).collect();
        Ok(TodaySection::of("trips", "我的行程", lines))
    }
}

fn away(trip: &TripLine) -> String {
    let back = trip.back.map_or_else(|| "还没有记返回".to_owned(), |back| format!("{back}返回"));
    let to = if trip.regions.is_empty() { String::new() } else { format!("去{}", trip.regions.join("、")) };
    format!("{}出发{to}，{back}（{}）", trip.out, trip.people.join("、"))
}

fn promised(visit: &VisitLine) -> String {
    let due = visit.due.map(|due| format!("{due}前 ")).unwrap_or_default();
    format!("{due}{}：{}（{}{}）", visit.next, visit.name, visit.date, visit.kind_name)
}
