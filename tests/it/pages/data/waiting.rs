//! A list whose segments nobody knows yet: what is typed of them stays with what is wrong, and no row is lost on the way.

use super::{brought, posted, settled};
use crate::support::{City, Facts, Server, add};

pub fn facts(facts: &mut Facts) {
    add!(facts, "data": what_is_wrong_with_new_segments_stands_in_their_form, the_city_of_a_new_chain_is_guessed,
        rows_that_wait_are_asked_about_before_the_others_come, rows_that_wait_come_with_one_click_later,
        what_is_rightly_left_out_is_no_alarm, what_cannot_be_done_is_told_on_the_page_of_the_files,
        an_import_that_people_work_on_says_so_before_it_is_taken_back);
}

const LIST: &str = "企业名称,所在地,所属环节\n甲示例有限公司,蚌埠市,正极\n乙示例有限公司,蚌埠市,隔膜\n\
                    丙示例有限公司,无锡市,正极\n丁示例有限公司,蚌埠市,\n";

fn form_of(page: &str) -> &str {
    page.split("id=\"absent\"")
        .nth(1)
        .unwrap_or_else(|| panic!("no form in {page}"))
        .split("</section>")
        .next()
        .unwrap()
}

fn what_is_wrong_with_new_segments_stands_in_their_form() {
    let city = City::new();
    let server = Server::of(&city);
    let at = brought(&server, &[("名单.csv", LIST.as_bytes())]);
    settled(&server, &at);
    let digest = city.digest();
    for (fields, told) in [
        ("chain_name=电池&city=蚌埠&segment=&segment=", "请至少给一个环节选上游、中游或下游"),
        ("chain_name=电池&city=&segment=upstream:正极&segment=", "请写这条产业链的主管城市"),
        ("chain_name=电池&city=火星&segment=upstream:正极&segment=", "没有地区「火星」"),
        ("chain_name=&city=蚌埠&segment=upstream:正极&segment=", "请选这些环节属于哪条产业链"),
    ] {
        let answer = posted(&server, &format!("{at}/segments"), fields);
        assert_eq!(answer.status, 400, "{fields}");
        let form = form_of(&answer.body);
        assert!(form.contains(told) && form.contains("role=\"alert\""), "{fields}: {form}");
        for typed in fields.split('&').filter_map(|pair| pair.split_once('=')).map(|(_, typed)| typed) {
            let kept = [format!("value=\"{typed}\""), format!("<option value=\"{typed}\" selected>")];
            assert!(kept.iter().any(|kept| form.contains(kept)), "what was typed is lost, {typed}: {form}");
        }
        assert!(!answer.body.contains("回到今日") && !answer.body.contains("bad_request"), "{}", answer.body);
    }
    assert_eq!(city.digest(), digest);
}

fn the_city_of_a_new_chain_is_guessed() {
    let city = City::new();
    let server = Server::of(&city);
    let at = brought(&server, &[("名单.csv", LIST.as_bytes())]);
    let page = settled(&server, &at);
    let form = form_of(&page);
    assert!(form.contains("name=\"city\" size=\"8\" value=\"蚌埠市\""), "where most firms of the list are: {form}");
    let city = City::tiny();
    let server = Server::of(&city);
    let page = settled(&server, &brought(&server, &[("名单.csv", LIST.as_bytes())]));
    assert!(form_of(&page).contains("value=\"合肥市\""), "where every chain is: {}", form_of(&page));
}

fn rows_that_wait_are_asked_about_before_the_others_come() {
    let city = City::new();
    let server = Server::of(&city);
    let at = brought(&server, &[("名单.csv", LIST.as_bytes())]);
    let page = settled(&server, &at);
    assert!(page.contains("3 行等着还没有的环节") && page.contains("先导入其余 4 行"), "{page}");
    let digest = city.digest();
    let answer = posted(&server, &format!("{at}/apply"), "who=");
    assert!(answer.status == 400 && answer.body.contains("3 行等着还没有的环节：请先新建这些环节"), "{}", answer.body);
    assert!(answer.body.contains("name=\"waiting\""), "the form is still there: {}", answer.body);
    assert_eq!(city.digest(), digest);
}

