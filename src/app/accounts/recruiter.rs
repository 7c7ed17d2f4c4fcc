//! Which recruiter an account is: said by the admin, never guessed from a name.

use super::change::change;
use super::people::found;
use crate::access::{Right, Scope, UsersPart};
use crate::app::desk::Permit;
use crate::app::{AppError, Desk, StoreDesk, names};
use crate::model::AccountDeed;
use crate::store::AccountChange;

impl Desk {
    /// The id of the recruiter that a text means, by id or name; none where it is blank.
    ///
    /// # Errors
    /// The caller may not, or no recruiter or several go by it.
    pub async fn recruiter_meant(&self, typed: &str) -> Result<Option<String>, AppError> {
        let at = self.may(Right::Users, Scope::City)?;
        let Some(given) = names::given(Some(typed)) else { return Ok(None) };
        let work = at.city_work().await?;
        let known = work.recruiters.iter().map(|one| (one.id.as_str(), one.id.as_str(), one.name.as_str()));
        names::one("招商员", given.strip_prefix("recruiter:").unwrap_or(given), known).map(|id| Some(id.to_owned()))
    }

    /// Every recruiter, by id, with what tells them apart: their name and their squad's.
    ///
    /// # Errors
    /// The caller may not, or the store fails.
    pub async fn recruiters_to_link(&self) -> Result<Vec<(String, String)>, AppError> {
        let work = self.may(Right::Users, Scope::City)?.city_work().await?;
        let squad = |at: Option<u32>| at.map_or("", |at| &*work.squads[at as usize].name);
        let line = |one: &crate::dispatch::RecruiterFacts| {
            (one.id.clone(), format!("{} {}", one.name, squad(one.squad)).trim().to_owned())
        };
        Ok(work.recruiters.iter().map(line).collect())
    }
}

impl<'d> Permit<'d> {
    /// The recruiter that the caller is, by id: what their account says, and nothing is guessed.
    pub(in crate::app) fn recruiter(&self) -> Option<&'d str> {
        self.person()?.recruiter.as_deref()
    }
}

impl StoreDesk {
    /// Says which recruiter an account is, by id, or that it is none; its sessions end.
    ///
    /// # Errors
    /// The caller may not, there is no such account, or another one is this recruiter.
    pub async fn account_recruiter(&self, login: &str, recruiter: Option<String>) -> Result<(), AppError> {
        let at = self.users(UsersPart::Grants)?;
        let login = found(at.store(), login).await?.login;
        let told = recruiter.as_ref().map_or_else(|| login.clone(), |recruiter| format!("{login} {recruiter}"));
        change(&at, &login, AccountChange::Recruiter(recruiter), (AccountDeed::Recruiter, told)).await
    }
}
