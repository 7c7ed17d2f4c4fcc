//! The columns of a score sheet (成绩单), for each kind of its rows.

use crate::model::{BidState, ProjectNode};

/// What a sheet has a row for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ScoreRows {
    /// Each recruiter.
    Recruiters,
    /// Each squad.
    Squads,
    /// Each chain.
    Chains,
    /// Each fund that a project names.
    Funds,
}

impl ScoreRows {
    /// Every kind.
    pub const ALL: [Self; 4] = [Self::Recruiters, Self::Squads, Self::Chains, Self::Funds];

    /// As commands and formulas name it.
    pub fn code(self) -> &'static str {
        match self {
            Self::Recruiters => "recruiters",
            Self::Squads => "squads",
            Self::Chains => "chains",
            Self::Funds => "funds",
        }
    }

    /// As people read it.
    pub fn zh(self) -> &'static str {
        match self {
            Self::Recruiters => "招商员",
            Self::Squads => "招商队",
            Self::Chains => "产业链",
            Self::Funds => "基金",
        }
    }

    /// The columns of such a sheet.
    pub fn columns(self) -> &'static [&'static [SheetColumn]] {
        match self {
            Self::Recruiters => &OF_RECRUITERS,
            Self::Squads => &OF_SQUADS,
            Self::Chains => &OF_CHAINS,
            Self::Funds => &OF_FUNDS,
        }
    }
}

impl ScoreRows {
    /// The column of such a sheet with this key.
    pub fn column(self, key: &str) -> Option<&'static SheetColumn> {
        self.columns().iter().flat_map(|group| group.iter()).find(|column| column.key == key)
    }
}

impl std::str::FromStr for ScoreRows {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let known = Self::ALL.into_iter().find(|rows| text == rows.code() || text == rows.zh());
        known.ok_or_else(|| "请写 recruiters、squads、chains 或 funds".to_owned())
    }
}

/// What a column counts in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SheetUnit {
    /// Whole things.
    Things,
    /// Days in halves.
    Days,
    /// Means, to two decimals.
    Mean,
    /// 万元.
    Money,
    /// A share, told in percent.
    Share,
}

/// A column of a sheet.
#[derive(Debug, PartialEq, Eq)]
pub struct SheetColumn {
    /// In JSON and in formulas.
    pub key: &'static str,
    /// As people read it.
    pub word: &'static str,
    /// What it counts in.
    pub unit: SheetUnit,
}

use SheetUnit::{Days, Mean, Money, Share, Things};

const fn column(key: &'static str, word: &'static str, unit: SheetUnit) -> SheetColumn {
    SheetColumn { key, word, unit }
}

static OF_RECRUITERS: [&[SheetColumn]; 7] = [&PERSON_TRAVEL, &VISITS, &CARE, &PROJECTS, &DUTIES, &REQUESTS, &BIDS];
static OF_SQUADS: [&[SheetColumn]; 5] = [&SQUAD_TRAVEL, &VISITS, &LEADS, &PROJECTS, &DUTIES];
static OF_CHAINS: [&[SheetColumn]; 2] = [&PROJECTS, &BIDS];
static OF_FUNDS: [&[SheetColumn]; 1] = [&PROJECTS];

static PERSON_TRAVEL: [SheetColumn; 2] = [column("trips", "出行次数", Things), column("days", "驻外天数", Days)];

static SQUAD_TRAVEL: [SheetColumn; 4] = [
    column("trips", "出行次数", Things),
    column("frequency", "出行频次", Mean),
    column("days", "驻外天数", Days),
    column("days_mean", "平均驻外天数", Mean),
];

static VISITS: [SheetColumn; 2] = [column("visits", "走访次数", Things), column("met", "会见目标企业", Things)];

static CARE: [SheetColumn; 2] = [column("care", "包联企业", Things), column("cared", "已走访包联企业", Things)];

static LEADS: [SheetColumn; 1] = [column("leads", "新线索", Things)];

static PROJECTS: [SheetColumn; 26] = [
    column("signed", "签约项目", Things),
    column("amount", "签约金额", Money),
    column("amount_unknown", "金额未知项目", Things),
    column("over_1", "1 亿元以上", Things),
    column("over_5", "5 亿元以上", Things),
    column("over_10", "10 亿元以上", Things),
    column("over_50", "50 亿元以上", Things),
    column("land", "供地项目", Things),
    column("started", "开工项目", Things),
    column("counted", "纳统项目", Things),
    column("completed", "竣工项目", Things),
    column("producing", "投产项目", Things),
    column("signed_year", "本年签约项目", Things),
    column("amount_year", "本年签约金额", Money),
    column("invested", "到位资金", Money),
    column("statistics", "纳统投资", Money),
    column("land_rate", "供地率", Share),
    column("started_rate", "开工率", Share),
    column("counted_rate", "纳统率", Share),
    column("producing_rate", "投产率", Share),
    column("invested_rate", "资金到位率", Share),
    column("statistics_rate", "纳统投资率", Share),
    column("stalls", "五未", Things),
    column("health", "健康度问题", Things),
    column("missed", "漏报月季", Things),
    column("overdue", "逾期节点", Things),
];

static DUTIES: [SheetColumn; 2] = [column("duty", "任务完成率", Share), column("behind", "落后序时任务", Things)];

static REQUESTS: [SheetColumn; 4] = [
    column("requests", "新收诉求", Things),
    column("requests_open", "未办结诉求", Things),
    column("requests_overdue", "逾期诉求", Things),
    column("answered_rate", "按期答复率", Share),
];

static BIDS: [SheetColumn; 7] = [
    column("bids_prepared", "已包装申报", Things),
    column("bids_submitted", "已申报", Things),
    column("bids_listed", "已入库申报", Things),
    column("bids_funded", "已获批申报", Things),
    column("bids_refused", "未通过申报", Things),
    column("asked", "申请金额", Money),
    column("granted", "获批金额", Money),
];

/// 万元 from which a column counts projects; none where it does not.
pub fn amount_step(column: &str) -> Option<f64> {
    let keys = PROJECTS.iter().map(|column| column.key).filter(|key| key.starts_with("over_"));
    keys.zip(AMOUNT_STEPS).find(|(key, _)| *key == column).map(|(_, step)| step)
}

/// The nodes that are counted where their day lies in P, in the order of columns.
pub const COUNTED_NODES: [ProjectNode; 5] =
    [ProjectNode::Land, ProjectNode::Started, ProjectNode::Counted, ProjectNode::Completed, ProjectNode::Producing];

/// The nodes that rates are told of, in the order of columns.
pub const RATED_NODES: [ProjectNode; 4] =
    [ProjectNode::Land, ProjectNode::Started, ProjectNode::Counted, ProjectNode::Producing];

/// The states of bids, in the order of columns.
pub const BID_STATES: &[BidState] = BidState::ALL;

/// 万元 from which projects are counted apart, in the order of columns.
pub const AMOUNT_STEPS: [f64; 4] = [10_000.0, 50_000.0, 100_000.0, 500_000.0];
