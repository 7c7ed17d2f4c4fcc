//! Regions and addresses as lists write them.

use crate::intake::bad_input::{Tried, Value, Workbook, texts};
use crate::support::{City, Facts, add, project};

pub fn facts(facts: &mut Facts) {
    add!(facts, "field": regions_are_read_as_lists_write_them, numbers_of_a_sheet_are_codes,
        a_road_is_no_region_and_a_wide_one_is_told, what_was_read_otherwise_is_told, a_list_decides_what_its_names_mean,
        a_list_of_two_places_decides_nothing, a_code_and_a_name_must_agree, a_wrong_region_says_what_to_do,
        region_keys_do_not_depend_on_how_they_are_written);
}

fn import(city: City, content: &str, options: &[&str]) -> Tried {
    Tried::into(city, &[("企业.csv", content.as_bytes())], options)
}

fn sample(name: &str) -> String {
    std::fs::read_to_string(project().join("tests/data/field/regions").join(name)).unwrap()
}

/// Where each firm is said to be: the same list with these codes changes nothing.
fn are(tried: Tried, firms: &[(&str, &str)]) {
    let rows: String = firms.iter().map(|(name, code)| format!("{name},{code}\n")).collect();
    let same = import(tried.city, &format!("企业名称,区划代码\n{rows}"), &[]);
    assert_eq!(same.count("unchanged"), firms.len() as u64, "{}{}", tried.text, same.text);
}

fn regions_are_read_as_lists_write_them() {
    let tried = import(City::new(), &sample("region-forms.csv"), &["--on-error", "skip"]);
    assert_eq!((tried.count("new"), tried.count("rejected")), (8, 2), "{}", tried.text);
    tried.says(&[
        "第 9 行 列 区划代码「雄安新区」",
        "130629 河北省保定市容城县",
        "第 10 行 列 区划代码「吉林」",
        "220000 吉林省、220200 吉林省吉林市",
        "区划代码 330682（上虞市）已撤销，改记为 330604 上虞区",
        "区划代码 120225（蓟县）已撤销，改记为 120119 蓟州区",
        "「临安市」是旧名，记为 330112 浙江省杭州市临安区",
        "340100 安徽省合肥市",
    ]);
    let firms = [
        ("示例01有限公司", "340123"),
        ("示例02有限公司", "340100"),
        ("示例03有限公司", "340100"),
        ("示例04有限公司", "330604"),
        ("示例05有限公司", "340123"),
        ("示例06有限公司", "330112"),
        ("示例07有限公司", "340176"),
        ("示例10有限公司", "120119"),
    ];
    are(tried, &firms);
}

fn numbers_of_a_sheet_are_codes() {
    let rows = [
        texts(&["企业名称", "区划代码"]),
        vec![Value::Text("甲有限公司"), Value::Number(340_123.0)],
        vec![Value::Text("乙有限公司"), Value::Number(340_123_000_000.0)],
        vec![Value::Text("丙有限公司"), Value::Number(340_101.0)],
    ];
    let tried = Tried::files(&[("企业.xlsx", &Workbook::default().sheet("企业", &rows, &[]).bytes())]);
    tried.loaded();
    are(tried, &[("甲有限公司", "340123"), ("乙有限公司", "340123"), ("丙有限公司", "340100")]);
    // What a spreadsheet leaves of a long code has lost its end.
    import(City::new(), "企业名称,区划代码\n甲有限公司,3.40123E+11\n", &[]).refused(&["科学计数法", "设为文本"]);
}

fn addresses(city: City, content: &str) -> Tried {
    let path = city.write("m.toml", sample("address-road.toml")).display().to_string();
    Tried::into(city, &[("名单.csv", content.as_bytes())], &["--mapping", &path])
}

fn a_road_is_no_region_and_a_wide_one_is_told() {
    let tried = addresses(City::new(), &sample("address-road.csv"));
    tried.loaded().says(&["广德县", "经济技术开发区", "只记到 341800 安徽省宣城市", "用的是旧名，记为 341882"]);
    tried.says(&["有 2 个值不合此字段，作为其他信息保留，如第 2 行「红旗中路67号」"]);
    let told = |name: &str| super::told(&tried.city, name);
    for (name, road) in [("示例01有限公司", "红旗中路67号"), ("示例02有限公司", "香港中路12号")] {
        assert!(told(name).contains(road) && !told(name).contains("adcode"), "{}", told(name));
    }
    assert!(told("示例03有限公司").contains("341882"), "{}", told("示例03有限公司"));
    assert!(told("示例04有限公司").contains("341800"), "{}", told("示例04有限公司"));
    let rows = "企业名称,注册地址\n甲有限公司,安徽省黄山路12号\n乙有限公司,安徽省合肥市某某县长江路1号\n丙有限公司,上海市南京路1号\n丁有限公司,安徽省黄山路14号\n";
    addresses(City::new(), rows).loaded().says(&[
        "2 个地址看不出哪个市县，只记到 340000 安徽省，如「安徽省黄山路12号」",
        "1 个地址里的「某某县」不在区划表里，只记到 340100 安徽省合肥市",
    ]);
}

