//! The packet as a page, opened from disk in a real browser: filled in, saved by its own button, and taken back.

use std::collections::BTreeSet;
use std::path::PathBuf;
use std::time::{Duration, Instant};

use serde_json::{Value, json};

use crate::pages::is_accessible;
use crate::support::{Browser, City, Facts, Need, Server, in_browser};

pub fn facts(facts: &mut Facts) {
    facts.add_needing(Need::Browser, "packet_page::what_is_typed_at_a_desk_comes_back", || filled_in(1366, 768));
    facts.add_needing(Need::Browser, "packet_page::what_is_typed_on_a_phone_comes_back", || filled_in(390, 844));
    facts.add_needing(Need::Browser, "packet_page::the_list_hands_out_a_file_with_its_name", handed_out);
}

/// So many targets of the squad in Shanghai.
pub fn office(count: usize) -> (City, Vec<String>) {
    let city = City::sample();
    let targets = city.run(&["targets", "--chain", "ic", "--format", "json"]).json();
    let ids = |list: &Value| -> Vec<String> {
        list.as_array().unwrap().iter().take(count).map(|t| t["enterprise"].as_str().unwrap().to_owned()).collect()
    };
    let ids = ids(&targets["targets"]);
    let names: Vec<&str> = ids.iter().map(String::as_str).collect();
    for (verb, more) in [("add", &[][..]), ("assign", &["--squad", "s-sta1"])] {
        city.done(&[&["list", verb, "--chain", "ic"], &names[..], more].concat());
    }
    (city, ids)
}

