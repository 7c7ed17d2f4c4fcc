//! What a mapping could cure is told with the finished line, and the line cures it.

use crate::intake::bad_input::Tried;
use crate::support::{City, Done, Facts, add};

pub fn facts(facts: &mut Facts) {
    add!(facts, "field": a_line_that_is_told_cures, a_shared_name_of_a_zone_is_told_with_its_line, a_meaning_need_be_no_address,
        rows_that_are_none_are_left_out_by_one_line, several_in_one_cell_point_to_split,
        lists_that_number_their_own_rows_are_told_a_namespace, one_name_is_told_once, rows_that_are_none_are_told_once_for_all_tables,
        a_segment_by_a_part_of_its_name_has_its_candidate, a_line_keeps_what_the_mapping_said);
}

const COLUMNS: &str = "name = \"企业名称\"\n";

fn mapping_of(table: &str, columns: &str) -> String {
    format!("[[table]]\ntable = \"{table}\"\n[table.columns]\n{columns}")
}

fn mapped(city: &City, list: &str, mapping: &str, more: &[&str]) -> Done {
    crate::intake::mapping::import(city, &city.write("名单.csv", list), &city.write("m.toml", mapping), more)
}

/// The lines that mappings could say, in the order of the problems.
fn lines(done: &Done) -> Vec<String> {
    let report = done.json();
    let all = report["problems"].as_array().unwrap().iter();
    all.filter_map(|problem| problem["mapping_line"].as_str().map(str::to_owned)).collect()
}

fn a_line_that_is_told_cures() {
    for (column, header, value, line) in [
        ("founded", "成立", "31/12/2020", "date = \"D/M/YYYY\""),
        ("founded", "成立", "12/31/2020", "date = \"M/D/YYYY\""),
        ("founded", "成立", "31.12.2020", "date = \"D.M.YYYY\""),
        ("founded", "成立", "改制而来", "misfit = \"extra\""),
        ("employees", "人数", "300人以上", "take = \"number\""),
        ("employees", "人数", "规模300人", "take = \"number\""),
        ("capital", "注册资本", "近3亿元", "take = \"number\""),
        ("employees", "人数", "100-200人", "misfit = \"extra\""),
        ("capital", "注册资本", "5000人民币", "unit = \"万元\""),
        ("capital", "注册资本", "50000000人民币", "unit = \"元\""),
        ("capital", "注册资本", "若干", "misfit = \"extra\""),
        ("website", "网站", "微信公众号", "misfit = \"extra\""),
        ("adcode", "所在地", "合肥市蜀山区某某路1号", "take = \"region\""),
    ] {
        let list = format!("企业名称,{header}\n甲有限公司,{value}\n");
        let plain = mapping_of("enterprises", &format!("{COLUMNS}{column} = \"{header}\"\n"));
        let city = City::new();
        let refused = mapped(&city, &list, &plain, &["--format", "json"]);
        let expected = format!("{column} = {{ header = \"{header}\", {line} }}");
        assert_eq!(lines(&refused), std::slice::from_ref(&expected), "{value}: {}", refused.out());
        let text = mapped(&city, &list, &plain, &[]).out();
        assert!(text.contains(&format!("映射里可写：{expected}")), "{text}");
        let cured = mapping_of("enterprises", &format!("{COLUMNS}{expected}\n"));
        assert_eq!(mapped(&city, &list, &cured, &[]).code(), 0, "{value}: {}", mapped(&city, &list, &cured, &[]).out());
    }
    // The same of a canonical file.
    Tried::files(&[("企业.csv", "企业名称,成立日期\n甲有限公司,31/12/2020\n".as_bytes())])
        .refused(&["映射里可写：founded = { header = \"成立日期\", date = \"D/M/YYYY\" }"]);
    // Values of one column stand in one line.
    let list = "企业名称,能级\n甲有限公司,骨干\n乙有限公司,重点\n丙有限公司,骨干\n";
    let tried = Tried::files(&[("企业.csv", list.as_bytes())]);
    let line = "standing = { header = \"能级\", values = { \"重点\" = \"…\", \"骨干\" = \"…\" } }";
    let told: Vec<&str> =
        tried.report["problems"].as_array().unwrap().iter().map(|p| p["mapping_line"].as_str().unwrap()).collect();
    assert_eq!(told, [line; 3]);
    // Where nobody can say what is meant, the other side is left open.
    let list = "企业名称,能级\n甲有限公司,省级龙头骨干\n";
    Tried::files(&[("企业.csv", list.as_bytes())])
        .refused(&["映射里可写：standing = { header = \"能级\", values = { \"省级龙头骨干\" = \"…\" } }"]);
}

