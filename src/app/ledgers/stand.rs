//! How a row of a ledger stands on a day: what [`crate::dispatch`] counts of it, and in which words that is told.

use super::ledger::Ledger;
use super::line::{LedgerLine, LedgerStand};
use crate::dispatch::{CityWork, DutyLine, IndicatorLine, Nominee, duty_lines, nominees, race};
use crate::draw::{Cell, Column};
use crate::model::{BidState, Day, EventDate, VisitKind};

impl Ledger {
    /// The columns of what is counted of a row.
    pub(super) fn counted(self) -> &'static [Column] {
        const REQUESTS: [Column; 1] = [Column::text("stand", "办理情况")];
        const BIDS: [Column; 1] = [Column::text("stand", "跟进情况")];
        const CARE: [Column; 2] = [Column::text("last", "最近走访"), Column::count("visits", "今年走访次数")];
        const NOMINATIONS: [Column; 3] = [
            Column::text("entries", "引荐并走访以上的企业"),
            Column::text("projects", "引荐并签约的项目"),
            Column::money("signed", "签约金额").exact(),
        ];
        const DUTIES: [Column; 4] = [
            Column::count("progress", "完成数"),
            Column::number("pace", "序时应到", 1),
            Column::text("stand", "进度"),
            Column::text("projects", "计入的项目"),
        ];
        const INDICATORS: [Column; 4] = [
            Column::share("completion", "完成率", 1),
            Column::share("passed", "时间进度", 1),
            Column::share("growth", "同比增长", 1),
            Column::text("stand", "短板"),
        ];
        match self {
            Self::Requests => &REQUESTS,
            Self::Bids => &BIDS,
            Self::Care => &CARE,
            Self::Nominations => &NOMINATIONS,
            Self::Duties => &DUTIES,
            Self::Indicators => &INDICATORS,
        }
    }
}

/// What rows are looked at against.
pub struct LedgerDay<'c> {
    city: &'c CityWork,
    today: Day,
    /// Of the years and periods of the rows.
    duties: Vec<DutyLine>,
    indicators: Vec<IndicatorLine<'c>>,
    nominees: Vec<(i16, Nominee)>,
    called: &'c dyn Fn(&str) -> String,
}

impl<'c> LedgerDay<'c> {
    /// What a ledger's rows need; `called` names an enterprise by its id.
    pub fn of(
        ledger: Ledger,
        city: &'c CityWork,
        today: Day,
        lines: &[LedgerLine],
        called: &'c dyn Fn(&str) -> String,
    ) -> Self {
        let mut years: Vec<i16> = lines.iter().filter_map(|line| line.value("year").parse().ok()).collect();
        years.sort_unstable();
        years.dedup();
        let mut day = Self { city, today, duties: Vec::new(), indicators: Vec::new(), nominees: Vec::new(), called };
        match ledger {
            Ledger::Duties => day.duties = years.iter().flat_map(|year| duty_lines(city, *year, today)).collect(),
            Ledger::Nominations => {
                let of =
                    |year: &i16| nominees(city, *year, today).into_iter().map(|one| (*year, one)).collect::<Vec<_>>();
                day.nominees = years.iter().flat_map(of).collect();
            }
            Ledger::Indicators => day.indicators = race(city, |_| true, today),
            Ledger::Requests | Ledger::Bids | Ledger::Care => {}
        }
        day
    }

    /// Says of a row how it stands.
    pub fn tell(&self, ledger: Ledger, line: &mut LedgerLine) {
        match ledger {
            Ledger::Requests => self.request(line),
            Ledger::Bids => self.bid(line),
            Ledger::Care => self.care(line),
            Ledger::Nominations => self.nomination(line),
            Ledger::Duties => self.duty(line),
            Ledger::Indicators => self.indicator(line),
        }
        line.counted.choices.push("all");
    }

    /// Days from the last day of what a column says until today.
    fn past(&self, line: &LedgerLine, column: &str) -> Option<i32> {
        let date: EventDate = line.value(column).parse().ok()?;
        Some(self.today.number() - date.last_day().number())
    }

    fn request(&self, line: &mut LedgerLine) {
        let closed = self.past(line, "closed").is_some_and(|days| days >= 0);
        let answered = self.past(line, "answered").is_some_and(|days| days >= 0);
        let late = self.past(line, "due").filter(|days| *days >= 0 && !closed && !answered);
        let (stand, choices) = match (closed, answered, late) {
            (true, ..) => ("已办结".to_owned(), vec!["closed"]),
            (_, true, _) => ("已答复，未办结".to_owned(), vec!["open"]),
            (.., Some(0)) => ("今天到期".to_owned(), vec!["open", "overdue"]),
            (.., Some(days)) => (format!("逾期 {days} 天"), vec!["open", "overdue"]),
            _ => ("待答复".to_owned(), vec!["open"]),
        };
        line.late = late.is_some();
        line.stand.clone_from(&stand);
        line.counted = LedgerStand { figures: vec![Cell::text(stand)], choices };
    }

