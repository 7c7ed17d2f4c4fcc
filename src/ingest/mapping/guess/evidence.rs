//! What the values of a column speak for.

use super::profile::{Profile, is_body, is_url, share};
use crate::ingest::CellReader;
use crate::ingest::amount::{AmountError, AmountRule};
use crate::ingest::cells::says_nothing;
use crate::ingest::date_form::{DateForm, USUAL};
use crate::ingest::only_number::only_number;
use crate::ingest::rows::SourceCell;
use crate::model::{CanonicalColumn, Holds, Kind};
use crate::normalize::{stock_code, text};

/// How well values fit a column, and what the mapping must say for it.
#[derive(Debug, Clone, Default)]
pub struct Evidence {
    /// Share of the values that fit, 0 to 1; 1 where any text will do, or where there are none.
    pub share: f64,
    /// Keys of the column's rule beside its header and unit, as TOML.
    pub steps: Vec<String>,
    /// A value that does not fit.
    pub against: Option<String>,
    /// Different names that several regions bear.
    pub shared: Vec<String>,
}

/// So many values are held against a column that costs a search for each.
const COSTLY: usize = 60;

/// Weighs the values of a source's column for a canonical column, as they stand or after one step.
pub fn evidence(
    column: &'static CanonicalColumn,
    values: &[SourceCell],
    profile: &Profile,
    reader: &mut CellReader,
) -> Evidence {
    let costly = matches!(column.holds, Holds::Region | Holds::Regions);
    let cells = &values[..values.len().min(if costly { COSTLY } else { usize::MAX })];
    if cells.is_empty() {
        return Evidence { share: 1.0, ..Evidence::default() };
    }
    let mut best = weigh(cells, Vec::new(), |cell| fits(column, cell, profile, reader));
    for (step, found) in steps(column, cells, reader) {
        // A number that lies near, above or below is taken however few there are, as 约 is.
        let least = if step.ends_with("\"number\"") { 0.0 } else { 0.05 };
        if found.share > best.share + least {
            best = Evidence { steps: vec![step], ..found };
        }
    }
    if matches!(column.holds, Holds::Region) && best.steps.is_empty() {
        best.shared = shared(cells, reader);
    }
    if matches!(column.holds, Holds::Texts | Holds::References(_)) || several(column) {
        best.steps.extend(split(column, cells));
    }
    best
}

/// The first names of a column that several regions bear.
fn shared(cells: &[SourceCell], reader: &CellReader) -> Vec<String> {
    const SHOWN: usize = 5;
    let mut shared: Vec<String> = Vec::new();
    for text in cells.iter().map(|cell| text::folded(&cell.text)) {
        if shared.len() < SHOWN && !shared.contains(&text) && reader.regions.are_several(&text) {
            shared.push(text);
        }
    }
    shared
}

/// What the values are after each step that may help.
fn steps(column: &'static CanonicalColumn, cells: &[SourceCell], reader: &mut CellReader) -> Vec<(String, Evidence)> {
    let taken = |step: &str, holds: &mut dyn FnMut(&SourceCell) -> bool| {
        (step.to_owned(), weigh(cells, Vec::new(), |cell| holds(cell)))
    };
    match column.holds {
        Holds::Url => vec![taken("link = \"url\"", &mut |cell| {
            cell.text.split_once("](").is_some_and(|(_, url)| url.ends_with(')') && is_url(url.trim_end_matches(')')))
        })],
        Holds::Money | Holds::Count | Holds::Percent => {
            let percent = matches!(column.holds, Holds::Percent);
            vec![taken("take = \"number\"", &mut |cell| {
                says_nothing(Some(column), &cell.text) || only_number(&cell.text, percent).is_ok()
            })]
        }
        Holds::Region => {
            vec![taken("take = \"region\"", &mut |cell| reader.leading_region(&cell.text).is_some())]
        }
        Holds::Date => {
            let forms = USUAL.iter().filter_map(|form| Some((form, DateForm::parse(form)?)));
            let of = |(form, parsed): (&&str, DateForm)| {
                taken(&format!("date = \"{form}\""), &mut |cell| parsed.read(&cell.text).is_some())
            };
            forms.map(of).collect()
        }
        _ => Vec::new(),
    }
}

/// A key column whose cells name several records: each gets a row of its own.
fn several(column: &CanonicalColumn) -> bool {
    column.role.in_key() && matches!(column.holds, Holds::Reference(kinds) if kinds == [Kind::Segment])
}

fn split(column: &CanonicalColumn, cells: &[SourceCell]) -> Option<String> {
    let with = |sign: &char| cells.iter().filter(|cell| cell.text.contains(*sign)).count() * 5 > cells.len();
    let signs: String = ['/', '，', ',', '|'].iter().filter(|sign| with(sign)).collect();
    let usual = several(column) && ['、', '；', ';'].iter().any(with);
    (usual || !signs.is_empty()).then(|| format!("split = \"、；;{signs}\""))
}

fn weigh(cells: &[SourceCell], steps: Vec<String>, mut fits: impl FnMut(&SourceCell) -> bool) -> Evidence {
    let (mut count, mut against) = (0u32, None);
    for cell in cells {
        if fits(cell) {
            count += 1;
        } else if against.is_none() {
            against = Some(cell.text.clone());
        }
    }
    let all = u32::try_from(cells.len()).unwrap_or(u32::MAX);
    Evidence { share: f64::from(count) / f64::from(all), steps, against, shared: Vec::new() }
}

fn fits(column: &'static CanonicalColumn, cell: &SourceCell, profile: &Profile, reader: &mut CellReader) -> bool {
    let given = cell.text.as_str();
    if says_nothing(Some(column), given) {
        return true;
    }
    match column.holds {
        // One that fails its check is kept, with a notice.
        Holds::CreditCode => given.len() == 18 && given.bytes().all(|b| b.is_ascii_alphanumeric()),
        Holds::StockCode => stock_code(given).is_some(),
        Holds::Url => is_url(given),
        Holds::Money => {
            matches!(AmountRule::default().read(given, 4), Ok(_) | Err(AmountError::Foreign(_) | AmountError::Bare))
        }
        Holds::Country => {
            given.chars().count() <= 12 && !given.chars().any(|c| c.is_ascii_digit()) && profile.region < 0.5
        }
        Holds::Text | Holds::ErasableText | Holds::Reference(_) if column.name == "name" || is_firm(column) => {
            profile.number < 0.8 && profile.date < 0.8 && profile.url < 0.8
        }
        Holds::Text | Holds::ErasableText | Holds::Texts | Holds::Reference(_) | Holds::References(_) => true,
        // A list says by its other rows which of several it means.
        Holds::Region => reader.canonical(column, cell).is_ok() || reader.regions.are_several(given),
        _ => reader.canonical(column, cell).is_ok(),
    }
}

fn is_firm(column: &CanonicalColumn) -> bool {
    matches!(column.holds, Holds::Reference(kinds) if kinds == [Kind::Enterprise])
}

/// Whether the values may stand where a firm's name is wanted and its header is only like one.
pub fn names_bodies(values: &[SourceCell]) -> bool {
    let texts: Vec<&str> = values.iter().map(|cell| cell.text.as_str()).collect();
    texts.is_empty() || share(&texts, |text| is_body(text) || text::folded(text).chars().count() > 5) > 0.3
}
