//! 同上, 〃 and their like are never the text of a value.

use crate::intake::bad_input::Tried;
use crate::support::{City, Facts, add};

pub fn facts(facts: &mut Facts) {
    add!(facts, "field": a_ditto_says_what_stands_above, a_ditto_with_nothing_above_is_told,
        a_ditto_in_a_canonical_file_is_refused, a_ditto_is_no_identity, rejected_dittos_come_back_filled, runs_of_dots_say_nothing);
}

const MAPPING: &str =
    "[[table]]\ntable = \"enterprises\"\n[table.columns]\nname = \"企业名称\"\npark = \"园区\"\nfounded = \"成立\"\n";

fn mapped(city: City, content: &str, more: &[&str]) -> Tried {
    let mapping = city.write("m.toml", MAPPING).display().to_string();
    Tried::into(city, &[("名单.csv", content.as_bytes())], &[&["--mapping", &mapping], more].concat())
}

fn a_ditto_says_what_stands_above() {
    for ditto in ["同上", "〃", "″", "（同上）", "同前"] {
        let content = format!(
            "企业名称,园区,成立,备注\n甲有限公司,示例园,2019,规上\n乙有限公司,{ditto},{ditto},\n丙有限公司,{ditto},2020,{ditto}\n丁有限公司,,2020,\n"
        );
        let tried = mapped(City::new(), &content, &[]);
        tried.loaded().says(&["列 园区 有 2 格写着“同上”一类的话，取的是上一行的，如第 3 行"]);
        // A blank cell stays blank, and what stood above a blank one is blank.
        let same = "name,park,founded,备注\n甲有限公司,示例园,2019,规上\n乙有限公司,示例园,2019,\n丙有限公司,示例园,2020,\n丁有限公司,,2020,\n";
        let again = Tried::into(tried.city, &[("企业.csv", same.as_bytes())], &[]);
        assert_eq!(again.count("unchanged"), 4, "{ditto}: {}", again.text);
    }
}

fn a_ditto_with_nothing_above_is_told() {
    let first = "企业名称,园区,成立,备注\n甲有限公司,同上,2019,\n";
    mapped(City::new(), first, &[]).refused(&["第 2 行 列 园区（park）「同上」", "没有上一行可取"]);
    // Below a total stands nothing either.
    let total = "企业名称,园区,成立,备注\n甲有限公司,示例园,2019,\n小计,1家,,\n乙有限公司,同上,2019,\n";
    mapped(City::new(), total, &[]).refused(&["第 4 行 列 园区（park）「同上」", "没有上一行可取"]);
    // Beside the columns it is left out, and told.
    let beside = "企业名称,园区,成立,备注\n甲有限公司,,2019,同上\n";
    let tried = mapped(City::new(), beside, &[]);
    tried.loaded().says(&["列 备注 有 1 个值说的是上一行的，这里没有上一行可取，没有保留，如第 2 行「同上」"]);
    assert!(!super::told(&tried.city, "甲有限公司").contains("同上"));
    // Objects of JSON do not stand below one another.
    let json = r#"[{"企业名称":"甲有限公司","园区":"示例园","成立":"2019"},{"企业名称":"乙有限公司","园区":"同上","成立":"2019"}]"#;
    let city = City::new();
    let mapping = city.write("m.toml", MAPPING).display().to_string();
    let tried = Tried::into(city, &[("名单.json", json.as_bytes())], &["--mapping", &mapping]);
    tried.refused(&["第 2 行 列 园区（park）「同上」"]);
}

fn a_ditto_in_a_canonical_file_is_refused() {
    for column in ["park", "成立日期", "区划代码", "注册资本", "企业名称"] {
        let named = if column == "企业名称" { "" } else { "企业名称," };
        let content = format!("{named}{column}\n{}同上\n", if named.is_empty() { "" } else { "甲有限公司," });
        Tried::files(&[("企业.csv", content.as_bytes())]).refused(&["「同上」", "请写出它所指的值"]);
    }
}

/// Two firms of one code would be one firm.
fn a_ditto_is_no_identity() {
    for (column, header, value) in [
        ("stock_code", "股票代码", "600519"),
        ("credit_code", "统一社会信用代码", "91340100MA2T000013"),
        ("enterprise", "编号", "E1"),
    ] {
        let list = format!("企业名称,{header}\n甲有限公司,{value}\n乙有限公司,同上\n");
        let city = City::new();
        let text = format!(
            "[[table]]\ntable = \"enterprises\"\n[table.columns]\nname = \"企业名称\"\n{column} = \"{header}\"\n"
        );
        let mapping = city.write("m.toml", text).display().to_string();
        let tried = Tried::into(city, &[("名单.csv", list.as_bytes())], &["--mapping", &mapping]);
        tried.refused(&["第 3 行", "「同上」", "请写出它所指的值"]);
    }
}

fn rejected_dittos_come_back_filled() {
    let content = "企业名称,园区,成立\n甲有限公司,示例园,2019\n乙有限公司,同上,何年\n";
    let city = City::new();
    let back = city.folder().join("退回.csv").display().to_string();
    let _kept = mapped(city, content, &["--on-error", "skip", "--rejected", &back]);
    let text = std::fs::read_to_string(&back).unwrap();
    assert!(text.contains("乙有限公司,示例园,何年"), "{text}");
}

fn runs_of_dots_say_nothing() {
    for nothing in ["…", "……", "......", "---", "－－", "——", "？", "***"] {
        let content = format!("企业名称,注册资本,成立日期,所属园区\n甲有限公司,{nothing},{nothing},{nothing}\n");
        let tried = Tried::files(&[("企业.csv", content.as_bytes())]);
        let again = Tried::into(tried.loaded_city(), &[("企业.csv", "name\n甲有限公司\n".as_bytes())], &[]);
        assert_eq!(again.count("unchanged"), 1, "{nothing}: {}", again.text);
    }
}
