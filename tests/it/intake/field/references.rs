//! References as people write them: short and former names, spaces and brackets, stock codes in any form.

use crate::intake::bad_input::Tried;
use crate::support::{City, Facts, add};

pub fn facts(facts: &mut Facts) {
    add!(facts, "field": a_reference_goes_by_any_name_of_the_firm, an_exact_name_goes_before_any_other,
        a_name_that_several_firms_bear_lists_them, a_reference_that_fits_nothing_says_what_is_near,
        a_firm_of_the_same_import_is_found_by_its_short_name, a_firm_is_found_however_it_is_written);
}

const FIRMS: &str = "enterprise,name,short_name,former_names,stock_code\n\
    e1,示例（合肥）光电股份有限公司,示例光电,合肥示例玻璃厂；示例玻璃,000858.SZ\n\
    e2,甲乙 集团有限公司,甲乙,,\n";

fn city() -> City {
    Tried::files(&[("enterprises.csv", FIRMS.as_bytes())]).loaded_city()
}

fn supply(city: City, supplier: &str, customer: &str) -> Tried {
    let rows = format!("supplier,customer\n{supplier},{customer}\n");
    Tried::into(city, &[("supplies.csv", rows.as_bytes())], &[])
}

fn a_reference_goes_by_any_name_of_the_firm() {
    for given in [
        "e1",
        "000858",
        "SZ000858",
        "000858.SZ",
        "示例（合肥）光电股份有限公司",
        "示例(合肥)光电股份有限公司",
        "示例 (合肥) 光电股份有限公司",
        "示例合肥光电股份有限公司",
        "示例【合肥】光电股份有限公司",
        "示例（合肥）光電股份有限公司",
        "示例·合肥光电股份有限公司",
        "示例光電",
        "示例光电",
        "示例玻璃",
        "合肥示例玻璃厂",
    ] {
        supply(city(), given, "e2").loaded();
        // It means e1: so both ends of this row are one firm.
        supply(city(), given, "e1").loaded().says(&["1 行的两端是同一家企业"]);
    }
    supply(city(), "示例玻璃", "甲乙集团有限公司")
        .loaded()
        .says(&["2 个引用按简称、曾用名或写法不同的名称认出，如「示例玻璃」→ enterprise:e1"]);
    assert!(
        !supply(city(), "示例（合肥）光电股份有限公司", "e2").text.contains("个引用按"),
        "an exact name is no news"
    );
}

fn a_firm_is_found_however_it_is_written() {
    let city = city();
    for wanted in ["示例光電", "合肥光电股份", "示例（合肥）光電", "示例·合肥", "甲乙集团", "甲 乙", "E1", "SLHFGD"]
    {
        let found = city.json(&["find", wanted]);
        assert_eq!(found["total"], 1, "{wanted}: {found}");
    }
    assert_eq!(city.json(&["find", "光典"])["total"], 0);
}

fn an_exact_name_goes_before_any_other() {
    let more = "enterprise,name,short_name\ne3,示例光电,\ne4,丙有限公司,e1\n";
    let city = Tried::into(city(), &[("enterprises.csv", more.as_bytes())], &[]).loaded_city();
    let tried = supply(city, "示例光电", "e3");
    tried.loaded().says(&["1 行的两端是同一家企业"]);
    let tried = supply(tried.city, "e1", "示例（合肥）光电股份有限公司");
    tried.loaded().says(&["1 行的两端是同一家企业"]);
    assert!(!tried.text.contains("个引用按"), "{}", tried.text);
}

fn a_name_that_several_firms_bear_lists_them() {
    let more = "enterprise,name,short_name\ne3,另一示例有限公司,示例光电\n";
    let city = Tried::into(city(), &[("enterprises.csv", more.as_bytes())], &[]).loaded_city();
    supply(city, "示例光电", "e2").refused(&["有 2 个企业都叫这个", "enterprise:e1、enterprise:e3"]);
}

fn a_reference_that_fits_nothing_says_what_is_near() {
    for given in ["示例合肥光电公司", "合肥光电股份有限公司", "示例光店", "甲乙集团股份有限公司"]
    {
        let id = if given.starts_with('甲') {
            "enterprise:e2 甲乙 集团有限公司"
        } else {
            "enterprise:e1 示例(合肥)光电股份有限公司"
        };
        supply(city(), given, "e2").refused(&["没有这个企业", "相近的有：", id]);
    }
    let tried = supply(city(), "毫不相干的一家厂", "e2");
    tried.refused(&["没有这个企业", "请检查拼写"]);
    assert!(!tried.text.contains("相近"), "{}", tried.text);
}

fn a_firm_of_the_same_import_is_found_by_its_short_name() {
    let files = [
        ("enterprises.csv", FIRMS.as_bytes()),
        ("chains.csv", "chain,name\nc,链\n".as_bytes()),
        ("segments.csv", "segment,chain,name,stage\ns,c,显示 面板,上游\n".as_bytes()),
        ("members.csv", "enterprise,segment\n示例光电,显示面板\n".as_bytes()),
    ];
    Tried::files(&files).loaded().says(&["2 个引用按简称"]);
}
