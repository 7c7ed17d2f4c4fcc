//! How the leaves of chains stood on past days, counted by verdict: kept in a folder of the user's cache from one process
//! to the next.
//!
//! Invariant: **A cache says nothing of its own.** A day is kept under the digest of the last batch known then, which
//! covers all before it; so what was undone, erased or restored since has another key and is worked out anew. So has
//! what other rules or another version of this program would answer. A file that does not say it is whole and about
//! the same chain is as good as none. Only counts are kept, no name of anybody.

use std::collections::BTreeMap;
use std::fs::{self, File};
use std::io::{Read, Write};
use std::path::{Path, PathBuf};
use std::sync::OnceLock;

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use crate::app::{new_private_file, private_folder, random_id};
use crate::gaps::VerdictCounts;
use crate::model::{Adcode, Day, hex};

/// Raised when what is kept means something else.
const FORM: u32 = 1;
/// No file of ours is longer.
const LARGEST: u64 = 1 << 16;

/// Which chain, seen from where, by which rules.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::app) struct CountsOf {
    pub chain: String,
    pub home: Adcode,
    pub rules: String,
}

/// The end of which day, and the digest of the last batch known then.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(in crate::app) struct DayKey {
    pub day: Day,
    pub digest: String,
}

/// Counts by day; none of a day on which nobody could be answered.
pub(in crate::app) type CountsByDay = BTreeMap<DayKey, Option<VerdictCounts>>;

/// What is kept of past days; nothing where no folder is named.
#[derive(Debug, Default)]
pub(in crate::app) struct CountsThen(OnceLock<PathBuf>);

/// What a file holds.
#[derive(Serialize, Deserialize)]
struct Kept {
    form: u32,
    version: String,
    of: String,
    /// Day, digest and counts.
    days: Vec<(String, String, Option<VerdictCounts>)>,
}

impl CountsThen {
    /// Keeps them in a folder from here on; the first one named stays.
    pub fn keep_in(&self, folder: PathBuf) {
        self.0.get_or_init(|| folder);
    }

    /// What was kept; empty where nothing was, or what was is damaged.
    pub fn known(&self, of: &CountsOf) -> CountsByDay {
        self.0.get().and_then(|folder| read(&folder.join(file_name(of)), of)).unwrap_or_default()
    }

    /// Keeps these and no others of the same chain. A cache that cannot be written is none: the answer stands without it.
    pub fn keep(&self, of: &CountsOf, days: &CountsByDay) {
        let Some(folder) = self.0.get() else { return };
        if let Err(error) = write(folder, of, days) {
            tracing::warn!(%error, "what was worked out of past days could not be kept");
        }
    }
}

impl CountsOf {
    fn told(&self) -> String {
        format!("{}\n{}\n{}", self.chain, self.home, self.rules)
    }
}

fn file_name(of: &CountsOf) -> String {
    format!("{}.json", &hex(&Sha256::digest(of.told().as_bytes()))[..32])
}

/// The first line of a file is the digest of what follows.
fn read(path: &Path, of: &CountsOf) -> Option<CountsByDay> {
    let mut text = String::new();
    File::open(path).ok()?.take(LARGEST).read_to_string(&mut text).ok()?;
    let (digest, body) = text.split_once('\n')?;
    if digest != hex(&Sha256::digest(body.as_bytes())) {
        return None;
    }
    let kept: Kept = serde_json::from_str(body).ok()?;
    let is_ours = kept.form == FORM && kept.version == env!("CARGO_PKG_VERSION") && kept.of == of.told();
    let day = |(day, digest, counts): (String, String, _)| Some((DayKey { day: day.parse().ok()?, digest }, counts));
    is_ours.then(|| kept.days.into_iter().filter_map(day).collect())
}

/// Written beside and put in its place, so that nobody reads half of it.
fn write(folder: &Path, of: &CountsOf, days: &CountsByDay) -> std::io::Result<()> {
    if let Some(parent) = folder.parent() {
        fs::create_dir_all(parent)?;
    }
    private_folder(folder)?;
    let kept = Kept {
        form: FORM,
        version: env!("CARGO_PKG_VERSION").to_owned(),
        of: of.told(),
        days: days.iter().map(|(key, counts)| (key.day.to_string(), key.digest.clone(), *counts)).collect(),
    };
    let body = serde_json::to_string(&kept)?;
    let beside = folder.join(format!("{}.part", random_id()));
    let written = new_private_file(&beside).and_then(|mut file| {
        writeln!(file, "{}", hex(&Sha256::digest(body.as_bytes())))?;
        file.write_all(body.as_bytes())?;
        fs::rename(&beside, folder.join(file_name(of)))
    });
    written.inspect_err(|_| drop(fs::remove_file(&beside)))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(chain: &str) -> CountsOf {
        CountsOf { chain: chain.to_owned(), home: "340100".parse().unwrap(), rules: "1-abc".to_owned() }
    }

    fn days() -> CountsByDay {
        let key = |day: &str| DayKey { day: day.parse().unwrap(), digest: "d1".to_owned() };
        let counts = VerdictCounts { strong: 3, fill: 2, ..VerdictCounts::default() };
        BTreeMap::from([(key("2026-09-30"), None), (key("2026-10-31"), Some(counts))])
    }

    #[test]
    fn what_is_kept_is_known_to_the_next_process_and_of_no_other_chain_or_rules() {
        let folder = tempfile::tempdir().unwrap();
        let opened = || {
            let counts = CountsThen::default();
            counts.keep_in(folder.path().join("a").join("b"));
            counts
        };
        opened().keep(&of("c1"), &days());
        assert_eq!(opened().known(&of("c1")), days());
        assert!(opened().known(&of("c2")).is_empty());
        assert!(opened().known(&CountsOf { rules: "2-abc".to_owned(), ..of("c1") }).is_empty());
        assert!(CountsThen::default().known(&of("c1")).is_empty(), "without a folder nothing is kept");
        let names: Vec<_> = fs::read_dir(folder.path().join("a").join("b")).unwrap().collect();
        assert_eq!(names.len(), 1, "nothing is left beside it");
    }

    #[test]
    fn a_damaged_file_is_as_good_as_none_and_is_made_again() {
        let folder = tempfile::tempdir().unwrap();
        let counts = CountsThen::default();
        counts.keep_in(folder.path().to_owned());
        let path = folder.path().join(file_name(&of("c1")));
        counts.keep(&of("c1"), &days());
        let whole = fs::read_to_string(&path).unwrap();
        let other = whole.replace("\"strong\":3", "\"strong\":4");
        assert_ne!(other, whole);
        for damaged in ["", "x", &whole[..whole.len() / 2], &*other, &*whole.repeat(200)] {
            fs::write(&path, damaged).unwrap();
            assert!(counts.known(&of("c1")).is_empty(), "{damaged:.40}");
            counts.keep(&of("c1"), &days());
            assert_eq!(counts.known(&of("c1")), days());
        }
    }
}
