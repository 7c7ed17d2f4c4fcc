//! Lists as bureaus keep them: a unit above the head, placeholders, numbers about so much, stages beside segments, names with
//! their telephones.

use serde_json::Value;

use super::bad_input::{Workbook, texts};
use super::guessing::draft_of;
use super::mapping::import;
use crate::support::{City, Facts, add};

pub fn facts(facts: &mut Facts) {
    add!(facts, "bureau": a_unit_above_the_head_holds_and_no_word_costs_a_firm, two_units_above_the_head_are_asked_about,
        what_words_were_taken_for_is_told, a_segment_that_is_made_stands_where_its_list_says,
        a_column_of_stages_is_no_column_of_segments, names_and_telephones_are_told_apart,
        totals_of_groups_and_notes_are_no_firms);
}

/// A workbook with a title, a row of units and a head of two rows.
fn list_of_a_bureau(city: &City) -> std::path::PathBuf {
    let rows = [
        texts(&["低空经济产业链名录", "", "", "", "", "", ""]),
        texts(&["填报单位：示例局    单位：亿元、人", "", "", "", "", "", ""]),
        texts(&["产业环节", "", "企业名称", "所在地", "经营情况", "", "企业层次"]),
        texts(&["段", "环节", "", "", "2025年营收", "员工", ""]),
        texts(&["上游", "航空电机", "示例甲有限公司", "合肥市", "24.5", "3300", "上市公司"]),
        texts(&["", "", "示例乙有限公司", "合肥市", "未统计", "13万余", "独角兽"]),
        texts(&["", "", "示例丙有限公司", "合肥市", "约800", "2.2万", "链主"]),
        texts(&["下游", "低空物流", "示例丁有限公司", "合肥市", "涉密", "1500+", "上市公司"]),
        texts(&["注：营收为快报数。", "", "", "", "", "", ""]),
    ];
    let merged = ["A1:G1", "A2:G2", "A3:B3", "E3:F3", "C3:C4", "D3:D4", "G3:G4", "A5:A7", "B5:B7"];
    city.write("名录.xlsx", Workbook::default().sheet("名录", &rows, &merged).bytes())
}

fn of_firm(city: &City, firm: &str) -> String {
    city.done(&["history", firm, "--format", "json"]).out()
}

fn a_unit_above_the_head_holds_and_no_word_costs_a_firm() {
    let city = City::new();
    let path = list_of_a_bureau(&city);
    let draft = draft_of(&path);
    let revenue = draft.tables[0].columns.iter().find(|column| column.header.ends_with("营收")).unwrap();
    assert_eq!(revenue.unit.as_deref(), Some("亿元"));
    assert!(revenue.reason.ends_with("单位亿元，见表头上方第 2 行"), "{}", revenue.reason);
    let done = import(&city, &path, &city.write("m.toml", draft.toml()), &["--on-error", "skip"]);
    assert!(done.out().contains("enterprises：读 5，新 4"), "{}", done.out());
    for told in ["第 7 行「约800」读作 8000000", "第 6 行「13万余」读作 130000", "第 8 行「1500+」读作 1500"]
    {
        assert!(done.out().contains(told), "{told}: {}", done.out());
    }
    assert!(of_firm(&city, "示例甲有限公司").contains("245000"));
    assert!(!of_firm(&city, "示例乙有限公司").contains("未统计"));
}

fn two_units_above_the_head_are_asked_about() {
    let draft = |above: &str| {
        let city = City::new();
        let list = format!("名单,,\n{above},,\n企业名称,所在地,营业收入\n甲有限公司,合肥市,1.5\n乙有限公司,合肥市,2\n");
        draft_of(&city.write("名单.csv", list)).tables.remove(0).columns.remove(2)
    };
    let revenue = draft("单位：亿元、万元");
    assert_eq!(revenue.unit, None);
    assert!(revenue.reason.contains("表头上方写着亿元、万元，不知这一列是哪个"), "{}", revenue.reason);
    assert_eq!(draft("金额单位：万元；人数单位：人").unit.as_deref(), Some("万元"));
    assert_eq!(draft("填报单位：示例局").unit, None);
}

fn what_words_were_taken_for_is_told() {
    let city = City::new();
    let path = list_of_a_bureau(&city);
    let done = import(&city, &path, &city.write("m.toml", draft_of(&path).toml()), &["--on-error", "skip"]);
    let said = "列 企业层次（standing） 的词这样读：上市公司 → 龙头 2 家，链主 → 链主 1 家";
    assert!(done.out().contains(said), "{}", done.out());
    assert!(done.out().contains("1 个值不合此字段，作为其他信息保留：「独角兽」1 个"), "{}", done.out());
    assert!(of_firm(&city, "示例乙有限公司").contains("独角兽"));
}

