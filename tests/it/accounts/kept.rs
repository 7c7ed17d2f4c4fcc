//! What backups and restores do to accounts.

use super::visit::{OTHER, PASSWORD, Visit, add, first, user};
use crate::support::{City, Facts, add as facts_of};

pub fn facts(facts: &mut Facts) {
    facts_of!(facts, "accounts": a_restored_backup_lets_nobody_in_who_was_in,
        accounts_of_a_backup_come_only_where_there_are_none, a_door_that_was_closed_stays_closed);
}

fn a_restored_backup_lets_nobody_in_who_was_in() {
    let (city, server) = City::tiny().served();
    first(&city);
    add(&city, "wang", &["clerk"]);
    let wang = Visit::as_user(&server, "wang");
    let link = city.done(&["user", "passwd", "admin"]).out();
    let link = format!("/welcome/{}", link.split("/welcome/").nth(1).unwrap().trim());
    let backup = city.folder().join("backup.db");
    city.done(&["backup", backup.to_str().unwrap()]);
    city.done(&["user", "disable", "wang"]);
    add(&city, "li", &["clerk"]);
    let li = Visit::as_user(&server, "li");
    assert_eq!(server.get(&link).status, 200);
    assert_eq!(user(&city, &["passwd", "admin"], OTHER).code(), 0);
    let told = city.done(&["restore", backup.to_str().unwrap()]).out();
    assert!(told.contains("账户还是恢复以前的 3 个"), "{told}");
    assert!(!wang.is_in() && !li.is_in());
    assert_eq!(server.get(&link).status, 404);
    assert_eq!(Visit::of(&server).log_in("li", PASSWORD).status, 303, "who may log in is not of the past");
    assert_eq!(Visit::of(&server).log_in("wang", PASSWORD).status, 401, "who was disabled since stays so");
    assert_eq!(Visit::of(&server).log_in("admin", PASSWORD).status, 401, "a password of before does not come back");
    assert_eq!(Visit::of(&server).log_in("admin", OTHER).status, 303);
    city.digest();
}

fn accounts_of_a_backup_come_only_where_there_are_none() {
    let city = City::tiny();
    first(&city);
    let backup = city.folder().join("backup.db");
    city.done(&["backup", backup.to_str().unwrap()]);
    let (other, server) = City::tiny().served();
    let told = other.done(&["restore", backup.to_str().unwrap()]).out();
    assert!(told.contains("账户是备份里的 1 个") && told.contains("逐个核对"), "{told}");
    assert_eq!(server.get("/").status, 303);
    assert_eq!(Visit::of(&server).log_in("admin", PASSWORD).status, 303);
}

fn a_door_that_was_closed_stays_closed() {
    let (city, server) = City::tiny().served();
    let backup = city.folder().join("backup.db");
    city.done(&["backup", backup.to_str().unwrap()]);
    first(&city);
    assert_eq!(server.get("/").status, 303);
    city.done(&["restore", backup.to_str().unwrap()]);
    assert_eq!(server.get("/").status, 303, "a backup of before the accounts opens nothing");
}
