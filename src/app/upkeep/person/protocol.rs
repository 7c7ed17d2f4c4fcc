//! The protocol of an erasure: read back from the journal, which keeps it for good.

use serde::Serialize;

use crate::access::{Right, Scope};
use crate::app::{AppError, StoreDesk, to_the_minute};
use crate::model::{BatchRecord, Deed, Journal};

/// What was erased of a person, without saying whom.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ErasureProtocol {
    /// Its id.
    pub protocol: String,
    /// Its journal number.
    pub number: u64,
    /// RFC 3339, Asia/Shanghai.
    pub when: String,
    /// Who erased.
    pub who: String,
    /// Contacts.
    pub contacts: u64,
    /// Texts of people's work.
    pub words: u64,
    /// Versions of records, and texts they go by.
    pub records: u64,
    /// Files of evidence.
    pub evidence: u64,
    /// Links that ended, and what came back by links.
    pub links: u64,
    /// Names of files, and words of the journal.
    pub titles: u64,
    /// Accounts.
    pub accounts: u64,
    /// Entries of the journal that name the person and stay.
    pub kept: u64,
    /// The digest of the last entry before, in hexadecimal: digests up to here were made anew.
    pub before: String,
    /// The digest of the entry of the erasure.
    pub after: String,
    /// Somebody reads an older state of the store, so that what was erased may still stand in its files.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub traces_left: bool,
}

impl ErasureProtocol {
    /// What the journal says of an erasure; none where the entry is another.
    fn read(batch: &BatchRecord) -> Option<Self> {
        let Deed::PersonErased { protocol } = &batch.deed else { return None };
        let mut words = protocol.split(' ');
        let protocol = words.next()?.to_owned();
        let pairs: Vec<&str> = words.collect();
        let said = |name: &str| pairs.chunks_exact(2).find(|pair| pair[0] == name).map(|pair| pair[1]);
        let count = |name: &str| said(name).and_then(|text| text.parse().ok()).unwrap_or_default();
        Some(Self {
            protocol,
            number: batch.number,
            when: batch.when.clone(),
            who: batch.who.clone(),
            contacts: count("contacts"),
            words: count("words"),
            records: count("records"),
            evidence: count("evidence"),
            links: count("links"),
            titles: count("titles"),
            accounts: count("accounts"),
            kept: count("kept"),
            before: said("before").unwrap_or_default().to_owned(),
            after: batch.digest.clone(),
            traces_left: false,
        })
    }

    /// When, to the minute.
    pub fn told_when(&self) -> String {
        to_the_minute(&self.when)
    }

    /// The protocol as a text to be filed.
    pub fn text(&self) -> String {
        let Self { protocol, number, who, contacts, words, records, evidence, accounts, kept, before, after, .. } =
            self;
        let (links, titles) = (self.links, self.titles);
        let anew = if records + titles > 0 { "（此前各条的摘要已随改写重算）" } else { "" };
        let left = if self.traces_left {
            "注意：另一个程序正在读更早的内容，数据库的文件里还留着痕迹；它结束后，下一次运行 liantu 时会清除。\n"
        } else {
            ""
        };
        format!(
            "个人信息抹去记录 {protocol}\n\
             时间：{}\n经手人：{who}\n日志号：{number}\n\
             联系方式：删除 {contacts} 条\n\
             备注、理由等文字：删除 {words} 段\n\
             记录（含历次版本）：改写 {records} 处，姓名换成无意义的代号，人物和招商员的记录已关闭\n\
             依据文件：删除 {evidence} 份\n\
             链接：{links} 处已停用，接收人、用途里的姓名换成代号，对方回填的文字删除\n\
             导入的文件名、日志里的名称：改写 {titles} 处\n\
             留下的读法里的姓名换成代号；网页上还没导入的上传已清掉\n\
             账户：{accounts} 个已停用，密码、会话、角色和姓名已删除，账号作为代号留着\n\
             日志里仍有 {kept} 条提到此人（谁做了什么，个人信息给了谁），按规定的期限留存，不作他用\n\
             抹去前最后一条日志的摘要：{before}\n\
             抹去后本条的摘要：{after}{anew}\n\
             {left}备份文件、已发出的文件和发布到 Neo4j 的图不在其内：请另行删除或重新生成。\n",
            self.told_when()
        )
    }
}

impl StoreDesk {
    /// The protocol with this id.
    ///
    /// # Errors
    /// The caller may not read it, or there is none.
    pub async fn erasure(&self, id: &str) -> Result<ErasureProtocol, AppError> {
        let found = self.erasures().await?.into_iter().find(|protocol| protocol.protocol == id);
        found.ok_or_else(|| AppError::NotFound { what: "抹去记录", text: id.to_owned(), near: Vec::new() })
    }

    /// Every protocol, the last first.
    ///
    /// # Errors
    /// The caller may not read them, or the store fails.
    pub async fn erasures(&self) -> Result<Vec<ErasureProtocol>, AppError> {
        let store = self.may(Right::Erase, Scope::City)?.store();
        let traces_left = store.traces_left().await?;
        let batches = store.batches(Journal(0), usize::MAX).await?;
        let read =
            |batch: &BatchRecord| ErasureProtocol::read(batch).map(|read| ErasureProtocol { traces_left, ..read });
        Ok(batches.iter().rev().filter_map(read).collect())
    }
}
