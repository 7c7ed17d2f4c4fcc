//! 认定 on the page of a segment: made, refused in its form, taken back from where it was made, and one that came by a file.

use serde_json::Value;

use super::{between, changed, journal, post, undone};
use crate::support::{Browser, City, Facts, Need, Server, add, in_browser};

pub fn facts(facts: &mut Facts) {
    add!(facts, "assess_page": an_assessment_is_made_and_taken_back, what_is_wrong_stands_in_the_form,
        one_that_came_by_a_file_is_taken_back);
    facts.add_needing(Need::Browser, "assess_page::by_hand_at_a_desk", || by_hand(1366, 768));
    facts.add_needing(Need::Browser, "assess_page::by_hand_on_a_phone", || by_hand(390, 844));
}

const LITHO: &str = "/chains/ic/segments/ic-litho";

fn of_segment(server: &Server, segment: &str, home: &str) -> Value {
    let answer = server.json(&format!("/api/v1/chains/ic/gaps{home}"));
    answer["segments"].as_array().unwrap().iter().find(|leaf| leaf["segment"] == segment).unwrap().clone()
}

fn an_assessment_is_made_and_taken_back() {
    let (city, server) = City::sample().served();
    for (home, verdict, until) in [("", "strengthen", ""), ("", "优势", "2099-01-01"), ("?home=310000", "build", "")]
    {
        let before = of_segment(&server, "ic-litho", home);
        let said = [("verdict", verdict), ("reason", "两家龙头都说缺"), ("who", "示例专家乙"), ("until", until)];
        let (address, page) = changed(&server, &format!("{LITHO}/assess{home}"), &said);
        let word = if verdict == "优势" { "优势" } else { "人工认定：" };
        for told in ["已记下：认定", "两家龙头都说缺", "示例专家乙", "计算为", word] {
            assert!(page.contains(told), "{told}: {page}");
        }
        let after = of_segment(&server, "ic-litho", home);
        assert_eq!(after["assessed"]["who"], "示例专家乙");
        assert_eq!(after["computed"], before["computed"]);
        undone(&server, &address, &page);
        assert_eq!(of_segment(&server, "ic-litho", home), before, "{home}");
        let command = ["assess", "--chain", "ic", "--segment", "ic-litho", "--reason", "两家龙头都说缺"];
        let mut more = vec!["--verdict", verdict, "--who", "示例专家乙"];
        more.extend(if until.is_empty() { vec![] } else { vec!["--until", until] });
        more.extend(if home.is_empty() { vec![] } else { vec!["--home", "310000"] });
        city.done(&[&command[..], &more].concat());
        let by_command = city
            .json(&[&["gaps", "--chain", "ic"], &more[more.len() - if home.is_empty() { 0 } else { 2 }..]].concat());
        let leaf =
            by_command["segments"].as_array().unwrap().iter().find(|leaf| leaf["segment"] == "ic-litho").unwrap();
        assert_eq!(leaf["assessed"], after["assessed"], "the same deed as the command's");
        let number = city.done(&["doctor", "--json"]).json()["batches"].to_string();
        city.done(&["undo", &number]);
        let waited = std::time::Instant::now();
        while of_segment(&server, "ic-litho", home) != before {
            assert!(waited.elapsed().as_secs() < 20, "what the command did is taken back by its number");
        }
    }
    city.done(&[
        "assess",
        "--chain",
        "ic",
        "--segment",
        "ic-litho",
        "--verdict",
        "强链",
        "--reason",
        "x",
        "--who",
        "丙",
    ]);
    let waited = std::time::Instant::now();
    while of_segment(&server, "ic-litho", "")["assessed"].is_null() {
        assert!(waited.elapsed().as_secs() < 20, "the server follows");
    }
    let page = server.get(LITHO).body;
    assert!(
        page.contains("改过") && page.contains("aria-label=\"撤销：认定\""),
        "what the command did goes back here: {page}"
    );
    let undo = between(&page[page.rfind("class=\"changes\"").unwrap()..], "action=\"/edits/", "\"");
    let (_, page) = changed(&server, &format!("/edits/{undo}"), &[("back", LITHO)]);
    assert!(page.contains("认定：强链；理由：x　（已撤销）"), "{page}");
    city.digest();
}

