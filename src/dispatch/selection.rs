//! What belongs to a row of a sheet, and to all its rows together.

use super::city_part::CityPart;
use super::city_work::{CityWork, Holder, Project};
use super::sheet_columns::ScoreRows;

/// IdPlaces of what belongs to a row; each stands once, ascending.
#[derive(Debug, Clone, Default)]
pub struct Selection {
    /// Recruiters whose trips and visits count.
    pub people: Vec<u32>,
    /// Squads whose leads count.
    pub squads: Vec<u32>,
    /// Projects.
    pub projects: Vec<u32>,
    /// Whose duties count.
    pub holders: Vec<Holder>,
    /// Requests.
    pub requests: Vec<u32>,
    /// Bids.
    pub bids: Vec<u32>,
}

/// A row of a sheet before it is worked out.
#[derive(Debug, Clone)]
pub struct ChosenRow {
    /// Id.
    pub id: String,
    /// Name.
    pub name: String,
    /// What belongs to it.
    pub has: Selection,
}

/// The rows of a kind that are seen, in order of id, with what is seen of them.
pub fn rows((city, part): (&CityWork, &CityPart), rows: ScoreRows) -> Vec<ChosenRow> {
    type Sees = fn(&CityPart, u32) -> bool;
    let (mut all, is_seen): (Vec<ChosenRow>, Sees) = match rows {
        ScoreRows::Recruiters => (recruiters(city), CityPart::person),
        ScoreRows::Squads => (squads(city), CityPart::squad),
        ScoreRows::Chains => (chains(city), CityPart::chain),
        ScoreRows::Funds => (funds(city), |_, _| true),
    };
    if part.is_whole() {
        return all;
    }
    let mut place = 0..;
    all.retain(|_| place.next().is_some_and(|at| is_seen(part, at)));
    all.iter_mut().for_each(|row| row.has.keep(city, part));
    all.retain(|row| rows != ScoreRows::Funds || !row.has.projects.is_empty());
    all
}

impl Selection {
    /// Keeps what is seen.
    fn keep(&mut self, city: &CityWork, part: &CityPart) {
        self.people.retain(|at| part.person(*at));
        self.projects.retain(|at| part.project(*at));
        self.requests.retain(|at| part.request(&city.requests[*at as usize]));
        self.bids.retain(|at| part.bid(&city.bids[*at as usize]));
    }
}

/// All rows together: everything once.
pub fn together(rows: &[ChosenRow]) -> Selection {
    fn union<T: Ord + Copy>(rows: &[ChosenRow], of: impl Fn(&Selection) -> &Vec<T>) -> Vec<T> {
        let mut all: Vec<T> = rows.iter().flat_map(|row| of(&row.has)).copied().collect();
        all.sort_unstable();
        all.dedup();
        all
    }
    Selection {
        people: union(rows, |has| &has.people),
        squads: union(rows, |has| &has.squads),
        projects: union(rows, |has| &has.projects),
        holders: union(rows, |has| &has.holders),
        requests: union(rows, |has| &has.requests),
        bids: union(rows, |has| &has.bids),
    }
}

fn chosen(id: &str, name: &str, has: Selection) -> ChosenRow {
    ChosenRow { id: id.to_owned(), name: name.to_owned(), has }
}

/// The places of items by the place of what they belong to.
fn grouped<T>(count: usize, items: &[T], to: impl Fn(&T) -> Option<u32>) -> Vec<Vec<u32>> {
    let mut groups = vec![Vec::new(); count];
    for (at, item) in (0u32..).zip(items) {
        if let Some(group) = to(item) {
            groups[group as usize].push(at);
        }
    }
    groups
}

fn recruiters(city: &CityWork) -> Vec<ChosenRow> {
    let count = city.recruiters.len();
    let credited = |project: &Project| match project.credit? {
        Holder::Recruiter(at) => Some(at),
        Holder::Squad(_) => None,
    };
    let projects = grouped(count, &city.projects, credited);
    let requests = grouped(count, &city.requests, |request| request.by);
    let bids = grouped(count, &city.bids, |bid| bid.owner);
    let parts = projects.into_iter().zip(requests).zip(bids);
    let row = |((at, facts), ((projects, requests), bids)): ((u32, &super::RecruiterFacts), _)| {
        let (people, holders) = (vec![at], vec![Holder::Recruiter(at)]);
        chosen(&facts.id, &facts.name, Selection { people, holders, projects, requests, bids, squads: Vec::new() })
    };
    (0u32..).zip(&city.recruiters).zip(parts).map(row).collect()
}

fn squads(city: &CityWork) -> Vec<ChosenRow> {
    let projects = grouped(city.squads.len(), &city.projects, |project| city.squad_of(project));
    let row = |((at, facts), projects): ((u32, &super::SquadFacts), Vec<u32>)| {
        let (people, holders) = (facts.members.clone(), vec![Holder::Squad(at)]);
        chosen(
            &facts.id,
            &facts.name,
            Selection { people, holders, projects, squads: vec![at], ..Selection::default() },
        )
    };
    (0u32..).zip(&city.squads).zip(projects).map(row).collect()
}

fn chains(city: &CityWork) -> Vec<ChosenRow> {
    let projects = grouped(city.chains.len(), &city.projects, |project| project.chain);
    let bids = grouped(city.chains.len(), &city.bids, |bid| bid.chain);
    let row = |(facts, (projects, bids)): (&super::ChainFacts, (Vec<u32>, Vec<u32>))| {
        chosen(&facts.id, &facts.name, Selection { projects, bids, ..Selection::default() })
    };
    city.chains.iter().zip(projects.into_iter().zip(bids)).map(row).collect()
}

/// Funds that a project names, also one that was given up.
fn funds(city: &CityWork) -> Vec<ChosenRow> {
    let projects = grouped(city.funds.len(), &city.projects, |project| project.fund);
    let named = city.funds.iter().zip(projects).filter(|(_, projects)| !projects.is_empty());
    named.map(|((id, name), projects)| chosen(id, name, Selection { projects, ..Selection::default() })).collect()
}
