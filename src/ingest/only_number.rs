//! The one number in a text, as a mapping takes it.

use crate::normalize::text;

/// The one number in a text, with the words of its unit behind it: `约 35,000+人（含外包）` gives `35,000人`; with its sign of
/// percent where that is meant.
///
/// # Errors
/// There is none, there are several, it is below zero, or what stands behind it makes another one of it.
pub fn only_number(given: &str, percent: bool) -> Result<String, String> {
    let folded = text::folded(given);
    let mut found: Option<String> = None;
    // The zero of #DIV/0! is none.
    let error = folded.starts_with('#') && folded.ends_with('!');
    let (mut before, mut rest) = ("", if error { "" } else { folded.as_str() });
    while let Some(start) = rest.find(|c: char| c.is_ascii_digit()) {
        let tail = &rest[start..];
        let end = tail.find(|c: char| !(c.is_ascii_digit() || matches!(c, ',' | '.'))).unwrap_or(tail.len());
        if found.is_some() {
            return Err("里面不止一个数，不知取哪一个".to_owned());
        }
        before = if before.is_empty() { &rest[..start] } else { before };
        found = Some(of_parts(before, tail[..end].trim_end_matches([',', '.']), &tail[end..], percent)?);
        rest = &tail[end..];
    }
    found.ok_or_else(|| "里面没有数字".to_owned())
}

fn of_parts(before: &str, number: &str, behind: &str, percent: bool) -> Result<String, String> {
    let below = before.trim_end().ends_with(['-', '−', '负', '亏']) || before.trim_end().ends_with("亏损");
    if below {
        return Err("里面的数是负的".to_owned());
    }
    if let Some(word) = other_scale(behind, percent) {
        return Err(format!("数的后面写着「{word}」，不知是多少"));
    }
    let words = behind.trim_start_matches(['+', '余', '多', ' ']);
    let end = words.find(|c: char| !"千百万亿元人wW".contains(c)).unwrap_or(words.len());
    // 1亿余元: the unit goes on behind the word.
    let more = words[end..].strip_prefix(['余', '多']).filter(|rest| rest.starts_with(['万', '亿', '元', '人']));
    let more = more.map_or("", |rest| &rest[..rest.find(|c: char| !"万亿元人".contains(c)).unwrap_or(rest.len())]);
    let sign = if percent && behind.trim_start().starts_with('%') { "%" } else { "" };
    Ok(format!("{number}{}{more}{sign}", &words[..end]))
}

/// What is counted by these words is neither persons nor money: 200+家企业, 3条产线, 50亩.
const OTHER_THINGS: [char; 16] =
    ['家', '年', '月', '日', '号', '台', '套', '辆', '条', '座', '层', '项', '亩', '吨', '平', '㎡'];

/// What stands behind a number and makes another one of it, without being a unit that is read.
fn other_scale(behind: &str, percent: bool) -> Option<String> {
    const SCALES: [&str; 10] = ["k", "kk", "m", "mn", "mm", "b", "bn", "thousand", "million", "billion"];
    let behind = behind.trim_start_matches([' ', '+']);
    if let Some(sign) = behind.chars().next().filter(|c| matches!(c, '‰' | '°') || (*c == '%' && !percent)) {
        return Some(sign.to_string());
    }
    let end = behind.find(|c: char| !c.is_ascii_alphabetic()).unwrap_or(behind.len());
    let word = &behind[..end];
    if SCALES.contains(&word.to_lowercase().as_str()) {
        return Some(word.to_owned());
    }
    let counted = behind.trim_start_matches(['余', '多', '百', '千', '万']).chars().next();
    counted.filter(|word| OTHER_THINGS.contains(word)).map(|word| word.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn taken(given: &str) -> Option<String> {
        only_number(given, false).ok()
    }

    #[test]
    fn a_number_is_taken_with_its_unit() {
        for (given, text) in [
            ("约 35,000人（含外包）", "35,000人"),
            ("规模：300人左右", "300人"),
            ("约 35,000+人（含外包）", "35,000人"),
            ("300余人", "300人"),
            ("员工300多人", "300人"),
            ("近500人", "500人"),
            ("＞1000", "1000"),
            ("1亿余元", "1亿元"),
            ("10万余人", "10万人"),
            ("200人以上", "200人"),
            ("不足 20 人", "20人"),
            ("500w", "500w"),
        ] {
            assert_eq!(taken(given).as_deref().map(str::trim), Some(text));
        }
    }

    #[test]
    fn what_is_no_one_number_is_refused() {
        for given in [
            "200+家企业(园区)",
            "3条产线",
            "建于2015年",
            "50余亩",
            "1万吨",
            "#DIV/0!",
            "若干",
            "2-5人",
            "300人（2023年）",
            "净亏损-300万",
            "亏损300万",
            "300k",
            "3.5 million",
            "30%",
        ] {
            assert_eq!(taken(given), None, "{given}");
        }
        assert_eq!(only_number("51%以上", true).as_deref(), Ok("51%"));
        assert!(only_number("30‰", true).is_err());
    }
}
