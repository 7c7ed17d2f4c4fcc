//! What the values of a column speak for.

use crate::ingest::CellReader;
use crate::ingest::amount::{AmountRule, only_number};
use crate::ingest::mapping::date_form::DateForm;
use crate::ingest::rows::SourceCell;
use crate::model::{CanonicalColumn, CreditCode, Holds};

/// How well values fit a column, and what the mapping must say for it.
#[derive(Debug, Clone, Default)]
pub struct Evidence {
    /// Share of the values that fit, 0 to 1; 1 where any text will do.
    pub share: f64,
    /// Keys of the column's rule beside its header, as TOML.
    pub steps: Vec<String>,
    /// A value that does not fit.
    pub against: Option<String>,
}

/// Forms of dates that are tried.
const FORMS: [&str; 6] = ["YYYY.M.D", "YYYY/M/D", "D/M/YYYY", "M/D/YYYY", "YYYYMMDD", "YYYY.M"];

/// Weighs the values of a source's column for a canonical column, as they stand or after one step.
pub fn evidence(
    column: &'static CanonicalColumn,
    header: &str,
    values: &[String],
    reader: &mut CellReader,
) -> Evidence {
    if values.is_empty() {
        return Evidence { share: 1.0, ..Evidence::default() };
    }
    let mut best = weigh(values, Vec::new(), |text| fits(column, text, reader));
    let mut consider = |found: Evidence| {
        if found.share > best.share + 0.05 {
            best = found;
        }
    };
    match column.holds {
        Holds::Url => consider(weigh(values, vec!["link = \"url\"".into()], |text| {
            text.split_once("](").map_or_else(|| fits(column, text, reader), |(_, url)| url.ends_with(')'))
        })),
        Holds::Money => best.steps.extend(unit_of(header)),
        Holds::Count => consider(weigh(values, vec!["take = \"number\"".into()], |t| only_number(t).is_ok())),
        Holds::Region => {
            consider(weigh(values, vec!["take = \"region\"".into()], |t| reader.leading_region(t).is_some()));
        }
        Holds::Date => {
            for form in FORMS {
                let Some(parsed) = DateForm::parse(form) else { continue };
                let reads = |text: &str| parsed.read(text).is_some_and(|date| fits(column, &date, reader));
                consider(weigh(values, vec![format!("date = \"{form}\"")], reads));
            }
        }
        Holds::Texts => {
            let with = |sign: char| values.iter().filter(|v| v.contains(sign)).count() * 5 > values.len();
            let signs: String = ['/', '，', ',', '|'].into_iter().filter(|sign| with(*sign)).collect();
            if !signs.is_empty() {
                best.steps.push(format!("split = \"、；{signs}\""));
            }
        }
        _ => {}
    }
    best
}

/// What a mapping says of the unit that a header names.
fn unit_of(header: &str) -> Option<String> {
    let rule = AmountRule::of_header(header)?;
    (rule.currency.is_none())
        .then(|| rule.word())
        .filter(|word| !word.is_empty())
        .map(|word| format!("unit = \"{word}\""))
}

fn weigh(values: &[String], steps: Vec<String>, mut fits: impl FnMut(&str) -> bool) -> Evidence {
    let (mut count, mut against) = (0u32, None);
    for value in values {
        if fits(value) {
            count += 1;
        } else if against.is_none() {
            against = Some(value.clone());
        }
    }
    let all = u32::try_from(values.len()).unwrap_or(u32::MAX);
    Evidence { share: f64::from(count) / f64::from(all), steps, against }
}

fn fits(column: &'static CanonicalColumn, text: &str, reader: &mut CellReader) -> bool {
    match column.holds {
        Holds::CreditCode => text.parse::<CreditCode>().is_ok(),
        // A whole number may be anything; only a code with letters or six digits speaks for shares.
        Holds::StockCode => {
            text.len() >= 5 && text.len() <= 9 && text.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'.')
        }
        _ => reader.canonical(column, &SourceCell { text: text.to_owned(), ..SourceCell::default() }).is_ok(),
    }
}
