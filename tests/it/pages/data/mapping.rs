//! 各列是什么: whatever the language of mappings offers is chosen by hand on the first rows of a file.

use crate::pages::data::{brought, posted, settled};
use crate::support::{City, Facts, Server, add};

pub fn facts(facts: &mut Facts) {
    add!(facts, "data_mapping": every_key_of_the_language_is_chosen_by_hand, one_list_feeds_firms_and_their_segments,
        words_that_were_not_understood_get_a_meaning, a_kept_mapping_is_shown_as_it_was_said,
        a_wide_file_is_shown_in_ranges_and_stays_small, an_amount_without_a_unit_is_told, a_date_that_reads_both_ways_is_told,
        columns_of_one_field_are_joined, errors_stand_in_their_cells, files_of_one_name_are_told_apart,
        what_cannot_be_meant_is_shown_as_it_was_said, a_header_that_is_said_holds_for_its_columns,
        what_was_chosen_stays_where_the_header_is_another, what_was_chosen_stays_where_another_sheet_is_looked_at,
        a_page_tells_what_to_press_and_no_option, a_file_is_read_in_the_encoding_that_is_said);
}

/// A form's fields as they are sent; `said` as a person would read them.
pub fn form(said: &str) -> String {
    let encoded = |text: &str| text.bytes().map(|byte| format!("%{byte:02X}")).collect::<String>();
    let field = |(name, value): (&str, &str)| format!("{name}={}", encoded(value));
    said.split('&').filter_map(|field| field.split_once('=')).map(field).collect::<Vec<_>>().join("&")
}

/// The text of a mapping that was kept.
fn kept(city: &City, name: &str) -> String {
    std::fs::read_to_string(city.folder().join("liantu.db-mappings").join(format!("{name}.toml"))).unwrap()
}

/// The page of a file once another table or header was asked for.
pub fn asked_as(server: &Server, at: &str, said: &str) -> String {
    let answer = posted(server, &format!("{at}/files/0"), &form(&format!("part=1&then=again&{said}")));
    assert_eq!(answer.status, 200, "{}", answer.body);
    answer.body
}

/// What a file says of a firm, as its history tells.
fn history(city: &City, firm: &str) -> String {
    city.run(&["history", firm, "--format", "json"]).json().to_string()
}

/// A list of which every column needs something said.
const LIST: &str = "县区,名称,地址,网站,钱,成立,曾用,人数,备注\n\
    合肥市,甲示例有限公司,合肥市高新区望江路1号,[官网](https://a.example),100万美元,03/02/2020,甲厂/甲总厂,约 300 人,甲话\n\
    ,乙示例有限公司,看不出的地方,,5000000,2019,,很多,\n\
    ,丙个人,合肥市,,1,2019,,1,\n";

/// What is said of it.
const SAID: &str = "part=1&nth=1&table=enterprises&header_row=1&header_rows=1&c0=park&w0=1&c1=name&i1=1&c2=adcode&t2=1&m2=1&k2=1&\
    c3=website&l3=url&c4=capital&u4=元&r4=美元=7&c5=founded&d5=D/M/YYYY&c6=former_names&s6=/&c7=employees&t7=1&\
    m7=1&c8=-&wc0=名称&wi0=1&wp0=*公司*&wc1=名称&wi1=0&wp1=总计*&kf0=country&kv0=CN&source=某局&\
    seen=2026-01-02&namespace=名录&snapshot=1&rest=1&blank=待补 不清楚&keep_as=全部写法";

/// What the mapping says then.
const WRITTEN: &[&str] = &[
    "source = \"某局\"",
    "seen = \"2026-01-02\"",
    "namespace = \"名录\"",
    "mode = \"snapshot\"",
    "ignore = [\"*\"]",
    "blank = [\"待补\", \"不清楚\"]",
    "when = { \"名称\" = [\"*公司*\"] }",
    "unless = { \"名称\" = [\"总计*\"] }",
    "country = { constant = \"CN\" }",
    "enterprise = { header = [\"名称\"], hash = true }",
    "park = { header = \"县区\", down = true }",
    "take = \"region\"",
    "misfit = \"extra\"",
    "keep = true",
    "link = \"url\"",
    "unit = \"元\"",
    "rate = { \"美元\" = 7.0 }",
    "date = [\"D/M/YYYY\"]",
    "split = \"/\"",
    "take = \"number\"",
];

