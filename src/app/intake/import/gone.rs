//! Closing what a snapshot no longer holds, and keeping what its rejected rows speak of.

use tokio::runtime::Handle;

use crate::app::AppError;
use crate::app::intake::import::contacts;
use crate::app::intake::import::known::{REFERRED, zone};
use crate::app::intake::import::run::Run;
use crate::app::intake::import::settle::{Accepted, Settled, Settling};
use crate::app::intake::import::stored::Stored;
use crate::ingest::{Draft, Given, Problem, Removal};
use crate::model::{Kind, NewRow, NodeId, Origin, Rest, RowKey, Version};
use crate::resolve::Identities;

impl Run {
    /// The rows that a snapshot of this kind is held against; none where there is no snapshot.
    pub fn stored(&self, kind: Kind) -> Option<Stored> {
        self.snapshots.get(kind).filter(|_| !self.unreadable()).map(|_| Stored::at(kind, self.known.base))
    }

    /// A rejected row is still in the list: whatever record it may speak of stays open.
    pub fn keep(&mut self, draft: &Draft) {
        if self.snapshots.get(draft.kind).is_some() {
            self.keys_of(draft).iter().for_each(|key| self.snapshots.keep(key));
        }
    }

    /// The keys a rejected row may have in the store, however its references were resolved when it came in.
    fn keys_of(&self, draft: &Draft) -> Vec<RowKey> {
        let dictionary = &self.known.dictionary;
        let rest = match draft.kind {
            Kind::Contact => contacts::rest(&self.contact_key, draft),
            _ => Rest::new(draft.rest.iter().map(String::as_str), &draft.source),
        };
        let nodes = |given: &Given| {
            let texts = [Some(&given.text), given.namespaced.as_ref()];
            let kinds = given.kinds.iter().chain([&Kind::Given]);
            let all = kinds.flat_map(|kind| texts.into_iter().flatten().map(|text| dictionary.find(*kind, text)));
            all.flatten().collect::<Vec<NodeId>>()
        };
        let (first, second) = match &draft.id {
            Some(id) => (dictionary.find(draft.kind, id).into_iter().collect(), vec![NodeId::NONE]),
            None => {
                let of = |place: usize| draft.references.get(place).map_or_else(|| vec![NodeId::NONE], nodes);
                (of(0), of(1))
            }
        };
        let key = |a: NodeId, b: NodeId| RowKey { kind: draft.kind, a, b, rest: rest.clone() };
        first.iter().flat_map(|a| second.iter().map(|b| key(*a, *b))).collect()
    }

    /// Walks along what is stored up to a key, or to the end, and takes what the list no longer holds. `said`: whether a
    /// row of that key was accepted.
    pub fn close_until(
        &mut self,
        bound: Option<&RowKey>,
        said: bool,
        settling: &mut Settling,
        handle: &Handle,
    ) -> Result<(), AppError> {
        loop {
            let Some(stored) = &mut settling.stored else { return Ok(()) };
            let Some(version) = stored.next_until(bound, &self.store, handle)? else { return Ok(()) };
            let here = bound == Some(&version.key);
            if self.snapshots.closes(&version, said && here) {
                self.add(Settled::Gone(version), settling, handle)?;
            }
        }
    }

    /// The row that closes a record; what follows in this import no longer finds it.
    pub fn closed(&mut self, version: Version, accepted: &mut Accepted) -> NewRow {
        let key = version.key;
        match (key.kind, version.values) {
            (Kind::Feed, Some(values)) => self.known.segments.remove_feed(key.a, key.b, values.view()),
            (Kind::Region, Some(values)) => {
                let gone = zone(&self.known.dictionary, key.a, values.view());
                let place = self.known.zones.iter().position(|zone| Some(zone) == gone.as_ref());
                place.map(|place| self.known.zones.remove(place));
            }
            (kind, _) if REFERRED.contains(&kind) => {
                accepted.replaced.insert((key.a, key.rest.source().to_owned()));
            }
            _ => {}
        }
        NewRow { key, values: None, origin: Origin::default() }
    }

    /// The stored segments without those that a snapshot closes: segments refer to each other, so they are found before
    /// any is settled. `said` are the nodes and sources of the rows read.
    pub fn without_gone(&self, stored: Identities, said: &[(NodeId, String)]) -> Identities {
        if self.unreadable() {
            return stored;
        }
        let missed = |(node, source): &(NodeId, String)| {
            let key = RowKey { kind: Kind::Segment, a: *node, b: NodeId::NONE, rest: Rest::new([], source) };
            self.snapshots.misses(&key) && !said.contains(&(*node, source.clone()))
        };
        let gone = stored.keys().filter(missed).collect();
        stored.without(&gone)
    }

    /// Tells what the snapshot of a table closes, and refuses what nobody confirmed.
    pub fn tell_removals(&mut self, kind: Kind) {
        let Some(snapshot) = self.snapshots.get(kind).filter(|_| !self.unreadable()) else { return };
        let table = format!("{}（{}）", kind.code(), kind.zh());
        if snapshot.untold > 0 {
            self.notices.add(format!(
                "{table} 有 {} 行被拒绝，看不出说的是哪一条，所以这次不关闭名单里没有的行；改正后再导入时再关闭",
                snapshot.untold
            ));
        }
        for (source, tally) in &snapshot.sources {
            let (open, removed) = (tally.open, tally.removed);
            self.report.removed += removed;
            self.report.removals.push(Removal { table: kind.code(), source: source.clone(), open, removed });
            if tally.kept > 0 {
                self.notices.add(format!(
                    "{table} 来源「{source}」有 {} 条在名单里的行被拒绝，仍算在名单里，保持原样，没有关闭",
                    tally.kept
                ));
            }
            if tally.needs_confirmation() && !self.options.confirm_removals {
                let percent = removed as f64 * 100.0 / open as f64;
                let reason = format!(
                    "{table} 来源「{source}」：名单里没有的行要关闭，{open} 条中有 {removed} 条（{percent:.1}%），超过 10%"
                );
                self.report.removals_refused = true;
                self.report.problems.insert(0, refusal(&snapshot.mapping, reason));
            }
        }
    }
}

fn refusal(mapping: &str, reason: String) -> Problem {
    Problem {
        file: mapping.to_owned(),
        sheet: None,
        row: None,
        column: None,
        value: None,
        reason,
        suggestion:
            "若名单是完整的，请加 --confirm-removals 再导入；若只是名单的一部分，请把映射里的 mode 改为 \"upsert\""
                .to_owned(),
    }
}
