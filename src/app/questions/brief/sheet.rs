//! A brief as headings and lines: what stands on paper and goes into a chat.

use super::{Brief, BriefGap, BriefLack};
use crate::draw::{BriefSheet, TextBlock, TextItem};
use crate::gaps::VerdictCounts;
use crate::model::Verdict;

impl VerdictCounts {
    /// Every verdict with its count, in the order in which they are told.
    pub fn all(self) -> [(Verdict, usize); 6] {
        let counts = [self.strong, self.strengthen, self.fill, self.extend, self.build, self.unsurveyed];
        std::array::from_fn(|at| (Verdict::ALL[at], counts[at]))
    }
}

impl Brief {
    /// The brief as one sheet.
    pub fn sheet(&self) -> BriefSheet {
        let head = &self.head;
        let counts = self.verdicts.all();
        let told = counts.iter().filter(|(_, count)| *count > 0);
        let told: Vec<String> = told.map(|(verdict, count)| format!("{}{count}", verdict.zh())).collect();
        let leaves: usize = counts.iter().map(|(_, count)| count).sum();
        let list = self.list.as_ref().map_or_else(
            || vec![self.without_list().to_owned()],
            |list| std::iter::once(list.funnel()).chain(list.late()).collect(),
        );
        BriefSheet {
            title: format!("{}{}简报", head.home_name, head.chain_name),
            facts: [format!("数据截至 {}", head.as_of), self.led_by()].into_iter().filter(|f| !f.is_empty()).collect(),
            counts: counts.to_vec(),
            lede: self
                .assumption()
                .into_iter()
                .chain([self.lede()])
                .chain(self.action.as_ref().and_then(|action| action.told()))
                .collect(),
            told: format!("{leaves}个环节：{}。{}", told.join("、"), self.change_if_known()),
            blocks: [block("缺失", &self.missing), block("薄弱", &self.weak), TextBlock::plain("清单", list)]
                .into_iter()
                .chain((!self.dispatch.is_empty()).then(|| TextBlock::plain("调度", self.dispatch.clone())))
                .chain([
                    TextBlock::plain(format!("{}以来有何变化", self.since.told()), self.moved_or_why()),
                    TextBlock::plain("还没有人看过", self.nobody_looked()),
                ])
                .collect(),
        }
    }

    fn change_if_known(&self) -> String {
        if self.since.unknown.is_some() { String::new() } else { self.change() }
    }

    /// What moved; where nothing can be compared, that it cannot.
    fn moved_or_why(&self) -> Vec<String> {
        let moved = self.moved();
        if moved.is_empty() { vec![self.change()] } else { moved }
    }
}

fn block(kind: &str, lack: &BriefLack) -> TextBlock {
    let heading = match (lack.total, lack.first.len()) {
        (0, _) => format!("没有{kind}的环节"),
        (total, told) if total > told => format!("最要紧的{kind}：{total}个中的前{told}个"),
        (total, _) => format!("{kind}：{total}个"),
    };
    TextBlock { heading, items: (1..).zip(&lack.first).map(|(place, gap)| item(place, gap)).collect() }
}

/// A gap as people read it: its reason, its best targets, who is on it.
pub(in crate::app) fn item(place: usize, gap: &BriefGap) -> TextItem {
    TextItem {
        head: format!("{place}. {}", gap.name),
        badge: Some((gap.verdict, gap.verdict_name.clone())),
        lines: gap.reason.iter().flat_map(|reason| [reason.headline.clone(), reason.more.clone()]).collect(),
        whom: gap.whom().collect(),
    }
}
