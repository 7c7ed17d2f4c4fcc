//! Whom to telephone about the targets of a brief. Who reads that stands in the journal.

use super::{Brief, BriefContact, BriefGap, BriefQuestion, BriefTarget};
use crate::access::{Right, Scope};
use crate::app::desk::GraphPermit;
use crate::app::questions::introduction::ContactsAlong;
use crate::app::{AppError, Desk, random_id};
use crate::model::Deed;
use crate::store::{NewBatch, NewContact};

/// What the journal calls what was read.
const READ: &str = "简报";

impl Desk {
    /// The brief with whom to telephone about each target. That it was read is written in the journal first.
    ///
    /// # Errors
    /// As [`Desk::brief`]; or what was known at another moment is asked about: contacts are only known as they are now.
    pub async fn brief_with_contacts(&self, asked: &BriefQuestion, who: Option<&str>) -> Result<Brief, AppError> {
        let at = self.may(Right::SeeContacts, Scope::Part(&asked.question.chain))?;
        if self.known_at().is_some() {
            return Err(AppError::BadRequest("联系方式只有现在的，不能看当时所知的".to_owned()));
        }
        let mut brief = self.brief(asked).await?;
        let deed = Deed::Contacts { chain: brief.head.chain.clone(), file: READ.to_owned() };
        let batch = NewBatch { id: random_id(), who: at.who(who)?, when: at.clock().now(), deed };
        at.store().apply(batch, Vec::new(), Vec::new()).await?;
        at.add_phones(brief.missing.first.iter_mut().chain(&mut brief.weak.first)).await?;
        Ok(brief)
    }
}

impl Desk {
    /// Says of every target of a brief whether anybody can be telephoned, not whom; nothing where the caller may not see
    /// that, or asks what was known at another moment.
    ///
    /// # Errors
    /// The store fails.
    pub async fn note_phones(&self, brief: &mut Brief) -> Result<(), AppError> {
        let Ok(at) = self.may(Right::SeeContacts, Scope::Part(&brief.head.chain)) else { return Ok(()) };
        if self.known_at().is_some() {
            return Ok(());
        }
        for target in brief.missing.first.iter_mut().chain(&mut brief.weak.first).flat_map(|gap| &mut gap.targets) {
            if at.holds_contacts(Right::SeeContacts, target.firm).await? {
                let phones = at.phones_for(target).await?;
                target.reachable = Some(phones.iter().any(|contact| !contact.phone.is_empty()));
            }
        }
        Ok(())
    }
}

impl Brief {
    /// Whether anybody can be telephoned about any of its targets, as far as that was looked for.
    pub fn any_phone(&self) -> bool {
        let gaps = self.missing.first.iter().chain(&self.weak.first);
        gaps.flat_map(|gap| &gap.targets).any(|target| target.reachable == Some(true))
    }

    /// Whether it says whom to telephone.
    pub fn tells_contacts(&self) -> bool {
        let gaps = self.missing.first.iter().chain(&self.weak.first);
        gaps.flat_map(|gap| &gap.targets).any(|target| target.contacts.is_some())
    }
}

impl GraphPermit<'_> {
    /// Says of every target whose contacts the caller may see whom to telephone. That this is read must stand in the journal.
    pub(in crate::app) async fn add_phones(&self, gaps: impl Iterator<Item = &mut BriefGap>) -> Result<(), AppError> {
        for target in gaps.flat_map(|gap| &mut gap.targets) {
            if self.holds_contacts(Right::SeeContacts, target.firm).await? {
                target.contacts = Some(self.phones_for(target).await?);
            }
        }
        Ok(())
    }

    async fn phones_for(&self, target: &BriefTarget) -> Result<Vec<BriefContact>, AppError> {
        Ok(self.contacts_along(target.path.as_ref(), target.firm).await?.told())
    }
}

impl ContactsAlong {
    /// Whom to call, those at home first.
    pub(in crate::app) fn told(self) -> Vec<BriefContact> {
        let told = |side: &'static str| {
            move |contact: NewContact| BriefContact {
                side,
                name: contact.name,
                title: contact.title,
                phone: contact.phone,
            }
        };
        let home = self.home.into_iter().map(told("出面方"));
        home.chain(self.there.into_iter().map(told("企业"))).collect()
    }
}
