//! Files that read well and mean something impossible: keys, references, segments, values.

use super::tried::Tried;
use crate::support::{City, Facts, add};

pub fn facts(facts: &mut Facts) {
    add!(facts, "bad_input": one_key_with_two_values_names_both_rows, one_key_with_two_values_in_two_files_names_both,
        one_key_with_the_same_values_is_repeated, a_reference_to_a_later_row_is_fine, a_reference_to_nothing_is_told,
        a_reference_to_a_rejected_row_is_told, an_ambiguous_name_lists_its_choices, several_kinds_need_their_kind,
        a_segment_below_itself_is_told, a_segment_below_itself_through_the_store_is_told,
        a_parent_in_another_chain_is_told, a_feed_to_itself_is_told, a_cycle_of_feeds_is_told_and_kept,
        an_unknown_code_suggests_near_ones, an_ambiguous_region_lists_its_choices, an_abolished_code_is_told,
        numbers_out_of_range_are_told, dates_off_the_calendar_are_told, unknown_words_list_the_known_ones,
        a_script_is_no_website, a_firm_that_supplies_itself_is_kept_and_told);
}

fn one(name: &str, content: &str) -> Tried {
    Tried::files(&[(name, content.as_bytes())])
}

const CHAIN: (&str, &[u8]) = ("chains.csv", b"chain,name\nc1,Chain One\nc2,Chain Two\n");

fn segments(rows: &str) -> Tried {
    let content = format!("segment,chain,name,stage,parent\n{rows}");
    Tried::files(&[CHAIN, ("segments.csv", content.as_bytes())])
}

/// Five segments of one chain, and feeds.
fn feeds(rows: &str) -> Tried {
    let segments = "segment,chain,name,stage\ns1,c1,甲,upstream\ns2,c1,乙,upstream\ns3,c1,丙,midstream\n\
        s4,c1,丁,upstream\ns5,c1,戊,upstream\n";
    let feeds = format!("from,to\n{rows}");
    Tried::files(&[CHAIN, ("segments.csv", segments.as_bytes()), ("feeds.csv", feeds.as_bytes())])
}

fn one_key_with_two_values_names_both_rows() {
    let tried = one("enterprises.csv", "enterprise,name\ne1,甲\ne2,乙\ne1,丙\n");
    tried.refused(&["同一主键有不同的值：enterprises.csv 第 2 行、enterprises.csv 第 4 行", "请把这几行改得一样"]);
    tried.says(&["enterprise「e1」的 name 不同：甲 / 丙"]);
    assert_eq!((tried.count("rejected"), tried.count("new")), (2, 1));
    let tried = segments("s1,c1,甲,upstream,\ns1,c1,乙,upstream,\n");
    tried.refused(&["segments.csv 第 2 行、segments.csv 第 3 行"]);
    let tried = one("enterprises.csv", "enterprise,name,楼层,电梯\ne1,甲,3,有\ne1,甲,,有\n");
    tried.refused(&["enterprise「e1」的 楼层 不同：3 / （空）"]);
    let rows: String = (0..9).map(|i| format!("e1,甲{i}\n")).collect();
    one("enterprises.csv", &format!("enterprise,name\n{rows}")).refused(&["第 6 行 等 9 行"]);
}

fn one_key_with_two_values_in_two_files_names_both() {
    let files = [("企业.csv", "enterprise,name\ne1,甲\n".as_bytes()), ("enterprises.csv", b"enterprise,name\ne1,x\n")];
    Tried::files(&files).refused(&["enterprises.csv 第 2 行、企业.csv 第 2 行"]);
    // Each source speaks for itself.
    one("enterprises.csv", "enterprise,name,source\ne1,甲,a\ne1,乙,b\n").loaded();
}

