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
        Category::Syntax => FileFault::new(format!("不是正确的 JSON：{what}"), "请检查这里的逗号、引号和括号"),
        Category::Data => FileFault::new(
            what.replace("invalid type: ", "这里的类型不对：").replace("expected ", "应为"),
            "请检查映射的 rows 和这个文件",
        ),
    }
}
