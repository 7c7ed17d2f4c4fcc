//! What is done to links, and by them.

use super::words::words;

words! {
    /// What was done to a link by which part of a list is shown to somebody, or by it.
    ShareDeed {
        Make = "make", "发链接";
        Open = "open", "打开链接";
        Refused = "refused", "链接没有打开";
        Propose = "propose", "从链接提修改";
        Take = "take", "收下链接里提的修改";
        Revoke = "revoke", "收回链接";
    }
}
