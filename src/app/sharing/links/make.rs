//! Making a link, and making one again.

use std::collections::BTreeSet;

use super::columns::LinkColumn;
use super::link::{LinkLine, last_day};
use crate::access::{Right, Scope};
use crate::app::desk::GraphPermit;
use crate::app::sharing::packet::receiver;
use crate::app::{AppError, Desk, Question, digest, hash_of_secret, lists, names, new_secret, picture, random_id};
use crate::model::{Day, Deed, EntryField, ShareDeed, TargetState};
use crate::normalize::text;
use crate::store::{NewBatch, NewShare, PASSCODE_TRIES, Share};

/// Days a link lasts, where nobody says how long, and at most.
const GOOD_FOR: i32 = 14;
const AT_MOST: i32 = 90;
/// How often it can be opened, where nobody says how often, and at most.
const OPENINGS: u32 = 20;
const MOST_OPENINGS: u32 = 1_000;
/// Characters of an id: as many as of a packet's.
const ID: usize = 12;
/// Characters of a passcode.
const PASSCODE: std::ops::RangeInclusive<usize> = 4..=64;
/// The most characters of a purpose or a basis.
const LONGEST: usize = 200;

/// A link that is to be made.
#[derive(Debug, Clone, Default)]
pub struct NewLink {
    /// Id or name of the chain.
    pub chain: String,
    /// The records of the entries that it shows.
    pub records: Vec<String>,
    /// The columns, by their words.
    pub columns: Vec<String>,
    /// Whether it shows whom to call.
    pub contacts: bool,
    /// The squad the receiver belongs to, by id or name.
    pub squad: Option<String>,
    /// To whom it is shown.
    pub to: String,
    /// What for.
    pub purpose: String,
    /// On which legal basis, where contacts are shown.
    pub basis: String,
    /// Its last day; by default in two weeks.
    pub until: Option<Day>,
    /// Blank: none.
    pub passcode: String,
    /// How often it can be opened.
    pub openings: Option<u32>,
    /// By default the caller.
    pub who: Option<String>,
}

/// A link just made: its secret is told this once.
#[derive(Debug, Clone)]
pub struct MadeLink {
    /// What stands in its address.
    pub secret: String,
    /// What is kept of it.
    pub line: LinkLine,
}

/// What a form that makes a link begins with.
#[derive(Debug, Clone)]
pub struct LinkBegun {
    /// Id of the chain.
    pub chain: String,
    /// Name of the chain.
    pub chain_name: String,
    /// The firms that are meant: record and name.
    pub firms: Vec<(String, String)>,
    /// Whether the caller may show whom to call, too.
    pub with_contacts: bool,
    /// The last day, where nobody says another.
    pub until: Day,
    /// How often it can be opened, where nobody says how often.
    pub openings: u32,
}

impl MadeLink {
    /// An address as a picture that a camera reads: an SVG path of unit squares, and how many units wide and high it is.
    ///
    /// # Errors
    /// The address is too long for one.
    pub fn picture(address: &str) -> Result<(String, usize), AppError> {
        picture(address)
    }
}

impl Desk {
    /// Makes a link that shows these entries and columns, and nothing that comes later.
    ///
    /// # Errors
    /// The caller may not, an entry is not on the list, or what is given cannot be.
    pub async fn link_make(&self, given: &NewLink) -> Result<MadeLink, AppError> {
        let at = self.may_share(&given.chain, given.contacts)?;
        let share = at.new_share(given).await?;
        at.link_made(share, None).await
    }

    /// Makes a link again, with another token and the days and openings it had at first; the one of before is revoked.
    ///
    /// # Errors
    /// The caller may not, or there is no such link of this chain.
    pub async fn link_again(&self, chain: &str, link: &str, who: Option<&str>) -> Result<MadeLink, AppError> {
        let at = self.may(Right::Share, Scope::Chain(chain))?;
        let chain = at.graph().chain(names::chain(at.graph(), chain)?).id.clone();
        let before = at.share_of(&chain, link).await?;
        let at = self.may_share(&chain, before.contacts)?;
        let (login, local) = at.maker();
        let share = Share {
            id: random_id()[..ID].to_owned(),
            login,
            local,
            who: at.who(who)?,
            made: at.clock().now(),
            until: end_of(Day::of_number(at.today().number() + GOOD_FOR)),
            tries: PASSCODE_TRIES,
            left: before.openings,
            revoked: None,
            ..before.clone()
        };
        at.link_made(share, Some(before.id)).await
    }

