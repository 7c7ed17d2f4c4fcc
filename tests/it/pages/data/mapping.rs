//! 各列是什么: whatever the language of mappings offers is chosen by hand on the first rows of a file.

use crate::pages::data::{brought, posted, settled};
use crate::support::{City, Facts, Server, add};

pub fn facts(facts: &mut Facts) {
    add!(facts, "data_mapping": every_key_of_the_language_is_chosen_by_hand, one_list_feeds_firms_and_their_segments,
        words_that_were_not_understood_get_a_meaning, a_kept_mapping_is_shown_as_it_was_said,
        a_wide_file_is_shown_in_ranges_and_stays_small, an_amount_without_a_unit_is_told, a_date_that_reads_both_ways_is_told,
        columns_of_one_field_are_joined, errors_stand_in_their_cells, files_of_one_name_are_told_apart,
        what_cannot_be_meant_is_shown_as_it_was_said, a_header_that_is_said_holds_for_its_columns);
}

/// A form's fields as they are sent; `said` as a person would read them.
fn form(said: &str) -> String {
    let encoded = |text: &str| text.bytes().map(|byte| format!("%{byte:02X}")).collect::<String>();
    let field = |(name, value): (&str, &str)| format!("{name}={}", encoded(value));
    said.split('&').filter_map(|field| field.split_once('=')).map(field).collect::<Vec<_>>().join("&")
}

/// The text of a mapping that was kept.
fn kept(city: &City, name: &str) -> String {
    std::fs::read_to_string(city.folder().join("liantu.db-mappings").join(format!("{name}.toml"))).unwrap()
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
    settled(&server, &at);
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
    let page = server.get(&format!("{at}/files/0?table=enterprises")).body;
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
        server.get(&format!("{at}/files/0?table=enterprises")).body.contains("都没写单位")
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
        server.get(&format!("{at}/files/0?table=enterprises")).body.contains("日和月哪个在前")
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
    let page = server.get(&format!("{at}/files/0?table=enterprises&header_row=2&header_rows=1")).body;
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
