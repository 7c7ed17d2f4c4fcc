//! Mappings: how a source's own files come in.

use std::path::Path;

use crate::support::{City, Done, Facts, project};

pub fn facts(facts: &mut Facts) {
    facts.add("mapping::titles_units_dates_and_lists_are_read", titles_units_dates_and_lists_are_read);
    facts.add("mapping::one_json_feeds_two_tables_and_ids_stay_in_their_namespace", one_json_feeds_two_tables);
    facts.add("mapping::rejected_rows_come_in_again_with_the_same_mapping", rejected_rows_come_in_again);
    facts.add("mapping::misfits_stay_beside_and_are_told", misfits_stay_beside_and_are_told);
    facts.add("mapping::two_namespaces_of_one_source_do_not_meet", two_namespaces_do_not_meet);
    facts.add("mapping::the_standup_sample_comes_in", the_standup_sample_comes_in);
    facts.add("mapping::a_sheet_below_a_merged_title_is_read", a_sheet_below_a_merged_title_is_read);
    facts.add("mapping::a_guess_can_be_imported", a_guess_can_be_imported);
    if cfg!(target_os = "linux") {
        facts.add("mapping::a_large_json_needs_little_memory", a_large_json_needs_little_memory);
    }
}

pub fn import(city: &City, file: &Path, mapping: &Path, more: &[&str]) -> Done {
    let mut arguments = vec!["import", file.to_str().unwrap(), "--mapping", mapping.to_str().unwrap()];
    arguments.extend(more);
    city.run(&arguments)
}

fn titles_units_dates_and_lists_are_read() {
    let city = City::new();
    let file = city.write(
        "名单.csv",
        "合肥市重点企业名单,,,,\n单位：亿元,,,,\n企业名,产值,成立,曾用,电话\n甲有限公司,1.1,03/02/2020,老甲/旧甲、小甲,123\n乙有限公司,3000万,2019,,\n",
    );
    let mapping = city.write(
        "m.toml",
        r#"[[table]]
table = "enterprises"
header_row = 3
source = "名单"
seen = "2026-01-02"
ignore = ["电话"]
[table.columns]
name = "企业名"
revenue = { header = "产值", unit = "亿" }
founded = { header = "成立", date = "DD/MM/YYYY" }
former_names = { header = "曾用", split = "、/" }
country = { constant = "CN" }
"#,
    );
    let done = import(&city, &file, &mapping, &[]);
    assert_eq!(done.code(), 0, "{}{}", done.out(), done.err());
    assert!(done.out().contains("按映射不取的列：电话"), "{}", done.out());
    // The same in canonical form changes nothing: every value was read as meant.
    let same = city.write(
        "enterprises.csv",
        "name,revenue,founded,former_names,country,source,seen\n甲有限公司,11000,2020-02-03,老甲;旧甲;小甲,CN,名单,2026-01-02\n乙有限公司,3000,2019,,CN,名单,2026-01-02\n",
    );
    let report = city.run(&["import", same.to_str().unwrap(), "--format", "json"]).json();
    assert_eq!(report["unchanged"], 2, "{report}");
}

fn one_json_feeds_two_tables() {
    let city = City::new();
    let file = city.write(
        "dump.json",
        r#"{"meta": {"rows": [1]}, "data": {"list": [
            {"id": 7, "name": "甲有限公司", "city": "合肥", "tags": ["小甲", "老甲"]},
            {"id": 8, "name": "乙有限公司", "city": "芜湖", "tags": []}]}}"#,
    );
    let mapping = city.write(
        "m.toml",
        r#"[[table]]
table = "enterprises"
rows = "/data/list"
namespace = "dump"
ignore = ["city"]
columns = { enterprise = "id", name = "name", aliases = "tags" }

[[table]]
table = "sites"
rows = "/data/list"
namespace = "dump"
ignore = ["*"]
columns = { enterprise = "id", adcode = "city" }
"#,
    );
    let done = import(&city, &file, &mapping, &[]);
    assert_eq!(done.code(), 0, "{}{}", done.out(), done.err());
    let same =
        city.write("enterprises.csv", "enterprise,name,aliases\ndump:7,甲有限公司,小甲;老甲\ndump:8,乙有限公司,\n");
    let sites = city.write("sites.csv", "enterprise,adcode\ndump:7,340100\ndump:8,340200\n");
    let arguments = ["import", same.to_str().unwrap(), sites.to_str().unwrap(), "--format", "json"];
    let report = city.run(&arguments).json();
    assert_eq!((&report["unchanged"], &report["read"]), (&4.into(), &4.into()), "{report}");
}

