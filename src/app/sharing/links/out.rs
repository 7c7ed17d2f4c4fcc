//! What is out, over all chains: packets and links, to whom, until when, back or not.

use super::link::{LinkLine, LinkState};
use crate::access::{Right, Scope};
use crate::app::sharing::packet::came_back_word;
use crate::app::{AppError, Desk};
use crate::draw::{Cell, Column, Table};

const CHAIN: Column = Column::text("chain", "产业链");
const TO: Column = Column::text("to", "接收人");
const SQUAD: Column = Column::text("squad", "招商队");
const ROWS: Column = Column::count("rows", "家数");
const CONTACTS: Column = Column::text("contacts", "含联系方式");
const PACKETS: [Column; 8] = [
    CHAIN,
    SQUAD,
    TO,
    ROWS,
    CONTACTS,
    Column::text("issued", "发出"),
    Column::text("expires", "应交回"),
    Column::rank("back", "交回"),
];
const LINKS: [Column; 11] = [
    CHAIN,
    TO,
    SQUAD,
    ROWS,
    CONTACTS,
    Column::text("made", "发出"),
    Column::text("until", "到期"),
    Column::rank("state", "状态"),
    Column::text("opened", "打开过"),
    Column::count("waiting", "等着看的修改"),
    Column::text("who", "谁发的").hidden(),
];

impl Desk {
    /// The packets and the links that the caller may see, as two tables: what can still come back or be opened first.
    ///
    /// # Errors
    /// The caller may see no list, or the store fails.
    pub async fn given_out_tables(&self) -> Result<[Table; 2], AppError> {
        let at = self.may(Right::SeeList, Scope::Somewhere)?;
        let mut given = at.given_out().await?;
        given.retain(|one| self.holds(Right::SeeList, Scope::entry(&one.chain, &one.squad)));
        given.sort_by(|x, y| {
            (x.back.is_some(), y.packet.issued, &x.id).cmp(&(y.back.is_some(), x.packet.issued, &y.id))
        });
        let mut packets = Table::new("packets", "离线包", PACKETS, "没有发出的离线包。");
        for one in given {
            let cells = vec![
                Cell::text(at.chain_called(&one.chain)),
                Cell::text(at.squad_name(&one.squad)),
                Cell::text(&one.packet.to),
                Cell::count(one.packet.rows.len()),
                Cell::YesNo(one.packet.contacts),
                Cell::text(one.packet.issued.to_string()),
                Cell::text(one.packet.expires.to_string()),
                came_back_word(&one, at.today()),
            ];
            packets.push(one.id, cells);
        }
        let mut shares = at.store().shares().await?;
        shares.retain(|share| self.shares(&share.chain));
        let mut lines = at.link_lines(&shares).await?;
        lines.sort_by_key(|line| line.state != LinkState::Open);
        let mut links = Table::new("links", "链接", LINKS, "没有发出的链接。");
        lines.into_iter().for_each(|line| links.push(line.link.clone(), cells(&line)));
        Ok([packets, links])
    }
}

fn cells(line: &LinkLine) -> Vec<Cell> {
    let opened = match line.opened.first() {
        Some(last) => format!("{}次，最近 {last}", line.opened.len()),
        None => "还没有".to_owned(),
    };
    vec![
        Cell::text(&line.chain_name),
        Cell::text(&line.to),
        Cell::or_blank(line.squad.as_deref()),
        Cell::count(line.rows),
        Cell::YesNo(line.contacts),
        Cell::text(&line.made),
        Cell::text(&line.until),
        Cell::word(line.state.zh(), line.state.code(), line.state as usize),
        Cell::text(opened),
        Cell::count(line.waiting),
        Cell::text(&line.who),
    ]
}
