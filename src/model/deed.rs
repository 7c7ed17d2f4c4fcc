//! What a batch was, and the one place where the journal's words for it stand.
//!
//! The words are stored and covered by the digest of the batch, so what once was written never changes.

use std::fmt;

use super::evidence::EvidenceTold;
use super::share_deed::ShareDeed;
use super::sheet_field::SheetDeed;
use super::words::words;
use super::{Kind, Verdict};

words! {
    /// What was done to a target list.
    ListDeed {
        Add = "add", "列入";
        Set = "set", "更新";
        Assign = "assign", "派发";
        Drop = "drop", "放弃";
        Lead = "lead", "报新线索";
    }
}

words! {
    /// What was done to a claim on a firm.
    ClaimDeed {
        Take = "take", "认领";
        Renew = "renew", "续期";
        Release = "release", "释放";
        Collide = "collide", "撞单";
        Keep = "keep", "裁定维持";
        HandOver = "hand-over", "裁定移交";
        End = "end", "裁定终止";
    }
}

words! {
    /// What was said of two records of firms.
    JudgeDeed {
        Same = "same", "判为同一家";
        Different = "different", "判为不是一家";
        Unsure = "unsure", "判为说不准";
        Unmerge = "unmerge", "取出";
        Propose = "propose", "提议";
        Refuse = "refuse", "不采纳提议";
    }
}

words! {
    /// What was done to an account, or by it.
    AccountDeed {
        Add = "add", "开户";
        Grant = "grant", "授权";
        Recruiter = "recruiter", "对上招商员";
        Invite = "invite", "发一次性链接";
        Password = "password", "改密码";
        Factor = "factor", "开验证码";
        NoFactor = "no-factor", "取消验证码";
        Token = "token", "发令牌";
        NoToken = "no-token", "收回令牌";
        Preset = "preset", "换登录规则";
        Disable = "disable", "停用";
        Enable = "enable", "启用";
        LogIn = "log-in", "登录";
        Refused = "refused", "登录被拒";
        End = "end", "结束会话";
    }
}

/// What a batch was. Chains, segments and squads by id.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Deed {
    /// Files were read: their names, with a space between.
    Import {
        /// The names of the files, with a space between.
        files: String,
    },
    /// An import was taken back: its id.
    Undo {
        /// Id of the import that was taken back.
        import: String,
    },
    /// The target list of a chain was changed.
    List {
        /// What was done to it.
        deed: ListDeed,
        /// Id of the chain.
        chain: String,
    },
    /// A squad's part of a list was handed out as a file. The receiver stands in the words for good.
    Packet {
        /// Id of the packet.
        packet: String,
        /// Id of the chain.
        chain: String,
        /// Id of the squad.
        squad: String,
        /// The receiver named in its watermark.
        to: String,
        /// Whether it holds whom to call.
        contacts: bool,
    },
    /// A packet came back.
    PacketReturn {
        /// Id of the packet.
        packet: String,
        /// Id of the chain.
        chain: String,
        /// Id of the squad it was handed out to.
        squad: String,
    },
    /// An exported list came back.
    ListReturn {
        /// Id of the chain.
        chain: String,
    },
    /// The map of a chain was written to a file, with contacts.
    Contacts {
        /// Id of the chain.
        chain: String,
        /// Name of the file that was written.
        file: String,
    },
    /// Whom to call was read on a page.
    ContactsRead {
        /// The canonical file of what they are the contacts of.
        table: Kind,
        /// Its id.
        thing: String,
    },
    /// A person's verdict on a segment.
    Assessment {
        /// Id of the segment.
        segment: String,
        /// What the person holds it to be.
        verdict: Verdict,
    },
    /// Something was changed in place by a form.
    Edit {
        /// The canonical file it belongs to.
        table: Kind,
        /// Id of what was changed, or name of what was added.
        thing: String,
    },
    /// Something was done to an account, or by it.
    Account {
        /// What was done.
        deed: AccountDeed,
        /// Its login; after a space what else there is to say of it, such as its grants.
        account: String,
    },
    /// Something was done to a claim on a firm.
    Claim {
        /// What was done.
        deed: ClaimDeed,
        /// Id of the squad that did it, or got the firm.
        squad: String,
        /// Id of the enterprise.
        enterprise: String,
    },
    /// Somebody said whether two records are one firm.
    Judge {
        /// What was done.
        deed: JudgeDeed,
        /// Id of one of them.
        one: String,
        /// Id of the other.
        other: String,
    },
    /// Something was done to a link, or by it.
    Share {
        /// What was done.
        deed: ShareDeed,
        /// Its id; `-` where there is no such link, or where several are meant.
        share: String,
        /// Id of the chain; `-` where none is known.
        chain: String,
        /// What else there is to say of it, such as the receiver; may be blank.
        told: String,
        /// Whether it shows whom to call.
        contacts: bool,
    },
    /// A score sheet was frozen, or a frozen one amended.
    Sheet {
        /// What was done.
        deed: SheetDeed,
        /// Rows, home, period and cut-off; of an amendment its number, too.
        sheet: String,
    },
    /// Something was done to a file of evidence.
    Evidence(EvidenceTold),
    /// What one may see was taken away as a file, without contacts.
    Export {
        /// Id of the chain it is about; blank where it is about none in particular.
        chain: String,
        /// Name of the file.
        file: String,
    },
    /// Contacts were erased for good.
    Erasure,
    /// What was held of a person was erased for good.
    PersonErased {
        /// Id of the protocol, which says what without saying who.
        protocol: String,
    },
    /// What no version of ours wrote.
    Other(String),
}

