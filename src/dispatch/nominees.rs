//! Whom chains nominate (招商功勋企业家), and what these people brought.

use super::city_work::CityWork;
use super::stages::Stand;
use super::window::SheetWindow;
use crate::model::{Day, TargetState};

/// A nominated person with what they brought.
#[derive(Debug, Clone)]
pub struct Nominee {
    /// The chain that nominates.
    pub chain: u32,
    /// The person.
    pub person: u32,
    /// Enterprise and chain of the entries they introduced that got somewhere.
    pub entries: Vec<(u32, u32)>,
    /// Projects they introduced that were signed in the year.
    pub projects: Vec<u32>,
    /// 万元, as far as known.
    pub amount: f64,
}

/// The nominees of a year at a cut-off, by chain and person.
pub fn nominees(city: &CityWork, year: i16, cut: Day) -> Vec<Nominee> {
    let mut pairs: Vec<(u32, u32)> =
        city.nominations.iter().filter(|n| n.year == year).map(|n| (n.chain, n.person)).collect();
    pairs.sort_unstable();
    pairs.dedup();
    pairs.into_iter().map(|(chain, person)| nominee(city, (chain, person), year, cut)).collect()
}

/// The chains that nominate nobody in a year.
pub fn chains_without(city: &CityWork, year: i16) -> impl Iterator<Item = u32> + '_ {
    CityWork::places(&city.chains)
        .filter(move |chain| !city.nominations.iter().any(|n| n.year == year && n.chain == *chain))
}

fn nominee(city: &CityWork, (chain, person): (u32, u32), year: i16, cut: Day) -> Nominee {
    let got = |state| matches!(state, TargetState::Visited | TargetState::Negotiating | TargetState::Signed);
    let own = city.entries.iter().filter(|entry| entry.introducer == Some(person) && got(entry.state));
    let mut entries: Vec<(u32, u32)> = own.map(|entry| (entry.firm, entry.chain)).collect();
    let id = |(firm, chain): &(u32, u32)| (&city.firms[*firm as usize], &city.chain(*chain).id);
    entries.sort_by(|x, y| id(x).cmp(&id(y)));
    entries.dedup();
    let window = SheetWindow::at(cut);
    let from = Day::first_of_year(year);
    let to = from.months_after(11).last_of_month();
    let signed = |at: &u32| {
        let stand = Stand::of(city.project(*at), window);
        stand.project.introducer == Some(person) && stand.active && stand.signed_in(from.number(), to.number())
    };
    let projects: Vec<u32> = CityWork::places(&city.projects).filter(signed).collect();
    let amount = projects.iter().filter_map(|at| city.project(*at).amount).sum();
    Nominee { chain, person, entries, projects, amount }
}
