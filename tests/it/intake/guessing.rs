//! `mapping guess`: what each column of a list is, how sure that is, and why.

use std::path::Path;

use liantu::ingest::{Mapping, MappingDraft, Sureness, TableDraft, guess};
use liantu::model::schema::TABLES;

use super::bad_input::{Workbook, texts};
use super::mapping::import;
use crate::support::{City, Facts, add, project};

pub fn facts(facts: &mut Facts) {
    add!(facts, "guessing": columns_are_told_by_their_headers_and_values, what_only_looks_alike_is_not_guessed,
        placeholders_cost_no_column, serial_numbers_are_no_ids, units_come_from_headers, every_template_is_recognised,
        each_line_says_how_sure_and_why, headers_of_several_rows_are_found, titles_and_groups_are_found,
        a_wide_tree_is_found, whom_to_call_is_left_out, what_is_no_table_is_written_as_a_comment,
        a_draft_is_a_mapping_whatever_the_list_holds, what_counts_rows_is_left_out, heads_of_places_and_segments_are_known,
        a_list_of_firms_and_their_segments_feeds_both,
        names_that_zones_share_are_no_reason_to_leave_a_column);
}

pub fn draft_of(path: &Path) -> MappingDraft {
    let name = path.file_name().unwrap().to_string_lossy();
    let draft = guess(path, &name, None).unwrap_or_else(|fault| panic!("{}", fault.reason));
    if draft.tables.iter().any(|table| table.missing().is_empty()) {
        Mapping::parse("m.toml", &draft.toml()).unwrap_or_else(|error| panic!("{error}\n{}", draft.toml()));
    }
    draft
}

fn table_of(list: &str) -> TableDraft {
    let city = City::new();
    draft_of(&city.write("名单.csv", list)).tables.remove(0)
}

/// What each header goes into.
fn fields(table: &TableDraft) -> Vec<(&str, &str)> {
    table.columns.iter().map(|c| (c.header.as_str(), c.field.map_or("", |field| field.name))).collect()
}

fn columns_are_told_by_their_headers_and_values() {
    let table = table_of(
        "单位,税号,公司在哪里,年产值（亿元）,官方网站,上市代码,设立日期,人数,主营\n\
         甲有限公司,91350100M000100Y43,合肥市蜀山区,1.2,www.a.cn,000858.SZ,2020-01-02,20,电池\n\
         乙股份有限公司,91110000101623741K,芜湖市,3,163.com,600373,2019年,300人,材料\n",
    );
    assert_eq!(table.table.file(), "enterprises");
    let expected = [
        ("单位", "name"),
        ("税号", "credit_code"),
        ("公司在哪里", "adcode"),
        ("年产值(亿元)", "revenue"),
        ("官方网站", "website"),
        ("上市代码", "stock_code"),
        ("设立日期", "founded"),
        ("人数", "employees"),
        ("主营", ""),
    ];
    assert_eq!(fields(&table), expected);
    let table =
        table_of("产业链,所属环节,企业名称,产品名称\n储能,正极、负极,甲有限公司,三元\n储能,隔膜,乙有限公司,湿法\n");
    assert_eq!(table.table.file(), "members");
    assert_eq!(&fields(&table)[1..3], [("所属环节", "segment"), ("企业名称", "enterprise")]);
    assert!(table.columns[1].steps.iter().any(|step| step.starts_with("split")), "{:?}", table.columns[1]);
}

fn what_only_looks_alike_is_not_guessed() {
    let table = table_of("企业名称,权重,公司代码\n甲示例有限公司,0.6,600373.SH\n乙示例有限公司,1.0,601949.SH\n");
    assert_eq!(fields(&table), [("企业名称", "name"), ("权重", ""), ("公司代码", "stock_code")]);
    for (header, values) in [
        ("county", ["包河区", "蜀山区"]),
        ("age", ["34", "51"]),
        ("注册资本币种", ["人民币", "美元"]),
        ("网站访问量", ["1.5", "2.5"]),
        ("成立日期说明", ["改制而来", "新设"]),
        ("法定代表人", ["某甲", "某乙"]),
        ("企业名称首字母", ["J", "Y"]),
        ("排名", ["3", "7"]),
        ("版本", ["v1.2", "v1.3"]),
    ] {
        let list = format!("企业名称,{header}\n甲有限公司,{}\n乙有限公司,{}\n", values[0], values[1]);
        let table = table_of(&list);
        let found = fields(&table)[1].1;
        let allowed = header == "county" && found == "adcode";
        assert!(found.is_empty() || allowed, "{header} is taken for {found}");
    }
}

