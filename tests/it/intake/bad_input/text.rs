//! CSV files that are broken as text: empty, ragged, unclosed, in the wrong encoding.

use encoding_rs::GB18030;

use super::tried::Tried;
use crate::support::{Facts, add};

pub fn facts(facts: &mut Facts) {
    add!(facts, "bad_input": an_empty_file_is_told, a_header_alone_changes_nothing, a_missing_required_column_is_named,
        a_header_given_twice_is_named, a_header_without_a_name_is_told, an_unknown_column_is_kept_and_reported,
        a_ragged_row_is_told_with_its_line, a_line_is_counted_past_blank_and_broken_lines,
        a_quote_never_closed_is_told_with_its_line, nul_and_control_characters_are_told,
        a_control_character_in_a_header_is_told, no_content_ends_a_file_early, mixed_encodings_are_told_with_the_line,
        a_utf_8_mark_before_gbk_is_told_with_the_line, utf_16_with_a_mark_is_read, gbk_and_gb18030_are_read,
        an_encoding_said_is_used_and_a_wrong_one_told, old_line_ends_are_counted, a_required_cell_left_blank_is_told,
        a_cell_too_long_is_told);
}

const FIRMS: &str = "enterprise,name,adcode\n";

fn firms(rows: &str) -> Tried {
    Tried::files(&[("enterprises.csv", format!("{FIRMS}{rows}").as_bytes())])
}

fn an_empty_file_is_told() {
    let whole = [("enterprises.csv", &b""[..]), ("无名.csv", b""), ("members.csv", b"\xef\xbb\xbf\r\n\r\n")];
    for (name, content) in whole {
        Tried::files(&[(name, content)]).refused(&[name, "文件是空的"]).at(0, name, None, None, None);
    }
}

fn a_header_alone_changes_nothing() {
    let tried = firms("");
    tried.loaded().says(&["读 0"]);
    assert!(tried.report["number"].is_null(), "{}", tried.report);
}

fn a_missing_required_column_is_named() {
    let tried = Tried::files(&[("segments.csv", "segment,chain,name\ns1,c1,环节\n".as_bytes())]);
    tried.refused(&["segments.csv", "第 1 行", "缺少必需的列：stage（上中下游）", "segments 的列有"]);
    tried.at(0, "segments.csv", Some(1), None, None);
}

fn a_header_given_twice_is_named() {
    for header in ["enterprise,name,name", "name,enterprise,企业名称", "name,备注,备注"] {
        let tried = Tried::files(&[("enterprises.csv", format!("{header}\n1,甲,乙\n").as_bytes())]);
        tried.refused(&["enterprises.csv", "第 1 行", "是同一列", "第 3 列", "请删去或改名"]);
    }
}

fn a_header_without_a_name_is_told() {
    let tried = Tried::files(&[("enterprises.csv", "企业名录,,\n企业编号,企业名称,\ne1,甲,\n".as_bytes())]);
    tried.refused(&["缺少必需的列：name"]);
    let tried = Tried::files(&[("enterprises.csv", "enterprise,,name\ne1,x,甲\n".as_bytes())]);
    tried.refused(&["表头第 2 列没有名称", "请补上列名"]).at(0, "enterprises.csv", Some(1), None, None);
}

fn an_unknown_column_is_kept_and_reported() {
    let content = "enterprise,name,联系人备注\ne1,甲,老王\n";
    let tried = Tried::files(&[("enterprises.csv", content.as_bytes())]);
    tried.loaded().says(&["enterprises.csv 有不认识的列，作为其他信息保留：联系人备注"]);
    assert_eq!(tried.report["files"][0]["unknown_columns"][0], "联系人备注");
    // It is kept: another value is a change, the same value is none.
    let again = Tried::into(tried.city, &[("enterprises.csv", content.as_bytes())], &[]);
    assert_eq!(again.count("unchanged"), 1);
    let other = Tried::into(again.city, &[("enterprises.csv", content.replace("老王", "老李").as_bytes())], &[]);
    assert_eq!(other.count("changed"), 1);
}

fn a_ragged_row_is_told_with_its_line() {
    let tried = firms("e1,甲,340100\ne2,乙\ne3,丙,340100,多\ne4,丁,340100,\n");
    tried.refused(&["第 3 行：这一行有 2 列，表头有 3 列", "第 4 行：这一行有 4 列", "分隔符"]);
    assert_eq!(tried.count("rejected"), 2);
}

fn a_line_is_counted_past_blank_and_broken_lines() {
    let tried = firms("e1,\"甲\n乙\",340100\n\n\r\ne2,丙,999999\n\"e3\",丁,999998");
    tried.refused(&["第 2 行", "换行", "第 6 行", "第 7 行"]);
    tried.at(1, "enterprises.csv", Some(6), Some("adcode"), Some("999999"));
    tried.at(2, "enterprises.csv", Some(7), Some("adcode"), Some("999998"));
}

fn a_quote_never_closed_is_told_with_its_line() {
    let tried = firms("e1,甲,340100\ne2,\"乙,340100\ne3,丙,340100\n");
    tried.refused(&["enterprises.csv", "第 3 行", "引号没有闭合", "请补上引号"]);
    tried.at(0, "enterprises.csv", Some(3), None, None);
    let unnamed = Tried::files(&[("名单.csv", "enterprise,\"name\ne1,甲\n".as_bytes())]);
    unnamed.refused(&["第 1 行", "引号没有闭合"]).at(0, "名单.csv", Some(1), None, None);
}

