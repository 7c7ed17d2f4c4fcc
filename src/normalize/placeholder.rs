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
    "不适用",
    "待补充",
    "待填",
    "无数据",
    "暂缺",
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