/// Where regions are taken out of addresses, a meaning may still be a code or a name.
fn a_meaning_need_be_no_address() {
    for meaning in ["340176", "合肥市高新区", "合肥市蜀山区某某路1号"] {
        let list = "企业名称,所在地\n甲有限公司,高新区\n乙有限公司,合肥市蜀山区某某路1号\n";
        let city = City::new();
        let column =
            format!("adcode = {{ header = \"所在地\", take = \"region\", values = {{ \"高新区\" = \"{meaning}\" }} }}");
        let done = mapped(&city, list, &mapping_of("enterprises", &format!("{COLUMNS}{column}\n")), &[]);
        assert!(done.out().contains("读 2，新 2"), "{meaning}: {}", done.out());
        let code = if meaning.contains("蜀山") { "340104" } else { "340176" };
        assert!(super::told(&city, "甲有限公司").contains(code), "{meaning}");
    }
}

fn a_shared_name_of_a_zone_is_told_with_its_line() {
    for zone in ["高新区", "经开区", "鼓楼区"] {
        let list = format!("企业名称,所在地\n甲有限公司,{zone}\n乙有限公司,{zone}\n");
        let city = City::new();
        let plain = mapping_of("enterprises", &format!("{COLUMNS}adcode = \"所在地\"\n"));
        let text = mapped(&city, &list, &plain, &[]).out();
        let line = format!("adcode = {{ header = \"所在地\", values = {{ \"{zone}\" = \"…\" }} }}");
        assert!(text.contains(&format!("映射里可写：{line}")) && text.contains("有多个地区叫这个名字"), "{text}");
        let code = text.split("请写区划代码：").nth(1).unwrap().split(' ').next().unwrap().to_owned();
        let cured = mapping_of("enterprises", &format!("{COLUMNS}{}\n", line.replace('…', &code)));
        let done = mapped(&city, &list, &cured, &[]);
        assert!(done.out().contains("读 2，新 2"), "{}", done.out());
        assert!(super::told(&city, "甲有限公司").contains(&code));
    }
}

fn rows_that_are_none_are_left_out_by_one_line() {
    let list = "序号,企业名称,注册资本（万元）\n1,甲有限公司,100\n2,乙有限公司,200\n合计,2家,300\n注：数据截至2025年底,,\n,填表人：某某,\n";
    let columns = format!("{COLUMNS}capital = \"注册资本(万元)\"\n");
    let plain = mapping_of("enterprises", &columns).replace("[table.columns]", "ignore = [\"序号\"]\n[table.columns]");
    let city = City::new();
    let refused = mapped(&city, list, &plain, &["--format", "json"]);
    let line = "unless = { \"序号\" = [\"合计\", \"注：*\"], \"企业名称\" = \"填表人：*\" }";
    assert_eq!((refused.code(), lines(&refused)), (1, vec![line.to_owned(); 3]), "{}", refused.out());
    let told = mapped(&city, list, &plain, &[]).out();
    assert!(told.contains("第 4 行：这一行（合计）像是合计行") && told.contains("--on-error skip"), "{told}");
    assert!(!refused.out().contains("--on-error"), "{}", refused.out());
    let cured = plain.replace("ignore = ", &format!("{line}\nignore = "));
    let done = mapped(&city, list, &cured, &[]);
    assert!(done.code() == 0 && done.out().contains("读 2，新 2") && done.out().contains("3 行不合"), "{}", done.out());
    // A mapping that leaves out others keeps doing so.
    let more = plain.replace("ignore = ", "unless = { \"企业名称\" = \"丙*\" }\nignore = ");
    let line = "unless = { \"企业名称\" = [\"丙*\", \"填表人：*\"], \"序号\" = [\"合计\", \"注：*\"] }";
    assert_eq!(lines(&mapped(&city, list, &more, &["--format", "json"])), vec![line.to_owned(); 3]);
    // So does what is drafted, where its line is taken.
    let draft = liantu::ingest::guess(&city.write("名单.csv", list), "名单.csv", None).unwrap().toml();
    assert!(draft.contains("# 有 3 行像是合计、注释"), "{draft}");
    let taken = draft.replace("# unless", "unless");
    let done = mapped(&City::new(), list, &taken, &[]);
    assert!(done.code() == 0 && done.out().contains("读 2，新 2"), "{}{taken}", done.out());
}

