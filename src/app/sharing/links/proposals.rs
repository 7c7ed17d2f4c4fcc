//! What whoever opened a link proposes to say of its targets, and the group that takes it in.

use super::link::LinkLine;
use super::make::has_field;
use crate::access::{Right, Scope};
use crate::app::desk::GraphPermit;
use crate::app::sharing::packet::{MergedReturn, ReturnAsked, ReturnPreview};
use crate::app::{AppError, Desk, digest, lists, names, random_id};
use crate::ingest::{ReturnedCell, ReturnedFile, ReturnedRow};
use crate::model::{Deed, EntryField, KEY_COLUMN, ShareDeed, TargetState};
use crate::normalize::text;
use crate::store::{NewBatch, Proposal, Share};
use crate::work::{list_key, list_mark, read_list_key};

/// What is proposed of one target.
#[derive(Debug, Clone, Default)]
pub struct Proposed {
    /// By which the page knows the target, and the version it showed.
    pub key: String,
    /// How far it is; blank: as it was.
    pub state: String,
    /// Why, where the state needs it.
    pub reason: String,
    /// Blank: as it was.
    pub note: String,
}

/// A link with what was proposed from it.
#[derive(Debug)]
pub struct LinkReturn {
    /// The link.
    pub link: LinkLine,
    /// What it would change; none where nothing waits.
    pub preview: Option<ReturnPreview>,
}

impl Desk {
    /// Keeps what whoever opened a link, with this secret, proposes of a target; gives its name. The group decides.
    ///
    /// # Errors
    /// They opened none, the target is none of its, or what is proposed is not shown there or cannot be.
    pub async fn propose(&self, grant: &str, given: &Proposed) -> Result<String, AppError> {
        let (share, maker) = self.shared_by().await?;
        let (link, ..) = self.linked()?;
        let at = maker.may_share(&share.chain, share.contacts)?;
        let (record, version, name) = at.shared_target(&share, &given.key).await?;
        let proposal = at.proposal(&share, given, (record, version))?;
        let deed = Deed::Share {
            deed: ShareDeed::Propose,
            share: share.id.clone(),
            chain: share.chain,
            told: name.clone(),
            contacts: false,
        };
        let batch = NewBatch { id: random_id(), who: link.who(None)?, when: proposal.at.clone(), deed };
        match link.store().propose(batch, digest(grant), proposal).await? {
            Some(_) => Ok(name),
            None => Err(AppError::BadRequest("提得太多，或链接已经关了；没有记下".into())),
        }
    }

    /// What was proposed from a link, merged three ways into the list; writes what is taken where told to, and the rest waits no
    /// more.
    ///
    /// # Errors
    /// The caller may not, there is no such link of this chain, or somebody changed the list meanwhile.
    pub async fn link_proposals(&self, chain: &str, link: &str, asked: &ReturnAsked) -> Result<LinkReturn, AppError> {
        self.may(Right::Share, Scope::Chain(chain))?;
        let at = self.may(Right::EditEntry, Scope::Chain(chain))?;
        let chain = at.graph().chain(names::chain(at.graph(), chain)?).id.clone();
        let share = at.share_of(&chain, link).await?;
        let mut waiting = at.store().proposals().await?;
        waiting.retain(|proposal| proposal.share == share.id);
        let line = at.link_lines(std::slice::from_ref(&share)).await?.into_iter().next();
        let link = line.ok_or_else(|| AppError::Internal("a link without a line".into()))?;
        let Some(last) = waiting.last().map(|proposal| proposal.id) else {
            return Ok(LinkReturn { link, preview: None });
        };
        let Some(merged) = at.merged_rows(returned(&chain, &waiting), asked).await? else {
            return Ok(LinkReturn { link, preview: None });
        };
        let MergedReturn { mut preview, nodes, changes } = merged;
        preview.to = Some(share.receiver.clone());
        if asked.apply {
            let told = format!("{}家", preview.applied.len());
            let deed = Deed::Share { deed: ShareDeed::Take, share: share.id.clone(), chain, told, contacts: false };
            let batch = NewBatch { id: random_id(), who: at.who(asked.who.as_deref())?, when: at.clock().now(), deed };
            let taken = at.store().take_proposals(batch, (nodes, changes), (share.id, last)).await;
            preview.number = Some(taken.map_err(lists::conflict_words)?.0);
        }
        Ok(LinkReturn { link, preview: Some(preview) })
    }
}

impl GraphPermit<'_> {
    /// The record, the version and the name of the target that a key of the page means.
    async fn shared_target(&self, share: &Share, key: &str) -> Result<(String, u64, String), AppError> {
        let listed = self.shared_rows(share).await?;
        let found = read_list_key(key).and_then(|(version, mark)| {
            let found = listed.iter().find(|l| list_mark(&share.chain, &l.record) == mark)?;
            let is_of_it = list_key(&share.chain, &found.record, version) == key && version <= found.version.0;
            is_of_it.then(|| (found.record.clone(), version, lists::name_of(self.graph(), found).to_owned()))
        });
        found.ok_or_else(|| AppError::BadRequest("这家企业已不在给您看的清单上；请刷新后再看".into()))
    }

    /// What is kept of a proposal: of what the link shows, in the form of a list.
    fn proposal(
        &self,
        share: &Share,
        given: &Proposed,
        (record, version): (String, u64),
    ) -> Result<Proposal, AppError> {
        let chain = names::chain(self.graph(), &share.chain)?;
        let said = |field: EntryField, given: &str, of: EntryField| match given.trim() {
            "" => Ok(String::new()),
            _ if !has_field(share, of) => Err(AppError::BadRequest(format!("这个链接不收“{}”", field.zh()))),
            given => lists::canonical(self.graph(), chain, field, given),
        };
        let state = said(EntryField::State, &given.state, EntryField::State)?;
        let reason = said(EntryField::Reason, &given.reason, EntryField::State)?;
        let note = said(EntryField::Note, &given.note, EntryField::Note)?;
        if state.is_empty() && note.is_empty() {
            return Err(AppError::BadRequest("没有写要改什么；请选状态或写备注".into()));
        }
        let state = TargetState::from_word(&state).map(|state| state.zh().to_owned()).unwrap_or_default();
        let (id, share, at) = (0, share.id.clone(), self.clock().now());
        Ok(Proposal { id, share, record, version, state, reason, note, at })
    }
}

/// Proposals as rows that came back, by the keys of an exported list.
fn returned(chain: &str, proposals: &[Proposal]) -> ReturnedFile {
    let row = |(at, proposal): (usize, &Proposal)| {
        let key = list_key(chain, &proposal.record, proposal.version);
        let said = [
            (EntryField::State, &proposal.state),
            (EntryField::Reason, &proposal.reason),
            (EntryField::Note, &proposal.note),
        ];
        let said = said.into_iter().filter(|(_, said)| !said.is_empty());
        let cells = said.map(|(field, said)| (field.zh(), said.clone())).chain([(KEY_COLUMN, key)]);
        let cell = |(header, text): (&str, String)| (text::folded(header), ReturnedCell { text, formula: false });
        ReturnedRow { number: at as u64 + 1, cells: cells.map(cell).collect() }
    };
    let rows = proposals.iter().enumerate().map(row).collect();
    ReturnedFile { rows, changes_only: true, ..ReturnedFile::default() }
}
