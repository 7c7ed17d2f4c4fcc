//! What files are the evidence of: a trip, a visit, a node of a project; by whom it is seen and written.

use std::fmt;
use std::str::FromStr;

use crate::access::{Right, Scope};
use crate::app::desk::GraphPermit;
use crate::app::{AppError, Desk, HeldWork};
use crate::dispatch::CityWork;
use crate::model::{Day, EvidenceOf, Kind, NodeName, ProjectNode};
use crate::normalize::text;

/// What files are the evidence of, as addresses and commands say it: `visits:V1`, `trips:T1`, `project_nodes:J1 started`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EvidenceThing {
    /// A trip, a visit, a node of a project.
    pub kind: Kind,
    /// Its id; of a node that of its project, and the node behind it.
    pub id: String,
}

/// The same as it stands, for one who may see it.
pub(super) struct SeenThing {
    pub of: EvidenceOf,
    /// What it is, in words.
    pub told: String,
    /// The project that it is of.
    pub project: Option<String>,
    /// Whether the caller may write it.
    pub writes: bool,
}

impl EvidenceThing {
    /// The right that writes such a thing.
    pub fn right(&self) -> Right {
        if self.kind == Kind::ProjectNode { Right::EditProject } else { Right::LogWork }
    }

    /// A node of a project.
    pub fn of_node(project: &str, node: ProjectNode) -> Self {
        Self { kind: Kind::ProjectNode, id: format!("{project} {}", node.code()) }
    }

    pub(in crate::app) fn not_found(&self) -> AppError {
        AppError::NotFound { what: self.kind.zh(), text: self.id.clone(), near: Vec::new() }
    }
}

impl fmt::Display for EvidenceThing {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}", self.kind, self.id)
    }
}

impl FromStr for EvidenceThing {
    type Err = AppError;

    fn from_str(given: &str) -> Result<Self, AppError> {
        let wrong = || {
            let told = format!("「{given}」看不懂：写 visits:走访编号、trips:出行编号，或 project_nodes:项目编号 节点");
            AppError::BadRequest(told)
        };
        let (table, id) = text::trimmed(given).split_once([':', '：']).ok_or_else(wrong)?;
        let kind = EvidenceOf::KINDS.into_iter().find(|kind| Kind::from_word(table.trim()) == Some(*kind));
        let (kind, id) = (kind.ok_or_else(wrong)?, id.trim());
        if kind != Kind::ProjectNode {
            return if id.is_empty() { Err(wrong()) } else { Ok(Self { kind, id: id.to_owned() }) };
        }
        let (project, node) = id.rsplit_once(' ').ok_or_else(wrong)?;
        Ok(Self::of_node(project.trim(), ProjectNode::from_word(node).ok_or_else(wrong)?))
    }
}

impl GraphPermit<'_> {
    /// A thing that the caller sees; any other is as if it were not there.
    pub(super) async fn thing_seen(&self, city: &HeldWork, thing: &EvidenceThing) -> Result<SeenThing, AppError> {
        let (told, project, writes) = match thing.kind {
            Kind::ProjectNode => self.node_seen(city, thing)?,
            kind => {
                let (told, writes) = self.work_seen(city, kind, &thing.id).ok_or_else(|| thing.not_found())?;
                (told, None, writes)
            }
        };
        let found = match &project {
            Some(id) => {
                let name = NodeName { kind: Kind::Project, text: id.clone() };
                let part = thing.id.strip_prefix(id.as_str()).unwrap_or_default().trim();
                self.store().find_nodes(vec![name]).await?.into_iter().next().flatten().map(|a| (a, part))
            }
            None => city.rows.known_by(thing.kind, &thing.id),
        };
        let (a, part) = found.ok_or_else(|| thing.not_found())?;
        Ok(SeenThing { of: EvidenceOf { kind: thing.kind, a, part: part.to_owned() }, told, project, writes })
    }

    /// A trip or a visit in words, and whether the caller may write it; none where they do not see it.
    fn work_seen(&self, city: &CityWork, kind: Kind, id: &str) -> Option<(String, bool)> {
        let part = self.part_of(city);
        let names =
            |people: &[u32]| -> Vec<&str> { people.iter().map(|at| &*city.recruiters[*at as usize].name).collect() };
        let (told, people) = if kind == Kind::Trip {
            let trip = city.trips.iter().find(|trip| trip.id == id && part.trip(trip))?;
            (format!("{}出发（{}）", Day::of_number(trip.out), names(&trip.people).join("、")), &trip.people)
        } else {
            let visit = city.visits.iter().find(|visit| visit.row == id && part.visit(visit))?;
            let firm = &city.firms[visit.firm as usize];
            let name = self.graph().firm_with_id(firm).map_or(&**firm, |firm| self.graph().firm_name(firm));
            let (day, who) = (Day::of_number(visit.date), names(&visit.people).join("、"));
            (format!("{day} {} {name}（{who}）", visit.kind.zh()), &visit.people)
        };
        Some((told, self.holds(Right::LogWork, Scope::Somewhere) && self.may_log(city, people)))
    }

    fn node_seen(&self, city: &CityWork, thing: &EvidenceThing) -> Result<(String, Option<String>, bool), AppError> {
        let (id, node) = thing.id.rsplit_once(' ').ok_or_else(|| thing.not_found())?;
        let node = ProjectNode::from_word(node).ok_or_else(|| thing.not_found())?;
        let seen = self.project_seen(Right::SeeDispatch, city, id);
        let project = seen.map_err(|_| thing.not_found())?;
        let days = project.nodes[node as usize];
        if days.planned.is_none() && days.actual.is_none() && days.who.is_none() {
            return Err(thing.not_found());
        }
        let name = if project.name.is_empty() { &project.id } else { &project.name };
        let writes = self.project_seen(Right::EditProject, city, id).is_ok();
        Ok((format!("{name} {}", node.zh()), Some(project.id.clone()), writes))
    }
}

impl Desk {
    /// What is asked of evidence in writing goes over things of one right: a trip or a visit, or a node.
    pub(super) fn thing_of(&self, right: Right, given: &str) -> Result<(GraphPermit<'_>, EvidenceThing), AppError> {
        let at = self.may(right, Scope::Somewhere)?;
        let thing: EvidenceThing = given.parse()?;
        if thing.right() == right { Ok((at, thing)) } else { Err(thing.not_found()) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_thing_is_read_as_it_is_written() {
        for (given, told) in [
            ("visits:V1", "visits:V1"),
            ("走访：V1", "visits:V1"),
            ("trips: 春季 一", "trips:春季 一"),
            ("project_nodes:J 1 签约", "project_nodes:J 1 signed"),
        ] {
            assert_eq!(given.parse::<EvidenceThing>().unwrap().to_string(), told);
        }
        for given in ["", "V1", "visits:", "firms:x", "enterprises:cxmt", "project_nodes:J1", "project_nodes:J1 x"] {
            assert!(given.parse::<EvidenceThing>().unwrap_err().to_string().contains("看不懂"), "{given}");
        }
    }
}
