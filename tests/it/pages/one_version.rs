//! A page shows one version of the graph, whatever is written while it is made.

use liantu::app::intake::import::OnError;
use liantu::store::Store;

use crate::support::{City, Facts, Service, Sheet, block_on, data, folder, load};

/// Pages of the small city's first chain.
const PAGES: [(&str, &str); 20] = [
    ("overview", "/?home=340100"),
    ("map", "/map?chain=c1"),
    ("place", "/map?chain=c1&place=310000"),
    ("atlas", "/chains/c1/atlas"),
    ("brief", "/chains/c1/brief"),
    ("gaps", "/chains/c1/gaps"),
    ("segment", "/chains/c1/segments/c1-s08"),
    ("targets", "/chains/c1/targets"),
    ("targets_of_a_gap", "/chains/c1/targets?segment=c1-s07"),
    ("list", "/chains/c1/list"),
    ("entry", "/chains/c1/list/entry?target=e00005"),
    ("suggestions", "/chains/c1/list/suggest"),
    ("introductions", "/chains/c1/paths"),
    ("introduction", "/chains/c1/paths?target=e00024"),
    ("funds", "/chains/c1/funds"),
    ("fund", "/chains/c1/funds/f000"),
    ("group", "/chains/c1/group"),
    ("enterprise", "/enterprise?id=e00024&chain=c1"),
    ("find", "/find?text=e000"),
    ("document", "/api/v1/map/document?chain=c1"),
];
/// How often another version is shown while a page is asked for.
const VERSIONS: usize = 40;

pub fn facts(facts: &mut Facts) {
    for (name, path) in PAGES {
        facts.add(format!("one_version::the_{name}_page_shows_one"), move || shows_one(path));
    }
}

/// The small city with every name marked, so that no text of one version stands in another.
fn marked(mark: &str) -> tempfile::TempDir {
    let mut sheets = Sheet::all_in(&data("small"));
    for sheet in &mut sheets {
        for name in ["name", "lead_unit", "leader"] {
            let Some(column) = sheet.header.iter().position(|header| header == name) else { continue };
            sheet.rows.iter_mut().for_each(|row| row[column].push_str(mark));
        }
    }
    folder(&sheets)
}

/// A page without the number by which it asks whether what it shows has moved: each version has one of its own.
fn without_number(page: &str) -> String {
    const NUMBER: &str = "data-version=\"";
    let Some((before, after)) = page.split_once(NUMBER) else { return page.to_owned() };
    let rest = after.trim_start_matches(|c: char| c.is_ascii_digit());
    format!("{before}{NUMBER}{rest}")
}

fn shows_one(path: &str) {
    let versions = [marked("甲"), marked("乙")];
    let city = City::with(&[versions[0].path()]);
    city.done(&["list", "add", "--chain", "c1", "e00005", "e00061", "e00051"]);
    city.done(&["list", "assign", "--chain", "c1", "e00005", "--squad", "q1"]);
    block_on(async {
        let store = Store::open(&city.store()).await.unwrap();
        let write = async |nth: usize| drop(load(&store, &[versions[nth % 2].path()], OnError::Abort).await);
        let service = Service::over(&store).await;
        let mut expected = Vec::new();
        for nth in [1, 0] {
            write(nth).await;
            service.follow().await;
            let answer = service.get(path).await;
            assert_eq!(answer.status, 200, "{path}: {}", answer.body);
            expected.push(without_number(&answer.body));
        }
        assert_ne!(expected[0], expected[1], "{path} tells which version it shows");
        let answers = service.get_while(path, VERSIONS, async |nth| write(nth + 1).await).await;
        let mixed = answers.iter().filter(|answer| !expected.contains(&without_number(&answer.body))).count();
        assert_eq!(mixed, 0, "of {} answers of {path}, so many mix two versions", answers.len());
    });
}
