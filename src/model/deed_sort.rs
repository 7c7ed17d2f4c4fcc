//! What a batch was, in one word: what the journal is filtered by.

use super::deed::{AccountDeed, Deed};
use super::evidence::{EvidenceDeed, EvidenceTold};
use super::words::words;

words! {
    /// What a batch was, in one word.
    DeedSort {
        Import = "import", "导入";
        Undo = "undo", "撤销";
        List = "list", "清单";
        Claim = "claim", "认领";
        Judge = "judge", "同名判断";
        Packet = "packet", "离线包";
        Share = "share", "链接";
        Contacts = "contacts", "联系方式";
        Export = "export", "导出";
        Assessment = "assess", "认定";
        Edit = "edit", "改动";
        Account = "account", "账户";
        LogIn = "log-in", "登录";
        Erasure = "erase", "抹去";
        Sheet = "sheet", "成绩单";
        Evidence = "evidence", "依据";
        Other = "other", "其他";
    }
}

impl Deed {
    /// What it was, in one word; whatever tells contacts is that first.
    pub fn sort(&self) -> DeedSort {
        match self {
            Self::Import { .. } => DeedSort::Import,
            Self::Undo { .. } => DeedSort::Undo,
            Self::List { .. } | Self::ListReturn { .. } => DeedSort::List,
            Self::Packet { contacts: true, .. }
            | Self::Share { contacts: true, .. }
            | Self::Contacts { .. }
            | Self::ContactsRead { .. } => DeedSort::Contacts,
            Self::Share { .. } => DeedSort::Share,
            Self::Packet { .. } | Self::PacketReturn { .. } => DeedSort::Packet,
            Self::Claim { .. } => DeedSort::Claim,
            Self::Judge { .. } => DeedSort::Judge,
            Self::Export { .. } | Self::Evidence(EvidenceTold { deed: EvidenceDeed::Take, .. }) => DeedSort::Export,
            Self::Evidence(_) => DeedSort::Evidence,
            Self::Sheet { .. } => DeedSort::Sheet,
            Self::Assessment { .. } => DeedSort::Assessment,
            Self::Edit { .. } => DeedSort::Edit,
            Self::Account { deed: AccountDeed::LogIn | AccountDeed::Refused | AccountDeed::End, .. } => DeedSort::LogIn,
            Self::Account { .. } => DeedSort::Account,
            Self::Erasure | Self::PersonErased { .. } => DeedSort::Erasure,
            Self::Other(_) => DeedSort::Other,
        }
    }
}
