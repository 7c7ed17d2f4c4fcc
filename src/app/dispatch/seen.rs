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
                let own = |at: &u32| Some(&*work.recruiters[*at as usize].id) == self.recruiter();
                over.people.extend((0u32..).zip(&work.recruiters).map(|(at, _)| at).find(own));
            }
        }
        CityPart::of(work, &over)
    }
}