fn placeholders_cost_no_column() {
    for sign in ["-", "/", "无", "暂无", "N/A", "——"] {
        let rows: String = (0..20).map(|i| format!("{i}号有限公司,{sign},{sign},{sign},{sign}\n")).collect();
        let list = format!(
            "企业名称,统一社会信用代码,注册资本（万元）,网址,成立日期\n甲有限公司,91340100734948634D,100,http://a.example,2020\n{rows}"
        );
        let table = table_of(&list);
        let found: Vec<&str> = fields(&table).iter().map(|(_, field)| *field).collect();
        assert_eq!(found, ["name", "credit_code", "capital", "website", "founded"], "{sign}");
        assert_eq!(table.blank, [sign]);
    }
}

fn serial_numbers_are_no_ids() {
    for header in ["序号", "编号", "企业编号", "No."] {
        let table = table_of(&format!("{header},企业名称\n1,甲有限公司\n2,乙有限公司\n3,丙有限公司\n"));
        assert_eq!(fields(&table)[0].1, "", "{header}");
        assert!(table.columns[0].reason.contains("序号"), "{header}: {}", table.columns[0].reason);
    }
    let table = table_of("企业编号,企业名称\nE07,甲有限公司\nE19,乙有限公司\n");
    assert_eq!(fields(&table)[0].1, "enterprise");
    let table = table_of("编号,企业名称\nE07,甲有限公司\nE07,乙有限公司\n");
    assert_eq!(fields(&table)[0].1, "", "an id stands once");
    // A table that needs an id gets a hash of the name.
    let city = City::new();
    let path =
        city.write("名单.csv", "序号,产业链名称,链长,牵头单位\n1,新能源汽车,某甲,市工信局\n2,量子信息,某乙,市科技局\n");
    let draft = draft_of(&path);
    assert!(draft.toml().contains("chain = { header = \"产业链名称\", hash = true }"), "{}", draft.toml());
    let done = import(&city, &path, &city.write("m.toml", draft.toml()), &[]);
    assert!(done.out().contains("读 2，新 2"), "{}", done.out());
}

fn units_come_from_headers() {
    for (header, unit) in [
        ("注册资本（元）", Some("元")),
        ("注册资本（万元）", Some("万元")),
        ("注册资本/亿元", Some("亿元")),
        ("注册资本（单位：千元）", Some("千元")),
        ("注册资本（百万元人民币）", Some("百万元")),
        ("注册资本", None),
    ] {
        let table = table_of(&format!("企业名称,{header}\n甲有限公司,500\n"));
        assert_eq!(fields(&table)[1].1, "capital", "{header}");
        assert_eq!(table.columns[1].unit.as_deref(), unit, "{header}");
    }
}

fn every_template_is_recognised() {
    for table in TABLES {
        for english in [false, true] {
            let columns = || table.columns.iter().filter(|column| !column.example.is_empty());
            let names: Vec<&str> = columns().map(|c| if english { c.name } else { c.header() }).collect();
            let values: Vec<&str> = columns().map(|c| c.example).collect();
            let found = table_of(&format!("{}\n{}\n", names.join(","), values.join(",")));
            assert_eq!(found.table.file(), table.file(), "{names:?}");
            for (column, expected) in found.columns.iter().zip(columns()) {
                assert_eq!(column.field.map(|f| f.name), Some(expected.name), "{} of {}", column.header, table.file());
            }
        }
    }
}

