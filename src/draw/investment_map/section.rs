//! What the document is made of, so that a reader can choose.

/// A section of the document, in reading order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Section {
    /// Whose document it is, of which day, and what stands where.
    Cover,
    /// 简报.
    Brief,
    /// 全景图.
    Atlas,
    /// The gaps, one block each.
    Gaps,
    /// 基金招商.
    Funds,
    /// 有何变化.
    Moved,
    /// 邀请名单.
    Invitations,
    /// 附表: the map, and every table with its sources.
    Annex,
}

impl Section {
    /// All, in reading order.
    pub const ALL: [Section; 8] = [
        Section::Cover,
        Section::Brief,
        Section::Atlas,
        Section::Gaps,
        Section::Funds,
        Section::Moved,
        Section::Invitations,
        Section::Annex,
    ];

    /// What people call it.
    pub fn word(self) -> &'static str {
        match self {
            Section::Cover => "封面",
            Section::Brief => "简报",
            Section::Atlas => "全景图",
            Section::Gaps => "缺口",
            Section::Funds => "基金招商",
            Section::Moved => "有何变化",
            Section::Invitations => "邀请名单",
            Section::Annex => "附表",
        }
    }

    /// Its name in an address.
    pub fn code(self) -> &'static str {
        match self {
            Section::Cover => "cover",
            Section::Brief => "brief",
            Section::Atlas => "atlas",
            Section::Gaps => "gaps",
            Section::Funds => "funds",
            Section::Moved => "moved",
            Section::Invitations => "invitations",
            Section::Annex => "annex",
        }
    }

    /// The section of that name.
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|section| section.word() == word || section.code() == word)
    }
}
