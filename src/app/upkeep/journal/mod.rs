//! 日志: who changed, read, took away and logged in, and whether the journal holds.
//!
//! Invariant: **Nobody changes or stops the journal.** It is only ever added to, by the transaction that does what it
//! says; what is read or taken away is handed over after it was written there, so where it cannot be written nothing is.

mod exported;
mod held;
mod table;
mod told;

use std::collections::HashMap;

use schemars::JsonSchema;
use serde::Serialize;

use crate::access::{Right, Scope};
use crate::app::{AppError, StoreDesk, names, to_the_minute};
use crate::model::{BatchRecord, Day, DeedSort, Journal};
use crate::normalize::text;
pub use held::JournalHolds;
use told::{chain_of, told};

/// Which entries are asked for.
#[derive(Debug, Clone, Default)]
pub struct JournalQuestion {
    /// By whom, as the journal calls them; none: by anybody.
    pub who: Option<String>,
    /// Of what sort; none: of any.
    pub what: Option<DeedSort>,
    /// About which chain, by id or name; none: about anything.
    pub chain: Option<String>,
    /// Not before this day.
    pub from: Option<Day>,
    /// Not after this day.
    pub to: Option<Day>,
    /// The most that are told, the last ones; none: all.
    pub most: Option<usize>,
}

/// An entry.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct JournalLine {
    /// Its number, from 1 without a gap.
    pub number: u64,
    /// RFC 3339, Asia/Shanghai.
    pub when: String,
    /// Who did it.
    pub who: String,
    /// What it was, in one word.
    pub what: DeedSort,
    /// What it was, in a sentence.
    pub told: String,
    /// Id of the chain it is about, where it is about one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub chain: Option<String>,
    /// Versions of records it wrote.
    pub rows: u64,
    /// SHA-256 over the entry before and all of this one, in hexadecimal.
    pub digest: String,
}

/// Entries of the journal.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct JournalAnswer {
    /// The number of the last entry of all; 0 where there is none.
    pub last: u64,
    /// Its digest, which stands for all before it; blank where there is none.
    pub digest: String,
    /// How many entries are as asked for.
    pub total: usize,
    /// Those told, the last first.
    pub lines: Vec<JournalLine>,
}

impl JournalLine {
    /// When, to the minute, as people read it.
    pub fn told_when(&self) -> String {
        to_the_minute(&self.when)
    }
}

impl StoreDesk {
    /// Entries of the journal, the last first.
    ///
    /// # Errors
    /// The caller may not read it, or there is no such chain.
    pub async fn journal(&self, asked: &JournalQuestion) -> Result<JournalAnswer, AppError> {
        let at = self.may(Right::Journal, Scope::City)?;
        let (store, known) = (at.store(), at.names().await?);
        let graph = known.graph();
        let of = |chain: &str| Ok::<_, AppError>(graph.chain(names::chain(graph, chain)?).id.clone());
        let chain = asked.chain.as_deref().map(of).transpose()?;
        let last = store.journal().await?;
        let after = match asked.from {
            Some(day) => store.number_at(format!("{day}T00:00:00.000+08:00")).await?,
            None => Journal(0),
        };
        let until = match asked.to {
            Some(day) => store.number_at(format!("{day}T23:59:59.999+08:00")).await?.min(last),
            None => last,
        };
        let count = usize::try_from(until.0.saturating_sub(after.0)).unwrap_or(usize::MAX);
        let batches = store.batches(after, count).await?;
        let by_id: HashMap<&str, &BatchRecord> = batches.iter().map(|batch| (batch.id.as_str(), batch)).collect();
        let who = asked.who.as_deref().map(text::trimmed).filter(|who| !who.is_empty());
        let mut lines = Vec::new();
        for batch in batches.iter().rev() {
            let about = chain_of(graph, &batch.deed, &by_id);
            let is_asked = who.is_none_or(|who| batch.who == who)
                && asked.what.is_none_or(|what| batch.deed.sort() == what)
                && (chain.is_none() || about == chain);
            if is_asked {
                lines.push(line(batch, told(graph, &batch.deed, &by_id), about));
            }
        }
        let total = lines.len();
        lines.truncate(asked.most.unwrap_or(usize::MAX));
        let newest = store.batches_numbered(vec![last]).await?.into_iter().flatten().next();
        Ok(JournalAnswer { last: last.0, digest: newest.map(|batch| batch.digest).unwrap_or_default(), total, lines })
    }
}

fn line(batch: &BatchRecord, told: String, chain: Option<String>) -> JournalLine {
    JournalLine {
        number: batch.number,
        when: batch.when.clone(),
        who: batch.who.clone(),
        what: batch.deed.sort(),
        told,
        chain,
        rows: batch.rows,
        digest: batch.digest.clone(),
    }
}
