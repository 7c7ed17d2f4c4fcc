//! Rows of a table that are no records: totals, notes, and what stands below a list.

use super::Fault;
use super::problem::shortened;
use super::rows::SourceRow;
use crate::normalize::text::folded;

/// First cells that add up what stands above.
const TOTALS: &[&str] = &["合计", "总计", "小计", "共计", "总和", "汇总", "本页合计", "本页小计", "累计", "平均"];
/// Beginnings of notes and footers, behind which a colon stands.
const NOTES: &[&str] = &[
    "注",
    "备注",
    "说明",
    "附注",
    "填表人",
    "制表人",
    "填报人",
    "审核人",
    "联系人",
    "填表单位",
    "填报单位",
    "制表单位",
    "制表日期",
    "填表日期",
    "填报日期",
    "填报时间",
    "打印日期",
    "单位",
    "数据来源",
    "来源",
    "制表",
    "填表",
    "审核",
    "负责人",
    "单位负责人",
];

/// Refuses a row that is none, whichever column it begins in.
pub fn refuse_none(row: &SourceRow) -> Result<(), Fault> {
    let Some(first) = row.cells.iter().map(|cell| cell.text.as_str()).find(|text| !text.is_empty()) else {
        return Ok(());
    };
    // The usual first cell is a number or an id.
    if first.is_ascii() {
        return Ok(());
    }
    let first = folded(first);
    let bare: String = first.chars().filter(|c| !c.is_whitespace()).collect();
    let what = if is_total(&bare) {
        "像是合计行，不是一条记录"
    } else if is_footer(&bare, row) {
        "像是注释或页脚，不是一条记录"
    } else if is_group(&bare, row) {
        "像是分组的标题，不是一条记录"
    } else {
        return Ok(());
    };
    Err(Fault::of_row(format!("这一行（{}）{what}", shortened(&first)), "请删去这一行"))
}

fn is_total(bare: &str) -> bool {
    let word = bare.trim_end_matches([':', '(', ')']);
    TOTALS.contains(&word)
        || counts(bare)
        || TOTALS.iter().any(|total| bare.strip_prefix(total).is_some_and(|rest| rest.starts_with(':') || counts(rest)))
}

/// `共2家企业`, `共计 12 户`.
fn counts(bare: &str) -> bool {
    let Some(rest) =
        bare.strip_prefix("共计").or_else(|| bare.strip_prefix('共')).or_else(|| bare.strip_prefix("总共"))
    else {
        return false;
    };
    let number =
        rest.trim_start_matches(|c: char| c.is_ascii_digit() || "一二三四五六七八九十百千万两〇零".contains(c));
    number.len() < rest.len() && number.chars().next().is_none_or(|unit| "家户个条人只项支页行".contains(unit))
}

fn is_footer(bare: &str, row: &SourceRow) -> bool {
    let filled = row.cells.iter().filter(|cell| !cell.text.is_empty()).count();
    let noted = NOTES.iter().any(|note| bare.strip_prefix(note).is_some_and(|rest| rest.starts_with(':')));
    let page = bare
        .strip_prefix('第')
        .and_then(|rest| rest.split_once('页'))
        .is_some_and(|(number, _)| number.bytes().all(|b| b.is_ascii_digit()) && !number.is_empty());
    noted || (page && filled == 1)
}

/// `一、某某区` alone in its row.
fn is_group(bare: &str, row: &SourceRow) -> bool {
    let filled = row.cells.iter().filter(|cell| !cell.text.is_empty()).count();
    let number = |rest: &str| !rest.is_empty() && rest.chars().all(|c| "一二三四五六七八九十百".contains(c));
    let head = bare.split_once('、').map(|(number, _)| number.trim_matches(['(', ')']));
    row.cells.len() > 1 && filled == 1 && head.is_some_and(number)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ingest::rows::SourceCell;

    fn is_none(texts: &[&str]) -> bool {
        let cell = |text: &&str| SourceCell { text: (*text).to_owned(), ..SourceCell::default() };
        refuse_none(&SourceRow { number: 9, cells: texts.iter().map(cell).collect() }).is_err()
    }

    #[test]
    fn rows_that_are_none_are_known_in_whichever_column_they_begin() {
        for first in [
            "合计",
            "合 计",
            "小计",
            "总计：",
            "共2家",
            "共计12户企业",
            "注：数据截至2025年底",
            "填表人：张三",
            "制表日期：2025-01-01",
            "单位：万元",
            "第1页",
        ] {
            assert!(is_none(&[first, "", ""]), "{first}");
            assert!(is_none(&["", first, ""]), "{first}");
        }
        assert!(is_none(&["合计", "2家", "300"]));
        assert!(is_none(&["一、蜀山区", "", ""]));
        for name in [
            "共创科技有限公司",
            "注册会计师协会",
            "单位科技有限公司",
            "合计科技",
            "一、二科技",
            "共同富裕公司",
            "第一页岩公司",
            "1",
        ] {
            assert!(!is_none(&[name, "合肥", "100"]), "{name}");
        }
    }
}
