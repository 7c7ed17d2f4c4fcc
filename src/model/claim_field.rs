//! What rows of claims and collisions keep.

use super::Holds;
use super::words::words;

words! {
    /// What is kept of a claim on a firm. The order is that on disk: new ones go to the end.
    ClaimField {
        /// The squad that has the firm, by id.
        Squad = "squad", "招商队";
        /// Who claimed it, as the journal calls them.
        By = "by", "认领人";
        Since = "since", "认领";
        Until = "until", "有效至";
        /// How it ended; blank where nothing ended it but its day.
        End = "end", "结束";
        /// The squad that had it before the last hand-over, by id.
        Before = "before", "移交前的招商队";
        /// Why it was handed over, kept or ended by those who arbitrate.
        Reason = "reason", "裁定理由";
        /// The day of that, or of the end.
        On = "on", "日期";
    }
}

words! {
    /// What is kept of a claim that was refused. The order is that on disk: new ones go to the end.
    CollisionField {
        /// Who wanted the firm, as the journal calls them.
        By = "by", "认领人";
        /// The squad that had it, by id.
        Holder = "holder", "已认领的招商队";
        On = "on", "日期";
        /// Until when that squad had it then.
        Until = "until", "有效至";
        /// What was decided; blank while nothing is.
        Ruling = "ruling", "裁定";
        Reason = "reason", "裁定理由";
    }
}

words! {
    /// How a claim ended before its day.
    ClaimEnd {
        Released = "released", "已释放";
        Signed = "signed", "已签约";
        Dropped = "dropped", "已放弃";
        Ruled = "ruled", "裁定终止";
        /// Two claimed firms turned out to be one, and the other claim stays.
        Merged = "merged", "合并后让出";
    }
}

words! {
    /// What those who arbitrate decide of a claim.
    Ruling {
        Keep = "keep", "维持";
        HandOver = "hand-over", "移交";
        End = "end", "终止";
    }
}

impl ClaimField {
    /// What it holds; a reason can be erased for good.
    pub fn holds(self) -> Holds {
        match self {
            Self::Reason => Holds::ErasableText,
            Self::Since | Self::Until | Self::On => Holds::Date,
            _ => Holds::Text,
        }
    }
}

impl CollisionField {
    /// What it holds; a reason can be erased for good.
    pub fn holds(self) -> Holds {
        match self {
            Self::Reason => Holds::ErasableText,
            Self::On | Self::Until => Holds::Date,
            _ => Holds::Text,
        }
    }
}
