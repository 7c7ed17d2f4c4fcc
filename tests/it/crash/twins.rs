//! A city that programs are killed in, and one that nothing ever happens to.

use liantu::app::Clock;
use std::path::Path;
use std::time::Duration;

use liantu::app::intake::import::OnError;
use liantu::model::Journal;
use liantu::store::Store;

use super::kill::{kill_after, kill_at};
use crate::support::picture::{self, assert_same};
use crate::support::{City, Sheet, block_on, folder, load, store_desk};

/// A city on disk beside a twin in memory that nothing is ever killed in.
pub struct Twins {
    pub city: City,
    pub twin: Store,
    /// The journal number of the city.
    pub number: u64,
}

impl Twins {
    /// Both with a small city in them.
    pub fn new() -> Self {
        let base = folder(&base());
        let city = City::with(&[base.path()]);
        let twin = block_on(async {
            let twin = Store::in_memory().await.unwrap();
            load(&twin, &[base.path()], OnError::Abort).await;
            twin
        });
        Self { city, twin, number: 1 }
    }

    /// Runs the program until it stops at a place, and kills it there.
    pub fn kill_at(&self, point: &str, arguments: &[&str]) {
        kill_at(&self.city, point, arguments);
    }

    /// Runs the program, and kills it after a while unless it has ended. Whether it said that all went well.
    pub fn kill_after(&self, while_: Duration, arguments: &[&str]) -> bool {
        kill_after(&self.city, while_, arguments)
    }

    /// The store agrees with itself and the graph with it; gives the journal number.
    pub fn sound(&self) -> u64 {
        block_on(async {
            let store = Store::open(&self.city.store()).await.unwrap();
            assert_eq!(store_desk(&store, Clock::System).checkup().await.unwrap().problems, Vec::<String>::new());
            let batches = store.batches(Journal(0), usize::MAX).await.unwrap();
            let number = store.journal().await.unwrap().0;
            assert_eq!(batches.len() as u64, number);
            number
        })
    }

    /// The city's graph is its twin's.
    fn same(&self, place: &str) {
        let (found, expected) = block_on(async {
            let store = Store::open(&self.city.store()).await.unwrap();
            (picture::of(&store).await, picture::of(&self.twin).await)
        });
        assert_same(&found, &expected, place);
    }

    /// After an import of `files` was killed: all of it is there or nothing, the first where it `must` be. Then imports
    /// it, and both cities are the same again. Whether it had been there.
    pub fn settle(&mut self, files: &Path, must: Option<bool>, place: &str) -> bool {
        let twin = self.twin.clone();
        let done = || drop(block_on(load(&twin, &[files], OnError::Abort)));
        self.settle_with(must, place, done, |city, _| drop(city.import(&[files])))
    }

    /// The same after any batch was killed: `done` does it to the twin, `again` to the city, where it may be there already.
    pub fn settle_with(
        &mut self,
        must: Option<bool>,
        place: &str,
        done: impl FnOnce(),
        again: impl FnOnce(&City, bool),
    ) -> bool {
        let number = self.sound();
        let happened = number > self.number;
        assert!(number <= self.number + 1, "{place}: {number} after {}", self.number);
        assert!(must.is_none_or(|must| must == happened), "{place}: the batch is there: {happened}");
        if !happened {
            self.same(place);
        }
        done();
        if happened {
            self.same(place);
        }
        again(&self.city, happened);
        self.number += 1;
        assert_eq!(self.sound(), self.number, "{place}");
        self.same(place);
        happened
    }
}

/// A chain with leaves, and firms that do them.
pub fn base() -> Vec<Sheet> {
    let mut chains = Sheet::new("chains", &["chain", "name", "adcode"]);
    chains.rows.push(row(["c1", "示例产业链", "340100"]));
    let mut segments = Sheet::new("segments", &["segment", "chain", "name", "stage"]);
    for i in 0..8 {
        segments.rows.push(row([&format!("s{i}"), "c1", &format!("环节{i}"), ["upstream", "downstream"][i % 2]]));
    }
    let mut sheets = vec![chains, segments];
    sheets.extend(round(0, 40));
    sheets
}

fn row<const N: usize>(cells: [&str; N]) -> Vec<String> {
    cells.map(str::to_owned).to_vec()
}

/// The files of one round: new firms with what they do, and a new version of some that are there.
pub fn round(nth: usize, firms: usize) -> Vec<Sheet> {
    let mut enterprises = Sheet::new("enterprises", &["enterprise", "name", "adcode", "revenue"]);
    let mut members = Sheet::new("members", &["enterprise", "segment", "product"]);
    let mut supplies = Sheet::new("supplies", &["supplier", "customer"]);
    for i in 0..firms {
        let (id, region) = (format!("r{nth}-{i}"), ["340100", "310000", "340111"][i % 3]);
        enterprises.rows.push(row([&id, &format!("示例{nth}之{i}有限公司"), region, "100"]));
        members.rows.push(row([&id, &format!("s{}", (i + nth) % 8), ""]));
        members.rows.push(row([&id, &format!("s{}", (i * 3 + nth + 1) % 8), "乙"]));
        supplies.rows.push(row([&id, &format!("r0-{}", (i + 1) % 40)]));
    }
    for i in (0..40).filter(|_| nth > 0) {
        let revenue = (100 + nth).to_string();
        enterprises.rows.push(row([&format!("r0-{i}"), &format!("示例0之{i}有限公司"), "340100", &revenue]));
    }
    vec![enterprises, members, supplies]
}
