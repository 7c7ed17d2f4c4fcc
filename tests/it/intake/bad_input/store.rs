//! Store files that are none, or not for this program.

use rusqlite::Connection;

use crate::support::{City, Facts, add};

pub fn facts(facts: &mut Facts) {
    add!(facts, "bad_input": a_store_of_a_newer_version_is_told_and_left_alone, a_file_that_is_no_store_is_told_and_left_alone,
        the_database_of_another_program_is_told);
}

/// Every command refuses the store, and says so in these words.
fn refused(city: &City, words: &[&str]) {
    let file = city.write("enterprises.csv", "name\n甲\n").display().to_string();
    let before = std::fs::read(city.store()).unwrap();
    for arguments in [&["import", &file][..], &["chains"], &["doctor"], &["gaps", "--chain", "c1"]] {
        city.refused(arguments, words);
    }
    assert!(std::fs::read(city.store()).unwrap() == before, "the file is as it was");
}

fn a_store_of_a_newer_version_is_told_and_left_alone() {
    let city = City::new();
    let connection = Connection::open(city.store()).unwrap();
    connection
        .execute_batch("CREATE TABLE future(x); PRAGMA application_id = 1819178101; PRAGMA user_version = 99;")
        .unwrap();
    drop(connection);
    refused(&city, &["数据库现在不可用", "99"]);
}

fn a_file_that_is_no_store_is_told_and_left_alone() {
    let city = City::new();
    std::fs::write(city.store(), "这不是数据库".repeat(2_000)).unwrap();
    refused(&city, &["数据库文件已损坏或不是链图数据库"]);
}

fn the_database_of_another_program_is_told() {
    let city = City::new();
    let connection = Connection::open(city.store()).unwrap();
    connection.execute_batch("CREATE TABLE notes(x); INSERT INTO notes VALUES (1);").unwrap();
    drop(connection);
    let done = city.run(&["chains"]);
    assert_eq!(done.code(), 1);
    assert!(done.err().contains("不是链图数据库") && done.err().contains("notes"), "{}", done.err());
    let connection = Connection::open(city.store()).unwrap();
    let kept: i64 = connection.query_row("SELECT x FROM notes", [], |row| row.get(0)).unwrap();
    assert_eq!(kept, 1);
}
