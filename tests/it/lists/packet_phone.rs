//! The packet as a page on a phone: what is typed stays whatever happens, what would be refused is told at once, and the text it
//! copies says exactly what was typed.

use std::path::{Path, PathBuf};

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use liantu::app::sharing::packet::ReturnAsked;
use liantu::app::{App, Clock};
use liantu::gaps::Rules;
use liantu::store::Store;
use serde_json::{Value, json};

use super::packet_page::{office, typed};
use crate::pages::is_accessible;
use crate::support::{Browser, City, Facts, Need, Server, block_on, desk, in_browser, in_browser_killed};

pub fn facts(facts: &mut Facts) {
    facts.add_needing(Need::Browser, "packet_phone::what_is_typed_survives_reload_and_kill_and_is_pasted", on_a_train);
    facts.add_needing(Need::Browser, "packet_phone::its_page_and_return_give_the_same_answers", same_answers);
    facts.add_needing(Need::Browser, "packet_phone::a_browser_that_keeps_nothing_says_so_at_once", kept_nowhere);
}

fn page(city: &City, name: &str) -> PathBuf {
    let out = city.folder().join(name);
    city.done(&["packet", "--chain", "ic", "--squad", "s-sta1", "--out", out.to_str().unwrap()]);
    out
}

fn address(file: &Path) -> String {
    url::Url::from_file_path(file).unwrap().to_string()
}

/// Opens the page on a phone and waits until it has what was kept.
async fn opened(browser: &Browser, address: &str) {
    browser.size(390, 844).await;
    browser.open(address).await;
    ready(browser).await;
}

async fn ready(browser: &Browser) {
    browser
        .until("document.readyState === 'complete' && document.getElementById('told').textContent !== '还没有填'")
        .await;
}

/// What stands in a field of a target.
async fn value(browser: &Browser, target: usize, field: &str) -> Value {
    browser.ask(&format!("return document.querySelector(\"#t{target} [data-field='{field}']\").value")).await
}

/// Waits until a text is seen.
async fn says(browser: &Browser, words: &str) {
    browser.until(&format!("document.body.innerText.includes('{words}')")).await;
}

/// Waits until what was typed is on the disk.
async fn kept(browser: &Browser) {
    browser.until("!keeping && document.getElementById('kept').textContent.startsWith('已存在本机')").await;
}

/// Chooses a word of a list, or a day in a calendar.
async fn chosen(browser: &Browser, target: usize, field: &str, value: &str) {
    let found = format!("document.querySelector(\"#t{target} [data-field='{field}']\")");
    let told = "field.dispatchEvent(new Event('input', { bubbles: true }))";
    browser.ask(&format!("const field = {found}; field.value = '{value}'; {told}")).await;
}

const NOTES: [&str; 5] = ["看过厂房，“不错”", "\"直引号\" 'x' <b>&amp;", "——等回话……", "䶮🙂", "=1+1"];

fn on_a_train() {
    let (city, _) = office(5);
    let server = Server::of(&city);
    let (first, later) = (page(&city, "清单.html"), page(&city, "新发.html"));
    let (own, data) = (address(&first), server.url("/data"));
    let profile = tempfile::tempdir().unwrap();
    let at = own.clone();
    in_browser_killed(profile.path(), async move |browser| {
        opened(browser, &at).await;
        says(browser, "5 家都还没有填").await;
        for target in 1..=2 {
            typed(browser, &format!("#t{target} [data-field='备注']"), NOTES[target - 1]).await;
        }
        chosen(browser, 1, "状态", "已联系").await;
        kept(browser).await;
        browser.reload().await;
        ready(browser).await;
        says(browser, "已填 2 家，还有 3 家没填").await;
        assert_eq!([value(browser, 1, "备注").await, value(browser, 1, "状态").await], [NOTES[0], "已联系"]);
        typed(browser, "#t3 [data-field='备注']", NOTES[2]).await;
        typed(browser, "#t3 [data-field='下一步']", "约董事长").await;
        typed(browser, ".lead [data-field='企业']", "车上听说的有限公司").await;
        kept(browser).await;
    });
    let at = own.clone();
    let newer = address(&later);
    in_browser_killed(profile.path(), async move |browser| {
        opened(browser, &at).await;
        says(browser, "已填 3 家、新线索 1 家，还有 2 家没填").await;
        assert_eq!([value(browser, 3, "备注").await, value(browser, 3, "下一步").await], [NOTES[2], "约董事长"]);
        for target in 4..=5 {
            typed(browser, &format!("#t{target} [data-field='备注']"), NOTES[target - 1]).await;
        }
        chosen(browser, 4, "期限", "2027-01-15").await;
        // What would be refused is told at once, and nothing goes out while it stands.
        browser.click("#t4 details.rest summary").await;
        typed(browser, "#t4 [data-field='预计投资额（万元）']", "两三个亿").await;
        says(browser, "金额“两三个亿”不是数字").await;
        chosen(browser, 5, "状态", "已放弃").await;
        says(browser, "放弃要写明理由").await;
        says(browser, "有 2 处要改").await;
        is_accessible(browser).await;
        browser.click("#copy").await;
        assert_eq!(browser.ask("return document.getElementById('handed').hidden").await, true);
        assert_eq!(browser.ask("return document.activeElement.dataset.field").await, "预计投资额（万元）");
        typed(browser, "#t4 [data-field='预计投资额（万元）']", "2.5亿").await;
        typed(browser, "#t5 [data-field='理由']", "已落户别处").await;
        browser.until("document.querySelector('[aria-invalid]') === null").await;
        browser.click("#copy").await;
        says(browser, "已取出").await;
        let requests = browser.requests().await;
        assert!(requests.iter().all(|asked| *asked == at || asked.starts_with("data:")), "{requests:?}");
        assert_eq!(browser.refused().await, json!([]));
        is_accessible(browser).await;
        // A packet handed out later is another one.
        opened(browser, &newer).await;
        says(browser, "5 家都还没有填").await;
        pasted(browser, &at, &data).await;
    });
    applied(&city);
}

