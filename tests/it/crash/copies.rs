//! kill -9 in a backup, a restore and a rebuild: the store is what it was or what it should be, and so is the backup.

use liantu::app::Clock;
use std::path::{Path, PathBuf};

use liantu::store::Store;

use super::kill::{kill_at, text};
use crate::support::{City, Facts, Need, block_on, store_desk};

/// Places, and whether what is killed there has happened.
const RESTORE_POINTS: [(&str, bool); 3] =
    [("restore:begun", false), ("restore:copying", false), ("restore:done", true)];
const BACKUP_POINTS: [(&str, bool); 2] = [("backup:written", false), ("backup:named", true)];
const REBUILD_POINTS: [&str; 2] = ["rebuild:reindexed", "rebuild:derived"];
const ROUNDS: usize = 3;

pub fn facts(facts: &mut Facts) {
    let mut add = |name: String, test: Box<dyn FnOnce() + Send>| facts.add_needing(Need::StopPoints, name, test);
    for (point, happened) in RESTORE_POINTS {
        let name = format!("crash::a_restore_killed_at_{}_leaves_{}", word(point), word_of(happened));
        add(name, Box::new(move || restore_killed_at(point, happened)));
    }
    for (point, happened) in BACKUP_POINTS {
        let name = format!("crash::a_backup_killed_at_{}_leaves_{}", word(point), word_of(happened));
        add(name, Box::new(move || backup_killed_at(point, happened)));
    }
    for point in REBUILD_POINTS {
        let name = format!("crash::a_rebuild_killed_at_{}_changes_no_row", word(point));
        add(name, Box::new(move || rebuild_killed_at(point)));
    }
}

fn word(point: &str) -> &str {
    point.split_once(':').expect("a name").1
}

fn word_of(happened: bool) -> &'static str {
    if happened { "the_new" } else { "the_old" }
}

/// What a store says, and the digest of its last batch; it must agree with itself.
fn state(path: &Path) -> (String, Option<String>) {
    block_on(async {
        let store = Store::open(path).await.unwrap();
        let found = store_desk(&store, Clock::System).checkup().await.unwrap();
        assert_eq!((found.problems, found.mendable), (vec![], vec![]), "{}", path.display());
        let last = store.batches(liantu::model::Journal(0), usize::MAX).await.unwrap().pop();
        (found.digest, last.map(|batch| batch.digest))
    })
}

/// What a backup says; looked at in a copy, since it stays as it is.
fn state_in(backup: &Path) -> (String, Option<String>) {
    let folder = tempfile::tempdir().unwrap();
    let copy = folder.path().join("copy.db");
    std::fs::copy(backup, &copy).unwrap();
    state(&copy)
}

fn import_one(city: &City, nth: usize) {
    let file = city.write("enterprises.csv", format!("enterprise,name\nnew{nth},新来{nth}有限公司\n"));
    city.import(&[&file]);
}

fn backup(city: &City, name: &str) -> PathBuf {
    let path = city.folder().join(name);
    city.done(&["backup", text(&path)]);
    path
}

fn restore_killed_at(point: &str, happened: bool) {
    let city = City::small();
    let old = backup(&city, "old.db");
    let expected = state(&city.store());
    for nth in 0..ROUNDS {
        import_one(&city, nth);
        let before = state(&city.store());
        kill_at(&city, point, &["restore", text(&old)]);
        let after = state(&city.store());
        assert_eq!(after, if happened { expected.clone() } else { before.clone() }, "{point}, round {nth}");
        let kept: Vec<PathBuf> = kept(&city);
        assert!(kept.iter().any(|path| state_in(path) == before), "what was there is kept whole");
        city.done(&["restore", text(&old)]);
        assert_eq!(state(&city.store()), expected, "{point}, round {nth}");
    }
}

/// The copies of what was there before restores.
fn kept(city: &City) -> Vec<PathBuf> {
    let entries = std::fs::read_dir(city.folder()).unwrap().map(|entry| entry.unwrap().path());
    entries.filter(|path| text(path).contains(".before-restore-") && text(path).ends_with(".db")).collect()
}

fn backup_killed_at(point: &str, happened: bool) {
    let city = City::tiny();
    let target = backup(&city, "copy.db");
    for nth in 0..ROUNDS {
        let before = state_in(&target);
        import_one(&city, nth);
        let now = state(&city.store());
        kill_at(&city, point, &["backup", text(&target)]);
        assert_eq!(state_in(&target), if happened { now.clone() } else { before }, "{point}, round {nth}");
        assert_eq!(state(&city.store()), now);
        backup(&city, "copy.db");
        assert_eq!(state_in(&target), now);
    }
}

fn rebuild_killed_at(point: &str) {
    let city = City::tiny();
    let before = state(&city.store());
    let damage = || {
        let file = rusqlite::Connection::open(city.store()).unwrap();
        file.execute_batch("UPDATE batch SET rows = rows + 1").unwrap();
    };
    for _ in 0..ROUNDS {
        damage();
        kill_at(&city, point, &["doctor", "--rebuild"]);
        city.done(&["doctor", "--rebuild"]);
        assert_eq!(state(&city.store()), before);
    }
}
