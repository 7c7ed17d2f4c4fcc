//! What only a file has: who may read it, what it refuses to open, what `check` finds in it, a disk that is full.

use std::os::unix::fs::PermissionsExt;
use std::path::Path;
use std::process::Command;

use liantu::model::Journal;
use liantu::store::{Store, StoreError};
use rusqlite::Connection;

use super::words::{apply, firm, firm_key, import_firms, sound};
use crate::support::{City, Facts, Need, block_on, data};

pub fn facts(facts: &mut Facts) {
    facts.add("contract::sqlite::the_files_are_their_owners_alone", the_files_are_their_owners_alone);
    facts.add("contract::sqlite::a_store_open_to_others_is_closed_to_them", a_store_open_to_others_is_closed);
    facts.add("contract::sqlite::a_store_is_the_same_when_opened_again", a_store_is_the_same_when_opened_again);
    facts.add("contract::sqlite::two_openers_make_one_store", two_openers_make_one_store);
    facts.add("contract::sqlite::another_opener_keeps_an_import_out", another_opener_keeps_an_import_out);
    facts.add("contract::sqlite::a_newer_layout_is_refused", a_newer_layout_is_refused);
    facts.add("contract::sqlite::a_foreign_database_is_refused_untouched", a_foreign_database_is_refused_untouched);
    facts.add("contract::sqlite::garbage_is_refused_untouched", garbage_is_refused_untouched);
    facts.add("contract::sqlite::a_path_that_cannot_be_is_refused", a_path_that_cannot_be_is_refused);
    for (what, sql) in TAMPERINGS {
        facts.add(format!("contract::sqlite::check_finds_{what}"), move || check_finds(sql));
    }
    facts.add("contract::sqlite::check_finds_a_damaged_page", check_finds_a_damaged_page);
    let full = "contract::sqlite::a_full_disk_fails_the_write_and_reads_go_on";
    facts.add_needing(Need::Mount, full, a_full_disk_fails_the_write_and_reads_go_on);
}

/// A store of three batches in a folder.
async fn filled(folder: &Path) -> Store {
    let store = Store::open(&folder.join("liantu.db")).await.unwrap();
    let ids = import_firms(&store, "b1", &["e1", "e2"]).await;
    apply(&store, "b2", vec![firm(ids[0], "甲二")]).await;
    apply(&store, "b3", vec![firm(ids[1], "乙二")]).await;
    store
}

fn the_files_are_their_owners_alone() {
    let folder = tempfile::tempdir().unwrap();
    let _store = block_on(filled(folder.path()));
    let mut found = 0;
    for entry in std::fs::read_dir(folder.path()).unwrap() {
        let entry = entry.unwrap();
        let mode = entry.metadata().unwrap().permissions().mode() & 0o777;
        assert_eq!(mode, 0o600, "{} has mode {mode:o}", entry.path().display());
        found += 1;
    }
    assert!(found >= 3, "the file, its WAL and the lease: {found}");
}

fn a_store_open_to_others_is_closed() {
    let folder = tempfile::tempdir().unwrap();
    let store = block_on(filled(folder.path()));
    let all = || std::fs::read_dir(folder.path()).unwrap().map(|entry| entry.unwrap().path());
    for mode in [0o644, 0o666, 0o640, 0o604] {
        all().for_each(|path| std::fs::set_permissions(path, PermissionsExt::from_mode(mode)).unwrap());
        drop(block_on(Store::open(&folder.path().join("liantu.db"))).unwrap());
        let modes: Vec<u32> = all().map(|path| path.metadata().unwrap().permissions().mode() & 0o777).collect();
        assert!(modes.len() >= 4 && modes.iter().all(|mode| *mode == 0o600), "{modes:?}");
    }
    drop(store);
}

fn a_store_is_the_same_when_opened_again() {
    let folder = tempfile::tempdir().unwrap();
    block_on(async {
        let store = filled(folder.path()).await;
        let (changes, key) = (store.changes(Journal(0)).await, store.contact_key().await);
        drop(store);
        let again = Store::open(&folder.path().join("liantu.db")).await.unwrap();
        assert_eq!((again.changes(Journal(0)).await, again.contact_key().await), (changes, key));
        sound(&again).await;
    });
}

