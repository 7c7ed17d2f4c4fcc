//! Money: one reader of amounts for every way in.

use crate::intake::bad_input::Tried;
use crate::support::{City, Facts, add};

pub fn facts(facts: &mut Facts) {
    add!(facts, "field": units_of_headers_and_cells_are_read, foreign_money_is_kept_beside_and_told,
        a_rate_converts_foreign_money, a_mapping_reads_the_same_amounts, a_guess_reads_units_from_headers,
        rejected_amounts_come_back_in_their_unit, amounts_without_a_unit_are_told_once_a_column,
        a_column_too_large_for_its_unit_is_told, a_draft_says_that_a_unit_is_unsure, what_is_kept_beside_keeps_its_unit);
}

fn import(city: City, content: &str, options: &[&str]) -> Tried {
    Tried::into(city, &[("企业.csv", content.as_bytes())], options)
}

/// The same amounts in 万元 change nothing.
fn are(tried: Tried, amounts: &[&str]) {
    let rows: String = amounts.iter().enumerate().map(|(i, amount)| format!("甲{i}有限公司,{amount}\n")).collect();
    let same = import(tried.city, &format!("name,capital\n{rows}"), &[]);
    assert_eq!(same.count("unchanged"), u64::try_from(amounts.len()).unwrap(), "{}{}", tried.text, same.text);
}

fn firms(header: &str, amounts: &[&str]) -> String {
    let rows: String = amounts.iter().enumerate().map(|(i, amount)| format!("甲{i}有限公司,\"{amount}\"\n")).collect();
    format!("企业名称,{header}\n{rows}")
}

fn units_of_headers_and_cells_are_read() {
    for (header, given, meant) in [
        ("注册资本（元）", "50000000", "5000"),
        ("注册资本（亿元）", "1.5", "15000"),
        ("注册资本(千元)", "5,000", "500"),
        ("注册资本（百万）", "3", "300"),
        ("注册资本（单位：亿元）", "1.1", "11000"),
        ("注册资本/元", "１００００", "1"),
        ("注册资本（元）", "5万元", "5"),
    ] {
        let tried = import(City::new(), &firms(header, &[given]), &[]);
        tried.loaded();
        are(tried, &[meant]);
    }
    let mixed = ["100(万元)", "5000万元人民币", "1.2亿", "约5千万", "人民币300万元整", "7"];
    let tried = import(City::new(), &firms("注册资本", &mixed), &[]);
    tried.loaded();
    are(tried, &["100", "5000", "12000", "5000", "300", "7"]);
}

fn foreign_money_is_kept_beside_and_told() {
    let tried = import(City::new(), &firms("注册资本", &["120(万美元)", "HK$3000万", "5"]), &[]);
    tried.loaded().says(&["列 注册资本 有 2 个值是外币，没有折算", "120(万美元)"]);
    assert!(super::told(&tried.city, "甲0有限公司").contains("120(万美元)"));
    are(tried, &["", "", "5"]);
    let tried = import(City::new(), &firms("注册资本（万美元）", &["120"]), &[]);
    tried.loaded().says(&["是外币，没有折算"]);
    are(tried, &[""]);
    import(City::new(), &firms("注册资本", &["100万-200万"]), &[]).refused(&["是一个范围"]);
}

fn mapped(city: City, content: &str, column: &str) -> Tried {
    let mapping =
        format!("[[table]]\ntable = \"enterprises\"\n[table.columns]\nname = \"企业名称\"\ncapital = {{ {column} }}\n");
    let path = city.write("m.toml", mapping).display().to_string();
    import(city, content, &["--mapping", &path])
}

fn a_rate_converts_foreign_money() {
    let content = firms("注册资本", &["120(万美元)", "5000万元"]);
    let tried = mapped(City::new(), &content, "header = \"注册资本\", rate = { \"美元\" = 7 }");
    tried.loaded();
    are(tried, &["840", "5000"]);
}