fn each_line_says_how_sure_and_why() {
    let list = "企业名称,公司在哪里,某列,成立日期\n甲有限公司,合肥市,x,2020\n乙有限公司,芜湖市,y,去年\n丙有限公司,合肥市,z,2021\n丁有限公司,合肥市,w,2022\n";
    let city = City::new();
    let path = city.write("名单.csv", list);
    let draft = draft_of(&path);
    let sure: Vec<Sureness> = draft.tables[0].columns.iter().map(|column| column.sureness).collect();
    assert_eq!(sure, [Sureness::Sure, Sureness::Unsure, Sureness::Unsure, Sureness::Unsure]);
    let text = draft.toml();
    for line in [
        "# 确定：表头就是这一列的名称。例：甲有限公司、乙有限公司、丙有限公司\nname = \"企业名称\"",
        "# 不确定：表头看不出，按内容猜的；看过的值都合。例：合肥市、芜湖市\nadcode = \"公司在哪里\"",
        "# 「某列」不确定：没有看出对应哪个字段。例：x、y、z\n",
        "有的值不合，如「去年」",
    ] {
        assert!(text.contains(line), "no `{line}` in {text}");
    }
}

fn headers_of_several_rows_are_found() {
    for file in ["header-two-rows.xlsx", "header-only-horizontal.xlsx"] {
        let path = project().join("tests/data/field").join(file);
        let draft = draft_of(&path);
        assert_eq!(draft.tables[0].table.file(), "enterprises", "{file}");
        let city = City::new();
        let done = import(&city, &path, &city.write("m.toml", draft.toml()), &["--format", "json"]);
        assert_eq!(done.json()["new"], 1, "{file}: {}{}", done.out(), done.err());
        let same = city
            .write("enterprises.csv", "企业名称,区划代码,注册资本（万元）,员工人数\n示例一有限公司,合肥市,100,20\n");
        let report = city.run(&["import", same.to_str().unwrap(), "--format", "json"]).json();
        assert_eq!(report["unchanged"], 1, "{file}: {report}");
    }
    let rows = [
        texts(&["某市企业经营情况表", "", "", ""]),
        texts(&["企业名称", "2023年", "2024年", ""]),
        texts(&["", "营业收入（亿元）", "营业收入（亿元）", "员工人数"]),
        texts(&["甲有限公司", "1", "2", "30"]),
        texts(&["乙有限公司", "3", "4", "50"]),
    ];
    let merged = ["A1:D1", "A2:A3", "C2:D2"];
    let city = City::new();
    let path = city.write("表.xlsx", Workbook::default().sheet("表", &rows, &merged).bytes());
    let table = draft_of(&path).tables.remove(0);
    assert_eq!((table.header_row, table.header_rows), (Some(2), 2));
    let headers: Vec<&str> = table.columns.iter().map(|column| column.header.as_str()).collect();
    assert_eq!(headers, ["企业名称", "2023年/营业收入(亿元)", "2024年/营业收入(亿元)", "2024年/员工人数"]);
    let csv = "企业名称,基本情况,,联系方式\n,注册资本（元）,员工人数,电话\n甲有限公司,100,2,000\n";
    let table = table_of(csv);
    assert_eq!((table.header_row, table.header_rows), (Some(1), 2));
    assert_eq!(fields(&table)[1], ("基本情况/注册资本(元)", "capital"));
}

fn titles_and_groups_are_found() {
    let city = City::new();
    let list = "某市重点企业名单,,,\n单位：万元,,,\n序号,企业名称,注册资本（万元）,备注\n一、蜀山区,,,\n1,甲有限公司,100,\n2,乙有限公司,200,\n二、包河区,,,\n1,丙有限公司,300,\n合计,,600,\n填表人：某某,,,\n";
    let path = city.write("名单.csv", list);
    let table = draft_of(&path).tables.remove(0);
    assert_eq!((table.header_row, table.group.as_deref()), (Some(3), Some("区县")));
    assert_eq!(fields(&table).last(), Some(&("区县", "adcode")));
    let mapping = city.write("m.toml", draft_of(&path).toml());
    let done = import(&city, &path, &mapping, &["--on-error", "skip"]);
    assert!(done.out().contains("读 5，新 3，改 0，不变 0，重复 0，拒绝 2"), "{}", done.out());
}

