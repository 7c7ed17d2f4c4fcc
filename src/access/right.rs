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
        match self {
            Self::SeeChain => "see_chain",
            Self::SeeFacts => "see_facts",
            Self::SeePeople => "see_people",
            Self::SeeFunds => "see_funds",
            Self::SeeList => "see_list",
            Self::Taken => "taken",
            Self::SeeContacts => "see_contacts",
            Self::Export => "export",
            Self::ExportContacts => "export_contacts",
            Self::Import => "import",
            Self::EditFact => "edit_fact",
            Self::EditSource => "edit_source",
            Self::EditContacts => "edit_contacts",
            Self::UndoAny => "undo_any",
            Self::Judge => "judge",
            Self::Assess => "assess",
            Self::EditList => "edit_list",
            Self::EditEntry => "edit_entry",
            Self::NewLead => "new_lead",
            Self::Claim => "claim",
            Self::Arbitrate => "arbitrate",
            Self::Packet => "packet",
            Self::Share => "share",
            Self::LogWork => "log_work",
            Self::EditProject => "edit_project",
            Self::SetDuty => "set_duty",
            Self::SeeDispatch => "see_dispatch",
            Self::Freeze => "freeze",
            Self::EditGroup => "edit_group",
            Self::EditSquads => "edit_squads",
            Self::Publish => "publish",
            Self::Erase => "erase",
            Self::Users => "users",
            Self::Journal => "journal",
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
