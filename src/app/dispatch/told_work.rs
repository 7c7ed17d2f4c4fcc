//! Rows and graph as the work of a city: ids become places.

use std::collections::HashMap;

use super::firm_places::{FirmPlaces, chains_of_firm};
use super::said_rows::{SaidRows, SaidThing};
use crate::dispatch::{
    Bid, ChainFacts, CityWork, Duty, FirmRequest, Holder, Indicator, ListedFirm, Nomination, Project, ProjectTold,
    RecruiterFacts, ShareHeld, ShareHolder, SquadFacts, SquadLead, Trip, Visit,
};
use crate::graph::{Graph, Investor};
use crate::model::{BetterWay, BidState, DayHalf, Kind, NodeName, OF_SQUAD, Period, ProjectNode, VisitKind};

/// The places of things by id.
#[derive(Default)]
pub struct IdPlaces(HashMap<(Kind, String), u32>);

impl IdPlaces {
    fn of_ids<'i>(&mut self, kind: Kind, ids: impl Iterator<Item = &'i String>) {
        self.0.extend((0u32..).zip(ids).map(|(at, id)| ((kind, id.clone()), at)));
    }

    /// The place of a thing; none where its record is closed.
    pub fn of(&self, kind: Kind, name: &NodeName) -> Option<u32> {
        (name.kind == kind).then(|| self.by_id(kind, &name.text))?
    }

    /// The same by its id.
    pub fn by_id(&self, kind: Kind, id: &str) -> Option<u32> {
        self.0.get(&(kind, id.to_owned())).copied()
    }

    fn holder(&self, name: &NodeName) -> Option<Holder> {
        let recruiter = || self.of(Kind::Recruiter, name).map(Holder::Recruiter);
        self.of(Kind::Squad, name).map(Holder::Squad).or_else(recruiter)
    }

    fn people(&self, said: &SaidThing<'_>) -> Vec<u32> {
        let mut people: Vec<u32> = said.named("people").filter_map(|name| self.of(Kind::Recruiter, name)).collect();
        people.sort_unstable();
        people.dedup();
        people
    }

    fn one(&self, kind: Kind, said: &SaidThing<'_>, column: &str) -> Option<u32> {
        said.named(column).next().and_then(|name| self.of(kind, name))
    }
}

/// What rows say, beside a graph; entries of lists come later.
pub fn told(rows: &SaidRows, graph: &Graph, firms: &mut FirmPlaces<'_>) -> (CityWork, IdPlaces) {
    let (mut work, mut places) = (CityWork::default(), IdPlaces::default());
    of_graph(graph, &mut work, &mut places);
    recruiters(rows, firms, &mut work, &mut places);
    work.trips = rows.of(Kind::Trip, firms).iter().filter_map(|said| trip(said, &places)).collect();
    work.trips.sort_by(|x, y| x.id.cmp(&y.id));
    work.visits = rows.of(Kind::Visit, firms).iter().filter_map(|said| visit(said, &places, firms)).collect();
    projects(rows, firms, &mut work, &mut places);
    requests_and_bids(rows, (graph, firms), &mut work, &places);
    care_and_nominations(rows, firms, &mut work, &places);
    indicators_and_duties(rows, firms, &mut work, &places);
    (work, places)
}

fn of_graph(graph: &Graph, work: &mut CityWork, places: &mut IdPlaces) {
    let squad = |squad: &crate::graph::Squad| SquadFacts {
        id: squad.id.clone(),
        name: squad.name.clone(),
        kind: squad.kind,
        members: Vec::new(),
    };
    let chain = |chain: &crate::graph::Chain| ChainFacts {
        id: chain.id.clone(),
        name: chain.name.clone(),
        leader: chain.leader.clone(),
        adcode: chain.adcode,
    };
    work.squads = graph.squads.iter().map(squad).collect();
    work.chains = graph.chains.iter().map(chain).collect();
    work.funds = graph.funds.iter().map(|fund| (fund.id.clone(), fund.name.clone())).collect();
    work.people = graph.people.iter().map(|person| person.id.clone()).collect();
    places.of_ids(Kind::Squad, work.squads.iter().map(|squad| &squad.id));
    places.of_ids(Kind::Chain, work.chains.iter().map(|chain| &chain.id));
    places.of_ids(Kind::Fund, work.funds.iter().map(|(id, _)| id));
    places.of_ids(Kind::Person, work.people.iter());
    let lead = |(source, seen, record): &(String, crate::graph::When, String)| {
        let squad = places.by_id(Kind::Squad, source.strip_prefix(OF_SQUAD)?)?;
        Some(SquadLead { squad, seen: seen.day()?.number(), firm: record.clone() })
    };
    work.leads = graph.leads.iter().filter_map(lead).collect();
}