fn two_namespaces_do_not_meet() {
    let city = City::new();
    for name in ["a", "b"] {
        let firms = format!("[{{\"id\": \"1\", \"name\": \"{name} 有限公司\", \"to\": \"1\", \"city\": \"合肥\"}}]");
        let file = city.write("firms.json", firms);
        let table = |table: &str, columns: &str| {
            format!(
                "[[table]]\ntable = \"{table}\"\nnamespace = \"{name}\"\nignore = [\"*\"]\ncolumns = {{ {columns} }}\n"
            )
        };
        let enterprises = table("enterprises", "enterprise = \"id\", name = \"name\"");
        let sites = table("sites", "enterprise = \"to\", adcode = \"city\"");
        let done = import(&city, &file, &city.write("m.toml", enterprises + &sites), &["--format", "json"]);
        assert_eq!(done.json()["new"], 2, "{}{}", done.out(), done.err());
    }
}

fn rejected_rows_come_in_again() {
    let city = City::new();
    let file = city.write("dump.json", r#"{"list": [{"n":"甲公司","d":"2020"}, {"n":"乙公司",  "d":"何年"}]}"#);
    let mapping = city.write(
        "m.toml",
        "[[table]]\ntable = \"enterprises\"\nrows = \"/list\"\ncolumns = { name = \"n\", founded = \"d\" }\n",
    );
    let back = city.folder().join("back.json");
    let done = import(&city, &file, &mapping, &["--on-error", "skip", "--rejected", back.to_str().unwrap()]);
    assert_eq!(done.code(), 2, "{}{}", done.out(), done.err());
    assert!(done.out().contains("列 d（founded）「何年」"), "{}", done.out());
    let text = std::fs::read_to_string(&back).unwrap();
    assert_eq!(text, "{\"list\":[\n{\"n\":\"乙公司\",  \"d\":\"何年\"}\n]}\n");
    std::fs::write(&back, text.replace("何年", "2021")).unwrap();
    let report = import(&city, &back, &mapping, &["--format", "json"]).json();
    assert_eq!((&report["new"], &report["rejected"]), (&1.into(), &0.into()), "{report}");

    let table = city.write("t.csv", "名单,\n企业,年份\n丙公司,2020\n丁公司,何年\n");
    let mapping = city.write(
        "t.toml",
        "[[table]]\ntable = \"enterprises\"\nfile = \"t.csv\"\nheader_row = 2\ncolumns = { name = \"企业\", founded = \"年份\" }\n",
    );
    let back = city.folder().join("t-back.csv");
    import(&city, &table, &mapping, &["--on-error", "skip", "--rejected", back.to_str().unwrap()]);
    let text = std::fs::read_to_string(&back).unwrap();
    std::fs::write(&back, text.replace("何年", "2021")).unwrap();
    let report = import(&city, &back, &mapping, &["--format", "json"]).json();
    assert_eq!((&report["new"], &report["read"]), (&1.into(), &1.into()), "{report}");
}

fn misfits_stay_beside_and_are_told() {
    let city = City::new();
    let file = city.write(
        "f.json",
        r#"[{"n":"甲公司","s":"35000+人"}, {"n":"乙公司","s":"1000-5000人"}, {"n":"丙公司","s":"-"}]"#,
    );
    let mapping = city.write(
        "m.toml",
        "[[table]]\ntable = \"enterprises\"\nblank = [\"-\"]\n[table.columns]\nname = \"n\"\nemployees = { header = \"s\", take = \"number\", misfit = \"extra\" }\n",
    );
    let done = import(&city, &file, &mapping, &[]);
    assert!(
        done.out().contains("列 s（employees） 有 1 个值不合此字段，作为其他信息保留，如第 2 行「1000-5000人」"),
        "{}",
        done.out()
    );
    let same = city.write("enterprises.csv", "name,employees,s\n甲公司,35000,\n乙公司,,1000-5000人\n丙公司,,\n");
    let report = city.run(&["import", same.to_str().unwrap(), "--format", "json"]).json();
    assert_eq!(report["unchanged"], 3, "{report}");
}

fn the_standup_sample_comes_in() {
    let folder = project().join("import/standup-coder");
    let city = City::new();
    let sample = folder.join("companies-sample.json");
    let report =
        import(&city, &sample, &folder.join("mapping.toml"), &["--format", "json", "--on-error", "skip"]).json();
    assert_eq!(report["committed"], true, "{report}");
    let count = |name: &str| report[name].as_u64().unwrap();
    assert_eq!(
        count("read"),
        ["new", "changed", "unchanged", "repeated", "rejected"].into_iter().map(count).sum::<u64>()
    );
    assert_eq!((count("read"), count("repeated"), count("rejected")), (7, 1, 1), "{report}");
}

/// A workbook of two sheets: a merged title, the header, one row with a serial date; and an empty remark.
fn workbook(path: &Path) {
    use std::io::Write;
    let text = |cell: &str, text: &str| format!("<c r=\"{cell}\" t=\"inlineStr\"><is><t>{text}</t></is></c>");
    let list = format!(
        "<worksheet xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"><sheetData>\
         <row r=\"1\">{}</row><row r=\"2\">{}{}</row><row r=\"3\">{}<c r=\"B3\"><v>46000</v></c></row>\
         </sheetData><mergeCells count=\"1\"><mergeCell ref=\"A1:B1\"/></mergeCells></worksheet>",
        text("A1", "重点企业名单"),
        text("A2", "企业"),
        text("B2", "成立"),
        text("A3", "甲有限公司"),
    );
    let remark = format!(
        "<worksheet xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"><sheetData><row r=\"1\">{}</row></sheetData></worksheet>",
        text("A1", "说明")
    );
    let relation = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    let package = "http://schemas.openxmlformats.org/package/2006";
    let sheet = format!("Type=\"{relation}/worksheet\" Target=\"worksheets/sheet");
    let parts = [
        (
            "[Content_Types].xml",
            format!(
                "<Types xmlns=\"{package}/content-types\"><Default Extension=\"xml\" ContentType=\"application/xml\"/></Types>"
            ),
        ),
        (
            "_rels/.rels",
            format!(
                "<Relationships xmlns=\"{package}/relationships\"><Relationship Id=\"r1\" Type=\"{relation}/officeDocument\" Target=\"xl/workbook.xml\"/></Relationships>"
            ),
        ),
        (
            "xl/workbook.xml",
            format!(
                "<workbook xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\" xmlns:r=\"{relation}\"><sheets><sheet name=\"说明\" sheetId=\"1\" r:id=\"r1\"/><sheet name=\"名单\" sheetId=\"2\" r:id=\"r2\"/></sheets></workbook>"
            ),
        ),
        (
            "xl/_rels/workbook.xml.rels",
            format!(
                "<Relationships xmlns=\"{package}/relationships\"><Relationship Id=\"r1\" {sheet}1.xml\"/><Relationship Id=\"r2\" {sheet}2.xml\"/></Relationships>"
            ),
        ),
        ("xl/worksheets/sheet1.xml", remark),
        ("xl/worksheets/sheet2.xml", list),
    ];
    let mut archive = zip::ZipWriter::new(std::fs::File::create(path).unwrap());
    for (name, content) in parts {
        archive.start_file(name, zip::write::SimpleFileOptions::default()).unwrap();
        archive.write_all(content.as_bytes()).unwrap();
    }
    archive.finish().unwrap();
}

fn a_sheet_below_a_merged_title_is_read() {
    let city = City::new();
    let file = city.folder().join("名单.xlsx");
    workbook(&file);
    let told = |said: &str| {
        let text =
            format!("[[table]]\ntable = \"enterprises\"\n{said}columns = {{ name = \"企业\", founded = \"成立\" }}\n");
        let done = import(&city, &file, &city.write("m.toml", text), &[]);
        done.out() + &done.err()
    };
    assert!(told("").contains("工作表有：说明、名单"), "{}", told(""));
    assert!(told("sheet = \"清单\"\n").contains("没有工作表「清单」"));
    assert!(told("sheet = \"名单\"\n").contains("header_row"), "{}", told("sheet = \"名单\"\n"));
    let done = told("sheet = \"名单\"\nheader_row = 2\n");
    assert!(done.contains("读 1，新 1"), "{done}");
    let same = city.write("enterprises.csv", "name,founded\n甲有限公司,2025-12-09\n");
    let report = city.run(&["import", same.to_str().unwrap(), "--format", "json"]).json();
    assert_eq!(report["unchanged"], 1, "{report}");
    let draft = city.run(&["mapping", "guess", file.to_str().unwrap()]).out();
    assert!(draft.contains("sheet = \"名单\"") && draft.contains("header_row = 2"), "{draft}");
}

fn a_guess_can_be_imported() {
    let city = City::new();
    let file = city.write(
        "名单.csv",
        "重点企业名单,,,,\n单位名称,信用代码,公司在哪里,产值,官方网站\n甲有限公司,91350100M000100Y43,合肥,1.2亿,www.a.cn\n乙有限公司,91110000101623741K,芜湖,3000万,\n",
    );
    let mapping = city.folder().join("m.toml");
    city.done(&["mapping", "guess", file.to_str().unwrap(), "--out", mapping.to_str().unwrap()]);
    let text = std::fs::read_to_string(&mapping).unwrap();
    for word in ["table = \"enterprises\"", "header_row = 2", "name = \"单位名称\"", "credit_code", "不确定", "合肥"]
    {
        assert!(text.contains(word), "{word} is not in {text}");
    }
    let report = import(&city, &file, &mapping, &["--format", "json"]).json();
    assert_eq!((&report["new"], &report["rejected"]), (&2.into(), &0.into()), "{report}");

    let folder = project().join("import/standup-coder");
    let sample = folder.join("companies-sample.json");
    let done = city.run(&["mapping", "guess", sample.to_str().unwrap()]);
    assert!(done.out().contains("adcode = \"city\""), "{}{}", done.out(), done.err());
    assert!(done.out().contains("link = \"url\""), "{}", done.out());
}

/// A dry run, so that what is measured is the reading.
fn a_large_json_needs_little_memory() {
    use std::io::{BufRead, BufReader, Write};
    const ROWS: u64 = 200_000;
    let city = City::new();
    let path = city.folder().join("large.json");
    let mut file = std::io::BufWriter::new(std::fs::File::create(&path).unwrap());
    let filler = "填充".repeat(160);
    file.write_all(b"{\"list\":[").unwrap();
    for i in 0..ROWS {
        let comma = if i == 0 { "" } else { "," };
        write!(file, "{comma}{{\"n\":\"甲有限公司\",\"id\":\"{}\",\"x\":\"{filler}\"}}", i % 100).unwrap();
    }
    file.write_all(b"]}").unwrap();
    file.flush().unwrap();
    let size = std::fs::metadata(&path).unwrap().len();
    assert!(size > 150 << 20, "{size}");
    let mapping = city.write(
        "m.toml",
        "[[table]]\ntable = \"enterprises\"\nrows = \"/list\"\nignore = [\"x\"]\ncolumns = { enterprise = \"id\", name = \"n\" }\n",
    );
    let arguments = ["import", path.to_str().unwrap(), "--mapping", mapping.to_str().unwrap(), "--dry-run"];
    let mut child = city.command(&arguments).stdout(std::process::Stdio::piped()).spawn().unwrap();
    let status = format!("/proc/{}/status", child.id());
    let mut peak = 0u64;
    let (done, waiting) = std::sync::mpsc::channel::<()>();
    let out = child.stdout.take().unwrap();
    let reader = std::thread::spawn(move || {
        let lines: Vec<String> = BufReader::new(out).lines().map_while(Result::ok).collect();
        drop(done);
        lines.join("\n")
    });
    while waiting.recv_timeout(std::time::Duration::from_millis(20)) == Err(std::sync::mpsc::RecvTimeoutError::Timeout)
    {
        let text = std::fs::read_to_string(&status).unwrap_or_default();
        let line = text.lines().find_map(|line| line.strip_prefix("VmHWM:"));
        let kib = line.and_then(|l| l.trim().split(' ').next()?.parse::<u64>().ok());
        peak = peak.max(kib.unwrap_or_default() << 10);
    }
    assert!(child.wait().unwrap().success());
    let told = reader.join().unwrap();
    assert!(told.contains("读 200000，新 100，改 0，不变 0，重复 199900，拒绝 0"), "{told}");
    assert!(peak > 0 && peak < size / 2, "{peak} of {size}");
}
