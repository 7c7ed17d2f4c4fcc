//! Texts of a file that the last look at it could not understand, and what they may mean.

use crate::app::{Upload, UploadedFile};
use crate::ingest::{Problem, TableByHand};
use crate::model::{CanonicalColumn, Holds};
use crate::normalize::{RegionError, Regions};

/// The most texts a person is asked about at once.
const MOST: usize = 30;
/// Meanings offered for a text.
const OFFERED: usize = 10;

/// A text that was not understood.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unread {
    /// The place of its column among those of the table.
    pub column: usize,
    /// As it stands there.
    pub text: String,
    /// How many rows say so, as far as they are told.
    pub rows: usize,
    /// What is wrong with it.
    pub reason: String,
    /// What it may mean: as a mapping writes it, and for people.
    pub meanings: Vec<(String, String)>,
}

/// Texts that the last preview refused in columns that take other words for them.
pub fn unread_values(upload: &Upload, file: &UploadedFile, table: &TableByHand) -> Vec<Unread> {
    let report = upload.preview().and_then(|run| run.ended()).and_then(Result::ok);
    let Some(outcome) = report else { return Vec::new() };
    let regions = Regions::default();
    let mut unread: Vec<Unread> = Vec::new();
    let own = |problem: &&Problem| problem.file == file.name && (table.sheet.is_none() || problem.sheet == table.sheet);
    for problem in outcome.problems.iter().filter(own) {
        let (Some(column), Some(text)) = (&problem.column, &problem.value) else { continue };
        let Some((at, field)) = column_of(table, column) else { continue };
        if text.is_empty() || text.ends_with('…') || !takes_words(field) {
            continue;
        }
        if let Some(known) = unread.iter_mut().find(|known| known.column == at && known.text == *text) {
            known.rows += 1;
        } else if unread.len() < MOST {
            let meanings = meanings(field, text, &regions);
            unread.push(Unread { column: at, text: text.clone(), rows: 1, reason: problem.reason.clone(), meanings });
        }
    }
    unread
}

/// The column of a table that a problem names by its header: alone, or with the field behind it.
fn column_of(table: &TableByHand, named: &str) -> Option<(usize, &'static CanonicalColumn)> {
    let fits = |(at, column): (usize, &crate::ingest::ColumnByHand)| {
        let field = column.goes.field()?;
        let by_mapping = || format!("{}（{}）", column.header, field.name) == named;
        (column.header == named || by_mapping()).then_some((at, field))
    };
    table.columns.iter().enumerate().find_map(fits)
}

/// Whether other words for the whole cell help.
fn takes_words(field: &CanonicalColumn) -> bool {
    !matches!(field.holds, Holds::Texts | Holds::References(_) | Holds::Regions | Holds::CreditCode | Holds::NewRegion)
}

fn meanings(field: &CanonicalColumn, text: &str, regions: &Regions) -> Vec<(String, String)> {
    let words =
        |all: &[(&str, &str)]| all.iter().map(|(code, word)| ((*code).to_owned(), (*word).to_owned())).collect();
    match field.holds {
        Holds::Word(_, all) => words(all),
        Holds::YesNo => words(&[("1", "是"), ("0", "否")]),
        Holds::Region => match regions.read(text) {
            Err(RegionError::Ambiguous { codes, .. }) => {
                let code = |code: &crate::model::Adcode| (code.to_string(), regions.full_name(*code));
                codes.iter().take(OFFERED).map(code).collect()
            }
            _ => regions.near(text).into_iter().take(OFFERED).filter_map(|near| coded(&near)).collect(),
        },
        _ => Vec::new(),
    }
}

/// `340123 肥西县` as its code and the whole.
fn coded(near: &str) -> Option<(String, String)> {
    let (code, name) = near.split_once(' ')?;
    (code.len() == 6 && code.bytes().all(|byte| byte.is_ascii_digit())).then(|| (code.to_owned(), name.to_owned()))
}
