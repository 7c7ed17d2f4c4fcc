//! What a clerk reads before anything is written: the first rows as they will stand, in the words of people.

use super::{brought, settled};
use crate::support::{City, Facts, Server, add};

pub fn facts(facts: &mut Facts) {
    add!(facts, "landing": the_first_rows_are_shown_as_they_will_stand, tables_and_columns_are_called_as_people_call_them,
        what_becomes_of_a_counter_is_said_alike);
}

fn the_first_rows_are_shown_as_they_will_stand() {
    let city = City::tiny();
    let server = Server::of(&city);
    let rows: Vec<String> = (1..=5).map(|n| format!("n{n},示例第{n}有限公司,合肥,leading,{n},1.{n}亿")).collect();
    let firms = format!("企业编号,企业名称,区划代码,能级,员工人数,注册资本\n{}\n", rows.join("\n"));
    let page = settled(&server, &brought(&server, &[("企业.csv", firms.as_bytes())]));
    let landing = page.split("class=\"landing\"").nth(1).unwrap_or_else(|| panic!("no rows in {page}"));
    let landing = landing.split("</section>").next().unwrap();
    for told in [
        "企业.csv 的前几行将这样写入企业",
        "示例第1有限公司",
        "安徽省合肥市 340100",
        "龙头",
        "11,000",
        "示例第3有限公司",
    ] {
        assert!(landing.contains(told), "no {told} in {landing}");
    }
    assert!(
        !landing.contains("示例第4有限公司") && !landing.contains("leading"),
        "the first three, in words: {landing}"
    );
    // Two tables of one upload are told apart; what the store has already is no news.
    let both = [
        ("企业.csv", "企业编号,企业名称,区划代码\nm1,示例甲有限公司,合肥\n".as_bytes()),
        ("members.csv", "enterprise,segment\nm1,c1-s01\ne00001,c1-s02\n".as_bytes()),
    ];
    let page = settled(&server, &brought(&server, &both));
    assert_eq!(page.matches("class=\"landing\"").count(), 2, "{page}");
    assert!(page.contains("members.csv 的前几行将这样写入属于环节"), "{page}");
    // Whom to call is read by those with the right to it alone.
    let contacts = "of,name,phone\ne00001,示例联系人,000-0000-0001\n";
    let page = settled(&server, &brought(&server, &[("contacts.csv", contacts.as_bytes())]));
    assert!(!page.contains("class=\"landing\"") && !page.contains("示例联系人"), "{page}");
}

fn tables_and_columns_are_called_as_people_call_them() {
    let city = City::tiny();
    let server = Server::of(&city);
    let list = "单位名称,主营,电话\n甲示例有限公司,光刻胶,0551-1234567\n乙示例有限公司,隔膜,0551-1234568\n";
    let at = brought(&server, &[("名单.csv", list.as_bytes())]);
    let pages = [settled(&server, &at), server.get(&format!("{at}/files/0")).body];
    for page in &pages {
        let read = page.split("<main").nth(1).unwrap();
        // What programs call them stands in addresses and values of forms, and in the names of files.
        let texts: String = read.split('<').filter_map(|part| part.split_once('>')).map(|(_, text)| text).collect();
        for word in ["members", "enterprises", "contacts", "adcode", "归位"] {
            assert!(!texts.contains(word), "{word} in {texts}");
        }
    }
    assert!(pages[0].contains("“属于环节”") && pages[1].contains("联系方式只能放在“联系方式”表里"), "{}", pages[1]);
}

/// The page of columns says what the preview says: a column of row numbers of a canonical file is kept.
fn what_becomes_of_a_counter_is_said_alike() {
    let city = City::tiny();
    let server = Server::of(&city);
    let list = "序号,企业编号,企业名称,区划代码\n1,n1,甲示例有限公司,合肥\n2,n2,乙示例有限公司,合肥\n3,n3,丙示例有限公司,合肥\n";
    let at = brought(&server, &[("企业.csv", list.as_bytes())]);
    let (preview, columns) = (settled(&server, &at), server.get(&format!("{at}/files/0")).body);
    assert!(preview.contains("作为附加值保留：序号"), "{preview}");
    assert!(columns.contains("现在作为附加值保留") && !columns.contains("不能作编号，不取"), "{columns}");
}
