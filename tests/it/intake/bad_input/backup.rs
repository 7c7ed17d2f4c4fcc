//! Backups to where none may go, and restores from what is none: a sentence that says what to do, and nothing changed.

use std::os::unix::fs::{PermissionsExt, symlink};
use std::path::{Path, PathBuf};

use rusqlite::Connection;

use crate::support::{City, Done, Facts, add};

pub fn facts(facts: &mut Facts) {
    add!(facts, "bad_input": a_backup_onto_its_own_store_is_refused_by_whatever_path, a_backup_onto_anything_but_a_backup_is_refused,
        a_backup_into_a_folder_that_is_not_there_is_told, backups_are_their_owners_alone,
        a_restore_of_what_is_no_backup_changes_nothing, a_restore_of_the_store_itself_is_refused_by_whatever_path,
        a_restore_over_a_broken_store_says_what_to_do, a_restore_of_nothing_makes_no_store,
        a_second_restore_keeps_both_copies);
}

fn text(path: &Path) -> String {
    path.display().to_string()
}

fn told(done: &Done, words: &[&str]) {
    done.fails(1, words);
    let english = done.err().contains("os error") || done.err().contains("No such file");
    assert!(!english, "{}", done.err());
}

/// Ways to the store's own file: itself, a path with detours, a symbolic link, a hard link, and the file of its last changes.
fn own_paths(city: &City) -> Vec<PathBuf> {
    let (soft, hard) = (city.folder().join("soft.db"), city.folder().join("hard.db"));
    symlink(city.store(), &soft).unwrap();
    std::fs::hard_link(city.store(), &hard).unwrap();
    let folder = city.folder().join("sub");
    std::fs::create_dir(&folder).unwrap();
    vec![city.store(), folder.join("../liantu.db"), soft, hard]
}

fn a_backup_onto_its_own_store_is_refused_by_whatever_path() {
    let city = City::tiny();
    let before = city.digest();
    for path in own_paths(&city) {
        told(&city.run(&["backup", &text(&path)]), &["不能把数据库备份到它自己的文件", "请换一个文件名"]);
    }
    let relative = city.command(&["backup", "./liantu.db"]).current_dir(city.folder()).output().unwrap();
    told(&Done::of(relative), &["不能把数据库备份到它自己的文件"]);
    let held = Connection::open(city.store()).unwrap();
    held.query_row("SELECT count(*) FROM batch", [], |_| Ok(())).unwrap();
    for ending in ["-wal", "-lock"] {
        let path = text(&city.store()) + ending;
        assert!(Path::new(&path).exists(), "{path}");
        told(&city.run(&["backup", &path]), &["不能把数据库备份到它自己的文件"]);
    }
    drop(held);
    assert_eq!(city.digest(), before);
}

fn a_backup_onto_anything_but_a_backup_is_refused() {
    let city = City::tiny();
    let notes = city.write("笔记.txt", "重要的笔记");
    let empty = city.write("empty.db", "");
    let other = city.folder().join("other.db");
    Connection::open(&other).unwrap().execute_batch("CREATE TABLE theirs(x)").unwrap();
    let second = City::tiny();
    for path in [notes, empty, other] {
        let before = std::fs::read(&path).unwrap();
        told(&city.run(&["backup", &text(&path)]), &["已有这个文件，它不是链图的备份", "请换一个文件名"]);
        assert!(std::fs::read(&path).unwrap() == before, "{}", path.display());
    }
    told(&city.run(&["backup", &text(&second.store())]), &["这是使用中的链图数据库，不是备份"]);
    told(&city.run(&["backup", &text(city.folder())]), &["这是文件夹"]);
}

fn a_backup_into_a_folder_that_is_not_there_is_told() {
    let city = City::tiny();
    let path = city.folder().join("没有/备份.db");
    told(&city.run(&["backup", &text(&path)]), &["没有这个文件或文件夹", "没有"]);
    assert!(!path.exists());
}

