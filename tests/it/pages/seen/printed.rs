//! Pages on paper: nothing to press, to tick or to type into is printed.

use crate::support::{City, Facts, Need, in_browser};

pub fn facts(facts: &mut Facts) {
    facts.add_needing(Need::Browser, "printed::nothing_to_press_stands_on_paper", nothing_to_press);
}

/// What would be printed of what is pressed, ticked or typed into: everything that no rule for paper hides, by the rules
/// of the page's own style sheet.
const PRINTED: &str = "
    const hidden = [...document.styleSheets].flatMap((sheet) => [...sheet.cssRules])
        .filter((rule) => rule.media?.mediaText === 'print').flatMap((rule) => [...rule.cssRules])
        .filter((rule) => rule.style?.display === 'none').map((rule) => rule.selectorText);
    if (hidden.length === 0) return ['no rule for paper'];
    const shown = (element) => !hidden.some((selector) => element.closest(selector));
    return [...document.querySelectorAll('button, input:not([type=hidden]), select, textarea, nav')].filter(shown)
        .map((element) => element.outerHTML.slice(0, 120));";

fn nothing_to_press() {
    let city = City::sample();
    let server = crate::support::Server::of(&city);
    let target = server.json("/api/v1/targets?chain=ic")["targets"][0]["enterprise"].as_str().unwrap().to_owned();
    city.done(&["list", "add", "--chain", "ic", &target]);
    in_browser(async move |browser| {
        browser.size(1366, 768).await;
        let entry = format!("/chains/ic/list/entry?target={target}");
        let firm = format!("/enterprise?id={target}&chain=ic");
        for path in [
            "/",
            "/map?chain=ic",
            "/map?chain=ic&place=310000",
            "/chains/ic/brief",
            "/chains/ic/gaps",
            "/chains/ic/segments/ic-litho",
            "/chains/ic/targets",
            "/chains/ic/list",
            "/chains/ic/list?view=board",
            "/chains/ic/list/suggest",
            "/chains/ic/group",
            "/chains/ic/group?edit=next-meeting",
            "/chains/ic/meetings/m-ic-10",
            "/chains/ic/funds",
            "/chains/ic/plan",
            "/data",
            "/data/imports",
            "/data/sources",
            &entry,
            &firm,
        ] {
            browser.open(&server.url(path)).await;
            browser.until("document.readyState === 'complete'").await;
            let printed = browser.ask(PRINTED).await;
            assert_eq!(printed, serde_json::json!([]), "{path} prints what nobody can press");
        }
    });
}