    fn bid(&self, line: &mut LedgerLine) {
        let state = line.value("state").parse().unwrap_or(BidState::Prepared);
        let ended = matches!(state, BidState::Funded | BidState::Refused);
        let late = self.past(line, "next").filter(|days| *days >= 0 && !ended);
        let stand = match late {
            _ if ended => String::new(),
            Some(0) => "今天该跟进".to_owned(),
            Some(days) => format!("该跟进了，已过 {days} 天"),
            None => String::new(),
        };
        let mut choices = vec![if ended { "ended" } else { "open" }];
        choices.extend(late.map(|_| "follow"));
        line.late = late.is_some();
        line.stand.clone_from(&stand);
        line.counted = LedgerStand { figures: vec![Cell::text(stand)], choices };
    }

    fn care(&self, line: &mut LedgerLine) {
        let leader = line.value("leader").trim_start_matches("recruiter:").to_owned();
        let year = Day::first_of_year(self.today.year()).number();
        let (city, firm) = (self.city, line.value("enterprise"));
        let with = |people: &[u32]| people.iter().any(|at| city.recruiters[*at as usize].id == leader);
        let went = city.visits.iter().filter(|visit| {
            visit.kind != VisitKind::Called
                && city.firms[visit.firm as usize] == firm
                && visit.date <= self.today.number()
        });
        let days: Vec<i32> = went.filter(|visit| with(&visit.people)).map(|visit| visit.date).collect();
        let this_year = days.iter().filter(|day| **day >= year).count();
        let last = days.iter().max().map(|day| Day::of_number(*day).to_string());
        line.stand =
            if this_year > 0 { format!("今年走访 {this_year} 次") } else { "今年还没有走访".to_owned() };
        let choices = if this_year == 0 { vec!["unseen"] } else { Vec::new() };
        line.counted = LedgerStand { figures: vec![Cell::or_absent(last.as_deref()), Cell::count(this_year)], choices };
    }

    fn nomination(&self, line: &mut LedgerLine) {
        let year: i16 = line.value("year").parse().unwrap_or_default();
        let city = self.city;
        let found = self.nominees.iter().find(|(of, one)| {
            let (chain, person) = (&city.chain(one.chain).id, &city.people[one.person as usize]);
            *of == year && chain == line.value("chain") && person == line.value("person")
        });
        let Some((_, found)) = found else {
            line.counted.figures = vec![Cell::Absent, Cell::Absent, Cell::Absent];
            return;
        };
        let firms = found.entries.iter().map(|(firm, _)| (self.called)(&city.firms[*firm as usize])).collect();
        line.stand = format!("引荐企业 {} 家，签约项目 {} 个", found.entries.len(), found.projects.len());
        line.counted.figures = vec![Cell::Names(firms), self.projects(&found.projects), Cell::Money(found.amount)];
    }

    fn projects(&self, places: &[u32]) -> Cell {
        let name = |at: &u32| {
            let project = self.city.project(*at);
            if project.name.is_empty() { project.id.clone() } else { project.name.clone() }
        };
        Cell::Names(places.iter().map(name).collect())
    }

    fn duty(&self, line: &mut LedgerLine) {
        let city = self.city;
        let year: i16 = line.value("year").parse().unwrap_or_default();
        let least: f64 = line.value("least").parse().unwrap_or_default();
        let chain = |at: u32| city.chain(at).id.as_str();
        let found = self.duties.iter().find(|found| {
            let duty = &found.duty;
            duty.year == year
                && city.told(duty.who).to_string() == line.value("who")
                && (duty.least - least).abs() < f64::EPSILON
                && duty.chain.map_or("", chain) == line.value("chain")
        });
        let Some(found) = found else {
            line.counted.figures = vec![Cell::Absent, Cell::Absent, Cell::Absent, Cell::Absent];
            return;
        };
        let done = found.projects.len();
        line.late = found.behind;
        line.stand = format!("完成 {done} / {}，序时应到 {:.1}", found.duty.count, found.pace);
        let word = match (found.behind, done >= found.duty.count as usize) {
            (_, true) => "已完成",
            (true, _) => "落后序时",
            _ => "按序时",
        };
        let figures =
            vec![Cell::count(done), Cell::Number(found.pace), Cell::text(word), self.projects(&found.projects)];
        line.counted = LedgerStand { figures, choices: if found.behind { vec!["behind"] } else { Vec::new() } };
    }

    fn indicator(&self, line: &mut LedgerLine) {
        let city = self.city;
        let found = self.indicators.iter().find(|found| {
            let indicator = found.indicator;
            indicator.name == line.value("indicator")
                && indicator.period_text == line.value("period")
                && city.who_told(indicator.who).unwrap_or_default() == line.value("who")
        });
        let Some(found) = found else {
            line.counted.figures = vec![Cell::Absent, Cell::Absent, Cell::Absent, Cell::Absent];
            return;
        };
        let share = |share: Option<f64>| share.map_or(Cell::Absent, Cell::share);
        let target = found.indicator.target.is_some();
        line.late = found.weak;
        line.stand = match (found.weak, found.completion) {
            (true, _) => "短板".to_owned(),
            (false, None) if !target => "没有目标值".to_owned(),
            (false, None) => "还没有完成值".to_owned(),
            _ => String::new(),
        };
        let figures =
            vec![share(found.completion), Cell::share(found.passed), share(found.growth), Cell::text(&line.stand)];
        line.counted = LedgerStand { figures, choices: if found.weak { vec!["weak"] } else { Vec::new() } };
    }
}
