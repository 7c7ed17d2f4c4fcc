//! The values of each kind of record, decoded from rows.

use super::facts::{Fill, fills};
use crate::graph::When;
use crate::model::{
    Adcode, CanonicalTable, EventDate, FeedKind, Kind, MeetingKind, NodeId, Risk, SiteKind, SquadKind, Stage, Standing,
    Status, ValuesView, Verdict,
};
use crate::normalize::{SaidAgainst, said_coming};

/// Reads the fields of one row by name.
#[derive(Clone, Copy)]
pub struct Reader<'a> {
    table: &'static CanonicalTable,
    values: ValuesView<'a>,
}

impl<'a> Reader<'a> {
    /// A reader of a row of `kind`.
    pub fn new(kind: Kind, values: ValuesView<'a>) -> Self {
        Self { table: CanonicalTable::of(kind), values }
    }

    /// The text of a column.
    pub fn text(self, name: &str) -> Option<&'a str> {
        self.values.text(self.table.field(name)?)
    }

    fn string(self, name: &str) -> String {
        self.text(name).unwrap_or_default().to_owned()
    }

    fn read<T: std::str::FromStr>(self, name: &str) -> Option<T> {
        self.text(name)?.parse().ok()
    }

    fn list(self, name: &str) -> Vec<String> {
        crate::normalize::text::list(self.text(name).unwrap_or_default()).map(str::to_owned).collect()
    }

    fn yes(self, name: &str) -> Option<bool> {
        self.text(name).map(|t| t == "1")
    }

    /// The first thing that columns beside the table's say against what the row is about.
    fn against(self) -> Option<SaidAgainst> {
        self.values.extras().find_map(|(heading, text)| SaidAgainst::of(heading, text))
    }

    /// The first thing that columns beside the table's say of the coming of what the row is about.
    fn coming(self) -> Option<Box<str>> {
        self.values.extras().find_map(|(_, text)| said_coming(text)).map(Box::from)
    }

    fn nodes(self, name: &str) -> Vec<NodeId> {
        let field = self.table.field(name);
        field.map(|f| self.values.references(f).iter().map(|r| r.to).collect()).unwrap_or_default()
    }
}

macro_rules! records {
    ($($(#[$meta:meta])* $name:ident { $($field:ident: $type:ty = |$reader:ident| $read:expr;)+ })+) => {$(
        $(#[$meta])*
        #[derive(Debug, Clone)]
        pub struct $name { $(pub $field: $type),+ }

        impl $name {
            /// Decodes a row.
            pub fn read(reader: Reader<'_>) -> Self {
                Self { $($field: { let $reader = reader; $read }),+ }
            }
        }

        fills!($name { $($field),+ });
    )+};
}

records! {
    FirmRecord {
        name: String = |r| r.string("name");
        short_name: String = |r| r.string("short_name");
        adcode: Option<Adcode> = |r| r.read("adcode");
        standing: Option<Standing> = |r| r.read("standing");
        status: Option<Status> = |r| r.read("status");
        risk: Option<Risk> = |r| r.read("risk");
        foreign: Option<bool> = |r| r.text("country").map(|c| c != "CN");
        revenue: Option<f64> = |r| r.read("revenue");
        against: Option<SaidAgainst> = |r| r.against();
        coming: Option<Box<str>> = |r| r.coming();
    }
    ChainRecord {
        name: String = |r| r.string("name");
        adcode: Option<Adcode> = |r| r.read("adcode");
        leader: String = |r| r.string("leader");
        lead_unit: String = |r| r.string("lead_unit");
        group: String = |r| r.string("group");
        members: Vec<String> = |r| r.list("members");
        anchors: Vec<NodeId> = |r| r.nodes("anchors");
    }
    SegmentRecord {
        chain: Vec<NodeId> = |r| r.nodes("chain");
        name: String = |r| r.string("name");
        stage: Option<Stage> = |r| r.read("stage");
        parent: Vec<NodeId> = |r| r.nodes("parent");
        key: Option<bool> = |r| r.yes("key");
        surveyed: Option<EventDate> = |r| r.read("surveyed");
        products: Vec<String> = |r| r.list("products");
        industry_code: String = |r| r.string("industry_code");
    }
    FundRecord {
        name: String = |r| r.string("name");
        manager: String = |r| r.string("manager");
        size: Option<f64> = |r| r.read("size");
        government: Option<bool> = |r| r.yes("government");
        focus: Vec<String> = |r| r.list("focus");
        ticket: String = |r| r.string("ticket");
    }
    PersonRecord {
        name: String = |r| r.string("name");
        native: Option<Adcode> = |r| r.read("native_adcode");
        alma_mater: Vec<String> = |r| r.list("alma_mater");
        envoy: Option<Adcode> = |r| r.read("envoy");
    }
    AssociationRecord {
        name: String = |r| r.string("name");
        adcode: Option<Adcode> = |r| r.read("adcode");
        chain: Vec<NodeId> = |r| r.nodes("chain");
    }
    SquadRecord {
        name: String = |r| r.string("name");
        kind: Option<SquadKind> = |r| r.read("kind");
        regions: Vec<Adcode> = |r| r.list("adcodes").iter().filter_map(|t| t.parse().ok()).collect();
        capacity: Option<u32> = |r| r.read("capacity");
    }
    RecruiterRecord {
        name: String = |r| r.string("name");
        squad: Vec<NodeId> = |r| r.nodes("squad");
        rank: String = |r| r.string("rank");
    }
    SourceRecord {
        trust: Option<f64> = |r| r.read("trust");
    }
    RegionRecord {
        name: String = |r| r.string("name");
        longitude: Option<f64> = |r| r.read("longitude");
        latitude: Option<f64> = |r| r.read("latitude");
    }
    /// Where the row has an id, enterprise and region are values; else they are in its key.
    SiteRecord {
        firm: Vec<NodeId> = |r| r.nodes("enterprise");
        adcode: Option<Adcode> = |r| r.read("adcode");
        kind: Option<SiteKind> = |r| r.read("kind");
        opened: Option<When> = |r| r.read("opened").map(|d| When::of(Some(d)));
        segments: Vec<NodeId> = |r| r.nodes("segments");
    }
    FeedRecord {
        kind: Option<FeedKind> = |r| r.read("kind");
    }
    SupplyRecord {
        date: Option<When> = |r| r.read("date").map(|d| When::of(Some(d)));
    }
    InvestmentRecord {
        percent: Option<f64> = |r| r.read("percent");
        amount: Option<f64> = |r| r.read("amount");
    }
    MeetingRecord {
        date: Option<EventDate> = |r| r.read("date");
        chain: Vec<NodeId> = |r| r.nodes("chain");
        kind: Option<MeetingKind> = |r| r.read("kind");
        promised: String = |r| r.string("promised");
    }
    AssessmentRecord {
        verdict: Option<Verdict> = |r| r.read("verdict");
        reason: String = |r| r.string("reason");
        until: Option<EventDate> = |r| r.read("until");
    }
}
