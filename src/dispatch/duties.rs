//! Duties (任务), how far they are, and how far they should be (序时进度).

use super::city_work::{CityWork, Duty, Holder};
use super::presets::{DutyOf, DutyPreset, Presets};
use super::stages::Stand;
use super::window::SheetWindow;
use crate::graph::number::for_order;
use crate::model::{Day, Period};

/// A duty at a cut-off.
#[derive(Debug, Clone)]
pub struct DutyLine {
    /// Its row.
    pub duty: Duty,
    /// Projects that count, in order of id.
    pub projects: Vec<u32>,
    /// How many should be there by now.
    pub pace: f64,
    /// Whether fewer are.
    pub behind: bool,
}

/// The duties of somebody in a year.
#[derive(Debug, Clone, Copy)]
pub struct DutyHolder {
    /// Whose.
    pub who: Holder,
    /// Share of all that is done; each row counts as far as it goes.
    pub duty: Option<f64>,
    /// Rows that are behind.
    pub behind: usize,
}

/// A duty that people may confirm.
#[derive(Debug, Clone, Copy)]
pub struct SuggestedDuty {
    /// Whose.
    pub who: Holder,
    /// How many.
    pub count: u32,
    /// 万元.
    pub least: f64,
}

/// The duties of a year at a cut-off, by holder, amount and chain.
pub fn duty_lines(city: &CityWork, year: i16, cut: Day) -> Vec<DutyLine> {
    let window = SheetWindow::at(cut);
    let signed = signed_in(city, year, window);
    let mut lines: Vec<DutyLine> = duties_of(city, year).map(|duty| line(city, duty, &signed, cut)).collect();
    let key = |line: &DutyLine| line.duty.chain.map(|chain| &city.chain(chain).id);
    lines.sort_by(|x, y| {
        let holders = city.told(x.duty.who).cmp(&city.told(y.duty.who));
        holders.then(x.duty.least.total_cmp(&y.duty.least)).then_with(|| key(x).cmp(&key(y)))
    });
    lines
}

/// Whoever has a duty among these, in their order.
pub fn duty_holders(lines: &[DutyLine]) -> Vec<DutyHolder> {
    let mut holders: Vec<Holder> = lines.iter().map(|line| line.duty.who).collect();
    holders.dedup();
    let of = |who: Holder| {
        let own: Vec<&DutyLine> = lines.iter().filter(|line| line.duty.who == who).collect();
        DutyHolder { who, duty: done(&own), behind: own.iter().filter(|line| line.behind).count() }
    };
    holders.into_iter().map(of).collect()
}

/// The share that is done of some duties; none of none.
pub fn done(lines: &[&DutyLine]) -> Option<f64> {
    let all: f64 = lines.iter().map(|line| f64::from(line.duty.count)).sum();
    let counted = |line: &&DutyLine| f64::from(line.duty.count).min(crate::graph::number::real(line.projects.len()));
    (all > 0.0).then(|| lines.iter().map(counted).sum::<f64>() / all)
}

/// The duties that presets suggest, recruiters first.
pub fn suggested_duties(city: &CityWork, presets: &Presets) -> Vec<SuggestedDuty> {
    let mut found = Vec::new();
    let to = |who: Holder, preset: DutyPreset| SuggestedDuty { who, count: preset.count, least: preset.least };
    for (at, recruiter) in (0u32..).zip(&city.recruiters) {
        let own = presets.duties().filter(|preset| recruiter.post.is_some_and(|post| preset.of == DutyOf::Post(post)));
        found.extend(own.map(|preset| to(Holder::Recruiter(at), preset)));
    }
    for (at, squad) in (0u32..).zip(&city.squads) {
        let own = presets.duties().filter(|preset| preset.of == DutyOf::Squads(squad.kind));
        found.extend(own.map(|preset| to(Holder::Squad(at), preset)));
    }
    found
}

fn duties_of(city: &CityWork, year: i16) -> impl Iterator<Item = Duty> + '_ {
    city.duties.iter().copied().filter(move |duty| duty.year == year)
}

/// Projects that were signed in a year, with whom they are credited to.
fn signed_in(city: &CityWork, year: i16, window: SheetWindow) -> Vec<(u32, Holder)> {
    let days = year_of(year);
    let stands = (0u32..).zip(&city.projects).map(|(at, project)| (at, Stand::of(project, window)));
    let counts = stands.filter(|(_, stand)| stand.active && stand.signed_in(days.from.number(), days.to.number()));
    counts.filter_map(|(at, stand)| Some((at, stand.project.credit?))).collect()
}

fn year_of(year: i16) -> Period {
    let from = Day::first_of_year(year);
    Period { from, to: from.months_after(11).last_of_month() }
}

fn line(city: &CityWork, duty: Duty, signed: &[(u32, Holder)], cut: Day) -> DutyLine {
    let counts = |at: u32| {
        let project = city.project(at);
        duty.chain.is_none_or(|chain| project.chain == Some(chain)) && project.is_at_least(duty.least)
    };
    let own = signed.iter().filter(|(_, credit)| *credit == duty.who).map(|(at, _)| *at);
    let projects: Vec<u32> = own.filter(|at| counts(*at)).collect();
    let pace = f64::from(duty.count) * share_passed(year_of(duty.year), cut);
    let rounded = (for_order(pace) + 0.5).floor();
    let behind = crate::graph::number::real(projects.len()) < rounded;
    DutyLine { duty, projects, pace, behind }
}

/// The share of a period's days up to and with a day: 0 before it, 1 after.
pub fn share_passed(period: Period, day: Day) -> f64 {
    let passed = (day.number() - period.from.number() + 1).clamp(0, period.days());
    f64::from(passed) / f64::from(period.days())
}
