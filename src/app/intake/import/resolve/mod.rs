//! Drafts to rows: references to record keys, texts to numbers.

pub mod contacts;
mod numbering;
mod oddities;
mod referents;

use super::job::BlockingStore;
use super::known::KnownRecords;
use crate::app::AppError;
use crate::ingest::{Draft, DraftValue, Fault, Given};
use crate::model::values::{A_TO, B_TO, EXTRA};
use crate::model::{Field, Kind, NewRow, NodeId, NodeName, Origin, Reference, Rest, RowKey, ValuesBuilder};
use crate::resolve::{ReferenceError, Referent};
use numbering::Numbering;
use oddities::Oddities;
use referents::{Referents, referents};

/// Resolves drafts against what is known, and gives numbers to new texts.
pub struct Resolver {
    store: BlockingStore,
    pub known: KnownRecords,
    numbering: Numbering,
    /// The key of the digests that stand for contacts.
    contact_key: Vec<u8>,
    pub oddities: Oddities,
}

impl Resolver {
    /// A resolver that begins with what the store knows.
    pub fn new(store: BlockingStore, known: KnownRecords, dry_run: bool) -> Result<Self, AppError> {
        let contact_key = store.call(|store| store.contact_key())?;
        let numbering = Numbering::new(dry_run);
        Ok(Self { store, known, numbering, contact_key, oddities: Oddities::default() })
    }

    /// The key of the digests that stand for contacts.
    pub fn contact_key(&self) -> &[u8] {
        &self.contact_key
    }

    /// The new texts numbered since this was last asked.
    pub fn take_new_names(&mut self) -> Vec<(NodeId, NodeName)> {
        std::mem::take(&mut self.numbering.pending)
    }

    /// The number of a text, a new one where it has none.
    pub fn number(&mut self, kind: Kind, text: &str) -> Result<NodeId, AppError> {
        self.numbering.number(&mut self.known.dictionary, &self.store, kind, text)
    }

    /// Resolves a draft and builds its row, or says what is wrong with it. The row of a contact still holds its words.
    pub fn row(&mut self, draft: &Draft, origin: Origin) -> Result<Result<NewRow, Fault>, AppError> {
        let referents = match referents(draft, &self.known.dictionary, &self.known.lookup) {
            Ok(referents) => referents,
            Err(fault) => {
                self.note_absent_segment(draft, &fault);
                return Ok(Err(fault));
            }
        };
        if let Err(fault) = self.check(draft, &referents).and_then(|()| self.refuse_refused(draft, &referents)) {
            return Ok(Err(fault));
        }
        self.oddities.note_otherwise(&referents.otherwise);
        let row = self.build(draft, &referents, origin)?;
        Ok(Ok(match draft.kind {
            Kind::Contact => contacts::keyed_row(&self.contact_key, draft, row),
            _ => row,
        }))
    }

    /// A firm may be in a segment that nobody knows: then one can be made of its name.
    fn note_absent_segment(&mut self, draft: &Draft, fault: &Fault) {
        let segment =
            draft.references.get(1).filter(|given| draft.kind == Kind::Member && fault.column == Some(given.column));
        let Some(given) = segment.filter(|given| !given.text.contains(['、', ';'])) else { return };
        let found = self.known.lookup.find(&self.known.dictionary, given.kinds, &given.text);
        if matches!(found, Err(ReferenceError::None { .. })) {
            self.oddities.note_absent_segment(&given.text, draft.stage);
        }
    }

    /// Checks of a row that need to know what it refers to; and what is odd about it.
    fn check(&mut self, draft: &Draft, referents: &Referents) -> Result<(), Fault> {
        let ends = referents.key.as_slice();
        let with_itself = ends.len() == 2 && self.are_one(ends[0], ends[1]);
        let oddities = &mut self.oddities;
        match draft.kind {
            Kind::Feed if with_itself => {
                let text = &draft.references[1].text;
                return Err(Fault::new("to", text, "环节供给自身", "请改正两端，或删去这一行"));
            }
            Kind::Supply | Kind::Investment if with_itself => oddities.with_itself += 1,
            Kind::Member => *oddities.members.entry(ends[1].node).or_default() += 1,
            Kind::Assessment if draft.rest.first().is_some_and(String::is_empty) => {
                *oddities.homeless.entry(ends[0].node).or_default() += 1;
            }
            _ => {}
        }
        oddities.chains_touched |= matches!(draft.kind, Kind::Chain | Kind::Segment | Kind::Feed);
        oddities.firms_touched |= draft.kind == Kind::Enterprise;
        Ok(())
    }