fn one_key_with_the_same_values_is_repeated() {
    let tried = one("enterprises.csv", "enterprise,name\ne1,甲\ne2,乙\ne1,甲\n e1 ,　甲\n");
    tried.loaded().says(&["读 4，新 2，改 0，不变 0，重复 2，拒绝 0"]);
    let tried = segments("s1,c1,甲,upstream,\ns1,c1,甲,上游,\n");
    assert_eq!(tried.loaded().count("repeated"), 1);
}

fn a_reference_to_a_later_row_is_fine() {
    segments("s1,c1,甲,upstream,s2\ns2,c1,乙,upstream,\n").loaded();
    // Whatever the order of the files given.
    let supplies = ("supplies.csv", "supplier,customer\n乙公司,e1\n".as_bytes());
    Tried::files(&[supplies, ("enterprises.csv", "enterprise,name\ne1,甲\ne2,乙公司\n".as_bytes())]).loaded();
}

fn a_reference_to_nothing_is_told() {
    let firm = ("enterprises.csv", "enterprise,name\ne1,甲\n".as_bytes());
    let tried = Tried::files(&[firm, ("supplies.csv", "supplier,customer\ne1,无此公司\n".as_bytes())]);
    tried.wrong_cell("supplies.csv", 2, "customer", "无此公司", &["没有这个企业", "请检查拼写", "enterprises.csv"]);
    let content = "segment,chain,name,stage,parent\ns1,c1,甲,上游,\ns2,c1,乙,上游,s9\n";
    let tried = Tried::files(&[CHAIN, ("segments.csv", content.as_bytes())]);
    tried.wrong_cell("segments.csv", 3, "parent", "s9", &["没有这个环节"]);
}

fn a_reference_to_a_rejected_row_is_told() {
    let firms = ("enterprises.csv", "enterprise,name,adcode\ne1,甲,999999\ne2,乙,\n".as_bytes());
    let tried = Tried::files(&[firms, ("supplies.csv", b"supplier,customer\ne1,e2\n")]);
    tried.refused(&["没有这个企业", "看那一行是否被拒绝"]);
    assert_eq!(tried.count("rejected"), 2);
    // A segment whose parent is rejected is rejected too, however deep.
    let tried = segments("s1,c9,甲,upstream,\ns2,c1,乙,upstream,s1\ns3,c1,丙,upstream,s2\n");
    assert_eq!(tried.refused(&["没有这个产业链", "没有这个环节"]).count("rejected"), 3);
}

fn an_ambiguous_name_lists_its_choices() {
    let firms = "enterprise,name,adcode\ne1,同名有限公司,340100\ne2,同名有限公司,310000\ne3,丙,\n";
    let supplies = "supplier,customer\n同名有限公司,e3\n";
    let tried = Tried::files(&[("enterprises.csv", firms.as_bytes()), ("supplies.csv", supplies.as_bytes())]);
    let words = ["有 2 个企业都叫这个", "enterprise:e1、enterprise:e2"];
    tried.wrong_cell("supplies.csv", 2, "supplier", "同名有限公司", &words);
}

fn several_kinds_need_their_kind() {
    let firms = ("enterprises.csv", "enterprise,name\nx1,甲\nx2,乙\n".as_bytes());
    let funds = ("funds.csv", "fund,name\nx1,基金\n".as_bytes());
    let holding = |investor: &str| {
        let content = format!("investor,enterprise\n{investor},x2\n");
        Tried::files(&[firms, funds, ("investments.csv", content.as_bytes())])
    };
    holding("x1").wrong_cell("investments.csv", 2, "investor", "x1", &["enterprise:x1、fund:x1"]);
    holding("fund:x1").loaded();
}

fn a_segment_below_itself_is_told() {
    let tried = segments("s1,c1,甲,upstream,s1\ns2,c1,乙,upstream,\n");
    tried.wrong_cell("segments.csv", 2, "parent", "s1", &["环节是自己的上级：甲 → 甲", "请改正上级环节"]);
    let tried = segments("s1,c1,甲,upstream,s2\ns2,c1,乙,upstream,s3\ns3,c1,丙,upstream,甲\n");
    tried.refused(&["甲 → 乙 → 丙 → 甲"]);
    assert_eq!(tried.count("rejected"), 3);
}