fn two_openers_make_one_store() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("liantu.db");
    let opened = block_on(async {
        let tasks: Vec<_> = (0..6)
            .map(|_| {
                let path = path.clone();
                tokio::spawn(async move { Store::open(&path).await.unwrap().contact_key().await.unwrap() })
            })
            .collect();
        let mut keys = Vec::new();
        for task in tasks {
            keys.push(task.await.unwrap());
        }
        keys
    });
    assert!(opened.windows(2).all(|pair| pair[0] == pair[1]), "every opener sees the same key");
}

fn another_opener_keeps_an_import_out() {
    let folder = tempfile::tempdir().unwrap();
    block_on(async {
        let path = folder.path().join("liantu.db");
        let (mine, theirs) = (Store::open(&path).await.unwrap(), Store::open(&path).await.unwrap());
        let staging = super::words::begin(&mine, "b1").await;
        assert!(theirs.begin(super::words::batch("b2"), vec![]).await.unwrap().is_none());
        assert_eq!(theirs.sweep().await, Ok(0));
        assert_eq!(mine.commit(staging, Journal(0)).await, Ok(Journal(1)));
        assert_eq!(theirs.journal().await, Ok(Journal(1)));
        let ids = import_firms(&theirs, "b3", &["e1"]).await;
        assert!(mine.get(firm_key(ids[0])).await.unwrap().is_some());
    });
}

fn a_newer_layout_is_refused() {
    let folder = tempfile::tempdir().unwrap();
    drop(block_on(filled(folder.path())));
    let path = folder.path().join("liantu.db");
    Connection::open(&path).unwrap().execute_batch("PRAGMA user_version=99").unwrap();
    let refused = block_on(Store::open(&path));
    assert!(matches!(&refused, Err(StoreError::Unavailable(text)) if text.contains("更新版本")), "{refused:?}");
}

fn a_foreign_database_is_refused_untouched() {
    for version in [0, 1, 7] {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("other.db");
        let other = Connection::open(&path).unwrap();
        other.execute_batch(&format!("CREATE TABLE theirs(x); PRAGMA user_version={version};")).unwrap();
        drop(other);
        let before = std::fs::read(&path).unwrap();
        let refused = block_on(Store::open(&path));
        assert!(matches!(refused, Err(StoreError::Corrupt(_))), "version {version}: {refused:?}");
        assert!(std::fs::read(&path).unwrap() == before, "a foreign file of version {version} was changed");
    }
}

fn garbage_is_refused_untouched() {
    let long: Vec<u8> = (0..20_000u32).map(|i| (i * 31 % 251) as u8).collect();
    for garbage in [b"name,id\n".to_vec(), long, vec![0; 4_096]] {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("liantu.db");
        std::fs::write(&path, &garbage).unwrap();
        let refused = block_on(Store::open(&path));
        assert!(matches!(refused, Err(StoreError::Corrupt(_))), "{} bytes: {refused:?}", garbage.len());
        assert!(std::fs::read(&path).unwrap() == garbage);
    }
}

fn a_path_that_cannot_be_is_refused() {
    let folder = tempfile::tempdir().unwrap();
    for path in [folder.path().join("none/liantu.db"), folder.path().to_owned()] {
        let refused = block_on(Store::open(&path));
        assert!(matches!(refused, Err(StoreError::Unavailable(_))), "{}: {refused:?}", path.display());
    }
}

