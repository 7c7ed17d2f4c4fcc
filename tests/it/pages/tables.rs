//! Tables of the pages: the same rows as the command line's, in the same order, on the page, as CSV and as XLSX, sorted and
//! with columns as the address says.

use std::io::Cursor;

use calamine::{Data, Reader, Xlsx};
use resvg::usvg::roxmltree::{Document, Node};

use crate::support::{City, Facts, Server, add};

pub fn facts(facts: &mut Facts) {
    add!(facts, "page_tables": a_page_and_its_files_tell_what_the_command_line_tells, tables_that_only_pages_have_equal_their_files,
        heads_sort_both_ways_and_keep_everything_else, boxes_choose_columns_on_the_page_and_in_its_files,
        a_long_table_goes_on_over_its_pages, wrong_orders_columns_and_pages_are_refused, the_list_of_a_file_comes_back);
}

const DAY: &str = "as_of=2026-11-23";

/// A row of a form: the word or the title of its group, its key, its cells.
type Line = (String, String, Vec<String>);

/// The small city with a list of three.
fn city() -> City {
    let city = City::small();
    city.done(&["list", "add", "--chain", "c1", "e00005", "e00061", "e00051"]);
    city.done(&["list", "set", "--chain", "c1", "e00005", "--next", "约董事长", "--amount", "1.2亿"]);
    city
}

fn said(node: Node) -> String {
    node.descendants().filter_map(|node| node.is_text().then(|| node.text())?).collect()
}

/// The table of a page with this id, as its markup stands there.
fn markup<'a>(page: &'a str, id: &str) -> &'a str {
    let tables = page.match_indices("<table class=\"rows\">").map(|(at, _)| &page[at..]);
    let mut tables = tables.map(|rest| &rest[..rest.find("</table>").unwrap() + "</table>".len()]);
    tables.find(|table| table.contains(&format!("id=\"{id}r0\""))).unwrap_or_else(|| panic!("no table {id} in {page}"))
}

/// The rows of one page.
fn lines_of(page: &str, id: &str) -> Vec<Line> {
    let document = Document::parse(markup(page, id)).unwrap();
    let mut group = String::new();
    let mut lines = Vec::new();
    for row in document.descendants().filter(|node| node.has_tag_name("tr")) {
        if row.attribute("class") == Some("group") {
            group = said(row);
        } else if let Some(key) = row.attribute("data-key") {
            let cells = row.children().filter(|node| node.is_element() && node.attribute("class") != Some("pick"));
            lines.push((group.clone(), key.to_owned(), cells.map(said).collect()));
        }
    }
    lines
}

/// Where the link with a relation leads.
fn link(page: &str, rel: &str) -> Option<String> {
    let before = &page[..page.find(&format!("rel=\"{rel}\""))?];
    let address = before.rsplit("href=\"").next()?.split('"').next()?;
    Some(address.replace("&#38;", "&").replace("&amp;", "&"))
}

/// The rows of all pages of a table.
fn on_pages(server: &Server, address: &str, id: &str) -> Vec<Line> {
    let mut page = server.get(address);
    assert_eq!(page.status, 200, "{address}: {}", page.body);
    let mut lines = lines_of(&page.body, id);
    while let Some(next) = link(&page.body, "next") {
        page = server.get(&next);
        assert_eq!(page.status, 200, "{next}: {}", page.body);
        lines.extend(lines_of(&page.body, id));
    }
    lines
}

/// The records of a CSV; those of a table with groups begin with the group's word.
fn in_csv(text: &str, grouped: bool) -> Vec<Line> {
    let mut reader = csv::Reader::from_reader(text.strip_prefix('\u{feff}').expect("a BOM").as_bytes());
    let record = |record: csv::StringRecord| {
        let cells = record.iter().map(|cell| cell.trim_start_matches('\'').to_owned()).collect::<Vec<_>>();
        line(cells, grouped)
    };
    reader.records().map(|one| record(one.unwrap())).collect()
}

fn line(mut record: Vec<String>, grouped: bool) -> Line {
    let key = record.pop().unwrap();
    let group = if grouped { record.remove(0) } else { String::new() };
    (group, key, record)
}