fn every_key_of_the_language_is_chosen_by_hand() {
    let city = City::tiny();
    let server = Server::of(&city);
    let at = brought(&server, &[("名单.csv", LIST.as_bytes())]);
    settled(&server, &at);
    let said = form(SAID);
    let saved = posted(&server, &format!("{at}/files/0"), &said);
    assert_eq!(saved.status, 303, "{}", saved.body);
    let text = kept(&city, "全部写法");
    for line in WRITTEN {
        assert!(text.contains(line), "no {line} in {text}");
    }
    let page = settled(&server, &at);
    assert!(page.contains("新增 2 行") && !page.contains("处错误"), "{page}");
    posted(&server, &format!("{at}/apply"), "");
    settled(&server, &at);
    let first = history(&city, "甲示例有限公司");
    for word in ["\"700\"", "\"2020-02-03\"", "甲总厂", "\"300\"", "https://a.example", "340176", "某局", "名录:"]
    {
        assert!(first.contains(word), "no {word} in {first}");
    }
    let second = history(&city, "乙示例有限公司");
    assert!(second.contains("合肥市") && second.contains("看不出的地方") && second.contains("很多"), "{second}");
}

fn one_list_feeds_firms_and_their_segments() {
    let city = City::new();
    let chain = city.write("chains.csv", "chain,name\nc,示例链\n");
    let segments = city.write("segments.csv", "segment,chain,name,stage\na,c,正极,上游\nb,c,负极,上游\n");
    city.import(&[&chain, &segments]);
    let server = Server::of(&city);
    let list = "企业名称,区划代码,所属环节\n示例甲有限公司,合肥市,正极、负极\n示例乙有限公司,合肥市,负极\n";
    let at = brought(&server, &[("名单.csv", list.as_bytes())]);
    // Both at once where nobody says otherwise; either may be said by hand.
    let page = settled(&server, &at);
    assert!(page.contains("新增 5 行") && !page.contains("处错误"), "{page}");
    let dropped = posted(&server, &format!("{at}/files/0"), &form("part=1&nth=2&table=members&then=drop"));
    assert_eq!(dropped.status, 303, "{}", dropped.body);
    assert!(settled(&server, &at).contains("新增 2 行"));
    let firms =
        form("part=1&nth=1&table=enterprises&header_row=1&header_rows=1&c0=name&c1=adcode&c2=-&then=add&add=members");
    let saved = posted(&server, &format!("{at}/files/0"), &firms);
    assert_eq!(saved.status, 303, "{}", saved.body);
    let next = saved.header("location").to_owned();
    assert!(next.ends_with("?part=1&nth=2"), "{next}");
    let page = server.get(&next).body;
    assert!(page.contains("同样的行读作") && page.contains("不读作属于环节"), "{page}");
    let members =
        form("part=1&nth=2&table=members&header_row=1&header_rows=1&c0=enterprise&c1=adcode&c2=segment&s2=、");
    assert_eq!(posted(&server, &format!("{at}/files/0"), &members).status, 303);
    let page = settled(&server, &at);
    assert!(page.contains("新增 5 行") && !page.contains("处错误"), "{page}");
    let dropped = posted(&server, &format!("{at}/files/0"), &form("part=1&nth=2&table=members&then=drop"));
    assert_eq!(dropped.status, 303, "{}", dropped.body);
    assert!(settled(&server, &at).contains("新增 2 行"));
}

