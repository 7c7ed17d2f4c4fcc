//! What a city's people did, as dispatch looks at it: rows with places in place of ids, days as numbers.

use std::fmt;

use crate::model::{Adcode, BidState, DutyPost, Period, ProjectNode, SquadKind, TargetState, VisitKind};

/// Everything that a sheet looks at, whatever its day. IdPlaces are those in the lists here; what has an id
/// stands in its order, but the enterprises.
#[derive(Debug, Default)]
pub struct CityWork {
    /// Squads.
    pub squads: Vec<SquadFacts>,
    /// Recruiters, with a squad or without.
    pub recruiters: Vec<RecruiterFacts>,
    /// Chains.
    pub chains: Vec<ChainFacts>,
    /// Funds: id and name.
    pub funds: Vec<(String, String)>,
    /// Ids of people.
    pub people: Vec<String>,
    /// Ids of the enterprises that are named here.
    pub firms: Vec<String>,
    /// Trips.
    pub trips: Vec<Trip>,
    /// Visits.
    pub visits: Vec<Visit>,
    /// Projects with their nodes and progress.
    pub projects: Vec<Project>,
    /// What enterprises asked for.
    pub requests: Vec<FirmRequest>,
    /// What was applied for.
    pub bids: Vec<Bid>,
    /// Leader, enterprise, and the day since when.
    pub care: Vec<(u32, u32, Option<i32>)>,
    /// Who is nominated.
    pub nominations: Vec<Nomination>,
    /// Indicators.
    pub indicators: Vec<Indicator>,
    /// Duties.
    pub duties: Vec<Duty>,
    /// Entries of target lists.
    pub entries: Vec<ListedFirm>,
    /// Records of enterprises that squads brought.
    pub leads: Vec<SquadLead>,
    /// Investments of which a percentage is known.
    pub holdings: Vec<ShareHeld>,
}

/// A squad.
#[derive(Debug, Clone)]
pub struct SquadFacts {
    /// Id.
    pub id: String,
    /// Name.
    pub name: String,
    /// Kind.
    pub kind: SquadKind,
    /// Its recruiters.
    pub members: Vec<u32>,
}

/// A recruiter.
#[derive(Debug, Clone)]
pub struct RecruiterFacts {
    /// Id.
    pub id: String,
    /// Name.
    pub name: String,
    /// None: of no squad.
    pub squad: Option<u32>,
    /// None: an ordinary recruiter.
    pub post: Option<DutyPost>,
}

/// A chain.
#[derive(Debug, Clone)]
pub struct ChainFacts {
    /// Id.
    pub id: String,
    /// Name.
    pub name: String,
    /// As given; blank where nobody wrote it.
    pub leader: String,
    /// The city that runs it.
    pub adcode: Option<Adcode>,
}

/// Whom work is credited to, by place.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Holder {
    /// A recruiter.
    Recruiter(u32),
    /// A squad.
    Squad(u32),
}

/// A trip, from a half day to a half day: twice the number of its day, and one more for the afternoon.
#[derive(Debug, Clone)]
pub struct Trip {
    /// Id.
    pub id: String,
    /// Recruiters.
    pub people: Vec<u32>,
    /// The day it began.
    pub out: i32,
    /// The half day it began.
    pub first_half: i32,
    /// The half day it ends; none: still away.
    pub last_half: Option<i32>,
    /// Where to; none named counts as away.
    pub regions: Vec<Adcode>,
}

/// A record of an enterprise that a squad brought.
#[derive(Debug, Clone)]
pub struct SquadLead {
    /// The squad.
    pub squad: u32,
    /// The day it was seen.
    pub seen: i32,
    /// Id of the enterprise.
    pub firm: String,
}

/// A visit.
#[derive(Debug, Clone)]
pub struct Visit {
    /// What its row is known by: its id, else whom, when and how.
    pub row: String,
    /// Whom.
    pub firm: u32,
    /// When.
    pub date: i32,
    /// How.
    pub kind: VisitKind,
    /// Recruiters.
    pub people: Vec<u32>,
}

/// A project.
#[derive(Debug, Clone, Default)]
pub struct Project {
    /// Id.
    pub id: String,
    /// Name.
    pub name: String,
    /// Whose.
    pub firm: u32,
    /// Its chain.
    pub chain: Option<u32>,
    /// Where it is built.
    pub adcode: Option<Adcode>,
    /// 万元.
    pub amount: Option<f64>,
    /// Whom it is credited to.
    pub credit: Option<Holder>,
    /// The squad that moves it, where it is named.
    pub squad: Option<u32>,
    /// The fund that brought it.
    pub fund: Option<u32>,
    /// The person who introduced it.
    pub introducer: Option<u32>,
    /// The day it was given up.
    pub dropped: Option<i32>,
    /// By [`ProjectNode`].
    pub nodes: [NodeDays; ProjectNode::ALL.len()],
    /// By day.
    pub progress: Vec<ProjectTold>,
}

/// A node of a project.
#[derive(Debug, Clone, Copy, Default)]
pub struct NodeDays {
    /// The last day of what is planned.
    pub planned: Option<i32>,
    /// The day it was reached.
    pub actual: Option<i32>,
    /// Who answers for it.
    pub who: Option<u32>,
}

