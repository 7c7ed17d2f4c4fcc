//! What a returned file was handed out as: a packet, or a list that was exported.

use crate::app::desk::GraphPermit;
use std::collections::{HashMap, HashSet};

use crate::app::{AppError, lists, names};
use crate::graph::ChainIx;
use crate::ingest::ReturnedFile;
use crate::model::{Deed, EntryField, Journal, KEY_COLUMN, NodeId};
use crate::work::{Packet, PacketRow, list_key, list_mark, read_list_key, row_key};

/// Packets looked for among the keys of one file.
const TRIED: usize = 16;

/// What went out, and under which keys.
pub(super) struct HandedOut {
    pub chain: ChainIx,
    /// Its id, the packet, and the id of its squad; none where a list was exported.
    pub packet: Option<(String, Packet, String)>,
    /// By key: the record and the version that was shown.
    pub rows: HashMap<String, PacketRow>,
}

impl HandedOut {
    /// What a returned row may change.
    pub fn fields(&self) -> Vec<EntryField> {
        match self.packet {
            Some(_) => EntryField::returned(),
            None => EntryField::said().collect(),
        }
    }

    /// The id of the squad it was handed to; none where a list was exported.
    pub fn squad(&self) -> Option<&str> {
        self.packet.as_ref().map(|(_, _, squad)| squad.as_str())
    }

    /// The deed of taking it back; `chain` is its id.
    pub fn deed(&self, chain: String) -> Deed {
        match &self.packet {
            Some((packet, _, squad)) => Deed::PacketReturn { packet: packet.clone(), chain, squad: squad.clone() },
            None => Deed::ListReturn { chain },
        }
    }

    /// Rows that went out and should be in the file.
    pub fn expected(&self) -> impl Iterator<Item = (String, &PacketRow)> {
        let packet = self.packet.iter();
        packet.flat_map(|(id, packet, _)| packet.rows.iter().map(|row| (row_key(id, &row.enterprise), row)))
    }

    /// Why a key is none of it.
    pub fn stranger(&self, key: &str, twice: bool) -> String {
        let id = self.packet.as_ref().map(|(id, ..)| id.as_str());
        match key.split_once('-') {
            _ if key.is_empty() && id.is_some() => "没有行键；清单上没有的企业请写在“新线索”表".to_owned(),
            _ if key.is_empty() => "没有行键；清单上没有的企业请先列入（list add）".to_owned(),
            _ if twice => "这个行键出现了两次，只取第一次".to_owned(),
            Some((other, _)) if id.is_some_and(|id| id != other) => "是另一个离线包的行".to_owned(),
            Some(_) if id.is_none() && read_list_key(key).is_none() => "是一个离线包的行，请分开交回".to_owned(),
            Some(_) if id.is_none() => "不是这条产业链清单的行，或行键被改过".to_owned(),
            _ => "行键被改过，认不出是哪一行".to_owned(),
        }
    }
}

impl GraphPermit<'_> {
    /// What the file says it is of, else what most of its keys name.
    pub(super) async fn handed_out(&self, read: &ReturnedFile) -> Result<Option<HandedOut>, AppError> {
        let keys: Vec<&str> = read.rows.iter().filter_map(|row| row.text(KEY_COLUMN)).collect();
        let ids = keys.iter().filter(|key| read_list_key(key).is_none()).filter_map(|key| key.split_once('-'));
        let most = most_first(ids.map(|(id, _)| id)).into_iter().map(|(id, _)| id);
        for id in read.packet.as_deref().into_iter().chain(most).take(TRIED) {
            let Some((packet, chain, squad)) = self.packet_with_id(id).await? else { continue };
            let rows = packet.rows.iter().map(|row| (row_key(id, &row.enterprise), row.clone())).collect();
            let chain = names::chain(self.graph(), &chain)?;
            return Ok(Some(HandedOut { chain, packet: Some((id.to_owned(), packet, squad)), rows }));
        }
        self.exported(&keys).await
    }

    /// The chain whose entries most of the keys name, with the entries they name.
    async fn exported(&self, keys: &[&str]) -> Result<Option<HandedOut>, AppError> {
        let keys: Vec<(&str, u64, &str)> =
            keys.iter().filter_map(|key| read_list_key(key).map(|(version, mark)| (*key, version, mark))).collect();
        if keys.is_empty() {
            return Ok(None);
        }
        let listed = self.entries(self.graph(), None).await?;
        let nodes: HashSet<NodeId> = listed.iter().map(lists::Listed::chain).collect();
        let nodes: Vec<NodeId> = nodes.into_iter().collect();
        let names = self.store().node_names(nodes.clone()).await?;
        let chains: HashMap<NodeId, String> =
            nodes.into_iter().zip(names).filter_map(|(node, name)| Some((node, name?.text))).collect();
        let marked = listed.iter().filter_map(|l| Some((list_mark(chains.get(&l.chain())?, &l.record), l)));
        let entries: HashMap<String, &lists::Listed> = marked.collect();
        let named = keys.iter().filter_map(|(_, _, mark)| chains.get(&entries.get(*mark)?.chain()));
        let Some((chain, _)) = most_first(named.map(String::as_str)).into_iter().next() else { return Ok(None) };
        let own = |(key, version, mark): &(&str, u64, &str)| {
            let entry = entries.get(*mark).filter(|l| chains[&l.chain()] == chain)?;
            let right = list_key(chain, &entry.record, *version) == *key && Journal(*version) <= entry.version;
            right.then(|| ((*key).to_owned(), PacketRow { enterprise: entry.record.clone(), version: *version }))
        };
        let rows = keys.iter().filter_map(own).collect();
        Ok(Some(HandedOut { chain: names::chain(self.graph(), chain)?, packet: None, rows }))
    }
}

/// What is named, by how often, then by text.
fn most_first<'a>(named: impl Iterator<Item = &'a str>) -> Vec<(&'a str, usize)> {
    let mut counts: HashMap<&str, usize> = HashMap::new();
    named.for_each(|name| *counts.entry(name).or_default() += 1);
    let mut counts: Vec<(&str, usize)> = counts.into_iter().collect();
    counts.sort_by(|x, y| y.1.cmp(&x.1).then_with(|| x.0.cmp(y.0)));
    counts
}
