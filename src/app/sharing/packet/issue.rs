//! Handing a squad its part of a list.

use crate::access::{Right, Scope};
use crate::app::desk::GraphPermit;
use std::path::Path;

use serde::Serialize;

use crate::app::file_name;
use crate::app::out_file::{Existing, OutFile};
use crate::app::sharing::packet::form::PacketForm;
use crate::app::sharing::packet::places::{map_input, places};
use crate::app::sharing::packet::rules::packet_rules;
use crate::app::{Answered, AppError, CallFirst, Desk, IntroductionPath, Question, lists, names, random_id};
use crate::draw;
use crate::draw::{PacketContact, PacketInput, PacketLine};
use crate::model::{Day, Deed, EntryField, Kind, LOCAL, NewRow, NodeId, Origin, Rest, RowKey, TargetState};
use crate::normalize::text;
use crate::store::{Change, Expected, ListFilter, NewBatch, NewContact, stop_point};
use crate::work::{Packet, PacketRow, row_key};

/// Days a packet is good for.
const GOOD_FOR: i32 = 14;
/// Characters of a packet's id: 48 random bits tell the packets of one office apart.
const ID: usize = 12;
/// The most characters of a receiver's name.
const LONGEST_NAME: usize = 60;
/// Widths in px of the map, on a phone and on everything else.
pub(in crate::app::sharing) const MAP_WIDTHS: [f64; 2] = [366.0, 860.0];

/// What is to be handed out.
#[derive(Debug, Clone)]
pub struct NewPacket {
    /// The chain whose list it is part of, home and day.
    pub question: Question,
    /// Id or name.
    pub squad: String,
    /// What file it becomes.
    pub form: PacketForm,
    /// Whether contacts are told; that is journalled.
    pub contacts: bool,
    /// The receiver; by default the squad.
    pub to: Option<String>,
    /// By default the caller.
    pub who: Option<String>,
}

/// What was handed out.
#[derive(Debug, Clone, Serialize)]
pub struct Issued {
    /// Id, by which it is known when it comes back.
    pub packet: String,
    /// The receiver, as in the watermark.
    pub to: String,
    /// The last day it is good for.
    pub expires: Day,
    /// Targets in it.
    pub rows: usize,
    /// Its journal number.
    pub number: u64,
}

/// A packet that nobody has yet.
struct Made {
    content: Vec<u8>,
    /// As a file is called: 城市_产业链_内容_日期.
    name: String,
    id: String,
    packet: Packet,
    chain: String,
    squad: String,
}

impl Desk {
    /// Keeps what a packet says in the journal and writes it into a new file. The file gets its name last: a packet nobody
    /// has does no harm, one that nobody knows cannot come back.
    ///
    /// # Errors
    /// A name is unknown, the squad has no targets, or the file is there already or cannot be written.
    pub async fn packet(&self, given: &NewPacket, out: &Path) -> Result<Issued, AppError> {
        let at = self.may_issue(given)?;
        let made = at.made(given).await?;
        let file = OutFile::of(out, Existing::Stays, &made.content)?;
        let issued = at.issue(&made, given.who.as_deref()).await?;
        stop_point("packet:issued");
        file.finish()?;
        Ok(issued)
    }

    /// The same as the content of a file with its name, for those who take it over the network.
    ///
    /// # Errors
    /// A name is unknown, or the squad has no targets.
    pub async fn packet_file(&self, given: &NewPacket) -> Result<(String, Vec<u8>), AppError> {
        let at = self.may_issue(given)?;
        let made = at.made(given).await?;
        at.issue(&made, given.who.as_deref()).await?;
        Ok((made.name, made.content))
    }

    /// Whether the caller may hand a squad its part of a chain's list; both by id.
    pub fn packs(&self, chain: &str, squad: &str) -> bool {
        self.holds(Right::Packet, Scope::Squad { chain, squad })
    }

    /// Whether contacts of some squad of a chain, by id, may go along.
    pub fn packs_contacts(&self, chain: &str) -> bool {
        self.holds(Right::ExportContacts, Scope::Part(chain))
    }

    /// A packet with contacts is also a file with contacts.
    fn may_issue(&self, given: &NewPacket) -> Result<GraphPermit<'_>, AppError> {
        let squad = Scope::Squad { chain: &given.question.chain, squad: &given.squad };
        let at = self.may(Right::Packet, squad)?;
        if given.contacts {
            self.may(Right::ExportContacts, squad)?;
        }
        Ok(at)
    }
}

