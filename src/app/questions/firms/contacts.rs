//! Whom to call at a firm. That somebody is known is told on every card; who it is, only to whoever asks, and that stands
//! in the journal: one entry a page that tells it.

use crate::access::{Right, Scope};
use crate::app::{AppError, Desk, names, random_id};
use crate::graph::FirmIx;
use crate::model::{Deed, Kind};
use crate::store::NewBatch;

/// How many contacts of a firm are known.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ContactCount {
    /// People.
    pub people: usize,
    /// Those of whom a telephone is known.
    pub phones: usize,
}

/// Whom to call.
#[derive(Debug, Clone)]
pub struct CardContact {
    /// The person's name.
    pub name: String,
    /// Post; blank where nobody wrote it.
    pub title: String,
    /// As written; blank where nobody wrote it.
    pub phone: String,
    /// As written; blank where nobody wrote it.
    pub email: String,
}

impl Desk {
    /// How many contacts of a firm are known; none where the caller may not see them, or asks what was known at another
    /// moment: contacts are only known as they are now.
    pub(super) async fn contact_count(&self, firm: FirmIx) -> Result<Option<ContactCount>, AppError> {
        let Ok(at) = self.may(Right::SeeContacts, Scope::Somewhere) else { return Ok(None) };
        if self.known_at().is_some() || !at.holds_contacts(Right::SeeContacts, firm).await? {
            return Ok(None);
        }
        let found = at.store().contacts(at.graph().nodes_of(firm).to_vec()).await?;
        let phones = found.iter().filter(|contact| !contact.phone.is_empty()).count();
        Ok(Some(ContactCount { people: found.len(), phones }))
    }

    /// Whom to call at a firm. That it was read is written in the journal first.
    ///
    /// # Errors
    /// The caller may not, there is no such firm, the store fails, or what was known at another moment is asked about.
    pub async fn firm_contacts(&self, given: &str, who: Option<&str>) -> Result<Vec<CardContact>, AppError> {
        let at = self.may(Right::SeeContacts, Scope::Somewhere)?;
        if self.known_at().is_some() {
            return Err(AppError::BadRequest("联系方式只有现在的，不能看当时所知的".to_owned()));
        }
        let firm = names::firm(at.graph(), given)?;
        let at = self.may_contacts(Right::SeeContacts, firm).await?;
        let deed = Deed::ContactsRead { table: Kind::Enterprise, thing: at.graph().firm_id(firm).to_owned() };
        let batch = NewBatch { id: random_id(), who: at.who(who)?, when: at.clock().now(), deed };
        at.store().apply(batch, Vec::new(), Vec::new()).await?;
        let found = at.store().contacts(at.graph().nodes_of(firm).to_vec()).await?;
        let told =
            found.into_iter().map(|c| CardContact { name: c.name, title: c.title, phone: c.phone, email: c.email });
        Ok(told.collect())
    }
}