fn words_that_were_not_understood_get_a_meaning() {
    let city = City::new();
    let server = Server::of(&city);
    let list = "企业名称,区划代码,级别\n示例甲有限公司,雄安新区,龙头\n示例乙有限公司,吉林,龙头\n示例丙有限公司,吉林,\n\
                示例丁有限公司,南山那边,\n示例戊有限公司,合肥市,小巨头\n";
    let at = brought(&server, &[("企业.csv", list.as_bytes())]);
    let place = "part=1&table=enterprises&header_row=1&header_rows=1&c0=name&c1=adcode&c2=standing";
    posted(&server, &format!("{at}/files/0"), &form(place));
    assert!(settled(&server, &at).contains("5 行有错误"));
    let page = server.get(&format!("{at}/files/0")).body;
    for word in
        ["读不懂的写法", "130629 河北省保定市容城县", "220200 吉林省吉林市", "（2 行）", "name=\"v0\"", "单项冠军"]
    {
        assert!(page.contains(word), "no {word} in {page}");
    }
    let mut said = place.to_owned();
    for (text, column, meaning) in
        [("雄安新区", 1, "v=130629"), ("吉林", 1, "v=220200"), ("小巨头", 2, "o=单项冠军"), ("南山那边", 1, "v=-")]
    {
        let line = page.split("name=\"x").skip(1).find(|part| part.contains(&format!("value=\"{text}\"")));
        let line = line.and_then(|part| part.split('"').next()).unwrap_or_else(|| panic!("no {text} in {page}"));
        let (name, meaning) = meaning.split_once('=').unwrap();
        said += &format!("&xc{line}={column}&x{line}={text}&{name}{line}={meaning}");
    }
    let saved = posted(&server, &format!("{at}/files/0"), &form(&said));
    assert_eq!(saved.status, 303, "{}", saved.body);
    let page = settled(&server, &at);
    assert!(page.contains("新增 5 行") && !page.contains("处错误"), "{page}");
    let again = server.get(&format!("{at}/files/0")).body;
    assert!(again.contains("value=\"220200\""), "what was said can be said otherwise: {again}");
}

fn a_kept_mapping_is_shown_as_it_was_said() {
    let city = City::tiny();
    let server = Server::of(&city);
    let list = "单位,地方,钱数\n甲示例有限公司,合肥市,50000000\n";
    let at = brought(&server, &[("名单.csv", list.as_bytes())]);
    let said = form(
        "part=1&table=enterprises&header_row=1&header_rows=1&c0=name&c1=adcode&m1=1&c2=capital&u2=元&source=统计局&keep_as=月报",
    );
    assert_eq!(posted(&server, &format!("{at}/files/0"), &said).status, 303);
    let at = brought(&server, &[("下月.csv", "单位,地方,钱数\n乙示例有限公司,合肥市,1\n".as_bytes())]);
    assert!(settled(&server, &at).contains("按存下的“月报”"));
    let page = server.get(&format!("{at}/files/0")).body;
    for word in [
        "<option value=\"元\" selected>",
        "name=\"m1\" value=\"1\" checked",
        "value=\"统计局\"",
        "value=\"月报\"",
        "按存下的映射",
    ] {
        assert!(page.contains(word), "no {word} in {page}");
    }
}

fn a_wide_file_is_shown_in_ranges_and_stays_small() {
    let city = City::tiny();
    let server = Server::of(&city);
    let head: Vec<String> = (0..120).map(|n| format!("第{n}项很长的列名")).collect();
    let row: Vec<String> = (0..120).map(|n| format!("值{n}")).collect();
    let list = format!("企业名称,{}\n甲示例有限公司,{}\n", head.join(","), row.join(","));
    let at = brought(&server, &[("宽.csv", list.as_bytes())]);
    settled(&server, &at);
    let page = asked_as(&server, &at, "to_table=enterprises");
    assert!(page.len() < 150_000, "{} bytes", page.len());
    assert!(page.contains("第 97–120 列") && page.contains("name=\"c0\"") && !page.contains("name=\"c40\""), "{page}");
    let said = form("part=1&table=enterprises&header_row=1&header_rows=1&c0=name&c1=-&then=from-49");
    let saved = posted(&server, &format!("{at}/files/0"), &said);
    let next = saved.header("location").to_owned();
    assert!(next.ends_with("from=49"), "{next} {}", saved.body);
    let page = server.get(&next).body;
    assert!(page.contains("name=\"c50\"") && page.contains("值49"), "{page}");
    let said = form("part=1&table=enterprises&header_row=1&header_rows=1&c50=short_name&keep_as=宽表");
    assert_eq!(posted(&server, &format!("{at}/files/0"), &said).status, 303);
    let text = kept(&city, "宽表");
    assert!(
        text.contains("short_name = \"第49项很长的列名\"") && text.contains("ignore = [\"第0项很长的列名\"]"),
        "{text}"
    );
}

