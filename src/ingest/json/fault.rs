//! What is wrong with a JSON text, in words, with its place.

use serde_json::error::Category;

use super::input::TOO_LONG;
use crate::ingest::decode::LONGEST_RECORD;
use crate::ingest::rows::FileFault;

/// The fault of a JSON text; `found`: the array was reached, of which `count` objects were read.
pub fn fault(error: &serde_json::Error, count: u64, found: bool) -> FileFault {
    let place = format!("第 {} 行第 {} 字节", error.line(), error.column());
    let near = if found { format!("，在数组的第 {} 条", count + 1) } else { String::new() };
    let FileFault { reason, suggestion, .. } = wrong(error);
    FileFault::new(format!("JSON {place}{near}：{reason}"), suggestion)
}

/// The fault of one line of a file that holds one object a line.
pub fn in_line(error: &serde_json::Error, number: u64) -> FileFault {
    let FileFault { reason, suggestion, .. } = wrong(error);
    FileFault::new(format!("一行一个对象的 JSON，这一行第 {} 字节：{reason}", error.column()), suggestion).at(number)
}

/// A record that never ends.
pub fn too_long() -> FileFault {
    FileFault::new(format!("一条记录超过 {} MB", LONGEST_RECORD >> 20), "请检查这里的括号和引号是否配对")
}

fn wrong(error: &serde_json::Error) -> FileFault {
    let text = error.to_string();
    let what = text.rsplit_once(" at line ").map_or(text.as_str(), |(what, _)| what);
    match error.classify() {
        Category::Eof => FileFault::new("JSON 突然结束，文件不完整", "请重新取得完整的文件"),
        Category::Io if text.contains(TOO_LONG) => too_long(),
        Category::Io => FileFault::new(format!("文件不能读取：{what}"), "请检查文件和磁盘"),
        Category::Syntax => {
            FileFault::new(format!("不是正确的 JSON：{}", in_chinese(what)), "请检查这里的逗号、引号和括号")
        }
        Category::Data => FileFault::new(types_in_chinese(what), "请检查映射的 rows 和这个文件"),
    }
}

/// What the parser says of wrong syntax.
const SYNTAX: [(&str, &str); 12] = [
    ("expected value", "这里应是一个值"),
    ("trailing characters", "后面还有多余的内容"),
    ("trailing comma", "多了一个逗号"),
    ("expected `,` or `}`", "这里应是逗号或 }"),
    ("expected `,` or `]`", "这里应是逗号或 ]"),
    ("expected `:`", "这里应是冒号"),
    ("key must be a string", "键要写在双引号里"),
    ("expected ident", "这里的词不认识"),
    ("control character", "文字里有换行或别的控制字符"),
    ("invalid escape", "反斜线后面的字符不对"),
    ("number", "数字写得不对"),
    ("recursion limit", "嵌套太深"),
];

fn in_chinese(what: &str) -> &str {
    // The rest is of texts: broken escapes and letters.
    SYNTAX.iter().find(|(said, _)| what.contains(said)).map_or("这里的文字写得不对", |(_, told)| told)
}

/// What the parser says of a value of another type than is wanted.
fn types_in_chinese(what: &str) -> String {
    const WORDS: [(&str, &str); 9] = [
        ("invalid type: ", "这里的类型不对：是"),
        ("expected ", "应为"),
        ("map, ", "对象，"),
        ("sequence, ", "数组，"),
        ("string ", "文字 "),
        ("integer ", "数字 "),
        ("floating point ", "数字 "),
        ("boolean ", "真假值 "),
        ("null, ", "空值，"),
    ];
    WORDS.iter().fold(what.to_owned(), |text, (said, told)| text.replacen(said, told, 1)).replace(", 应为", "，应为")
}
