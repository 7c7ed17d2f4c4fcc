//! Dates in Chinese figures: 二〇二三年十二月八日.

/// The same in digits, as `2023-12-08`, `2023-12` or `2023`; none where a text is no such date.
pub fn in_digits(text: &str) -> Option<String> {
    let (year, rest) = text.split_once('年')?;
    let digits = year.trim().chars().map(figure).collect::<Option<Vec<u32>>>()?;
    if digits.len() != 4 {
        return None;
    }
    let year: String = digits.iter().map(u32::to_string).collect();
    let (month, rest) = match rest.trim() {
        "" => return Some(year),
        rest => rest.split_once('月')?,
    };
    let month = below_hundred(month.trim())?;
    match rest.trim() {
        "" => Some(format!("{year}-{month:02}")),
        rest => Some(format!("{year}-{month:02}-{:02}", below_hundred(rest.strip_suffix(['日', '号'])?.trim())?)),
    }
}

fn figure(c: char) -> Option<u32> {
    "〇一二三四五六七八九"
        .chars()
        .position(|own| own == c)
        .or_else(|| "零○OＯ".contains(c).then_some(0))
        .and_then(|at| u32::try_from(at).ok())
}

/// 八, 十, 十二, 二十, 三十一.
fn below_hundred(text: &str) -> Option<u32> {
    let single = |text: &str| {
        let mut letters = text.chars();
        letters.next().and_then(figure).filter(|_| letters.next().is_none())
    };
    match text.split_once('十') {
        None => single(text),
        Some((tens, ones)) => {
            let tens = if tens.is_empty() { 1 } else { single(tens)? };
            Some(tens * 10 + if ones.is_empty() { 0 } else { single(ones)? })
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn figures_are_digits() {
        for (text, digits) in [
            ("二〇二三年", "2023"),
            ("二零二三年十二月", "2023-12"),
            ("一九九九年三月八日", "1999-03-08"),
            ("二○二○年十月三十一号", "2020-10-31"),
            ("二〇二一年十一月二十日", "2021-11-20"),
        ] {
            assert_eq!(in_digits(text).as_deref(), Some(digits), "{text}");
        }
        for text in ["2023年", "二三年", "二〇二三", "二〇二三年春", "二〇二三年十二月中旬", "某年", "一百年"]
        {
            assert_eq!(in_digits(text), None, "{text}");
        }
    }
}