fn an_amount_without_a_unit_is_told() {
    let (_city, server) = City::tiny().served();
    let told = |head: &str, cell: &str| {
        let list = format!("企业名称,{head}\n甲示例有限公司,{cell}\n");
        let at = brought(&server, &[("名单.csv", list.as_bytes())]);
        settled(&server, &at);
        asked_as(&server, &at, "to_table=enterprises").contains("都没写单位")
    };
    assert!(told("注册资金", "5000"));
    assert!(!told("注册资金", "5000万元"), "the cell says it");
    assert!(!told("注册资金（元）", "5000"), "the head says it");
}

fn a_date_that_reads_both_ways_is_told() {
    let (_city, server) = City::tiny().served();
    let told = |cell: &str| {
        let list = format!("企业名称,成立日期\n甲示例有限公司,{cell}\n");
        let at = brought(&server, &[("名单.csv", list.as_bytes())]);
        settled(&server, &at);
        asked_as(&server, &at, "to_table=enterprises").contains("日和月哪个在前")
    };
    assert!(told("03/02/2020"));
    assert!(!told("2020-03-02") && !told("2020年3月"));
}

fn columns_of_one_field_are_joined() {
    let city = City::tiny();
    let server = Server::of(&city);
    let at = brought(&server, &[("名单.csv", "企业名称,省,市\n甲示例有限公司,安徽省,合肥市\n".as_bytes())]);
    let said = form("part=1&table=enterprises&header_row=1&header_rows=1&c0=name&c1=adcode&c2=adcode&keep_as=省市");
    assert_eq!(posted(&server, &format!("{at}/files/0"), &said).status, 303);
    assert!(kept(&city, "省市").contains("adcode = [\"省\", \"市\"]"), "{}", kept(&city, "省市"));
    assert!(settled(&server, &at).contains("新增 1 行"));
}

fn errors_stand_in_their_cells() {
    let (_city, server) = City::tiny().served();
    let list = "企业名称,区划代码,员工人数\n甲示例有限公司,合肥市,10\n乙示例有限公司,没有这里,20\n,合肥市,30\n";
    let at = brought(&server, &[("企业.csv", list.as_bytes())]);
    let page = settled(&server, &at);
    assert!(page.contains("<mark>没有这里</mark>") && page.contains("乙示例有限公司"), "{page}");
    assert!(page.contains("<mark>（空）</mark>"), "a blank cell is marked too: {page}");
    assert!(!page.contains("<td>10</td>"), "rows without errors are not shown: {page}");
}

fn files_of_one_name_are_told_apart() {
    let (_city, server) = City::tiny().served();
    let first = "企业编号,名称\nn1,新来一有限公司\n";
    let second = "企业编号,名称\nn2,新来二有限公司\nn3,新来三有限公司\n";
    let at = brought(&server, &[("企业.csv", first.as_bytes()), ("企业.csv", second.as_bytes())]);
    let page = settled(&server, &at);
    assert!(page.contains("第 2 个/企业.csv") && page.contains("新增 3 行"), "{page}");
}

fn what_cannot_be_meant_is_shown_as_it_was_said() {
    let (_city, server) = City::tiny().served();
    let at = brought(&server, &[("名单.csv", "企业名称,资金\n甲示例有限公司,5\n".as_bytes())]);
    let said =
        form("part=1&table=enterprises&header_row=1&header_rows=1&c0=name&c1=capital&r1=星币=7&source=某局&blank=待补");
    let wrong = posted(&server, &format!("{at}/files/0"), &said);
    assert_eq!(wrong.status, 200);
    for word in ["星币", "role=\"alert\"", "value=\"某局\"", "value=\"待补\""] {
        assert!(wrong.body.contains(word), "no {word} in {}", wrong.body);
    }
}

