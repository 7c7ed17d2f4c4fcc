//! Rows of a table that are no records: totals, notes, and what stands below a list.

use super::advice::Advice;
use super::problem::shortened;
use super::rows::SourceCell;
use super::{Cure, Fault};
use crate::normalize::text::{self, folded};

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

/// What to do about such a row where it stands alone.
const ALONE: &str = "请删去这一行，或只导入其余的行";

/// A row that is no record.
#[derive(Debug)]
pub struct NoRecord {
    /// The place of its first cell that is filled, and what stands there.
    first: (usize, String),
    what: &'static str,
    /// What the cell says in all rows of its kind, as a pattern; none for the title of a group.
    pattern: Option<String>,
}

/// What a row is that is no record, whichever column it begins in.
pub fn no_record(cells: &[SourceCell]) -> Option<NoRecord> {
    let place = cells.iter().position(|cell| !cell.text.is_empty())?;
    let given = cells[place].text.as_str();
    // The usual first cell is a number or an id.
    if given.is_ascii() {
        return None;
    }
    let first = folded(given);
    let bare: String = first.chars().filter(|c| !c.is_whitespace()).collect();
    let (what, pattern) = if is_total(&bare) {
        ("像是合计行，不是一条记录", Some(given.to_owned()))
    } else if is_footer(&bare, cells) {
        let named = given
            .find([':', '：'])
            .map(|colon| &given[..colon + given[colon..].chars().next().map_or(0, char::len_utf8)]);
        ("像是注释或页脚，不是一条记录", Some(named.map_or_else(|| given.to_owned(), |name| format!("{name}*"))))
    } else if group_title(cells, false).is_some() {
        ("像是分组的标题，不是一条记录", None)
    } else {
        return None;
    };
    Some(NoRecord { first: (place, first), what, pattern })
}

impl NoRecord {
    /// Whether it is the title of a group.
    pub fn is_group(&self) -> bool {
        self.pattern.is_none()
    }

    /// Under which header of these a mapping would know its like, and by what text.
    pub fn left_out_by<'a>(&self, headers: &'a [String]) -> Option<(&'a String, &String)> {
        Some((headers.get(self.first.0)?, self.pattern.as_ref()?))
    }

    /// Why it is refused in a list with these headers.
    pub fn fault(self, headers: &[String]) -> Fault {
        let (fix, cure) = match self.left_out_by(headers) {
            Some((header, text)) => (ALONE.into(), Some(Cure::Unless(vec![(header.clone(), text.clone())]))),
            None if self.pattern.is_some() => (ALONE.into(), None),
            None => {
                let fix = Advice::either(
                    "请删去这一行；它说的是下面各行时，请在映射里写 group，再把这个列名写进 columns，如 adcode = \"区县\"",
                    "请删去这一行；它说的是下面各行时，请把它写进下面每一行",
                );
                (fix, Some(Cure::Group))
            }
        };
        let reason = format!("这一行（{}）{}", shortened(&self.first.1), self.what);
        let fault = Fault::of_row(reason, fix).cured_by(cure);
        // What the title of a group says of the rows below it would be lost.
        if self.is_group() { fault } else { fault.of_no_record() }
    }
}

/// The title of a group of rows: `一、蜀山区` alone in its row or merged over it gives 蜀山区. Where a mapping says that
/// there are groups, also `1. 蜀山区`, and the name of a region alone.
pub fn group_title(cells: &[SourceCell], said: bool) -> Option<String> {
    let mut texts = cells.iter().map(|cell| cell.text.as_str()).filter(|text| !text.is_empty());
    let first = texts.next()?;
    if cells.len() < 2 || !texts.all(|text| text == first) {
        return None;
    }
    let filled = cells.iter().filter(|cell| !cell.text.is_empty()).count();
    let merged = filled > 2 && text::number(first).is_none();
    let title = folded(first);
    let bare: String = title.chars().filter(|c| !c.is_whitespace()).collect();
    if is_total(&bare) || is_footer(&bare, cells) {
        return None;
    }
    let numbered = behind_number(&title, said).map(str::to_owned);
    let named = said && title.ends_with(['区', '县', '市', '镇', '乡', '园', '道']);
    let told = match numbered {
        Some(told) if filled == 1 || merged => told,
        _ if merged || (named && filled == 1) => title,
        _ => return None,
    };
    // How many there are says nothing of them.
    let told = told.trim_matches([':', ' ']);
    let counted = told.strip_suffix(')').and_then(|rest| rest.rsplit_once('('));
    let counted = counted.filter(|(_, count)| count.contains(|c: char| "家户个条项".contains(c)));
    Some(counted.map_or(told, |(name, _)| name.trim_end()).to_owned())
}