fn a_mapping_reads_the_same_amounts() {
    let given = ["120(万美元)", "1.2(亿元)", "5000万元人民币", "5000(万元)", "100"];
    for column in [
        "header = \"注册资本\", take = \"number\", unit = \"万\"",
        "header = \"注册资本\", unit = \"万\"",
        "header = \"注册资本\"",
    ] {
        let tried = mapped(City::new(), &firms("注册资本", &given), column);
        tried.loaded().says(&["是外币，没有折算"]);
        are(tried, &["", "12000", "5000", "5000", "100"]);
    }
}

fn a_guess_reads_units_from_headers() {
    let city = City::new();
    let content = "企业名称,注册资本（元）,营业收入（亿元）,统一社会信用代码,网址\n示例有限公司,50000000,1.5,91340100734948634D,http://a.example\n乙有限公司,-,-,-,-\n丙有限公司,-,-,-,-\n";
    let file = city.write("名单.csv", content).display().to_string();
    let out = city.folder().join("g.toml").display().to_string();
    let done = city.run(&["mapping", "guess", &file, "--out", &out]);
    assert_eq!(done.code(), 0, "{}", done.err());
    let text = std::fs::read_to_string(&out).unwrap();
    for line in [
        "capital = { header = \"注册资本(元)\", unit = \"元\" }",
        "revenue = { header = \"营业收入(亿元)\", unit = \"亿元\" }",
        "credit_code = \"统一社会信用代码\"",
        "website = \"网址\"",
        "blank = [\"-\"]",
    ] {
        assert!(text.contains(line), "no `{line}` in {text}");
    }
    let done = city.run(&["import", &file, "--mapping", &out]);
    assert_eq!(done.code(), 0, "{}{}", done.out(), done.err());
    let same = Tried::into(
        city,
        &[(
            "企业.csv",
            "name,capital,revenue,credit_code,website\n示例有限公司,5000,15000,91340100734948634D,http://a.example\n"
                .as_bytes(),
        )],
        &[],
    );
    assert_eq!(same.count("unchanged"), 1, "{}", same.text);
    // A second draft does not go over the first, and says so.
    let done = same.city.run(&["mapping", "guess", &file, "--out", &out]);
    assert!(done.err().contains("已有这个文件，没有覆盖"), "{}", done.err());
}

fn rejected_amounts_come_back_in_their_unit() {
    let city = City::new();
    let rejected = city.folder().join("退回.csv").display().to_string();
    let content = "企业名称,注册资本（元）,区划代码\n甲0有限公司,50000000,何处\n";
    let tried = import(city, content, &["--on-error", "skip", "--rejected", &rejected]);
    let back = std::fs::read_to_string(&rejected).unwrap();
    assert!(back.contains("capital") && back.contains("50000000元"), "{back}");
    let mended = back.replace("何处", "合肥");
    let tried = Tried::into(tried.city, &[("enterprises.csv", mended.as_bytes())], &[]);
    let history = super::told(&tried.loaded_city(), "甲0有限公司");
    assert!(history.contains("5000") && !history.contains("50000000"), "{history}");
}

fn amounts_without_a_unit_are_told_once_a_column() {
    let amounts = ["5000", "600", "7,000", "800", "5000"];
    let tried = mapped(City::new(), &firms("注册资本", &amounts), "header = \"注册资本\"");
    tried.loaded().says(&[
        "企业.csv：列 注册资本（capital） 的 5 个数，列名和单元格都没有单位，按万元读，如第 2 行起「5000」「600」「7,000」",
        "若是元，映射里写 capital = { header = \"注册资本\", unit = \"元\" }",
        "确是万元，写 capital = { header = \"注册资本\", unit = \"万元\" }",
    ]);
    let told = |tried: &Tried| tried.text.matches("都没有单位").count();
    assert_eq!(told(&tried), 1, "{}", tried.text);
    let notices = tried.report["notices"].to_string();
    assert!(notices.contains("都没有单位"), "{notices}");
    are(tried, &["5000", "600", "7000", "800", "5000"]);
    // What is said somewhere is not asked about.
    for (header, cells, column) in [
        ("注册资本", ["5000", "600"], "header = \"注册资本\", unit = \"万元\""),
        ("注册资本", ["5000", "600"], "header = \"注册资本\", unit = \"auto\""),
        ("注册资本(万元)", ["5000", "600"], "header = \"注册资本(万元)\""),
        ("注册资本", ["5000万元", "1.2亿"], "header = \"注册资本\""),
    ] {
        let tried = mapped(City::new(), &firms(header, &cells), column);
        assert_eq!(told(tried.loaded()), 0, "{column}: {}", tried.text);
    }
    // The columns of the template hold 万元.
    let tried = import(City::new(), &firms("注册资本", &amounts), &[]);
    assert_eq!(told(tried.loaded()), 0, "{}", tried.text);
}