fn backups_are_their_owners_alone() {
    let city = City::tiny();
    let copy = city.folder().join("copy.db");
    city.done(&["backup", &text(&copy)]);
    assert_eq!(city.run(&["backup", &text(&copy)]).code(), 0, "an older backup is replaced");
    let file = city.write("enterprises.csv", "name\n新来有限公司\n");
    city.import(&[&file]);
    city.done(&["restore", &text(&copy)]);
    let mut found = 0;
    for entry in std::fs::read_dir(city.folder()).unwrap() {
        let entry = entry.unwrap();
        if entry.file_name().to_string_lossy().contains(".db") {
            let mode = entry.metadata().unwrap().permissions().mode() & 0o777;
            assert_eq!(mode, 0o600, "{} has mode {mode:o}", entry.path().display());
            found += 1;
        }
        assert!(!text(&entry.path()).ends_with(".part"), "{}", entry.path().display());
    }
    assert!(found >= 3, "the store, the backup and what was there before: {found}");
}

fn a_restore_of_what_is_no_backup_changes_nothing() {
    let city = City::tiny();
    let copy = city.folder().join("copy.db");
    city.done(&["backup", &text(&copy)]);
    let whole = std::fs::read(&copy).unwrap();
    let mut torn = whole.clone();
    torn.chunks_mut(8_192).skip(1).for_each(|page| page[..64].fill(0xff));
    let newer = city.folder().join("newer.db");
    std::fs::copy(&copy, &newer).unwrap();
    Connection::open(&newer).unwrap().execute_batch("PRAGMA user_version=99").unwrap();
    let changed = city.folder().join("changed.db");
    std::fs::copy(&copy, &changed).unwrap();
    Connection::open(&changed).unwrap().execute_batch("UPDATE batch SET who = '别人'").unwrap();
    let other = city.folder().join("other.db");
    Connection::open(&other).unwrap().execute_batch("CREATE TABLE theirs(x)").unwrap();
    let bad: [(PathBuf, &[&str]); 8] = [
        (city.write("empty.db", ""), &["备份不能用", "文件是空的"]),
        (city.write("words.db", "这不是数据库"), &["备份不能用", "不是链图的备份"]),
        (city.write("short.db", &whole[..whole.len() / 2]), &["备份不能用", "文件不完整"]),
        (city.write("torn.db", torn), &["备份不能用"]),
        (newer, &["更新版本", "99"]),
        (changed, &["备份不能用", "被改动或损坏"]),
        (other, &["备份不能用", "不是链图的备份"]),
        (city.folder().join("没有.db"), &["没有这个文件"]),
    ];
    let before = city.digest();
    for (path, words) in bad {
        let bytes = std::fs::read(&path).ok();
        told(&city.run(&["restore", &text(&path)]), words);
        assert!(std::fs::read(&path).ok() == bytes, "{} was changed", path.display());
        assert_eq!(city.digest(), before, "{}", path.display());
    }
    assert_eq!(std::fs::read_dir(city.folder()).unwrap().filter(|e| is_kept(e.as_ref().unwrap())).count(), 0);
}

fn is_kept(entry: &std::fs::DirEntry) -> bool {
    entry.file_name().to_string_lossy().contains(".before-restore-")
}

fn a_restore_of_the_store_itself_is_refused_by_whatever_path() {
    let city = City::tiny();
    let before = city.digest();
    for path in own_paths(&city) {
        told(&city.run(&["restore", &text(&path)]), &["不能用数据库自己恢复自己", "请指明备份文件"]);
    }
    assert_eq!(city.digest(), before);
}

fn a_restore_over_a_broken_store_says_what_to_do() {
    let city = City::tiny();
    let copy = city.folder().join("copy.db");
    city.done(&["backup", &text(&copy)]);
    let before = city.digest();
    std::fs::write(city.store(), "撕坏了".repeat(3_000)).unwrap();
    told(&city.run(&["restore", &text(&copy)]), &["现有的数据库", "不能打开", "改名移走"]);
    std::fs::rename(city.store(), city.folder().join("坏.db")).unwrap();
    city.done(&["restore", &text(&copy)]);
    assert_eq!(city.digest(), before);
}

fn a_restore_of_nothing_makes_no_store() {
    let city = City::new();
    told(&city.run(&["restore", "没有.db"]), &["没有这个文件"]);
    assert!(!city.store().exists());
}

fn a_second_restore_keeps_both_copies() {
    let city = City::tiny();
    let copy = city.folder().join("copy.db");
    city.done(&["backup", &text(&copy)]);
    for nth in 0..2 {
        let file = city.write("enterprises.csv", format!("name\n新来{nth}有限公司\n"));
        city.import(&[&file]);
        city.done(&["restore", &text(&copy)]);
    }
    assert_eq!(std::fs::read_dir(city.folder()).unwrap().filter(|e| is_kept(e.as_ref().unwrap())).count(), 2);
}