fn recruiters(rows: &SaidRows, firms: &mut FirmPlaces<'_>, work: &mut CityWork, places: &mut IdPlaces) {
    let recruiter = |said: &SaidThing<'_>| {
        Some(RecruiterFacts {
            id: said.id()?.to_owned(),
            name: said.text("name").unwrap_or_default().to_owned(),
            squad: places.one(Kind::Squad, said, "squad"),
            post: said.read("post"),
        })
    };
    work.recruiters = rows.of(Kind::Recruiter, firms).iter().filter_map(recruiter).collect();
    work.recruiters.sort_by(|x, y| x.id.cmp(&y.id));
    places.of_ids(Kind::Recruiter, work.recruiters.iter().map(|recruiter| &recruiter.id));
    for (at, recruiter) in (0u32..).zip(&work.recruiters) {
        if let Some(squad) = recruiter.squad {
            work.squads[squad as usize].members.push(at);
        }
    }
}

fn trip(said: &SaidThing<'_>, places: &IdPlaces) -> Option<Trip> {
    let out = said.day("out")?;
    let half = |column| said.read::<DayHalf>(column);
    let first = i32::from(half("out_half") == Some(DayHalf::Afternoon));
    let last = i32::from(half("back_half") != Some(DayHalf::Morning));
    let regions = crate::normalize::text::list(said.text("adcodes").unwrap_or_default());
    Some(Trip {
        id: said.id()?.to_owned(),
        people: places.people(said),
        out,
        first_half: out * 2 + first,
        last_half: said.last_day("back").map(|back| back * 2 + last),
        regions: regions.filter_map(|code| code.parse().ok()).collect(),
    })
}

/// With an id, whom and when are values; else they are the key.
fn visit(said: &SaidThing<'_>, places: &IdPlaces, firms: &mut FirmPlaces<'_>) -> Option<Visit> {
    let by_id = said.id().is_some();
    let firm = if by_id { said.named("enterprise").next() } else { said.first() }?;
    let date = if by_id { said.text("date") } else { said.key(0) }?.parse::<crate::model::EventDate>().ok()?;
    let kind = if by_id { said.text("kind") } else { said.key(1) };
    Some(Visit {
        row: said.row(),
        firm: firms.of(&firm.text),
        date: date.day().number(),
        kind: kind.and_then(|kind| kind.parse().ok()).unwrap_or(VisitKind::Visited),
        people: places.people(said),
    })
}

fn projects(rows: &SaidRows, firms: &mut FirmPlaces<'_>, work: &mut CityWork, places: &mut IdPlaces) {
    let said = rows.of(Kind::Project, firms);
    work.projects = said.iter().filter_map(|said| project(said, places, firms)).collect();
    work.projects.sort_by(|x, y| x.id.cmp(&y.id));
    places.of_ids(Kind::Project, work.projects.iter().map(|project| &project.id));
    let place = |said: &SaidThing<'_>| places.of(Kind::Project, said.first()?);
    for said in rows.of(Kind::ProjectNode, firms) {
        let node = said.key(0).and_then(|node| node.parse::<ProjectNode>().ok());
        let Some((at, node)) = place(&said).zip(node) else { continue };
        let days = &mut work.projects[at as usize].nodes[node as usize];
        days.planned = said.last_day("planned");
        days.actual = said.day("actual");
        days.who = places.one(Kind::Recruiter, &said, "who");
    }
    for said in rows.of(Kind::ProjectProgress, firms) {
        let date = said.key(0).and_then(|date| date.parse::<crate::model::EventDate>().ok());
        let Some((at, date)) = place(&said).zip(date) else { continue };
        let (invested, statistics) = (said.read("invested"), said.read("statistics"));
        let progress = ProjectTold { date: date.day().number(), invested, statistics };
        work.projects[at as usize].progress.push(progress);
    }
    // Rows of one project come in the order of their texts, so that of one day the day itself is later than its month.
    work.projects.iter_mut().for_each(|project| project.progress.sort_by_key(|progress| progress.date));
}

fn project(said: &SaidThing<'_>, places: &IdPlaces, firms: &mut FirmPlaces<'_>) -> Option<Project> {
    Some(Project {
        id: said.id()?.to_owned(),
        name: said.text("name").unwrap_or_default().to_owned(),
        firm: firms.of(&said.named("enterprise").next()?.text),
        chain: places.one(Kind::Chain, said, "chain"),
        adcode: said.read("adcode"),
        amount: said.read("amount"),
        credit: said.named("credit").next().and_then(|name| places.holder(name)),
        squad: places.one(Kind::Squad, said, "squad"),
        fund: places.one(Kind::Fund, said, "fund"),
        introducer: places.one(Kind::Person, said, "introducer"),
        dropped: said.day("dropped"),
        ..Project::default()
    })
}