    /// What a form that makes a link begins with: the firms that are meant, by record and name.
    ///
    /// # Errors
    /// The caller may not, or there is no such chain.
    pub async fn link_begun(&self, chain: &str, records: &[String]) -> Result<LinkBegun, AppError> {
        let at = self.may_share(chain, false)?;
        let ix = names::chain(at.graph(), chain)?;
        let mut listed = at.listed(at.graph(), ix).await?;
        listed.retain(|listed| records.contains(&listed.record));
        let named = |listed: &lists::Listed| (listed.record.clone(), lists::name_of(at.graph(), listed).to_owned());
        let chain = at.graph().chain(ix);
        Ok(LinkBegun {
            chain: chain.id.clone(),
            chain_name: chain.name.clone(),
            firms: listed.iter().map(named).collect(),
            with_contacts: self.holds(Right::ExportContacts, Scope::Chain(&chain.id)),
            until: Day::of_number(at.today().number() + GOOD_FOR),
            openings: OPENINGS,
        })
    }

    /// Whether the caller may make links of a chain's list, by id.
    pub fn shares(&self, chain: &str) -> bool {
        self.holds(Right::Share, Scope::Chain(chain))
    }

    /// What it takes to make a link, and to show what it shows: a link with contacts is also a file with contacts.
    pub(super) fn may_share(&self, chain: &str, contacts: bool) -> Result<GraphPermit<'_>, AppError> {
        let at = self.may(Right::Share, Scope::Chain(chain))?;
        self.may(Right::SeeList, Scope::Chain(chain))?;
        if contacts {
            self.may(Right::ExportContacts, Scope::Chain(chain))?;
        }
        Ok(at)
    }
}

impl GraphPermit<'_> {
    /// A link of a chain, by id.
    pub(super) async fn share_of(&self, chain: &str, link: &str) -> Result<Share, AppError> {
        let found = self.store().share(link.to_owned()).await?.filter(|share| share.chain == chain);
        found.ok_or_else(|| AppError::NotFound { what: "链接", text: link.to_owned(), near: Vec::new() })
    }

    async fn new_share(&self, given: &NewLink) -> Result<Share, AppError> {
        let chain = names::chain(self.graph(), &given.chain)?;
        // What cannot be shown is not promised.
        self.gaps(&Question { chain: given.chain.clone(), ..Question::default() })?;
        let listed = self.listed(self.graph(), chain).await?;
        let squad = given.squad.as_deref().map(str::trim).filter(|squad| !squad.is_empty());
        let made = self.clock().now();
        let (login, local) = self.maker();
        let passcode = passcode(&given.passcode)?;
        Ok(Share {
            id: random_id()[..ID].to_owned(),
            login,
            local,
            who: self.who(given.who.as_deref())?,
            chain: self.graph().chain(chain).id.clone(),
            squad: squad.map(|squad| names::squad(self.graph(), squad)).transpose()?,
            receiver: receiver(&given.to)?,
            purpose: ground(&given.purpose, "用途", true)?,
            basis: ground(&given.basis, "依据", given.contacts)?,
            contacts: given.contacts,
            columns: columns(&given.columns)?,
            rows: rows(&listed, &given.records)?,
            made,
            until: end_of(last(given.until, self.today())?),
            passcode: match passcode {
                Some(passcode) => Some(hash_of_secret(&passcode).await?),
                None => None,
            },
            tries: PASSCODE_TRIES,
            openings: openings(given.openings)?,
            left: openings(given.openings)?,
            revoked: None,
        })
    }

    /// Keeps a link, and gives its secret.
    async fn link_made(&self, share: Share, instead: Option<String>) -> Result<MadeLink, AppError> {
        let secret = new_secret();
        let basis = if share.basis.is_empty() { String::new() } else { format!("，依据：{}", share.basis) };
        let days = last_day(&share.until);
        let told = format!("发给 {}，{}家，到{days}，用途：{}{basis}", share.receiver, share.rows.len(), share.purpose);
        let deed = Deed::Share {
            deed: ShareDeed::Make,
            share: share.id.clone(),
            chain: share.chain.clone(),
            told,
            contacts: share.contacts,
        };
        let batch = NewBatch { id: random_id(), who: share.who.clone(), when: share.made.clone(), deed };
        let new = NewShare { share, digest: digest(&secret), instead };
        self.store().add_share(batch, new.clone()).await?;
        let line = self.link_lines(&[new.share]).await?.into_iter().next();
        let line = line.ok_or_else(|| AppError::Internal("a link without a line".into()))?;
        Ok(MadeLink { secret, line })
    }
}

