//! What is shown to others by link, as a store keeps it.

use std::sync::Arc;

use super::{
    Change, LastingShare, NewBatch, NewOpening, NewShare, Opening, Proposal, Result, SecretDigest, Share, Store,
};
use super::{blocking, delegate};
use crate::model::{Journal, NodeId, NodeName};

#[expect(clippy::missing_errors_doc, reason = "the type of `Store` says it of all; a method says what is its own")]
impl Store {
    /// Every link, the last made first.
    pub async fn shares(&self) -> Result<Vec<Share>> {
        delegate!(self, shares())
    }

    /// The link with this id.
    pub async fn share(&self, id: String) -> Result<Option<Share>> {
        delegate!(self, share(&id))
    }

    /// Makes a link; the batch, which says so, is written in the same transaction.
    ///
    /// # Errors
    /// `Conflict` where the one in whose place it comes is not there.
    pub async fn add_share(&self, batch: NewBatch, new: NewShare) -> Result<Journal> {
        delegate!(self, add_share(&batch, &new))
    }

    /// Revokes links by their ids: whoever has one open sees nothing any more.
    pub async fn revoke_shares(&self, batch: NewBatch, ids: Vec<String>) -> Result<Journal> {
        delegate!(self, revoke_shares(&batch, &ids))
    }

    /// The link of a token while it lasts; with `grant`, while the page that was opened with it does.
    pub async fn shared(
        &self,
        token: SecretDigest,
        grant: Option<SecretDigest>,
        now: String,
    ) -> Result<Option<LastingShare>> {
        delegate!(self, shared(&token, grant.as_ref(), &now))
    }

    /// Takes one of the times that the passcode of a link may be tried; none where none is left. Who shows it right gets the
    /// time back as it is opened.
    pub async fn take_try(&self, token: SecretDigest, now: String) -> Result<Option<Share>> {
        delegate!(self, take_try(&token, &now))
    }

    /// Takes an opening of a link, and says so in the same transaction; none where none is left, it ended, or what was checked
    /// before is so no more. The same browser again gets the one that it has.
    pub async fn open_share(
        &self,
        batch: NewBatch,
        token: SecretDigest,
        opening: NewOpening,
    ) -> Result<Option<Journal>> {
        delegate!(self, open_share(&batch, &token, &opening))
    }

    /// Every opening, the last first.
    pub async fn openings(&self) -> Result<Vec<Opening>> {
        delegate!(self, openings())
    }

    /// Keeps what a receiver proposes of an entry, in the place of what they proposed before; none where their page is open no
    /// more, or sent too much.
    pub async fn propose(&self, batch: NewBatch, grant: SecretDigest, proposal: Proposal) -> Result<Option<Journal>> {
        delegate!(self, propose(&batch, &grant, &proposal))
    }

    /// What was proposed and waits, as it came.
    pub async fn proposals(&self) -> Result<Vec<Proposal>> {
        delegate!(self, proposals())
    }

    /// Writes what is taken of the proposals of a link, up to this one; they wait no more.
    ///
    /// # Errors
    /// `Conflict` where an expected version has moved.
    pub async fn take_proposals(
        &self,
        batch: NewBatch,
        (nodes, changes): (Vec<(NodeId, NodeName)>, Vec<Change>),
        (share, last): (String, i64),
    ) -> Result<Journal> {
        delegate!(self, take_proposals(&batch, (&nodes, changes), (&share, last)))
    }
}