/// The file that a page handed over, once it is whole.
async fn file_in(folder: PathBuf) -> PathBuf {
    let started = Instant::now();
    loop {
        let found = std::fs::read_dir(&folder).unwrap().map(|entry| entry.unwrap().path());
        let whole: Vec<PathBuf> =
            found.filter(|path| path.extension().is_some_and(|e| e != "crdownload" && e != "tmp")).collect();
        if let [one] = &whole[..] {
            return one.clone();
        }
        assert!(started.elapsed() < Duration::from_secs(20), "no file in {}: {whole:?}", folder.display());
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
}

/// Types into a field of a target as a person does: the old text goes, the new one comes.
pub async fn typed(browser: &Browser, field: &str, text: &str) {
    // The bar with the buttons stands over the lower edge.
    browser.ask(&format!("document.querySelector(\"{field}\").scrollIntoView({{ block: 'center' }})")).await;
    browser.click(field).await;
    browser.ask("document.activeElement.select?.()").await;
    browser.keys(text).await;
}

fn filled_in(width: u32, height: u32) {
    let (city, ids) = office(3);
    let page = city.folder().join("清单.html");
    let issued = city.run(&[
        "packet",
        "--chain",
        "ic",
        "--squad",
        "s-sta1",
        "--to",
        "示例接收人",
        "--out",
        page.to_str().unwrap(),
    ]);
    assert_eq!(issued.code(), 0, "{}", issued.err());
    let kept = city.folder().join("下载");
    std::fs::create_dir(&kept).unwrap();
    let (address, folder) = (url::Url::from_file_path(&page).unwrap().to_string(), kept.clone());
    let own = address.clone();
    in_browser(async move |browser| {
        browser.size(width, height).await;
        browser.keep_files_in(&folder).await;
        browser.open(&address).await;
        browser.until("document.querySelectorAll('section.target').length === 3").await;
        browser.until(&format!("document.documentElement.scrollWidth <= {width}")).await;
        is_accessible(browser).await;
        // Why a target was listed is folded.
        let text = browser.ask("return document.querySelector('main').textContent").await.as_str().unwrap().to_owned();
        for said in ["仅供 示例接收人 使用", "有效至", "列入，"] {
            assert!(text.contains(said), "{said}: {text}");
        }
        browser.click("details.map summary").await;
        browser
            .until("[...document.querySelectorAll('details.map svg')].filter(s => s.clientWidth > 0).length === 1")
            .await;
        browser.until(&format!("document.documentElement.scrollWidth <= {width}")).await;
        is_accessible(browser).await;
        browser.click("#t1 select[data-field='状态'] option:nth-of-type(2)").await;
        typed(browser, "#t1 [data-field='备注']", "=看过厂房，“不错”").await;
        typed(browser, "#t2 input[data-field='下一步']", "约董事长䶮").await;
        browser.until("document.getElementById('told').textContent.includes('已填 2 家，还有 1 家没填')").await;
        typed(browser, ".lead input[data-field='企业']", "手机上的线索有限公司").await;
        typed(browser, ".lead input[data-field='所在地']", "上海").await;
        browser.click("#save").await;
        browser.until("document.getElementById('told').textContent.includes('已取出')").await;
        is_accessible(browser).await;
        file_in(folder).await;
        let requests = browser.requests().await;
        let inside = |address: &String| *address == own || address.starts_with("data:") || address.starts_with("blob:");
        assert!(requests.contains(&own) && requests.iter().all(inside), "{requests:?}");
        assert_eq!(browser.refused().await, json!([]));
        let complaints = browser.complaints().await;
        assert!(complaints.is_empty(), "{complaints:?}");
    });
    let file = std::fs::read_dir(&kept).unwrap().next().unwrap().unwrap().path();
    let preview = city.run(&["return", file.to_str().unwrap(), "--apply", "--format", "json"]).json();
    let told =
        |cell: &Value| [&cell["enterprise"], &cell["field"], &cell["after"]].map(|v| v.as_str().unwrap().to_owned());
    let applied: BTreeSet<[String; 3]> = preview["applied"].as_array().unwrap().iter().map(told).collect();
    let order = city.run(&["list", "show", "--chain", "ic", "--squad", "s-sta1", "--format", "json"]).json();
    let listed: Vec<&str> =
        order["entries"].as_array().unwrap().iter().filter_map(|e| e["enterprise"].as_str()).collect();
    let listed: Vec<&str> = listed.into_iter().filter(|id| ids.iter().any(|own| own == id)).collect();
    let expected =
        [[listed[0], "状态", "已联系"], [listed[0], "备注", "=看过厂房，“不错”"], [listed[1], "下一步", "约董事长䶮"]];
    assert_eq!(applied, expected.map(|cell| cell.map(str::to_owned)).into(), "{preview}");
    assert_eq!(preview["leads"].as_array().unwrap().len(), 1, "{preview}");
    assert_eq!([&preview["leads"][0]["name"], &preview["leads"][0]["state"]], ["手机上的线索有限公司", "new"]);
    for list in ["conflicting", "refused", "unknown", "missing"] {
        assert_eq!(preview[list], json!([]), "{preview}");
    }
}

fn handed_out() {
    let (city, _) = office(3);
    let server = Server::of(&city);
    let kept = city.folder().join("下载");
    std::fs::create_dir(&kept).unwrap();
    let folder = kept.clone();
    in_browser(async move |browser| {
        browser.keep_files_in(&folder).await;
        browser.open(&server.url("/chains/ic/list")).await;
        browser.click("form[action$='/list/packet'] select[name=squad] option[value='s-sta1']").await;
        browser.click("form[action$='/list/packet'] button").await;
        file_in(folder).await;
        assert_eq!(browser.refused().await, json!([]));
        let today = server.json("/api/v1/chains/ic/gaps")["as_of"].as_str().unwrap().to_owned();
        let name = std::fs::read_dir(&kept).unwrap().next().unwrap().unwrap().file_name().into_string().unwrap();
        assert!(name.starts_with("合肥市_集成电路_目标清单-") && name.ends_with(&format!("_{today}.xlsx")), "{name}");
        let file = kept.join(name);
        let preview = city.run(&["return", file.to_str().unwrap(), "--format", "json"]).json();
        assert_eq!(preview["untouched"].as_array().unwrap().len(), 3, "{preview}");
    });
}
