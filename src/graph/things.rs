//! What stands in the graph's columns, one small struct a kind.

use super::{ChainIx, FirmIx, FundIx, SegmentIx, When};
use crate::model::{
    Adcode, EventDate, FeedKind, MeetingKind, Risk, SiteKind, SquadKind, Stage, Standing, Status, Verdict,
};

/// An enterprise, as its records say (the texts stay in the graph's columns).
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Firm {
    /// The registered region.
    pub adcode: Option<Adcode>,
    pub standing: Option<Standing>,
    pub status: Status,
    pub risk: Option<Risk>,
    /// A country is given and it is not CN.
    pub foreign: bool,
    /// Yearly revenue in 万元.
    pub revenue: Option<f64>,
}

impl Firm {
    /// Whether the firm is in business.
    pub fn active(&self) -> bool {
        self.status == Status::Active
    }

    /// Active and not of severe risk: may be a candidate or a link of a path.
    pub fn sound(&self) -> bool {
        self.active() && self.risk != Some(Risk::Severe)
    }
}

/// One member fact: the firm does this segment, and in `adcode` where that is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Membership {
    pub segment: SegmentIx,
    pub adcode: Option<Adcode>,
}

/// A place of work of one enterprise; the segments done there stand beside it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Site {
    pub firm: FirmIx,
    pub adcode: Adcode,
    pub kind: SiteKind,
    pub opened: When,
}

/// A supplies fact seen from one end.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Trade {
    pub other: FirmIx,
    pub date: When,
}

/// A chain.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Chain {
    pub id: String,
    pub name: String,
    /// The city that runs it: the default home of every question about it.
    pub adcode: Option<Adcode>,
    pub leader: String,
    pub lead_unit: String,
    pub group: String,
    pub members: Vec<String>,
    pub anchors: Vec<FirmIx>,
}

/// A segment of a chain.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Segment {
    pub id: String,
    pub chain: ChainIx,
    pub name: String,
    pub stage: Stage,
    pub parent: Option<SegmentIx>,
    /// Whether another segment names it as parent; only leaves get verdicts.
    pub leaf: bool,
    pub key: bool,
    pub surveyed: Option<EventDate>,
    pub products: Vec<String>,
    pub industry_code: String,
}

/// A feeds row; both ends may be of different chains, and may be parents.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Feed {
    pub from: SegmentIx,
    pub to: SegmentIx,
    /// As given; blank is read by the stages of both ends.
    pub kind: Option<FeedKind>,
}

/// An investment fund.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Fund {
    pub id: String,
    pub name: String,
    pub manager: String,
    /// 万元.
    pub size: Option<f64>,
    pub government: Option<bool>,
    pub focus: Vec<String>,
    pub ticket: String,
}

/// Who invests: a fund or an enterprise.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Investor {
    Fund(FundIx),
    Firm(FirmIx),
}

/// An investment fact.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Investment {
    pub investor: Investor,
    pub firm: FirmIx,
    /// 0–100.
    pub percent: Option<f64>,
    /// 万元.
    pub amount: Option<f64>,
    pub date: When,
}

/// A person.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Person {
    pub id: String,
    pub name: String,
    pub native: Option<Adcode>,
    pub alma_mater: Vec<String>,
    pub envoy: Option<Adcode>,
}

/// An industry association.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Association {
    pub id: String,
    pub name: String,
    pub adcode: Option<Adcode>,
    pub chain: Option<ChainIx>,
}

/// A recruitment squad with its recruiters.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Squad {
    pub id: String,
    pub name: String,
    pub kind: SquadKind,
    pub regions: Vec<Adcode>,
    pub capacity: Option<u32>,
    pub recruiters: Vec<Recruiter>,
}

/// A recruiter of a squad.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Recruiter {
    pub id: String,
    pub name: String,
    pub rank: String,
}

/// A meeting about one chain, or about all where none is named.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Meeting {
    pub id: String,
    pub date: EventDate,
    pub chain: Option<ChainIx>,
    pub kind: Option<MeetingKind>,
    /// What was promised there, as it was written down.
    pub promised: String,
}

/// A person's verdict on a segment (认定).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Assessment {
    /// The home it speaks of; none means the chain's.
    pub adcode: Option<Adcode>,
    pub verdict: Verdict,
    pub reason: String,
    pub who: String,
    pub date: EventDate,
    pub until: Option<EventDate>,
}
