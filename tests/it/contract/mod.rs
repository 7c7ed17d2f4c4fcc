//! What every store promises, written once over `&Store` and run for each; what only one store has stands in its own
//! file.

mod erasable;
mod importing;
mod reading;
mod safety;
mod sqlite;
mod sqlite_rebuild;
mod sqlite_words;
mod texts;
mod words;
mod writing;

pub use words::{apply, batch, import_firms, work};

use std::sync::atomic::{AtomicUsize, Ordering};

use liantu::store::Store;

use crate::support::{Facts, block_on};

/// A promise: a name that says it, and the test that holds a store to it.
type Promise = (&'static str, fn(&Store));

/// Lists async functions over `&Store` as promises.
macro_rules! promises {
    ($($name:ident),+ $(,)?) => {
        pub const PROMISES: &[super::Promise] =
            &[$((stringify!($name), |store| crate::support::block_on($name(store)))),+];
    };
}
use promises;

/// One store to hold to the promises.
struct Backend {
    name: &'static str,
    /// A new, empty store, and the folder it may lie in.
    open: fn() -> (Store, Option<tempfile::TempDir>),
    ran: AtomicUsize,
}

static BACKENDS: [Backend; 2] = [
    Backend { name: "sqlite file", open: on_a_file, ran: AtomicUsize::new(0) },
    Backend { name: "sqlite in memory", open: in_memory, ran: AtomicUsize::new(0) },
];

fn on_a_file() -> (Store, Option<tempfile::TempDir>) {
    let folder = tempfile::tempdir().expect("a folder");
    (block_on(Store::open(&folder.path().join("liantu.db"))).expect("a store"), Some(folder))
}

fn in_memory() -> (Store, Option<tempfile::TempDir>) {
    (block_on(Store::in_memory()).expect("a store"), None)
}

pub fn facts(facts: &mut Facts) {
    for backend in &BACKENDS {
        let all = [
            writing::PROMISES,
            importing::PROMISES,
            reading::PROMISES,
            texts::PROMISES,
            safety::PROMISES,
            erasable::PROMISES,
        ];
        for promises in all {
            for (name, holds) in promises {
                facts.add(format!("contract::{name} ({})", backend.name), move || {
                    let (store, _folder) = (backend.open)();
                    holds(&store);
                    backend.ran.fetch_add(1, Ordering::Relaxed);
                });
            }
        }
    }
    sqlite::facts(facts);
    sqlite_rebuild::facts(facts);
    sqlite_words::facts(facts);
}

/// Says how many promises each store kept: the numbers are equal, since no store may leave one out.
pub fn tell() {
    let kept = BACKENDS.iter().map(|b| format!("{} {}", b.name, b.ran.load(Ordering::Relaxed)));
    println!("contract promises kept: {}", kept.collect::<Vec<_>>().join(", "));
}
