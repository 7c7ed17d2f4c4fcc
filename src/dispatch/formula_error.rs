//! Why a file gives no formula of points.

/// What is wrong, and in which line.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
#[error("第 {line} 行：{fault}")]
pub struct FormulaError {
    /// From 1: of the `[[column]]`, of `rows`, or of what is no TOML.
    pub line: usize,
    /// What is wrong.
    pub fault: FormulaFault,
}

/// What is wrong with a formula.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
pub enum FormulaFault {
    /// No TOML.
    #[error("不是 TOML（{0}）")]
    Format(String),
    /// A key that means nothing here.
    #[error("不认识「{0}」")]
    Key(String),
    /// No rows, or others.
    #[error("公式的 rows 是「{given}」，这张成绩单是 {wanted}；请写 rows = \"{wanted}\"")]
    Rows {
        /// As given; blank where nothing is.
        given: String,
        /// What is asked for.
        wanted: &'static str,
    },
    /// A column that the sheet has not.
    #[error("没有「{0}」这一列，请写成绩单里的列名")]
    UnknownColumn(String),
    /// A column that stands there before.
    #[error("「{0}」写了两次，请只留一个")]
    Twice(String),
    /// A weight that is below nought, or none.
    #[error("「{0}」的 weight 要写 0 或更大的数")]
    Weight(String),
    /// Every weight is nought, or there is no column.
    #[error("没有一列的 weight 大于 0，算不出得分")]
    NoWeight,
    /// No such scale.
    #[error("「{0}」的 scale 只能是 \"full\" 或 \"span\"")]
    Scale(String),
    /// `full` is missing, not above nought, or of a span.
    #[error("「{0}」：scale = \"full\" 时 full 要写大于 0 的数；scale = \"span\" 时不写 full")]
    Full(String),
    /// No such direction.
    #[error("「{0}」的 direction 只能是 \"more\" 或 \"less\"")]
    Direction(String),
}