fn a_segment_below_itself_through_the_store_is_told() {
    let tried = segments("s1,c1,甲,upstream,\ns2,c1,乙,upstream,s1\n");
    tried.loaded();
    let content = "segment,chain,name,stage,parent\ns1,c1,甲,upstream,s2\n";
    let again = Tried::into(tried.city, &[("segments.csv", content.as_bytes())], &[]);
    again.wrong_cell("segments.csv", 2, "parent", "s2", &["环节是自己的上级：甲 → 乙 → 甲"]);
}

fn a_parent_in_another_chain_is_told() {
    let tried = segments("s1,c1,甲,upstream,\ns2,c2,乙,upstream,s1\n");
    tried.wrong_cell("segments.csv", 3, "parent", "s1", &["上级环节属于另一条产业链"]);
}

fn a_feed_to_itself_is_told() {
    feeds("s1,s2\ns3,s3\n").wrong_cell("feeds.csv", 3, "to", "s3", &["环节供给自身", "请改正两端"]);
    feeds("s3,丙\n").wrong_cell("feeds.csv", 2, "to", "丙", &["环节供给自身"]);
}

fn a_cycle_of_feeds_is_told_and_kept() {
    let tried = feeds("s1,s2\ns2,s1\ns2,s3\n");
    tried.loaded();
    assert_eq!(tried.report["notices"][0], "供给关系成环：乙 → 甲 → 乙；环上的供给只画出，不参与判断");
    // The way round is one that there is, and the rest is counted.
    let tried = feeds("s1,s2\ns2,s4\ns4,s1\ns2,s5\ns5,s4\n");
    tried.loaded().says(&["供给关系成环：丁 → 甲 → 乙 → 丁（共 4 个环节互相成环）"]);
    // What goes back to an earlier stage recycles, and is no cycle.
    assert_eq!(feeds("s1,s3\ns3,s1\n").loaded().report["notices"].as_array().unwrap().len(), 0);
}

fn an_unknown_code_suggests_near_ones() {
    let tried = one("enterprises.csv", "enterprise,name,adcode\ne1,甲,340198\n");
    tried.wrong_cell("enterprises.csv", 2, "adcode", "340198", &["没有这个地区", "相近的有", "340100", "合肥市"]);
    let tried = one("enterprises.csv", "enterprise,name,adcode\ne1,甲,合飞市\n");
    tried.wrong_cell("enterprises.csv", 2, "adcode", "合飞市", &["没有这个地区", "合肥市"]);
    // What the city declares itself is known, wherever the file stands.
    let zone = ("regions.csv", "adcode,name\n340198,某新区\n".as_bytes());
    Tried::files(&[("enterprises.csv", "enterprise,name,adcode\ne1,甲,某新区\n".as_bytes()), zone]).loaded();
}

fn an_ambiguous_region_lists_its_choices() {
    let tried = one("enterprises.csv", "enterprise,name,adcode\ne1,甲,鼓楼区\n");
    tried.wrong_cell("enterprises.csv", 2, "adcode", "鼓楼区", &["有多个地区叫这个名字", "320106", "350102"]);
}

fn an_abolished_code_is_told() {
    let tried = one("enterprises.csv", "enterprise,name,adcode\ne1,甲,130421\ne2,乙,140202\n");
    tried.loaded().says(&["区划代码 130421（邯郸县）已撤销，改记为 130400 邯郸市"]);
    tried.says(&["区划代码 140202（城区）已撤销，去向不明，保留原代码"]);
    let same = one("enterprises.csv", "enterprise,name,adcode\ne1,甲,130400\ne2,乙,140202\n");
    let again =
        Tried::into(same.city, &[("enterprises.csv", b"enterprise,name,adcode\ne1,\xe7\x94\xb2,130421\n")], &[]);
    assert_eq!(again.count("unchanged"), 1, "{}", again.text);
}

