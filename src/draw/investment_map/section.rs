//! What the document is made of, so that a reader can choose.

/// A section of the document, in reading order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Section {
    /// Whose document it is, of which day, and what stands where.
    Cover,
    /// 待议事项 of a meeting.
    Matters,
    /// 简报.
    Brief,
    /// 调度 of a meeting: what was done, problems by name, what became of those told before.
    Dispatch,
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
    /// Those of a map, in reading order.
    pub const OF_MAP: [Section; 8] = [
        Section::Cover,
        Section::Brief,
        Section::Atlas,
        Section::Gaps,
        Section::Funds,
        Section::Moved,
        Section::Invitations,
        Section::Annex,
    ];

    /// Those of the material of a meeting, in reading order; the rows behind them stand in its workbook.
    pub const OF_MEETING: [Section; 7] = [
        Section::Cover,
        Section::Matters,
        Section::Brief,
        Section::Dispatch,
        Section::Moved,
        Section::Gaps,
        Section::Invitations,
    ];

    /// What people call it.
    pub fn word(self) -> &'static str {
        match self {
            Section::Cover => "封面",
            Section::Brief => "简报",
            Section::Dispatch => "调度",
            Section::Atlas => "全景图",
            Section::Gaps => "缺口",
            Section::Funds => "基金招商",
            Section::Moved => "有何变化",
            Section::Matters => "待议事项",
            Section::Invitations => "邀请名单",
            Section::Annex => "附表",
        }
    }

    /// Its name in an address.
    pub fn code(self) -> &'static str {
        match self {
            Section::Cover => "cover",
            Section::Brief => "brief",
            Section::Dispatch => "dispatch",
            Section::Atlas => "atlas",
            Section::Gaps => "gaps",
            Section::Funds => "funds",
            Section::Moved => "moved",
            Section::Matters => "matters",
            Section::Invitations => "invitations",
            Section::Annex => "annex",
        }
    }

    /// Whether people or addresses call it so.
    pub fn is_called(self, word: &str) -> bool {
        self.word() == word || self.code() == word
    }
}