/// Pastes the copied text on 数据 as from a chat, and takes all of it.
async fn pasted(browser: &Browser, page: &str, data: &str) {
    opened(browser, page).await;
    says(browser, "已取出").await;
    browser.click("#copy").await;
    let text = browser.ask("return document.getElementById('text').value").await.as_str().unwrap().to_owned();
    let chat = format!("队长 10:32\n> {}\n收到", text.replace('\n', "\n\n> "));
    browser.open(data).await;
    browser.click("details.paste summary").await;
    is_accessible(browser).await;
    browser.ask(&format!("document.querySelector('textarea[name=text]').value = {}", json!(chat))).await;
    browser.click("details.paste button").await;
    browser.until("location.pathname.endsWith('/return')").await;
    browser.click(".deciding button.main").await;
    says(browser, "已写入 11 格、1 条新线索").await;
}

/// The list says what was typed, and nothing else changed.
fn applied(city: &City) {
    let list = city.json(&["list", "show", "--chain", "ic", "--squad", "s-sta1"]);
    let entries: Vec<&Value> =
        list["entries"].as_array().unwrap().iter().filter(|entry| entry["name"] != "车上听说的有限公司").collect();
    assert_eq!((entries.len(), list["entries"].as_array().unwrap().len()), (5, 6), "{list}");
    for note in NOTES {
        assert_eq!(entries.iter().filter(|entry| entry["note"] == note).count(), 1, "{note}: {list}");
    }
    let of = |note: &str| entries.iter().find(|entry| entry["note"] == note).unwrap();
    let told = |note: &str| {
        let entry = of(note);
        ["state", "next", "due", "amount", "reason"].map(|field| entry[field].clone())
    };
    let none = || json!("");
    assert_eq!(told(NOTES[0]), [json!("contacted"), none(), json!(null), json!(null), none()]);
    assert_eq!(told(NOTES[1]), [json!("assigned"), none(), json!(null), json!(null), none()]);
    assert_eq!(told(NOTES[2]), [json!("assigned"), json!("约董事长"), json!(null), json!(null), none()]);
    assert_eq!(told(NOTES[3]), [json!("assigned"), none(), json!("2027-01-15"), json!(25000.0), none()]);
    assert_eq!(told(NOTES[4]), [json!("dropped"), none(), json!(null), json!(null), json!("已落户别处")]);
}

