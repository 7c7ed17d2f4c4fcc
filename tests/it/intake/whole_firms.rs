//! What a bureau's list says of a firm comes in whole: told on several rows, or as a range.

use super::guessing::draft_of;
use super::mapping::import;
use crate::support::{City, Facts, add};

pub fn facts(facts: &mut Facts) {
    add!(facts, "whole_firms": a_row_for_each_segment_makes_one_firm, a_range_costs_no_firm,
        what_differs_from_row_to_row_refuses_no_firm, a_blank_takes_nothing_from_another_firm, a_capital_is_the_city,
        two_arrays_of_one_file_are_not_the_same_rows, a_list_is_new_again_after_an_undo,
        a_state_that_is_no_word_of_ours_costs_no_firm);
}

fn chain_of_two() -> City {
    let city = City::new();
    let chains = city.write("chains.csv", "chain,name\nc,储能\n").display().to_string();
    let segments = city.write("segments.csv", "segment,chain,name,stage\ns1,c,正极,上游\ns2,c,隔膜,上游\n");
    city.done(&["import", &chains, segments.to_str().unwrap()]);
    city
}

/// A list with a row for each firm and segment says where it sits on each, and the rest on any of them.
fn a_row_for_each_segment_makes_one_firm() {
    let city = chain_of_two();
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

/// Products are of the segment, remarks of the row, and brackets of one width or the other: one firm, and nothing lost.
fn what_differs_from_row_to_row_refuses_no_firm() {
    let city = chain_of_two();
    let list = "企业名称,所在地,所属环节,主要产品,备注\n丁(合肥)有限公司,合肥市,正极,三元材料,已谈\n丁（合肥）有限公司,合肥市,隔膜,湿法隔膜,缓办\n";
    let path = city.write("名单.csv", list);
    let done = import(&city, &path, &city.write("m.toml", draft_of(&path).toml()), &[]);
    let told = done.out();
    assert!(
        told.contains("→ enterprises：读 2，新 1") && told.contains("→ members：读 2，新 2"),
        "{told}{}",
        done.err()
    );
    let told = city.done(&["history", "丁（合肥）有限公司", "--format", "json"]).out();
    assert!(told.contains("已谈；缓办") && !told.contains("主要产品") && !told.contains("所属环节"), "{told}");
    let members = "enterprise,segment,product\n丁(合肥)有限公司,正极,三元材料\n丁（合肥）有限公司,隔膜,湿法隔膜\n";
    let again = city.json(&["import", "--dry-run", city.write("members.csv", members).to_str().unwrap()]);
    assert_eq!(again["unchanged"], 2, "what it makes stands where it makes it: {again}");
}

/// What stands once for several rows of a firm is not that of the next one; what groups firms is.
fn a_blank_takes_nothing_from_another_firm() {
    let city = City::new();
    let list = "地区,企业名称,注册资本（万元）,园区\n合肥市,甲有限公司,9000,高新区\n,甲有限公司,,\n,乙有限公司,,\n芜湖市,丙有限公司,7,\n";
    let mapping = "[[table]]\ntable = \"enterprises\"\n[table.columns]\nname = \"企业名称\"\nadcode = { header = \"地区\", down = true }\ncapital = { header = \"注册资本（万元）\", down = true }\npark = { header = \"园区\", down = true }\n";
    let done = import(&city, &city.write("名单.csv", list), &city.write("m.toml", mapping), &[]);
    assert!(done.out().contains("读 4，新 3，改 0，不变 0，重复 1"), "{}{}", done.out(), done.err());
    let rows = "name,adcode,capital,park\n甲有限公司,合肥,9000,高新区\n乙有限公司,合肥,,\n丙有限公司,芜湖,7,\n";
    let again = city.json(&["import", "--dry-run", city.write("enterprises.csv", rows).to_str().unwrap()]);
    assert_eq!(again["unchanged"], 3, "{again}");
}

/// Nobody means a county of 长沙, or a district of another city, by 长沙 and 西安.
fn a_capital_is_the_city() {
    let city = City::new();
    let list = "name,adcode\n甲有限公司,长沙\n乙有限公司,西安\n丙有限公司,合肥市蜀山区\n丁有限公司,承德\n";
    let done = city.done(&["import", city.write("enterprises.csv", list).to_str().unwrap()]);
    assert!(
        done.out().contains("「西安」有 3 个地区同名，按通常的说法记为 610100 陕西省西安市；若是区县，请写全名"),
        "{}",
        done.out()
    );
    let rows = "name,adcode\n甲有限公司,430100\n乙有限公司,610100\n丁有限公司,130800\n";
    let again = city.json(&["import", "--dry-run", city.write("enterprises.csv", rows).to_str().unwrap()]);
    assert_eq!(again["unchanged"], 3, "{again}");
    let other = city.write("enterprises.csv", "name,adcode\n戊有限公司,朝阳\n己有限公司,吉林\n");
    let told = city.run(&["import", other.to_str().unwrap()]);
    assert_eq!((told.out() + &told.err()).matches("有多个地区叫这个名字").count(), 2, "{}", told.out());
}

/// Firms in one array and their segments in another: each firm has a row of its own there.
fn two_arrays_of_one_file_are_not_the_same_rows() {
    let city = chain_of_two();
    let list = r#"{"firms":[{"名称":"甲有限公司","人数":5},{"名称":"甲有限公司","人数":null}],"work":[{"名称":"甲有限公司","环节":"正极"}]}"#;
    let mapping = "[[table]]\ntable = \"enterprises\"\nrows = \"/firms\"\n[table.columns]\nname = \"名称\"\nemployees = \"人数\"\n\
                   [[table]]\ntable = \"members\"\nrows = \"/work\"\n[table.columns]\nenterprise = \"名称\"\nsegment = \"环节\"\n";
    let done = import(&city, &city.write("名单.json", list), &city.write("m.toml", mapping), &[]);
    assert!((done.out() + &done.err()).contains("同一主键有不同的值"), "{}{}", done.out(), done.err());
}

/// What was taken back is not there: the same list brings it anew, and what it does not say is told again.
fn a_list_is_new_again_after_an_undo() {
    let city = City::new();
    let list = city.write("enterprises.csv", "name,adcode\n甲有限公司,合肥\n乙有限公司,\n").display().to_string();
    let look = || city.json(&["import", &list, "--dry-run"]);
    let first = look();
    let done = city.json(&["import", &list]);
    city.done(&["undo", &done["number"].to_string()]);
    let again = look();
    for told in ["new", "changed", "unplaced", "unlocated"] {
        assert_eq!(again[told], first[told], "{told}: {again}");
    }
    assert_eq!((&again["new"], &again["unplaced"]["count"]), (&2.into(), &2.into()));
    assert_eq!(city.json(&["import", &list])["new"], 2);
}

/// 停产 is neither 存续 nor 注销: it stays beside, to be looked at.
fn a_state_that_is_no_word_of_ours_costs_no_firm() {
    let city = City::new();
    let list = "企业名称,所在地,登记状态,是否失信\n甲有限公司,合肥市,停产,否\n乙有限公司,合肥市,存续,是\n丙有限公司,合肥市,注销,否\n";
    let path = city.write("名单.csv", list);
    let draft = draft_of(&path);
    assert!(draft.toml().contains("misfit = \"extra\""), "{}", draft.toml());
    let done = import(&city, &path, &city.write("m.toml", draft.toml()), &[]);
    let told = "2 家企业的名单里写着停产、注销一类的话：甲有限公司（登记状态：停产，第 2 行）、乙有限公司（是否失信：是，第 3 行）。待核实";
    assert!(done.out().contains("新 3") && done.out().contains(told), "{}{}", done.out(), done.err());
}
