use super::words::words;

words! {
    /// The verdict on a leaf segment for one home region (docs/definitions.md#结论). Read as well: its badge, as it is
    /// shown and as it once was.
    Verdict {
        /// Present, with an anchor or enough firms.
        Strong = "strong", "优势", "强·优势";
        /// Present, and not strong.
        Strengthen = "strengthen", "强链", "薄弱·强链", "薄弱（未摸排）·强链", "弱·强链", "弱（未摸排）·强链";
        /// Missing between what is present, or beside it as an input.
        Fill = "fill", "补链", "缺失·补链", "缺失（未摸排）·补链", "缺·补链", "缺（未摸排）·补链";
        /// Missing at one end of what is present; see [`Direction`].
        Extend = "extend", "延链", "缺失·延链", "缺失（未摸排）·延链", "缺·延链", "缺（未摸排）·延链";
        /// Missing, with nothing present before or behind it.
        Build = "build", "建链", "缺失·建链", "缺失（未摸排）·建链", "缺·建链", "缺（未摸排）·建链";
        /// No local firm is known and nobody has looked for one: no gap, but a task for the working group.
        Unsurveyed = "unsurveyed", "待摸排";
    }
}

impl Verdict {
    /// 薄弱 or 缺失: what kind of gap it is; none where it is no gap.
    pub fn lack(self) -> Option<&'static str> {
        match self {
            Verdict::Strengthen => Some("薄弱"),
            Verdict::Fill | Verdict::Extend | Verdict::Build => Some("缺失"),
            Verdict::Strong | Verdict::Unsurveyed => None,
        }
    }

    /// The badge: 缺失·补链; where nobody surveyed any leaf, 缺失（未摸排）·补链.
    pub fn label(self, any_surveyed: bool) -> String {
        let word = self.zh();
        match self.lack() {
            None => word.to_owned(),
            Some(lack) if any_surveyed => format!("{lack}·{word}"),
            Some(lack) => format!("{lack}（未摸排）·{word}"),
        }
    }

    /// Whether a segment with this effective verdict is a gap.
    pub fn is_gap(self) -> bool {
        self.lack().is_some()
    }
}

words! {
    /// Which way an `extend` gap lies from what is present.
    Direction {
        /// The gap feeds what is present.
        Upstream = "upstream", "向上游";
        /// The gap is fed by what is present.
        Downstream = "downstream", "向下游";
    }
}

words! {
    /// What the chain's order rests on: recorded feeds, or only its stages (low confidence).
    Basis {
        /// Feeds of the chain are recorded.
        Feeds = "feeds", "供给关系";
        /// No usable feed: every segment is taken to feed those of the next stage.
        Stages = "stages", "上中下游";
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_say_what_is_missing_and_whether_anybody_looked() {
        let labels = |surveyed| Verdict::ALL.iter().map(|verdict| verdict.label(surveyed)).collect::<Vec<_>>();
        assert_eq!(labels(true), ["优势", "薄弱·强链", "缺失·补链", "缺失·延链", "缺失·建链", "待摸排"]);
        assert_eq!(
            labels(false)[1..5],
            ["强链", "补链", "延链", "建链"].map(|word| match word {
                "强链" => "薄弱（未摸排）·强链".to_owned(),
                word => format!("缺失（未摸排）·{word}"),
            })
        );
    }

    #[test]
    fn a_badge_is_read_as_it_is_and_as_it_was() {
        for &verdict in Verdict::ALL {
            for badge in [verdict.label(true), verdict.label(false)] {
                let before = badge.replace("薄弱", "弱").replace("缺失", "缺");
                let before = if verdict == Verdict::Strong { format!("强·{before}") } else { before };
                assert_eq!((Verdict::from_word(&badge), Verdict::from_word(&before)), (Some(verdict), Some(verdict)));
            }
        }
        assert_eq!(Verdict::from_word("缺·强链"), None);
    }
}
