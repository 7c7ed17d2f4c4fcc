//! Every example of the page on mappings is run as it stands there.

use liantu::ingest::Mapping;

use crate::support::{City, Facts, add, project};

pub fn facts(facts: &mut Facts) {
    add!(facts, "mapping_page": every_example_does_what_it_says, every_line_of_code_is_a_mapping);
}

fn page() -> String {
    std::fs::read_to_string(project().join("import/MAPPING.md")).unwrap()
}

/// A block behind three strokes: what stands beside them, and its text.
fn blocks(page: &str) -> Vec<(&str, &str)> {
    let inside = page.split("```").skip(1).step_by(2);
    inside.map(|part| part.split_once('\n').unwrap()).map(|(said, text)| (said.trim(), text)).collect()
}

/// Files whose names are those of tables are there before; the others are read by the mapping that follows, and the lines
/// behind it are told.
fn every_example_does_what_it_says() {
    let page = page();
    let (mut city, mut before, mut list, mut told) = (City::new(), Vec::new(), None, String::new());
    let mut run = 0;
    for (said, text) in blocks(&page) {
        match said.split_once(' ').unwrap_or((said, "")) {
            ("csv", name) => {
                let path = city.write(name, text).display().to_string();
                if name.is_ascii() { before.push(path) } else { list = Some(path) }
            }
            ("toml", _) => {
                let mapping = city.write("mapping.toml", text).display().to_string();
                if !before.is_empty() {
                    let all: Vec<&str> = ["import"].into_iter().chain(before.iter().map(String::as_str)).collect();
                    city.done(&all);
                }
                let list = list.take().expect("a list before the mapping");
                let done = city.run(&["import", &list, "--mapping", &mapping, "--on-error", "skip"]);
                told = done.out() + &done.err();
                (city, before) = (City::new(), Vec::new());
                run += 1;
            }
            ("text", _) => text.lines().for_each(|line| assert!(told.contains(line), "no `{line}` in {told}")),
            other => panic!("a block of {other:?}"),
        }
    }
    assert!(run >= 6, "{run} examples");
}

/// Code in the tables: keys of a table, keys of a column, or the value of the key at the line's beginning.
fn every_line_of_code_is_a_mapping() {
    const COLUMNS: [&str; 8] =
        ["capital", "founded", "former_names", "website", "employees", "adcode", "enterprise", "short_name"];
    let page = page();
    let mut tried = 0;
    for line in page.lines().filter(|line| line.starts_with("| `")) {
        let codes: Vec<&str> = line.split('`').skip(1).step_by(2).collect();
        for code in codes.iter().filter(|code| code.contains(" = ")) {
            let code = if code.starts_with('{') { format!("{} = {code}", codes[0]) } else { (*code).to_owned() };
            let table = format!("[[table]]\ntable = \"enterprises\"\n{code}\n[table.columns]\nname = \"名称\"\n");
            let column = |column: &&str| {
                format!(
                    "[[table]]\ntable = \"enterprises\"\n[table.columns]\nname = \"名称\"\n{column} = {{ header = \"甲\", {code} }}\n"
                )
            };
            let member = format!(
                "[[table]]\ntable = \"members\"\n[table.columns]\nenterprise = \"甲\"\nsegment = {{ header = \"乙\", {code} }}\n"
            );
            let segments =
                format!("[[table]]\ntable = \"segments\"\n{code}\n[table.columns]\nchain = \"链\"\nstage = \"位置\"\n");
            let all: Vec<String> = COLUMNS.iter().map(column).chain([table, member, segments]).collect();
            let errors: Vec<String> =
                all.iter().map_while(|text| Mapping::parse("m.toml", text).err().map(|e| e.to_string())).collect();
            assert!(errors.len() < all.len(), "`{code}` is no mapping: {errors:?}");
            tried += 1;
        }
    }
    assert!(tried >= 8, "{tried} pieces of code");
}
