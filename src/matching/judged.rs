//! What is said of two firms by their names and codes, and why.

use super::places::Nearness;
use super::words::OrgForm;

/// What two records are to each other.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Likeness {
    /// Nothing speaks for one firm.
    None,
    /// Somebody has to look.
    Review,
    /// One firm, and nothing speaks against it.
    Same,
}

impl Likeness {
    /// The word in files: `same`, `review`, `none`.
    pub fn word(self) -> &'static str {
        match self {
            Self::None => "none",
            Self::Review => "review",
            Self::Same => "same",
        }
    }

    /// What people read.
    pub fn told(self) -> &'static str {
        match self {
            Self::None => "不像",
            Self::Review => "待核对",
            Self::Same => "同一家",
        }
    }
}

/// Something that speaks for or against two records being one firm.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum NameGround {
    /// The same credit code.
    SameCreditCode,
    /// The same stock code.
    SameStockCode,
    /// The names are letter for letter the same, as they compare.
    SameName(String),
    /// The same but for the form.
    SameButForm(String),
    /// The same brand.
    SameBrand(String),
    /// Letters that the short name shares with the long one, in their order.
    Shares(String),
    /// One is a former name of the other.
    FormerName(String),
    /// What the short name has and the long one has not.
    Missing(String),
    /// The regions of both.
    Regions(Nearness),
    /// Two valid credit codes.
    CreditCodesDiffer,
    /// Two stock codes.
    StockCodesDiffer,
    /// Two numbers: 一厂, 二厂.
    NumbersDiffer(String, String),
    /// Two kinds of organisation: a holding and its company.
    FormsDiffer(OrgForm, OrgForm),
    /// Two trades.
    TradesDiffer(String, String),
    /// Two full names, without region and form.
    FullNamesDiffer(String, String),
    /// One is a site of the other.
    Site(String),
    /// Nothing tells the firm from others.
    Generic,
    /// Another firm is as near.
    Rival,
    /// A code is the same where the names are not alike.
    NamesUnlike,
}

impl NameGround {
    /// Whether it forbids to say `same`.
    pub fn is_against(&self) -> bool {
        match self {
            Self::Regions(nearness) => *nearness == Nearness::Apart,
            Self::CreditCodesDiffer | Self::StockCodesDiffer | Self::NumbersDiffer(..) => true,
            Self::FormsDiffer(..) | Self::TradesDiffer(..) | Self::FullNamesDiffer(..) | Self::Site(_) => true,
            Self::Missing(_) | Self::Generic | Self::Rival | Self::NamesUnlike => true,
            _ => false,
        }
    }

    /// The reason in words.
    pub fn in_words(&self) -> String {
        match self {
            Self::SameCreditCode => "统一社会信用代码相同".to_owned(),
            Self::SameStockCode => "股票代码相同".to_owned(),
            Self::SameName(name) => format!("名称相同（{name}）"),
            Self::SameButForm(core) => format!("除组织形式外相同（{core}）"),
            Self::SameBrand(brand) => format!("字号相同（{brand}）"),
            Self::Shares(letters) => format!("依次含有“{letters}”"),
            Self::FormerName(name) => format!("与曾用名相同（{name}）"),
            Self::Missing(letters) => format!("对方名称中没有“{letters}”"),
            Self::Regions(Nearness::Same) => "地区相符".to_owned(),
            Self::Regions(Nearness::Apart) => "地区不同".to_owned(),
            Self::Regions(Nearness::Unknown) => "地区未知".to_owned(),
            Self::CreditCodesDiffer => "两个有效的统一社会信用代码不同".to_owned(),
            Self::StockCodesDiffer => "股票代码不同".to_owned(),
            Self::NumbersDiffer(one, other) => format!("编号不同（{one} 与 {other}）"),
            Self::FormsDiffer(one, other) => format!("组织形式不同（{} 与 {}）", one.word(), other.word()),
            Self::TradesDiffer(one, other) => format!("行业用词不同（{one} 与 {other}）"),
            Self::FullNamesDiffer(one, other) => format!("两个全称不同（{one} 与 {other}）"),
            Self::Site(site) => format!("其中一个是分支机构（{site}）"),
            Self::Generic => "名称里没有能区分企业的字号".to_owned(),
            Self::Rival => "另有企业同样接近".to_owned(),
            Self::NamesUnlike => "代码相同，名称却不像".to_owned(),
        }
    }
}

/// What is said of two firms.
#[derive(Debug, Clone, PartialEq)]
pub struct Judged {
    /// What they are to each other.
    pub verdict: Likeness,
    /// From 0 to 1: a ranking, made a promise by the verdict.
    pub score: f64,
    /// Why: what speaks for it first, then what speaks against it.
    pub reasons: Vec<NameGround>,
}

impl Judged {
    /// The reasons in one sentence.
    pub fn why(&self) -> String {
        self.reasons.iter().map(NameGround::in_words).collect::<Vec<_>>().join("；")
    }
}