/// The rows of a workbook of one sheet.
fn in_workbook(content: &[u8], grouped: bool) -> Vec<Line> {
    let mut workbook: Xlsx<_> = Xlsx::new(Cursor::new(content.to_vec())).unwrap();
    let names = workbook.sheet_names();
    assert_eq!(names.len(), 1, "{names:?}");
    let range = workbook.worksheet_range(&names[0]).unwrap();
    let told = |cell: &Data| match cell {
        Data::Float(number) => number.to_string(),
        other => other.to_string(),
    };
    range.rows().skip(1).map(|row| line(row.iter().map(told).collect(), grouped)).collect()
}

/// A number without what people put between thousands, and without the noughts at its end; any other text as it is.
fn plain(cell: &str) -> String {
    let number = cell.replace(',', "");
    number.parse::<f64>().map_or_else(|_| cell.to_owned(), |number| number.to_string())
}

fn assert_same(one: &[Line], other: &[Line], asked: &str) {
    assert_eq!(one.len(), other.len(), "{asked}");
    for (one, other) in one.iter().zip(other) {
        let cells = |line: &Line| line.2.iter().map(|cell| plain(cell)).collect::<Vec<_>>();
        assert_eq!((&one.1, cells(one)), (&other.1, cells(other)), "{asked}");
        assert!(one.0.starts_with(&other.0), "{asked}: {} and {}", one.0, other.0);
    }
}

/// The page, its CSV and its workbook tell the same; what they tell.
fn in_every_form(server: &Server, address: &str, id: &str) -> Vec<Line> {
    let page = on_pages(server, address, id);
    let file = |form: &str| {
        let answer = server.get(&format!("{address}&format={form}"));
        assert_eq!(answer.status, 200, "{address} as {form}: {}", answer.body);
        let name = answer.header("content-disposition").to_owned();
        assert!(name.contains(&format!(".{form}")) && name.contains("2026-11"), "{address}: {name}");
        answer
    };
    let grouped = !page[0].0.is_empty();
    let csv = in_csv(&file("csv").body, grouped);
    assert_same(&page, &csv, &format!("{address} as CSV"));
    assert_same(&page, &in_workbook(&file("xlsx").content, grouped), &format!("{address} as XLSX"));
    csv
}

fn a_page_and_its_files_tell_what_the_command_line_tells() {
    let (city, server) = city().served();
    let day = ["--as-of", "2026-11-23"];
    let asked: [(&str, &str, &[&str], &str); 10] = [
        ("/chains/c1/gaps", "gaps", &["gaps", "--chain", "c1"], "priority"),
        ("/chains/c1/targets", "targets", &["targets", "--chain", "c1", "--limit", "100000"], "score"),
        ("/chains/c1/paths?target=e00016", "paths", &["paths", "--chain", "c1", "--target", "e00016"], "call_first"),
        ("/chains/c1/paths?from=person:p000", "reach", &["reach", "--chain", "c1", "--from", "person:p000"], "name"),
        ("/chains/c1/funds?budget=3&table=plan", "plan", &["plan", "--chain", "c1", "--budget", "3"], "gain"),
        ("/chains/c1/group", "invitations", &["group", "--chain", "c1"], "role"),
        ("/chains/c1/segments/c1-s08", "facts", &["explain", "--chain", "c1", "--segment", "c1-s08"], "standing"),
        ("/find?text=%E5%85%AC%E5%8F%B8", "find", &["find", "公司"], "seat"),
        ("/chains/c1/funds?table=fund-holdings", "fund-holdings", &["funds", "--chain", "c1"], "name"),
        ("/chains/c1/list", "list", &["list", "show", "--chain", "c1"], "amount"),
    ];
    for (page, id, command, column) in asked {
        let dated = !["find", "list"].contains(&command[0]);
        for sort in [None, Some(column.to_owned()), Some(format!("-{column}"))] {
            let joint = if page.contains('?') { '&' } else { '?' };
            let mut address = format!("{page}{joint}columns=all");
            let mut arguments = [command, &["--format", "csv"]].concat();
            if dated {
                address = format!("{address}&{DAY}");
                arguments.extend(day);
            }
            if let Some(sort) = &sort {
                address = format!("{address}&sort={sort}");
                arguments.extend(["--sort", sort]);
            }
            let told = city.run(&arguments);
            assert_eq!(told.code(), 0, "{arguments:?}: {}", told.err());
            let file = server.get(&format!("{address}&format=csv"));
            assert_eq!(file.body, told.out(), "{address}");
            in_every_form(&server, &address, id);
        }
    }
}

