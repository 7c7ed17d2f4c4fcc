//! Which projects a caller changes: `edit_project` of access.csv, over chains, squads, oneself. What they see is a
//! [`crate::dispatch::CityPart`].

use crate::access::{Right, Scope};
use crate::app::desk::GraphPermit;
use crate::app::{AppError, Traveller, names};
use crate::dispatch::{CityWork, Holder, Project};
use crate::graph::ChainIx;

/// What says whose a project is, by id.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(in crate::app) struct WhoseProject {
    /// The chain it is of.
    pub chain: Option<String>,
    /// The squad that moves it, or whose person has the credit.
    pub squad: Option<String>,
    /// The recruiter who has the credit.
    pub credit: Option<String>,
}

impl WhoseProject {
    pub fn of(city: &CityWork, project: &Project) -> Self {
        let credit = match project.credit {
            Some(Holder::Recruiter(at)) => Some(city.recruiters[at as usize].id.clone()),
            _ => None,
        };
        Self {
            chain: project.chain.map(|at| city.chain(at).id.clone()),
            squad: city.squad_of(project).map(|at| city.squads[at as usize].id.clone()),
            credit,
        }
    }
}

/// Over what a caller holds a right over projects, and over rows of ledgers.
pub(in crate::app) struct ProjectReach<'d> {
    at: GraphPermit<'d>,
    right: Right,
    oneself: Option<String>,
}

impl<'d> GraphPermit<'d> {
    pub(in crate::app) fn projects_of(self, right: Right, city: &CityWork) -> ProjectReach<'d> {
        let oneself = self.oneself(&Traveller::all(city));
        ProjectReach { at: self, right, oneself }
    }
}

impl GraphPermit<'_> {
    /// A chain, by id or name; one that the caller may not see is as if it were not there.
    pub(in crate::app) fn chain_seen(&self, given: &str) -> Result<ChainIx, AppError> {
        names::chain(self.desk().may(Right::SeeChain, Scope::Chain(given))?.graph(), given)
    }
}

impl ProjectReach<'_> {
    /// Whether the right is held over a project.
    pub fn reaches(&self, whose: &WhoseProject) -> bool {
        let holds = |scope| self.at.holds(self.right, scope);
        holds(Scope::City)
            || whose.chain.as_ref().is_some_and(|chain| holds(Scope::Chain(chain)))
            || whose.squad.as_ref().is_some_and(|squad| holds(Scope::Crew(squad)))
            || self.oneself.is_some() && whose.credit == self.oneself
    }

    /// The recruiter that the caller is, by id.
    pub fn oneself(&self) -> Option<&str> {
        self.oneself.as_deref()
    }

    /// Whom a new project is to be for, in words, where the right is not held over all.
    pub fn own_told(&self) -> String {
        let graph = self.at.graph();
        let chains = graph.chains.iter().filter(|chain| self.at.holds(self.right, Scope::Chain(&chain.id)));
        let squads = graph.squads.iter().filter(|squad| self.at.holds(self.right, Scope::Crew(&squad.id)));
        let named = chains.map(|chain| format!("产业链写{}", chain.name));
        let named = named.chain(squads.map(|squad| format!("招商队写{}", squad.name)));
        let oneself = self.oneself.iter().map(|_| "首谈归属写您自己".to_owned());
        named.chain(oneself).collect::<Vec<_>>().join("，或")
    }
}
