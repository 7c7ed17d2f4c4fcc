//! Codes of regions as people write them.

use crate::model::Adcode;

/// The code that a text begins or ends with, cut to its six digits, and what stands beside it. Codes of towns and villages
/// have nine or twelve digits and begin with that of their county; a number may have lost its type: 340100.0.
pub fn split(text: &str) -> Option<(Adcode, &str)> {
    let digits = |part: &str| matches!(part.len(), 6 | 9 | 12);
    let end = text.find(|c: char| !c.is_ascii_digit()).unwrap_or(text.len());
    if digits(&text[..end]) {
        let beside = text[end..].strip_prefix('.').map_or(&text[end..], |rest| rest.trim_start_matches('0'));
        return Some((text[..6].parse().ok()?, beside));
    }
    let bare = text.trim_end_matches([')', ']']);
    let start = bare
        .rfind(|c: char| !c.is_ascii_digit())
        .map_or(0, |at| at + bare[at..].chars().next().map_or(0, char::len_utf8));
    let last = &bare[start..];
    if start > 0 && digits(last) { Some((last[..6].parse().ok()?, &bare[..start])) } else { None }
}

/// The region that a code stands for which only sums up: 340101 is 市辖区 of 340100, 110100 that of 110000, 429000 the
/// counties directly under 420000.
pub fn collective(code: Adcode) -> Option<Adcode> {
    let number = code.number();
    let whole = match number % 10_000 {
        9_000 => code.province().number(),
        100 | 200 if code.in_municipality() => code.province().number(),
        _ if number % 100 == 1 => code.prefecture()?.number(),
        _ => return None,
    };
    whole.to_string().parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_are_cut_out_of_what_stands_beside_them() {
        for (text, code, beside) in [
            ("340123", "340123", ""),
            ("340123000000", "340123", ""),
            ("340123105", "340123", ""),
            ("340123.0", "340123", ""),
            ("340123 肥西县", "340123", " 肥西县"),
            ("肥西县(340123)", "340123", "肥西县("),
        ] {
            assert_eq!(split(text), Some((code.parse().unwrap(), beside)), "{text}");
        }
        for text in ["3401", "34", "3.40123E+11", "1234567", "合肥", "", "合肥市1号"] {
            assert_eq!(split(text), None, "{text}");
        }
    }

    #[test]
    fn codes_that_sum_up_stand_for_what_they_sum() {
        for (code, whole) in [("340101", "340100"), ("110100", "110000"), ("500200", "500000"), ("429000", "420000")] {
            assert_eq!(collective(code.parse().unwrap()), whole.parse().ok(), "{code}");
        }
        assert_eq!(collective("340199".parse().unwrap()), None);
    }
}
