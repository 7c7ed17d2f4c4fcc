//! The document where it is read: in another office suite, and on a phone.

use std::collections::HashMap;
use std::io::Read;
use std::path::Path;

use super::map_document::{Told, lines, sheets};
use crate::pages::is_accessible;
use crate::support::{Browser, City, Facts, Need, converted, in_browser};

pub fn facts(facts: &mut Facts) {
    facts.add_needing(Need::LibreOffice, "document::libreoffice_loses_nothing_of_it", libreoffice_loses_nothing);
    facts.add_needing(Need::Browser, "document::on_a_phone_names_come_first_and_nothing_is_wider", on_a_phone);
}

/// Its pictures, by how large they are.
fn pictures(path: &Path) -> Vec<(u32, u32)> {
    let mut archive = zip::ZipArchive::new(std::fs::File::open(path).unwrap()).unwrap();
    let mut found = Vec::new();
    for at in 0..archive.len() {
        let mut part = archive.by_index(at).unwrap();
        if part.name().unwrap().ends_with(".png") {
            let mut content = Vec::new();
            part.read_to_end(&mut content).unwrap();
            let info = png::Decoder::new(std::io::Cursor::new(content)).read_info().unwrap();
            found.push((info.info().width, info.info().height));
        }
    }
    found.sort_unstable();
    found
}

fn libreoffice_loses_nothing() {
    let city = City::sample();
    let out = city.folder().join("地图.xlsx");
    city.done(&["map", "--chain", "ic", "--out", out.to_str().unwrap()]);
    let drawn = pictures(&out);
    assert!(drawn.len() == 2 && drawn.iter().all(|(w, h)| *w > 1500 && *h > 800), "{drawn:?}");
    let saved = converted(&city, &out, "xlsx", "saved");
    assert_eq!(pictures(&saved), drawn);
    assert_eq!(lines(&saved), lines(&out));
    let (before, after) = (sheets(&out), sheets(&saved));
    assert_eq!(before.len(), after.len());
    let by_name: HashMap<&str, &Told> = after.iter().map(|sheet| (&*sheet.name, sheet)).collect();
    for sheet in before.iter().filter(|sheet| !sheet.rows.is_empty()) {
        assert_eq!(by_name[&*sheet.name], sheet);
    }
}

/// What stands on the page that is wider than it, but for what scrolls inside.
const TOO_WIDE: &str = "const inside = node => node.closest('.picture, .scroll') && !node.matches('.picture, .scroll'); \
    return [...document.querySelectorAll('body *')].filter(node => !inside(node) && \
    node.getBoundingClientRect().right > innerWidth + 0.5).map(node => node.outerHTML.slice(0, 200))";

/// What is seen first on each card of a table.
const FIRST: &str = "return [...document.querySelectorAll('tr[data-key]')].map(row => { \
    const seen = [...row.children].filter(cell => cell.getClientRects().length); \
    seen.sort((one, other) => one.getBoundingClientRect().top - other.getBoundingClientRect().top); \
    return seen[0].matches('th, [data-label=\"企业\"]') })";

fn on_a_phone() {
    let city = City::sample();
    let out = city.folder().join("地图.html");
    city.done(&["map", "--chain", "ic", "--out", out.to_str().unwrap()]);
    let address = url::Url::from_file_path(out).unwrap().to_string();
    in_browser(async move |browser: &Browser| {
        browser.size(390, 844).await;
        browser.open(&address).await;
        assert_eq!(browser.ask("return document.documentElement.scrollWidth <= innerWidth").await, true);
        assert_eq!(browser.ask(TOO_WIDE).await, serde_json::json!([]));
        // Rows stand folded; a link into them opens theirs.
        let folded = browser.ask("return document.documentElement.scrollHeight").await.as_f64().unwrap();
        browser.ask("document.querySelectorAll('input.fold').forEach(box => box.click()); return true").await;
        let open = browser.ask("return document.documentElement.scrollHeight").await.as_f64().unwrap();
        assert!(folded * 3.0 < open, "{folded} of {open}");
        let first = browser.ask(FIRST).await;
        let first = first.as_array().unwrap();
        assert!(first.len() > 100 && first.iter().all(|named| *named == true), "{first:?}");
        is_accessible(browser).await;
        let own = |asked: &&String| asked.starts_with("file:") || asked.starts_with("data:");
        let asked = browser.requests().await;
        assert!(asked.iter().all(|asked| own(&asked)), "{asked:?}");
    });
}
