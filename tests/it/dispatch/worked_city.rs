//! A worked city: its files imported, its entries put on the lists, its questions asked.

use std::path::{Path, PathBuf};

use liantu::app::dispatch::ScoreQuestion;
use liantu::app::{App, AppError, Clock, Desk};
use liantu::dispatch::Presets;
use liantu::gaps::Rules;
use liantu::ingest::ImportReport;
use liantu::model::{Day, EntryField, Kind, LOCAL, NewRow, NodeName, Origin, Rest, RowKey};
use liantu::store::{Change, Expected, NewBatch, Store};
use liantu::work::Entry;

use crate::support::{data, desk, load, options};

/// The folder of a worked case.
pub fn folder(case: &str) -> PathBuf {
    data("dispatch").join(case)
}

/// The canonical files of a folder; entries of lists are none.
pub fn files(folder: &Path) -> Vec<PathBuf> {
    let mut paths: Vec<PathBuf> = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.retain(|path| path.extension().is_some_and(|e| e == "csv") && path.file_stem().unwrap() != "entries");
    paths.sort();
    paths
}

/// A store with the files of a folder; every row must have come in.
pub async fn imported(folder: &Path) -> Store {
    let store = Store::in_memory().await.unwrap();
    let report = import(&store, folder).await;
    assert_eq!(report.counts.rejected, 0, "{:?}", report.problems.first());
    list(&store, &folder.join("entries.csv")).await;
    store
}

/// Imports the canonical files of a folder.
pub async fn import(store: &Store, folder: &Path) -> ImportReport {
    let paths = files(folder);
    let paths: Vec<&Path> = paths.iter().map(PathBuf::as_path).collect();
    load(store, &paths, options(&[]).on_error).await
}

/// Puts enterprises on the lists of chains, as a file of enterprise, chain, state and introducer says.
async fn list(store: &Store, file: &Path) {
    let Ok(mut reader) = csv::Reader::from_path(file) else { return };
    for (number, record) in (1..).zip(reader.records()) {
        let record = record.unwrap();
        let name = |kind, text: &str| NodeName { kind, text: text.to_owned() };
        let names = vec![name(Kind::Chain, &record[1]), name(Kind::Enterprise, &record[0])];
        let nodes = store.find_nodes(names).await.unwrap();
        let (a, b) = (nodes[0].unwrap(), nodes[1].unwrap());
        let mut entry = Entry::default();
        entry.set(EntryField::State, &record[2]);
        entry.set(EntryField::Introducer, &record[3]);
        let key = RowKey { kind: Kind::Entry, a, b, rest: Rest::new([], LOCAL) };
        let row = NewRow { key, values: Some(entry.values()), origin: Origin::default() };
        let batch = NewBatch {
            id: format!("entry-{number}"),
            who: "tester".to_owned(),
            when: "2026-11-23T12:00:00+08:00".to_owned(),
            deed: liantu::model::Deed::read("list add"),
        };
        store.apply(batch, Vec::new(), vec![Change { row, expected: Expected::Any }]).await.unwrap();
    }
}

/// A desk over a store.
pub async fn desk_of(store: Store) -> Desk {
    let clock = Clock::Fixed("2026-11-23T04:00:00Z".parse().unwrap());
    let app = App::open(store, Rules::default(), clock).await.unwrap();
    desk(&app, None).await
}

/// One line of a file of cases: the name of the answer, then what is asked.
#[derive(Debug)]
pub struct Case {
    pub name: String,
    asked: Vec<String>,
}

impl Case {
    /// The cases of a folder.
    pub fn all_of(folder: &Path) -> Vec<Self> {
        let text = std::fs::read_to_string(folder.join("cases.txt")).unwrap();
        let lines = text.lines().filter(|line| !line.trim().is_empty() && !line.starts_with('#'));
        let case = |line: &str| {
            let mut words = line.split_whitespace().map(str::to_owned);
            Self { name: words.next().unwrap(), asked: words.collect() }
        };
        lines.map(case).collect()
    }

    fn word(&self, place: usize) -> &str {
        self.asked.get(place).map_or("-", String::as_str)
    }

    /// The cut-off; none where it is the period's last day.
    fn cut(&self, place: usize) -> Option<Day> {
        Some(self.word(place)).filter(|word| *word != "-").map(|word| word.parse().unwrap())
    }

    /// The answer as JSON.
    pub async fn ask(&self, desk: &Desk, folder: &Path) -> Result<serde_json::Value, AppError> {
        let presets = Presets::default();
        let year = || self.word(1).parse().unwrap();
        let told = |answer: &dyn erased::Told| answer.told();
        match self.word(0) {
            "duties" => desk.duties(year(), self.cut(2).unwrap()).await.map(|answer| told(&answer)),
            "suggest" => desk.suggested_duties(year(), &presets).await.map(|answer| told(&answer)),
            "stalled" => {
                let home = Some(self.word(2));
                desk.stalled(self.cut(1).unwrap(), home, &presets).await.map(|answer| told(&answer))
            }
            "due" => desk.due(self.cut(1).unwrap(), &presets).await.map(|answer| told(&answer)),
            "race" => desk.race(self.word(1), self.cut(2).unwrap()).await.map(|answer| told(&answer)),
            "nominations" => desk.nominations(year(), self.cut(2).unwrap()).await.map(|answer| told(&answer)),
            rows => {
                let period = self.word(1).to_owned();
                let last = period.parse::<liantu::model::Period>().map(|period| period.to);
                let formula = self.asked.get(4).map(|file| std::fs::read_to_string(folder.join(file)).unwrap());
                let question = ScoreQuestion {
                    period,
                    rows: rows.parse().unwrap(),
                    cut_off: self.cut(2).or(last.ok()),
                    home: Some(self.word(3).to_owned()),
                    formula,
                    presets,
                };
                desk.score(&question).await.map(|answer| told(&answer))
            }
        }
    }
}

/// Answers of every type as JSON.
mod erased {
    /// An answer as JSON.
    pub trait Told {
        fn told(&self) -> serde_json::Value;
    }

    impl<T: serde::Serialize> Told for T {
        fn told(&self) -> serde_json::Value {
            serde_json::to_value(self).unwrap()
        }
    }
}