impl GraphPermit<'_> {
    async fn made(&self, given: &NewPacket) -> Result<Made, AppError> {
        let mut answered = self.gaps(&given.question)?;
        self.give_reasons(answered.asked, &mut answered.answer.segments)?;
        let squad = names::squad(self.graph(), &given.squad)?;
        let mut listed = self.listed(self.graph(), answered.asked.chain).await?;
        listed.retain(|l| l.entry.get(EntryField::Squad) == squad && l.entry.state() != TargetState::Dropped);
        let input = self.input(&answered, given, &squad, &listed).await?;
        let row = |l: &lists::Listed| PacketRow { enterprise: l.record.clone(), version: l.version.0 };
        let packet = Packet {
            to: input.to.clone(),
            issued: input.issued,
            expires: input.expires,
            contacts: given.contacts,
            rows: listed.iter().map(row).collect(),
        };
        let content = format!("目标清单-{}", input.squad_name);
        let name = file_name(&answered.answer.home_name, &input.chain_name, &content, input.issued);
        Ok(Made {
            content: given.form.written(&input)?,
            name: format!("{name}.{}", given.form.ending()),
            id: input.packet,
            packet,
            chain: answered.answer.chain.clone(),
            squad,
        })
    }

    async fn input(
        &self,
        answered: &Answered,
        given: &NewPacket,
        squad: &str,
        listed: &[lists::Listed],
    ) -> Result<PacketInput, AppError> {
        let graph = self.graph();
        let found = graph.squads.iter().find(|s| s.id == squad);
        let found = found.ok_or_else(|| AppError::Internal("a squad without a record".into()))?;
        let chain_name = answered.answer.chain_name.clone();
        if listed.is_empty() {
            let text =
                format!("产业链「{chain_name}」还没有派给招商队「{}」的目标；请先派发（list assign）", found.name);
            return Err(AppError::BadRequest(text));
        }
        let packet = random_id()[..ID].to_owned();
        let mut lines = Vec::with_capacity(listed.len());
        for (line, entry) in self.lines_of(graph, answered.asked.chain, listed).into_iter().zip(listed) {
            let key = row_key(&packet, &entry.record);
            lines.push(self.packet_line((&given.question, given.contacts, true), answered, key, line, entry).await?);
        }
        let issued = self.today();
        let list = format!("{chain_name} · {}", found.name);
        let rules = packet_rules(&packet, &list, listed.iter().map(|l| l.entry.state()));
        let places = places(graph, listed);
        Ok(PacketInput {
            packet,
            chain_name,
            squad_name: found.name.clone(),
            to: receiver(given.to.as_deref().unwrap_or(&found.name))?,
            issued,
            expires: Day::of_number(issued.number() + GOOD_FOR),
            contacts: given.contacts,
            recruiters: found.recruiters.iter().map(|r| r.name.clone()).collect(),
            fields: EntryField::returned(),
            takes_leads: true,
            rules,
            lines,
            maps: MAP_WIDTHS.map(|width| draw::map(&map_input(answered, Some(found), &places, width))),
            places,
        })
    }

    /// A target as it is handed out; contacts are told where they go along, and whom to call first where ways are asked for.
    pub(in crate::app::sharing) async fn packet_line(
        &self,
        (question, contacts, ways): (&Question, bool, bool),
        answered: &Answered,
        key: String,
        line: lists::EntryLine,
        entry: &lists::Listed,
    ) -> Result<PacketLine, AppError> {
        let graph = self.graph();
        let path = if ways { self.best_path(question, &line).await? } else { None };
        let (home, there) = match line.firm.filter(|_| contacts) {
            Some(firm) => self.contacts_along(path.as_ref(), firm).await.map(|along| (along.home, along.there))?,
            None => (Vec::new(), Vec::new()),
        };
        Ok(PacketLine {
            key,
            values: EntryField::returned()
                .into_iter()
                .map(|field| (field, lists::shown(graph, &entry.entry, field)))
                .collect(),
            reason: gap_reason(answered, line.segment.as_deref()),
            beside: Vec::new(),
            enterprise: line.enterprise,
            name: line.name,
            segment: line.segment_name.unwrap_or_default(),
            leader: line.leader,
            why: line.why,
            call: path.as_ref().map(|path| called(&path.call_first)).unwrap_or_default(),
            introductions: path.map(|path| path.sentence).unwrap_or_default(),
            home: home.into_iter().map(told).collect(),
            contacts: there.into_iter().map(told).collect(),
        })
    }

    /// The best way to be introduced; none where there is none.
    async fn best_path(
        &self,
        question: &Question,
        line: &lists::EntryLine,
    ) -> Result<Option<IntroductionPath>, AppError> {
        if line.firm.is_none() {
            return Ok(None);
        }
        let answer = self.desk().paths(question, &line.enterprise, Some(1)).await?;
        Ok(answer.paths.into_iter().next())
    }

    async fn issue(&self, made: &Made, who: Option<&str>) -> Result<Issued, AppError> {
        let Made { id, packet, chain, squad, .. } = made;
        let missing = || AppError::Internal("a chain or squad without a node".into());
        let a = self.node(Kind::Chain, chain).await?.ok_or_else(missing)?;
        let b = self.node(Kind::Squad, squad).await?.ok_or_else(missing)?;
        let row = NewRow { key: packet_key(a, b, id), values: Some(packet.values()), origin: Origin::default() };
        let deed = Deed::Packet {
            packet: id.clone(),
            chain: chain.clone(),
            squad: squad.clone(),
            to: packet.to.clone(),
            contacts: packet.contacts,
        };
        let batch = NewBatch { id: random_id(), who: self.who(who)?, when: self.clock().now(), deed };
        let change = Change { row, expected: Expected::AbsentOrClosedAt(None) };
        let number = self.store().apply(batch, Vec::new(), vec![change]).await?.0;
        let (packet, to) = (id.clone(), made.packet.to.clone());
        Ok(Issued { packet, to, expires: made.packet.expires, rows: made.packet.rows.len(), number })
    }
}