fn a_wide_tree_is_found() {
    let city = City::new();
    let path = city.write("图谱.csv", "产业链,位置,一级环节,二级环节,三级环节\n储能,上游,材料,正极,三元\n储能,上游,材料,正极,铁锂\n储能,中游,电芯,,\n");
    let draft = draft_of(&path);
    assert_eq!(draft.tables[0].levels, ["一级环节", "二级环节", "三级环节"]);
    city.done(&["import", city.write("chains.csv", "chain,name\nc,储能\n").to_str().unwrap()]);
    let done = import(&city, &path, &city.write("m.toml", draft.toml()), &[]);
    assert!(done.out().contains("读 7，新 5，改 0，不变 0，重复 2，拒绝 0"), "{}{}", done.out(), draft.toml());
}

fn whom_to_call_is_left_out() {
    let city = City::new();
    let path = city.write(
        "名单.csv",
        "企业名称,注册资本,联系人,联系电话,邮箱\n甲有限公司,5,某某,000,a@a.example\n乙有限公司,6,某某,111,b@a.example\n",
    );
    let draft = draft_of(&path);
    assert!(draft.toml().contains("ignore = [\"联系人\", \"联系电话\", \"邮箱\"]"), "{}", draft.toml());
    let done = import(&city, &path, &city.write("m.toml", draft.toml()), &[]);
    assert!(done.out().contains("读 2，新 2"), "{}", done.out());
}

fn what_is_no_table_is_written_as_a_comment() {
    let rows = [texts(&["企业名称", "注册资本"]), texts(&["甲有限公司", "5"])];
    let notes = [texts(&["填写须知"]), texts(&["请如实填写"])];
    let city = City::new();
    let path = city.write("表.xlsx", Workbook::default().sheet("须知", &notes, &[]).sheet("名单", &rows, &[]).bytes());
    let text = draft_of(&path).toml();
    assert!(text.contains("# sheet = \"须知\"") && text.contains("\nsheet = \"名单\""), "{text}");
    let done = import(&city, &path, &city.write("m.toml", &text), &[]);
    assert!(done.out().contains("读 1，新 1"), "{}{text}", done.out());
}

fn a_draft_is_a_mapping_whatever_the_list_holds() {
    for header in ["企业名称,\"a\nb\",\"引\"\"号\"", "企业名称,反\\斜,\u{7}响", "企业名称,x,x", "企业名称,,y"]
    {
        let city = City::new();
        let path = city.write("名单.csv", format!("{header}\n甲有限公司,\"1\n2\",\u{1}\n"));
        let draft = draft_of(&path);
        assert_eq!(draft.tables[0].columns[0].field.unwrap().name, "name");
    }
    for list in ["", "\n\n"] {
        let city = City::new();
        let path = city.write("名单.csv", list);
        assert!(guess(&path, "名单.csv", None).is_err());
    }
}

fn what_counts_rows_is_left_out() {
    for header in ["序号", "编号", "No.", "企业编号", "#", "ID"] {
        let city = City::new();
        let path = city.write("名单.csv", format!("{header},企业名称\n1,甲有限公司\n2,乙有限公司\n3,丙有限公司\n"));
        let text = draft_of(&path).toml();
        assert!(text.contains(&format!("ignore = [\"{header}\"]")) && text.contains("数行的序号"), "{text}");
        let done = import(&city, &path, &city.write("m.toml", &text), &[]);
        assert!(done.out().contains("新 3"), "{}", done.out());
        let history = city.run(&["history", "甲有限公司"]).out();
        assert!(!history.contains(header), "{history}");
    }
    // A place in a ranking says something, and so does an id that is no count.
    for (header, values) in [("排名", ["1", "2", "3"]), ("产线", ["1", "2", "3"]), ("备案编号", ["A1", "A7", "A9"])]
    {
        let [x, y, z] = values;
        let table = table_of(&format!("{header},企业名称\n{x},甲有限公司\n{y},乙有限公司\n{z},丙有限公司\n"));
        assert!(!table.columns[0].ignored, "{header}: {:?}", table.columns[0]);
    }
}

