//! Which ledgers there are.

use crate::access::Right;
use crate::app::right_to_write;
use crate::model::{CanonicalColumn, CanonicalTable, Kind, edited_by};

/// The source of what is typed in ledgers: one for all, so that the last word stands.
pub(super) fn source() -> String {
    edited_by("ledgers")
}

/// A list of rows of one kind that people keep.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ledger {
    /// What enterprises asked for.
    Requests,
    /// What was applied for.
    Bids,
    /// Which leader cares for which enterprise.
    Care,
    /// Whom chains nominate.
    Nominations,
    /// Who is to sign how much in a year.
    Duties,
    /// What is measured in a period.
    Indicators,
}

impl Ledger {
    /// All of them, in the order in which pages name them.
    pub const ALL: [Self; 6] =
        [Self::Duties, Self::Indicators, Self::Requests, Self::Bids, Self::Care, Self::Nominations];

    /// The kind of its rows.
    pub fn kind(self) -> Kind {
        match self {
            Self::Requests => Kind::Request,
            Self::Bids => Kind::Bid,
            Self::Care => Kind::Care,
            Self::Nominations => Kind::Nomination,
            Self::Duties => Kind::Duty,
            Self::Indicators => Kind::Indicator,
        }
    }

    /// Its page.
    pub fn path(self) -> &'static str {
        match self {
            Self::Requests => "/requests",
            Self::Bids => "/bids",
            Self::Care => "/care",
            Self::Nominations => "/nominations",
            Self::Duties => "/duties",
            Self::Indicators => "/race",
        }
    }

    /// What it is called.
    pub fn title(self) -> &'static str {
        match self {
            Self::Indicators => "季度赛马",
            other => other.kind().zh(),
        }
    }

    /// What a page says where it has no row.
    pub fn empty(self) -> &'static str {
        match self {
            Self::Requests => "没有这样的企业诉求。",
            Self::Bids => "没有这样的申报。",
            Self::Care => "没有这样的包联。",
            Self::Nominations => "这一年还没有提名功勋企业家。",
            Self::Duties => "这一年没有这样的任务。",
            Self::Indicators => "这个时段没有这样的指标。",
        }
    }

    /// The right to write a row.
    pub fn right(self) -> Right {
        right_to_write(self.kind())
    }

    /// How its rows may be narrowed, by code and word; the first is usual.
    pub fn choices(self) -> &'static [(&'static str, &'static str)] {
        match self {
            Self::Requests => &[("open", "在办的"), ("overdue", "逾期的"), ("closed", "已办结的"), ("all", "全部")],
            Self::Bids => &[("open", "在办的"), ("follow", "该跟进的"), ("ended", "已有结果的"), ("all", "全部")],
            Self::Care => &[("all", "全部"), ("unseen", "今年没有走访的")],
            Self::Nominations => &[("all", "全部")],
            Self::Duties => &[("all", "全部"), ("behind", "落后序时的")],
            Self::Indicators => &[("all", "全部"), ("weak", "短板")],
        }
    }

    /// Whether it is looked at period by period.
    pub fn by_period(self) -> bool {
        matches!(self, Self::Nominations | Self::Duties | Self::Indicators)
    }

    /// What its form asks: every column but an id that nobody types.
    pub fn columns(self) -> impl Iterator<Item = &'static CanonicalColumn> {
        CanonicalTable::of(self.kind()).columns.iter().filter(|column| !column.role.is_id())
    }

    /// The column that names a row to people.
    pub(super) fn heading(self) -> &'static str {
        match self {
            Self::Requests => "matter",
            Self::Bids => "name",
            Self::Care => "enterprise",
            Self::Nominations => "person",
            Self::Duties => "who",
            Self::Indicators => "indicator",
        }
    }

    /// The column that says when a row is of.
    pub(super) fn when(self) -> &'static str {
        match self {
            Self::Requests | Self::Bids => "date",
            Self::Care => "since",
            Self::Nominations | Self::Duties => "year",
            Self::Indicators => "period",
        }
    }

    /// The column that names whoever answers for a row.
    pub(super) fn holder(self) -> &'static str {
        match self {
            Self::Requests => "by",
            Self::Bids => "owner",
            Self::Care => "leader",
            Self::Nominations => "",
            Self::Duties | Self::Indicators => "who",
        }
    }
}
