//! Which version of a thing stands now, and who wrote it: by which a page tells that what it shows has moved.

use schemars::JsonSchema;
use serde::Serialize;

use crate::access::{Right, Scope};
use crate::app::desk::Permit;
use crate::app::edits::known::KnownRows;
use crate::app::edits::subject::Subject;
use crate::app::{AppError, Desk, StoreDesk};
use crate::model::Journal;

/// A version of a thing.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct ThingVersion {
    /// The journal number of its last change; 0 where there is none.
    pub version: u64,
    /// Who made it; blank where there is none.
    pub who: String,
}

impl Desk {
    /// The version of a record that is corrected in place.
    ///
    /// # Errors
    /// The caller may not see it, there is none, or the store fails.
    pub async fn record_version(&self, subject: &Subject) -> Result<ThingVersion, AppError> {
        let at = subject.see(self)?;
        let record = at.record(subject).await?;
        let number = KnownRows::read(at.store(), &record, None).await?.version;
        at.version_of(number).await
    }
}

impl StoreDesk {
    /// The version of a chain's list, or of one target of it.
    ///
    /// # Errors
    /// The caller may not see the list, or a name is unknown.
    pub async fn list_version(&self, chain: &str, target: Option<&str>) -> Result<ThingVersion, AppError> {
        let at = self.may(Right::SeeList, Scope::Part(chain))?;
        let number = match target {
            Some(target) => Journal(self.list_entry(chain, target).await?.1.version),
            None => {
                at.named_list(chain, &[]).await?.listed.iter().map(|listed| listed.version).max().unwrap_or_default()
            }
        };
        at.version_of(number).await
    }
}

impl Permit<'_> {
    async fn version_of(&self, number: Journal) -> Result<ThingVersion, AppError> {
        let batch = self.store().batches_numbered(vec![number]).await?.into_iter().flatten().next();
        Ok(ThingVersion { version: number.0, who: batch.map(|batch| batch.who).unwrap_or_default() })
    }
}
