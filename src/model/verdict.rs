use super::words::words;

words! {
    /// The verdict on a leaf segment for one home region (docs/definitions.md#结论).
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
    /// 强, 弱 or 缺: what a verdict means in one character; none where nobody looked.
    pub fn strength(self) -> Option<&'static str> {
        match self {
            Verdict::Strong => Some("强"),
            Verdict::Strengthen => Some("弱"),
            Verdict::Fill | Verdict::Extend | Verdict::Build => Some("缺"),
            Verdict::Unsurveyed => None,
        }
    }

    /// What people read: 缺·补链; where nobody surveyed any leaf, 缺（未摸排）·补链.
    pub fn label(self, any_surveyed: bool) -> String {
        let word = self.zh();
        match self.strength() {
            None => word.to_owned(),
            Some(strength) if any_surveyed || !self.is_gap() => format!("{strength}·{word}"),
            Some(strength) => format!("{strength}（未摸排）·{word}"),
        }
    }

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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_say_what_is_missing_and_whether_anybody_looked() {
        assert_eq!(Verdict::Fill.label(true), "缺·补链");
        assert_eq!(Verdict::Build.label(false), "缺（未摸排）·建链");
        assert_eq!(Verdict::Strong.label(false), "强·优势");
        assert_eq!(Verdict::Unsurveyed.label(false), "待摸排");
    }
}