fn bad<T>(told: impl Into<String>) -> Result<T, AppError> {
    Err(AppError::BadRequest(told.into()))
}

/// The records that are shown: of the list, and not given up.
fn rows(listed: &[lists::Listed], given: &[String]) -> Result<Vec<String>, AppError> {
    let given: BTreeSet<&str> = given.iter().map(String::as_str).collect();
    if given.is_empty() {
        return bad("没有勾选企业；请先在清单上勾选要给对方看的");
    }
    let is_open = |record: &str| {
        let found = listed.iter().find(|listed| listed.record == record);
        found.is_some_and(|listed| listed.entry.state() != TargetState::Dropped)
    };
    match given.iter().find(|record| !is_open(record)) {
        Some(record) => bad(format!("「{record}」不在清单上，或已放弃；请回清单重新勾选")),
        None => Ok(given.into_iter().map(str::to_owned).collect()),
    }
}

fn columns(given: &[String]) -> Result<Vec<String>, AppError> {
    if let Some(unknown) = given.iter().find(|code| LinkColumn::read(code).is_none()) {
        return bad(format!("没有“{unknown}”这一列"));
    }
    let chosen = LinkColumn::all().into_iter().map(LinkColumn::code).filter(|code| given.iter().any(|g| g == code));
    let chosen: Vec<String> = chosen.map(str::to_owned).collect();
    if chosen.is_empty() { bad("没有选要给对方看的列") } else { Ok(chosen) }
}

fn ground(given: &str, what: &str, needed: bool) -> Result<String, AppError> {
    let line = text::one_line(given).into_owned();
    match text::forbidden(&line) {
        Some(_) => bad(format!("{what}含有控制字符")),
        None if line.chars().count() > LONGEST => bad(format!("{what}超过 {LONGEST} 个字")),
        None if line.is_empty() && needed && what == "依据" => {
            bad("带联系方式要写明依据（个人信息保护法第十三条哪一项），记入日志")
        }
        None if line.is_empty() && needed => bad(format!("没有写{what}；它记入日志，以后查得到为什么给")),
        None => Ok(line),
    }
}

fn passcode(given: &str) -> Result<Option<String>, AppError> {
    let given = given.trim();
    match given.chars().count() {
        0 => Ok(None),
        length if PASSCODE.contains(&length) => Ok(Some(given.to_owned())),
        _ => bad(format!("口令要 {} 到 {} 个字符，或留空不设", PASSCODE.start(), PASSCODE.end())),
    }
}

fn openings(given: Option<u32>) -> Result<u32, AppError> {
    match given.unwrap_or(OPENINGS) {
        openings @ 1..=MOST_OPENINGS => Ok(openings),
        _ => bad(format!("可打开次数要在 1 到 {MOST_OPENINGS} 之间")),
    }
}

fn last(given: Option<Day>, today: Day) -> Result<Day, AppError> {
    let day = given.unwrap_or_else(|| Day::of_number(today.number() + GOOD_FOR));
    match day.number() - today.number() {
        0..=AT_MOST => Ok(day),
        days if days < 0 => bad(format!("{day}已经过了；请写今天或以后的一天")),
        _ => bad(format!("{day}太远：链接最多 {AT_MOST} 天")),
    }
}

fn end_of(day: Day) -> String {
    format!("{day}T23:59:59.999+08:00")
}

/// Whether a column is one of a link's.
pub(super) fn has(share: &Share, column: LinkColumn) -> bool {
    share.columns.iter().any(|code| code == column.code())
}

/// Whether a field of the entry is.
pub(super) fn has_field(share: &Share, field: EntryField) -> bool {
    has(share, LinkColumn::Field(field))
}
