//! The part of a city's work that somebody sees.

use std::collections::BTreeSet;

use super::city_work::{Bid, CityWork, Duty, FirmRequest, Holder, Trip, Visit};

/// Over what somebody sees a city's work, by place.
#[derive(Debug, Clone, Default)]
pub struct SeenOver {
    /// Chains: their projects, bids and duties, and who travels for them.
    pub chains: Vec<u32>,
    /// Squads that are assigned to those chains.
    pub assigned: Vec<u32>,
    /// Squads: all that they and their people did.
    pub squads: Vec<u32>,
    /// Recruiters: all that they did.
    pub people: Vec<u32>,
}

/// The part of a city's work that somebody sees: of the rest nothing is told, and nothing is counted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CityPart {
    /// None: everything.
    of: Option<SeenPlaces>,
}

/// What is seen, by place.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
struct SeenPlaces {
    chains: BTreeSet<u32>,
    squads: BTreeSet<u32>,
    people: BTreeSet<u32>,
    /// Whose own work is seen, whatever its chain.
    holders: BTreeSet<Holder>,
    projects: BTreeSet<u32>,
}

impl CityPart {
    /// Everything.
    pub fn whole() -> Self {
        Self { of: None }
    }

    /// What is seen over these.
    pub fn of(city: &CityWork, over: &SeenOver) -> Self {
        let members = |squads: &[u32]| -> Vec<u32> {
            squads.iter().flat_map(|squad| &city.squads[*squad as usize].members).copied().collect()
        };
        let own: Vec<u32> = members(&over.squads).into_iter().chain(over.people.iter().copied()).collect();
        let squads = over.squads.iter().copied().map(Holder::Squad);
        let mut seen = SeenPlaces {
            chains: over.chains.iter().copied().collect(),
            squads: over.squads.iter().chain(&over.assigned).copied().collect(),
            people: own.iter().copied().chain(members(&over.assigned)).collect(),
            holders: squads.chain(own.into_iter().map(Holder::Recruiter)).collect(),
            projects: BTreeSet::new(),
        };
        seen.projects = CityWork::places(&city.projects).filter(|at| seen.is_own(city, *at)).collect();
        Self { of: Some(seen) }
    }

    fn sees(&self, which: impl FnOnce(&SeenPlaces) -> bool) -> bool {
        self.of.as_ref().is_none_or(which)
    }

    /// Whether it is everything.
    pub fn is_whole(&self) -> bool {
        self.of.is_none()
    }

    /// Whether a chain is seen as a whole.
    pub fn chain(&self, at: u32) -> bool {
        self.sees(|seen| seen.chains.contains(&at))
    }

    /// Whether it is seen who of a squad travelled.
    pub fn squad(&self, at: u32) -> bool {
        self.sees(|seen| seen.squads.contains(&at))
    }

    /// Whether it is seen where a recruiter travelled.
    pub fn person(&self, at: u32) -> bool {
        self.sees(|seen| seen.people.contains(&at))
    }

    /// Whether a project is seen.
    pub fn project(&self, at: u32) -> bool {
        self.sees(|seen| seen.projects.contains(&at))
    }

    /// Whether all of somebody's own work is seen.
    pub fn holder(&self, who: Holder) -> bool {
        self.sees(|seen| seen.holders.contains(&who))
    }

    /// Whether a duty is seen.
    pub fn duty(&self, duty: &Duty) -> bool {
        self.holder(duty.who) || duty.chain.is_some_and(|chain| self.chain(chain))
    }

    /// Whether a bid is seen.
    pub fn bid(&self, bid: &Bid) -> bool {
        self.is_whole() || bid.chain.is_some_and(|chain| self.chain(chain)) || self.is_of(bid.owner)
    }

    /// Whether a request is seen: with whoever took it down, or with a chain that its enterprise does something in.
    pub fn request(&self, request: &FirmRequest) -> bool {
        self.is_of(request.by) || request.chains.iter().any(|chain| self.chain(*chain))
    }

