//! Problems by name (点人点事), of the whole city.

use super::city_work::CityWork;
use super::duties::duty_lines;
use super::moment::CityMoment;
use super::nominees::chains_without;
use super::race::race;
use crate::model::Day;

/// What kind of problem, in the order in which they are told.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum ProblemKind {
    /// A stage that did not follow.
    Stalled,
    /// A project that is not well.
    Health,
    /// A node that is late.
    Overdue,
    /// A month or quarter without word.
    Missed,
    /// A duty behind its pace.
    Behind,
    /// A request that nobody answered.
    Request,
    /// Nobody was away.
    NoTrip,
    /// A chain that nominates nobody.
    NoNomination,
    /// A weak indicator.
    Weak,
}

impl ProblemKind {
    const ALL: [Self; 9] = [
        Self::Stalled,
        Self::Health,
        Self::Overdue,
        Self::Missed,
        Self::Behind,
        Self::Request,
        Self::NoTrip,
        Self::NoNomination,
        Self::Weak,
    ];

    /// The kind of that name in JSON.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.code() == code)
    }

    /// In JSON.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Stalled => "stalled",
            Self::Health => "health",
            Self::Overdue => "overdue",
            Self::Missed => "missed",
            Self::Behind => "behind",
            Self::Request => "request",
            Self::NoTrip => "no_trip",
            Self::NoNomination => "no_nomination",
            Self::Weak => "weak",
        }
    }

    /// As people read it.
    pub fn zh(self) -> &'static str {
        match self {
            Self::Stalled => "五未",
            Self::Health => "健康度",
            Self::Overdue => "节点逾期",
            Self::Missed => "漏报",
            Self::Behind => "任务落后序时",
            Self::Request => "诉求逾期",
            Self::NoTrip => "没有出行",
            Self::NoNomination => "没有提名",
            Self::Weak => "短板指标",
        }
    }
}

/// A problem with whoever answers for it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NamedProblem {
    /// `kind:id`; a chain's leader as given; none: nobody.
    pub who: Option<String>,
    /// What kind.
    pub kind: ProblemKind,
    /// Of what.
    pub what: String,
    /// Since how many days; 0 where that says nothing.
    pub days: i32,
    /// The day since when, where that says anything.
    pub since: Option<Day>,
}

/// Every problem at a moment that is seen: by kind, days, then of what and whose.
pub fn problems(moment: &CityMoment<'_>) -> Vec<NamedProblem> {
    let mut found = Vec::new();
    of_projects(moment, &mut found);
    of_duties(moment, &mut found);
    of_requests(moment, &mut found);
    of_trips(moment, &mut found);
    let (city, cut) = (moment.city, Day::of_number(moment.window.cut));
    let unnamed = chains_without(city, moment.window.year()).filter(|chain| moment.part.chain(*chain));
    let unnamed = unnamed.map(|chain| city.chain(chain));
    found.extend(unnamed.map(|chain| {
        let leader = Some(chain.leader.clone()).filter(|leader| !leader.is_empty());
        standing(ProblemKind::NoNomination, leader, chain.id.clone())
    }));
    let last = Day::of_number(moment.window.last());
    let lines = race(city, |indicator| indicator.period.holds(last) && moment.part.answered_by(indicator.who), cut);
    found.extend(lines.iter().filter(|line| line.weak).map(|line| {
        let what = format!("{} {}", line.indicator.name, line.indicator.period_text);
        standing(ProblemKind::Weak, city.who_told(line.indicator.who), what)
    }));
    found.sort_by(|x, y| (x.kind, -x.days, &x.what, &x.who).cmp(&(y.kind, -y.days, &y.what, &y.who)));
    found
}

/// A problem that has no day.
fn standing(kind: ProblemKind, who: Option<String>, what: String) -> NamedProblem {
    NamedProblem { who, kind, what, days: 0, since: None }
}

fn of_projects(moment: &CityMoment<'_>, all: &mut Vec<NamedProblem>) {
    let (city, cut) = (moment.city, moment.window.cut);
    let dated = |kind, who, what: String, days: i32| NamedProblem {
        who: city.who_told(who),
        kind,
        what,
        days,
        since: Some(Day::of_number(cut - days)),
    };
    for (at, found) in moment.findings() {
        let (id, stand) = (&city.project(at).id, &moment.stands[at as usize]);
        all.extend(
            found.stalled.iter().map(|pair| {
                dated(ProblemKind::Stalled, pair.who, format!("{id} {}>{}", pair.from, pair.to), pair.days)
            }),
        );
        let health = found.health.iter();
        all.extend(health.map(|h| dated(ProblemKind::Health, h.who, format!("{id} {}", h.check), h.days)));
        let overdue = found.overdue.iter();
        all.extend(
            overdue.map(|due| dated(ProblemKind::Overdue, due.who, format!("{id} {}", due.node), cut - due.planned)),
        );
        let missed = found.missed.iter();
        all.extend(missed.map(|part| {
            dated(ProblemKind::Missed, stand.responsible(None), format!("{id} {}", part.name), cut - part.ended)
        }));
    }
}

fn of_duties(moment: &CityMoment<'_>, all: &mut Vec<NamedProblem>) {
    let city = moment.city;
    let lines = duty_lines(city, moment.window.year(), Day::of_number(moment.window.cut));
    for line in lines.iter().filter(|line| line.behind && moment.part.duty(&line.duty)) {
        let chain = line.duty.chain.map(|chain| format!(" {}", city.chain(chain).id)).unwrap_or_default();
        let what = format!("{} {}{chain}", line.duty.year, line.duty.least);
        all.push(standing(ProblemKind::Behind, city.who_told(Some(line.duty.who)), what));
    }
}

fn of_requests(moment: &CityMoment<'_>, all: &mut Vec<NamedProblem>) {
    let cut = moment.window.cut;
    let late = |request: &&super::FirmRequest| request.is_overdue(cut) && moment.part.request(request);
    for request in moment.city.requests.iter().filter(late) {
        let Some(due) = request.due else { continue };
        let who = moment.city.who_told(request.by.map(super::Holder::Recruiter));
        let (days, since) = (cut - due, Some(Day::of_number(due)));
        all.push(NamedProblem { who, kind: ProblemKind::Request, what: request.id.clone(), days, since });
    }
}

/// Squads, and recruiters of a squad, who were away on no day of P.
fn of_trips(moment: &CityMoment<'_>, all: &mut Vec<NamedProblem>) {
    let CityWork { squads, recruiters, .. } = moment.city;
    let stayed = |who: &u32| moment.travel.halves[*who as usize] == 0;
    let mut tell = |told: String| all.push(standing(ProblemKind::NoTrip, Some(told.clone()), told));
    for (at, squad) in (0u32..).zip(squads) {
        if moment.part.squad(at) && squad.members.iter().all(stayed) {
            tell(format!("squad:{}", squad.id));
        }
    }
    for (at, recruiter) in (0u32..).zip(recruiters) {
        if recruiter.squad.is_some() && moment.part.person(at) && stayed(&at) {
            tell(format!("recruiter:{}", recruiter.id));
        }
    }
}
