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
        Category::Io => FileFault::new("文件不能读取", "请检查文件和磁盘"),
        Category::Syntax => {
            FileFault::new(format!("不是正确的 JSON：{}", in_chinese(what)), "请检查这里的逗号、引号和括号")
        }
        Category::Data => FileFault::new(type_in_chinese(what), "请检查映射的 rows 和这个文件"),
    }
}

/// What the parser finds fault with.
fn in_chinese(what: &str) -> &'static str {
    const WORDS: &[(&str, &str)] = &[
        ("trailing comma", "末尾多了一个逗号"),
        ("`,` or `}`", "少了逗号，或花括号没有闭合"),
        ("`,` or `]`", "少了逗号，或方括号没有闭合"),
        ("expected `:`", "键的后面少了冒号"),
        ("key must be a string", "键要用双引号括起"),
        ("control character", "文字里有换行等控制字符"),
        ("escape", "文字里的反斜杠写法不对"),
        ("surrogate", "文字里的 \\u 写法不对"),
        ("code point", "文字里的 \\u 写法不对"),
        ("trailing characters", "后面还有多余的内容"),
        ("invalid number", "数字写得不对"),
        ("number out of range", "数字太大"),
        ("recursion", "嵌套太深"),
        ("expected ident", "有不认识的词；只有 true、false、null 不加引号"),
        ("expected value", "这里少了一个值，或文字没有用双引号括起"),
    ];
    WORDS.iter().find(|(word, _)| what.contains(word)).map_or("写法不对", |(_, told)| told)
}

/// `invalid type: map, expected 数组` in words; what this program says itself is in Chinese.
fn type_in_chinese(what: &str) -> String {
    const TYPES: &[(&str, &str)] = &[
        ("null", "空值"),
        ("boolean", "真假值"),
        ("integer", "整数"),
        ("floating point", "小数"),
        ("string", "文字"),
        ("map", "对象"),
        ("sequence", "数组"),
    ];
    let Some((found, wanted)) = what.strip_prefix("invalid type: ").and_then(|rest| rest.rsplit_once(", expected "))
    else {
        return what.to_owned();
    };
    let found = TYPES.iter().find(|(word, _)| found.starts_with(word)).map_or("别的东西", |(_, told)| told);
    format!("这里的类型不对：是{found}，应为{wanted}")
}
