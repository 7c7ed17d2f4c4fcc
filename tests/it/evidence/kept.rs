//! Files through a crash, a backup, damage.

use std::path::Path;

use rusqlite::Connection;

use super::{document, files_of, picture};
use crate::crash::kill_at;
use crate::dispatch::served::worked;
use crate::support::{City, Facts, Need, add};

pub fn facts(facts: &mut Facts) {
    add!(facts, "evidence": a_backup_has_the_files_and_gives_them_back, what_is_damaged_is_told,
        a_store_of_before_takes_files, the_command_line_adds_lists_takes_and_removes,
        a_visit_of_a_file_without_an_id_takes_files, an_undo_asks_before_files_go_with_it);
    for (point, done) in
        [("evidence:content-written", false), ("evidence:written", false), ("evidence:committed", true)]
    {
        let name = format!("evidence::killed_at_{}_it_is_all_or_nothing", point.replace([':', '-'], "_"));
        facts.add_needing(Need::StopPoints, name, move || killed(point, done));
    }
}

const OF: &str = "visits:dv1";

/// The sample with what people did, and a picture to add.
fn office() -> (City, String) {
    let city = City::sample();
    worked(&city);
    let path = city.write("照片.jpg", picture()).to_str().unwrap().to_owned();
    (city, path)
}

/// A file taken away again.
fn taken(city: &City, id: &str, to: &str) -> Vec<u8> {
    let out = city.folder().join(to);
    city.done(&["evidence", "take", id, "--out", out.to_str().unwrap()]);
    std::fs::read(&out).unwrap()
}

fn killed(point: &str, done: bool) {
    let (city, path) = office();
    kill_at(&city, point, &["evidence", "add", OF, &path]);
    assert_eq!(files_of(&city, OF).len(), usize::from(done), "{point}");
    let journaled = city.json(&["journal", "--what", "依据"])["total"].as_u64().unwrap();
    assert_eq!(journaled, u64::from(done), "{point}: the file and the journal agree");
    city.digest();
    if !done {
        city.done(&["evidence", "add", OF, &path]);
    }
    assert_eq!(taken(&city, &files_of(&city, OF)[0], "again.jpg"), picture());
}

fn a_backup_has_the_files_and_gives_them_back() {
    let (city, path) = office();
    city.done(&["evidence", "add", OF, &path]);
    let backup = city.folder().join("备份.db");
    city.done(&["backup", backup.to_str().unwrap()]);
    let id = files_of(&city, OF).remove(0);
    city.done(&["evidence", "remove", OF, &id]);
    assert!(files_of(&city, OF).is_empty());
    city.done(&["restore", backup.to_str().unwrap()]);
    assert_eq!(files_of(&city, OF), std::slice::from_ref(&id));
    assert_eq!(taken(&city, &id, "back.jpg"), picture());
    city.digest();
}

fn damaged(city: &City, sql: &str) -> String {
    Connection::open(city.store()).unwrap().execute_batch(sql).unwrap();
    let done = city.run(&["doctor"]);
    assert_ne!(done.code(), 0, "{sql}: {}", done.out());
    format!("{}{}", done.out(), done.err())
}

fn what_is_damaged_is_told() {
    for (sql, says) in [
        ("UPDATE evidence_content SET content = x'ffd8ff00'", "与它的摘要不符"),
        ("DELETE FROM evidence_content", "内容不见了"),
        ("UPDATE evidence SET part = 'x'", "没有哪条有效记录"),
        (
            "UPDATE evidence_content SET content = x'61'; UPDATE evidence SET bytes = 1,
             digest = 'ca978112ca1bbdcafac231b39a23dc4da786eff8147c4f4b2ab6bb28a8d1d6b4'",
            "与",
        ),
        ("DELETE FROM evidence", "1 份依据文件的内容不属于哪一份"),
    ] {
        let (city, path) = office();
        city.done(&["evidence", "add", OF, &path]);
        let told = damaged(&city, sql);
        assert!(told.contains(says) && told.contains("依据文件"), "{sql}: {told}");
        assert!(!told.contains("照片"), "what a file is called is not told: {told}");
    }
    let (city, path) = office();
    city.done(&["evidence", "add", OF, &path]);
    let id = files_of(&city, OF).remove(0);
    damaged(&city, "UPDATE evidence_content SET content = x'ffd8ff00'");
    let out = city.folder().join("x.jpg");
    city.run(&["evidence", "take", &id, "--out", out.to_str().unwrap()]).fails(1, &["与它的摘要不符"]);
    assert!(!out.exists());
}

