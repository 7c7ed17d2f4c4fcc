use super::words::words;

words! {
    /// The verdict on a leaf segment for one home region (table of gaps.md).
    Verdict {
        Strong = "strong", "优势";
        Strengthen = "strengthen", "强链";
        Fill = "fill", "补链";
        Extend = "extend", "延链";
        Build = "build", "建链";
        Unsurveyed = "unsurveyed", "待摸排";
    }
}

impl Verdict {
    /// Whether a segment with this effective verdict is a gap.
    pub fn is_gap(self) -> bool {
        !matches!(self, Verdict::Strong | Verdict::Unsurveyed)
    }
}

words! {
    /// Which way an `extend` gap lies from what is present.
    Direction {
        Upstream = "upstream", "向上游";
        Downstream = "downstream", "向下游";
    }
}

words! {
    /// What the chain's order rests on: recorded feeds, or only its stages (low confidence).
    Basis {
        Feeds = "feeds", "供给关系";
        Stages = "stages", "上中下游";
    }
}
