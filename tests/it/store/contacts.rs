//! Contacts against the digests that stand for them: what was done behind the store's back is told, and to which.

use rusqlite::Connection;

use crate::support::{City, Facts};

pub fn facts(facts: &mut Facts) {
    for (what, sql, told) in DONE {
        facts.add(format!("contacts::the_doctor_tells_{what}"), move || told_by_the_doctor(sql, told));
    }
    facts.add("contacts::the_doctor_tells_many_and_counts_the_rest", many);
}

/// What was done, and what is said of it.
const DONE: &[(&str, &str, &[&str])] = &[
    (
        "a_changed_phone",
        "UPDATE contact SET phone = '000-0000-9999' WHERE name = '甲某'",
        &["「e1」", "来源 local", "被改动"],
    ),
    ("a_changed_name", "UPDATE contact SET name = '丁某' WHERE name = '甲某'", &["「e1」", "被改动"]),
    ("a_changed_title", "UPDATE contact SET title = '董事' WHERE name = '乙某'", &["「e2」", "被改动"]),
    ("a_changed_email", "UPDATE contact SET email = '' WHERE name = '乙某'", &["「e2」", "被改动"]),
    ("a_deleted_contact", "DELETE FROM contact WHERE name = '乙某'", &["「e2」", "内容不见了"]),
    (
        "an_added_contact",
        "INSERT INTO contact SELECT of, zeroblob(32), batch, '丁某', title, phone, email FROM contact WHERE name = '甲某'",
        &["「e1」", "没有哪条有效记录"],
    ),
    ("a_changed_key", "UPDATE meta SET value = randomblob(32) WHERE key = 'contact_key'", &["全部 3 条", "密钥"]),
    ("a_cut_key", "UPDATE meta SET value = x'00' WHERE key = 'contact_key'", &["密钥缺失或损坏"]),
    ("a_lost_key", "DELETE FROM meta WHERE key = 'contact_key'", &["密钥缺失或损坏"]),
];

fn city() -> City {
    let city = City::new();
    let firms = "enterprise,name\ne1,示例甲有限公司\ne2,示例乙有限公司\n";
    let contacts = "of,name,title,phone,email\ne1,甲某,经理,000-0000-0001,a@x.invalid\ne2,乙某,总助,000-0000-0002,b@x.invalid\n\
                    e2,丙某,,000-0000-0003,\n";
    city.import(&[&city.write("enterprises.csv", firms), &city.write("contacts.csv", contacts)]);
    city
}

fn told_by_the_doctor(sql: &str, told: &[&str]) {
    let city = city();
    city.digest();
    let file = Connection::open(city.store()).unwrap();
    file.execute_batch(sql).unwrap();
    drop(file);
    let found = city.run(&["doctor"]);
    assert_eq!(found.code(), 1, "{}", found.out());
    told.iter().for_each(|word| assert!(found.out().contains(word), "no {word} in {}", found.out()));
    for person in ["甲某", "乙某", "丁某"] {
        assert!(!found.out().contains(person), "names of persons are not told: {}", found.out());
    }
    let copy = city.folder().join("copy.db");
    let refused = city.run(&["backup", copy.to_str().unwrap()]);
    assert!(refused.code() == 1 && !copy.exists(), "a backup is not made of it: {}", refused.err());
}

fn many() {
    let city = City::new();
    let firms: String = (0..30).map(|i| format!("e{i:02},示例企业{i:02}有限公司\n")).collect();
    let contacts: String = (0..30).map(|i| format!("e{i:02},某人,000-0000-00{i:02}\n")).collect();
    city.import(&[
        &city.write("enterprises.csv", format!("enterprise,name\n{firms}")),
        &city.write("contacts.csv", format!("of,name,phone\n{contacts}")),
    ]);
    let file = Connection::open(city.store()).unwrap();
    file.execute_batch("UPDATE contact SET phone = 'x' WHERE phone <> '000-0000-0007'").unwrap();
    let found = city.run(&["doctor", "--json"]).json();
    let told: Vec<&str> = found["problems"].as_array().unwrap().iter().filter_map(|told| told.as_str()).collect();
    assert_eq!(told.len(), 21, "{told:?}");
    assert!(told[0].contains("「e00」") && told[20].contains("另有 9 条"), "{told:?}");
}
