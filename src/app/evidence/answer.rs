//! The files of one thing, and how many each has.

use std::collections::HashMap;

use schemars::JsonSchema;
use serde::Serialize;

use super::thing::{EvidenceThing, SeenThing};
use crate::access::{Right, Scope};
use crate::app::desk::GraphPermit;
use crate::app::{AppError, Desk, to_the_minute};
use crate::draw::Cell;
use crate::model::{EvidenceForm, Kind};
use crate::store::KeptEvidence;

/// The files of a thing.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct EvidenceAnswer {
    /// What they show, as addresses say it.
    pub of: String,
    /// The same in words.
    pub told: String,
    /// The project that it is of; none: of none.
    pub project: Option<String>,
    /// In the order they came.
    pub files: Vec<EvidenceLine>,
    /// Whether the caller may add files, and take them out.
    pub writes: bool,
}

/// A file.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct EvidenceLine {
    /// Its id.
    pub evidence: String,
    /// What it is called.
    pub name: String,
    /// What it is.
    pub form: EvidenceForm,
    /// How long it is, in bytes.
    pub bytes: u64,
    /// SHA-256 of what is in it, in hexadecimal.
    pub digest: String,
    /// Who put it there.
    pub who: String,
    /// RFC 3339, Asia/Shanghai.
    pub when: String,
}

/// How many files a thing has, by what it is known by; of one without any nothing.
pub(in crate::app) type EvidenceCounts = HashMap<(Kind, String), usize>;

impl EvidenceLine {
    fn of(kept: &KeptEvidence) -> Self {
        let KeptEvidence { id, name, form, bytes, digest, who, when, .. } = kept.clone();
        Self { evidence: id, name, form, bytes, digest, who, when }
    }

    /// When it came, to the minute.
    pub fn told_when(&self) -> String {
        to_the_minute(&self.when)
    }

    /// How large it is, as people say it.
    pub fn told_size(&self) -> String {
        const KB: f64 = 1024.0;
        let bytes = self.bytes as f64;
        if bytes < KB * KB { format!("{:.0} KB", (bytes / KB).ceil()) } else { format!("{:.1} MB", bytes / KB / KB) }
    }
}

impl Desk {
    /// The files of a thing.
    ///
    /// # Errors
    /// There is none that the caller may see, or the store fails.
    pub async fn evidence(&self, of: &str) -> Result<EvidenceAnswer, AppError> {
        let at = self.may(Right::SeeDispatch, Scope::Somewhere)?;
        let thing: EvidenceThing = of.parse()?;
        let city = at.city_work().await?;
        let SeenThing { of, told, project, writes } = at.thing_seen(&city, &thing).await?;
        let files = if self.known_at().is_some() { Vec::new() } else { at.store().evidence(Some(of)).await? };
        let files = files.iter().map(EvidenceLine::of).collect();
        Ok(EvidenceAnswer { of: thing.to_string(), told, project, files, writes: writes && self.known_at().is_none() })
    }
}

impl GraphPermit<'_> {
    /// How many files each thing has, of whatever: for rows that the caller sees.
    pub(in crate::app) async fn evidence_counts(&self) -> Result<EvidenceCounts, AppError> {
        let mut counts = EvidenceCounts::new();
        if self.desk().known_at().is_some() {
            return Ok(counts);
        }
        for kept in self.store().evidence(None).await? {
            *counts.entry((kept.of.kind, kept.thing)).or_default() += 1;
        }
        Ok(counts)
    }
}

/// How many files a row has, leading to them; `adds` where one may be added though there is none.
pub(in crate::app) fn told_count(count: usize, kind: Kind, id: &str, adds: bool) -> Cell {
    let to = |told: String| Cell::to_row(told, "evidence", EvidenceThing { kind, id: id.to_owned() }.to_string());
    match count {
        0 if !adds || id.is_empty() => Cell::Absent,
        0 => to("附文件".to_owned()),
        count => to(format!("{count} 份")),
    }
}