fn a_header_that_is_said_holds_for_its_columns() {
    let city = City::tiny();
    let server = Server::of(&city);
    let list = "企业名称,区划代码\n甲栏,乙栏\n甲示例有限公司,合肥市\n";
    let at = brought(&server, &[("名单.csv", list.as_bytes())]);
    settled(&server, &at);
    let page = asked_as(&server, &at, "to_table=enterprises&to_header_row=2&to_header_rows=1");
    assert!(page.contains("甲栏 是"), "{page}");
    let said = "part=1&table=enterprises&header_row=2&header_rows=1&c0=name&c1=adcode&keep_as=第二行";
    assert_eq!(posted(&server, &format!("{at}/files/0"), &form(said)).status, 303);
    let text = kept(&city, "第二行");
    assert!(text.contains("header_row = 2") && text.contains("name = \"甲栏\""), "{text}");
    assert!(settled(&server, &at).contains("新增 1 行"));
    let first = "part=1&table=enterprises&header_row=1&header_rows=1&c0=name&c1=&keep_as=第一行";
    assert_eq!(posted(&server, &format!("{at}/files/0"), &form(first)).status, 303);
    assert!(kept(&city, "第一行").contains("name = \"企业名称\""), "{}", kept(&city, "第一行"));
}

/// Which option of a menu is chosen.
fn chosen(page: &str, menu: &str) -> String {
    let select = page.split_once(&format!("name=\"{menu}\"")).unwrap_or_else(|| panic!("no {menu} in {page}")).1;
    let options = select.split_once("</select>").unwrap().0;
    let option = options.split("<option value=\"").find(|option| option.contains(" selected>"));
    option.and_then(|option| option.split('"').next()).unwrap_or_default().to_owned()
}

fn what_was_chosen_stays_where_the_header_is_another() {
    let (_city, server) = City::tiny().served();
    let list = "某市名单,,,\n企业名称,地方,钱数,甲栏\n单位,市,万,注\n甲示例有限公司,合肥市,5,x\n";
    let at = brought(&server, &[("名单.csv", list.as_bytes())]);
    settled(&server, &at);
    // Of the columns and of all that stands below them; one button and the other, whichever is pressed.
    let said = "table=enterprises&header_row=2&header_rows=1&c0=name&c1=park&c2=capital&u2=亿元&c3=-&\
        source=某局&seen=2026-01-02&namespace=名录&snapshot=1&rest=1&blank=待补&keep_as=某市名单&\
        wc0=企业名称&wi0=0&wp0=总计*&kf0=country&kv0=CN";
    for then in ["again", ""] {
        let said = form(&format!("part=1&then={then}&to_table=enterprises&to_header_row=2&to_header_rows=2&{said}"));
        let answer = posted(&server, &format!("{at}/files/0"), &said);
        assert_eq!(answer.status, 200, "{}", answer.body);
        let page = answer.body;
        assert!(page.contains("name=\"header_rows\" value=\"2\""), "{page}");
        for word in [
            "value=\"某局\"",
            "value=\"2026-01-02\"",
            "value=\"名录\"",
            "value=\"待补\"",
            "value=\"某市名单\"",
            "value=\"总计*\"",
            "value=\"CN\"",
            "name=\"snapshot\" value=\"1\" checked",
            "name=\"rest\" value=\"1\" checked",
        ] {
            assert!(page.contains(word), "{then}: no {word} in {page}");
        }
    }
    // Another row less above: the columns that are called the same are what they were.
    let moved = form(&format!("part=1&then=again&to_table=enterprises&to_header_row=2&to_header_rows=1&{said}"));
    let page = posted(&server, &format!("{at}/files/0"), &moved).body;
    let menus = ["c0", "c1", "c2", "u2", "c3"].map(|menu| chosen(&page, menu));
    assert_eq!(menus, ["name", "park", "capital", "亿元", "-"]);
    // As another table only what is there too: its own guess stands for the others.
    let other = form(&format!("part=1&then=again&to_table=members&to_header_row=2&to_header_rows=1&{said}"));
    let page = posted(&server, &format!("{at}/files/0"), &other).body;
    assert_eq!((chosen(&page, "c1").as_str(), chosen(&page, "c3").as_str()), ("", "-"), "{page}");
    assert!(page.contains("value=\"某局\"") && !page.contains("value=\"CN\""), "{page}");
}

