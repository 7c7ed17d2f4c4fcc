//! Opening a link: what whoever has its address may do before they stand at a desk.
//!
//! An opening is counted as it is taken, in the transaction of its journal entry, before the page is sent: counted after, the
//! page could be had without. Whoever lost the page on the way sends the same form again, or asks for the page again: it is the
//! same opening, by the secret that the form had in it.

use std::net::IpAddr;
use std::sync::Arc;
use std::time::{Duration, Instant};

use tokio::time::sleep;

use crate::access::{Caller, Linked, LoggedIn};
use crate::app::{App, AppError, Desk, Tried, digest, is_secret, random_id};
use crate::model::{Deed, ShareDeed};
use crate::store::{Account, LastingShare, NewBatch, NewOpening, Share};

/// What does not open is told so long after it was asked, whatever the reason.
const REFUSED_AFTER: Duration = Duration::from_millis(400);
/// So many seconds a page stays open.
const STAYS_OPEN: i64 = 12 * 3_600;
/// Characters of a secret that a form has in it.
const SECRET: usize = 64;
/// Stands for nobody in the journal.
const NOBODY: &str = "链接";

/// Somebody before a link.
#[derive(Debug, Clone)]
pub struct Knock {
    /// What stands in the address.
    pub secret: String,
    /// What the form had in it, and the browser keeps.
    pub grant: String,
    /// What they typed.
    pub passcode: String,
    /// Where they come from.
    pub address: IpAddr,
}

/// A link that was opened.
#[derive(Debug, Clone, Copy)]
pub struct OpenedLink {
    /// So many seconds the browser keeps what it was opened with.
    pub lasts: i64,
}

impl App {
    /// Opens a link; none where it does not open, whatever the reason, and that takes one time.
    ///
    /// # Errors
    /// The store fails.
    pub async fn open_link(&self, knock: &Knock) -> Result<Option<OpenedLink>, AppError> {
        let begun = Instant::now();
        let attempt = Tried { login: "", address: knock.address, mark: None, is_code: false };
        let limits = self.door().limits();
        if limits.takes(&attempt, begun).is_some() {
            limits.take_back(&attempt);
            let found = self.lasting(&knock.secret, None).await?;
            if let Some(opened) = self.knocked(knock, found.as_ref()).await? {
                return Ok(Some(opened));
            }
            limits.takes(&attempt, begun);
            self.refused(knock, found.as_ref()).await?;
        }
        sleep(REFUSED_AFTER.saturating_sub(begun.elapsed())).await;
        Ok(None)
    }

    /// The desk of whoever opened a link, by what their browser keeps; none where it is open no more.
    ///
    /// # Errors
    /// The store fails.
    pub async fn linked(&self, secret: &str, grant: Option<&str>) -> Result<Option<Desk>, AppError> {
        let Some(grant) = grant else { return Ok(None) };
        let Some((share, maker)) = self.lasting(secret, Some(grant)).await? else { return Ok(None) };
        let linked = Linked { name: called(&share.id), share: share.id.clone(), maker: maker_of(&share, maker) };
        let desk = self.desk(Caller::Link(Arc::new(linked)), None).await?;
        let (_, _, maker) = desk.linked()?;
        Ok(maker.may_share(&share.chain, share.contacts).is_ok().then_some(desk))
    }

    async fn lasting(&self, secret: &str, grant: Option<&str>) -> Result<Option<LastingShare>, AppError> {
        Ok(self.door().store().shared(digest(secret), grant.map(digest), self.door().clock().now()).await?)
    }

    /// Opens it where the passcode is right, its maker may still show it, and an opening is left.
    async fn knocked(&self, knock: &Knock, found: Option<&LastingShare>) -> Result<Option<OpenedLink>, AppError> {
        let (store, clock) = (self.door().store(), self.door().clock());
        let hash = found.and_then(|(share, _)| share.passcode.clone());
        let is_free = found.is_some() && hash.is_none();
        // Who types nothing tries nothing; the time is taken before the passcode is looked at, so that many at once are counted.
        let tries = hash.is_some() && !knock.passcode.trim().is_empty();
        let taken = if tries { store.take_try(digest(&knock.secret), clock.now()).await? } else { None };
        let hash = taken.and_then(|share| share.passcode);
        if !is_free && !is_secret(hash.as_deref(), knock.passcode.trim()).await? {
            return Ok(None);
        }
        let Some((share, maker)) = found else { return Ok(None) };
        let desk = self.desk(maker_of(share, maker.clone()), None).await?;
        if desk.may_share(&share.chain, share.contacts).is_err() || knock.grant.len() != SECRET {
            return Ok(None);
        }
        let lasts = clock.after(STAYS_OPEN);
        let opening = NewOpening {
            grant: digest(&knock.grant),
            until: if lasts < share.until { lasts } else { share.until.clone() },
            address: knock.address.to_canonical().to_string(),
            maker: maker.clone(),
            proved: hash,
        };
        let told = format!("{} {}", share.receiver, opening.address);
        let batch = self.batch(&called(&share.id), ShareDeed::Open, Some(share), told);
        let number = store.open_share(batch, digest(&knock.secret), opening).await?;
        Ok(number.map(|_| OpenedLink { lasts: STAYS_OPEN }))
    }

    async fn refused(&self, knock: &Knock, found: Option<&LastingShare>) -> Result<(), AppError> {
        let told = knock.address.to_canonical().to_string();
        let batch = self.batch(NOBODY, ShareDeed::Refused, found.map(|(share, _)| share), told);
        self.door().store().apply(batch, Vec::new(), Vec::new()).await?;
        Ok(())
    }

    fn batch(&self, who: &str, deed: ShareDeed, share: Option<&Share>, told: String) -> NewBatch {
        let part = |of: fn(&Share) -> &String| share.map_or("-", |share| of(share)).to_owned();
        let (id, chain) = (part(|share| &share.id), part(|share| &share.chain));
        let contacts = deed == ShareDeed::Open && share.is_some_and(|share| share.contacts);
        let deed = Deed::Share { deed, share: id, chain, told, contacts };
        NewBatch { id: random_id(), who: who.to_owned(), when: self.door().clock().now(), deed }
    }
}

/// What the journal calls whoever opened a link.
fn called(share: &str) -> String {
    format!("链接 {share}")
}

/// Who made a link: whoever may open the store's file, or an account as it stands now.
fn maker_of(share: &Share, maker: Option<Account>) -> Caller {
    match maker {
        Some(Account { login, name, grants, recruiter, .. }) => {
            Caller::Person(Arc::new(LoggedIn { login, name, grants, recruiter, seal: String::new() }))
        }
        None => Caller::Machine { user: share.who.clone() },
    }
}
