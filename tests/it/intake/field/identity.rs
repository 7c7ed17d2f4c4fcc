//! What is no identifier becomes none, and no list takes over another list's records.

use crate::intake::bad_input::Tried;
use crate::support::{City, Facts, add};

pub fn facts(facts: &mut Facts) {
    add!(facts, "field": placeholders_are_blank_in_every_column, a_word_of_the_column_is_no_placeholder,
        a_stock_code_is_one_in_any_form, what_is_no_stock_code_is_kept_beside, a_list_of_serial_numbers_takes_over_nothing,
        a_rename_that_is_meant_is_taken, other_kinds_are_not_taken_over_either, a_firm_that_only_changes_its_name_stays,
        rows_that_mean_the_rejected_firm_are_rejected_too, columns_are_named_as_the_file_does);
}

fn again(city: City, name: &str, content: &str, options: &[&str]) -> Tried {
    Tried::into(city, &[(name, content.as_bytes())], options)
}

fn placeholders_are_blank_in_every_column() {
    for sign in ["/", "-", "—", "无", "暂无", "未上市", "不详", "N/A", "空", "——", "NULL", "NaN"] {
        let first = format!(
            "企业名称,股票代码,区划代码,注册资本（万元）,成立日期,国家,备注\n示例一有限公司,{sign},合肥市,100,{sign},{sign},{sign}\n示例二有限公司,{sign},合肥市,{sign},2020,{sign},{sign}\n"
        );
        let tried = again(City::new(), "企业.csv", &first, &[]);
        assert_eq!(tried.loaded().count("new"), 2, "{sign}: {}", tried.text);
        let second = format!("企业名称,股票代码,区划代码,注册资本（万元）\n另一家示例有限公司,{sign},芜湖市,900\n");
        let tried = again(tried.city, "企业.csv", &second, &[]);
        assert_eq!((tried.count("new"), tried.count("changed")), (1, 0), "{sign}: {}", tried.text);
        // The same as if nothing had stood there.
        let blank = "企业名称,股票代码,区划代码,注册资本（万元）,成立日期,国家,备注\n示例一有限公司,,合肥市,100,,,\n示例二有限公司,,合肥市,,2020,,\n";
        assert_eq!(again(tried.city, "企业.csv", blank, &[]).count("unchanged"), 2, "{sign}");
        let nameless = format!("企业名称,区划代码\n{sign},合肥市\n");
        again(City::new(), "企业.csv", &nameless, &[]).refused(&["必填的单元格是空的"]);
    }
}

fn a_word_of_the_column_is_no_placeholder() {
    let tried = again(City::new(), "enterprises.csv", "name,risk\n甲有限公司,无\n", &[]);
    let same = again(tried.city, "enterprises.csv", "name,risk\n甲有限公司,none\n", &[]);
    assert_eq!(same.count("unchanged"), 1, "{}", same.text);
}

fn a_stock_code_is_one_in_any_form() {
    let tried =
        again(City::new(), "企业.csv", "企业名称,股票代码,区划代码\n示例酒业股份有限公司,SZ000858,合肥市\n", &[]);
    for form in ["000858.SZ", "000858", "sz000858", "深交所：000858"] {
        let content = format!("企业名称,股票代码,区划代码\n示例酒业股份有限公司,{form},合肥市\n");
        let same = again(City::new(), "企业.csv", &content, &[]);
        same.loaded();
        let supplies = format!("supplier,customer\n{form},000858.SZ\n");
        Tried::into(same.city, &[("supplies.csv", supplies.as_bytes())], &[]).loaded();
    }
    let tried = again(tried.city, "企业.csv", "企业名称,股票代码\n示例酒业股份有限公司,000858.SZ\n", &[]);
    assert_eq!((tried.count("new"), tried.count("read")), (0, 1), "{}", tried.text);
}

fn what_is_no_stock_code_is_kept_beside() {
    let content =
        "企业名称,股票代码,区划代码\n甲有限公司,858,合肥市\n乙有限公司,2594,合肥市\n丙有限公司,已上市,合肥市\n";
    let tried = again(City::new(), "企业.csv", content, &[]);
    tried.loaded().says(&["列 股票代码 有 3 个值不像股票代码", "零", "「858」"]);
    assert!(super::told(&tried.city, "甲有限公司").contains("858"), "kept beside");
    // They are no ids: another list with the same signs overwrites nothing.
    let other = "企业名称,股票代码,区划代码\n丁有限公司,858,上海市\n戊有限公司,已上市,上海市\n";
    assert_eq!(again(tried.city, "企业.csv", other, &[]).count("new"), 2);
}

const FIRST: &str = "企业编号,企业名称,区划代码\n1,示例一有限公司,蜀山区\n2,示例二有限公司,蜀山区\n";
const SECOND: &str = "企业编号,企业名称,区划代码\n1,示例三有限公司,包河区\n2,示例四有限公司,包河区\n";

