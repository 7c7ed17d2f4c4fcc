//! The tables of what an import and its undoing do to rows, done as docs/definitions.md tells.

use super::DEFINITIONS;
use super::document::{Table, tables, text};
use crate::support::{City, Facts, Sheet, add, snapshot_mapping};

pub fn facts(facts: &mut Facts) {
    add!(facts, "definitions": snapshots_close_as_told, undoing_does_as_told);
}

fn table(heading: &str) -> Table {
    tables(&text(DEFINITIONS)).into_iter().find(|table| table.heading == heading).unwrap()
}

/// So many enterprises with a revenue, written into the city's folder.
fn written(city: &City, count: usize, revenue: &str) -> Sheet {
    let mut sheet = Sheet::new("enterprises", &["enterprise", "name", "adcode", "revenue"]);
    let row = |n| [format!("e{n}"), format!("示例{n}有限公司"), "340100".to_owned(), revenue.to_owned()].to_vec();
    sheet.rows = (0..count).map(row).collect();
    sheet.write(city.folder(), "enterprises");
    sheet
}

fn snapshots_close_as_told() {
    let rows = table("快照与关闭").rows;
    assert_eq!(rows.len(), 2);
    for row in rows {
        let city = City::new();
        let import = || {
            let (file, mapping) = (city.folder().join("enterprises.csv"), city.folder().join("m.toml"));
            city.run(&["import", file.to_str().unwrap(), "--mapping", mapping.to_str().unwrap()])
        };
        let sheet = written(&city, row["原有"].parse().unwrap(), "1");
        city.write("m.toml", snapshot_mapping(&[sheet], Some("甲源")));
        assert_eq!(import().code(), 0);
        written(&city, row["新名单"].parse().unwrap(), "1");
        let done = import();
        let said = format!("{}{}", done.out(), done.err());
        let refused = done.code() != 0 && said.contains("--confirm-removals");
        assert_eq!(refused, row["须确认"] == "是", "{said}");
        assert!(said.contains(&format!("原有 {}，关闭 {}\n", row["原有"], row["关闭"])), "{said}");
    }
}

fn undoing_does_as_told() {
    let city = City::new();
    for row in table("撤销").rows {
        let (step, value) = row["步骤"].split_once(' ').unwrap();
        if step == "导入" {
            written(&city, 1, value);
            city.import(&[&city.folder().join("enterprises.csv")]);
        } else {
            let done = city.done(&["undo", value, "--json"]).json();
            assert_eq!(done["restored"].to_string(), row["恢复的行"], "{done}");
            assert_eq!(done["left"].as_array().unwrap().len().to_string(), row["列出不动的行"], "{done}");
        }
        let history = city.json(&["history", "e0"]);
        let versions = history["records"][0]["versions"].as_array().unwrap();
        let mut changes = versions.iter().flat_map(|version| version["changes"].as_array().unwrap());
        let revenue = changes.rfind(|change| change["field"] == "revenue").unwrap();
        assert_eq!(revenue["after"], row["营业收入"].as_str(), "after {step} {value}");
    }
}