const IMPORT: &str = "import ";
const UNDO: &str = "undo ";
const LIST: &str = "list ";
const PACKET: &str = "packet ";
const TO: &str = " 发给 ";
const RETURN: &str = "return ";
/// Stands where a return of a packet names it.
const OF_LIST: &str = "list ";
const MAP: &str = "map ";
const WITH_CONTACTS: &str = "，含联系方式";
const READ: &str = "read contacts ";
const ASSESS: &str = "assess ";
const EDIT: &str = "edit ";
const CLAIM: &str = "claim ";
const JUDGE: &str = "judge ";
const ACCOUNT: &str = "account ";
const SHARE: &str = "share ";
const ERASE: &str = "erase contacts";
const ERASE_PERSON: &str = "erase person ";
const SHEET: &str = "sheet ";
const EVIDENCE: &str = "evidence ";
const EXPORT: &str = "export ";
/// Stands where a chain would.
const OF_NONE: &str = "-";

impl Deed {
    /// Takes back what the journal says. An id with a space in it may be cut at another one; the words stay the same.
    pub fn read(words: &str) -> Self {
        // A digest is made of the words, so they must come out again exactly.
        let read = Self::known(words).filter(|deed| deed.to_string() == words);
        read.unwrap_or_else(|| Self::Other(words.to_owned()))
    }

    fn known(words: &str) -> Option<Self> {
        let after = |begin: &str| words.strip_prefix(begin);
        if let Some(files) = after(IMPORT) {
            return Some(Self::Import { files: files.to_owned() });
        }
        if let Some(import) = after(UNDO) {
            return Some(Self::Undo { import: import.to_owned() });
        }
        if let Some(rest) = after(LIST) {
            let (deed, chain) = rest.split_once(' ')?;
            return Some(Self::List { deed: deed.parse().ok()?, chain: chain.to_owned() });
        }
        if let Some(rest) = after(PACKET) {
            return handed_out(rest);
        }
        if let Some(rest) = after(RETURN) {
            return returned(rest);
        }
        if let Some(rest) = after(MAP) {
            let (chain, file) = rest.strip_suffix(WITH_CONTACTS)?.split_once(' ')?;
            return Some(Self::Contacts { chain: chain.to_owned(), file: file.to_owned() });
        }
        if let Some(rest) = after(READ) {
            let (table, thing) = rest.split_once(' ')?;
            return Some(Self::ContactsRead { table: table.parse().ok()?, thing: thing.to_owned() });
        }
        if let Some(rest) = after(ASSESS) {
            let (segment, verdict) = rest.rsplit_once(' ')?;
            return Some(Self::Assessment { segment: segment.to_owned(), verdict: verdict.parse().ok()? });
        }
        if let Some(rest) = after(EDIT) {
            let (table, thing) = rest.split_once(' ')?;
            return Some(Self::Edit { table: table.parse().ok()?, thing: thing.to_owned() });
        }
        if let Some(rest) = after(ACCOUNT) {
            let (deed, account) = rest.split_once(' ')?;
            return Some(Self::Account { deed: deed.parse().ok()?, account: account.to_owned() });
        }
        let of_firms = after(CLAIM).map(claimed).or_else(|| after(JUDGE).map(judged));
        of_firms.unwrap_or_else(|| left(words))
    }
}

fn judged(rest: &str) -> Option<Deed> {
    let (deed, of) = rest.split_once(' ')?;
    let (one, other) = of.split_once(' ')?;
    Some(Deed::Judge { deed: deed.parse().ok()?, one: one.to_owned(), other: other.to_owned() })
}

fn claimed(rest: &str) -> Option<Deed> {
    let (deed, of) = rest.split_once(' ')?;
    let (squad, enterprise) = of.split_once(' ')?;
    Some(Deed::Claim { deed: deed.parse().ok()?, squad: squad.to_owned(), enterprise: enterprise.to_owned() })
}

/// What was done to a link, or by it.
fn shared(rest: &str) -> Option<Deed> {
    let plain = rest.strip_suffix(WITH_CONTACTS);
    let mut parts = plain.unwrap_or(rest).splitn(4, ' ');
    let (deed, share, chain) = (parts.next()?.parse().ok()?, parts.next()?, parts.next()?);
    let (share, chain, told) = (share.to_owned(), chain.to_owned(), parts.next().unwrap_or_default().to_owned());
    Some(Deed::Share { deed, share, chain, told, contacts: plain.is_some() })
}

