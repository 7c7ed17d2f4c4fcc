//! Segments that a list names and nobody knows yet: made of their names, as canonical files beside the list. They are
//! looked at, left out and imported as every other file of the upload.

use std::io::Write;

use crate::access::{Right, Scope};
use crate::app::intake::upload::ApplyAsked;
use crate::app::{AppError, Desk, ReadAs, Upload, UploadedFile, made_of, names, new_private_file, random_id};
use crate::ingest::ImportReport;
use crate::model::{Adcode, Kind, Stage, failure_told};

/// Segments to be made, all of one chain.
#[derive(Debug, Clone, Default)]
pub struct SegmentsAsked {
    /// Id of a chain that is there; blank where a new one is made too.
    pub chain: String,
    /// What the new chain is called.
    pub chain_name: String,
    /// The city that runs the new chain, as people write it.
    pub city: String,
    /// Where each stands in the chain, and what it is called.
    pub segments: Vec<(Stage, String)>,
    /// Who imports the rows that waited for them, where the others are imported; by default the caller.
    pub who: Option<String>,
}

/// Why no segments were made, for the form: what was typed stays in it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SegmentsRefused {
    /// The field at fault.
    pub field: &'static str,
    /// What is wrong and what to do, in Chinese.
    pub told: String,
}

impl Desk {
    /// Puts the rows of segments, and of their chain where that is new, beside the files of an upload; where the other rows
    /// are imported, those that waited are imported, too. Blocks.
    ///
    /// # Errors
    /// There is no such upload, it is being imported, or the disk takes no more. What is wrong with what was typed comes back
    /// for the form.
    pub fn add_segments(&self, id: &str, asked: &SegmentsAsked) -> Result<Result<(), SegmentsRefused>, AppError> {
        self.may(Right::Import, Scope::Somewhere)?;
        let city = match self.refuse_segments(asked)? {
            Ok(city) => city,
            Err(refused) => return Ok(Err(refused)),
        };
        let (upload, later) = self.store_desk().waiting_upload(id)?;
        let chain = if asked.chain.is_empty() { &asked.chain_name } else { &asked.chain };
        if let Some(city) = city {
            let row = [chain.clone(), chain.clone(), city.to_string()];
            beside(&upload, Kind::Chain, &["chain", "name", "adcode"], &[row])?;
        }
        let ids: Vec<String> = asked.segments.iter().map(|(_, name)| format!("{chain}-{name}")).collect();
        let row = |(id, (stage, name)): (&'_ String, &'_ (Stage, String))| {
            [id.clone(), chain.clone(), name.clone(), stage.zh().to_owned()]
        };
        let rows: Vec<[String; 4]> = ids.iter().zip(&asked.segments).map(row).collect();
        beside(&upload, Kind::Segment, &["segment", "chain", "name", "stage"], &rows)?;
        if later {
            upload.not_applied();
            let asked = ApplyAsked { leave_waiting: true, who: asked.who.clone(), ..ApplyAsked::default() };
            self.store_desk().apply_upload(id, asked)?;
        }
        Ok(Ok(()))
    }

    /// What is wrong with segments to be made; else the city of the chain, where that is new.
    fn refuse_segments(&self, asked: &SegmentsAsked) -> Result<Result<Option<Adcode>, SegmentsRefused>, AppError> {
        let refused = |field: &'static str, told: String| {
            Ok(Err(SegmentsRefused { field, told: format!("{told}；没有改动") }))
        };
        if asked.segments.is_empty() {
            return refused("segment", "请至少给一个环节选上游、中游或下游".to_owned());
        }
        if !asked.chain.is_empty() {
            return Ok(Ok(None));
        }
        if asked.chain_name.is_empty() {
            return refused("chain_name", "请选这些环节属于哪条产业链，或写下新产业链的名称".to_owned());
        }
        if asked.city.is_empty() {
            let told = "请写这条产业链的主管城市，如“合肥”：本地还是外地，都从它看";
            return refused("city", told.to_owned());
        }
        match names::region(self.may(Right::Import, Scope::Somewhere)?.graph(), &asked.city) {
            Ok(city) => Ok(Ok(Some(city))),
            Err(error) => refused("city", error.to_string()),
        }
    }

    /// The city that most likely runs a new chain of a list: the one that runs every chain there is, else where most of the
    /// list's firms are; blank where nobody can tell.
    ///
    /// # Errors
    /// The caller may bring nothing in.
    pub fn likely_city(&self, report: &ImportReport) -> Result<String, AppError> {
        let at = self.may(Right::Import, Scope::Somewhere)?;
        let mut known: Vec<Adcode> = at.graph().chains.iter().filter_map(|chain| chain.adcode).collect();
        known.sort_unstable();
        known.dedup();
        let city = match known.as_slice() {
            [city] => Some(*city),
            _ => report.most_firms_in,
        };
        Ok(city.map_or_else(String::new, |city| at.graph().regions.name(city)))
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