    /// Whether a trip is seen.
    pub fn trip(&self, trip: &Trip) -> bool {
        self.is_whole() || trip.people.iter().any(|who| self.person(*who))
    }

    /// Whether a visit is seen.
    pub fn visit(&self, visit: &Visit) -> bool {
        self.is_whole() || visit.people.iter().any(|who| self.person(*who))
    }

    /// Whether what somebody answers for is seen; what nobody does is the city's.
    pub fn answered_by(&self, who: Option<Holder>) -> bool {
        self.is_whole() || who.is_some_and(|who| self.holder(who))
    }

    fn is_of(&self, who: Option<u32>) -> bool {
        self.answered_by(who.map(Holder::Recruiter))
    }
}

impl SeenPlaces {
    fn is_own(&self, city: &CityWork, at: u32) -> bool {
        let project = city.project(at);
        let holds = |who: Holder| self.holders.contains(&who);
        project.chain.is_some_and(|chain| self.chains.contains(&chain))
            || project.credit.is_some_and(holds)
            || city.squad_of(project).map(Holder::Squad).is_some_and(holds)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::dispatch::{Project, RecruiterFacts, SquadFacts};
    use crate::model::SquadKind;

    /// Squads q0 of r0 and q1 of r1; projects of chain 0 credited to r0, of chain 1 to r1, of no chain to q1.
    fn city() -> CityWork {
        let squad = |id: &str, member| SquadFacts {
            id: id.to_owned(),
            name: id.to_owned(),
            kind: SquadKind::Station,
            members: vec![member],
        };
        let recruiter =
            |id: &str, squad| RecruiterFacts { id: id.to_owned(), name: id.to_owned(), squad: Some(squad), post: None };
        let project = |chain, credit| Project { chain, credit: Some(credit), ..Project::default() };
        CityWork {
            squads: vec![squad("q0", 0), squad("q1", 1)],
            recruiters: vec![recruiter("r0", 0), recruiter("r1", 1)],
            projects: vec![
                project(Some(0), Holder::Recruiter(0)),
                project(Some(1), Holder::Recruiter(1)),
                project(None, Holder::Squad(1)),
            ],
            ..CityWork::default()
        }
    }

    fn projects(part: &CityPart) -> Vec<u32> {
        (0..3).filter(|at| part.project(*at)).collect()
    }

    #[test]
    fn who_sees_a_chain_sees_its_projects_and_who_travels_for_it() {
        let part = CityPart::of(&city(), &SeenOver { chains: vec![0], assigned: vec![1], ..SeenOver::default() });
        assert_eq!(projects(&part), [0]);
        assert!(part.chain(0) && !part.chain(1) && part.squad(1) && part.person(1) && !part.person(0));
        assert!(!part.holder(Holder::Squad(1)), "what that squad did for others is not theirs to see");
    }

    #[test]
    fn who_sees_a_squad_sees_its_peoples_work_and_a_recruiter_only_their_own() {
        let squad = CityPart::of(&city(), &SeenOver { squads: vec![1], ..SeenOver::default() });
        assert_eq!(projects(&squad), [1, 2]);
        assert!(squad.holder(Holder::Recruiter(1)) && !squad.squad(0) && !squad.chain(1));
        let own = CityPart::of(&city(), &SeenOver { people: vec![1], ..SeenOver::default() });
        assert_eq!(projects(&own), [1]);
        assert!(own.person(1) && !own.squad(1) && !own.holder(Holder::Squad(1)));
    }

    #[test]
    fn whoever_sees_nothing_sees_nothing_and_the_whole_is_everything() {
        let nothing = CityPart::of(&city(), &SeenOver::default());
        assert!(projects(&nothing).is_empty() && !nothing.answered_by(None));
        let whole = CityPart::whole();
        assert!(projects(&whole).len() == 3 && whole.answered_by(None) && whole.is_whole());
    }
}
