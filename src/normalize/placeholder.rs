//! What people write into a cell to say that it holds nothing.

use super::text::folded;

/// Whole cells that say nothing, folded and in small letters. A mapping's `blank` adds its own.
pub const PLACEHOLDERS: &[&str] = &[
    "无",
    "暂无",
    "没有",
    "未上市",
    "不详",
    "空",
    "空白",
    "未知",
    "未填",
    "未提供",
    "未披露",
    "未公开",
    "未统计",
    "未填报",
    "未上报",
    "未申报",
    "未报",
    "未知悉",
    "未掌握",
    "未获取",
    "未反馈",
    "不掌握",
    "不明",
    "不清楚",
    "不适用",
    "待统计",
    "待补充",
    "待补",
    "待填报",
    "待填",
    "待完善",
    "暂未统计",
    "暂未提供",
    "暂未掌握",
    "暂不掌握",
    "暂缺",
    "无数据",
    "无法统计",
    "无法提供",
    "数据缺失",
    "n/a",
    "#n/a",
    "na",
    "n.a.",
    "none",
    "null",
    "nil",
    "nan",
    "inf",
    "-inf",
    "infinity",
    "-infinity",
    "(空)",
    "(无)",
];

/// Whole cells that tell no number, day or code, folded: in words they say something of the firm (涉密), or of the list.
const WITHHELD: &[&str] = &[
    "保密",
    "涉密",
    "不便公开",
    "不便提供",
    "不便透露",
    "不便填报",
    "不公开",
    "暂不公开",
    "不对外公开",
    "商业秘密",
    "商业机密",
    "拒报",
    "拒填",
    "不愿提供",
    "拒绝提供",
    "待核实",
    "待核",
    "待查",
    "缺",
    "缺失",
];

/// Whether a trimmed cell of numbers, days or codes tells none: one of `WITHHELD`, also in brackets.
pub fn is_withheld(text: &str) -> bool {
    const LONGEST: usize = 24;
    if text.len() > LONGEST || text.is_ascii() {
        return false;
    }
    let folded = folded(text);
    let bare = folded.strip_prefix('(').and_then(|rest| rest.strip_suffix(')')).unwrap_or(&folded);
    WITHHELD.contains(&bare) || PLACEHOLDERS.contains(&bare)
}

/// Cells that say what the one above them says, folded.
const DITTOS: &[&str] = &["同上", "同前", "同上行", "同上一行", "上同", "同上。", "(同上)", "\"", "''", "ditto"];

/// Whether a trimmed cell says that it says what stands above it: 同上, 〃.
pub fn is_ditto(text: &str) -> bool {
    const LONGEST: usize = 16;
    let Some(first) = text.chars().next().filter(|_| text.len() <= LONGEST) else { return false };
    let mark = |c: char| matches!(c, '〃' | '″' | '〞' | '“' | '”');
    // Most cells begin with another letter.
    match first {
        first if mark(first) => text.chars().all(mark),
        '同' | '上' | '(' | '（' | '"' | '\'' | 'd' | 'D' => DITTOS.contains(&folded(text).to_lowercase().as_str()),
        _ => false,
    }
}

/// Whether a trimmed cell only stands for a blank one: one of [`PLACEHOLDERS`], or nothing but strokes or dots.
pub fn is_placeholder(text: &str) -> bool {
    const LONGEST: usize = 24;
    let Some(first) = text.chars().next().filter(|_| text.len() <= LONGEST) else { return false };
    if is_stroke(first) && text.chars().all(is_stroke) {
        return true;
    }
    if is_dot(first) && text.chars().all(is_dot) {
        return true;
    }
    // Most cells begin with a digit.
    if first.is_ascii_digit() {
        return false;
    }
    if text.is_ascii() {
        return PLACEHOLDERS.iter().any(|word| word.eq_ignore_ascii_case(text));
    }
    let plain = |c: char| ('\u{4e00}'..='\u{9fff}').contains(&c);
    if text.chars().all(plain) {
        return PLACEHOLDERS.contains(&text);
    }
    PLACEHOLDERS.contains(&folded(text).to_lowercase().as_str())
}

fn is_dot(c: char) -> bool {
    matches!(c, '.' | '…' | '⋯' | '·' | '。' | '．' | '?' | '？' | '*' | '＊')
}

fn is_stroke(c: char) -> bool {
    matches!(
        c,
        '-' | '/' | '\\' | '_' | '~' | '\u{2010}'..='\u{2015}' | '−' | '─' | '－' | '／' | '＼' | '＿' | '～' | '﹣'
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whole_cells_that_say_nothing_are_known() {
        for text in [
            "/",
            "-",
            "—",
            "——",
            "--",
            "／",
            "－",
            "无",
            "暂无",
            "未上市",
            "不详",
            "N/A",
            "n/a",
            "Ｎ／Ａ",
            "#N/A",
            "空",
            "NULL",
            "NaN",
            "（无）",
            "…",
            "……",
            "......",
            "？",
            "***",
        ] {
            assert!(is_placeholder(text), "{text}");
        }
        for text in ["未统计", "未填报", "待补充", "不掌握", "暂未提供", "数据缺失"] {
            assert!(is_placeholder(text) && is_withheld(text), "{text}");
        }
        for text in ["保密", "涉密", "（不便公开）", "待核实", "缺"] {
            assert!(is_withheld(text) && !is_placeholder(text), "{text}: in words it says something");
        }
        for text in ["", "0", "保密协议已签", "待定向增发", "统计", "未", "缺口大"] {
            assert!(!is_withheld(text) && !is_placeholder(text), "{text}");
        }
        for text in [
            "",
            "0",
            "-1",
            "无锡市",
            "无锡",
            "A-B",
            "空调",
            "暂无锡",
            "600001",
            "不详细",
            "N",
            "未上市公司",
            "3…",
            ".5",
        ] {
            assert!(!is_placeholder(text), "{text}");
        }
    }

    #[test]
    fn whole_cells_that_say_what_stands_above_are_known() {
        for text in ["同上", "（同上）", "同前", "〃", "〃〃", "″", "\"", "Ditto"] {
            assert!(is_ditto(text) && !is_placeholder(text), "{text}");
        }
        for text in ["", "同上海公司", "上同村", "同济", "上海", "(一)", "d", "“甲”", "-"] {
            assert!(!is_ditto(text), "{text}");
        }
    }
}