fn chain(city: &City) {
    let chains = city.write("chains.csv", "chain,name\nc,示例链\n").display().to_string();
    let segments = "segment,chain,name,stage\ns1,c,正极,上游\ns2,c,负极,上游\n";
    let segments = city.write("segments.csv", segments).display().to_string();
    let firms = city.write("enterprises.csv", "name,adcode\n甲有限公司,合肥\n乙有限公司,合肥\n").display().to_string();
    city.done(&["import", &chains, &segments, &firms]);
}

fn several_in_one_cell_point_to_split() {
    for (cell, signs) in [
        ("正极、负极", "、"),
        ("正极/负极", "/"),
        ("正极／负极", "/"),
        ("正极；负极", ";"),
        ("\"正极,负极\"", ","),
        ("正极，负极", ","),
    ] {
        let city = City::new();
        chain(&city);
        let list = format!("企业名称,环节\n甲有限公司,{cell}\n乙有限公司,正极\n");
        let plain = mapping_of("members", "enterprise = \"企业名称\"\nsegment = \"环节\"\n");
        let line = format!("segment = {{ header = \"环节\", split = \"{signs}\" }}");
        let refused = mapped(&city, &list, &plain, &["--format", "json"]);
        assert_eq!(lines(&refused), std::slice::from_ref(&line), "{cell}: {}", refused.out());
        let cured = mapping_of("members", &format!("enterprise = \"企业名称\"\n{line}\n"));
        let done = mapped(&city, &list, &cured, &[]);
        assert!(done.out().contains("读 3，新 3"), "{cell}: {}", done.out());
    }
    // One that is only misspelt is no list.
    let city = City::new();
    chain(&city);
    let list = "企业名称,环节\n甲有限公司,正极/某\n乙有限公司,正级\n丙有限公司,a/b\n";
    let plain = mapping_of("members", "enterprise = \"企业名称\"\nsegment = \"环节\"\n");
    let told = lines(&mapped(&city, list, &plain, &["--format", "json"]));
    let line = "segment = { header = \"环节\", split = \"/\", values = { \"正级\" = \"…\" } }";
    assert_eq!(told[..2], [line; 2], "what two rows of a column want is one line");
}

fn lists_that_number_their_own_rows_are_told_a_namespace() {
    let city = City::new();
    let first = mapping_of("enterprises", "enterprise = \"编号\"\nname = \"企业名称\"\nadcode = \"地区\"\n");
    assert_eq!(mapped(&city, "编号,企业名称,地区\n1,甲有限公司,合肥\n", &first, &[]).code(), 0);
    let other = "编号,企业名称,地区\n1,丙有限公司,芜湖\n";
    let refused = mapped(&city, other, &first, &["--format", "json"]);
    assert_eq!(lines(&refused), ["namespace = \"名单\""], "{}", refused.out());
    let cured = first.replace("[table.columns]", "namespace = \"名单\"\n[table.columns]");
    let done = mapped(&city, other, &cured, &[]);
    assert!(done.out().contains("新 1"), "{}", done.out());
}

