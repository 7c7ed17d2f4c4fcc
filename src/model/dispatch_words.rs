//! The closed vocabularies of dispatch (调度): posts, halves of days, visits, projects, bids, indicators.

use super::words::words;

words! {
    /// What a recruiter is measured as; absent: an ordinary recruiter.
    DutyPost {
        Chief = "chief", "党政主要领导";
        Lead = "lead", "四大班子主要领导、分管领导", "四大班子主要领导", "分管领导";
        Member = "member", "其他成员";
    }
}

words! {
    /// Half a day.
    DayHalf {
        Morning = "am", "上午";
        Afternoon = "pm", "下午";
    }
}

words! {
    /// How one met an enterprise.
    VisitKind {
        Visited = "visited", "走访";
        Received = "received", "来访", "接待";
        Called = "called", "通话", "电话";
    }
}

words! {
    /// What a project builds.
    ProjectKind {
        New = "new", "新建";
        Expansion = "expansion", "增资扩产";
        Upgrade = "upgrade", "技改";
    }
}

words! {
    /// A node of a project: stages in their order, then side nodes without order.
    ProjectNode {
        Proposed = "proposed", "谋划";
        Negotiating = "negotiating", "洽谈";
        Signed = "signed", "签约";
        Land = "land", "供地";
        Started = "started", "开工";
        Counted = "counted", "纳统";
        Completed = "completed", "竣工";
        Producing = "producing", "投产";
        Full = "full", "达产";
        LandReview = "land_review", "土地预审";
        Environment = "environment", "环评";
        Tender = "tender", "招标";
    }
}

impl ProjectNode {
    /// Whether it stands in the order of stages.
    pub fn is_stage(self) -> bool {
        self <= Self::Full
    }

    /// The stages in their order.
    pub fn stages() -> impl DoubleEndedIterator<Item = Self> {
        Self::ALL.iter().copied().filter(|node| node.is_stage())
    }
}

words! {
    /// Whose programme a bid is for.
    BidLevel {
        National = "national", "国家", "国家级";
        Provincial = "provincial", "省", "省级";
    }
}

words! {
    /// How far a bid is.
    BidState {
        Prepared = "prepared", "已包装";
        Submitted = "submitted", "已申报";
        Listed = "listed", "已入库";
        Funded = "funded", "已获批";
        Refused = "refused", "未通过";
    }
}

words! {
    /// Which way an indicator is better.
    BetterWay {
        More = "more", "越大越好";
        Less = "less", "越小越好";
    }
}
