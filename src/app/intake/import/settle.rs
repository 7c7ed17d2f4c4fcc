//! Sorted rows: doubles settled, compared with what is current, staged.

use std::collections::HashSet;

use tokio::runtime::Handle;
use tokio::task::JoinHandle;

use crate::app::AppError;
use crate::app::intake::import::compare::{Mentioned, carried_over};
use crate::app::intake::import::known::{REFERRED, identity};
use crate::app::intake::import::run::Run;
use crate::app::intake::import::stored::Stored;
use crate::app::intake::import::table::spill_failed;
use crate::ingest::{Fault, RowCounts, Sorter};
use crate::model::{Kind, NewRow, NodeId, Origin, Version};
use crate::resolve::Identities;
use crate::store;
use crate::store::{Chunk, Current};

/// Rows compared and staged at a time: small writers get their turn between two chunks.
const CHUNK: usize = 5_000;

/// Records that may be referred to, as this import leaves them.
#[derive(Debug, Default)]
pub struct Accepted {
    pub records: Identities,
    /// Records whose former identity no longer holds.
    pub replaced: HashSet<(NodeId, String)>,
}

/// The one row of a key, and the other files that say the same.
#[derive(Debug)]
pub struct Agreed {
    row: NewRow,
    also: Vec<u16>,
}

/// What becomes of one key.
#[derive(Debug)]
pub enum Settled {
    /// The files say this.
    Said(Agreed),
    /// A snapshot no longer holds it.
    Gone(Version),
}

/// A chunk, and what is current for it: read while the next one comes together.
#[derive(Debug)]
struct Asked {
    chunk: Vec<Settled>,
    current: JoinHandle<store::Result<Vec<Current>>>,
}

/// The rows of one kind on their way to the store.
#[derive(Debug, Default)]
pub struct Settling {
    /// In key order, not yet compared.
    chunk: Vec<Settled>,
    /// The chunk before.
    asked: Option<Asked>,
    accepted: Accepted,
    /// What a snapshot is held against.
    pub stored: Option<Stored>,
}

impl Run {
    /// Settles all rows of a kind.
    pub fn settle(&mut self, kind: Kind, sorter: Sorter, handle: &Handle) -> Result<Accepted, AppError> {
        let mut sorted = sorter.finish().map_err(|error| spill_failed(&error))?;
        let mut settling = Settling { stored: self.stored(kind), ..Settling::default() };
        let mut same: Vec<NewRow> = Vec::new();
        while let Some(row) = sorted.next_row().map_err(|error| spill_failed(&error))? {
            if same.first().is_some_and(|first| first.key != row.key) {
                self.settle_key(std::mem::take(&mut same), &mut settling, handle)?;
            }
            same.push(row);
        }
        self.settle_key(same, &mut settling, handle)?;
        self.close_until(None, false, &mut settling, handle)?;
        self.ask(&mut settling, handle)?;
        self.compare(&mut settling, handle)?;
        self.tell_removals(kind);
        Ok(settling.accepted)
    }

    fn settle_key(&mut self, same: Vec<NewRow>, settling: &mut Settling, handle: &Handle) -> Result<(), AppError> {
        let Some(key) = same.first().map(|row| row.key.clone()) else { return Ok(()) };
        let agreed = self.one_of(same);
        self.close_until(Some(&key), agreed.is_some(), settling, handle)?;
        agreed.map_or(Ok(()), |agreed| self.add(Settled::Said(agreed), settling, handle))
    }

    /// Adds what becomes of the next key; compares and stages what has come together.
    pub fn add(&mut self, settled: Settled, settling: &mut Settling, handle: &Handle) -> Result<(), AppError> {
        settling.chunk.push(settled);
        if settling.chunk.len() < CHUNK { Ok(()) } else { self.ask(settling, handle) }
    }

    /// Rows of one key: one if they agree, with what any of their files speaks of; none, and all rejected, if they differ.
    fn one_of(&mut self, rows: Vec<NewRow>) -> Option<Agreed> {
        let agree = rows.windows(2).all(|pair| pair[0].values == pair[1].values);
        if agree {
            let mut rows = rows.into_iter();
            let mut agreed = Agreed { row: rows.next()?, also: Vec::new() };
            for row in rows {
                self.count(row.origin.file, RowCounts { repeated: 1, ..RowCounts::default() });
                if row.origin.file != agreed.row.origin.file && !agreed.also.contains(&row.origin.file) {
                    agreed.also.push(row.origin.file);
                }
            }
            return Some(agreed);
        }
        let origins: Vec<Origin> = rows.iter().map(|row| row.origin).collect();
        self.snapshots.keep(&rows[0].key);
        self.reject_doubles(&origins);
        None
    }

