//! Segments that a list names and nobody knows yet: made of their names, as canonical files beside the list. They are
//! looked at, left out and imported as every other file of the upload.

use std::io::Write;

use crate::access::{Right, Scope};
use crate::app::{AppError, ReadAs, StoreDesk, Upload, UploadedFile, new_private_file, random_id};
use crate::model::{Kind, Stage, failure_told};

/// Segments to be made, all of one chain.
#[derive(Debug, Clone, Default)]
pub struct SegmentsAsked {
    /// Id of a chain that is there; blank where a new one is made too.
    pub chain: String,
    /// What the new chain is called.
    pub chain_name: String,
    /// The city of the new chain, as people write it; blank where nothing is said.
    pub city: String,
    /// Where each stands in the chain, and what it is called.
    pub segments: Vec<(Stage, String)>,
}

impl StoreDesk {
    /// Puts the rows of segments, and of their chain where that is new, beside the files of an upload. Blocks.
    ///
    /// # Errors
    /// There is no such upload, it is being imported, no segment or no chain is said, or the disk takes no more.
    pub fn add_segments(&self, id: &str, asked: &SegmentsAsked) -> Result<(), AppError> {
        self.may(Right::Import, Scope::Somewhere)?;
        let upload = self.open_upload(id)?;
        let refused = |told: &str| Err(AppError::BadRequest(format!("{told}；没有改动")));
        if asked.segments.is_empty() {
            return refused("请至少给一个环节选上游、中游或下游");
        }
        if asked.chain.is_empty() && asked.chain_name.is_empty() {
            return refused("请选这些环节属于哪条产业链，或写下新产业链的名称");
        }
        let chain = if asked.chain.is_empty() { &asked.chain_name } else { &asked.chain };
        if asked.chain.is_empty() {
            let row = [chain.as_str(), chain.as_str(), asked.city.as_str()];
            beside(&upload, Kind::Chain, &["chain", "name", "adcode"], &[row])?;
        }
        let ids: Vec<String> = asked.segments.iter().map(|(_, name)| format!("{chain}-{name}")).collect();
        let row = |(id, (stage, name)): (&'_ String, &'_ (Stage, String))| {
            [id.clone(), chain.clone(), name.clone(), stage.zh().to_owned()]
        };
        let rows: Vec<[String; 4]> = ids.iter().zip(&asked.segments).map(row).collect();
        beside(&upload, Kind::Segment, &["segment", "chain", "name", "stage"], &rows)
    }
}

/// Chains that the rows beside an upload make, by id and name: those that are said later may be of them, too.
pub fn chains_beside(upload: &Upload) -> Vec<(String, String)> {
    let made =
        |file: &UploadedFile| file.name.starts_with(&made_of(Kind::Chain)) && file.path.starts_with(upload.folder());
    let rows = upload.files().into_iter().filter(made).filter_map(|file| csv::Reader::from_path(file.path).ok());
    let rows = rows.flat_map(csv::Reader::into_records).filter_map(Result::ok);
    let mut chains: Vec<(String, String)> = rows.map(|row| (row[0].to_owned(), row[1].to_owned())).collect();
    chains.dedup();
    chains
}

/// What the name of a file begins with that is made beside an upload.
fn made_of(kind: Kind) -> String {
    format!("新建的{}", kind.zh())
}

/// Writes a canonical file into the folder of an upload.
fn beside<const N: usize, T: AsRef<str>>(
    upload: &Upload,
    kind: Kind,
    columns: &[&str; N],
    rows: &[[T; N]],
) -> Result<(), AppError> {
    let path = upload.folder().join(format!("{}.csv", random_id()));
    let failed = |error: &dyn std::fmt::Display| AppError::file(&path, format!("不能写：{error}"));
    let mut csv = csv::Writer::from_writer(Vec::new());
    let written = csv
        .write_record(columns)
        .and_then(|()| rows.iter().try_for_each(|row| csv.write_record(row.iter().map(AsRef::as_ref))));
    written.map_err(|error| failed(&error))?;
    let bytes = csv.into_inner().map_err(|error| failed(&error))?;
    let kept = new_private_file(&path).and_then(|mut file| file.write_all(&bytes));
    kept.map_err(|error| failed(&failure_told(&error)))?;
    // Names tell the files of an upload apart.
    let known: Vec<String> = upload.files().into_iter().map(|file| file.name).collect();
    let named = |n: usize| format!("{}{}.csv", made_of(kind), if n == 1 { String::new() } else { format!("{n}") });
    let name = (1..=known.len() + 1).map(named).find(|name| !known.contains(name)).unwrap_or_default();
    let size = bytes.len() as u64;
    upload.add_file(UploadedFile { size, read_as: ReadAs::Canonical, ..UploadedFile::new(name, path) });
    Ok(())
}