fn heads_of_places_and_segments_are_known() {
    for header in [
        "所在地",
        "所在城市",
        "所在区县",
        "注册地",
        "所属城市",
        "所在省市",
        "注册所在地",
        "企业所在地",
        "县（区）",
        "属地",
    ] {
        let table = table_of(&format!("企业名称,{header}\n甲有限公司,合肥市蜀山区\n乙有限公司,芜湖市\n"));
        assert_eq!(fields(&table)[1], (fields(&table)[1].0, "adcode"), "{header}");
        assert_eq!(table.columns[1].sureness, Sureness::Sure, "{header}");
    }
    for header in
        ["产业环节", "所属环节", "环节名称", "产业链环节", "细分领域", "所属产业环节", "产业链节点", "所处环节"]
    {
        let table = table_of(&format!("企业名称,{header},产品\n甲有限公司,正极,三元\n乙有限公司,隔膜,湿法\n"));
        assert_eq!((table.table.file(), fields(&table)[1].1), ("members", "segment"), "{header}");
    }
    for header in ["所属产业链", "产业链", "所在产业链", "链条"] {
        let table = table_of(&format!("环节编号,环节名称,{header},上中下游\ns1,正极,储能,上游\ns2,隔膜,储能,上游\n"));
        assert_eq!((table.table.file(), fields(&table)[2].1), ("segments", "chain"), "{header}");
        let table = table_of(&format!("企业名称,注册资本（万元）,{header}\n甲有限公司,5,储能\n乙有限公司,6,储能\n"));
        assert!(
            table.columns[2].reason.contains("（chains）") || table.columns[2].reason.contains("（segments）"),
            "{:?}",
            table.columns[2]
        );
    }
}

fn a_list_of_firms_and_their_segments_feeds_both() {
    let city = City::new();
    let chains = city.write("chains.csv", "chain,name\nc,储能\n").display().to_string();
    let segments = city.write("segments.csv", "segment,chain,name,stage\ns1,c,正极,上游\ns2,c,隔膜,上游\n");
    city.done(&["import", &chains, segments.to_str().unwrap()]);
    let path = city.write(
        "名单.csv",
        "序号,企业名称,所在地,产业环节,注册资本（万元）\n1,甲有限公司,合肥市,正极、隔膜,5\n2,乙有限公司,芜湖市,/,6\n3,丙有限公司,合肥市,隔膜,7\n",
    );
    let text = draft_of(&path).toml();
    let done = import(&city, &path, &city.write("m.toml", &text), &[]);
    assert!(
        done.out().contains("→ enterprises：读 3，新 3") && done.out().contains("→ members：读 3，新 3"),
        "{}{text}",
        done.out()
    );
    assert!(done.out().contains("1 家新企业不在任何环节（名单.csv 第 3 行）"), "{}", done.out());
    // What may mean something wider is proposed, and no more.
    let path = city.write("名单.csv", "企业名称,所在地,细分领域\n甲有限公司,合肥市,正极\n乙有限公司,芜湖市,隔膜\n");
    let text = draft_of(&path).toml();
    assert!(text.contains("# segment = \"细分领域\"") && !text.contains("\nsegment"), "{text}");
    let lines = text.lines().map(|line| {
        line.strip_prefix("# ")
            .filter(|rest| {
                ["[", "table =", "file =", "when =", "ignore =", "enterprise =", "segment ="]
                    .iter()
                    .any(|word| rest.starts_with(word))
            })
            .unwrap_or(line)
    });
    let taken = lines.skip_while(|line| !line.contains("也许")).collect::<Vec<_>>().join("\n");
    let whole = format!("{}\n{taken}", text.split("# 不确定：「细分领域」也许").next().unwrap());
    assert_eq!(Mapping::parse("m.toml", &whole).unwrap_or_else(|error| panic!("{error}\n{whole}")).tables.len(), 2);
}

fn names_that_zones_share_are_no_reason_to_leave_a_column() {
    let table = table_of("企业名称,所在地\n甲有限公司,高新区\n乙有限公司,经开区\n丙有限公司,高新区\n");
    assert_eq!(fields(&table)[1], ("所在地", "adcode"));
    let told = &table.columns[1];
    assert_eq!(told.sureness, Sureness::Unsure);
    let line = "adcode = { header = \"所在地\", values = { \"高新区\" = \"…\", \"经开区\" = \"…\" } }";
    assert!(told.reason.contains(line), "{}", told.reason);
}
