//! What of projects waits today: nodes that are due, stages that were not followed in time.

use super::list::{ProjectLine, ProjectsQuestion};
use crate::access::{Right, Scope};
use crate::app::today::{TodayLine, TodaySection};
use crate::app::{AppError, Desk};

/// Nodes that come within so many days are told.
const DAYS: i32 = 7;

impl Desk {
    /// Nodes of projects that are overdue or come within a week, of what the caller may see.
    pub(in crate::app) async fn nodes_due(&self) -> Result<Option<TodaySection>, AppError> {
        let told = |line: &ProjectLine| {
            let overdue = line.overdue.iter().map(|text| (text.clone(), true));
            overdue.chain(line.coming.iter().map(|text| (text.clone(), false))).collect()
        };
        self.of_projects("nodes", "到期的项目节点", told).await
    }

    /// Projects that stand still (五未), of what the caller may see.
    pub(in crate::app) async fn projects_stalled(&self) -> Result<Option<TodaySection>, AppError> {
        let told = |line: &ProjectLine| line.stalled.iter().map(|text| (text.clone(), true)).collect();
        self.of_projects("stalled", "停滞的项目", told).await
    }

    async fn of_projects(
        &self,
        section: &'static str,
        title: &'static str,
        told: impl Fn(&ProjectLine) -> Vec<(String, bool)>,
    ) -> Result<Option<TodaySection>, AppError> {
        self.may(Right::SeeDispatch, Scope::Somewhere)?;
        let question = ProjectsQuestion { days: Some(DAYS), ..ProjectsQuestion::default() };
        let answer = self.projects(&question).await?;
        let lines = answer.projects.iter().flat_map(|line| {
            let who = line.who.as_deref().map(|who| format!("（{who}）")).unwrap_or_default();
            let chain = line.chain.clone().unwrap_or_default();
            told(line).into_iter().map(move |(text, late)| {
                let text = format!("{}：{text}{who}", line.name);
                TodayLine { late, record: Some(line.project.clone()), ..TodayLine::about(&chain, text) }
            })
        });
        Ok(TodaySection::of(section, title, lines.collect()))
    }
}
