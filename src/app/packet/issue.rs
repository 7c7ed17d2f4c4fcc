//! Handing a squad its part of a list.

use std::path::{Path, PathBuf};

use serde::Serialize;

use super::super::target_list::change::person;
use super::super::target_list::listed::{EntryLine, Listed, SOURCE, lines, shown, squad};
use super::super::{App, AppError, Asked, Held, Question, question, random_id};
use crate::draw::{PacketInput, PacketLine, packet_page, packet_workbook};
use crate::graph::Graph;
use crate::model::{Day, EntryField, Kind, NewRow, NodeId, Origin, Rest, RowKey, TargetState};
use crate::normalize::text;
use crate::store::{Change, Expected, NewBatch};
use crate::work::{Packet, PacketRow, row_key};

/// Days a packet is good for.
const GOOD_FOR: i32 = 14;
/// Characters of a packet's id: 48 random bits tell the packets of one office apart.
const ID: usize = 12;
/// The most characters of a receiver's name.
const LONGEST_NAME: usize = 60;

/// What is to be handed out.
#[derive(Debug, Clone)]
pub struct NewPacket {
    pub question: Question,
    /// Id or name.
    pub squad: String,
    /// `.xlsx` or `.html`.
    pub out: PathBuf,
    pub contacts: bool,
    /// The receiver; by default the squad.
    pub to: Option<String>,
    pub who: String,
}

/// What was handed out.
#[derive(Debug, Clone, Serialize)]
pub struct Issued {
    pub packet: String,
    pub to: String,
    pub expires: Day,
    pub rows: usize,
    /// Its journal number.
    pub number: u64,
}

impl App {
    /// Writes a packet and keeps what it says in the journal. The file is written first: a packet nobody has does no harm,
    /// one that nobody knows cannot come back.
    ///
    /// # Errors
    /// A name is unknown, the squad has no targets, or the file is there already or cannot be written.
    pub async fn packet(&self, given: &NewPacket) -> Result<Issued, AppError> {
        let held = self.held();
        let asked = given.question.asked(&held, self.today())?;
        let squad = squad(&held.graph, &given.squad)?;
        let mut listed = self.listed(&held, asked.chain).await?;
        listed.retain(|l| l.entry.get(EntryField::Squad) == squad && l.entry.state() != TargetState::Dropped);
        let input = self.input(&held, asked, given, &squad, &listed).await?;
        let content = content(&given.out, &input)?;
        let fault = |reason: String| AppError::File { path: given.out.display().to_string(), reason };
        super::super::templates::write(&given.out, &content)?;
        let row = |l: &Listed| PacketRow { enterprise: l.record.clone(), version: l.version.0 };
        let packet = Packet {
            to: input.to.clone(),
            issued: input.issued,
            expires: input.expires,
            contacts: given.contacts,
            rows: listed.iter().map(row).collect(),
        };
        let written = self.write_packet(&held, asked, &squad, &input.packet, &packet, &given.who).await;
        let number = match written {
            Ok(number) => number,
            Err(error) => {
                let gone = std::fs::remove_file(&given.out);
                gone.map_err(|why| fault(format!("{error}；这个文件没有登记，请删去：{why}")))?;
                return Err(error);
            }
        };
        Ok(Issued { packet: input.packet, to: packet.to, expires: packet.expires, rows: packet.rows.len(), number })
    }

    async fn input(
        &self,
        held: &Held,
        asked: Asked,
        given: &NewPacket,
        squad: &str,
        listed: &[Listed],
    ) -> Result<PacketInput, AppError> {
        let graph = &*held.graph;
        let found = graph.squads.iter().find(|s| s.id == squad);
        let found = found.ok_or_else(|| AppError::Internal("a squad without a record".into()))?;
        if listed.is_empty() {
            let chain = &graph.chain(asked.chain).name;
            let text = format!("产业链「{chain}」还没有派给招商队「{}」的目标；请先派发（list assign）", found.name);
            return Err(AppError::BadRequest(text));
        }
        let mut told = Vec::with_capacity(listed.len());
        let packet = random_id()[..ID].to_owned();
        for (line, entry) in lines(graph, listed).into_iter().zip(listed) {
            let introductions = self.introductions_of(&given.question, &line).await?;
            let contacts = if given.contacts { self.contacts_of(graph, &line).await? } else { String::new() };
            told.push(PacketLine {
                key: row_key(&packet, &entry.record),
                values: EntryField::RETURNED.iter().map(|field| (*field, shown(graph, &entry.entry, *field))).collect(),
                enterprise: line.enterprise,
                name: line.name,
                segment: line.segment_name.unwrap_or_default(),
                leader: line.leader,
                why: line.why,
                introductions,
                contacts,
            });
        }
        let issued = self.today();
        Ok(PacketInput {
            packet,
            chain_name: graph.chain(asked.chain).name.clone(),
            squad_name: found.name.clone(),
            to: receiver(given.to.as_deref().unwrap_or(&found.name))?,
            issued,
            expires: Day::of_number(issued.number() + GOOD_FOR),
            contacts: given.contacts,
            recruiters: found.recruiters.iter().map(|r| r.name.clone()).collect(),
            lines: told,
        })
    }