fn tables_that_only_pages_have_equal_their_files() {
    let (_city, server) = city().served();
    for (address, id) in [
        (format!("/chains/c1/funds?{DAY}&columns=all"), "funds"),
        (format!("/?home=340100&{DAY}&columns=all&sort=-build"), "overview"),
        (format!("/chains/c1/segments/c1-s08?{DAY}&table=factors&sort=-points"), "factors"),
        (format!("/chains/c1/funds?{DAY}&table=coverage&columns=all&sort=-funds"), "coverage"),
        (format!("/chains/c1/funds?{DAY}&table=coverage&verdict=build&text=%E5%9F%BA%E9%87%91"), "coverage"),
        (format!("/chains/c1/funds?{DAY}&table=plane&sort=-density"), "plane"),
        (format!("/chains/c1/funds/f000?{DAY}&columns=all"), "fund-targets"),
        (format!("/chains/c1/funds/f000?{DAY}&table=fund-portfolio&sort=-name"), "fund-portfolio"),
        (format!("/chains/c1/funds/f000?{DAY}&table=fund-beside&columns=all"), "fund-beside"),
        (format!("/chains/c1/group?{DAY}&table=group&sort=role"), "group"),
        (format!("/map?chain=c1&{DAY}&sort=-leaders"), "places"),
        (format!("/map?chain=c1&{DAY}&place=310000&table=firms&columns=all"), "firms"),
        (format!("/chains/c1/list/suggest?{DAY}&sort=-score"), "suggestions"),
        (format!("/chains/c1/gaps?{DAY}&verdict=strengthen&sort=candidates"), "gaps"),
        (format!("/chains/c1/targets?{DAY}&standing=leading&sort=name"), "targets"),
    ] {
        assert!(!in_every_form(&server, &address, id).is_empty(), "{address}");
    }
}

/// The heads of a table: their word, how the rows are sorted by them, and where a click leads.
fn heads(page: &str, id: &str) -> Vec<(String, Option<String>, String)> {
    let document = Document::parse(markup(page, id)).unwrap();
    let heads = document.descendants().filter(|node| node.has_tag_name("th") && node.attribute("scope") == Some("col"));
    let told = |head: Node| {
        let address = head.children().find_map(|node| node.attribute("href"))?.to_owned();
        Some((said(head), head.attribute("aria-sort").map(str::to_owned), address))
    };
    heads.filter_map(told).collect()
}

fn heads_sort_both_ways_and_keep_everything_else() {
    let (_city, server) = city().served();
    let address = format!("/chains/c1/gaps?{DAY}&home=340100&stage=upstream&text=c1&columns=name,candidates,priority");
    let mut page = server.get(&address).body;
    let column = |page: &str| heads(page, "gaps").into_iter().find(|(word, ..)| word == "候选企业").unwrap();
    assert!(heads(&page, "gaps").iter().all(|(_, sorted, _)| sorted.is_none()));
    for (sorted, falling) in [("descending", true), ("ascending", false), ("descending", true)] {
        let next = column(&page).2;
        for part in [DAY, "home=340100", "stage=upstream", "text=c1", "columns=name%2Ccandidates%2Cpriority"] {
            assert!(next.contains(part), "{next} lost {part}");
        }
        page = server.get(&next).body;
        assert_eq!(column(&page).1.as_deref(), Some(sorted), "{next}");
        let strong = lines_of(&page, "gaps").into_iter().filter(|(group, ..)| group == "优势");
        let counts: Vec<u32> = strong.map(|(.., cells)| cells[1].parse().unwrap()).collect();
        let in_order = |one: &u32, other: &u32| if falling { one >= other } else { one <= other };
        assert!(counts.len() > 2 && counts.is_sorted_by(in_order), "{next}: {counts:?}");
    }
    for sort in ["relatedness", "-relatedness"] {
        let page = server.get(&format!("/chains/c1/gaps?{DAY}&sort={sort}&columns=relatedness")).body;
        let missing = lines_of(&page, "gaps").into_iter().filter(|(group, ..)| group == "缺失");
        let told: Vec<String> = missing.flat_map(|(.., cells)| cells).collect();
        let last = told.iter().position(|cell| cell == "未知").unwrap();
        assert!(last > 1 && told[last..].iter().all(|cell| cell == "未知"), "what is unknown comes last: {told:?}");
    }
}

