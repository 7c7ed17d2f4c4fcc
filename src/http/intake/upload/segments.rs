//! The form of an upload that makes segments of the names in its list.

use crate::app::intake::upload::{SegmentsRefused, chains_beside};
use crate::app::{Desk, Upload};
use crate::http::frame::failure::Failure;
use crate::http::frame::form::Fields;
use crate::http::frame::words::{FilterOption, options};
use crate::http::intake::upload_page::grouped;
use crate::ingest::{AbsentSegment, ImportReport};
use crate::model::Stage;

/// The form, with what was typed where it was refused.
#[derive(Debug)]
pub struct SegmentsForm {
    /// A line a segment.
    pub absent: Vec<AbsentLine>,
    /// The chains that are there.
    pub chains: Vec<FilterOption>,
    pub chain_name: String,
    /// The city of a new chain; before anything is typed, the one that is most likely.
    pub city: String,
    /// Where all are of which nothing is said.
    pub rest: Vec<FilterOption>,
    /// Whether the rows of the list that wait are all that is left of it.
    pub later: bool,
    refused: Option<SegmentsRefused>,
}

/// A segment that rows name and nobody knows.
#[derive(Debug)]
pub struct AbsentLine {
    pub name: String,
    pub rows: String,
    /// What the form says of each stage, with its word.
    pub stages: Vec<FilterOption>,
}

/// What was typed into the form, and why that did not do.
#[derive(Debug)]
pub struct SegmentsTyped {
    pub chain: String,
    pub chain_name: String,
    pub city: String,
    pub segments: Vec<String>,
    pub rest: String,
    pub refused: SegmentsRefused,
}

impl AbsentLine {
    fn of(absent: &AbsentSegment, typed: Option<&SegmentsTyped>) -> Self {
        let stage = |stage: &Stage| {
            let code = format!("{}:{}", stage.code(), absent.name);
            let chosen = match typed {
                Some(typed) => typed.segments.contains(&code),
                None => absent.stage == Some(*stage),
            };
            (code, stage.zh(), chosen)
        };
        Self { name: absent.name.clone(), rows: grouped(absent.rows), stages: options(Stage::ALL.iter().map(stage)) }
    }
}

impl SegmentsTyped {
    /// What a form says that was refused.
    pub fn of(fields: &Fields, refused: SegmentsRefused) -> Self {
        let [chain, chain_name, city, rest] =
            ["chain", "chain_name", "city", "rest"].map(|name| fields.text(name).to_owned());
        Self { chain, chain_name, city, rest, segments: fields.all("segment"), refused }
    }
}

impl SegmentsForm {
    /// The form for the segments that a report lacks.
    pub fn of(
        desk: &Desk,
        upload: &Upload,
        report: &ImportReport,
        typed: Option<SegmentsTyped>,
    ) -> Result<Self, Failure> {
        let absent = report.absent_segments.iter().map(|absent| AbsentLine::of(absent, typed.as_ref())).collect();
        let rest = typed.as_ref().map_or("", |typed| &typed.rest);
        let rest = options(Stage::ALL.iter().map(|stage| (stage.code(), stage.zh(), rest == stage.code())));
        let chains = chains_offered(desk, upload, typed.as_ref())?;
        let (chain_name, city, refused) = match typed {
            Some(typed) => (typed.chain_name, typed.city, Some(typed.refused)),
            None => (String::new(), desk.likely_city(report)?, None),
        };
        Ok(Self { absent, chains, chain_name, city, rest, later: report.committed, refused })
    }

    /// Why one of its fields, or the form as a whole (`""`), was refused.
    pub fn wrong(&self, field: &str) -> Option<&str> {
        let refused = self.refused.as_ref()?;
        let at = Some(refused.field).filter(|at| ["chain_name", "city"].contains(at)).unwrap_or_default();
        (at == field).then_some(refused.told.as_str())
    }
}

/// The chains that new segments may be of: those just made beside the upload first, then those that are there.
fn chains_offered(desk: &Desk, upload: &Upload, typed: Option<&SegmentsTyped>) -> Result<Vec<FilterOption>, Failure> {
    let beside = chains_beside(upload);
    let known = desk.chains()?.into_iter().map(|chain| (chain.chain, chain.name));
    let known: Vec<_> = known.filter(|(id, _)| beside.iter().all(|(made, _)| made != id)).collect();
    let first = beside.first().map(|(id, _)| id.clone());
    let chosen = typed.map(|typed| typed.chain.clone()).or(first).unwrap_or_default();
    let all = beside.into_iter().chain(known);
    Ok(options(all.map(|(id, name)| (id.clone(), name, id == chosen))))
}