fn what_is_wrong_stands_in_the_form() {
    let (_city, server) = City::sample().served();
    let number = journal(&server);
    for (verdict, reason, who, until, told) in [
        ("", "因为", "某甲", "", "请选认定为哪种结论"),
        ("很好", "因为", "某甲", "", "请选认定为哪种结论"),
        ("fill", " ", "某甲", "", "理由不能为空"),
        ("fill", "因为", "", "", "认定人不能为空"),
        ("fill", "因为", "某甲", "明年", "读不懂"),
        ("fill", "因为", "某甲", "2001-01-01", "有效期至的日期已过"),
    ] {
        let said = [("verdict", verdict), ("reason", reason), ("who", who), ("until", until)];
        let answer = post(&server, &format!("{LITHO}/assess"), &said);
        assert_eq!(answer.status, 400, "{told}: {}", answer.body);
        let form = answer.body.split("id=\"edit\"").nth(1).unwrap().split("</form>").next().unwrap();
        assert!(form.contains(told), "{told}: {form}");
        for typed in [reason.trim(), who, until].into_iter().filter(|typed| !typed.is_empty()) {
            assert!(form.contains(&format!("value=\"{typed}\"")), "{typed} is still there: {form}");
        }
    }
    let parent = post(&server, "/chains/ic/segments/ic-litho/withdraw", &[("reason", "x"), ("ground", "y")]);
    assert!(parent.status == 400 && parent.body.contains("现在没有认定"), "{}", parent.body);
    assert_eq!(journal(&server), number, "nothing was written");
    assert_eq!(
        post(&server, "/chains/ic/segments/nothing/assess", &[("verdict", "fill"), ("reason", "x"), ("who", "y")])
            .status,
        404
    );
}

fn one_that_came_by_a_file_is_taken_back() {
    let (_city, server) = City::sample().served();
    let answer = server.json("/api/v1/chains/ic/gaps");
    let leaves = answer["segments"].as_array().unwrap();
    let leaf = leaves.iter().find(|leaf| !leaf["assessed"].is_null()).expect("the sample has one");
    let (segment, before) = (leaf["segment"].as_str().unwrap(), leaf.clone());
    let page = server.get(&format!("/chains/ic/segments/{segment}?edit=withdraw")).body;
    assert!(page.contains("收回认定") && page.contains(leaf["assessed"]["who"].as_str().unwrap()), "{page}");
    let said = [("reason", "情况变了"), ("ground", "走访")];
    let (address, page) = changed(&server, &format!("/chains/ic/segments/{segment}/withdraw"), &said);
    assert!(page.contains("已记下：收回认定") && page.contains("情况变了"), "{page}");
    let after = of_segment(&server, segment, "");
    assert!(after["assessed"].is_null() && after["verdict"] == before["computed"], "{after}");
    undone(&server, &address, &page);
    assert_eq!(of_segment(&server, segment, ""), before);
}

async fn arrived(browser: &Browser, width: u32, expression: &str) {
    browser.until(&format!("document.readyState === 'complete' && ({expression})")).await;
    browser.until(&format!("document.documentElement.scrollWidth <= {width}")).await;
    crate::pages::is_accessible(browser).await;
}

fn by_hand(width: u32, height: u32) {
    let (_city, server) = City::sample().served();
    in_browser(async move |browser| {
        browser.size(width, height).await;
        browser.open(&server.url(LITHO)).await;
        browser.click("#assess a[href*='edit=assess']").await;
        arrived(browser, width, "document.querySelector('.editing [name=verdict]') !== null").await;
        browser.ask("document.querySelector('.editing [name=verdict]').value = 'strengthen'").await;
        for (field, said) in [("reason", "示例理由"), ("who", "示例专家"), ("until", "去年")] {
            browser.click(&format!(".editing [name={field}]")).await;
            browser.keys(said).await;
        }
        browser.click(".editing .main").await;
        arrived(browser, width, "document.querySelector('.editing .fault') !== null").await;
        browser.click(".editing [name=until]").await;
        browser.ask("document.activeElement.value = ''").await;
        browser.click(".editing .main").await;
        arrived(browser, width, "document.querySelector('.notice.done')?.textContent.startsWith('已记下')").await;
        browser.click(".notice.done button").await;
        arrived(browser, width, "document.querySelector('.notice.done')?.textContent.startsWith('已撤销')").await;
        assert_eq!(browser.refused().await, serde_json::json!([]));
    });
}