/// Whom to call first, and why; or what to do where nobody is known.
fn called(first: &CallFirst) -> String {
    if first.party.is_some() { format!("{}（{}）", first.name, first.why) } else { first.why.clone() }
}

fn told(contact: NewContact) -> PacketContact {
    let parts = [contact.name, contact.title, contact.email].into_iter().filter(|part| !part.is_empty());
    PacketContact { who: parts.collect::<Vec<_>>().join(" "), phone: contact.phone }
}

/// Why the segment of a target is a gap; blank where it is none.
fn gap_reason(answered: &Answered, segment: Option<&str>) -> String {
    let leaf = answered.answer.segments.iter().find(|leaf| Some(leaf.segment.as_str()) == segment);
    leaf.and_then(|leaf| leaf.reason.as_ref()).map(|reason| reason.headline.clone()).unwrap_or_default()
}

fn packet_key(chain: NodeId, squad: NodeId, id: &str) -> RowKey {
    RowKey { kind: Kind::Packet, a: chain, b: squad, rest: Rest::new([id], LOCAL) }
}

/// Who takes something, as it stands in the watermark.
pub(in crate::app::sharing) fn receiver(given: &str) -> Result<String, AppError> {
    let to = text::one_line(given).into_owned();
    let bad = |what: &str| Err(AppError::BadRequest(format!("接收人{what}（--to）")));
    match text::forbidden(&to) {
        Some(_) => bad("含有控制字符"),
        None if to.is_empty() => bad("不能为空"),
        None if to.chars().count() > LONGEST_NAME => bad(&format!("超过 {LONGEST_NAME} 个字")),
        None => Ok(to),
    }
}

impl GraphPermit<'_> {
    /// The packet of this id, with its chain and squad.
    pub(super) async fn packet_with_id(&self, id: &str) -> Result<Option<(Packet, String, String)>, AppError> {
        let filter = ListFilter { kind: Kind::Packet, a: None, after: None, limit: usize::MAX };
        let all = self.store().list(filter, None).await?;
        let Some(row) = all.into_iter().find(|row| row.key.rest.columns().next() == Some(id)) else { return Ok(None) };
        let names = self.store().node_names(vec![row.key.a, row.key.b]).await?;
        let mut names = names.into_iter().flatten().map(|name| name.text);
        let (Some(chain), Some(squad)) = (names.next(), names.next()) else { return Ok(None) };
        names::chain(self.graph(), &chain)?;
        Ok(row.values.and_then(|values| Packet::read(values.view())).map(|packet| (packet, chain, squad)))
    }
}
