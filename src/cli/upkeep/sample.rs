//! The built-in sample: files compiled in, written out where the importer reads them.

use std::path::Path;

use sha2::{Digest, Sha256};

use crate::app::AppError;
use crate::app::out_file::{self, Existing};
use crate::model::hex;

macro_rules! files {
    ($($name:literal),+ $(,)?) => {
        &[$(($name, include_str!(concat!("../../../import/hefei/", $name)))),+]
    };
}

static FILES: &[(&str, &str)] = files![
    "assessments.csv",
    "assignments.csv",
    "association_members.csv",
    "associations.csv",
    "chains.csv",
    "contacts.csv",
    "enterprises.csv",
    "feeds.csv",
    "fund_groups.csv",
    "funds.csv",
    "investments.csv",
    "meetings.csv",
    "members.csv",
    "offices.csv",
    "people.csv",
    "recruiters.csv",
    "segments.csv",
    "sites.csv",
    "sources.csv",
    "squads.csv",
    "supplies.csv",
];

/// Writes the sample's files into a folder.
pub fn write(folder: &Path) -> Result<(), AppError> {
    FILES.iter().try_for_each(|(name, text)| out_file::write(&folder.join(name), Existing::Stays, text.as_bytes()))
}

/// A short digest of the sample, so that another sample gets another store.
pub fn digest() -> String {
    let mut hash = Sha256::new();
    FILES.iter().for_each(|(name, text)| hash.update(format!("{name}\0{text}\0")));
    hex(&hash.finalize()[..6])
}