fn requests_and_bids(
    rows: &SaidRows,
    (graph, firms): (&Graph, &mut FirmPlaces<'_>),
    work: &mut CityWork,
    places: &IdPlaces,
) {
    let chains = |said: &SaidThing<'_>| {
        let of = said.named("enterprise").next().map(|name| chains_of_firm(graph, &name.text));
        of.unwrap_or_default().iter().filter_map(|chain| places.by_id(Kind::Chain, chain)).collect()
    };
    let request = |said: &SaidThing<'_>| {
        Some(FirmRequest {
            id: said.id()?.to_owned(),
            matter: said.text("matter").unwrap_or_default().to_owned(),
            date: said.day("date")?,
            by: places.one(Kind::Recruiter, said, "by"),
            chains: chains(said),
            due: said.last_day("due"),
            answered: said.day("answered"),
            closed: said.day("closed"),
        })
    };
    work.requests = rows.of(Kind::Request, firms).iter().filter_map(request).collect();
    work.requests.sort_by(|x, y| x.id.cmp(&y.id));
    let bid = |said: &SaidThing<'_>| Bid {
        id: said.id().unwrap_or_default().to_owned(),
        chain: places.one(Kind::Chain, said, "chain"),
        owner: places.one(Kind::Recruiter, said, "owner"),
        state: said.read("state").unwrap_or(BidState::Prepared),
        date: said.day("date"),
        asked: said.read("asked"),
        granted: said.read("granted"),
    };
    work.bids = rows.of(Kind::Bid, firms).iter().map(bid).collect();
}

fn care_and_nominations(rows: &SaidRows, firms: &mut FirmPlaces<'_>, work: &mut CityWork, places: &IdPlaces) {
    let said = rows.of(Kind::Care, firms);
    for said in &said {
        let leader = said.first().and_then(|name| places.of(Kind::Recruiter, name));
        if let Some((leader, firm)) = leader.zip(said.second()) {
            work.care.push((leader, firms.of(&firm.text), said.day("since")));
        }
    }
    let nomination = |said: &SaidThing<'_>| {
        Some(Nomination {
            chain: places.of(Kind::Chain, said.first()?)?,
            year: said.key(0)?.parse().ok()?,
            person: places.of(Kind::Person, said.second()?)?,
        })
    };
    work.nominations = rows.of(Kind::Nomination, firms).iter().filter_map(nomination).collect();
}

fn indicators_and_duties(rows: &SaidRows, firms: &mut FirmPlaces<'_>, work: &mut CityWork, places: &IdPlaces) {
    let indicator = |said: &SaidThing<'_>| {
        let period_text = said.key(1)?.to_owned();
        Some(Indicator {
            name: said.key(0)?.to_owned(),
            period: period_text.parse::<Period>().ok()?,
            period_text,
            who: said.first().and_then(|name| places.holder(name)),
            target: said.read("target"),
            actual: said.read("actual"),
            last_year: said.read("last_year"),
            rank: said.read("rank"),
            of: said.read("of"),
            less: said.read("direction") == Some(BetterWay::Less),
        })
    };
    work.indicators = rows.of(Kind::Indicator, firms).iter().filter_map(indicator).collect();
    let duty = |said: &SaidThing<'_>| {
        let chain = said.second().map(|name| places.of(Kind::Chain, name));
        Some(Duty {
            year: said.key(0)?.parse().ok()?,
            who: places.holder(said.first()?)?,
            least: said.key(1)?.parse().ok()?,
            chain: match chain {
                None => None,
                Some(chain) => Some(chain?),
            },
            count: said.read("count")?,
        })
    };
    work.duties = rows.of(Kind::Duty, firms).iter().filter_map(duty).collect();
}

/// Shares of the enterprises that rows name, with whoever holds them.
pub fn holdings(graph: &Graph, firms: &FirmPlaces<'_>) -> Vec<ShareHeld> {
    /// Enterprises that no row names stand above the funds.
    const UNNAMED: u32 = 1 << 31;
    let held = |investment: &crate::graph::Investment| {
        let (firm, percent) = (firms.named(investment.firm)?, investment.percent?);
        let investor = match investment.investor {
            Investor::Fund(fund) => ShareHolder::Other(fund.0),
            Investor::Firm(firm) => firms.named(firm).map_or(ShareHolder::Other(firm.0 | UNNAMED), ShareHolder::Firm),
        };
        Some(ShareHeld { investor, firm, percent, date: investment.date.day().map(crate::model::Day::number) })
    };
    graph.investments.iter().filter_map(held).collect()
}

/// Who introduces an entry, as people wrote it: a person by id, else by a name that is theirs alone.
pub fn introducer(graph: &Graph, places: &IdPlaces, given: &str) -> Option<u32> {
    let given = crate::normalize::text::folded(given);
    let id = given.strip_prefix("person:").unwrap_or(&given);
    places.by_id(Kind::Person, id).or_else(|| {
        let mut named = (0u32..).zip(&graph.people).filter(|(_, person)| person.name == given).map(|(at, _)| at);
        named.next().filter(|_| named.next().is_none())
    })
}

/// An entry of a list with places.
pub fn entry(firm: u32, chain: u32, entry: &crate::work::Entry, introducer: Option<u32>) -> ListedFirm {
    ListedFirm { firm, chain, state: entry.state(), introducer }
}