/// What leaves: by a link, as a file, or for good.
fn left(words: &str) -> Option<Deed> {
    if let Some(rest) = words.strip_prefix(SHARE) {
        return shared(rest);
    }
    if let Some(rest) = words.strip_prefix(SHEET) {
        let (deed, sheet) = rest.split_once(' ')?;
        return Some(Deed::Sheet { deed: deed.parse().ok()?, sheet: sheet.to_owned() });
    }
    if let Some(rest) = words.strip_prefix(EVIDENCE) {
        return rest.parse().ok().map(Deed::Evidence);
    }
    if let Some(rest) = words.strip_prefix(EXPORT) {
        let (chain, file) = rest.split_once(' ')?;
        let chain = if chain == OF_NONE { "" } else { chain };
        return Some(Deed::Export { chain: chain.to_owned(), file: file.to_owned() });
    }
    if let Some(protocol) = words.strip_prefix(ERASE_PERSON) {
        return Some(Deed::PersonErased { protocol: protocol.to_owned() });
    }
    (words == ERASE).then_some(Deed::Erasure)
}

fn handed_out(rest: &str) -> Option<Deed> {
    let (ids, to) = rest.split_once(TO)?;
    let (packet, ids) = ids.split_once(' ')?;
    let (chain, squad) = ids.split_once(' ')?;
    let plain = to.strip_suffix(WITH_CONTACTS);
    Some(Deed::Packet {
        packet: packet.to_owned(),
        chain: chain.to_owned(),
        squad: squad.to_owned(),
        to: plain.unwrap_or(to).to_owned(),
        contacts: plain.is_some(),
    })
}

fn returned(rest: &str) -> Option<Deed> {
    if let Some(chain) = rest.strip_prefix(OF_LIST) {
        return Some(Deed::ListReturn { chain: chain.to_owned() });
    }
    let (packet, ids) = rest.split_once(' ')?;
    let (chain, squad) = ids.split_once(' ')?;
    let (packet, chain, squad) = (packet.to_owned(), chain.to_owned(), squad.to_owned());
    Some(Deed::PacketReturn { packet, chain, squad })
}

impl fmt::Display for Deed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Import { files } => write!(f, "{IMPORT}{files}"),
            Self::Undo { import } => write!(f, "{UNDO}{import}"),
            Self::List { deed, chain } => write!(f, "{LIST}{deed} {chain}"),
            Self::Packet { packet, chain, squad, to, contacts } => {
                let contacts = if *contacts { WITH_CONTACTS } else { "" };
                write!(f, "{PACKET}{packet} {chain} {squad}{TO}{to}{contacts}")
            }
            Self::PacketReturn { packet, chain, squad } => write!(f, "{RETURN}{packet} {chain} {squad}"),
            Self::ListReturn { chain } => write!(f, "{RETURN}{OF_LIST}{chain}"),
            Self::Contacts { chain, file } => write!(f, "{MAP}{chain} {file}{WITH_CONTACTS}"),
            Self::ContactsRead { table, thing } => write!(f, "{READ}{table} {thing}"),
            Self::Assessment { segment, verdict } => write!(f, "{ASSESS}{segment} {verdict}"),
            Self::Edit { table, thing } => write!(f, "{EDIT}{table} {thing}"),
            Self::Account { deed, account } => write!(f, "{ACCOUNT}{deed} {account}"),
            Self::Claim { deed, squad, enterprise } => write!(f, "{CLAIM}{deed} {squad} {enterprise}"),
            Self::Judge { deed, one, other } => write!(f, "{JUDGE}{deed} {one} {other}"),
            Self::Sheet { deed, sheet } => write!(f, "{SHEET}{deed} {sheet}"),
            Self::Evidence(told) => write!(f, "{EVIDENCE}{told}"),
            Self::Export { chain, file } if chain.is_empty() => write!(f, "{EXPORT}{OF_NONE} {file}"),
            Self::Export { chain, file } => write!(f, "{EXPORT}{chain} {file}"),
            Self::Share { deed, share, chain, told, contacts } => {
                let (contacts, between) =
                    (if *contacts { WITH_CONTACTS } else { "" }, if told.is_empty() { "" } else { " " });
                write!(f, "{SHARE}{deed} {share} {chain}{between}{told}{contacts}")
            }
            Self::Erasure => f.write_str(ERASE),
            Self::PersonErased { protocol } => write!(f, "{ERASE_PERSON}{protocol}"),
            Self::Other(words) => f.write_str(words),
        }
    }
}

impl serde::Serialize for Deed {
    fn serialize<S: serde::Serializer>(&self, s: S) -> Result<S::Ok, S::Error> {
        s.collect_str(self)
    }
}
