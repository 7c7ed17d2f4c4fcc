//! How every page looks: text of six sizes, told once, and paragraphs that a browser takes for what they are.

use crate::support::{Browser, City, Facts, Need, Server, add, in_browser, project};

pub fn facts(facts: &mut Facts) {
    add!(facts, "look": sizes_of_text_are_written_once, no_block_stands_in_a_paragraph);
    facts.add_needing(Need::Browser, "look::text_is_of_six_sizes_on_every_page", six_sizes);
}

fn sizes_of_text_are_written_once() {
    let style = std::fs::read_to_string(project().join("web/static/liantu.css")).unwrap();
    let (root, rest) = style.split_once("\n}\n").unwrap();
    for size in [12, 13, 14, 16, 20, 28] {
        assert_eq!(root.matches(&format!(": {size}px;")).count(), 1, "{size} px has one name");
    }
    for (at, line) in rest.lines().enumerate() {
        for said in line.split("font-size:").skip(1).chain(line.split("font:").skip(1)) {
            let said = said.trim();
            assert!(said.starts_with("var(--") || said.starts_with("inherit"), "line {at}: {line}");
        }
    }
}

/// A browser ends a paragraph where a block begins in it, and what follows loses its place.
fn no_block_stands_in_a_paragraph() {
    let blocks =
        ["form", "div", "ul", "ol", "dl", "table", "section", "details", "pre", "fieldset", "h1", "h2", "h3", "p"];
    for entry in std::fs::read_dir(project().join("web/pages")).unwrap() {
        let path = entry.unwrap().path();
        let page = std::fs::read_to_string(&path).unwrap();
        for paragraph in page.split("<p>").skip(1).chain(page.split("<p ").skip(1)) {
            let (paragraph, _) = paragraph.split_once("</p>").unwrap_or((paragraph, ""));
            let block = blocks
                .iter()
                .find(|block| [">", " "].iter().any(|after| paragraph.contains(&format!("<{block}{after}"))));
            assert_eq!(block, None, "{}: {paragraph}", path.display());
        }
    }
}

/// Sizes of text outside pictures that are none of the six.
const OTHERS: &str = "const known = ['12px', '13px', '14px', '16px', '20px', '28px']; \
    const told = [...document.querySelectorAll('body, body *:not(svg *):not(option):not(code)')]; \
    const size = node => getComputedStyle(node).fontSize; \
    return told.filter(node => !known.includes(size(node))).map(node => `${size(node)} ${node.outerHTML.slice(0, 120)}`)";

fn six_sizes() {
    let city = City::sample();
    let server = Server::of(&city);
    let pages = [
        "/",
        "/chains/ic/brief",
        "/chains/ic/atlas",
        "/chains/ic/gaps",
        "/chains/ic/segments/ic-litho",
        "/chains/ic/targets",
        "/chains/ic/list",
        "/chains/ic/list?view=board",
        "/chains/ic/funds",
        "/chains/ic/group",
        "/chains/ic/plan",
        "/map?chain=ic",
        "/enterprise?q=smee",
        "/find?q=smee",
        "/data",
        "/how",
    ];
    in_browser(async move |browser: &Browser| {
        for page in pages {
            browser.open(&server.url(page)).await;
            assert_eq!(browser.ask(OTHERS).await, serde_json::json!([]), "{page}");
        }
    });
}
