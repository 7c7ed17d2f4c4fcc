//! One target for who goes there: why it is worth a call, who opens the door, what to say of us.

use super::brief::BriefContact;
use super::introduction::CallFirst;
use crate::access::{Right, Scope};
use crate::app::{AppError, Desk, Question, names, random_id};
use crate::model::{Deed, Kind};
use crate::store::NewBatch;

/// What whoever goes to a target takes along.
#[derive(Debug, Clone, Default)]
pub struct TargetSheet {
    /// The target in one line; blank where it is no candidate of a gap.
    pub sentence: String,
    /// Whom to call first at home; none where no way leads there.
    pub call_first: Option<CallFirst>,
    /// What we have and lack, as the reason of its gap says; blank where its segment is none.
    pub of_us: String,
    /// Whether anybody can be told who is to be called, at home or there, as far as the caller may see that.
    pub callable: bool,
}

impl Desk {
    /// One target for who goes there, seen from where its chain is at home; nothing where the chain has no home.
    ///
    /// # Errors
    /// The caller may not see the chain, there is no such firm, or the store fails.
    pub async fn target_sheet(
        &self,
        question: &Question,
        enterprise: &str,
        segment: Option<&str>,
    ) -> Result<TargetSheet, AppError> {
        let at = self.may(Right::SeeChain, Scope::Chain(&question.chain))?;
        let Ok(mut answered) = at.gaps(question) else { return Ok(TargetSheet::default()) };
        let gap = answered.answer.segments.iter_mut().find(|leaf| Some(&*leaf.segment) == segment);
        let of_us = match gap {
            Some(gap) => {
                at.give_reasons(answered.asked, std::slice::from_mut(gap))?;
                gap.reason.as_ref().map(crate::gaps::Reason::facts).unwrap_or_default()
            }
            None => String::new(),
        };
        let target = self.enterprise(enterprise, question).await?.target;
        let way = self.paths(question, enterprise, Some(1)).await?.paths.into_iter().next();
        let firm = names::firm(at.graph(), enterprise)?;
        let callable = match self.may(Right::SeeContacts, Scope::Somewhere) {
            Ok(may) if may.holds_contacts(Right::SeeContacts, firm).await? => {
                !may.contacts_along(way.as_ref(), firm).await?.told().is_empty()
            }
            _ => false,
        };
        Ok(TargetSheet {
            callable,
            sentence: target.and_then(|line| line.reason).unwrap_or_default(),
            call_first: way.map(|way| way.call_first),
            of_us,
        })
    }

    /// Whom to telephone about a target, at home and there. That it was read is written in the journal first.
    ///
    /// # Errors
    /// The caller may not, there is no such firm, the store fails, or what was known at another moment is asked about.
    pub async fn target_contacts(
        &self,
        question: &Question,
        enterprise: &str,
        who: Option<&str>,
    ) -> Result<Vec<BriefContact>, AppError> {
        let at = self.may(Right::SeeContacts, Scope::Somewhere)?;
        if self.known_at().is_some() {
            return Err(AppError::BadRequest("联系方式只有现在的，不能看当时所知的".to_owned()));
        }
        let firm = names::firm(at.graph(), enterprise)?;
        let at = self.may_contacts(Right::SeeContacts, firm).await?;
        let deed = Deed::ContactsRead { table: Kind::Enterprise, thing: at.graph().firm_id(firm).to_owned() };
        let batch = NewBatch { id: random_id(), who: at.who(who)?, when: at.clock().now(), deed };
        at.store().apply(batch, Vec::new(), Vec::new()).await?;
        let way = self.paths(question, enterprise, Some(1)).await.ok();
        let way = way.and_then(|found| found.paths.into_iter().next());
        Ok(at.contacts_along(way.as_ref(), firm).await?.told())
    }
}