/// What someone might do to the file behind the store's back.
const TAMPERINGS: &[(&str, &str)] = &[
    (
        "a_changed_byte",
        "UPDATE row SET val = CAST(substr(val, 1, 2) || x'58' || substr(val, 4) AS BLOB) WHERE a = 1 AND batch = 1",
    ),
    ("a_closed_row", "UPDATE row SET val = NULL WHERE a = 1 AND batch = 1"),
    ("a_changed_origin", "UPDATE row SET origin = origin + 1 WHERE a = 1 AND batch = 1"),
    ("a_deleted_row", "DELETE FROM row WHERE a = 2 AND batch = 1"),
    ("an_added_row", "INSERT INTO row SELECT kind, a, b, c || 'x', batch, val, origin FROM row WHERE a = 2 LIMIT 1"),
    ("a_changed_text", "UPDATE node SET ref = 'e9' WHERE id = 1"),
    ("a_deleted_text", "DELETE FROM node WHERE id = 1"),
    ("a_changed_author", "UPDATE batch SET who = 'someone' WHERE seq = 2"),
    ("a_changed_time", "UPDATE batch SET at = '2020' WHERE seq = 2"),
    ("a_changed_digest", "UPDATE batch SET digest = zeroblob(32) WHERE seq = 3"),
    ("a_missing_batch", "DELETE FROM row WHERE batch = 2; DELETE FROM batch WHERE seq = 2"),
];

fn check_finds(sql: &str) {
    let folder = tempfile::tempdir().unwrap();
    block_on(async {
        let store = filled(folder.path()).await;
        sound(&store).await;
        let file = Connection::open(folder.path().join("liantu.db")).unwrap();
        let before = file.total_changes();
        file.execute_batch(sql).unwrap();
        assert!(file.total_changes() > before, "nothing was tampered with");
        assert_ne!(store.check().await.unwrap().problems, Vec::<String>::new());
    });
}

fn check_finds_a_damaged_page() {
    let folder = tempfile::tempdir().unwrap();
    drop(block_on(filled(folder.path())));
    let path = folder.path().join("liantu.db");
    let mut bytes = std::fs::read(&path).unwrap();
    for page in bytes.chunks_mut(8_192).skip(1) {
        page[..64].fill(0xff);
    }
    std::fs::write(&path, bytes).unwrap();
    let found = block_on(async { Store::open(&path).await?.check().await });
    assert!(found.as_ref().map_or(true, |found| !found.problems.is_empty()), "{found:?}");
}

/// In a file system of its own that is too small for the second import.
fn a_full_disk_fails_the_write_and_reads_go_on() {
    let city = City::new();
    let large: String = (0..20_000).map(|i| format!("full{i},虚构企业{i}有限公司\n")).collect();
    let large = city.write("enterprises.csv", format!("enterprise,name\n{large}"));
    let disk = city.folder().join("disk");
    std::fs::create_dir(&disk).unwrap();
    let script = r#"
        mount -t tmpfs -o size=1500k none "$1" || exit 99
        run() { "$program" --store "$disk/liantu.db" "$@"; }
        disk=$1 program=$2 small=$3 large=$4 out=$5
        run import "$small" || exit 98
        run gaps --chain c1 --as-of 2026-11-23 --format json > "$out/before.json" || exit 97
        run import "$large" > "$out/stdout" 2> "$out/stderr"
        echo $? > "$out/code"
        run gaps --chain c1 --as-of 2026-11-23 --format json > "$out/after.json" || exit 96
        run doctor --json > "$out/doctor.json" || exit 95
        mount -o remount,size=64m "$disk" || exit 94
        run import "$large" > "$out/again" || exit 93
        run doctor || exit 92
    "#;
    let done = Command::new("unshare")
        .args(["--mount", "--user", "--map-root-user", "sh", "-c", script, "sh"])
        .args([&disk, Path::new(env!("CARGO_BIN_EXE_liantu")), &data("small"), &large, city.folder()])
        .env_remove("LIANTU_STORE")
        .output()
        .unwrap();
    assert!(done.status.success(), "{}: {}", done.status, String::from_utf8_lossy(&done.stderr));
    let read = |name: &str| std::fs::read_to_string(city.folder().join(name)).unwrap();
    assert_eq!(read("code").trim(), "1");
    assert!(read("stderr").contains("磁盘已满"), "{}", read("stderr"));
    assert_eq!(read("before.json"), read("after.json"));
    let doctor: serde_json::Value = serde_json::from_str(&read("doctor.json")).unwrap();
    assert_eq!((&doctor["batches"], &doctor["problems"]), (&1.into(), &serde_json::json!([])));
    assert!(read("again").contains("新 20000，改 0，不变 0"), "{}", read("again"));
}
