//! Packets that are out: handed to a squad, and not come back.

use std::collections::HashSet;

use crate::access::{Right, Scope};
use crate::app::today::{TodayLine, TodaySection};
use crate::app::{AppError, Desk};
use crate::model::{Deed, Journal, Kind};
use crate::store::ListFilter;
use crate::work::Packet;

impl Desk {
    /// Packets that nothing came back of, those that were due first, then as they were issued.
    pub(in crate::app) async fn packets_out(&self) -> Result<Option<TodaySection>, AppError> {
        let at = self.may(Right::SeeList, Scope::City)?;
        let filter = ListFilter { kind: Kind::Packet, a: None, after: None, limit: usize::MAX };
        let rows = at.store().list(filter, Some(at.seen().await?)).await?;
        if rows.is_empty() {
            return Ok(None);
        }
        let deeds = at.store().batches(Journal(0), usize::MAX).await?.into_iter().map(|batch| batch.deed);
        let back = deeds.filter_map(|deed| match deed {
            Deed::PacketReturn { packet, .. } => Some(packet),
            _ => None,
        });
        let back: HashSet<String> = back.collect();
        let mut out: Vec<(String, TodayLine)> = Vec::new();
        for row in rows.iter().filter(|row| row.key.rest.columns().next().is_some_and(|id| !back.contains(id))) {
            let Some(packet) = row.values.as_ref().and_then(|values| Packet::read(values.view())) else { continue };
            let names = at.store().node_names(vec![row.key.a, row.key.b]).await?;
            let mut names = names.into_iter().flatten().map(|name| name.text);
            let (Some(chain), Some(squad)) = (names.next(), names.next()) else { continue };
            let graph = at.graph();
            let chain_name = graph.chains.iter().find(|known| known.id == chain).map_or(&*chain, |known| &known.name);
            let squad = graph.squads.iter().find(|known| known.id == squad).map_or(&*squad, |known| &known.name);
            let (count, issued, expires) = (packet.rows.len(), packet.issued, packet.expires);
            let text = format!("{squad}（{chain_name}，{count}家）：{issued}发给{}，应于{expires}前交回", packet.to);
            out.push((issued.to_string(), TodayLine { late: expires < at.today(), ..TodayLine::about(&chain, text) }));
        }
        out.sort_by(|x, y| (&x.0, &x.1.text).cmp(&(&y.0, &y.1.text)));
        Ok(TodaySection::of("packets", "发出还没交回的离线包", out.into_iter().map(|(_, line)| line).collect()))
    }
}
