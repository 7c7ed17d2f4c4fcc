//! The rights of `access.csv`.

/// What one may do; each is a row of `access.csv`, whose words say what it covers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Right {
    /// Brief, atlas, gaps, segments, map, working group, relatedness, plan and what-if of a chain.
    SeeChain,
    /// Facts of any enterprise, search, history of facts, imports made (counts only; errors and rejected rows: who brought it in or holds the rows' rights), introductions of a chain one may see.
    SeeFacts,
    /// People, offices, native places, schools.
    SeePeople,
    /// Fund coverage, holdings, partners.
    SeeFunds,
    /// Target list of a chain, targets already listed, history of entries.
    SeeList,
    /// Is this firm taken: by which squad, until when, nothing else.
    Taken,
    /// Contacts of a firm, fund, association or person (each reading is journaled).
    SeeContacts,
    /// Files of what one may see, without contacts (journaled).
    Export,
    /// Files with contacts (journaled, kept three years).
    ExportContacts,
    /// Bring files in and undo one's own imports; each row needs the right below that its form would need, in its scope.
    Import,
    /// Enterprises, sites, members, supplies, investments, people, offices, associations; of chains, segments, feeds, members and sites' segments only in scope.
    EditFact,
    /// Sources and their trust, regions, mappings for all.
    EditSource,
    /// Contacts.
    EditContacts,
    /// Undo anybody's import; each row needs the right its form would need.
    UndoAny,
    /// Answer the review of names and placements, merge and undo a merge (every chain either firm is in).
    Judge,
    /// 认定 of a segment.
    Assess,
    /// List, drop, set, assign, suggest.
    EditList,
    /// State, note, next step, due, amount of an entry.
    EditEntry,
    /// Report a firm nobody has listed.
    NewLead,
    /// Claim, renew, release a firm.
    Claim,
    /// Hand over a claim, end one (a firm on lists of several chains: dispatcher).
    Arbitrate,
    /// Issue a packet to a squad, take one back.
    Packet,
    /// Make, list, revoke links.
    Share,
    /// Trips and visits.
    LogWork,
    /// Projects, nodes, progress, requests, bids.
    EditProject,
    /// Duties, indicators, nominations, care.
    SetDuty,
    /// Duties, trips, projects, score sheets, problems by name, evidence.
    SeeDispatch,
    /// Freeze and amend a score sheet.
    Freeze,
    /// Leader, members, anchors, fund group, assignments and meetings of a chain.
    EditGroup,
    /// Squads and recruiters.
    EditSquads,
    /// Publish to Neo4j, export the whole graph.
    Publish,
    /// Find and erase a person's data.
    Erase,
    /// Accounts, grants, settings, 合规自查.
    Users,
    /// Who changed, read, exported, shared, logged in.
    Journal,
}

impl Right {
    /// Every right, in the order of `access.csv`.
    pub const ALL: &[Self] = &[
        Self::SeeChain,
        Self::SeeFacts,
        Self::SeePeople,
        Self::SeeFunds,
        Self::SeeList,
        Self::Taken,
        Self::SeeContacts,
        Self::Export,
        Self::ExportContacts,
        Self::Import,
        Self::EditFact,
        Self::EditSource,
        Self::EditContacts,
        Self::UndoAny,
        Self::Judge,
        Self::Assess,
        Self::EditList,
        Self::EditEntry,
        Self::NewLead,
        Self::Claim,
        Self::Arbitrate,
        Self::Packet,
        Self::Share,
        Self::LogWork,
        Self::EditProject,
        Self::SetDuty,
        Self::SeeDispatch,
        Self::Freeze,
        Self::EditGroup,
        Self::EditSquads,
        Self::Publish,
        Self::Erase,
        Self::Users,
        Self::Journal,
    ];

    /// Whether who holds it over a squad's part of a list holds it over what no squad was given on that chain, too.
    pub fn reaches_free(self) -> bool {
        matches!(self, Self::SeeList | Self::Claim)
    }

    /// Its row in `access.csv`.
    pub fn code(self) -> &'static str {
        self.told().0
    }

    /// As people read it: 看日志.
    pub fn zh(self) -> &'static str {
        self.told().1
    }

    fn told(self) -> (&'static str, &'static str) {
        match self {
            Self::SeeChain => ("see_chain", "看产业链"),
            Self::SeeFacts => ("see_facts", "看企业资料"),
            Self::SeePeople => ("see_people", "看人物和任职"),
            Self::SeeFunds => ("see_funds", "看基金"),
            Self::SeeList => ("see_list", "看目标清单"),
            Self::Taken => ("taken", "问企业有没有人跟"),
            Self::SeeContacts => ("see_contacts", "看联系方式"),
            Self::Export => ("export", "导出文件"),
            Self::ExportContacts => ("export_contacts", "导出联系方式"),
            Self::Import => ("import", "导入"),
            Self::EditFact => ("edit_fact", "改企业和环节资料"),
            Self::EditSource => ("edit_source", "改来源和映射"),
            Self::EditContacts => ("edit_contacts", "改联系方式"),
            Self::UndoAny => ("undo_any", "撤销别人的导入"),
            Self::Judge => ("judge", "判断同名"),
            Self::Assess => ("assess", "认定"),
            Self::EditList => ("edit_list", "改目标清单"),
            Self::EditEntry => ("edit_entry", "改清单上的进展"),
            Self::NewLead => ("new_lead", "报新线索"),
            Self::Claim => ("claim", "认领"),
            Self::Arbitrate => ("arbitrate", "裁定认领"),
            Self::Packet => ("packet", "收发离线包"),
            Self::Share => ("share", "发分享链接"),
            Self::LogWork => ("log_work", "记出行和走访"),
            Self::EditProject => ("edit_project", "改项目"),
            Self::SetDuty => ("set_duty", "定招商任务"),
            Self::SeeDispatch => ("see_dispatch", "看调度"),
            Self::Freeze => ("freeze", "冻结成绩单"),
            Self::EditGroup => ("edit_group", "改工作组"),
            Self::EditSquads => ("edit_squads", "改招商队"),
            Self::Publish => ("publish", "发布到 Neo4j"),
            Self::Erase => ("erase", "抹去个人信息"),
            Self::Users => ("users", "管理账户"),
            Self::Journal => ("journal", "看日志"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_right_is_a_row_of_the_table_and_every_row_a_right() {
        let mut table = csv::Reader::from_reader(include_str!("access.csv").as_bytes());
        let rows: Vec<String> = table.records().map(|row| row.unwrap()[0].to_owned()).collect();
        let rights: Vec<&str> = Right::ALL.iter().map(|right| right.code()).collect();
        assert_eq!(rows, rights);
    }
}
