//! Packets that are out: handed to a squad, and not come back.

use crate::access::{Right, Scope};
use crate::app::today::{TodayLine, TodaySection};
use crate::app::{AppError, Desk};
use crate::model::Day;

impl Desk {
    /// Packets that nothing came back of, those that were due first, then as they were issued.
    pub(in crate::app) async fn packets_out(&self) -> Result<Option<TodaySection>, AppError> {
        let at = self.may(Right::SeeList, Scope::Somewhere)?;
        let mut out: Vec<(String, TodayLine)> = Vec::new();
        for given in at.given_out().await?.into_iter().filter(|given| given.back.is_none()) {
            let chain = &given.chain;
            if !self.holds(Right::SeeList, Scope::entry(chain, &given.squad)) {
                continue;
            }
            let chain_name = at.graph().chains.iter().find(|known| known.id == *chain).map_or(&**chain, |c| &c.name);
            let packet = &given.packet;
            let (squad, count) = (at.squad_name(&given.squad), packet.rows.len());
            let (issued, expires) = (packet.issued, packet.expires);
            let text = format!(
                "{squad}（{chain_name}，{count}家）：{issued}发给{}，应于{expires}前交回{}",
                packet.to,
                soon(at.today(), expires)
            );
            out.push((issued.to_string(), TodayLine { late: expires < at.today(), ..TodayLine::about(chain, text) }));
        }
        out.sort_by(|x, y| (&x.0, &x.1.text).cmp(&(&y.0, &y.1.text)));
        Ok(TodaySection::of("packets", "发出还没交回的离线包", out.into_iter().map(|(_, line)| line).collect()))
    }
}

/// So many days before its last one a packet, or a link, is told to end soon.
pub(in crate::app::sharing) const SOON: i32 = 3;

/// Said of what ends soon.
fn soon(today: Day, last: Day) -> String {
    match last.number() - today.number() {
        0 => "，今天到期".to_owned(),
        days @ 1..=SOON => format!("，还有{days}天"),
        _ => String::new(),
    }
}