fn a_list_of_serial_numbers_takes_over_nothing() {
    let tried = again(City::new(), "企业.csv", FIRST, &[]);
    let tried = again(tried.city, "企业.csv", SECOND, &[]);
    tried.refused(&["示例一有限公司，340104", "示例三有限公司，340111", "namespace", "--accept-renames"]);
    assert_eq!((tried.count("rejected"), tried.report["renamings"].as_array().unwrap().len()), (2, 2));
    let skipped = again(tried.city, "企业.csv", SECOND, &["--on-error", "skip"]);
    assert_eq!((skipped.code, skipped.count("rejected"), skipped.count("changed")), (2, 2, 0), "{}", skipped.text);
    // A namespace keeps the lists apart.
    let mapping = "[[table]]\ntable = \"enterprises\"\nnamespace = \"baohe\"\n[table.columns]\nenterprise = \"企业编号\"\nname = \"企业名称\"\nadcode = \"区划代码\"\n";
    let path = skipped.city.write("m.toml", mapping).display().to_string();
    let apart = again(skipped.city, "企业.csv", SECOND, &["--mapping", &path]);
    assert_eq!(apart.loaded().count("new"), 2);
    // Where no region tells, a serial number alone is nobody's id.
    let bare = again(City::new(), "企业.csv", "企业编号,企业名称\n1,示例一有限公司\n", &[]);
    again(bare.city, "企业.csv", "企业编号,企业名称\n1,示例三有限公司\n", &[])
        .refused(&["示例一有限公司", "示例三有限公司"]);
}

fn a_rename_that_is_meant_is_taken() {
    let tried = again(City::new(), "企业.csv", FIRST, &[]);
    let taken = again(tried.city, "企业.csv", SECOND, &["--accept-renames"]);
    taken.loaded().says(&["⇄ 企业.csv 第 2 行 编号「1」：示例一有限公司，340104 → 示例三有限公司，340111"]);
    assert_eq!(taken.count("changed"), 2);
}

fn a_firm_that_only_changes_its_name_stays() {
    let tried =
        again(City::new(), "企业.csv", "企业编号,企业名称,区划代码\ne1,甲有限公司,合肥市\n1,丙有限公司,合肥市\n", &[]);
    let renamed = "企业编号,企业名称,区划代码\ne1,乙有限公司,蜀山区\n1,丁有限公司,合肥市\n";
    assert_eq!(again(tried.city, "企业.csv", renamed, &[]).loaded().count("changed"), 2);
}

fn other_kinds_are_not_taken_over_either() {
    let chains = "chain,name,adcode\nc1,甲链,合肥\nc2,乙链,芜湖\n";
    let cases = [
        ("segments.csv", "segment,chain,name,stage\ns1,c1,正极,上游\n", "segment,chain,name,stage\ns1,c2,芯片,上游\n"),
        ("funds.csv", "fund,name,manager\nf1,甲基金,甲公司\n", "fund,name,manager\nf1,乙基金,乙公司\n"),
        ("funds.csv", "fund,name\n1,甲基金\n", "fund,name\n1,乙基金\n"),
        ("people.csv", "person,name,native_adcode\np1,张三,合肥\n", "person,name,native_adcode\np1,李四,芜湖\n"),
        ("squads.csv", "squad,name,kind\nq1,甲队,驻外招商队\n", "squad,name,kind\nq1,乙队,尖刀班\n"),
    ];
    for (file, first, second) in cases {
        let tried = Tried::files(&[("chains.csv", chains.as_bytes()), (file, first.as_bytes())]);
        let tried = again(tried.loaded_city(), file, second, &[]);
        tried.refused(&["整个换成"]);
    }
}

fn rows_that_mean_the_rejected_firm_are_rejected_too() {
    let chain = [
        ("chains.csv", "chain,name\nc,链\n".as_bytes()),
        ("segments.csv", "segment,chain,name,stage\ns,c,环节,上游\n".as_bytes()),
    ];
    let tried = Tried::into(Tried::files(&chain).loaded_city(), &[("企业.csv", FIRST.as_bytes())], &[]);
    let files = [("企业.csv", SECOND.as_bytes()), ("members.csv", "enterprise,segment\n1,s\n".as_bytes())];
    let tried = Tried::into(tried.loaded_city(), &files, &["--on-error", "skip"]);
    tried.says(&["这个编号在本次导入里是另一条记录"]);
    assert_eq!((tried.count("rejected"), tried.count("new")), (3, 0), "{}", tried.text);
}

fn columns_are_named_as_the_file_does() {
    let tried = again(City::new(), "企业.csv", "企业名称,注册资本（万元）\n甲有限公司,若干\n", &[]);
    tried.wrong_cell("企业.csv", 2, "注册资本(万元)", "若干", &["不是数字"]);
    let content = "企业名称,统一社会信用代码\n甲示例有限公司,91340100734948634D\n乙示例有限公司,91340100734948634D\n";
    again(City::new(), "企业.csv", content, &[]).refused(&[
        "第 2 行",
        "第 3 行",
        "91340100734948634D",
        "企业名称 不同：甲示例有限公司 / 乙示例有限公司",
    ]);
}
