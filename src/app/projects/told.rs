//! What is found of a project, in words.

use crate::dispatch::{CityWork, Holder, Project};
use crate::model::{Day, ProjectNode};

/// What is called a name, or an id where nobody gave one.
pub(super) fn holder(city: &CityWork, who: Holder) -> String {
    match who {
        Holder::Recruiter(at) => city.recruiters[at as usize].name.clone(),
        Holder::Squad(at) => city.squads[at as usize].name.clone(),
    }
}

/// A project by its name.
pub(super) fn project(project: &Project) -> &str {
    if project.name.is_empty() { &project.id } else { &project.name }
}

/// A stage that another did not follow in time: 已签约未供地，超期 12 天.
pub(super) fn stalled(from: ProjectNode, to: ProjectNode, days: i32) -> String {
    format!("已{}未{}，超期 {days} 天", from.zh(), to.zh())
}

/// Why a project is not well.
pub(super) fn fault(check: &str, days: i32) -> String {
    match check {
        "standing_still" => format!("开工后三个整月没有新投资，已 {days} 天"),
        _ => format!("签约满一年没有开工，超期 {days} 天"),
    }
}

/// A node that is past its day: 供地逾期 30 天（计划2026-08-31）.
pub(super) fn overdue(node: ProjectNode, planned: i32, today: i32) -> String {
    format!("{}逾期 {} 天（计划{}）", node.zh(), today - planned, Day::of_number(planned))
}

/// A node that is still to come.
pub(super) fn coming(node: ProjectNode, planned: i32, today: i32) -> String {
    format!("{}{}（还有 {} 天）", Day::of_number(planned), node.zh(), planned - today)
}
