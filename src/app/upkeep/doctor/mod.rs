//! Does the store agree with itself, and the graph with the store? And making anew what is derived.

mod compare;
mod held_facts;
mod table;

use serde::Serialize;

use crate::access::{Right, Scope};
use crate::app::{AppError, Held, StoreDesk};
use crate::graph::NodeTexts;
use crate::model::{Journal, Kind};
use crate::store::Store;
use compare::Compare;

/// What was found; `problems` and `mendable` are empty when all is well.
#[derive(Debug, Clone, Serialize)]
pub struct StoreFindings {
    /// Committed batches, which is the last journal number.
    pub batches: u64,
    /// Versions of records, closed ones too.
    pub rows: u64,
    /// Texts that have a number.
    pub nodes: u64,
    /// Enterprises of the graph: entities, not records.
    pub enterprises: usize,
    /// Rows that name a closed record and wait for it to come back.
    pub asleep: u64,
    /// Texts whose words were erased; left out where there are none.
    #[serde(skip_serializing_if = "is_none")]
    pub erased: u64,
    /// Somebody reads an older state of the store, so that what was deleted may still stand in its files; left out where not.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub traces_left: bool,
    /// A digest of what is said now, whatever the way there.
    pub digest: String,
    /// What is damaged.
    pub problems: Vec<String>,
    /// What is derived and wrong: [`StoreDesk::rebuild`] makes it anew.
    pub mendable: Vec<String>,
}

/// What was made anew.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Rebuilt {
    /// What was wrong and is no longer.
    pub mended: Vec<String>,
    /// Rows that imports left which never ended.
    pub swept: u64,
}

impl StoreDesk {
    /// Reads everything: the digests of the journal, and every record of every kind against the graph.
    ///
    /// # Errors
    /// The store cannot be read.
    pub async fn checkup(&self) -> Result<StoreFindings, AppError> {
        checkup(self.may(Right::Users, Scope::City)?.store()).await
    }

    /// Makes anew what is derived from rows; see [`Store::rebuild`]. Damage stays as it is.
    ///
    /// # Errors
    /// An import is under way, or the tables contradict themselves.
    pub async fn rebuild(&self) -> Result<Rebuilt, AppError> {
        rebuild(self.may(Right::Users, Scope::City)?.store()).await
    }
}

async fn checkup(store: &Store) -> Result<StoreFindings, AppError> {
    let found = store.check().await?;
    let held = Held::load(store, None).await?;
    let agreed = compare(store, &held, held.journal).await?;
    let mut problems = found.problems;
    problems.extend(agreed.problems);
    Ok(StoreFindings {
        batches: found.batches,
        rows: found.rows,
        nodes: found.nodes,
        enterprises: held.graph.firm_count(),
        asleep: agreed.asleep,
        erased: found.erased,
        traces_left: store.traces_left().await?,
        digest: agreed.digest,
        problems,
        mendable: found.mendable,
    })
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde hands fields over by reference")]
fn is_none(count: &u64) -> bool {
    *count == 0
}

/// How a graph agrees with a store.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Agreement {
    /// Rows that name a closed record and wait for it to come back.
    pub asleep: u64,
    /// Of what is said now, in hexadecimal.
    pub digest: String,
    /// One for each record that only one of them has, bounded.
    pub problems: Vec<String>,
}

/// Compares a graph with the rows of a store as they stood at a number.
///
/// # Errors
/// The store cannot be read.
pub async fn compare(store: &Store, held: &Held, at: Journal) -> Result<Agreement, AppError> {
    let names = store.nodes(Kind::ALL.to_vec(), NodeTexts::default(), NodeTexts::push).await?;
    let kinds = Kind::records().collect();
    let (compared, _) = store.scan(kinds, Some(at), Compare::new(held, names), Compare::row).await?;
    let (content, asleep, problems) = compared.finish();
    Ok(Agreement { asleep, digest: content.hex(), problems })
}

async fn rebuild(store: &Store) -> Result<Rebuilt, AppError> {
    let before = store.check().await?;
    let Some(swept) = store.rebuild().await? else {
        return Err(AppError::BadRequest("另一个导入正在进行；请等它结束后再重建".into()));
    };
    let after = store.check().await?;
    let mended = before.mendable.into_iter().filter(|text| !after.mendable.contains(text)).collect();
    Ok(Rebuilt { mended, swept })
}
