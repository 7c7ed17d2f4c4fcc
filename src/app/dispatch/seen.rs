//! The part of a city's work that a caller sees.
//!
//! Invariant: **Whoever sees a part is told and counted nothing else.** Who sees everything sees the whole; who sees chains,
//! their projects, bids and duties, and who of the squads assigned to them travelled; a captain all of the squad's; a recruiter
//! their own.

use crate::access::{Right, Scope};
use crate::app::desk::GraphPermit;
use crate::dispatch::{CityPart, CityWork, SeenOver};

impl GraphPermit<'_> {
    /// What the caller sees of a city's work.
    pub(in crate::app) fn part_of(&self, work: &CityWork) -> CityPart {
        if self.holds(Right::SeeDispatch, Scope::City) {
            return CityPart::whole();
        }
        let sees = |scope| self.holds(Right::SeeDispatch, scope);
        let mut over = SeenOver::default();
        over.chains.extend((0u32..).zip(&work.chains).filter(|(_, c)| sees(Scope::Chain(&c.id))).map(|(at, _)| at));
        let assigned = self.graph().assignments.iter().filter(|(chain, _)| over.chains.contains(&chain.0));
        over.assigned.extend(assigned.map(|(_, squad)| squad.0));
        for (at, squad) in (0u32..).zip(&work.squads) {
            if sees(Scope::Crew(&squad.id)) {
                over.squads.push(at);
            } else if sees(Scope::Oneself(&squad.id)) {
                over.people.extend(self.oneself_in(work, at));
            }
        }
        CityPart::of(work, &over)
    }

    /// The recruiter that the caller is in a squad: the one whose id is their login, else the only one of their name.
    fn oneself_in(&self, work: &CityWork, squad: u32) -> Option<u32> {
        let person = self.person()?;
        let members = &work.squads[squad as usize].members;
        let with = |is: &dyn Fn(u32) -> bool| -> Vec<u32> { members.iter().copied().filter(|at| is(*at)).collect() };
        let named = with(&|at| work.recruiters[at as usize].id == person.login);
        let called = with(&|at| work.recruiters[at as usize].name == person.name);
        match (named.as_slice(), called.as_slice()) {
            ([one], _) | ([], [one]) => Some(*one),
            _ => None,
        }
    }
}