    /// The best way to be introduced, in one sentence; blank where there is none.
    async fn introductions_of(&self, question: &Question, line: &EntryLine) -> Result<String, AppError> {
        if line.firm.is_none() {
            return Ok(String::new());
        }
        let answer = self.paths(question, &line.enterprise, Some(1)).await?;
        Ok(answer.paths.first().map(|path| path.sentence.clone()).unwrap_or_default())
    }

    async fn contacts_of(&self, graph: &Graph, line: &EntryLine) -> Result<String, AppError> {
        let Some(firm) = line.firm else { return Ok(String::new()) };
        let contacts = self.store.contacts(graph.nodes_of(firm).to_vec()).await?;
        let told = contacts.iter().map(|c| {
            let parts = [&c.name, &c.title, &c.phone, &c.email];
            parts.into_iter().filter(|part| !part.is_empty()).cloned().collect::<Vec<_>>().join(" ")
        });
        Ok(told.collect::<Vec<_>>().join("；"))
    }

    async fn write_packet(
        &self,
        held: &Held,
        asked: Asked,
        squad: &str,
        id: &str,
        packet: &Packet,
        who: &str,
    ) -> Result<u64, AppError> {
        let chain = &held.graph.chain(asked.chain).id;
        let missing = || AppError::Internal("a chain or squad without a node".into());
        let a = self.node(Kind::Chain, chain).await?.ok_or_else(missing)?;
        let b = self.node(Kind::Squad, squad).await?.ok_or_else(missing)?;
        let row = NewRow { key: packet_key(a, b, id), values: Some(packet.values()), origin: Origin::default() };
        let contacts = if packet.contacts { "，含联系方式" } else { "" };
        let why = format!("packet {id} {chain} {squad} 发给 {}{contacts}", packet.to);
        let batch = NewBatch { id: random_id(), who: person(who)?, when: self.clock.now(), why };
        let change = Change { row, expected: Expected::AbsentOrClosedAt(None) };
        Ok(self.store.apply(batch, Vec::new(), vec![change]).await?.0)
    }
}

fn packet_key(chain: NodeId, squad: NodeId, id: &str) -> RowKey {
    RowKey { kind: Kind::Packet, a: chain, b: squad, rest: Rest::new([id], SOURCE) }
}

fn receiver(given: &str) -> Result<String, AppError> {
    let to = text::one_line(given).into_owned();
    let bad = |what: &str| Err(AppError::BadRequest(format!("接收人{what}（--to）")));
    match text::forbidden(&to) {
        Some(_) => bad("含有控制字符"),
        None if to.is_empty() => bad("不能为空"),
        None if to.chars().count() > LONGEST_NAME => bad(&format!("超过 {LONGEST_NAME} 个字")),
        None => Ok(to),
    }
}

fn content(out: &Path, input: &PacketInput) -> Result<Vec<u8>, AppError> {
    let ending = out.extension().and_then(|e| e.to_str()).unwrap_or_default().to_ascii_lowercase();
    let internal = |error: String| AppError::Internal(error);
    match ending.as_str() {
        "xlsx" => packet_workbook(input).map_err(|error| internal(error.to_string())),
        "html" | "htm" => Ok(packet_page(input).map_err(|error| internal(error.to_string()))?.into_bytes()),
        _ => {
            let text = format!("离线包只能写成 .xlsx 或 .html，不能写成 {}", out.display());
            Err(AppError::BadRequest(text))
        }
    }
}

/// The packet of this id, with its chain and squad.
pub(super) async fn find(app: &App, held: &Held, id: &str) -> Result<Option<(Packet, String, String)>, AppError> {
    let filter = crate::store::ListFilter { kind: Kind::Packet, a: None, after: None, limit: usize::MAX };
    let all = app.store.list(filter, None).await?;
    let Some(row) = all.into_iter().find(|row| row.key.rest.columns().next() == Some(id)) else { return Ok(None) };
    let names = app.store.node_names(vec![row.key.a, row.key.b]).await?;
    let mut names = names.into_iter().flatten().map(|name| name.text);
    let (Some(chain), Some(squad)) = (names.next(), names.next()) else { return Ok(None) };
    question::chain(&held.graph, &chain)?;
    Ok(row.values.and_then(|values| Packet::read(values.view())).map(|packet| (packet, chain, squad)))
}