/// What was told of a project up to a day, 万元.
#[derive(Debug, Clone, Copy)]
pub struct ProjectTold {
    /// The day.
    pub date: i32,
    /// As reported.
    pub invested: Option<f64>,
    /// As entered in statistics.
    pub statistics: Option<f64>,
}

/// What an enterprise asked for.
#[derive(Debug, Clone)]
pub struct FirmRequest {
    /// Id.
    pub id: String,
    /// What for.
    pub matter: String,
    /// When it asked.
    pub date: i32,
    /// Who took it down.
    pub by: Option<u32>,
    /// The chains in which the enterprise does something.
    pub chains: Vec<u32>,
    /// The last day for an answer.
    pub due: Option<i32>,
    /// The day of the answer.
    pub answered: Option<i32>,
    /// The day it was closed.
    pub closed: Option<i32>,
}

/// What was applied for.
#[derive(Debug, Clone)]
pub struct Bid {
    /// Id.
    pub id: String,
    /// Its chain.
    pub chain: Option<u32>,
    /// Who sees to it.
    pub owner: Option<u32>,
    /// How far it is.
    pub state: BidState,
    /// None: it has always been there.
    pub date: Option<i32>,
    /// 万元.
    pub asked: Option<f64>,
    /// 万元.
    pub granted: Option<f64>,
}

/// Who is nominated by a chain.
#[derive(Debug, Clone, Copy)]
pub struct Nomination {
    /// The chain.
    pub chain: u32,
    /// The year.
    pub year: i16,
    /// The person.
    pub person: u32,
}

/// An indicator of a period.
#[derive(Debug, Clone)]
pub struct Indicator {
    /// What is measured.
    pub name: String,
    /// As written.
    pub period_text: String,
    /// The same as days.
    pub period: Period,
    /// None: the city's.
    pub who: Option<Holder>,
    /// What is to be reached.
    pub target: Option<f64>,
    /// What is.
    pub actual: Option<f64>,
    /// What was a year ago.
    pub last_year: Option<f64>,
    /// Place among others.
    pub rank: Option<f64>,
    /// How many those are.
    pub of: Option<f64>,
    /// Whether less is better.
    pub less: bool,
}

/// So many projects of at least so much in a year.
#[derive(Debug, Clone, Copy)]
pub struct Duty {
    /// The year.
    pub year: i16,
    /// Whose.
    pub who: Holder,
    /// 万元.
    pub least: f64,
    /// None: of any chain.
    pub chain: Option<u32>,
    /// How many.
    pub count: u32,
}

/// An entry of a target list.
#[derive(Debug, Clone, Copy)]
pub struct ListedFirm {
    /// The enterprise.
    pub firm: u32,
    /// The chain whose list it is on.
    pub chain: u32,
    /// How far it is.
    pub state: TargetState,
    /// The person who introduces, where that is one.
    pub introducer: Option<u32>,
}

/// A share of one enterprise that is held by an investor.
#[derive(Debug, Clone, Copy)]
pub struct ShareHeld {
    /// Who holds it.
    pub investor: ShareHolder,
    /// Of whom.
    pub firm: u32,
    /// 0–100.
    pub percent: f64,
    /// None: always.
    pub date: Option<i32>,
}

/// Who holds a share.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ShareHolder {
    /// An enterprise among those named here.
    Firm(u32),
    /// A fund, or an enterprise that is not named here.
    Other(u32),
}

impl CityWork {
    /// Whom work is credited to, as `kind:id`.
    pub fn told(&self, who: Holder) -> HolderTold<'_> {
        match who {
            Holder::Recruiter(at) => HolderTold { kind: "recruiter", id: &self.recruiters[at as usize].id },
            Holder::Squad(at) => HolderTold { kind: "squad", id: &self.squads[at as usize].id },
        }
    }

    /// The same where there is one.
    pub fn who_told(&self, who: Option<Holder>) -> Option<String> {
        who.map(|who| self.told(who).to_string())
    }

    /// The squad that a project is of: the one named, else the one that has the credit or whose member has.
    pub fn squad_of(&self, project: &Project) -> Option<u32> {
        project.squad.or_else(|| match project.credit? {
            Holder::Squad(squad) => Some(squad),
            Holder::Recruiter(recruiter) => self.recruiters[recruiter as usize].squad,
        })
    }

    /// The chain of a place.
    pub fn chain(&self, at: u32) -> &ChainFacts {
        &self.chains[at as usize]
    }

    /// The project of a place.
    pub fn project(&self, at: u32) -> &Project {
        &self.projects[at as usize]
    }

    /// The place of every item of one of the lists.
    pub fn places<T>(list: &[T]) -> impl Iterator<Item = u32> + use<T> {
        0..u32::try_from(list.len()).unwrap_or(u32::MAX)
    }
}

/// `kind:id` of whoever work is credited to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct HolderTold<'c> {
    kind: &'static str,
    id: &'c str,
}

impl<'c> HolderTold<'c> {
    /// What it is ordered by where recruiters and squads stand among each other.
    pub fn by_id(self) -> (&'c str, &'static str) {
        (self.id, self.kind)
    }
}

impl fmt::Display for HolderTold<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}", self.kind, self.id)
    }
}
