//! Packets that were given out: to whom, until when, and whether they came back.

use std::collections::HashMap;

use crate::access::{Right, Scope};
use crate::app::desk::GraphPermit;
use crate::app::{AppError, Desk, names};
use crate::draw::{Cell, Column, Table};
use crate::model::{Day, Deed, Journal, Kind, Version};
use crate::store::ListFilter;
use crate::work::Packet;

const COLUMNS: [Column; 7] = [
    Column::text("issued", "发出"),
    Column::text("squad", "招商队"),
    Column::text("to", "接收人"),
    Column::count("rows", "家数"),
    Column::text("contacts", "含联系方式"),
    Column::text("expires", "应交回"),
    Column::rank("back", "交回"),
];

/// A packet with the chain and the squad it is of.
#[derive(Debug, Clone)]
pub(in crate::app::sharing) struct GivenOut {
    pub id: String,
    /// Ids.
    pub chain: String,
    pub squad: String,
    pub packet: Packet,
    /// The day it came back first, YYYY-MM-DD; none where it did not.
    pub back: Option<String>,
}

impl Desk {
    /// The packets of a chain's list as a table: those that are out first, then the latest first.
    ///
    /// # Errors
    /// The caller may not see the list, there is no such chain, or the store fails.
    pub async fn packets(&self, chain: &str) -> Result<Table, AppError> {
        let at = self.may(Right::SeeList, Scope::Part(chain))?;
        let chain = &at.graph().chain(names::chain(at.graph(), chain)?).id;
        let mut given = at.given_out().await?;
        given.retain(|one| one.chain == *chain && at.holds(Right::SeeList, Scope::entry(chain, &one.squad)));
        given.sort_by(|x, y| {
            (x.back.is_some(), y.packet.issued, &x.id).cmp(&(y.back.is_some(), x.packet.issued, &y.id))
        });
        let mut table = Table::new("packets", "发出的离线包", COLUMNS, "还没有发出离线包。");
        for one in given {
            let back = came_back_word(&one, at.today());
            let cells = vec![
                Cell::text(one.packet.issued.to_string()),
                Cell::text(at.squad_name(&one.squad)),
                Cell::text(&one.packet.to),
                Cell::count(one.packet.rows.len()),
                Cell::YesNo(one.packet.contacts),
                Cell::text(one.packet.expires.to_string()),
                back,
            ];
            table.push(one.id, cells);
        }
        Ok(table)
    }
}

/// Whether a packet came back, as tables say it.
pub(in crate::app::sharing) fn came_back_word(given: &GivenOut, today: Day) -> Cell {
    match &given.back {
        Some(day) => Cell::word(format!("{day}已交回"), "returned", 2),
        None if given.packet.expires < today => Cell::word("逾期未交回", "late", 0),
        None => Cell::word("未交回", "out", 1),
    }
}

impl GraphPermit<'_> {
    /// Every packet that was given out.
    pub(in crate::app::sharing) async fn given_out(&self) -> Result<Vec<GivenOut>, AppError> {
        let filter = ListFilter { kind: Kind::Packet, a: None, after: None, limit: usize::MAX };
        let rows = self.store().list(filter, Some(self.seen().await?)).await?;
        if rows.is_empty() {
            return Ok(Vec::new());
        }
        let back = self.came_back().await?;
        let nodes = self.store().node_names(rows.iter().flat_map(|row| [row.key.a, row.key.b]).collect()).await?;
        let of = |(row, nodes): (&Version, &[Option<crate::model::NodeName>])| {
            let packet = Packet::read(row.values.as_ref()?.view())?;
            let (id, [chain, squad]) = (row.key.rest.columns().next()?.to_owned(), nodes) else { return None };
            let (chain, squad) = (chain.as_ref()?.text.clone(), squad.as_ref()?.text.clone());
            Some(GivenOut { back: back.get(&id).cloned(), id, chain, squad, packet })
        };
        Ok(rows.iter().zip(nodes.chunks(2)).filter_map(of).collect())
    }

    /// The packets of which something came back, each with the first day.
    pub(super) async fn came_back(&self) -> Result<HashMap<String, String>, AppError> {
        let mut back = HashMap::new();
        for batch in self.store().batches(Journal(0), usize::MAX).await? {
            if let Deed::PacketReturn { packet, .. } = batch.deed {
                back.entry(packet).or_insert_with(|| batch.when.get(..10).unwrap_or(&batch.when).to_owned());
            }
        }
        Ok(back)
    }

    /// What people call a squad; its id where nobody knows it any more.
    pub(in crate::app::sharing) fn squad_name(&self, id: &str) -> String {
        self.graph().squads.iter().find(|known| known.id == id).map_or(id, |known| &known.name).to_owned()
    }
}
