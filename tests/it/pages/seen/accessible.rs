//! Every page, looked at by axe-core: what would keep somebody from reading or using it.

use serde_json::Value;

use crate::support::{Browser, City, Facts, Need, Server, in_browser};

/// See `tests/axe/README.md`.
const AXE: &str = include_str!("../../../axe/axe.min.js");

pub fn facts(facts: &mut Facts) {
    facts.add_needing(Need::Browser, "accessible::every_page_at_a_desk", || every_page(1366, 768));
    facts.add_needing(Need::Browser, "accessible::every_page_on_a_phone", || every_page(390, 844));
    facts.add_needing(Need::Browser, "accessible::what_is_wrong_is_found", what_is_wrong_is_found);
}

/// What axe finds serious or critical on the page that is open: rule, why, and where.
async fn findings(browser: &Browser) -> Vec<String> {
    // Brought and run in one go, so that both are of one page.
    let run = "return axe.run(document, { preload: false, resultTypes: ['violations'] }).then(r => r.violations)";
    let found = browser.ask(&format!("{AXE};\n{run}")).await;
    let bad = |rule: &&Value| rule["impact"] == "serious" || rule["impact"] == "critical";
    let told = |rule: &Value| {
        let at = rule["nodes"].as_array().unwrap().iter().take(3);
        let at: Vec<String> = at.map(|node| format!("{} {}", node["html"], node["failureSummary"])).collect();
        format!("{} ({}): {}", rule["id"], rule["help"], at.join("\n    "))
    };
    found.as_array().unwrap().iter().filter(bad).map(told).collect()
}

/// Holds the page that is open to it.
pub async fn is_accessible(browser: &Browser) {
    let found = findings(browser).await;
    assert!(found.is_empty(), "{}:\n{}", browser.address().await, found.join("\n"));
}

fn every_page(width: u32, height: u32) {
    let city = City::sample();
    let server = Server::of(&city);
    let listed = |arguments: &[&str]| {
        city.done(&[&["list"], arguments].concat());
    };
    let targets = server.json("/api/v1/targets?chain=ic")["targets"].as_array().unwrap().clone();
    let ids: Vec<&str> = targets.iter().take(4).map(|t| t["enterprise"].as_str().unwrap()).collect();
    listed(&[&["add", "--chain", "ic"], &ids[..]].concat());
    listed(&["assign", "--chain", "ic", ids[0], "--squad", "s-sta1"]);
    listed(&["drop", "--chain", "ic", ids[1], "--reason", "已落户别处"]);
    let fund = server.json("/api/v1/funds?chain=ic")["coverage"][0]["fund"].as_str().unwrap().to_owned();
    let (first, second) = (ids[0].to_owned(), ids[1].to_owned());
    let pages = [
        "/".to_owned(),
        "/map?chain=ic".into(),
        "/map?chain=ic&place=310000".into(),
        "/chains/ic/atlas".into(),
        "/chains/ic/brief".into(),
        "/chains/ic/gaps".into(),
        "/chains/ic/segments/ic-litho".into(),
        "/chains/ic/targets".into(),
        "/chains/ic/targets?segment=ic-litho".into(),
        "/chains/ic/list".into(),
        "/chains/ic/list?view=board".into(),
        "/chains/nev/list".into(),
        format!("/chains/ic/list/entry?target={first}"),
        format!("/chains/ic/list/entry?target={second}"),
        "/chains/ic/list/suggest".into(),
        "/chains/ic/paths".into(),
        format!("/chains/ic/paths?target={first}"),
        "/chains/ic/funds".into(),
        "/chains/ic/plan".into(),
        "/chains/ic/gaps?assume=smee:ic-litho".into(),
        "/chains/ic/segments/ic-litho?edit=assess".into(),
        "/chains/ic/segments/ic-eda?edit=withdraw".into(),
        format!("/chains/ic/funds/{fund}"),
        "/chains/ic/group".into(),
        "/how?chain=ic".into(),
        format!("/enterprise?id={first}&chain=ic"),
        "/find?text=%E5%8D%8A%E5%AF%BC%E4%BD%93".into(),
        "/find?text=%E5%85%AC%E5%8F%B8&kind=enterprises&part=2".into(),
        "/find?text=%E7%A4%BA%E4%BE%8B".into(),
        "/nothing".into(),
        "/chains/ic/gaps?home=x".into(),
    ];
    in_browser(async move |browser| {
        browser.size(width, height).await;
        let mut bad = Vec::new();
        for page in pages {
            browser.open(&server.url(&page)).await;
            browser.until("document.readyState === 'complete'").await;
            bad.extend(findings(browser).await.into_iter().map(|told| format!("{page}: {told}")));
        }
        // A phone has no room for a drawer: there the card leads to the page.
        if width > 760 {
            browser.open(&server.url("/chains/ic/atlas")).await;
            browser.until("document.querySelector('a.card') !== null").await;
            browser.click("a.card").await;
            browser.until("!document.getElementById('drawer').hidden").await;
            bad.extend(findings(browser).await.into_iter().map(|told| format!("the drawer: {told}")));
        }
        assert!(bad.is_empty(), "{}", bad.join("\n"));
    });
}

fn what_is_wrong_is_found() {
    let city = City::sample();
    let server = Server::of(&city);
    in_browser(async move |browser| {
        browser.open(&server.url("/")).await;
        browser.ask("document.querySelector('main').append(document.createElement('select'))").await;
        let found = findings(browser).await;
        assert!(found.iter().any(|told| told.contains("select-name")), "{found:?}");
    });
}
