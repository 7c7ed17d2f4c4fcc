//! Adding a file, and taking one out.

use sha2::{Digest, Sha256};

use super::name::name_of;
use super::thing::EvidenceThing;
use crate::access::Right;
use crate::app::{AppError, Desk, EditRefused, random_id};
use crate::model::{Deed, EvidenceDeed, EvidenceForm, EvidenceTold, hex};
use crate::store::{KeptEvidence, NewBatch, NewEvidence};

/// The most bytes of a file.
pub const MOST_OF_FILE: usize = 10 << 20;
/// The most files of one thing.
const MOST_FILES: usize = 20;
/// Characters of an id.
const ID: usize = 12;

/// A file as it came.
#[derive(Debug, Clone, Default)]
pub struct EvidenceGiven {
    /// What it shows, as addresses say it.
    pub of: String,
    /// As it came, with folders and all.
    pub name: String,
    /// What is in it.
    pub content: Vec<u8>,
    /// By default the caller.
    pub who: Option<String>,
}

/// A file that was taken out.
#[derive(Debug, Clone)]
pub struct EvidenceGone {
    /// What it was called.
    pub name: String,
    /// Somebody reads an older state of the store, so that it still stands in its files.
    pub traces_left: bool,
}

/// What is said of a file that is longer than any may be.
pub fn file_too_large() -> AppError {
    AppError::BadRequest(format!("文件超过 {} MB，没有附上；请压缩，或换一张小些的图片", MOST_OF_FILE >> 20))
}

impl Desk {
    /// Puts a file to a trip or visit (`log_work`), or to a node of a project (`edit_project`); its id comes back.
    ///
    /// # Errors
    /// The caller may not, there is no such thing that they see, or the store fails. What is wrong with the file comes back for
    /// the form.
    pub async fn evidence_add(
        &self,
        right: Right,
        given: &EvidenceGiven,
    ) -> Result<Result<String, EditRefused>, AppError> {
        let (at, thing) = self.thing_of(right, &given.of)?;
        let seen = at.thing_seen(&*at.city_work().await?, &thing).await?;
        if !seen.writes {
            return Err(AppError::Forbidden(right));
        }
        let form = match found_form(given) {
            Ok(form) => form,
            Err(refused) => return Ok(Err(refused)),
        };
        let digest = hex(&Sha256::digest(&given.content));
        let before = at.store().evidence(Some(seen.of.clone())).await?;
        if let Some(same) = before.iter().find(|kept| kept.digest == digest) {
            return Ok(Err(EditRefused::of("files", format!("这份文件已经附上了（{}），没有再附一遍", same.name))));
        }
        if before.len() >= MOST_FILES {
            let told = format!("已经有 {MOST_FILES} 份文件，不能再多；请先取下不要的");
            return Ok(Err(EditRefused::of("files", told)));
        }
        let id = random_id()[..ID].to_owned();
        let told = EvidenceTold {
            deed: EvidenceDeed::Add,
            evidence: id.clone(),
            digest: digest.clone(),
            table: thing.kind,
            thing: thing.id,
        };
        let (who, when) = (at.who(given.who.as_deref())?, at.clock().now());
        let batch = NewBatch { id: random_id(), who, when, deed: Deed::Evidence(told) };
        let (name, content) = (name_of(&given.name, form), given.content.clone());
        let new = NewEvidence { id: id.clone(), of: seen.of, name, form, digest, content };
        at.store().add_evidence(batch, new, MOST_FILES).await?;
        Ok(Ok(id))
    }

    /// Takes a file of a thing out for good, by its id.
    ///
    /// # Errors
    /// The caller may not, there is no such file that they see, or the store fails.
    pub async fn evidence_remove(
        &self,
        right: Right,
        of: &str,
        id: &str,
        who: Option<&str>,
    ) -> Result<EvidenceGone, AppError> {
        let (at, thing) = self.thing_of(right, of)?;
        let seen = at.thing_seen(&*at.city_work().await?, &thing).await?;
        if !seen.writes {
            return Err(AppError::Forbidden(right));
        }
        let missing = || AppError::NotFound { what: "依据文件", text: id.to_owned(), near: Vec::new() };
        let kept = at.store().evidence(Some(seen.of)).await?.into_iter().find(|kept| kept.id == id);
        let kept = kept.ok_or_else(missing)?;
        let told = kept_told(EvidenceDeed::Remove, &kept);
        let batch = NewBatch { id: random_id(), who: at.who(who)?, when: at.clock().now(), deed: told };
        at.store().remove_evidence(batch, id).await?;
        Ok(EvidenceGone { name: kept.name, traces_left: at.store().traces_left().await? })
    }
}

impl EvidenceThing {
    /// What a kept file shows.
    pub(super) fn of_kept(kept: &KeptEvidence) -> Self {
        Self { kind: kept.of.kind, id: kept.thing.clone() }
    }
}

/// What the journal says of a kept file.
pub(super) fn kept_told(deed: EvidenceDeed, kept: &KeptEvidence) -> Deed {
    let (evidence, digest) = (kept.id.clone(), kept.digest.clone());
    Deed::Evidence(EvidenceTold { deed, evidence, digest, table: kept.of.kind, thing: kept.thing.clone() })
}

/// What a file is; refused where it may be no evidence.
fn found_form(given: &EvidenceGiven) -> Result<EvidenceForm, EditRefused> {
    let name = given.name.rsplit(['/', '\\']).next().unwrap_or_default();
    if given.content.is_empty() {
        let told = if name.is_empty() {
            "请选一份文件".to_owned()
        } else {
            format!("「{name}」是空的，没有附上")
        };
        return Err(EditRefused::of("files", told));
    }
    if given.content.len() > MOST_OF_FILE {
        return Err(EditRefused::of("files", file_too_large().to_string()));
    }
    EvidenceForm::of(&given.content).ok_or_else(|| {
        let told = format!("「{name}」里面不是 PDF、JPEG 或 PNG，没有附上；扩展名对也不行，请另存为这三种再选");
        EditRefused::of("files", told)
    })
}