/// What stands behind the number of a title.
fn behind_number(title: &str, said: bool) -> Option<&str> {
    let (number, name) = match title.strip_prefix('(') {
        Some(rest) => rest.split_once(')')?,
        None => title.split_once('、').or_else(|| title.split_once('.').filter(|_| said))?,
    };
    let words = |number: &str| number.chars().all(|c| "一二三四五六七八九十百".contains(c));
    let digits = |number: &str| said && number.len() < 4 && number.bytes().all(|b| b.is_ascii_digit());
    let number = number.trim();
    (!number.is_empty() && (words(number) || digits(number))).then(|| name.trim_start_matches(['、', ' ']))
}

fn is_total(bare: &str) -> bool {
    let word = bare.trim_end_matches([':', '(', ')']);
    // 上游小计: what is added up stands before it.
    let of_group = ["小计", "合计", "总计"].iter().any(|total| word.ends_with(total)) && word.chars().count() <= 8;
    TOTALS.contains(&word)
        || of_group
        || counts(bare)
        || TOTALS
            .iter()
            .any(|total| bare.strip_prefix(total).is_some_and(|rest| rest.starts_with([':', '(']) || counts(rest)))
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

fn is_footer(bare: &str, cells: &[SourceCell]) -> bool {
    let filled = cells.iter().filter(|cell| !cell.text.is_empty()).count();
    let noted = NOTES.iter().any(|note| bare.strip_prefix(note).is_some_and(|rest| rest.starts_with(':')));
    let page = bare
        .strip_prefix('第')
        .and_then(|rest| rest.split_once('页'))
        .is_some_and(|(number, _)| number.bytes().all(|b| b.is_ascii_digit()) && !number.is_empty());
    // A sentence alone in a wide row is a note that goes on: 2. “—”为未掌握。
    let sentence = cells.len() > 3 && bare.ends_with('。');
    noted || ((page || sentence) && filled == 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cells(texts: &[&str]) -> Vec<SourceCell> {
        texts.iter().map(|text| SourceCell { text: (*text).to_owned(), ..SourceCell::default() }).collect()
    }

    fn is_none(texts: &[&str]) -> bool {
        no_record(&cells(texts)).is_some()
    }

    #[test]
    fn titles_of_groups_are_known_where_they_stand_alone() {
        let title = |texts: &[&str], said: bool| group_title(&cells(texts), said);
        for texts in [
            &["一、蜀山区", "", ""][..],
            &["", "(一)蜀山区（12家）", ""],
            &["一、蜀山区", "一、蜀山区", "一、蜀山区"],
            &["十二、 蜀山区：", ""],
        ] {
            assert_eq!(title(texts, false).as_deref(), Some("蜀山区"), "{texts:?}");
        }
        assert_eq!(title(&["蜀山区", "蜀山区", "蜀山区"], false).as_deref(), Some("蜀山区"));
        for texts in [["1.蜀山区", "", ""], ["2、蜀山区", "", ""], ["蜀山区", "", ""]] {
            assert_eq!(title(&texts, true).as_deref(), Some("蜀山区"), "{texts:?}");
            assert_eq!(title(&texts, false), None, "{texts:?}");
        }
        for texts in [
            ["一、甲公司", "合肥", ""],
            ["甲有限公司", "", ""],
            ["0", "0", "0"],
            ["甲", "甲", ""],
            ["小计", "小计", "小计"],
        ] {
            assert_eq!(title(&texts, true), None, "{texts:?}");
        }
        assert_eq!(title(&["一、蜀山区"], true), None, "a list of one column");
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
        assert!(is_none(&["", "上游小计", "", "300"]) && is_none(&["", "", "合计（6家）", ""]));
        assert!(is_none(&["2. “—”为未掌握。", "", "", ""]) && !is_none(&["拟上市。", "", ""]));
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