/// Texts of a field, some of which are refused.
fn texts() -> Vec<(&'static str, String)> {
    let amounts = "5000 1.2亿 ３亿元 800万元 50000元 约5000 大约1,200万 1,234.5 12,34 亿 很多 -1 -0.5万 =1+1 1e400 1e3 100-200万 \
        100~200 5000万以上 ≥500万 500多万 500余 120万美元 $120 US$5万 HK$5,000万 1亿日元 50欧元 1000000000000 1000000000001 2万亿 \
        (5000万元) 5000（万元） 5000元人民币 人民币5000万元 5000人民币 ¥300万 RMB300万元 300萬 3仟万 5百万 三百万 5000万元整 5. .5 1.2.3 + . \
        500公斤 5亿美金 待定 0 000 １２３ 5.5千万元";
    let long = "长".repeat(5_000);
    let mut texts: Vec<(&str, String)> =
        amounts.split_whitespace().map(|text| ("预计投资额（万元）", text.to_owned())).collect();
    texts.extend(["5000 万元", " 5000", "约 5000 万", "1 000"].map(|text| ("预计投资额（万元）", text.to_owned())));
    for field in ["备注", "下一步", "拟合作项目", "引荐人", "主营产品"] {
        texts.extend(
            [long.clone(), format!("{long}长"), "坏\u{7}字".into(), "😀".repeat(5_000)].map(|text| (field, text)),
        );
    }
    texts.extend(["2026-12-31", "1000-01-01"].map(|text| ("期限", text.to_owned())));
    texts
}

/// What the page says of each case, typed into its first target: blank where it would be taken.
const ASK: &str = "return CASES.map((cells) => { \
    const box = document.getElementById('t1'); fill(box, {}); look(); \
    for (const name of Object.keys(cells)) { const field = named(box, name); field.value = cells[name]; \
      field.dispatchEvent(new Event('input', { bubbles: true })); } \
    return [...box.querySelectorAll('.wrong')].map((told) => told.textContent).join(''); })";

fn same_answers() {
    let (city, ids) = office(1);
    city.done(&["list", "set", "--chain", "ic", &ids[0], "--state", "visited"]);
    let first = page(&city, "清单.html");
    let key = {
        let text = std::fs::read_to_string(&first).unwrap();
        text.split("data-key=\"").nth(1).unwrap().split('"').next().unwrap().to_owned()
    };
    let mut cases: Vec<Value> = texts().into_iter().map(|(field, text)| json!({ field: text })).collect();
    for state in ["已派发", "已联系", "已走访", "洽谈中", "已签约", "已放弃"] {
        for reason in ["", " ", "写错了"] {
            cases.push(json!({ "状态": state, "理由": reason }));
        }
    }
    let taken = refusals(&city, &key, &cases);
    let refused = taken.iter().filter(|reason| !reason.is_empty()).count();
    assert!(refused > 30 && cases.len() - refused > 30, "{refused} of {}", cases.len());
    let asked = ASK.replace("CASES", &json!(cases).to_string());
    let at = address(&first);
    in_browser(async move |browser| {
        opened(browser, &at).await;
        let told = browser.ask(&asked).await;
        for ((case, taken), told) in cases.iter().zip(&taken).zip(told.as_array().unwrap()) {
            let told = told.as_str().unwrap();
            let short: String = case.to_string().chars().take(60).collect();
            assert_eq!(told.is_empty(), taken.is_empty(), "{short}: the page says `{told}`, return says `{taken}`");
            if case.get("状态").is_some() {
                assert_eq!(told, taken, "{short}");
            }
        }
    });
}

/// Why `return` takes nothing of each case; blank where it does.
fn refusals(city: &City, key: &str, cases: &[Value]) -> Vec<String> {
    block_on(async {
        let store = Store::open(&city.store()).await.unwrap();
        let app = App::open(store, Rules::default(), Clock::System).await.unwrap();
        let desk = desk(&app, None).await;
        let mut told = Vec::new();
        for case in cases {
            let mut row = case.clone();
            row["行键"] = json!(key);
            let file = city.write("案.json", json!({ "liantu": "packet", "rows": [row], "leads": [] }).to_string());
            let preview = desk.returned(&file, "案", &ReturnAsked::default()).await.unwrap();
            told.push(preview.refused.into_iter().map(|cell| cell.reason).collect());
        }
        told
    })
}

fn kept_nowhere() {
    let (city, _) = office(2);
    let text = std::fs::read(page(&city, "清单.html")).unwrap();
    // A page of a data address has no place of its own to keep anything at.
    let at = format!("data:text/html;charset=utf-8;base64,{}", STANDARD.encode(text));
    in_browser(async move |browser| {
        opened(browser, &at).await;
        let told = "document.querySelector('#unkept:not([hidden])')?.textContent.includes('不让网页存东西')";
        browser.until(told).await;
        is_accessible(browser).await;
        typed(browser, "#t1 [data-field='备注']", "照样交得回").await;
        browser.click("#copy").await;
        browser.until("document.getElementById('text').value.includes('LIANTU-')").await;
    });
}