fn rows_that_wait_come_with_one_click_later() {
    let city = City::new();
    let server = Server::of(&city);
    let at = brought(&server, &[("名单.csv", LIST.as_bytes())]);
    settled(&server, &at);
    assert_eq!(posted(&server, &format!("{at}/apply"), "who=&waiting=1").status, 303);
    let page = settled(&server, &at);
    assert!(page.contains("已导入：新增 4 行") && page.contains("3 行等着还没有的环节"), "{page}");
    assert!(!page.contains("有错误") && !page.contains("检查拼写"), "nothing is wrong with them: {page}");
    assert!(form_of(&page).contains("新建这些环节，导入等着的行"), "{page}");
    assert!(server.get("/data").body.contains("有的行等着还没有的环节"));
    let said = "chain=&chain_name=电池&city=蚌埠&segment=upstream:正极&segment=";
    assert_eq!(posted(&server, &format!("{at}/segments"), said).status, 303);
    let page = settled(&server, &at);
    assert!(
        page.contains("已导入：新增 4 行") && page.contains("1 行等着还没有的环节"),
        "a chain, a segment, two in it: {page}"
    );
    let said = "chain=电池&segment=midstream:隔膜";
    assert_eq!(posted(&server, &format!("{at}/segments"), said).status, 303);
    let page = settled(&server, &at);
    assert!(page.contains("已导入：新增 2 行") && !page.contains("id=\"absent\""), "{page}");
    assert!(!server.get("/data").body.contains("还没有处理完的"));
    let gaps = city.json(&["gaps", "--chain", "电池"]);
    assert_eq!(gaps["segments"].as_array().map(Vec::len), Some(2), "{gaps}");
    let again = posted(&server, &format!("{at}/segments"), said);
    assert!(again.status == 400 && again.body.contains("不能再改"), "it is done with: {}", again.body);
}

fn what_is_rightly_left_out_is_no_alarm() {
    let city = City::tiny();
    let server = Server::of(&city);
    let list = "企业名称,所在地,产业链环节\n甲示例有限公司,合肥市,c1-s01\n合计,共1家,\n注：示例,,\n";
    let page = settled(&server, &brought(&server, &[("名单.csv", list.as_bytes())]));
    let table = page.split("aria-label=\"文件\"").nth(1).unwrap().split("</table>").next().unwrap();
    assert!(table.contains("略过 2") && !table.contains("number bad"), "{table}");
}

fn what_cannot_be_done_is_told_on_the_page_of_the_files() {
    let city = City::tiny();
    let server = Server::of(&city);
    let at = brought(&server, &[("企业.csv", "企业编号,企业名称\nn1,甲示例有限公司\n".as_bytes())]);
    settled(&server, &at);
    assert_eq!(posted(&server, &format!("{at}/apply"), "who=").status, 303);
    settled(&server, &at);
    let answer = posted(&server, &format!("{at}/files/0/leave"), "leave=1");
    assert!(answer.status == 400 && answer.body.contains("已经导入，或正在导入，不能再改"), "{}", answer.body);
    assert!(answer.body.contains("已导入：新增 1 行") && !answer.body.contains("回到今日"), "{}", answer.body);
    // An undo that is refused is told where it was asked for.
    let imports = city.json(&["imports"]);
    let import = imports["imports"].as_array().unwrap().last().unwrap()["import"].as_str().unwrap().to_owned();
    let undo = format!("/data/imports/{import}/undo");
    assert_eq!(posted(&server, &undo, "").status, 200);
    let again = posted(&server, &undo, "");
    assert!(again.status == 400 && again.body.contains("撤销过") && again.body.contains("日志号"), "{}", again.body);
    assert!(!again.body.contains("回到今日"), "{}", again.body);
}

fn an_import_that_people_work_on_says_so_before_it_is_taken_back() {
    let city = City::tiny();
    let list = "企业编号,企业名称,区划代码\nn1,甲示例有限公司,310000\nn2,乙示例有限公司,310000\n";
    city.import(&[&city.write("企业.csv", list)]);
    let imports = city.json(&["imports"]);
    let import = imports["imports"].as_array().unwrap().last().unwrap()["import"].as_str().unwrap().to_owned();
    let server = Server::of(&city);
    let page = || server.get(&format!("/data/imports/{import}")).body;
    assert!(!page().contains("有人在跟"), "{}", page());
    city.done(&["list", "add", "--chain", "c1", "n1", "--who", "测试"]);
    let told = "要去掉的企业里有 1 家有人在跟（清单上 1 家）。撤销后人写的这些都留着";
    assert!(page().contains(told), "{}", page());
    assert_eq!(posted(&server, &format!("/data/imports/{import}/undo"), "").status, 200);
    let list = || city.json(&["list", "show", "--chain", "c1"]).to_string();
    assert!(list().contains("n1") && !list().contains("甲示例有限公司"), "it stays, by its id: {}", list());
    city.import(&[&city.write("企业.csv", "企业编号,企业名称,区划代码\nn1,甲示例有限公司,310000\n")]);
    assert!(list().contains("甲示例有限公司"), "it is back: {}", list());
}