fn nul_and_control_characters_are_told() {
    for (c, code) in [('\0', "U+0000"), ('\u{7}', "U+0007"), ('\u{1b}', "U+001B"), ('\u{85}', "U+0085")] {
        let tried = firms(&format!("e1,甲,340100\ne2,乙{c}公司,340100\n"));
        tried.wrong_cell("enterprises.csv", 3, "name", "乙\u{fffd}公司", &["含有控制字符", code, "请删去看不见的字符"]);
    }
}

fn a_control_character_in_a_header_is_told() {
    let tried = Tried::files(&[("enterprises.csv", "name,备\u{1f}注\n甲,x\n".as_bytes())]);
    tried.refused(&["第 1 行", "表头第 2 列", "含有控制字符 U+001F"]).at(0, "enterprises.csv", Some(1), None, None);
}

fn no_content_ends_a_file_early() {
    let tried = firms("e1,甲,340100\n\u{1}end\u{1}\ne2,乙,340100\ne3,\u{1}end\u{1},340100\n");
    tried.refused(&["第 3 行", "第 5 行", "含有控制字符 U+0001"]);
    assert_eq!((tried.count("read"), tried.count("rejected")), (4, 2));
}

fn mixed_encodings_are_told_with_the_line() {
    let mut content = format!("{FIRMS}e1,合肥甲有限公司,340100\ne2,").into_bytes();
    content.extend_from_slice(&GB18030.encode("合肥乙有限公司").0);
    content.extend_from_slice(b",340100\n");
    let tried = Tried::files(&[("enterprises.csv", &content)]);
    tried.refused(&["第 3 行不是 UTF-8", "混用了编码", "--encoding"]).at(0, "enterprises.csv", Some(3), None, None);
}

fn a_utf_8_mark_before_gbk_is_told_with_the_line() {
    let mut content = format!("\u{feff}{FIRMS}e1,").into_bytes();
    content.extend_from_slice(&GB18030.encode("合肥乙有限公司").0);
    content.extend_from_slice(b",340100\n");
    let tried = Tried::files(&[("enterprises.csv", &content)]);
    tried.refused(&["第 2 行", "UTF-8", "另存为"]).at(0, "enterprises.csv", Some(2), None, None);
}

fn utf_16_with_a_mark_is_read() {
    let content = format!("{FIRMS}e1,合肥镕堃有限公司,合肥\n");
    let little: Vec<u8> = [0xfeff].into_iter().chain(content.encode_utf16()).flat_map(u16::to_le_bytes).collect();
    let big: Vec<u8> = [0xfeff].into_iter().chain(content.encode_utf16()).flat_map(u16::to_be_bytes).collect();
    for bytes in [&little, &big] {
        let tried = Tried::files(&[("enterprises.csv", bytes)]);
        tried.loaded();
        let again = Tried::into(tried.city, &[("enterprises.csv", content.as_bytes())], &[]);
        assert_eq!((again.count("unchanged"), again.count("read")), (1, 1), "the same in UTF-8");
    }
    let cut = &little[..little.len() - 1];
    Tried::files(&[("enterprises.csv", cut)]).refused(&["UTF-16LE", "另存为 UTF-8"]);
}

fn gbk_and_gb18030_are_read() {
    // 䶮 has four bytes in GB18030 and is not in GBK.
    for name in ["合肥镕基有限公司", "合肥䶮堃喆有限公司"] {
        let content = format!("{FIRMS}e1,{name},合肥\n");
        let tried = Tried::files(&[("enterprises.csv", &GB18030.encode(&content).0)]);
        tried.loaded();
        let again = Tried::into(tried.city, &[("enterprises.csv", content.as_bytes())], &[]);
        assert_eq!(again.count("unchanged"), 1, "{name}");
    }
}

fn an_encoding_said_is_used_and_a_wrong_one_told() {
    let content = format!("{FIRMS}e1,合肥甲有限公司,合肥\n");
    let big5 = encoding_rs::BIG5.encode("enterprise,name\ne1,台灣甲\n").0.into_owned();
    Tried::files_with(&[("enterprises.csv", &big5)], &["--encoding", "big5"]).loaded();
    let file = [("enterprises.csv", content.as_bytes())];
    Tried::files_with(&file, &["--encoding", "utf-8"]).loaded();
    Tried::files_with(&[("enterprises.csv", &GB18030.encode(&content).0)], &["--encoding", "utf-8"])
        .refused(&["enterprises.csv", "不是所说的编码 UTF-8"]);
    Tried::files_with(&file, &["--encoding", "klingon"]).refused(&["没有名为 klingon 的编码", "gb18030"]);
    let neither: &[u8] = b"enterprise,name\ne1,\xff\xff\n";
    Tried::files(&[("enterprises.csv", neither)]).refused(&["既不是 UTF-8 也不是 GB18030", "--encoding"]);
}

fn old_line_ends_are_counted() {
    let tried = firms("e1,甲,340100\re2,乙,999999\re3,丙,340100\r");
    tried.refused(&[]).at(0, "enterprises.csv", Some(3), Some("adcode"), Some("999999"));
    assert_eq!((tried.count("read"), tried.count("rejected")), (3, 1));
}

fn a_required_cell_left_blank_is_told() {
    firms("e1,甲,340100\ne2,　,340100\n").wrong_cell(
        "enterprises.csv",
        3,
        "name",
        "",
        &["必填的单元格是空的", "请补上"],
    );
}

fn a_cell_too_long_is_told() {
    let long = "长".repeat(20_000);
    let shown = format!("{}…", "长".repeat(80));
    firms(&format!("e1,{long},340100\n")).wrong_cell("enterprises.csv", 2, "name", &shown, &["单元格超过 32767 字节"]);
}
