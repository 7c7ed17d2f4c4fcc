//! One project: its nodes planned and real, what was told of it, what is wrong with it.

use schemars::JsonSchema;
use serde::Serialize;

use super::list::{ProjectLine, line};
use super::part::WhoseProject;
use crate::access::{Right, Scope};
use crate::app::desk::GraphPermit;
use crate::app::{AppError, Desk, EvidenceThing, HeldWork, SaidThing};
use crate::dispatch::{CityWork, Findings, Project, ProjectSearch, ProjectStand, SheetWindow};
use crate::model::{EventDate, Kind, ProjectNode};
use crate::normalize::text;

/// A project.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct ProjectAnswer {
    /// How it stands.
    pub project: ProjectLine,
    /// Every node that is planned or real, and every stage, in their order.
    pub nodes: Vec<NodeLine>,
    /// What was told of it, the last first.
    pub progress: Vec<ProgressLine>,
    /// Whether the caller may change it.
    pub edits: bool,
}

/// A node of a project.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct NodeLine {
    /// Code word.
    pub node: &'static str,
    /// 签约, 供地 …
    pub node_name: &'static str,
    /// When it is planned, as exact as written.
    pub planned: Option<EventDate>,
    /// When it was reached, as exact as written.
    pub actual: Option<EventDate>,
    /// Whether it is reached, itself or by a later stage.
    pub reached: bool,
    /// Whether it is past its day and not reached.
    pub late: bool,
    /// Who answers for it.
    pub who: Option<String>,
    /// By what it is known; blank where nobody wrote it.
    pub evidence: String,
    /// Files that show it.
    pub files: usize,
    /// The same as addresses say what they show; none where nothing stands there yet.
    pub of: Option<String>,
}

/// What was told of a project up to a day.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct ProgressLine {
    /// The day, as exact as written.
    pub date: EventDate,
    /// 万元 in all, as the enterprise reports.
    pub invested: Option<f64>,
    /// 万元 in all, as entered in statistics.
    pub statistics: Option<f64>,
    /// Jobs.
    pub jobs: Option<u32>,
    /// What there is to say; blank where nobody wrote it.
    pub note: String,
    /// By what it is known; blank where nobody wrote it.
    pub evidence: String,
}

/// What rows say of the nodes of a project, and of its progress.
type Said = (Vec<NodeLine>, Vec<ProgressLine>);

impl Desk {
    /// A project, by id.
    ///
    /// # Errors
    /// There is none that the caller may see, or the store fails.
    pub async fn project(&self, id: &str) -> Result<ProjectAnswer, AppError> {
        let at = self.may(Right::SeeDispatch, Scope::Somewhere)?;
        let city = at.city_work().await?;
        let project = at.project_seen(Right::SeeDispatch, &city, id)?;
        let window = SheetWindow::at(at.today());
        let found: Findings =
            ProjectSearch::new(window, self.scoring().presets()).of(&ProjectStand::of(project, window));
        let whose = WhoseProject::of(&city, project);
        let may = self.known_at().is_none() && at.projects_of(Right::EditProject, &city).reaches(&whose);
        let (nodes, progress) = at.project_rows(&city, project).await?;
        let line = line(&city, at.graph(), project, &found, (at.today(), None));
        Ok(ProjectAnswer { project: line, nodes, progress, edits: may })
    }
}

impl GraphPermit<'_> {
    /// A project, by id, that the caller sees, or may change; any other is as if it were not there.
    pub(in crate::app) fn project_seen<'c>(
        &self,
        right: Right,
        city: &'c CityWork,
        id: &str,
    ) -> Result<&'c Project, AppError> {
        let id = text::folded(id);
        let found = CityWork::places(&city.projects).find(|at| city.project(*at).id == id);
        let seen = found.filter(|at| match right {
            Right::SeeDispatch => self.part_of(city).project(*at),
            _ => self.projects_of(right, city).reaches(&WhoseProject::of(city, city.project(*at))),
        });
        seen.map(|at| city.project(at)).ok_or_else(|| AppError::NotFound { what: "项目", text: id, near: Vec::new() })
    }

    async fn project_rows(&self, city: &HeldWork, project: &Project) -> Result<Said, AppError> {
        let said = city.rows.about(Kind::ProjectNode, &project.id);
        let today = self.today();
        let stand = ProjectStand::of(project, SheetWindow::at(today));
        let counts = self.evidence_counts().await?;
        let node = |node: &ProjectNode| {
            let said = said.iter().find(|said| said.key(0) == Some(node.code()));
            if said.is_none() && !node.is_stage() {
                return None;
            }
            let date = |column| said.and_then(|said| said.read::<EventDate>(column));
            let (planned, reached) = (date("planned"), stand.reached(*node));
            let thing = EvidenceThing::of_node(&project.id, *node);
            Some(NodeLine {
                node: node.code(),
                node_name: node.zh(),
                planned,
                actual: date("actual"),
                reached,
                late: stand.active && !reached && planned.is_some_and(|day| day.last_day() <= today),
                who: stand.responsible(Some(*node)).map(|who| super::told::holder(city, who)),
                evidence: said.and_then(|said| said.text("evidence")).unwrap_or_default().to_owned(),
                of: said.map(|_| thing.to_string()),
                files: counts.get(&(thing.kind, thing.id)).copied().unwrap_or_default(),
            })
        };
        let nodes = ProjectNode::ALL.iter().filter_map(node).collect();
        let told = city.rows.about(Kind::ProjectProgress, &project.id);
        let mut progress: Vec<ProgressLine> = told.iter().filter_map(progress).collect();
        progress.sort_by_key(|line| std::cmp::Reverse(line.date.day()));
        Ok((nodes, progress))
    }
}

fn progress(said: &SaidThing<'_>) -> Option<ProgressLine> {
    let text = |column| said.text(column).unwrap_or_default().to_owned();
    Some(ProgressLine {
        date: said.key(0)?.parse().ok()?,
        invested: said.read("invested"),
        statistics: said.read("statistics"),
        jobs: said.read("jobs"),
        note: text("note"),
        evidence: text("evidence"),
    })
}