fn a_column_too_large_for_its_unit_is_told() {
    let large = ["500000000", "30000000", "20"];
    let tried = mapped(City::new(), &firms("注册资本", &large), "header = \"注册资本\"");
    tried.loaded().says(&["一半以上大得不像万元，像是元", "「500000000」", "unit = \"元\""]);
    let tried = import(City::new(), &firms("注册资本", &large), &[]);
    tried.loaded().says(&["一半以上大得不像万元，像是元", "注册资本（元）"]);
    let cured = import(City::new(), &firms("注册资本（元）", &large), &[]);
    cured.loaded();
    assert!(!cured.text.contains("都没有单位"), "{}", cured.text);
    are(cured, &["50000", "3000", "0.002"]);
}

fn a_draft_says_that_a_unit_is_unsure() {
    let draft = |content: &str| {
        let city = City::new();
        let path = city.write("名单.csv", content);
        liantu::ingest::guess(&path, "名单.csv", None).unwrap().toml()
    };
    let small = draft(&firms("注册资本", &["5000", "600"]));
    assert!(small.contains("不确定：表头就是这一列的名称；看过的值都合；列名和单元格都没有单位，按万元读；若是元，写 capital = { header = \"注册资本\", unit = \"元\" }"), "{small}");
    assert!(small.contains("\ncapital = \"注册资本\"\n"), "{small}");
    let large = draft(&firms("注册资本", &["500000000", "6000000"]));
    assert!(large.contains("\ncapital = { header = \"注册资本\", unit = \"元\" }\n"), "{large}");
    assert!(large.contains("若是万元，写 capital = { header = \"注册资本\", unit = \"万元\" }"), "{large}");
    let above = draft(&format!("重点企业名单,\n单位：亿元,\n{}", firms("产值", &["1.5", "2"])));
    assert!(
        above.contains("revenue = { header = \"产值\", unit = \"亿元\" }")
            && above.contains("单位亿元，见表头上方第 2 行"),
        "{above}"
    );
    for content in [firms("注册资本", &["5000万元", "1.2亿"]), firms("注册资本（元）", &["5", "6"])] {
        let sure = draft(&content);
        assert!(!sure.contains("都没有单位"), "{sure}");
    }
}

fn what_is_kept_beside_keeps_its_unit() {
    // What the mapping alone says is written behind; what the header says stands in the name.
    for (header, kept) in [("注册资本", "50000000元"), ("注册资本（元）", "50000000")] {
        let content = firms(header, &["50000000", "若干"]);
        let column = format!("header = \"{header}\", unit = \"元\", keep = true, misfit = \"extra\"");
        let tried = mapped(City::new(), &content, &column);
        tried.loaded();
        let told = super::told(&tried.city, "甲0有限公司");
        assert!(told.contains(kept) && told.contains("5000"), "{told}");
        assert_eq!(told.contains("50000000元"), header == "注册资本", "{told}");
        assert!(super::told(&tried.city, "甲1有限公司").contains("若干"));
    }
    // Where only the title says it, the draft tells that it would be lost.
    let list =
        "重点企业表,,\n填报单位：某局,,单位：亿元\n企业名称,注册资本,实缴资本\n甲有限公司,5,20.5\n乙有限公司,3,1.5\n";
    let city = City::new();
    let draft = liantu::ingest::guess(&city.write("名单.csv", list), "名单.csv", None).unwrap().toml();
    assert!(draft.contains("capital = { header = \"注册资本\", unit = \"亿元\" }"), "{draft}");
    assert!(draft.contains("请把列名改成「实缴资本（亿元）」"), "{draft}");
}
