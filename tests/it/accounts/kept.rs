//! What backups and restores do to accounts.

use super::visit::{PASSWORD, Visit, add, first};
use crate::support::{City, Facts, add as facts_of};

pub fn facts(facts: &mut Facts) {
    facts_of!(facts, "accounts": a_restored_backup_lets_nobody_in_who_was_in, a_door_that_was_closed_stays_closed);
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
    city.done(&["restore", backup.to_str().unwrap()]);
    assert!(!wang.is_in() && !li.is_in());
    assert_eq!(server.get(&link).status, 404);
    assert_eq!(Visit::of(&server).log_in("li", PASSWORD).status, 401, "the accounts are those of the backup");
    assert_eq!(Visit::of(&server).log_in("wang", PASSWORD).status, 303);
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