/// A visit as a bureau's list has it, by firm and day, beside one with an id.
fn listed(city: &City) -> std::path::PathBuf {
    city.write("visits.csv", "visit,enterprise,date,people\n,smee,2026-03-02,d1\ndv9,asml,2026-03-03,d2\n")
}

fn a_visit_of_a_file_without_an_id_takes_files() {
    let (city, path) = office();
    let file = listed(&city);
    city.import(&[&file]);
    let of = "visits:smee 2026-03-02 visited";
    let told = city.json(&["evidence", "list", of])["told"].as_str().unwrap().to_owned();
    assert!(told.contains("2026-03-02 走访") && told.contains("示例出差甲"), "{told}");
    city.done(&["evidence", "add", of, &path]);
    let id = files_of(&city, of).remove(0);
    assert_eq!(taken(&city, &id, "again.jpg"), picture());
    city.import(&[&file]);
    assert_eq!(files_of(&city, of), std::slice::from_ref(&id), "the same file again leaves it");
    let (city, server) = city.served();
    let page = server.get("/trips").body;
    assert!(page.contains("1 份") && page.contains("of=visits%3Asmee%202026-03-02%20visited"), "{page}");
    city.digest();
}

fn an_undo_asks_before_files_go_with_it() {
    let (city, path) = office();
    city.import(&[&listed(&city)]);
    let undo = city.json(&["imports"])["imports"].as_array().unwrap().last().unwrap()["number"].to_string();
    city.done(&["evidence", "add", "visits:smee 2026-03-02 visited", &path]);
    city.done(&["evidence", "add", "visits:dv9", &path]);
    city.done(&["evidence", "add", OF, &path]);
    city.run(&["undo", &undo]).fails(1, &["2 份依据文件", "没有撤销", "--with-evidence"]);
    assert_eq!(files_of(&city, "visits:dv9").len(), 1, "nothing went");
    let (city, server) = city.served();
    let page = server.get(&format!("/data/imports/{undo}")).body;
    assert!(page.contains("附有 2 份依据文件") && page.contains("name=\"evidence\" value=\"1\" required"), "{page}");
    drop(server);
    city.done(&["undo", &undo, "--with-evidence"]);
    city.run(&["evidence", "list", "visits:dv9"]).fails(1, &["没有走访"]);
    assert_eq!(files_of(&city, OF).len(), 1, "what another import says keeps its files");
    city.digest();
}

fn a_store_of_before_takes_files() {
    let (city, path) = office();
    let older = "DROP TABLE evidence; DROP TABLE evidence_content; ALTER TABLE account DROP COLUMN recruiter; PRAGMA user_version=8;";
    Connection::open(city.store()).unwrap().execute_batch(older).unwrap();
    city.done(&["evidence", "add", OF, &path]);
    assert_eq!(files_of(&city, OF).len(), 1);
    city.digest();
}

fn the_command_line_adds_lists_takes_and_removes() {
    let (city, path) = office();
    let told = city.done(&["evidence", "add", "走访:dv1", &path]).out();
    assert!(told.contains("已附上，编号 "), "{told}");
    let permit = city.write("许可证.pdf", document("permit"));
    city.done(&["evidence", "add", "project_nodes:dp1 签约", permit.to_str().unwrap(), "--who", "王某"]);
    let listed = city.done(&["evidence", "list", "项目节点:dp1 signed"]).out();
    assert!(listed.contains("示例项目甲 签约") && listed.contains("许可证.pdf") && listed.contains("王某"), "{listed}");
    let id = files_of(&city, OF).remove(0);
    assert_eq!(taken(&city, &id, "out.jpg"), picture());
    let again = city.run(&["evidence", "take", &id, "--out", city.folder().join("out.jpg").to_str().unwrap()]);
    again.fails(1, &["out.jpg"]);
    let other = city.run(&["evidence", "remove", "project_nodes:dp1 signed", &id]);
    other.fails(1, &["没有依据文件"]);
    let gone = city.done(&["evidence", "remove", OF, &id]).out();
    assert!(gone.contains("已取下并删除：照片.jpg"), "{gone}");
    for (of, says) in [("visits:x", "没有走访「x」"), ("dv1", "看不懂"), ("project_nodes:dp1 full", "没有项目节点")]
    {
        city.run(&["evidence", "add", of, &path]).fails(1, &[says]);
    }
    city.run(&["evidence", "add", OF, "没有.jpg"]).fails(1, &["没有.jpg"]);
    assert!(Path::new(&path).exists());
}
