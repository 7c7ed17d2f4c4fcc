//! What stands on a brief.

use crate::draw::kit::TextBlock;
use crate::model::Verdict;

/// A brief as headings and lines.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BriefSheet {
    /// City, chain and what it is: 合肥市集成电路简报.
    pub title: String,
    /// Who leads the chain, and the day of the data.
    pub facts: Vec<String>,
    /// Leaves by verdict, for the bar.
    pub counts: Vec<(Verdict, usize)>,
    /// The same in words, with what changed.
    pub told: String,
    /// What matters most, and what comes next.
    pub lede: Vec<String>,
    /// In the order they are read.
    pub blocks: Vec<TextBlock>,
}

impl BriefSheet {
    /// The brief as a text for a chat.
    pub fn text(&self) -> String {
        let mut text = format!("【{}】{}\n{}\n", self.title, self.facts.join("，"), self.told);
        self.lede.iter().for_each(|line| text.push_str(&format!("{line}\n")));
        for block in &self.blocks {
            text.push_str(&format!("\n■ {}\n", block.heading));
            for item in &block.items {
                if let Some((_, badge)) = &item.badge {
                    text.push_str(&format!("{}（{badge}）\n", item.head));
                }
                let indent = if item.head.is_empty() { "" } else { "　" };
                item.all().for_each(|line| text.push_str(&format!("{indent}{line}\n")));
            }
        }
        text
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::draw::kit::TextItem;

    #[test]
    fn a_text_says_every_line_of_the_sheet_once_and_in_order() {
        let gap = TextItem {
            head: "1. 隔膜".to_owned(),
            badge: Some((Verdict::Fill, "缺失·补链".to_owned())),
            lines: vec!["本地没有企业做隔膜。".to_owned()],
            whom: vec!["甲（龙头）：没有引荐路径。".to_owned()],
        };
        let sheet = BriefSheet {
            title: "合肥市电池简报".to_owned(),
            facts: vec!["数据截至2026-11-27".to_owned(), "链长：示例".to_owned()],
            counts: vec![(Verdict::Fill, 1)],
            told: "1个环节：补链1。".to_owned(),
            lede: vec!["缺失1个，先补隔膜。".to_owned()],
            blocks: vec![
                TextBlock { heading: "缺失：1个".to_owned(), items: vec![gap] },
                TextBlock {
                    heading: "清单".to_owned(),
                    items: vec![TextItem::plain(vec!["清单还是空的。".to_owned()])],
                },
            ],
        };
        let expected = "【合肥市电池简报】数据截至2026-11-27，链长：示例\n1个环节：补链1。\n缺失1个，先补隔膜。\n\n■ 缺失：1个\n\
            1. 隔膜（缺失·补链）\n　本地没有企业做隔膜。\n　甲（龙头）：没有引荐路径。\n\n■ 清单\n清单还是空的。\n";
        assert_eq!(sheet.text(), expected);
    }
}