    /// A reference by an id whose row was rejected since it would have become another: the row means that other one.
    fn refuse_refused(&self, draft: &Draft, referents: &Referents) -> Result<(), Fault> {
        let known = &self.known;
        if known.refused.is_empty() {
            return Ok(());
        }
        let means = |given: &Given, to: Referent| {
            known.refused.contains(&to.node) && known.dictionary.name(to.node).is_some_and(|(_, id)| id == given.text)
        };
        let keys = draft.references.iter().zip(referents.key.iter().copied());
        let all = draft.fields.iter().filter_map(|(_, value)| match value {
            DraftValue::References(all) => Some(all),
            DraftValue::Text(_) => None,
        });
        let fields = all.flatten().zip(referents.fields.iter().flat_map(|(_, to)| to.iter().copied()));
        let Some((given, _)) = keys.chain(fields).find(|(given, to)| means(given, *to)) else { return Ok(()) };
        Err(Fault::new(
            given.column,
            &given.text,
            "这个编号在本次导入里是另一条记录，它那一行被拒绝了",
            "请先改正那一行，见它的说明",
        ))
    }

    fn are_one(&self, x: Referent, y: Referent) -> bool {
        x.kind == y.kind && self.known.lookup.same_entity(x, y)
    }

    /// Numbers the texts of a draft and builds its row.
    fn build(&mut self, draft: &Draft, referents: &Referents, origin: Origin) -> Result<NewRow, AppError> {
        let key_nodes = self.references(&draft.references, &referents.key)?;
        let mut values = ValuesBuilder::default();
        let mut resolved = referents.fields.iter();
        // Fields stand in ascending order, those of key references between a record's own and its provenance.
        let (own, provenance) = draft.fields.split_at(draft.fields.partition_point(|(field, _)| *field <= A_TO));
        self.add_fields(own, &mut resolved, &mut values)?;
        for (field, node) in [A_TO, B_TO].into_iter().zip(&key_nodes).filter(|(_, node)| node.given != node.to) {
            values.node(field, node.to);
        }
        self.add_fields(provenance, &mut resolved, &mut values)?;
        add_extras(draft, &mut values);
        let (a, b) = match &draft.id {
            Some(id) => (self.number(draft.kind, id)?, NodeId::NONE),
            None => {
                let given = |place: usize| key_nodes.get(place).map_or(NodeId::NONE, |node| node.given);
                (given(0), given(1))
            }
        };
        let rest = Rest::new(draft.rest.iter().map(String::as_str), &draft.source);
        Ok(NewRow { key: RowKey { kind: draft.kind, a, b, rest }, values: Some(values.build()), origin })
    }

    fn add_fields<'a>(
        &mut self,
        fields: &[(Field, DraftValue)],
        resolved: &mut impl Iterator<Item = &'a (Field, Vec<Referent>)>,
        values: &mut ValuesBuilder,
    ) -> Result<(), AppError> {
        for (field, value) in fields {
            match value {
                DraftValue::Text(_) if *field == EXTRA => {}
                DraftValue::Text(text) => values.text(*field, text),
                DraftValue::References(given) => {
                    let (_, to) = resolved.next().expect("invariant: every reference field was resolved");
                    values.references(*field, &self.references(given, to)?);
                }
            }
        }
        Ok(())
    }

    /// References as given, with the records they mean.
    fn references(&mut self, given: &[Given], to: &[Referent]) -> Result<Vec<Reference>, AppError> {
        let pairs = given.iter().zip(to);
        pairs.map(|(given, to)| Ok(Reference { given: self.given_node(given, *to)?, to: to.node })).collect()
    }

    /// The node of a reference as given: the record's own where it is named by its key text.
    fn given_node(&mut self, given: &Given, to: Referent) -> Result<NodeId, AppError> {
        let own = self.known.dictionary.name(to.node).map(|(_, text)| text);
        if own.is_some_and(|own| own == given.text || given.namespaced.as_deref() == Some(own)) {
            return Ok(to.node);
        }
        self.number(Kind::Given, &given.text)
    }

    /// The keys a rejected row may have in the store, however its references were resolved when it came in.
    pub fn keys_of(&self, draft: &Draft) -> Vec<RowKey> {
        let dictionary = &self.known.dictionary;
        let rest = match draft.kind {
            Kind::Contact => contacts::stored_rest(&self.contact_key, draft),
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
}

/// Columns the schema does not know stand in the order of their texts, so that two files agree whatever their order.
fn add_extras(draft: &Draft, values: &mut ValuesBuilder) {
    let mut extras = Vec::new();
    for (field, value) in &draft.fields {
        if let (EXTRA, DraftValue::Text(text)) = (*field, value) {
            extras.push(text.as_str());
        }
    }
    extras.sort_unstable();
    extras.dedup();
    extras.iter().for_each(|text| values.text(EXTRA, text));
}
