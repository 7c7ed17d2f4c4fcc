//! What rows of frozen score sheets keep, and what is done to one.

use super::words::words;

words! {
    /// What is kept of a frozen sheet or an amendment. The order is that on disk: new ones go to the end.
    SheetField {
        /// The whole sheet, as JSON.
        Sheet = "sheet", "成绩单";
        /// The limits it was made with, as JSON.
        Presets = "presets", "调度标准";
        /// The text of the formula of points; blank where there are none.
        Formula = "formula", "得分公式";
        /// Which cells an amendment changes and what moved them, as JSON; blank of the sheet itself.
        Moved = "moved", "修订内容";
    }
}

words! {
    /// What was done to a score sheet.
    SheetDeed {
        Freeze = "freeze", "冻结成绩单";
        Amend = "amend", "修订成绩单";
    }
}
