//! What the values of a column are, whatever its header says.

use std::collections::HashSet;

use crate::ingest::CellReader;
use crate::ingest::people::people;
use crate::ingest::rows::SourceCell;
use crate::model::{CreditCode, Stage};
use crate::normalize::{event_date, stock_code, text};

/// Regions are looked up for so many different values: each costs a search.
const REGIONS: usize = 60;

/// Shares of the values, 0 to 1; all 0 where there are none.
#[derive(Debug, Clone, Copy, Default)]
pub struct Profile {
    /// How many there are.
    pub count: usize,
    /// Whether a value stands twice.
    pub repeats: bool,
    pub number: f64,
    /// Whole numbers that count the rows: 1, 2, 3 …
    pub serial: bool,
    pub date: f64,
    pub credit: f64,
    /// Stock codes that say their exchange.
    pub stock: f64,
    pub url: f64,
    /// Addresses and regions.
    pub region: f64,
    /// Names of firms and other bodies.
    pub body: f64,
    /// Stages of a chain: 上游.
    pub stage: f64,
    /// Names with the numbers to call.
    pub called: f64,
}

impl Profile {
    /// Whether its values are stages of a chain.
    pub fn says_stages(&self) -> bool {
        self.stage > 0.8
    }
}

/// Looks at the values of a column.
pub fn profile(values: &[SourceCell], reader: &CellReader) -> Profile {
    let texts: Vec<&str> = values.iter().map(|cell| cell.text.as_str()).collect();
    let distinct: HashSet<&str> = texts.iter().copied().collect();
    let number = share(&texts, |text| text::number(text).is_some());
    let mut regions: Vec<&str> = Vec::new();
    for text in &texts {
        if regions.len() < REGIONS && distinct.contains(text) && !regions.contains(text) {
            regions.push(text);
        }
    }
    let named = number < 0.5;
    Profile {
        count: texts.len(),
        repeats: distinct.len() < texts.len(),
        number,
        serial: counts(&texts),
        date: share(&texts, |text| event_date(text).is_some()),
        credit: share(&texts, |text| text.parse::<CreditCode>().is_ok()),
        stock: share(&texts, says_exchange),
        url: share(&texts, is_url),
        region: if named { share(&regions, |text| reader.leading_region(text).is_some()) } else { 0.0 },
        body: if named { share(&texts, is_body) } else { 0.0 },
        called: share(&texts, names_with_numbers),
        stage: share(&texts, |text| Stage::from_word(&text::folded(text)).is_some()),
    }
}

/// The share of texts for which something holds.
pub fn share(texts: &[&str], mut holds: impl FnMut(&str) -> bool) -> f64 {
    let count = u32::try_from(texts.iter().filter(|text| holds(text)).count()).unwrap_or(u32::MAX);
    let all = u32::try_from(texts.len()).unwrap_or(u32::MAX);
    if all == 0 { 0.0 } else { f64::from(count) / f64::from(all) }
}

/// Whether whole numbers go up by one, but for a few that are missing.
fn counts(texts: &[&str]) -> bool {
    // Below a list stand notes, in the same column.
    let numbers: Vec<u32> = texts.iter().filter_map(|text| text.parse().ok()).collect();
    if numbers.is_empty() || numbers.len() * 10 < texts.len() * 7 {
        return false;
    }
    let steps = numbers.windows(2).filter(|pair| pair[1] == pair[0].saturating_add(1) || pair[1] == 1).count();
    numbers[0] <= 10 && steps * 10 >= (numbers.len() - 1) * 8
}

fn says_exchange(text: &str) -> bool {
    text.chars().any(|c| c.is_ascii_alphabetic()) && stock_code(text).is_some()
}

/// Whether a text names somebody together with a number.
fn names_with_numbers(text: &str) -> bool {
    let digits = text.chars().filter(|c| c.is_numeric()).count();
    digits >= 7 && people(text).iter().any(|person| !person.name.is_empty() && !person.phone.is_empty())
}

/// An address of the web has a dot and letters on both sides of it; `0.6` and `600373.SH` are none.
pub fn is_url(text: &str) -> bool {
    let folded = text::folded(text).to_lowercase();
    let bare = folded.strip_prefix("https://").or_else(|| folded.strip_prefix("http://"));
    let host = bare.unwrap_or(&folded).split(['/', '?', '#', ':']).next().unwrap_or_default();
    let letters = |part: &str| part.bytes().any(|b| b.is_ascii_alphabetic());
    let Some((name, top)) = host.rsplit_once('.') else { return false };
    let plain = host.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'.' | b'-'));
    let usual = ["com", "cn", "net", "org"].contains(&top);
    plain
        && top.len() >= 2
        && top.bytes().all(|b| b.is_ascii_alphabetic())
        && !name.is_empty()
        && (letters(name) || usual)
}

/// Whether a text is a firm's name, or that of another body.
pub fn is_body(text: &str) -> bool {
    const WORDS: &[&str] = &[
        "公司",
        "集团",
        "研究院",
        "研究所",
        "合作社",
        "事务所",
        "银行",
        "大学",
        "学院",
        "医院",
        "工厂",
        "中心",
        "商行",
        "经营部",
        "实验室",
        "合伙",
        "企业",
    ];
    let lower = text.to_lowercase();
    let foreign = ["co.,", "ltd", "inc.", "inc", "gmbh", "corp", "llc"];
    WORDS.iter().any(|word| text.contains(word))
        || text.trim_end_matches([')', '）']).ends_with('厂')
        || lower.split([' ', ',']).any(|word| foreign.contains(&word.trim_end_matches('.')))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_of_the_web_has_a_dot_and_letters() {
        for text in ["www.a.cn", "https://a.example/x", "163.com", "a-b.com.cn", "HTTP://A.CN", "a.cn:8080/x"] {
            assert!(is_url(text), "{text}");
        }
        for text in ["0.6", "1.0", "600373.SH", "000858.sz", "甲有限公司", "a", "a@b.cn", "3.5万", "v1.2.3", "."]
        {
            assert!(!is_url(text), "{text}");
        }
    }

    #[test]
    fn numbers_that_count_rows_are_known() {
        for texts in [["1", "2", "3"], ["001", "002", "003"], ["3", "4", "5"]] {
            assert!(counts(&texts), "{texts:?}");
        }
        for texts in [["1", "5", "9"], ["1001", "1002", "1003"], ["1", "2", "甲"]] {
            assert!(!counts(&texts), "{texts:?}");
        }
        assert!(counts(&["1", "2", "3", "4", "5", "2. “—”为未掌握。"]), "a note below the list counts nothing");
    }
}
