//! Dates as files write them.

use crate::model::EventDate;

/// Reads `YYYY`, `YYYY-MM`, `YYYY-MM-DD`, the same with `/` or `.`, `YYYYMMDD`, and `YYYY年M月D日`. None where the text is none of
/// these or no day of the calendar.
pub fn event_date(text: &str) -> Option<EventDate> {
    if let Ok(date) = text.parse() {
        return Some(date);
    }
    let folded = super::text::folded(text);
    if folded.len() == 8 && folded.bytes().all(|b| b.is_ascii_digit()) {
        return format!("{}-{}-{}", &folded[..4], &folded[4..6], &folded[6..]).parse().ok();
    }
    let parts: Vec<&str> =
        if folded.contains('年') { parts_of_chinese(&folded)? } else { folded.split(['-', '/', '.']).collect() };
    if parts.len() > 3 || parts.first()?.len() != 4 {
        return None;
    }
    let mut canonical = String::new();
    for (i, part) in parts.iter().enumerate() {
        let number: u16 = if part.bytes().all(|b| b.is_ascii_digit()) { part.parse().ok()? } else { return None };
        match i {
            0 => canonical.push_str(&format!("{number:04}")),
            _ => canonical.push_str(&format!("-{number:02}")),
        }
    }
    canonical.parse().ok()
}

/// The numbers of `2026年`, `2026年5月` or `2026年5月6日`, in this order and nothing else.
fn parts_of_chinese(text: &str) -> Option<Vec<&str>> {
    let (year, rest) = text.split_once('年')?;
    let mut parts = vec![year];
    if rest.is_empty() {
        return Some(parts);
    }
    let (month, rest) = rest.split_once('月')?;
    parts.push(month);
    if rest.is_empty() {
        return Some(parts);
    }
    let day = rest.strip_suffix(['日', '号'])?;
    parts.push(day);
    Some(parts)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_listed_form_is_read() {
        for (text, expected) in [
            ("2026-05-06", "2026-05-06"),
            ("2026年5月6日", "2026-05-06"),
            ("2026年5月", "2026-05"),
            ("2026年", "2026"),
            ("2026/5/6", "2026-05-06"),
            ("２０２６", "2026"),
            ("20120815", "2012-08-15"),
        ] {
            assert_eq!(event_date(text).map(|d| d.to_string()).as_deref(), Some(expected), "{text}");
        }
    }

    #[test]
    fn other_texts_are_no_dates() {
        for text in
            ["2026-02-30", "26-1-1", "2026年月", "20121315", "2012081", "去年", "2026-1-1-1", "", "年", "2026年5月6"]
        {
            assert_eq!(event_date(text), None, "{text}");
        }
    }
}
