//! A file goes with what it shows, and with the data of a person: then no file of the store has any of it.

use std::path::PathBuf;

use super::{SECRET, document, files_of, picture};
use crate::dispatch::served::worked;
use crate::store::Office;
use crate::support::{City, Facts, add};

pub fn facts(facts: &mut Facts) {
    add!(facts, "evidence": a_file_that_is_taken_out_is_in_no_file, a_file_goes_with_the_visit_that_is_taken_back,
        a_file_stays_while_another_source_says_the_visit, a_file_goes_with_the_data_of_a_person);
}

const OF: &str = "visits:dv1";
const OTHER: &str = "SECRET-OF-ANOTHER";

/// The sample with what people did; a picture at a visit between documents at nodes.
fn office() -> Office {
    let city = City::sample();
    worked(&city);
    let office = Office { city };
    for (of, name, content) in [
        ("project_nodes:dp1 signed", "一.pdf", document(OTHER)),
        (OF, "照片.jpg", picture()),
        ("trips:dt1", "二.pdf", document(OTHER)),
    ] {
        let path = office.city.write(name, content);
        office.city.done(&["evidence", "add", of, path.to_str().unwrap()]);
        std::fs::remove_file(path).unwrap();
    }
    assert!(!office.holding(SECRET).is_empty());
    office
}

/// The picture is nowhere, what it is called neither; the others are there.
fn is_gone(office: &Office) {
    for word in [SECRET, "照片.jpg"] {
        assert_eq!(office.holding(word), Vec::<PathBuf>::new(), "{word}");
    }
    assert!(!office.holding(OTHER).is_empty());
    assert_eq!(files_of(&office.city, "trips:dt1").len(), 1);
    let after = office.city.folder().join("after.db");
    office.city.done(&["backup", after.to_str().unwrap()]);
    assert_eq!(office.holding(SECRET), Vec::<PathBuf>::new(), "in a backup");
    office.city.digest();
}

fn a_file_that_is_taken_out_is_in_no_file() {
    let office = office();
    let id = files_of(&office.city, OF).remove(0);
    office.city.done(&["evidence", "remove", OF, &id]);
    is_gone(&office);
}

fn a_file_goes_with_the_visit_that_is_taken_back() {
    let office = office();
    let rows = "visit,enterprise,date,people\nzz,asml,2026-01-07,d1\n";
    let visits = office.city.write("visits.csv", rows);
    office.city.import(&[&visits]);
    let picture = office.city.write("照片.jpg", [picture(), b"2".to_vec()].concat());
    office.city.done(&["evidence", "add", "visits:zz", picture.to_str().unwrap()]);
    std::fs::remove_file(picture).unwrap();
    let first = files_of(&office.city, OF).remove(0);
    office.city.done(&["evidence", "remove", OF, &first]);
    let imports = office.city.json(&["imports"]);
    let last = imports["imports"].as_array().unwrap().last().unwrap()["import"].as_str().unwrap().to_owned();
    assert!(!office.holding(SECRET).is_empty());
    office.city.done(&["undo", &last, "--with-evidence"]);
    is_gone(&office);
    office.city.import(&[&visits]);
    assert_eq!(files_of(&office.city, "visits:zz"), Vec::<String>::new(), "the visit is back, and its file is not");
}

fn a_file_stays_while_another_source_says_the_visit() {
    let office = office();
    let rows = "visit,enterprise,date,people,source\ndv1,asml,2026-01-06,d1,另一来源\n";
    let visits = office.city.write("visits.csv", rows);
    office.city.import(&[&visits]);
    let imports = office.city.json(&["imports"]);
    let last = imports["imports"].as_array().unwrap().last().unwrap()["import"].as_str().unwrap().to_owned();
    office.city.done(&["undo", &last]);
    assert_eq!(files_of(&office.city, OF).len(), 1);
    office.city.digest();
}

fn a_file_goes_with_the_data_of_a_person() {
    for in_name in [true, false] {
        let office = office();
        let (name, result) =
            if in_name { ("欧阳测试.jpg", "谈得好") } else { ("名片.jpg", "见了欧阳测试") };
        let rows = format!("visit,enterprise,date,people,result\nzz,asml,2026-01-07,d1,{result}\n");
        office.city.import(&[&office.city.write("visits.csv", rows)]);
        std::fs::remove_file(office.city.folder().join("visits.csv")).unwrap();
        let first = files_of(&office.city, OF).remove(0);
        office.city.done(&["evidence", "remove", OF, &first]);
        let card = office.city.write(name, picture());
        office.city.done(&["evidence", "add", "visits:zz", card.to_str().unwrap()]);
        std::fs::remove_file(card).unwrap();
        let told = office.city.done(&["erase", "--person", "欧阳测试"]).out();
        assert!(told.contains("依据文件") && told.contains("zz"), "{told}");
        let done = office.city.done(&["erase", "--person", "欧阳测试", "--yes"]).out();
        assert!(done.contains("依据文件：删除 1 份"), "{done}");
        is_gone(&office);
        assert_eq!(office.holding("欧阳测试"), Vec::<PathBuf>::new());
        assert_eq!(files_of(&office.city, "visits:zz"), Vec::<String>::new());
    }
}
