//! Two people at one entry: what the second saw, what stands there now and what they write, field by field.

use crate::access::{Right, Scope};
use crate::app::desk::Permit;
use crate::app::lists::change::{canonical, conflict_words};
use crate::app::lists::listed::shown;
use crate::app::lists::rows::{Listed, NamedList, entry_of, name_of};
use crate::app::{AppError, StoreDesk};
use crate::graph::{ChainIx, Graph};
use crate::model::{ERASED, EntryField, Journal, TargetState};
use crate::normalize::text;
use crate::store::StoreError;
use crate::work::{Entry, Merged, merged};

/// Where an entry stands, and who wrote it last.
struct Standing<'a> {
    graph: &'a Graph,
    chain: ChainIx,
    seen: Entry,
    now: &'a Listed,
}

impl StoreDesk {
    /// The fields whose writer says something else than what they saw: the others they left alone.
    ///
    /// # Errors
    /// The caller may not see the list, a name is unknown, or the store fails.
    pub async fn touched(
        &self,
        chain: &str,
        enterprise: &str,
        seen: u64,
        said: &[(EntryField, String)],
    ) -> Result<Vec<EntryField>, AppError> {
        let at = self.may(Right::SeeList, Scope::Part(chain))?;
        let NamedList { graph, chain, listed } = at.named_list(chain, &[enterprise]).await?;
        let now = entry_of(&graph, chain, &listed, enterprise)?;
        let seen = at.entry_seen(&graph.chain(chain).id, now, Journal(seen)).await?.unwrap_or_default();
        let standing = Standing { graph: &graph, chain, seen, now };
        let touched = said.iter().filter(|(field, text)| standing.merged(*field, text).ok() != Some(Merged::Untouched));
        Ok(touched.map(|(field, _)| *field).collect())
    }
}

impl Permit<'_> {
    /// What is still to be said of an entry that others changed since its writer saw it: what they changed and nobody else did.
    ///
    /// # Errors
    /// Both changed one field, or one that hangs on it; or what was seen is not known.
    pub(in crate::app) async fn said_since(
        &self,
        (graph, chain): (&Graph, ChainIx),
        now: &Listed,
        seen: Journal,
        said: &[(EntryField, String)],
    ) -> Result<Vec<(EntryField, String)>, AppError> {
        let Some(seen) = self.entry_seen(&graph.chain(chain).id, now, seen).await? else {
            return Err(conflict_words(StoreError::Conflict(String::new())));
        };
        let standing = Standing { graph, chain, seen, now };
        let mut own = Vec::new();
        let mut both = Vec::new();
        for (field, text) in said {
            match standing.merged(*field, text)? {
                Merged::Untouched | Merged::Already => {}
                Merged::Applied => own.push((*field, text.clone())),
                Merged::Conflict => both.push((*field, Some(text))),
            }
        }
        both.extend(standing.hanging(&own).map(|field| (field, None)));
        if both.is_empty() {
            return Ok(own);
        }
        let last = self.store().batches_numbered(vec![now.version]).await?.into_iter().flatten().next();
        let who = last.map(|batch| format!("（{}）", batch.who)).unwrap_or_default();
        let told: Vec<String> = both.into_iter().map(|(field, text)| standing.told(field, text)).collect();
        let told = format!(
            "「{}」刚被别人改过{who}，这次没有写入。{}。请看过再决定：留着现在的，或改好再保存一次",
            name_of(graph, now),
            told.join("；")
        );
        Err(AppError::Store(StoreError::Conflict(told)))
    }

    /// An entry of a chain, by id, as it stood at the version its writer saw; none where it never stood so, or they saw
    /// nothing of it then.
    async fn entry_seen(&self, chain: &str, now: &Listed, seen: Journal) -> Result<Option<Entry>, AppError> {
        let versions = self.store().versions(now.key.clone()).await?;
        let found = versions.into_iter().find(|version| version.number == seen);
        let then = found.and_then(|version| version.values).map(|values| Entry::read(values.view()));
        Ok(then.filter(|then| self.sees_entry(chain, then)))
    }
}

impl Standing<'_> {
    /// What a text in a field means.
    fn merged(&self, field: EntryField, given: &str) -> Result<Merged, AppError> {
        let written = match field {
            EntryField::Recruiter => text::folded(given),
            _ => canonical(self.graph, self.chain, field, given)?,
        };
        // A form shows a word for what was erased, and sends it back.
        if self.seen.is_erased(field) && written == ERASED {
            return Ok(Merged::Untouched);
        }
        Ok(merged(field, &self.seen, &written, &self.now.entry))
    }

    /// Fields that somebody else changed and that hang on what the writer says: the recruiter on the squad and the squad on
    /// the recruiter, and on whether the target is dropped.
    fn hanging(&self, own: &[(EntryField, String)]) -> impl Iterator<Item = EntryField> {
        let moved = |field| self.seen.get(field) != self.now.entry.get(field);
        let says = |wanted| own.iter().any(|(field, _)| *field == wanted);
        let drops = own.iter().any(|(field, text)| {
            *field == EntryField::State && TargetState::from_word(text) == Some(TargetState::Dropped)
        });
        let recruiter = says(EntryField::Squad) && !says(EntryField::Recruiter) && moved(EntryField::Recruiter);
        let squad = (says(EntryField::Recruiter) || drops) && !says(EntryField::Squad) && moved(EntryField::Squad);
        [(EntryField::Recruiter, recruiter), (EntryField::Squad, squad)]
            .into_iter()
            .filter_map(|(field, hangs)| hangs.then_some(field))
    }

    /// A field in which both differ; none where the writer said nothing in it.
    fn told(&self, field: EntryField, text: Option<&String>) -> String {
        let quoted = |text: &str| if text.is_empty() { "空".to_owned() } else { format!("「{text}」") };
        let of = |entry: &Entry| quoted(&shown(self.graph, entry, field));
        let mut own = self.seen.clone();
        let yours = text.map_or_else(String::new, |text| {
            own.set(field, &canonical(self.graph, self.chain, field, text).unwrap_or_else(|_| text.clone()));
            format!("，您写的是{}", of(&own))
        });
        format!("{}：您看到的是{}，现在是{}{yours}", field.zh(), of(&self.seen), of(&self.now.entry))
    }
}