fn boxes_choose_columns_on_the_page_and_in_its_files() {
    let (_city, server) = city().served();
    let told = |columns: &str| {
        let address = format!("/chains/c1/gaps?{DAY}&{columns}");
        let page = server.get(&address).body;
        let words: Vec<String> = heads(&page, "gaps").into_iter().map(|(word, ..)| word).collect();
        in_every_form(&server, &address, "gaps");
        words
    };
    assert_eq!(told("columns=name&columns=verdict&columns=assessed"), ["环节", "结论", "认定"]);
    assert_eq!(told("columns=结论,name"), ["结论", "环节"]);
    let usual = told("columns=");
    let hidden = [
        "环节编号",
        "龙头以上",
        "候选企业",
        "待核实",
        "所在地未知",
        "关联",
        "本地配套",
        "产业相关",
        "重点环节",
        "候选",
        "摸排",
        "认定",
    ];
    assert!(usual.len() > 8 && usual.iter().all(|word| !hidden.contains(&&**word)), "{usual:?}");
    assert_eq!(told("columns=all").len(), usual.len() + hidden.len());
}

fn a_long_table_goes_on_over_its_pages() {
    let city = City::new();
    let folder = city.folder().join("city");
    city.done(&["generate", "--enterprises", "600", "--chains", "1", &folder.display().to_string()]);
    city.import(&[&folder]);
    let (_city, server) = city.served();
    let address = format!("/chains/c1/targets?{DAY}&home=340100&sort=-evidence");
    let all = in_every_form(&server, &address, "targets");
    assert!(all.len() > 100, "{} rows", all.len());
    let second = server.get(&format!("{address}&page=2")).body;
    assert_same(&lines_of(&second, "targets"), &all[40..80], "the second page");
    assert!(link(&second, "prev").is_some_and(|address| !address.contains("page=")), "the first page needs no number");
    let last = server.get(&format!("{address}&page=9999")).body;
    let rest = all.len() - all.len() % 40;
    let rest = if rest == all.len() { rest - 40 } else { rest };
    assert_same(&lines_of(&last, "targets"), &all[rest..], "beyond the last page is the last");
    let csv = server.get(&format!("{address}&page=2&format=csv")).body;
    assert_same(&in_csv(&csv, true), &all, "a file has all pages");
}

fn wrong_orders_columns_and_pages_are_refused() {
    let (_city, server) = city().served();
    for (address, words) in [
        ("/chains/c1/gaps?sort=price", "没有「price」这一列"),
        ("/chains/c1/gaps?sort=-", "没有「」这一列"),
        ("/chains/c1/gaps?columns=name,price", "没有「price」这一列"),
        ("/chains/c1/gaps?columns=name&columns=price", "没有「price」这一列"),
        ("/chains/c1/gaps?page=0", "页码「0」"),
        ("/chains/c1/targets?page=two", "页码「two」"),
        ("/chains/c1/list?page=-1", "页码「-1」"),
        ("/chains/c1/gaps?sort=name&sort=priority", "参数读不懂"),
        ("/chains/c1/gaps?format=pdf", "csv 或 xlsx"),
        ("/chains/c1/funds?table=price", "plan（招商计划）"),
        ("/chains/c1/funds?table=plan&sort=manager", "没有「manager」这一列"),
        ("/chains/c1/group?sort=price", "没有「price」这一列"),
        ("/chains/c1/list/suggest?columns=price", "没有「price」这一列"),
        ("/map?chain=c1&sort=price", "没有「price」这一列"),
        ("/find?text=%E5%85%AC%E5%8F%B8&sort=price", "没有「price」这一列"),
        ("/chains/c1/paths?target=e00016&sort=price", "没有「price」这一列"),
        ("/chains/c1/segments/c1-s08?sort=price", "没有「price」这一列"),
    ] {
        let answer = server.get(address);
        assert_eq!(answer.status, 400, "{address}");
        assert!(answer.body.contains(words), "{address}: {}", answer.body);
    }
}

/// A file of the page with the columns that people see, changed outside, lands on the same rows.
fn the_list_of_a_file_comes_back() {
    let (city, server) = city().served();
    let file = server.get("/chains/c1/list?sort=name&format=csv");
    assert_eq!(file.status, 200);
    let changed = city.write("清单.csv", file.body.replace("约董事长", "约总经理"));
    city.done(&["return", &changed.display().to_string(), "--apply"]);
    let list = server.json("/api/v1/list?chain=c1");
    let told: Vec<&str> = list["entries"].as_array().unwrap().iter().map(|e| e["next"].as_str().unwrap()).collect();
    assert_eq!(told, ["约总经理", "", ""], "{list}");
}