fn what_was_chosen_stays_where_another_sheet_is_looked_at() {
    let (_city, server) = City::tiny().served();
    let list = "{\"a\":[{\"企业名称\":\"甲示例有限公司\",\"地方\":\"合肥市\"}],\"b\":[{\"企业名称\":\"乙示例有限公司\",\"地方\":\"合肥市\"}]}";
    let at = brought(&server, &[("名单.json", list.as_bytes())]);
    settled(&server, &at);
    let said = form("part=1&table=enterprises&c0=name&c1=park&source=某局&then=part-2");
    let answer = posted(&server, &format!("{at}/files/0"), &said);
    assert_eq!(answer.status, 303, "{}", answer.body);
    assert!(answer.header("location").ends_with("?part=2"), "{}", answer.header("location"));
    let page = server.get(&format!("{at}/files/0?part=1")).body;
    assert!(chosen(&page, "c1") == "park" && page.contains("value=\"某局\""), "{page}");
}

fn a_page_tells_what_to_press_and_no_option() {
    let (_city, server) = City::tiny().served();
    let gbk = encoding_rs_of("企业名称,地区\n甲示例有限公司,合肥市\n");
    let mixed = ["企业名称,地区\n乙示例有限公司,合肥市\n".repeat(50).as_bytes(), &gbk].concat();
    let files: [(&str, &[u8]); 4] = [
        ("混.csv", &mixed),
        ("外币.csv", "企业名称,注册资本\n甲示例有限公司,120(万美元)\n".as_bytes()),
        ("组.csv", "企业名称,区划代码,注册资金\n一、蜀山区,,\n甲示例有限公司,合肥市,5\n".as_bytes()),
        ("人.csv", "企业名称,区划代码,联系电话\n甲示例有限公司,合肥市,000-0000\n".as_bytes()),
    ];
    for (name, content) in files {
        let at = brought(&server, &[(name, content)]);
        let page = settled(&server, &at);
        for option in ["--", "映射里", "映射的", "liantu ", "mapping", "[[table]]", "header_row", "ignore"] {
            let told = page.split_once("<main").unwrap().1;
            let told = told.replace("<!--", "");
            assert!(!told.contains(option), "{name}: {option} in {told}");
        }
    }
    let at = brought(&server, &[("混.csv", &mixed)]);
    let page = settled(&server, &at);
    assert!(page.contains("文字编码") && page.contains("按它重读"), "what is told can be pressed: {page}");
}

/// A text in GB18030.
fn encoding_rs_of(text: &str) -> Vec<u8> {
    encoding_rs::GB18030.encode(text).0.into_owned()
}

fn a_file_is_read_in_the_encoding_that_is_said() {
    let (_city, server) = City::tiny().served();
    let text = "企業名稱,地區\n臺灣示例有限公司,合肥市\n";
    let big5 = encoding_rs::BIG5.encode(text).0.into_owned();
    let at = brought(&server, &[("名單.csv", &big5)]);
    settled(&server, &at);
    let page = asked_as(&server, &at, "to_table=enterprises&to_encoding=big5");
    assert!(page.contains("臺灣示例有限公司") && chosen(&page, "to_encoding") == "big5", "{page}");
    let wrong = asked_as(&server, &at, "to_table=enterprises&to_encoding=utf-8");
    assert!(wrong.contains("按 UTF-8 读不通：第 1 行") && wrong.contains("臺灣示例有限公司"), "{wrong}");
    let again = asked_as(&server, &at, "to_table=enterprises&to_encoding=");
    assert_eq!(chosen(&again, "to_encoding"), "");
    // What cannot be read at all is read so from its row.
    let mixed = ["企业名称,地区\n乙示例有限公司,合肥市\n".as_bytes(), &[0xff, 0xfe, b'\n']].concat();
    let at = brought(&server, &[("混.csv", &mixed)]);
    let page = settled(&server, &at);
    assert!(page.contains("不能读") && page.contains("/files/0/encoding"), "{page}");
    assert_eq!(posted(&server, &format!("{at}/files/0/encoding"), "encoding=gb18030").status, 303);
    let page = settled(&server, &at);
    assert!(page.contains("读不通：第"), "why it is not written so stands in its row: {page}");
}
