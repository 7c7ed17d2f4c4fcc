//! What stands above a header and says the unit of the amounts below it: 单位：亿元、人.

use std::collections::BTreeSet;

use crate::ingest::amount::AmountRule;
use crate::ingest::rows::SourceRow;
use crate::normalize::text;

/// The units that rows above a header say.
#[derive(Debug, Clone, Default)]
pub struct UnitsAbove {
    /// The different ones of money, each with the row that says it first.
    money: Vec<(AmountRule, u64)>,
}

/// The word behind which units stand.
const UNIT: &str = "单位";
/// A row of titles has no more different texts.
const FEW: usize = 3;
/// What stands between two units.
const BETWEEN: [char; 9] = ['、', ',', '/', ';', ' ', '和', '及', '或', '|'];
/// What counts heads, firms or pieces is no money.
const COUNTED: [char; 10] = ['人', '名', '个', '家', '户', '台', '套', '件', '项', '亩'];

impl UnitsAbove {
    /// What these rows say.
    pub fn of(rows: &[SourceRow]) -> Self {
        let mut above = Self::default();
        for row in rows {
            let texts: BTreeSet<String> = row.cells.iter().map(|cell| text::folded(&cell.text)).collect();
            // In a row of many texts one speaks of its own column, unless it speaks of units alone: 营收（单位：百万）.
            let few = texts.iter().filter(|text| !text.is_empty()).count() <= FEW;
            let alone =
                |text: &str| text.trim_start_matches(['(', '金', '额', '计', '量', '货', '币']).starts_with(UNIT);
            texts.iter().filter(|text| few || alone(text)).for_each(|text| above.hear(text, row.number));
        }
        above
    }

    /// The one unit of money, with its row; none where none is said, or several are.
    pub fn money(&self) -> Option<(&AmountRule, u64)> {
        let [(rule, row)] = self.money.as_slice() else { return None };
        rule.currency.is_none().then_some((rule, *row))
    }

    /// The units of money, where nobody can tell which of them is meant.
    pub fn unclear(&self) -> Option<String> {
        let words: Vec<String> = self.money.iter().map(|(rule, _)| word_of(rule)).collect();
        (self.money().is_none() && !words.is_empty()).then(|| words.join("、"))
    }

    fn hear(&mut self, cell: &str, row: u64) {
        let bare = cell.trim_matches(['(', ')', '[', ']', ' ']);
        let said: Vec<&str> = match bare.contains(UNIT) {
            // 填报单位：某局 is followed by no unit.
            true => bare.split(UNIT).skip(1).flat_map(units).collect(),
            false => bare.strip_prefix("金额").map_or(vec![bare], |rest| units(rest).collect()),
        };
        for rule in said.into_iter().filter_map(money) {
            if self.money.iter().all(|(known, _)| *known != rule) {
                self.money.push((rule, row));
            }
        }
    }
}

/// What a unit is called, 万元 too.
pub fn word_of(rule: &AmountRule) -> String {
    Some(rule.word()).filter(|word| !word.is_empty()).unwrap_or_else(|| "万元".to_owned())
}

/// The units right behind the word for it: `：亿元、人）`.
fn units(behind: &str) -> impl Iterator<Item = &str> {
    let behind = behind.trim_start_matches([' ', ':', '=', '为', '均', '是', '(']);
    let parts = behind.split(BETWEEN).map(|part| part.trim_matches(['(', ')', '[', ']', '.', '。']));
    parts.filter(|part| !part.is_empty()).take_while(|part| money(part).is_some() || part.ends_with(COUNTED))
}

/// The unit of money that a word is.
fn money(word: &str) -> Option<AmountRule> {
    if word.ends_with(COUNTED) { None } else { AmountRule::of_unit(word) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ingest::rows::SourceCell;

    fn above(cells: &[&str]) -> UnitsAbove {
        let cell = |text: &&str| SourceCell { text: (*text).to_owned(), ..SourceCell::default() };
        UnitsAbove::of(&[SourceRow { number: 2, cells: cells.iter().map(cell).collect() }])
    }

    #[test]
    fn a_unit_is_heard_however_it_is_said() {
        for (cells, unit) in [
            (&["填报单位：市经信局低空专班    单位：亿元、人"][..], "亿元"),
            (&["填报单位：市经信局", "", "2026年10月", "单位:万元"], "万元"),
            (&["（单位：亿元、人）"], "亿元"),
            (&["单位：人、亿元"], "亿元"),
            (&["金额单位：万元；人数单位：人"], "万元"),
            (&["金额：万元"], "万元"),
            (&["计量单位 千元"], "千元"),
            (&["（万元）"], "万元"),
            (&["单位：元"], "元"),
            (&["重点企业名录（单位：百万元）"], "百万元"),
            (&["单位：人民币亿元"], "亿元"),
            (&["单位：万元/人"], "万元"),
            (&["单位：万元", "单位：万元"], "万元"),
            (&["附件1", "某市", "2026年", "（单位：万元）"], "万元"),
        ] {
            let heard = above(cells);
            assert_eq!(heard.money().map(|(rule, row)| (word_of(rule), row)), Some((unit.to_owned(), 2)), "{cells:?}");
        }
    }

    #[test]
    fn what_is_no_unit_or_several_is_none() {
        for cells in [
            &["填报单位：市经信局"][..],
            &["单位：人"],
            &["单位：家、人"],
            &["责任单位", "万元集团"],
            &["2026年"],
            &[""],
            &["序号", "名称", "营收（单位：百万）", "资本"],
        ] {
            let heard = above(cells);
            assert!(heard.money().is_none() && heard.unclear().is_none(), "{cells:?}");
        }
        for (cells, words) in [
            (&["单位：亿元、万元"][..], "亿元、万元"),
            (&["单位：亿元", "金额：万元"], "亿元、万元"),
            (&["单位：万美元"], "万美元"),
        ] {
            assert_eq!(above(cells).unclear().as_deref(), Some(words), "{cells:?}");
        }
    }
}
