//! A list that comes again: its mended rows, its blanks; and what it says beside the columns that are known.

use super::mapping::form;
use super::{brought, posted, settled};
use crate::support::{City, Facts, Server, add};

pub fn facts(facts: &mut Facts) {
    add!(facts, "data_again": mended_rows_are_read_as_their_list_was, blanks_are_asked_about_once_a_list,
        heads_that_are_ours_do_not_hide_the_segments, what_a_list_says_against_a_firm_is_told_and_moves_nothing);
}

fn chain_of_two() -> City {
    let city = City::new();
    let chain = city.write("chains.csv", "chain,name,adcode\nc,示例链,合肥\n");
    let segments = city.write(
        "segments.csv",
        "segment,chain,name,stage,surveyed\na,c,正极,上游,2026-05-01\nb,c,负极,上游,2026-05-01\n",
    );
    city.import(&[&chain, &segments]);
    city
}

fn mended_rows_are_read_as_their_list_was() {
    let city = City::new();
    let server = Server::of(&city);
    let list = "企业名称,所在地,小名\n示例甲有限公司,合肥市,阿甲\n示例乙有限公司,查无此地,阿乙\n";
    let at = brought(&server, &[("名单.csv", list.as_bytes())]);
    settled(&server, &at);
    let said = "part=1&nth=1&table=enterprises&header_row=1&header_rows=1&c0=name&c1=adcode&c2=short_name";
    assert_eq!(posted(&server, &format!("{at}/files/0"), &form(said)).status, 303);
    assert!(settled(&server, &at).contains("1 行有错误"));
    posted(&server, &format!("{at}/apply"), "");
    settled(&server, &at);
    let rejected = server.get(&format!("{at}/rejected/0")).body;
    let mended = rejected.replace("查无此地", "芜湖市");
    assert!(mended != rejected && !mended.contains("阿甲"), "{rejected}");
    posted(&server, &format!("{at}/discard"), "");

    let at = brought(&server, &[("退回.csv", mended.as_bytes())]);
    let page = settled(&server, &at);
    assert!(page.contains("表头和“名单.csv”一样，各列照您那次的读") && page.contains("不照上次，重新认"), "{page}");
    let other = brought(&server, &[("别的.csv", "企业名称,所在地,大名\n示例丙有限公司,合肥市,阿丙\n".as_bytes())]);
    assert!(!settled(&server, &other).contains("照您那次的读"), "another head is another list");
    assert_eq!(posted(&server, &format!("{at}/files/0/anew"), "").status, 303);
    assert!(!settled(&server, &at).contains("照您那次的读"));

    let at = brought(&server, &[("退回.csv", mended.as_bytes())]);
    settled(&server, &at);
    posted(&server, &format!("{at}/apply"), "");
    assert!(settled(&server, &at).contains("已导入"));
    let told = city.done(&["history", "示例乙有限公司", "--format", "json"]).out();
    assert!(told.contains("short_name") && told.contains("阿乙"), "{told}");
}

fn blanks_are_asked_about_once_a_list() {
    let city = chain_of_two();
    let server = Server::of(&city);
    let list = "所在地,企业名称,所属环节\n合肥市,示例甲有限公司,正极\n,示例乙有限公司,负极\n";
    let at = brought(&server, &[("名单.csv", list.as_bytes())]);
    settled(&server, &at);
    let filled = |nth: usize| {
        let page = server.get(&format!("{at}/files/0?part=1&nth={nth}")).body;
        assert!(page.contains("读作的几张表都照此"), "{page}");
        page.contains("name=\"w0\" value=\"1\" checked")
    };
    assert_eq!([filled(1), filled(2)], [false, false]);
    let firms = "part=1&nth=1&table=enterprises&header_row=1&header_rows=1&c0=adcode&w0=1&c1=name&c2=-";
    assert_eq!(posted(&server, &format!("{at}/files/0"), &form(firms)).status, 303);
    assert_eq!([filled(1), filled(2)], [true, true]);
    let members = "part=1&nth=2&table=members&header_row=1&header_rows=1&c0=-&c1=enterprise&c2=segment";
    assert_eq!(posted(&server, &format!("{at}/files/0"), &form(members)).status, 303);
    assert_eq!([filled(1), filled(2)], [false, false]);
}

/// A bureau that calls its columns as we do still says of each firm where it belongs.
fn heads_that_are_ours_do_not_hide_the_segments() {
    let city = chain_of_two();
    let server = Server::of(&city);
    let brought_in = |list: &str| settled(&server, &brought(&server, &[("名单.csv", list.as_bytes())]));
    let list = "企业名称,所在地,登记状态,所属环节\n示例甲有限公司,合肥市,存续,正极\n示例乙有限公司,合肥市,存续,负极\n";
    let at = brought(&server, &[("名单.csv", list.as_bytes())]);
    assert!(!settled(&server, &at).contains("不在任何环节"));
    posted(&server, &format!("{at}/apply"), "");
    settled(&server, &at);
    let told = city.json(&["gaps", "--chain", "c"])["segments"].to_string();
    assert!(told.contains("示例甲") && told.contains("示例乙"), "{told}");
    let other = "企业名称,所在地,登记状态,厂房颜色\n示例丙有限公司,合肥市,存续,蓝\n";
    assert!(brought_in(other).contains("厂房颜色"), "what places nobody stays beside, and is told");
}

fn what_a_list_says_against_a_firm_is_told_and_moves_nothing() {
    let city = chain_of_two();
    let server = Server::of(&city);
    let verdicts = || city.json(&["gaps", "--chain", "c"])["segments"].to_string();
    let list = |remark: &str| {
        format!(
            "企业名称,所在地,所属环节,备注\n示例甲有限公司,深圳市,正极,{remark}\n示例乙有限公司,深圳市,正极,无失信记录\n"
        )
    };
    let import = |list: &str| {
        let at = brought(&server, &[("名单.csv", list.as_bytes())]);
        let preview = settled(&server, &at);
        posted(&server, &format!("{at}/apply"), "");
        settled(&server, &at);
        preview
    };
    import(&list("正常"));
    let before = verdicts();
    let preview = import(&list("<i>设备停产</i>"));
    let told = "1 家企业的名单里写着停产、注销一类的话：示例甲有限公司（备注：&#60;i&#62;设备停产&#60;/i&#62;，第 2 行）。待核实";
    assert!(preview.contains(told), "{preview}");
    assert_eq!(verdicts(), before);
    // Another server has read all of it.
    let server = Server::of(&city);
    let of = |firm: &str| form(&format!("id={firm}"));
    let firm = server.json(&format!("/api/v1/enterprise?{}", of("示例甲有限公司")));
    assert!(firm["target"]["reason"].as_str().unwrap().contains("名单里写着停产，待核实"), "{firm}");
    assert_eq!(firm["against"], "名单里写着停产，待核实；结论和得分没有因此改变。");
    let page = server.get(&format!("/enterprise?{}", of("示例甲有限公司"))).body;
    for word in ["名单里还写着 1 条", "备注：&#60;i&#62;设备停产&#60;/i&#62;", "名单.csv 第 2 行"] {
        assert!(page.contains(word), "no {word} in {page}");
    }
    let other = server.json(&format!("/api/v1/enterprise?{}", of("示例乙有限公司")));
    assert!(other["against"].is_null() && other["beside"][0]["what"] == "备注：无失信记录", "{other}");
}
