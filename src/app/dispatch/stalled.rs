//! Stalled pairs (五未), projects that are not well, and what is odd in the rows.

use schemars::JsonSchema;
use serde::Serialize;

use super::asked::home;
use super::problem_lines::NoticeLine;
use crate::access::{Right, Scope};
use crate::app::{AppError, Desk};
use crate::dispatch::{CityMoment, Presets, SheetWindow, notices};
use crate::draw::{Cell, Column, Table};
use crate::model::{Adcode, Day, ProjectNode};

/// What is stuck at a cut-off.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct StalledAnswer {
    /// What is dated later does not exist.
    pub cut_off: Day,
    /// Home.
    pub home: Adcode,
    /// What it is called.
    #[serde(skip)]
    pub home_name: String,
    /// Most days first, then by project.
    pub stalled: Vec<StalledLine>,
    /// Most days first, then by project.
    pub health: Vec<HealthLine>,
    /// By kind, then of what.
    pub notices: Vec<NoticeLine>,
}

/// A stage that another did not follow in time.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct StalledLine {
    /// Id.
    pub project: String,
    /// The stage that was reached.
    pub from: ProjectNode,
    /// The one that was not.
    pub to: ProjectNode,
    /// The day of the first.
    pub on: Day,
    /// Days beyond the limit.
    pub days: i32,
    /// `kind:id`; none: nobody.
    pub who: Option<String>,
}

/// A project that is not well.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct HealthLine {
    /// Id.
    pub project: String,
    /// `signed_not_started` or `standing_still`.
    pub check: &'static str,
    /// For how many days.
    pub days: i32,
    /// `kind:id`; none: nobody.
    pub who: Option<String>,
}

impl Desk {
    /// What is stuck at a cut-off.
    ///
    /// # Errors
    /// The caller sees nothing of dispatch, or home is not told.
    pub async fn stalled(
        &self,
        cut_off: Day,
        given_home: Option<&str>,
        presets: &Presets,
    ) -> Result<StalledAnswer, AppError> {
        let at = self.may(Right::SeeDispatch, Scope::Somewhere)?;
        let work = at.city_work().await?;
        let part = at.part_of(&work);
        let home = home(at.graph(), &work, given_home)?;
        let moment = CityMoment::new((&work, &part), presets, SheetWindow::at(cut_off), home);
        let (mut stalled, mut health) = (Vec::new(), Vec::new());
        for (place, found) in moment.findings() {
            let project = &work.project(place).id;
            stalled.extend(found.stalled.iter().map(|pair| StalledLine {
                project: project.clone(),
                from: pair.from,
                to: pair.to,
                on: Day::of_number(pair.on),
                days: pair.days,
                who: work.who_told(pair.who),
            }));
            health.extend(found.health.iter().map(|fault| HealthLine {
                project: project.clone(),
                check: fault.check,
                days: fault.days,
                who: work.who_told(fault.who),
            }));
        }
        stalled.sort_by(|x, y| (-x.days, &x.project, x.from, x.to).cmp(&(-y.days, &y.project, y.from, y.to)));
        health.sort_by(|x, y| (-x.days, &x.project, x.check).cmp(&(-y.days, &y.project, y.check)));
        let notices = notices(&moment).into_iter().map(NoticeLine::from).collect();
        let home_name = at.graph().regions.name(home);
        Ok(StalledAnswer { cut_off, home, home_name, stalled, health, notices })
    }
}

impl StalledAnswer {
    /// What is stuck, in groups.
    pub fn table(&self) -> Table {
        self.table_with(&str::to_owned, &|who| who.unwrap_or("—").to_owned())
    }

    /// The same with what projects and whoever answers for them are called.
    pub(super) fn table_with(&self, project: &dyn Fn(&str) -> String, who: &dyn Fn(Option<&str>) -> String) -> Table {
        let columns = [
            Column::text("project", "项目"),
            Column::text("what", "事项"),
            Column::text("on", "起算日"),
            Column::count("days", "超出天数"),
            Column::text("who", "责任人"),
        ];
        let mut table = Table::new("stalled", "五未与健康度", columns, "没有停滞的项目。").grouped("类别");
        table.begin("stalled", "五未", "五未");
        for line in &self.stalled {
            let what = format!("已{}未{}", line.from.zh(), line.to.zh());
            let cells = vec![
                Cell::to_row(project(&line.project), "projects", &line.project),
                Cell::text(what),
                Cell::text(line.on.to_string()),
                Cell::Number(f64::from(line.days)),
                Cell::text(who(line.who.as_deref())),
            ];
            table.push(format!("{} {}>{}", line.project, line.from, line.to), cells);
        }
        table.begin("health", "健康度", "健康度");
        for line in &self.health {
            let what = super::problem_lines::check_word(line.check);
            let cells = vec![
                Cell::to_row(project(&line.project), "projects", &line.project),
                Cell::text(what),
                Cell::Absent,
                Cell::Number(f64::from(line.days)),
                Cell::text(who(line.who.as_deref())),
            ];
            table.push(format!("{} {}", line.project, line.check), cells);
        }
        table
    }
}
