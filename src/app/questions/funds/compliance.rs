//! What must be kept in mind where funds are shown.

use crate::graph::Fund;

/// What the law says of funds, shown wherever funds are (docs/definitions.md#基金招商组).
pub const NOTES: [&str; 3] = [
    "国办发〔2025〕1号：不得以招商引资为目的设立政府投资基金，鼓励降低或取消返投比例。推荐基金不看返投比例。",
    "政府投资基金逐一标明；是否政府基金未填的，标为未知，请补齐后再谈合作。",
    "公平竞争审查条例（2024-08-01 起施行）：不得给予特定经营者税收优惠或选择性、差异化的财政奖励、补贴与要素（含土地价格）优惠。",
];

/// Words of terms that the regulation on fair competition review looks at.
const PREFERENTIAL: [&str; 9] =
    ["返税", "税收返还", "税收优惠", "税收奖励", "先征后返", "零地价", "低地价", "地价优惠", "土地优惠"];

/// What is to be told of one fund's own words: terms that are flagged, and 返投, which never ranks.
pub fn flags(fund: &Fund) -> Vec<String> {
    let words = || fund.focus.iter().map(String::as_str).chain([fund.ticket.as_str(), fund.name.as_str()]);
    let found: Vec<&str> = PREFERENTIAL.into_iter().filter(|term| words().any(|text| text.contains(term))).collect();
    let mut flags = Vec::new();
    if !found.is_empty() {
        flags.push(format!("基金「{}」的资料写有{}，须先作公平竞争审查", fund.name, found.join("、")));
    }
    if words().any(|text| text.contains("返投")) {
        flags.push(format!("基金「{}」的资料写有返投，只作记录，不参与排序", fund.name));
    }
    flags
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn preferential_terms_are_flagged_and_a_plain_ticket_is_not() {
        let fund = |ticket: &str| Fund { name: "甲".into(), ticket: ticket.into(), ..Fund::default() };
        assert!(flags(&fund("3000 万元")).is_empty());
        assert_eq!(flags(&fund("3000 万元，配套零地价")), ["基金「甲」的资料写有零地价，须先作公平竞争审查"]);
        assert!(flags(&fund("返投 1.5 倍"))[0].contains("不参与排序"));
    }
}
