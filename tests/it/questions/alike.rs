//! Names of a list against the firms that are known.

use crate::support::{City, Facts};

pub fn facts(facts: &mut Facts) {
    facts.add("alike::names_of_a_list_mean_known_firms_and_say_why", means);
    facts.add("alike::a_firm_is_found_by_the_initials_of_any_of_its_names", initials);
    facts.add("alike::a_list_without_the_column_or_without_names_is_told", told);
}

/// A city that knows three firms, one by a former name.
fn city() -> City {
    let city = City::new();
    let rows = "enterprise,name,short_name,former_names,adcode\n\
        a,合肥维克诺液压股份有限公司,,,340100\n\
        b,苏州示光科技有限公司,,苏州纵维电子有限公司,320500\n\
        c,芜湖示例厂,,,340200\n";
    let path = city.write("enterprises.csv", rows);
    city.import(&[&path]);
    city
}

fn means() {
    let city = city();
    let list = "序号,企业名称\n1,維克諾液壓\n2,苏州纵维电子有限公司\n3,苏州维克诺液压有限公司\n4,科技有限公司\n5,\n";
    let file = city.write("list.csv", list);
    let answer = city.json(&["match", file.to_str().unwrap()]);
    let lines = answer["lines"].as_array().unwrap();
    let told = |line: &serde_json::Value| (line["enterprise"].clone(), line["verdict"].clone());
    assert_eq!(lines.len(), 4, "{answer}");
    assert_eq!(told(&lines[0]), ("a".into(), "same".into()), "{answer}");
    assert_eq!(told(&lines[1]), ("b".into(), "same".into()), "{answer}");
    assert!(lines[1]["why"].as_str().unwrap().contains("与曾用名相同"), "{answer}");
    assert_ne!(lines[2]["verdict"], "same", "{answer}");
    assert_eq!(told(&lines[3]), (serde_json::Value::Null, "none".into()), "{answer}");
    assert_eq!((&answer["names"], &answer["same"]), (&4.into(), &2.into()));
    let csv = city.done(&["match", file.to_str().unwrap(), "--format", "csv", "--column", "企业名称"]).out();
    assert!(csv.starts_with("input,enterprise,name,score,verdict,why\n維克諾液壓,a,"), "{csv}");
}

fn initials() {
    let city = city();
    let found = |text: &str| {
        let answer = city.json(&["find", text]);
        let told = |firm: &serde_json::Value| {
            (firm["enterprise"].as_str().unwrap().to_owned(), firm["matched"].as_str().unwrap().to_owned())
        };
        answer["enterprises"].as_array().unwrap().iter().map(told).collect::<Vec<_>>()
    };
    let a = ("a".to_owned(), "名称 合肥维克诺液压股份有限公司".to_owned());
    assert_eq!((found("hfwk"), found("WKNYY")), (vec![a.clone()], vec![a]));
    assert_eq!(found("zwdz"), [("b".to_owned(), "曾用名 苏州纵维电子有限公司".to_owned())]);
    assert_eq!(found("维克"), [("a".to_owned(), "名称 合肥维克诺液压股份有限公司".to_owned())]);
    assert_eq!(found("wk"), [], "two letters are looked for where initials begin");
}

fn told() {
    let city = city();
    let file = city.write("list.csv", "序号,单位\n1,维克诺\n");
    city.refused(&["match", file.to_str().unwrap(), "--column", "名字"], &["没有列「名字」", "序号、单位", "--column"]);
    let empty = city.write("empty.csv", "");
    city.refused(&["match", empty.to_str().unwrap()], &["empty.csv", "文件是空的"]);
    let only = city.write("only.csv", "企业名称\n");
    assert!(city.done(&["match", only.to_str().unwrap()]).out().contains("文件里没有名称"));
}
