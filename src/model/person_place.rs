//! Where something of a person stands.

use super::words::words;

words! {
    /// Where something of a person stands.
    PersonPlace {
        Contact = "contact", "联系方式";
        Words = "words", "备注等可删除的文字";
        Record = "record", "记录";
        Evidence = "evidence", "依据文件";
        Link = "link", "链接和对方的回填";
        Title = "title", "导入的文件名、日志里的名称";
        Account = "account", "账户";
        Journal = "journal", "日志";
    }
}
