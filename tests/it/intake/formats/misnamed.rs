//! Files that are not what they are called: read as what they are where that is plain, else told with what to do.

use crate::intake::bad_input::{Tried, Workbook, texts};
use crate::support::{City, Facts, add};

pub fn facts(facts: &mut Facts) {
    add!(facts, "formats": tables_under_another_name_are_read_and_told, what_only_a_suite_reads_says_how_to_save_it,
        what_is_no_table_says_so, digits_that_a_sheet_is_told_are_a_text_are_read);
}

const FIRMS: &str = "企业名称,区划代码,注册资本\n甲有限公司,340100,5000\n";

fn tables_under_another_name_are_read_and_told() {
    let book = Workbook::default()
        .sheet("企业", &[texts(&["企业名称", "区划代码", "注册资本"]), texts(&["甲有限公司", "340100", "5000"])], &[])
        .bytes();
    let tabs = FIRMS.replace(',', "\t");
    let gb = encoding_rs::GB18030.encode(&tabs).0.into_owned();
    let wide: Vec<u8> = [0xff, 0xfe].into_iter().chain(tabs.encode_utf16().flat_map(u16::to_le_bytes)).collect();
    for (name, content, told) in [
        ("企业.xls", FIRMS.as_bytes(), "内容是文本"),
        ("企业.xls", tabs.as_bytes(), "内容是文本"),
        ("企业.xls", &gb, "内容是文本"),
        ("企业.xlsx", &wide, "内容是文本"),
        ("企业.xlsx", FIRMS.as_bytes(), "内容是文本"),
        ("企业.et", &gb, "内容是文本"),
        ("企业.csv", &book, "内容是工作簿"),
        ("企业.xls", &book, "内容是 .xlsx 一类的工作簿"),
    ] {
        let tried = Tried::files(&[(name, content)]);
        tried.loaded().says(&[name, told, "照内容读取"]);
        let again = Tried::into(tried.city, &[("企业.csv", FIRMS.as_bytes())], &[]);
        assert_eq!(again.count("unchanged"), 1, "{name}: {}", again.text);
    }
    // What is called what it is says nothing.
    for (name, content) in [("企业.csv", FIRMS.as_bytes()), ("企业.xlsx", &book), ("企业.tsv", tabs.as_bytes())] {
        let tried = Tried::files(&[(name, content)]);
        assert!(!tried.loaded().text.contains("照内容读取"), "{name}: {}", tried.text);
    }
    // With a mapping too, once for all its tables.
    let city = City::new();
    let text = "[[table]]\ntable = \"enterprises\"\nignore = [\"*\"]\n[table.columns]\nname = \"企业名称\"\n";
    let sites = "[[table]]\ntable = \"sites\"\nignore = [\"*\"]\n[table.columns]\nenterprise = \"企业名称\"\nadcode = \"区划代码\"\n";
    let mapping = city.write("m.toml", format!("{text}{sites}")).display().to_string();
    let tried = Tried::into(city, &[("名单.xls", FIRMS.as_bytes())], &["--mapping", &mapping]);
    assert_eq!(tried.loaded().text.matches("照内容读取").count(), 1, "{}", tried.text);
}

fn what_only_a_suite_reads_says_how_to_save_it() {
    let page =
        "<html xmlns:x=\"urn:schemas-microsoft-com:office:excel\"><table><tr><td>企业名称</td></tr></table></html>";
    let gb = encoding_rs::GB18030.encode(page).0.into_owned();
    let sheet = "<?xml version=\"1.0\"?>\n<?mso-application progid=\"Excel.Sheet\"?>\n<Workbook xmlns=\"urn:schemas-microsoft-com:office:spreadsheet\"></Workbook>";
    let archive = "MIME-Version: 1.0\nContent-Type: multipart/related; boundary=\"x\"\n\n--x\n";
    for (content, what) in [
        (page.as_bytes(), "网页（HTML）"),
        (&gb, "网页（HTML）"),
        (sheet.as_bytes(), "XML 表格（Excel 2003 的 .xml）"),
        (archive.as_bytes(), "网页存档（MHTML）"),
        (b"\x09\x08\x08\x00\x00\x05", "很旧的 Excel 文件"),
    ] {
        for name in ["企业.xls", "企业.xlsx", "企业.csv"] {
            Tried::files(&[(name, content)]).refused(&[name, what, "另存为 .xlsx", "Excel 工作簿"]);
        }
    }
}

fn what_is_no_table_says_so() {
    let mut zip = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    zip.start_file("企业.csv", zip::write::SimpleFileOptions::default()).unwrap();
    let packed = zip.finish().unwrap().into_inner();
    let mut zip = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    zip.start_file("word/document.xml", zip::write::SimpleFileOptions::default()).unwrap();
    let document = zip.finish().unwrap().into_inner();
    for (content, words) in [
        (&packed[..], ["这是压缩包", "请先解压"]),
        (&document, ["这是Word 文档", "另存为 .xlsx"]),
        (b"Rar!\x1a\x07\x00", ["压缩包（RAR）", "请先解压"]),
        (b"\x1f\x8b\x08\x00", ["压缩包（gzip）", "请先解压"]),
        (b"%PDF-1.4", ["PDF 文件", "另存为 .xlsx"]),
        (b"\x89PNG\r\n\x1a\n", ["图片", "另存为 .xlsx"]),
        (b"{\\rtf1 x}", ["Word 文档（RTF）", "另存为 .xlsx"]),
        (b"", ["文件是空的", "导出成功"]),
        (b"\x00\x01\x02\x03", ["不是可读的", "另存为 .xlsx"]),
    ] {
        Tried::files(&[("企业.xlsx", content)]).refused(&words);
    }
    let objects = b"[ {\"name\": \"x\"} ]";
    Tried::files(&[("企业.csv", objects)]).refused(&["这是JSON", ".json 结尾"]);
    let city = City::new();
    let mapping = "[[table]]\ntable = \"enterprises\"\n[table.columns]\nname = \"企业名称\"\n";
    let mapping = city.write("m.toml", mapping).display().to_string();
    Tried::into(city, &[("名单.json", FIRMS.as_bytes())], &["--mapping", &mapping])
        .refused(&["却不是 JSON", ".csv 结尾"]);
}

fn digits_that_a_sheet_is_told_are_a_text_are_read() {
    let list = "企业名称,股票代码\n甲有限公司,=\"000858\"\n乙有限公司,\"=\"\"600519\"\"\"\n丙有限公司,=858\n";
    let tried = Tried::files(&[("企业.csv", list.as_bytes())]);
    tried.loaded().says(&["列 股票代码 有 1 个值不像股票代码", "=858"]);
    let told = |name: &str| tried.city.run(&["history", name]).out();
    assert!(told("甲有限公司").contains("→ 000858"), "{}", told("甲有限公司"));
    assert!(told("乙有限公司").contains("→ 600519"), "{}", told("乙有限公司"));
    assert!(told("丙有限公司").contains("股票代码：（空） → =858"), "{}", told("丙有限公司"));
}
