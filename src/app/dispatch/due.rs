//! Nodes that are overdue or coming, and requests that nobody answered.

use schemars::JsonSchema;
use serde::Serialize;

use crate::access::{Right, Scope};
use crate::app::{AppError, Desk};
use crate::dispatch::{CityMoment, CityWork, FirmRequest, Holder, NodeDue, Presets, SheetWindow};
use crate::draw::{Cell, Column, Table};
use crate::model::{Adcode, Day, ProjectNode};

/// What is due at a cut-off.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct DueAnswer {
    /// What is dated later does not exist.
    pub cut_off: Day,
    /// Most days first, then by project and node.
    pub overdue: Vec<DueLine>,
    /// The next first, then by project and node.
    pub coming: Vec<DueLine>,
    /// Ids of requests, most days first.
    pub requests: Vec<String>,
    /// Who took them down, and their last day.
    #[serde(skip)]
    asked: Vec<(Option<String>, i32)>,
}

/// A node that is planned and not reached.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct DueLine {
    /// Id.
    pub project: String,
    /// The node.
    pub node: ProjectNode,
    /// The last day of what is planned.
    pub planned: Day,
    /// Days since then, or until then.
    pub days: i32,
    /// `kind:id`; none: nobody.
    pub who: Option<String>,
}

impl Desk {
    /// What is due at a cut-off.
    ///
    /// # Errors
    /// The caller sees nothing of dispatch, or the store cannot be read.
    pub async fn due(&self, cut_off: Day, presets: &Presets) -> Result<DueAnswer, AppError> {
        let at = self.may(Right::SeeDispatch, Scope::Somewhere)?;
        let work = at.city_work().await?;
        let part = at.part_of(&work);
        let cut = cut_off.number();
        let nowhere = Adcode::try_from(ANYWHERE).map_err(|error| AppError::Internal(error.to_string()))?;
        let moment = CityMoment::new((&work, &part), presets, SheetWindow::at(cut_off), nowhere);
        let (mut overdue, mut coming) = (Vec::new(), Vec::new());
        for (place, found) in moment.findings() {
            overdue.extend(found.overdue.iter().map(|due| line(&work, place, due, cut - due.planned)));
            coming.extend(found.coming.iter().map(|due| line(&work, place, due, due.planned - cut)));
        }
        overdue.sort_by(|x: &DueLine, y| (-x.days, &x.project, x.node).cmp(&(-y.days, &y.project, y.node)));
        coming.sort_by(|x: &DueLine, y| (x.days, &x.project, x.node).cmp(&(y.days, &y.project, y.node)));
        let mut late: Vec<&FirmRequest> =
            work.requests.iter().filter(|r| r.is_overdue(cut) && part.request(r)).collect();
        late.sort_by_key(|request| (request.due, &request.id));
        let by = |request: &&FirmRequest| {
            (work.who_told(request.by.map(Holder::Recruiter)), request.due.map_or(0, |due| cut - due))
        };
        let asked = late.iter().map(by).collect();
        let requests = late.iter().map(|request| request.id.clone()).collect();
        Ok(DueAnswer { cut_off, overdue, coming, requests, asked })
    }
}

/// A region, where none matters: nodes are due wherever one is at home.
const ANYWHERE: u32 = 110_000;

fn line(work: &CityWork, place: u32, due: &NodeDue, days: i32) -> DueLine {
    DueLine {
        project: work.project(place).id.clone(),
        node: due.node,
        planned: Day::of_number(due.planned),
        days,
        who: work.who_told(due.who),
    }
}

impl DueAnswer {
    /// What is due, in groups.
    pub fn table(&self) -> Table {
        self.table_with([&str::to_owned, &str::to_owned], &|who| who.unwrap_or("—").to_owned())
    }

    /// The same with what projects and whoever answers for them are called.
    pub(super) fn table_with(
        &self,
        [project, request]: [&dyn Fn(&str) -> String; 2],
        named: &dyn Fn(Option<&str>) -> String,
    ) -> Table {
        let columns = [
            Column::text("what", "事项"),
            Column::text("planned", "期限"),
            Column::count("days", "天数"),
            Column::text("who", "责任人"),
        ];
        let mut table = Table::new("due", "到期事项", columns, "没有到期的事项。").grouped("类别");
        for (key, word, lines) in [("overdue", "逾期节点", &self.overdue), ("coming", "将到期节点", &self.coming)]
        {
            table.begin(key, word, word);
            for line in lines {
                let cells = vec![
                    Cell::to_row(format!("{} {}", project(&line.project), line.node.zh()), "projects", &line.project),
                    Cell::text(line.planned.to_string()),
                    Cell::Number(f64::from(line.days)),
                    Cell::text(named(line.who.as_deref())),
                ];
                table.push(format!("{key}/{} {}", line.project, line.node), cells);
            }
        }
        table.begin("requests", "逾期诉求", "逾期诉求");
        for (id, (who, days)) in self.requests.iter().zip(&self.asked) {
            let due = Day::of_number(self.cut_off.number() - days).to_string();
            let cells = vec![
                Cell::text(request(id)),
                Cell::text(due),
                Cell::Number(f64::from(*days)),
                Cell::text(named(who.as_deref())),
            ];
            table.push(format!("requests/{id}"), cells);
        }
        table
    }
}