fn numbers_out_of_range_are_told() {
    let firm = |column: &str, value: &str, words: &[&str]| {
        let content = format!("enterprise,name,{column}\ne1,甲,\"{value}\"\n");
        one("enterprises.csv", &content).wrong_cell("enterprises.csv", 2, column, value, words);
    };
    firm("revenue", "-1", &["金额不能为负", "万元"]);
    firm("capital", "三亿", &["不是数字", "单位是万元"]);
    firm("revenue", "12,34", &["不是数字"]);
    firm("revenue", "1000-5000", &["是一个范围"]);
    firm("revenue", "1e308", &["金额超过"]);
    // Sums of many such firms are still numbers.
    firm("capital", "1000000000001", &["金额超过 10 的 12 次方万元"]);
    one("enterprises.csv", "enterprise,name,capital\ne1,甲,1000000000000\n").loaded();
    firm("employees", "1.5", &["不是整数"]);
    firm("employees", "-3", &["数量不能为负"]);
    let firms = ("enterprises.csv", "enterprise,name\ne1,甲\ne2,乙\n".as_bytes());
    for (percent, why) in [("130", "百分比应在 0 到 100 之间"), ("-1", "百分比应在"), ("三成", "不是数字")]
    {
        let content = format!("investor,enterprise,percent\ne1,e2,{percent}\n");
        let tried = Tried::files(&[firms, ("investments.csv", content.as_bytes())]);
        tried.wrong_cell("investments.csv", 2, "percent", percent, &[why, "请写 0 到 100 的数字"]);
    }
    let region = "adcode,name,longitude\n340198,某新区,181\n";
    one("regions.csv", region).wrong_cell("regions.csv", 2, "longitude", "181", &["经纬度超出范围"]);
}

fn dates_off_the_calendar_are_told() {
    for date in ["2026-02-30", "2026-13-01", "去年", "2026年2月30日", "26-1-1", "2025-02-29"] {
        let content = format!("enterprise,name,founded\ne1,甲,{date}\n");
        let words = ["不是日历上的日期", "YYYY-MM-DD"];
        one("enterprises.csv", &content).wrong_cell("enterprises.csv", 2, "founded", date, &words);
    }
}

fn unknown_words_list_the_known_ones() {
    let tried = one("enterprises.csv", "enterprise,name,standing\ne1,甲,世界第一\n");
    let words = ["不是此列认识的词", "anchor（链主）", "ordinary（一般）"];
    tried.wrong_cell("enterprises.csv", 2, "standing", "世界第一", &words);
    // A column lists its own words and no others.
    let squads = "squad,name,kind\nq1,甲队,plant\n";
    let tried = one("squads.csv", squads);
    tried.wrong_cell("squads.csv", 2, "kind", "plant", &["可写：top_push（顶格推进组）"]);
    assert!(!tried.text.contains("plant（"), "{}", tried.text);
    let tried = one("funds.csv", "fund,name,government\nf1,基金,maybe\n");
    tried.wrong_cell("funds.csv", 2, "government", "maybe", &["不是“是”或“否”"]);
}

fn a_script_is_no_website() {
    let tried = one("enterprises.csv", "enterprise,name,website\ne1,甲,javascript:alert(1)\n");
    tried.wrong_cell("enterprises.csv", 2, "website", "javascript:alert(1)", &["不是 http 或 https 网址"]);
}

fn a_firm_that_supplies_itself_is_kept_and_told() {
    let firms = ("enterprises.csv", "enterprise,name\ne1,甲\n".as_bytes());
    let tried = Tried::into(City::new(), &[firms, ("supplies.csv", "supplier,customer\ne1,甲\n".as_bytes())], &[]);
    tried.loaded().says(&["1 行的两端是同一家企业，保留但不计入任何结果"]);
}
