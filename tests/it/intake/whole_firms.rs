//! What a bureau's list says of a firm comes in whole: told on several rows, or as a range.

use super::guessing::draft_of;
use super::mapping::import;
use crate::support::{City, Facts, add};

pub fn facts(facts: &mut Facts) {
    add!(facts, "whole_firms": a_row_for_each_segment_makes_one_firm, a_range_costs_no_firm);
}

/// A list with a row for each firm and segment says where it sits on each, and the rest on any of them.
fn a_row_for_each_segment_makes_one_firm() {
    let city = City::new();
    let chains = city.write("chains.csv", "chain,name\nc,储能\n").display().to_string();
    let segments = city.write("segments.csv", "segment,chain,name,stage\ns1,c,正极,上游\ns2,c,隔膜,上游\n");
    city.done(&["import", &chains, segments.to_str().unwrap()]);
    let done = |rows: &str| {
        let path = city.write("一行一个环节.csv", rows);
        let mapping = city.write("m.toml", draft_of(&path).toml());
        import(&city, &path, &mapping, &[])
    };
    let told = done(
        "企业名称,所在地,注册资本（万元）,所属环节,备注\n丁有限公司,合肥市,,正极,已谈\n丁有限公司,合肥市,5000,隔膜,\n丁有限公司,合肥市,5000,正极,\n",
    );
    let text = told.out();
    assert!(
        text.contains("→ enterprises：读 3，新 1") && text.contains("→ members：读 3，新 2"),
        "{text}{}",
        told.err()
    );
    let card = city.done(&["history", "丁有限公司", "--format", "json"]).out();
    assert!(card.contains("340100") && card.contains("5000") && card.contains("已谈"), "{card}");
    // What two rows say differently is still nobody's to choose.
    let told = done(
        "企业名称,所在地,员工人数,所属环节\n戊有限公司,合肥市,80,正极\n戊有限公司,合肥市,,隔膜\n戊有限公司,合肥市,90,隔膜\n",
    );
    let text = told.out() + &told.err();
    assert!(text.contains("同一主键有不同的值") && text.contains("员工人数（employees） 不同：80 / 90"), "{text}");
    let [list, mapping] = ["一行一个环节.csv", "m.toml"].map(|name| city.folder().join(name).display().to_string());
    let problems = city.run(&["import", &list, "--mapping", &mapping, "--dry-run", "--format", "json"]);
    let follow = problems.json()["problems"].as_array().unwrap().iter().filter(|one| one["follows"] == true).count();
    assert_eq!(follow, 3, "what only follows is marked: {}", problems.out());
    // A file of firms has a row for each: there a blank cell and a filled one differ.
    let firms = city.write("enterprises.csv", "name,capital\n己有限公司,\n己有限公司,5\n");
    let told = city.run(&["import", firms.to_str().unwrap()]);
    assert!((told.out() + &told.err()).contains("同一主键有不同的值"), "{}", told.out());
}

/// What is written as from … to … is no number, and no reason to refuse a firm.
fn a_range_costs_no_firm() {
    let city = City::new();
    let list = "企业名称,所在地,员工人数,注册资本\n甲有限公司,合肥市,1000-5000人,100万-200万\n乙有限公司,芜湖市,600,300万元\n丙有限公司,芜湖市,40,300万元\n";
    let path = city.write("名单.csv", list);
    let draft = draft_of(&path);
    assert!(draft.tables[0].columns[2].reason.contains("写成范围的取不出一个数，原样留作其他信息"), "{draft:?}");
    let done = import(&city, &path, &city.write("m.toml", draft.toml()), &[]);
    assert!(
        done.out().contains("新 3") && done.out().contains("列 员工人数（employees） 有 1 个值不合此字段"),
        "{}",
        done.out()
    );
    assert!(!done.out().contains("不认识的列"), "a column that is known is not told as unknown: {}", done.out());
    let card = city.done(&["history", "甲有限公司", "--format", "json"]).out();
    assert!(card.contains("1000-5000人") && card.contains("100万-200万"), "{card}");
    assert!(city.done(&["history", "乙有限公司", "--format", "json"]).out().contains("600"));
}
