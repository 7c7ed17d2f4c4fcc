//! The projects that a caller may see, each with how far it is and what is wrong with it.

use schemars::JsonSchema;
use serde::Serialize;

use super::part::WhoseProject;
use super::told;
use crate::access::{Right, Scope};
use crate::app::{AppError, Desk, Traveller, names};
use crate::dispatch::{CityMoment, CityWork, Findings, NodeDays, Project, ProjectStand, SheetWindow};
use crate::graph::Graph;
use crate::model::{Adcode, Day, ProjectNode};
use crate::normalize::text;

/// Where one is at home does not matter to projects.
const ANYWHERE: u32 = 110_000;

/// Which projects are asked for.
#[derive(Debug, Clone, Default)]
pub struct ProjectsQuestion {
    /// Id or name of a chain.
    pub chain: Option<String>,
    /// Id or name of a squad.
    pub squad: Option<String>,
    /// How it stands: `well`, `stalled`, `overdue`, `coming` or `dropped`; none: all but those that were given up.
    pub stand: Option<String>,
    /// What a name of a project or of a firm contains.
    pub text: String,
    /// What is coming is planned within so many days.
    pub days: Option<i32>,
    /// The day on which they are looked at; none: today.
    pub day: Option<Day>,
}

/// Projects at a day.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct ProjectsAnswer {
    /// The day.
    pub today: Day,
    /// By id.
    pub projects: Vec<ProjectLine>,
    /// Whether the caller may enter a new one.
    pub enters: bool,
    /// Id of the recruiter that the caller is; none: they are none.
    pub oneself: Option<String>,
}

/// A project at a day.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct ProjectLine {
    /// Its id.
    pub project: String,
    /// Its name.
    pub name: String,
    /// Id of the enterprise.
    pub enterprise: String,
    /// Its name.
    pub enterprise_name: String,
    /// Id of the chain; none: of none.
    pub chain: Option<String>,
    /// Its name.
    pub chain_name: Option<String>,
    /// 万元; none: unknown.
    pub amount: Option<f64>,
    /// The furthest stage that it reached; none: none yet.
    pub stage: Option<&'static str>,
    /// The day it was signed.
    pub signed: Option<Day>,
    /// 万元 invested up to the day; none: nobody told.
    pub invested: Option<f64>,
    /// Whom it is credited to, or who moves it.
    pub who: Option<String>,
    /// The day it was given up.
    pub dropped: Option<Day>,
    /// Stages that were not followed in time (五未), and what else is not well, in words.
    pub stalled: Vec<String>,
    /// Nodes past their day, in words.
    pub overdue: Vec<String>,
    /// Nodes that are still to come, in words.
    pub coming: Vec<String>,
    /// Every node with its days, and whether it is reached.
    #[serde(skip)]
    pub nodes: Vec<(ProjectNode, NodeDays, bool)>,
}

impl ProjectLine {
    /// Whether it stands as is asked for.
    fn stands(&self, asked: Option<&str>) -> bool {
        let active = self.dropped.is_none();
        match asked {
            Some("dropped") => !active,
            Some("stalled") => active && !self.stalled.is_empty(),
            Some("overdue") => active && !self.overdue.is_empty(),
            Some("coming") => active && !self.coming.is_empty(),
            Some("well") => active && self.stalled.is_empty() && self.overdue.is_empty(),
            _ => active,
        }
    }
}

impl Desk {
    /// The projects that the caller may see.
    ///
    /// # Errors
    /// The caller may see none, a name is unknown, or the store fails.
    pub async fn projects(&self, question: &ProjectsQuestion) -> Result<ProjectsAnswer, AppError> {
        let at = self.may(Right::SeeDispatch, Scope::Somewhere)?;
        let (graph, today, city) = (at.graph(), question.day.unwrap_or(at.today()), at.city_work().await?);
        let part = at.part_of(&city);
        let chain = question.chain.as_deref().map(|given| at.chain_seen(given)).transpose()?;
        let chain = chain.map(|chain| graph.chain(chain).id.clone());
        let squad = question.squad.as_deref().map(|given| names::squad(graph, given)).transpose()?;
        let home = Adcode::try_from(ANYWHERE).map_err(|error| AppError::Internal(error.to_string()))?;
        let presets = self.scoring().presets();
        let moment = CityMoment::new((&city, &part), presets, SheetWindow::at(today), home);
        let wanted = text::folded(&question.text);
        let mut projects = Vec::new();
        for (place, found) in moment.findings() {
            let project = city.project(place);
            let whose = WhoseProject::of(&city, project);
            let asked = chain.as_ref().is_none_or(|chain| whose.chain.as_ref() == Some(chain))
                && squad.as_ref().is_none_or(|squad| whose.squad.as_ref() == Some(squad));
            if !asked {
                continue;
            }
            let line = line(&city, graph, project, found, (today, question.days));
            let named = [&line.name, &line.enterprise_name].iter().any(|name| text::folded(name).contains(&wanted));
            if line.stands(question.stand.as_deref()) && named {
                projects.push(line);
            }
        }
        let enters = self.known_at().is_none() && self.holds(Right::EditProject, Scope::Somewhere);
        Ok(ProjectsAnswer { today, projects, enters, oneself: at.oneself(&Traveller::all(&city)) })
    }
}

/// A project as it stands on a day; what is coming is planned within some days, where they are told.
pub(super) fn line(
    city: &CityWork,
    graph: &Graph,
    project: &Project,
    found: &Findings,
    (today, within): (Day, Option<i32>),
) -> ProjectLine {
    let now = today.number();
    let stand = ProjectStand::of(project, SheetWindow::at(today));
    let firm_id = &city.firms[project.firm as usize];
    let firm = graph.firm_with_id(firm_id);
    let stage = ProjectNode::stages().rev().find(|node| stand.actual(*node).is_some());
    let stalled = found.stalled.iter().map(|pair| told::stalled(pair.from, pair.to, pair.days));
    let health = found.health.iter().map(|fault| told::fault(fault.check, fault.days));
    let near = |due: &&crate::dispatch::NodeDue| within.is_none_or(|days| due.planned - now <= days);
    ProjectLine {
        project: project.id.clone(),
        name: told::project(project).to_owned(),
        enterprise: firm_id.clone(),
        enterprise_name: firm.map_or(firm_id.as_str(), |firm| graph.firm_name(firm)).to_owned(),
        chain: project.chain.map(|at| city.chain(at).id.clone()),
        chain_name: project.chain.map(|at| city.chain(at).name.clone()),
        amount: project.amount,
        stage: stage.map(ProjectNode::zh),
        signed: stand.actual(ProjectNode::Signed).map(Day::of_number),
        invested: project.invested_told(now),
        who: stand.responsible(None).map(|who| told::holder(city, who)),
        dropped: project.dropped.filter(|day| *day <= now).map(Day::of_number),
        stalled: stalled.chain(health).collect(),
        overdue: found.overdue.iter().map(|due| told::overdue(due.node, due.planned, now)).collect(),
        coming: found.coming.iter().filter(near).map(|due| told::coming(due.node, due.planned, now)).collect(),
        nodes: ProjectNode::ALL
            .iter()
            .map(|node| (*node, project.nodes[*node as usize], stand.reached(*node)))
            .collect(),
    }
}
