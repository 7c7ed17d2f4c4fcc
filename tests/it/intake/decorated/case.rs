//! One thing tried: a file as somebody made it, and what it is meant to say.

use std::collections::BTreeSet;
use std::path::Path;

use liantu::app::intake::import::{ImportOptions, OnError};
use liantu::ingest::{ImportReport, Inputs, Mapping, guess};
use liantu::model::values;
use liantu::store::Store;

use super::said::said;
use super::written::File;
use crate::support::{Sheet, folder, load_as, options};

/// A file, and what must come of it.
#[derive(Debug, Default)]
pub struct Case {
    /// The decorations it bears.
    pub bears: BTreeSet<&'static str>,
    /// Canonical tables that the store holds before.
    pub held: Vec<Sheet>,
    pub file: File,
    pub by: By,
    /// Another name is not another record, unless the import is told to take it for one.
    pub guarded: bool,
    /// The same as canonical tables, as plain as can be.
    pub meant: Vec<Sheet>,
    /// What is kept beside its columns: the name of the record, the column, the value.
    pub beside: Vec<(String, String, String)>,
    /// Words that one notice must hold together.
    pub told: Vec<Vec<String>>,
    /// Words that the refusal of one row must hold together: one for each row that is none, or cannot be read.
    pub refused: Vec<Vec<String>>,
}

/// How a file is imported.
#[derive(Debug, Default)]
pub enum By {
    /// As it is.
    #[default]
    Itself,
    /// By the mapping that is guessed for it, unchanged.
    Guess,
    /// By this one.
    Mapping(String),
}

impl Case {
    /// Imports the file, and the plain tables into another store: both say the same, and what must be told is.
    pub async fn holds(&self, number: u64) {
        let context = format!("list {number} {:?} ({}, {:?})", self.bears, self.file.name, self.by);
        let (store, report) = self.imported(&context).await;
        self.is_told(&report, &context);
        let meant = self.plain().await;
        let found = said(&store).await;
        let [theirs, ours] = [&found, &meant].map(|said| said.keys().collect::<Vec<_>>());
        assert_eq!(theirs, ours, "{context}: {report:?}");
        for (key, meant) in &meant {
            assert_eq!(&found[key], meant, "{context}: {key}: {:?}", report.notices);
        }
    }

    async fn imported(&self, context: &str) -> (Store, ImportReport) {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join(&self.file.name);
        std::fs::write(&path, &self.file.bytes).unwrap();
        let keep = std::env::var_os("LIANTU_LISTS_KEEP");
        keep.into_iter().for_each(|to| drop(std::fs::copy(&path, Path::new(&to).join(&self.file.name))));
        let toml = match &self.by {
            By::Itself => None,
            By::Guess => {
                let draft = guess(&path, &self.file.name, None);
                Some(draft.unwrap_or_else(|fault| panic!("{context}: {fault:?}")).toml())
            }
            By::Mapping(toml) => Some(toml.clone()),
        };
        let store = self.before().await;
        let mut options = ImportOptions { on_error: OnError::Skip, accept_renames: !self.guarded, ..options(&[&path]) };
        if let Some(toml) = &toml {
            let mapping = Mapping::parse("m.toml", toml).unwrap_or_else(|error| panic!("{context}: {error}\n{toml}"));
            options.inputs = Inputs::mapped(std::slice::from_ref(&path), &mapping);
        }
        let report = load_as(&store, options).await;
        assert!(report.committed, "{context}: {:?}\n{}", report.problems, toml.unwrap_or_default());
        (store, report)
    }

    async fn before(&self) -> Store {
        let store = Store::in_memory().await.unwrap();
        if !self.held.is_empty() {
            taken(&store, &self.held).await;
        }
        store
    }

    fn is_told(&self, report: &ImportReport, context: &str) {
        let problems: Vec<String> = report.problems.iter().map(ToString::to_string).collect();
        assert_eq!(report.counts.rejected, self.refused.len() as u64, "{context}: {problems:?}");
        let notices: Vec<String> = report.notices.iter().map(ToString::to_string).collect();
        for (all, wanted) in [(&problems, &self.refused), (&notices, &self.told)] {
            for words in wanted {
                let holds = |told: &String| words.iter().all(|word| told.contains(word));
                assert!(all.iter().any(holds), "{context}: nothing says {words:?} of {all:?}");
            }
        }
    }

    /// What the plain tables say, with what is kept beside.
    async fn plain(&self) -> super::said::Said {
        let store = self.before().await;
        taken(&store, &self.meant).await;
        let mut said = said(&store).await;
        for (record, column, value) in &self.beside {
            let is_it = |said: &&mut Vec<(u8, String)>| said.iter().any(|(_, text)| text == record);
            let row = said.values_mut().find(is_it).unwrap_or_else(|| panic!("no {record}"));
            row.push((values::EXTRA, format!("{column}\u{1f}{value}")));
            row.sort();
        }
        said
    }
}

/// Imports plain tables, all of which must come in.
async fn taken(store: &Store, sheets: &[Sheet]) {
    let folder = folder(sheets);
    let report = load_as(store, options(&[folder.path()])).await;
    assert!(report.committed && report.counts.rejected == 0, "{:?}", report.problems);
}

impl Case {
    /// The same, with one more decoration.
    pub fn bearing(mut self, decoration: &'static str) -> Self {
        self.bears.insert(decoration);
        self
    }

    /// The same with its file, and what the file says of itself.
    pub fn with(mut self, file: File) -> Self {
        self.bears.extend(&file.bears);
        self.told.extend(file.told.iter().cloned());
        Self { file, ..self }
    }
}
