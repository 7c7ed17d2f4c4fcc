//! Erasing a person (个人信息保护法 §47): everything held of them is found, looked at, and erased for good, with a protocol
//! that says how much it was and nothing of whom.

mod files;
mod protocol;
mod table;

use crate::access::{Right, Scope};
use crate::app::desk::Permit;
use crate::app::{AppError, Desk, StoreDesk, random_id};
use crate::model::{Deed, PersonPlace};
use crate::normalize::text;
use crate::store::{NewBatch, PersonSought};
pub use protocol::ErasureProtocol;

/// The most names of one person.
const MOST: usize = 12;
/// Characters of a name, at least: shorter ones stand in too many others.
const SHORTEST: usize = 2;
/// The same of one in Latin letters or digits.
const SHORTEST_ASCII: usize = 4;

/// Whose data is sought.
#[derive(Debug, Clone, Default)]
pub struct PersonAsked {
    /// Names, telephone numbers, addresses of mail: theirs and nobody else's.
    pub names: Vec<String>,
    /// Their logins.
    pub logins: Vec<String>,
}

/// What is held of a person.
#[derive(Debug, Clone)]
pub struct PersonFindings {
    /// Where, and how often.
    pub lines: Vec<PersonLine>,
    /// How much of it would be erased.
    pub erasable: u64,
    /// Texts in which the name stands inside another one: left alone.
    pub similar: u64,
    /// What files beside the store have of them, and what becomes of it; a sentence each.
    pub files: Vec<String>,
    logins: Vec<String>,
}

/// One place where something of a person stands.
#[derive(Debug, Clone)]
pub struct PersonLine {
    /// Where.
    pub place: PersonPlace,
    /// What kind of record; blank where it is none.
    pub kind: &'static str,
    /// Whose, as its id says; blank where it is nobody's in particular.
    pub of: String,
    /// How often.
    pub count: u64,
}

impl PersonAsked {
    fn sought(&self) -> Result<PersonSought, AppError> {
        let lines = |given: &[String]| -> Vec<String> {
            let mut lines: Vec<String> = given.iter().map(|given| text::one_line(given).into_owned()).collect();
            lines.retain(|line| !line.is_empty());
            lines
        };
        let (names, logins) = (lines(&self.names), lines(&self.logins));
        if names.is_empty() && logins.is_empty() {
            return Err(AppError::BadRequest("没有写明是谁：请写姓名、电话、邮箱或账号".into()));
        }
        if names.len() + logins.len() > MOST {
            return Err(AppError::BadRequest(format!("一次至多写 {MOST} 个姓名、电话、邮箱和账号，都是同一个人的")));
        }
        for name in &names {
            let least = if name.is_ascii() { SHORTEST_ASCII } else { SHORTEST };
            if name.chars().count() < least {
                let told = format!(
                    "「{name}」太短，会找到别人：中文姓名至少 {SHORTEST} 个字，字母和数字至少 {SHORTEST_ASCII} 个"
                );
                return Err(AppError::BadRequest(told));
            }
        }
        Ok(PersonSought { names, logins })
    }
}

impl StoreDesk {
    /// Everything that is held of a person.
    ///
    /// # Errors
    /// The caller may not, nobody is named, or a name is too short to tell people apart.
    pub async fn person_found(&self, asked: &PersonAsked) -> Result<PersonFindings, AppError> {
        let at = self.may(Right::Erase, Scope::City)?;
        at.found(&asked.sought()?).await
    }

    /// Erases everything that is held of a person, but for what the journal says of who did what.
    ///
    /// # Errors
    /// The caller may not, or would erase themselves; nothing is held; files are imported meanwhile; the journal does not hold.
    pub async fn erase_person(&self, asked: &PersonAsked) -> Result<ErasureProtocol, AppError> {
        let at = self.may(Right::Erase, Scope::City)?;
        let sought = asked.sought()?;
        let found = at.found(&sought).await?;
        if found.erasable == 0 {
            return Err(AppError::BadRequest("没有找到这个人的数据，没有改动".into()));
        }
        if found.logins.iter().any(|login| at.is_own(login)) {
            return Err(AppError::BadRequest("其中有您自己的账户，不能自己抹去；请由另一位系统管理员来做".into()));
        }
        let (alias, protocol) = (format!("已抹去-{}", &random_id()[..6]), random_id()[..12].to_owned());
        let deed = Deed::PersonErased { protocol: protocol.clone() };
        let batch = NewBatch { id: random_id(), who: at.who(None)?, when: at.clock().now(), deed };
        // Before the store, so that whoever is told of a failure still finds them.
        let (store, names, instead) = (at.store().clone(), sought.names.clone(), alias.clone());
        let kept = tokio::task::spawn_blocking(move || files::erase(&store, &names, &instead)).await;
        kept.map_err(|error| AppError::Internal(error.to_string()))??;
        let erased = at.store().erase_person(batch, sought, (alias, protocol.clone())).await?;
        if erased.is_none() {
            return Err(AppError::BadRequest("正在导入文件，没有抹去；请等导入结束后再来".into()));
        }
        if let Ok(uploads) = at.uploads() {
            uploads.forget_all();
        }
        self.erasure(&protocol).await
    }
}

impl Desk {
    /// The same before a graph, which then shows it.
    ///
    /// # Errors
    /// As [`StoreDesk::erase_person`].
    pub async fn erase_person(&self, asked: &PersonAsked) -> Result<ErasureProtocol, AppError> {
        let at = self.may(Right::Erase, Scope::City)?;
        let protocol = self.store_desk().erase_person(asked).await?;
        at.follow().await;
        Ok(protocol)
    }
}

impl Permit<'_> {
    async fn found(&self, sought: &PersonSought) -> Result<PersonFindings, AppError> {
        let found = self.store().person_found(sought.clone()).await?;
        let nodes = found.held.iter().filter_map(|held| held.of).collect();
        let mut names = self.store().node_names(nodes).await?.into_iter();
        let mut lines = Vec::new();
        for held in &found.held {
            let of = held.of.and_then(|_| names.next().flatten()).map(|node| node.text).unwrap_or_default();
            let kind = held.kind.map_or("", |kind| kind.zh());
            lines.push(PersonLine { place: held.place, kind, of, count: held.count });
        }
        let in_store: u64 = lines.iter().filter(|line| line.place != PersonPlace::Journal).map(|line| line.count).sum();
        let (store, names) = (self.store().clone(), sought.names.clone());
        let files = tokio::task::spawn_blocking(move || files::told(&store, &names)).await;
        let (files, written) = files.map_err(|error| AppError::Internal(error.to_string()))?;
        Ok(PersonFindings { lines, erasable: in_store + written, similar: found.similar, files, logins: found.logins })
    }
}