    /// Rejects all rows of one key whose values differ: nobody can tell which is right.
    pub fn reject_doubles(&mut self, origins: &[Origin]) {
        const TOLD: usize = 5;
        let place =
            |origin: &Origin| format!("{} 第 {} 行", self.inputs.files[usize::from(origin.file)].name, origin.row);
        let places: Vec<String> = origins.iter().take(TOLD).map(place).collect();
        let more = if origins.len() > TOLD { format!(" 等 {} 行", origins.len()) } else { String::new() };
        let reason = format!("同一主键有不同的值：{}{more}", places.join("、"));
        for origin in origins {
            self.reject(*origin, Fault::of_row(reason.clone(), "请只保留其中一行；若来自不同来源，请填 source 列"));
        }
    }

    /// Compares the chunk before, and asks what is current for this one.
    fn ask(&mut self, settling: &mut Settling, handle: &Handle) -> Result<(), AppError> {
        self.compare(settling, handle)?;
        let chunk = std::mem::take(&mut settling.chunk);
        let said =
            |settled: &Settled| if let Settled::Said(agreed) = settled { Some(agreed.row.key.clone()) } else { None };
        let (keys, store) = (chunk.iter().filter_map(said).collect(), self.store.clone());
        settling.asked = Some(Asked { chunk, current: handle.spawn(async move { store.current(keys).await }) });
        Ok(())
    }

    /// Compares what was asked for and stages what differs.
    fn compare(&mut self, settling: &mut Settling, handle: &Handle) -> Result<(), AppError> {
        let Some(Asked { chunk: settled, current }) = settling.asked.take() else { return Ok(()) };
        let current = handle.block_on(current).map_err(|error| AppError::Internal(error.to_string()))?;
        let mut current = current?.into_iter();
        let mut chunk = Chunk::default();
        for settled in settled {
            match settled {
                Settled::Gone(version) => chunk.rows.push(self.closed(version, &mut settling.accepted)),
                Settled::Said(agreed) => {
                    let current = current.next().expect("invariant: every key that is asked for is answered");
                    self.compare_one(agreed, &current, &mut settling.accepted, &mut chunk);
                }
            }
        }
        self.stage(chunk, handle)
    }

    fn compare_one(&mut self, agreed: Agreed, current: &Current, accepted: &mut Accepted, chunk: &mut Chunk) {
        let row = self.keeping_unmentioned(agreed, current);
        let (new, changed) = (current.is_none(), differs(&row, current));
        let counts = RowCounts {
            new: u64::from(new),
            changed: u64::from(!new && changed),
            unchanged: u64::from(!changed),
            ..RowCounts::default()
        };
        self.count(row.origin.file, counts);
        if changed {
            self.note(&row, !new, accepted);
            chunk.contacts.extend(self.contacts.remove(&row.key));
            chunk.rows.push(row);
        }
    }

    fn keeping_unmentioned(&self, Agreed { row, also }: Agreed, current: &Current) -> NewRow {
        let old = current.as_ref().and_then(|(_, values)| values.as_ref());
        let by = |file: u16| self.mentioned[usize::from(file)].as_ref();
        match (old, by(row.origin.file)) {
            (Some(old), Some(mentioned)) if row.key.kind != Kind::Contact => {
                let joined = also.iter().filter_map(|file| by(*file)).fold(None, |joined: Option<Mentioned>, other| {
                    Some(joined.unwrap_or_else(|| mentioned.clone()).with(other))
                });
                let mentioned = joined.as_ref().unwrap_or(mentioned);
                let values = row.values.map(|new| carried_over(old, new, mentioned));
                NewRow { values, ..row }
            }
            _ => row,
        }
    }

    /// Takes note of a new version for what follows in this import.
    fn note(&mut self, row: &NewRow, replaces: bool, accepted: &mut Accepted) {
        let Some(values) = row.values.as_ref() else { return };
        let (kind, node, source) = (row.key.kind, row.key.a, row.key.rest.source());
        self.known.segments.note(kind, node, values.view());
        match kind {
            Kind::Feed => self.known.segments.add_feed(node, row.key.b, values.view()),
            Kind::Region => self.note_zone(node, values.view()),
            _ if REFERRED.contains(&kind) => {
                accepted.records.push(&identity(kind, node, source, values.view()));
                if replaces {
                    accepted.replaced.insert((node, source.to_owned()));
                }
            }
            _ => {}
        }
    }

    fn stage(&mut self, mut chunk: Chunk, handle: &Handle) -> Result<(), AppError> {
        if self.doomed() || chunk.rows.is_empty() {
            return Ok(());
        }
        let Some(staging) = self.staging.take() else { return Ok(()) };
        chunk.nodes = std::mem::take(&mut self.numbering.pending);
        self.staging = Some(handle.block_on(self.store.stage(staging, chunk))?);
        Ok(())
    }
}

fn differs(row: &NewRow, current: &Current) -> bool {
    current.as_ref().is_none_or(|(_, values)| *values != row.values)
}
