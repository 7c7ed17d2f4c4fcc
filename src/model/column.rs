//! What a column of a canonical file is: its names, what it holds, what it is to its row.

use super::{Kind, Way};

/// One column of a canonical file.
#[derive(Debug)]
pub struct CanonicalColumn {
    /// Its English header, and the name of its field in JSON; no two of a table are alike.
    pub name: &'static str,
    /// Chinese headers that mean this column, the preferred one first.
    pub zh: &'static [&'static str],
    /// What its cells hold, in what unit.
    pub holds: Holds,
    /// Whether it is part of the row's key, and whether it may be blank.
    pub role: Role,
    /// How its cell names the record of its row, for columns beside the id that do.
    pub way: Option<Way>,
    /// What it says, in Chinese, for who fills it in.
    pub note: &'static str,
    /// A cell of it; the examples of all tables fit together, so that they can be imported. Blank where none helps.
    pub example: &'static str,
}

impl CanonicalColumn {
    /// The header a template has: the preferred Chinese one, or the one that names the unit.
    pub fn header(&self) -> &'static str {
        let unit = self.zh.iter().find(|zh| zh.ends_with('）'));
        unit.or(self.zh.first()).copied().unwrap_or(self.name)
    }

    /// Whether its cells name an enterprise, and nothing of another kind.
    pub fn names_a_firm(&self) -> bool {
        matches!(self.holds, Holds::Reference([Kind::Enterprise]))
    }
}

impl CanonicalColumn {
    /// A value as people call it: a word of a vocabulary by its name; any other as it is.
    pub fn word_of<'v>(&self, value: &'v str) -> &'v str {
        match self.holds {
            Holds::Word(_, words) => words.iter().find(|(code, _)| *code == value).map_or(value, |(_, word)| *word),
            Holds::YesNo if value == "1" => "是",
            Holds::YesNo if value == "0" => "否",
            _ => value,
        }
    }
}

/// What a column is to its row.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Role {
    /// The row's id; it alone is the key where it is given.
    Id,
    /// The row's id, which may be left out.
    OptionalId,
    /// A key column that must be given.
    Key,
    /// A key column that may be blank.
    OptionalKey,
    /// A value that must be given.
    Required,
    /// A value that may be blank.
    Optional,
}

/// What a cell holds, in what unit.
#[derive(Debug, Clone, Copy)]
pub enum Holds {
    /// Any text, as given.
    Text,
    /// A text that says what people think or names a person: its words can be erased for good.
    ErasableText,
    /// Texts separated by `;`, `；` or `、`.
    Texts,
    /// A record of one of these kinds.
    Reference(&'static [Kind]),
    /// Records of one of these kinds, separated like texts.
    References(&'static [Kind]),
    /// A region by code or unambiguous name.
    Region,
    /// Regions, separated like texts.
    Regions,
    /// Six digits that declare a region.
    NewRegion,
    /// A closed vocabulary: how a word is read, and all of it as code and Chinese word.
    Word(fn(&str) -> Option<&'static str>, &'static [(&'static str, &'static str)]),
    /// 是 or 否; kept as `1` or `0`.
    YesNo,
    /// 万元, not negative.
    Money,
    /// 0–100.
    Percent,
    /// A whole number, not negative.
    Count,
    /// A number of any unit and sign.
    Number,
    /// A year: `YYYY`.
    Year,
    /// A year, quarter or month: `YYYY`, `YYYYQ1`, `YYYY-MM`.
    Period,
    /// Degrees.
    Degrees(f64),
    /// A day, a month or a year: `YYYY-MM-DD`, `YYYY-MM` or `YYYY`.
    Date,
    /// A unified social credit code (统一社会信用代码).
    CreditCode,
    /// A stock code, whichever way its exchange stands with it.
    StockCode,
    /// An http or https address.
    Url,
    /// A country by code or name.
    Country,
}

impl Role {
    /// Whether a blank cell is an error.
    pub fn must_be_given(self) -> bool {
        matches!(self, Role::Id | Role::Key | Role::Required)
    }

    /// Whether the column is part of the key (where no id is given).
    pub fn in_key(self) -> bool {
        matches!(self, Role::Key | Role::OptionalKey)
    }

    /// Whether the column is the row's own id.
    pub fn is_id(self) -> bool {
        matches!(self, Role::Id | Role::OptionalId)
    }
}
