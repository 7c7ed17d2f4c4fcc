//! What a clerk reads before anything is written: the first rows as they will stand, in the words of people.

use super::{brought, posted, settled};
use crate::support::{City, Facts, Server, add};

pub fn facts(facts: &mut Facts) {
    add!(facts, "landing": the_first_rows_are_shown_as_they_will_stand, tables_and_columns_are_called_as_people_call_them,
        what_becomes_of_a_counter_is_said_alike, a_list_alone_leads_to_the_first_gaps,
        segments_of_a_chain_that_is_there_are_made_too, segments_of_which_nothing_is_said_go_with_the_rest,
        segments_said_later_are_of_the_chain_said_before,
        totals_and_notes_are_passed_over_and_done_with, sheets_that_hold_nothing_are_counted_only);
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

/// From nothing: a list of firms says their segments by name; one page says what those are, and all of it is imported.
fn a_list_alone_leads_to_the_first_gaps() {
    let city = City::new();
    let server = Server::of(&city);
    let list = "序号,企业名称,所在地,产业链环节,主要产品\n1,甲示例有限公司,蚌埠市龙子湖区,封装测试,压力传感器\n\
                2,乙示例有限公司,蚌埠市蚌山区,封装测试,\n3,丙示例有限公司,蚌埠市禹会区,晶圆制造,\n4,丁示例有限公司,无锡市,检测设备,\n";
    let at = brought(&server, &[("传感器名单.csv", list.as_bytes())]);
    let page = settled(&server, &at);
    assert!(page.contains("新增 4 行") && page.contains("3 个环节还没有"), "{page}");
    let waiting = page.split("id=\"absent\"").nth(1).unwrap().split("</section>").next().unwrap();
    let places = ["封装测试", "晶圆制造", "检测设备"]
        .map(|name| waiting.find(name).unwrap_or_else(|| panic!("no {name} in {waiting}")));
    assert!(places.is_sorted(), "as they come in the list: {waiting}");
    assert!(waiting.contains("upstream:检测设备") && !waiting.contains("name=\"chain\""), "{waiting}");
    // What cannot be made says why, and changes nothing.
    for (fields, told) in [
        ("chain_name=智能传感器&segment=", "请至少给一个环节选上游、中游或下游"),
        ("segment=upstream:检测设备", "请选这些环节属于哪条产业链"),
        ("chain_name=智能传感器&segment=somewhere:检测设备", "表单读不懂"),
    ] {
        let answer = posted(&server, &format!("{at}/segments"), fields);
        assert!(answer.status == 400 && answer.body.contains(told), "{fields}: {}", answer.body);
    }
    assert_eq!(settled(&server, &at).matches("id=\"absent\"").count(), 1);
    let said = "chain=&chain_name=智能传感器&city=蚌埠&segment=midstream:封装测试&segment=upstream:晶圆制造&segment=upstream:检测设备";
    assert_eq!(posted(&server, &format!("{at}/segments"), said).status, 303);
    let page = settled(&server, &at);
    assert!(
        page.contains("新增 12 行") && !page.contains("id=\"absent\""),
        "1 chain, 3 segments, 4 firms, 4 of them placed: {page}"
    );
    assert!(page.contains("新建的产业链.csv") && page.contains("新建的环节.csv"), "{page}");
    assert_eq!(posted(&server, &format!("{at}/apply"), "who=").status, 303);
    assert!(settled(&server, &at).contains("已导入：新增 12 行"));
    let gaps = city.json(&["gaps", "--chain", "智能传感器"]);
    let told: Vec<String> = gaps["segments"]
        .as_array()
        .unwrap()
        .iter()
        .map(|gap| {
            format!(
                "{} {} {}",
                gap["name"].as_str().unwrap(),
                gap["stage"].as_str().unwrap(),
                gap["verdict"].as_str().unwrap()
            )
        })
        .collect();
    assert_eq!(told.len(), 3, "{gaps}");
    assert!(told.contains(&"检测设备 upstream extend".to_owned()), "{told:?}");
    for page in ["gaps", "brief"] {
        let page = shown(&server, &format!("/chains/智能传感器/{page}"));
        assert!(page.contains("补上就更可信") && page.contains("摸排日期"), "what to say next: {page}");
    }
}

/// A later list names one more segment of a chain that stands; what is misspelled is left alone.
fn segments_said_later_are_of_the_chain_said_before() {
    let city = City::new();
    let server = Server::of(&city);
    let list = "企业名称,所在地,所属环节\n甲示例有限公司,合肥市,正极\n乙示例有限公司,合肥市,隔膜\n";
    let at = brought(&server, &[("名单.csv", list.as_bytes())]);
    settled(&server, &at);
    let first = "chain=&chain_name=示例链&city=合肥&segment=upstream:正极&segment=";
    assert_eq!(posted(&server, &format!("{at}/segments"), first).status, 303);
    let page = settled(&server, &at);
    assert!(page.contains("<option value=\"示例链\" selected>示例链</option>"), "{page}");
    assert_eq!(posted(&server, &format!("{at}/segments"), "chain=示例链&segment=upstream:隔膜").status, 303);
    let page = settled(&server, &at);
    assert!(!page.contains("id=\"absent\"") && !page.contains("处错误"), "{page}");
    assert!(page.contains("新增 7 行"), "a chain, two segments, two firms, each in one: {page}");
}

/// Twenty menus are not gone through where nearly all segments are of one part of the chain.
fn segments_of_which_nothing_is_said_go_with_the_rest() {
    let city = City::new();
    let server = Server::of(&city);
    let list = "企业名称,所在地,所属环节\n甲示例有限公司,合肥市,正极\n乙示例有限公司,合肥市,隔膜\n丙示例有限公司,合肥市,整车\n";
    let at = brought(&server, &[("名单.csv", list.as_bytes())]);
    assert!(settled(&server, &at).contains("上面没有选的都在"));
    let said = "chain=&chain_name=示例链&city=合肥&segment=downstream:整车&segment=&segment=&rest=upstream&absent=正极&absent=隔膜&absent=整车";
    assert_eq!(posted(&server, &format!("{at}/segments"), said).status, 303);
    let page = settled(&server, &at);
    assert!(
        !page.contains("id=\"absent\"") && page.contains("新增 10 行"),
        "a chain, three segments, three firms: {page}"
    );
    posted(&server, &format!("{at}/apply"), "");
    settled(&server, &at);
    let told = city.json(&["gaps", "--chain", "示例链"])["segments"].clone();
    let stage = |name: &str| told.as_array().unwrap().iter().find(|one| one["name"] == name).unwrap()["stage"].clone();
    assert_eq!([stage("正极"), stage("隔膜"), stage("整车")], ["upstream", "upstream", "downstream"]);
}

fn segments_of_a_chain_that_is_there_are_made_too() {
    let city = City::tiny();
    let server = Server::of(&city);
    let list = "企业名称,所在地,所属环节\n甲示例有限公司,合肥市,示例新环节\n乙示例有限公司,合肥市,示列环节\n";
    let at = brought(&server, &[("名单.csv", list.as_bytes())]);
    let page = settled(&server, &at);
    assert!(page.contains("2 个环节还没有") && page.contains("<option value=\"c1\">示例产业链1</option>"), "{page}");
    let said = "chain=c1&segment=downstream:示例新环节&segment=";
    assert_eq!(posted(&server, &format!("{at}/segments"), said).status, 303);
    let page = settled(&server, &at);
    assert!(
        page.contains("1 个环节还没有") && page.contains("新增 4 行"),
        "a segment, two firms, one of them placed: {page}"
    );
    assert!(!page.contains("新建的产业链.csv"), "{page}");
    // Once more beside it, under another name.
    assert_eq!(posted(&server, &format!("{at}/segments"), "chain=c1&segment=upstream:示列环节").status, 303);
    let page = settled(&server, &at);
    assert!(
        page.contains("新建的环节2.csv") && page.contains("新增 6 行") && !page.contains("id=\"absent\""),
        "{page}"
    );
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
    assert!(preview.contains("作为其他信息保留：序号"), "{preview}");
    assert!(columns.contains("现在作为其他信息保留") && !columns.contains("不能作编号，不取"), "{columns}");
}

/// What stands below a list is nobody's mistake: it is told, and nothing waits for it.
fn totals_and_notes_are_passed_over_and_done_with() {
    let city = City::tiny();
    let server = Server::of(&city);
    for (below, rows, bad) in
        [("合计,共1家,\n注：示例,,\n填表人：某某,,\n", 3, false), ("小计,,\n乙示例有限公司,火星市,\n", 1, true)]
    {
        let list = format!("企业名称,所在地,产业链环节\n示例第{rows}有限公司,合肥市,c1-s01\n{below}");
        let at = brought(&server, &[("名单.csv", list.as_bytes())]);
        let page = settled(&server, &at);
        assert!(page.contains(&format!("略过 {rows} 行")), "{below}: {page}");
        assert_eq!((page.contains("有错误"), page.contains("导入其余")), (bad, bad), "{below}: {page}");
        assert_eq!(posted(&server, &format!("{at}/apply"), "who=").status, 303);
        let page = settled(&server, &at);
        assert!(page.contains("已导入"), "{below}: {page}");
        let waiting = server.get("/data").body;
        assert_eq!(waiting.contains("有退回的行"), bad, "{below}: {waiting}");
        assert_eq!(server.get("/").body.contains("退回"), bad, "{below}");
        posted(&server, &format!("{at}/discard"), "");
    }
}

fn sheets_that_hold_nothing_are_counted_only() {
    let city = City::tiny();
    let server = Server::of(&city);
    let folder = city.folder().join("templates");
    city.done(&["templates", &folder.display().to_string()]);
    let template = std::fs::read(folder.join("链图模板.xlsx")).unwrap();
    let page = settled(&server, &brought(&server, &[("模板.xlsx", &template)]));
    assert!(page.contains("没有读到行") && !page.contains("data-label=\"读作\""), "{page}");
}

/// A page that is there as soon as the service shows what was just written.
fn shown(server: &Server, path: &str) -> String {
    let started = std::time::Instant::now();
    loop {
        let answer = server.get(path);
        if answer.status == 200 {
            return answer.body;
        }
        assert!(started.elapsed().as_secs() < 60, "{}", answer.body);
    }
}
