//! How far a project is at a cut-off.

use super::city_work::{CityWork, Holder, Project, ProjectTold};
use super::window::SheetWindow;
use crate::graph::number::for_order;
use crate::model::ProjectNode;

/// A project at a cut-off: only what is dated by then.
#[derive(Debug, Clone, Copy)]
pub struct Stand<'c> {
    /// The project.
    pub project: &'c Project,
    /// Whether it was not given up by then.
    pub active: bool,
    cut: i32,
    /// The furthest stage that has its own date.
    furthest: Option<ProjectNode>,
}

impl<'c> Stand<'c> {
    /// A project at the cut-off of a window.
    pub fn of(project: &'c Project, window: SheetWindow) -> Self {
        let cut = window.cut;
        let dated = |node: &ProjectNode| project.nodes[*node as usize].actual.is_some_and(|day| day <= cut);
        let furthest = ProjectNode::stages().rev().find(dated);
        let active = project.dropped.is_none_or(|day| day > cut);
        Self { project, active, cut, furthest }
    }

    /// The day of a node, where it is known by then.
    pub fn actual(&self, node: ProjectNode) -> Option<i32> {
        self.project.nodes[node as usize].actual.filter(|day| *day <= self.cut)
    }

    /// Whether a node is reached: a stage by itself or a later one, a side node by itself.
    pub fn reached(&self, node: ProjectNode) -> bool {
        if node.is_stage() { self.furthest.is_some_and(|at| at >= node) } else { self.actual(node).is_some() }
    }

    /// Who answers for a node, or for the project: the node's own, else the credit, else the squad.
    pub fn responsible(&self, node: Option<ProjectNode>) -> Option<Holder> {
        let own = node.and_then(|node| self.project.nodes[node as usize].who).map(Holder::Recruiter);
        own.or(self.project.credit).or(self.project.squad.map(Holder::Squad))
    }

    /// Whether it was signed in these days.
    pub fn signed_in(&self, from: i32, to: i32) -> bool {
        self.actual(ProjectNode::Signed).is_some_and(|day| from <= day && day <= to)
    }
}

impl Project {
    /// The latest telling dated up to a day, of what it tells.
    fn latest(&self, day: i32, of: impl Fn(&ProjectTold) -> Option<f64>) -> Option<f64> {
        self.progress.iter().rev().filter(|progress| progress.date <= day).find_map(of)
    }

    /// What was invested up to a day, where that is told.
    pub fn invested_told(&self, day: i32) -> Option<f64> {
        self.latest(day, |progress| progress.invested)
    }

    /// What was entered in statistics up to a day, where that is told.
    pub fn statistics_told(&self, day: i32) -> Option<f64> {
        self.latest(day, |progress| progress.statistics)
    }

    /// What was invested up to a day; nought where nothing is told.
    pub fn invested(&self, day: i32) -> f64 {
        self.invested_told(day).unwrap_or_default()
    }

    /// What was entered in statistics up to a day; nought where nothing is told.
    pub fn statistics(&self, day: i32) -> f64 {
        self.statistics_told(day).unwrap_or_default()
    }

    /// Whether its amount is known and at least so much.
    pub fn is_at_least(&self, least: f64) -> bool {
        self.amount.is_some_and(|amount| for_order(amount) >= for_order(least))
    }
}

/// Every project at the cut-off of a window.
pub fn stands(city: &CityWork, window: SheetWindow) -> Vec<Stand<'_>> {
    city.projects.iter().map(|project| Stand::of(project, window)).collect()
}