fn one_name_is_told_once() {
    let columns = "name = \"name\"\nfounded = \"founded\"\n";
    let done = mapped(&City::new(), "name,founded\n甲有限公司,何年\n", &mapping_of("enterprises", columns), &[]);
    assert!(done.out().contains("列 founded「何年」"), "{}", done.out());
    assert!(!done.out().contains("founded（founded）"), "{}", done.out());
}

/// One list that feeds two tables.
const TWO: &str = "[[table]]\ntable = \"enterprises\"\n[table.columns]\nname = \"企业名称\"\n\n[[table]]\ntable = \"members\"\nignore = [\"备注\"]\n[table.columns]\nenterprise = \"企业名称\"\nsegment = \"环节\"\n";

fn rows_that_are_none_are_told_once_for_all_tables() {
    let city = City::new();
    chain(&city);
    let list = "企业名称,环节,备注\n丙有限公司,正极,规上\n小计,1家,\n丁有限公司,负极,\n填表人：某某,,\n";
    let refused = mapped(&city, list, TWO, &["--format", "json"]);
    let line = "unless = { \"企业名称\" = [\"小计\", \"填表人：*\"] }";
    assert_eq!(lines(&refused), [line; 2], "{}", refused.out());
    // The column that the other table reads is no unknown one.
    let told = mapped(&city, list, TWO, &[]).out();
    assert!(told.contains("有不认识的列，作为其他信息保留：备注\n"), "{told}");
    // A firm whose own row is refused is missed for that alone.
    let wrong = TWO.replace("name = \"企业名称\"", "name = \"企业名称\"\nfounded = \"备注\"");
    let refused = mapped(&city, "企业名称,环节,备注\n甲某有限公司,正极,何年\n", &wrong, &["--format", "json"]);
    assert_eq!(lines(&refused), ["founded = { header = \"备注\", misfit = \"extra\" }"], "{}", refused.out());
    assert!(refused.out().contains("这一行的企业没有导入"), "{}", refused.out());
    let cured = TWO.replacen("[table.columns]", &format!("{line}\n[table.columns]"), 1);
    let done = mapped(&city, list, &cured, &[]);
    assert!(done.code() == 0 && done.out().contains("读 4，新 4"), "{}", done.out());
}

fn a_segment_by_a_part_of_its_name_has_its_candidate() {
    let city = City::new();
    let chains = city.write("chains.csv", "chain,name\nc,示例链\n").display().to_string();
    let segments = "segment,chain,name,stage\ns1,c,刻蚀与薄膜沉积设备,上游\ns2,c,封装与测试,下游\ns3,c,光刻设备,上游\n";
    let segments = city.write("segments.csv", segments).display().to_string();
    city.done(&["import", &chains, &segments]);
    for (given, meant) in [
        ("刻蚀设备", "刻蚀与薄膜沉积设备"),
        ("封装测试", "封装与测试"),
        ("封测", "封装与测试"),
        ("薄膜沉积", "刻蚀与薄膜沉积设备"),
    ] {
        let list = format!("企业名称,环节,备注\n丙有限公司,{given},\n");
        let told = mapped(&city, &list, TWO, &[]).out();
        assert!(told.contains("相近的有：segment:") && told.contains(meant), "{given}: {told}");
        let first = told.split("相近的有：").nth(1).unwrap();
        assert!(first.split('、').next().unwrap().contains(meant), "{given}: {told}");
    }
}

fn a_line_keeps_what_the_mapping_said() {
    let column = "founded = { header = [\"年\", \"月\"], join = \".\", date = \"YYYY.MM\", keep = true }\n";
    let list = "企业名称,年,月\n甲有限公司,2020,十三\n";
    let refused =
        mapped(&City::new(), list, &mapping_of("enterprises", &format!("{COLUMNS}{column}")), &["--format", "json"]);
    let line =
        "founded = { header = [\"年\", \"月\"], join = \".\", date = \"YYYY.MM\", misfit = \"extra\", keep = true }";
    assert_eq!(lines(&refused), [line], "{}", refused.out());
}
