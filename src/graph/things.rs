//! What stands in the graph's columns, one small struct a kind.

use super::{ChainIx, FirmIx, FundIx, SegmentIx, When};
use crate::model::{
    Adcode, EventDate, FeedKind, MeetingKind, Risk, SiteKind, SquadKind, Stage, Standing, Status, Verdict,
};
use crate::normalize::SaidAgainst;

/// An enterprise, as its records say (the texts stay in the graph's columns).
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Firm {
    /// The registered region.
    pub adcode: Option<Adcode>,
    /// None: no record says, which is not the same as ordinary.
    pub standing: Option<Standing>,
    /// Active where no record says.
    pub status: Status,
    /// None: no record says; it counts as not severe.
    pub risk: Option<Risk>,
    /// A country is given and it is not CN.
    pub foreign: bool,
    /// Yearly revenue in 万元.
    pub revenue: Option<f64>,
    /// What a list says against it beside its columns; nobody has looked whether it is so.
    pub against: Option<SaidAgainst>,
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
    /// A leaf, or a parent: then the firm is shown there (未细分) and counts for no leaf.
    pub segment: SegmentIx,
    /// Where it does this work; none: wherever the firm is.
    pub adcode: Option<Adcode>,
}

/// A place of work of one enterprise; the segments done there stand beside it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Site {
    /// Whose place of work it is.
    pub firm: FirmIx,
    /// The region it lies in, as exact as the row says.
    pub adcode: Adcode,
    /// A branch is no place a firm is at (docs/definitions.md#本地与外地).
    pub kind: SiteKind,
    /// From this day on it counts.
    pub opened: When,
}

/// A supplies fact seen from one end.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Trade {
    /// The customer or the supplier, whichever the list it stands in says.
    pub other: FirmIx,
    /// From this day on they trade.
    pub date: When,
}

/// A chain.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Chain {
    /// As references and questions name it.
    pub id: String,
    /// As shown: 集成电路.
    pub name: String,
    /// The city that runs it: the default home of every question about it.
    pub adcode: Option<Adcode>,
    /// 链长, as written; blank where nobody wrote it.
    pub leader: String,
    /// 牵头单位; blank where nobody wrote it.
    pub lead_unit: String,
    /// What the working group (工作组) is called; blank where nobody wrote it.
    pub group: String,
    /// Units and people of the working group, as written.
    pub members: Vec<String>,
    /// Enterprises the working group invites (链主企业).
    pub anchors: Vec<FirmIx>,
}

/// A segment of a chain.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Segment {
    /// As references and questions name it.
    pub id: String,
    /// The one chain it is a step of.
    pub chain: ChainIx,
    /// As shown: 光刻胶.
    pub name: String,
    /// 上游, 中游 or 下游.
    pub stage: Stage,
    /// The segment above it in the same chain; none: it is at the top.
    pub parent: Option<SegmentIx>,
    /// Whether no other segment names it as parent; only leaves get verdicts.
    pub leaf: bool,
    /// Whether it is a key segment (重点环节).
    pub key: bool,
    /// The day the group of the chain's city looked for local firms (摸排); none: nobody did.
    pub surveyed: Option<EventDate>,
    /// What is made there, by name.
    pub products: Vec<String>,
    /// Code of GB/T 4754 as given; blank where nobody wrote it.
    pub industry_code: String,
}

/// A feeds row; both ends may be of different chains, and may be parents.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Feed {
    /// Whose output is used.
    pub from: SegmentIx,
    /// Who uses it.
    pub to: SegmentIx,
    /// As given; blank is read by the stages of both ends.
    pub kind: Option<FeedKind>,
}

/// An investment fund.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Fund {
    /// As references and questions name it.
    pub id: String,
    /// As shown.
    pub name: String,
    /// Who manages it; blank where nobody wrote it. Funds of one name here have one manager.
    pub manager: String,
    /// 万元.
    pub size: Option<f64>,
    /// Whether it is a government fund (政府性基金); none: no record says.
    pub government: Option<bool>,
    /// What it invests in, in the words of its records.
    pub focus: Vec<String>,
    /// How much it puts in at a time, as written; blank where nobody wrote it.
    pub ticket: String,
}

/// Who invests: a fund or an enterprise.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Investor {
    /// An investment fund.
    Fund(FundIx),
    /// An enterprise that holds shares of another.
    Firm(FirmIx),
}

/// An investment fact.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Investment {
    /// Who puts the money in.
    pub investor: Investor,
    /// Who gets it.
    pub firm: FirmIx,
    /// 0–100.
    pub percent: Option<f64>,
    /// 万元.
    pub amount: Option<f64>,
    /// From this day on it counts.
    pub date: When,
}

/// A person.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Person {
    /// As references and questions name it.
    pub id: String,
    /// As shown.
    pub name: String,
    /// Native region (家乡); none: not known.
    pub native: Option<Adcode>,
    /// Schools, by name as written.
    pub alma_mater: Vec<String>,
    /// The region that made this person its 招商大使; none: no envoy.
    pub envoy: Option<Adcode>,
}

/// An industry association.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Association {
    /// As references and questions name it.
    pub id: String,
    /// As shown.
    pub name: String,
    /// The region it works in; none: not known.
    pub adcode: Option<Adcode>,
    /// The chain it belongs to; none: of no chain alone.
    pub chain: Option<ChainIx>,
}

/// A recruitment squad with its recruiters.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Squad {
    /// As references and questions name it.
    pub id: String,
    /// As shown.
    pub name: String,
    /// 顶格推进组, 尖刀班, 招商分局 or 驻外招商队.
    pub kind: SquadKind,
    /// Where it is posted; empty: nowhere in particular.
    pub regions: Vec<Adcode>,
    /// How many targets it can work on at once; none: any number.
    pub capacity: Option<u32>,
    /// In order of id.
    pub recruiters: Vec<Recruiter>,
}

/// A recruiter of a squad.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Recruiter {
    /// As references and questions name it.
    pub id: String,
    /// As shown.
    pub name: String,
    /// Rank or post as written; blank where nobody wrote it.
    pub rank: String,
}

/// A meeting about one chain, or about all where none is named.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Meeting {
    /// As references name it.
    pub id: String,
    /// The day it was held, as exact as written.
    pub date: EventDate,
    /// None: about all chains.
    pub chain: Option<ChainIx>,
    /// 调度会 or 工作组会; none: nobody wrote it.
    pub kind: Option<MeetingKind>,
    /// What was promised there, as it was written down.
    pub promised: String,
}

/// A person's verdict on a segment (认定).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Assessment {
    /// The home it speaks of; none means the chain's.
    pub adcode: Option<Adcode>,
    /// What the segment is in this person's eyes; it overrules the computed verdict (docs/definitions.md#认定).
    pub verdict: Verdict,
    /// Why, in the person's words.
    pub reason: String,
    /// Who says it, as written.
    pub who: String,
    /// From this day on it holds; of several that hold, the latest counts.
    pub date: EventDate,
    /// The last day it holds; none: until a later one.
    pub until: Option<EventDate>,
}
