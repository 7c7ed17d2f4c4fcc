//! What the papers of a chain's meeting tell of dispatch: progress, score sheet, problems by name, what became of those told
//! before; and the brief.

use std::path::PathBuf;

use crate::accounts::roles::served;
use crate::accounts::visit::Visit;
use crate::dispatch::served::{frozen, worked};
use crate::documents::map_document::{contents, lines, sheets};
use crate::support::{City, Facts, add};

pub fn facts(facts: &mut Facts) {
    add!(facts, "papers": a_meeting_has_progress_sheet_and_problems_on_its_table, what_was_told_before_is_told_with_what_became_of_it,
        the_months_are_those_before_the_meeting, that_nobody_is_nominated_is_a_matter_to_be_done, the_brief_names_problems_to_whoever_may_see_them, a_city_without_dispatch_has_the_papers_it_had);
}

const AS_OF: [&str; 2] = ["--as-of", "2026-03-05"];

fn workbook(city: &City, more: &[&str]) -> PathBuf {
    workbook_of(city, "ic", more)
}

fn workbook_of(city: &City, chain: &str, more: &[&str]) -> PathBuf {
    let out = city.folder().join("材料");
    std::fs::create_dir_all(&out).unwrap();
    let done =
        city.done(&[&["pack", "--chain", chain, "--out", out.to_str().unwrap()], &AS_OF[..], more].concat()).out();
    let of = done.lines().filter_map(|line| line.strip_prefix("已写入 ")).map(PathBuf::from);
    of.into_iter().find(|path| path.extension().is_some_and(|ending| ending == "xlsx")).expect("a workbook")
}

fn a_meeting_has_progress_sheet_and_problems_on_its_table() {
    let city = City::sample();
    worked(&city);
    let workbook = workbook(&city, &[]);
    let tables: Vec<String> = sheets(&workbook).into_iter().map(|sheet| sheet.name).collect();
    for name in ["项目进度", "成绩单", "点人点事"] {
        assert!(tables.iter().any(|known| known == name), "{name}: {tables:?}");
    }
    let told = lines(&workbook).join("\n");
    for words in [
        "2026-01-01 至 2026-02-28：签约项目 1（上期 0）",
        "调度：点人点事",
        "在推进的项目 2 个，停滞 1 个，节点逾期 1 个",
        "示例出差乙：示例项目乙 已签约未供地",
    ] {
        assert!(told.contains(words), "{words}: {told}");
    }
    let problems = sheets(&workbook).into_iter().find(|sheet| sheet.name == "点人点事").expect("a sheet");
    let request = problems.rows.iter().map(|row| row.join(" ")).find(|row| row.starts_with("诉求逾期"));
    assert!(request.is_some_and(|row| row.contains("示例出差甲 示例诉求")), "{:?}", problems.rows);
}

fn what_was_told_before_is_told_with_what_became_of_it() {
    let city = City::sample();
    worked(&city);
    frozen(&city);
    let nodes = city.write("project_nodes.csv", "project,node,planned,actual\ndp2,started,2026-02-01,2026-04-10\n");
    let requests =
        "request,enterprise,date,matter,by,due,answered\ndn1,asml,2026-01-05,示例诉求,d1,2026-01-20,2026-03-20\n";
    city.import(&[&nodes, &city.write("requests.csv", requests)]);
    let out = city.folder().display().to_string();
    let done = city.done(&["pack", "--chain", "ic", "--out", &out, "--as-of", "2026-05-08"]).out();
    let pack =
        done.lines().filter_map(|line| line.strip_prefix("已写入 ")).find(|line| line.ends_with("xlsx")).unwrap();
    let told = lines(std::path::Path::new(pack)).join("\n");
    for words in ["听取上次（2026-01-01 至 2026-02-28）点到的", "上次点到、还没有办成的"] {
        assert!(told.contains(words), "{words}: {told}");
    }
    let kept =
        sheets(std::path::Path::new(pack)).into_iter().find(|sheet| sheet.name == "上次点到的事").expect("a sheet");
    let rows = kept.rows.iter().map(|row| row.join(" ")).collect::<Vec<_>>().join("\n");
    for words in ["已办：2026-04-10开工", "已答复或办结", "还没有办成"] {
        assert!(rows.contains(words), "{words}: {rows}");
    }
}

/// The two whole months before the meeting, as far as they are past; where they have not begun, those before the day.
fn the_months_are_those_before_the_meeting() {
    let city = City::sample();
    worked(&city);
    for (meeting, months) in [
        ("2026-08-20", "时段 2026-01-01 至 2026-02-28，截至 2026-02-28。"),
        ("2026-04-02", "时段 2026-02-01 至 2026-03-31，截至 2026-03-05。"),
        ("2026-03-09", "时段 2026-01-01 至 2026-02-28，截至 2026-02-28。"),
    ] {
        let one = format!("meeting,date,chain,kind,promised,source\nm-{meeting},{meeting},ic,group,,试\n");
        city.import(&[&city.write("meetings.csv", &one)]);
        let workbook = workbook(&city, &["--meeting", meeting]);
        let contents = contents(&workbook);
        assert!(contents.iter().any(|note| note.contains(months)), "{meeting}: {contents:?}");
    }
}

/// A leader is not named before that leader.
fn that_nobody_is_nominated_is_a_matter_to_be_done() {
    let city = City::sample();
    worked(&city);
    let told = lines(&workbook_of(&city, "nev", &[])).join("\n");
    assert!(!told.contains("没有提名功勋企业家") && told.contains("功勋企业家：本链今年还没有提名"), "{told}");
}

fn the_brief_names_problems_to_whoever_may_see_them() {
    let (city, server) = served();
    worked(&city);
    for (login, sees) in [("leader", true), ("member", true), ("dispatcher", true), ("clerk", false), ("fund", false)] {
        let page = Visit::as_user(&server, login).get("/chains/ic/brief?as_of=2026-03-05").body;
        assert_eq!(page.contains("点人点事"), sees, "{login}: {page}");
        assert_eq!(page.contains("示例出差乙：示例项目乙"), sees, "{login}");
    }
    let elsewhere = Visit::as_user(&server, "elsewhere").get("/chains/nev/brief?as_of=2026-03-05").body;
    assert!(!elsewhere.contains("示例项目乙") && !elsewhere.contains("示例出差乙"), "{elsewhere}");
}

fn a_city_without_dispatch_has_the_papers_it_had() {
    let city = City::sample();
    let told = lines(&workbook(&city, &[])).join("\n");
    assert!(!told.contains("点人点事") && !told.contains("功勋企业家"), "{told}");
    let brief = city.json(&["brief", "--chain", "ic"]);
    assert!(brief.get("dispatch").is_none(), "{brief}");
}
