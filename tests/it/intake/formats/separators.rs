//! Whatever separates cells, whatever they are quoted and encoded with, the same rows come in.

use std::io::Write;

use encoding_rs::{BIG5, Encoding, GB18030, UTF_8};

use crate::intake::bad_input::Tried;
use crate::support::{City, Facts, add};

pub fn facts(facts: &mut Facts) {
    add!(facts, "formats": every_separator_in_every_encoding_gives_the_same_rows, the_first_line_may_name_the_separator,
        lists_and_texts_inside_cells_do_not_separate, big5_is_read_and_told, a_standard_input_with_tabs_is_read,
        a_text_called_xls_is_read_and_a_page_is_told);
}

const ROWS: [[&str; 4]; 4] = [
    ["企业编号", "企业名称", "区划代码", "主营产品"],
    ["e1", "示例一有限公司", "340100", "电池；电芯"],
    ["e2", "示例，二有限公司", "", "甲,乙;丙\t丁|戊"],
    ["e3", "示例“三”有限公司", "340200", "说\"好\""],
];

/// The rows with this between their cells; quoted always, or where need be.
fn written(separator: u8, always: bool) -> String {
    let style = if always { csv::QuoteStyle::Always } else { csv::QuoteStyle::Necessary };
    let mut writer = csv::WriterBuilder::new().delimiter(separator).quote_style(style).from_writer(Vec::new());
    ROWS.iter().for_each(|row| writer.write_record(row).unwrap());
    String::from_utf8(writer.into_inner().unwrap()).unwrap()
}

/// A text as bytes: with or without a mark.
fn encoded(text: &str, encoding: &'static Encoding, mark: bool) -> Vec<u8> {
    let text = if mark { format!("\u{feff}{text}") } else { text.to_owned() };
    match encoding.name() {
        "UTF-16LE" => text.encode_utf16().flat_map(u16::to_le_bytes).collect(),
        "UTF-16BE" => text.encode_utf16().flat_map(u16::to_be_bytes).collect(),
        _ => encoding.encode(&text).0.into_owned(),
    }
}

/// These bytes say what `written` says with commas.
fn same(city: City, bytes: &[u8], told: &str) -> City {
    let tried = Tried::into(city, &[("企业.csv", bytes)], &[]);
    assert_eq!((tried.count("unchanged"), tried.count("read"), tried.code), (3, 3, 0), "{told}: {}", tried.text);
    tried.city
}

fn every_separator_in_every_encoding_gives_the_same_rows() {
    let mut city = Tried::files(&[("企业.csv", written(b',', false).as_bytes())]).loaded_city();
    let encodings = [
        (UTF_8, false),
        (UTF_8, true),
        (encoding_rs::UTF_16LE, true),
        (encoding_rs::UTF_16LE, false),
        (encoding_rs::UTF_16BE, true),
        (encoding_rs::UTF_16BE, false),
        (GB18030, false),
    ];
    for separator in *b",\t;|" {
        for (i, (encoding, mark)) in encodings.into_iter().enumerate() {
            let text = written(separator, i % 2 == 0);
            let text = if i % 3 == 0 { text.replace('\n', "\r\n") } else { text };
            let told = format!("{:?} {} {mark}", char::from(separator), encoding.name());
            city = same(city, &encoded(&text, encoding, mark), &told);
        }
    }
}

fn the_first_line_may_name_the_separator() {
    let mut city = Tried::files(&[("企业.csv", written(b',', false).as_bytes())]).loaded_city();
    for separator in *b",\t;|^~" {
        let line = format!("sep={}\r\n", char::from(separator));
        city = same(city, (line + &written(separator, false)).as_bytes(), "said");
    }
    // Rows keep the numbers that an editor shows.
    let wrong = "sep=;\n企业名称;区划代码\n示例一有限公司;没有这里\n";
    Tried::files(&[("企业.csv", wrong.as_bytes())]).wrong_cell("企业.csv", 3, "区划代码", "没有这里", &[]);
}

fn lists_and_texts_inside_cells_do_not_separate() {
    let city =
        Tried::files(&[("企业.csv", "企业编号,企业名称,别名\ne1,甲有限公司,甲;小甲;老甲\n".as_bytes())]).loaded_city();
    let same = "企业编号;企业名称;别名\ne1;甲有限公司;\"甲;小甲;老甲\"\n";
    assert_eq!(Tried::into(city, &[("企业.csv", same.as_bytes())], &[]).count("unchanged"), 1);
    // A name alone in its column may hold what separates elsewhere.
    let alone = Tried::files(&[("企业.csv", "企业名称\n甲|乙有限公司\n丙;丁有限公司\n".as_bytes())]);
    assert_eq!(alone.loaded().count("new"), 2);
}

fn big5_is_read_and_told() {
    let text = "企業編號,企業名稱\n".replace("企業編號", "enterprise").replace("企業名稱", "name");
    let text = text + "t1,臺灣積體電路製造股份有限公司\nt2,鴻海精密工業股份有限公司\n";
    let tried = Tried::files(&[("企业.csv", &BIG5.encode(&text).0)]);
    tried.loaded().says(&["企业.csv：按 Big5（繁体）编码读取", "--encoding"]);
    let same = Tried::into(tried.loaded_city(), &[("企业.csv", text.as_bytes())], &[]);
    assert_eq!(same.count("unchanged"), 2, "{}", same.text);
    let said = Tried::into(same.city, &[("企业.csv", &BIG5.encode(&text).0)], &["--encoding", "big5"]);
    assert_eq!((said.count("unchanged"), said.text.contains("Big5")), (2, false), "{}", said.text);
}

fn a_standard_input_with_tabs_is_read() {
    let city = City::new();
    let mut command = city.command(&["import", "-"]);
    let mut child = command.stdin(std::process::Stdio::piped()).stdout(std::process::Stdio::piped()).spawn().unwrap();
    child.stdin.take().unwrap().write_all("企业编号\t企业名称\ne1\t示例一有限公司\n".as_bytes()).unwrap();
    let output = child.wait_with_output().unwrap();
    let text = String::from_utf8_lossy(&output.stdout);
    assert!(output.status.success() && text.contains("读 1，新 1"), "{text}");
}

fn a_text_called_xls_is_read_and_a_page_is_told() {
    let text = encoded("企业名称\t区划代码\r\n示例一有限公司\t340100\r\n", GB18030, false);
    assert_eq!(Tried::files(&[("企业.xls", &text)]).loaded().count("new"), 1);
    let page = "<html><table><tr><td>企业名称</td></tr><tr><td>甲有限公司</td></tr></table></html>";
    let marked = format!("\u{feff}\r\n<!DOCTYPE html>{page}");
    let xml = "<?xml version=\"1.0\"?><Workbook xmlns=\"urn:schemas-microsoft-com:office:spreadsheet\"/>";
    let wide = encoded(page, encoding_rs::UTF_16LE, true);
    for (name, bytes, word) in [
        ("企业.xls", page.as_bytes(), "网页（HTML）"),
        ("名单.xls", marked.as_bytes(), "网页（HTML）"),
        ("企业.csv", page.as_bytes(), "网页（HTML）"),
        ("企业.xls", &wide, "网页（HTML）"),
        ("企业.xls", xml.as_bytes(), "XML 表格"),
        ("企业.xlsx", b"%PDF-1.7", "PDF 文件"),
    ] {
        Tried::files(&[(name, bytes)]).refused(&[name, word, "另存为 .xlsx"]);
    }
}