fn what_was_read_otherwise_is_told() {
    for (given, code, words) in [
        ("襄樊市", "420600", "「襄樊市」是旧名，记为 420600 湖北省襄阳市"),
        ("340101", "340100", "只是汇总用的"),
        ("宣城经济技术开发区", "341800", "里的「经济技术开发区」不在区划表里，只记到 341800 安徽省宣城市"),
        ("肥西县桃花镇", "340123", "里的「桃花镇」不在区划表里，只记到 340123 安徽省合肥市肥西县"),
        ("140202", "140202", "区划代码 140202（城区）已撤销，去向不明"),
    ] {
        let tried = import(City::new(), &format!("企业名称,区划代码\n甲有限公司,{given}\n"), &[]);
        tried.loaded().says(&[words]);
        are(tried, &[("甲有限公司", code)]);
    }
}

fn a_list_decides_what_its_names_mean() {
    let cities = "企业名称,城市\n甲有限公司,长沙\n乙有限公司,深圳市\n丙有限公司,合肥\n丁有限公司,上海\n";
    let tried = import(City::new(), cities, &[]);
    tried.loaded().says(&["「长沙」有 2 个地区同名：本表写明地区的 3 格有 3 格写的是市，因此记为 430100 湖南省长沙市"]);
    are(tried, &[("甲有限公司", "430100"), ("乙有限公司", "440300")]);
    let list =
        "企业名称,区划代码\n甲有限公司,鼓楼区\n乙有限公司,南京市玄武区\n丙有限公司,江苏南京秦淮区\n丁有限公司,南京\n";
    let tried = import(City::new(), list, &[]);
    tried.loaded().says(&["「鼓楼区」有 4 个地区同名", "3 格有 3 格在江苏省南京市", "320106 江苏省南京市鼓楼区"]);
    are(
        tried,
        &[("甲有限公司", "320106"), ("乙有限公司", "320102"), ("丙有限公司", "320104"), ("丁有限公司", "320100")],
    );
    // Whatever the order of the rows.
    let turned = "企业名称,区划代码\n乙有限公司,南京市玄武区\n丙有限公司,江苏南京秦淮区\n甲有限公司,鼓楼区\n";
    let tried = import(City::new(), turned, &[]);
    tried.loaded();
    are(tried, &[("甲有限公司", "320106")]);
}

fn a_list_of_two_places_decides_nothing() {
    let list = "企业名称,区划代码\n甲有限公司,鼓楼区\n乙有限公司,南京市玄武区\n丙有限公司,福州市仓山区\n";
    import(City::new(), list, &[]).refused(&["有多个地区叫这个名字", "320106 江苏省南京市鼓楼区", "350102"]);
    // Another list of the same import decides nothing for this one.
    let files = [
        ("enterprises.csv", "name,adcode\n甲有限公司,南京市玄武区\n乙有限公司,南京市秦淮区\n".as_bytes()),
        ("sites.csv", "enterprise,adcode\n甲有限公司,鼓楼区\n".as_bytes()),
    ];
    Tried::files(&files).refused(&["sites.csv 第 2 行", "有多个地区叫这个名字"]);
}

fn a_code_and_a_name_must_agree() {
    let tried = import(City::new(), "企业名称,区划代码\n甲有限公司,340123 安徽省合肥市肥西县\n", &[]);
    tried.loaded();
    are(tried, &[("甲有限公司", "340123")]);
    import(City::new(), "企业名称,区划代码\n甲有限公司,340100 芜湖市\n", &[]).refused(&[
        "代码和名称不是同一个地区",
        "340100 是安徽省合肥市",
        "340200",
    ]);
}

fn a_wrong_region_says_what_to_do() {
    for (given, words) in [
        ("安徽省合肥市蜀三区", ["相近的有", "340104 安徽省合肥市蜀山区"]),
        ("3401", ["相近的有", "340100 安徽省合肥市"]),
        ("安徽省合肥市蜀山区黄山路1号", ["take = \"region\"", "340104"]),
        ("某某某", ["请写六位区划代码或地区全名", "regions.csv"]),
    ] {
        import(City::new(), &format!("企业名称,区划代码\n甲有限公司,{given}\n"), &[]).refused(&words);
    }
}

fn region_keys_do_not_depend_on_how_they_are_written() {
    let firms = ("enterprises.csv", "name\n甲有限公司\n".as_bytes());
    let site = |region: &str| format!("enterprise,adcode\n甲有限公司,{region}\n");
    let first = site("安徽省/合肥市/肥西县");
    let mut city = Tried::files(&[firms, ("sites.csv", first.as_bytes())]).loaded_city();
    for region in ["340123", "肥西", "340123000000", "安徽 合肥 肥西"] {
        let again = site(region);
        let tried = Tried::into(city, &[("sites.csv", again.as_bytes())], &[]);
        assert_eq!(tried.count("unchanged"), 1, "{region}: {}", tried.text);
        city = tried.city;
    }
}