fn a_segment_that_is_made_stands_where_its_list_says() {
    let city = City::new();
    let path = list_of_a_bureau(&city);
    let mapping = city.write("m.toml", draft_of(&path).toml());
    let report = import(&city, &path, &mapping, &["--on-error", "skip", "--format", "json"]).json();
    let absent: Vec<(&str, &str)> = report["absent_segments"].as_array().unwrap().iter().map(told).collect();
    assert_eq!(absent, [("航空电机", "upstream"), ("低空物流", "downstream")]);
    // A segment of which two rows say two things is nobody's to place.
    let list = "企业名称,所在地,段,所属环节\n甲有限公司,合肥市,上,正极\n乙有限公司,合肥市,中,正极\n丙有限公司,合肥市,下,回收\n";
    let path = city.write("名单.csv", list);
    let mapping = city.write("n.toml", draft_of(&path).toml());
    let report = import(&city, &path, &mapping, &["--on-error", "skip", "--format", "json"]).json();
    let absent: Vec<(&str, &str)> = report["absent_segments"].as_array().unwrap().iter().map(told).collect();
    assert_eq!(absent, [("正极", ""), ("回收", "downstream")]);
}

fn told(absent: &Value) -> (&str, &str) {
    (absent["name"].as_str().unwrap(), absent["stage"].as_str().unwrap_or_default())
}

fn a_column_of_stages_is_no_column_of_segments() {
    let city = City::new();
    for header in ["段", "上中下游", "产业链位置", "链条位置", "产业链环节", "某列"] {
        let list = format!(
            "企业名称,所在地,{header},细分环节\n甲有限公司,合肥市,上游,正极\n乙有限公司,合肥市,中游,电芯\n丙有限公司,合肥市,下游,回收\n"
        );
        let table = draft_of(&city.write("名单.csv", list)).tables.remove(0);
        assert_eq!(table.placing.as_ref().map(|placing| placing.header.as_str()), Some("细分环节"), "{header}");
        let stage = &table.columns[2];
        assert!(stage.ignored && stage.reason.contains("在链的哪一段"), "{header}: {}", stage.reason);
    }
}

fn names_and_telephones_are_told_apart() {
    let city = City::new();
    let list = "企业名称,所在地,联系人及电话\n示例甲有限公司,合肥市,王经理 13800000001\n示例乙有限公司,合肥市,—\n\
                示例丙有限公司,合肥市,\"张三（董秘）13800000002、李四 0551-60000003转8\"\n示例丁有限公司,合肥市,0551-60000004\n";
    let path = city.write("名单.csv", list);
    let mapping = "[[table]]\ntable = \"enterprises\"\nignore = [\"联系人及电话\"]\n[table.columns]\nname = \"企业名称\"\nadcode = \"所在地\"\n\
                   [[table]]\ntable = \"contacts\"\nignore = [\"*\"]\n[table.columns]\nof = \"企业名称\"\nname = \"联系人及电话\"\n";
    let done = import(&city, &path, &city.write("m.toml", mapping), &[]);
    assert!(done.out().contains("contacts：读 4，新 4"), "{}{}", done.out(), done.err());
    assert!(done.out().contains("1 行没有写联系人和电话，不读作这张表"), "{}", done.out());
}

fn totals_of_groups_and_notes_are_no_firms() {
    let city = City::new();
    let list = "编号,环节,单位名称,所在地,营业收入（亿元）\n1,电池,示例甲有限公司,合肥市,1\n2,电池,示例乙有限公司,合肥市,2\n,上游小计,,,3\n\
                3,电机,示例丙有限公司,合肥市,4\n,,合计（3家）,,7\n说明：1. 为快报数。,,,,\n2. 缺的未掌握。,,,,\n";
    let path = city.write("名单.csv", list);
    let draft = draft_of(&path);
    assert!(draft.tables[0].columns[0].ignored, "what counts rows is no id, whatever notes stand below it");
    let done = import(&city, &path, &city.write("m.toml", draft.toml()), &["--on-error", "skip", "--format", "json"]);
    let report = done.json();
    assert_eq!((&report["no_records"], &report["files"][0]["new"]), (&4.into(), &3.into()), "{report}");
}
