//! What a link shows: its stored rows and columns, as its maker may show them now.

use schemars::JsonSchema;
use serde::Serialize;

use super::columns::LinkColumn;
use super::link::last_day;
use super::make::{has, has_field};
use crate::app::columns::FIRM;
use crate::app::desk::GraphPermit;

use crate::app::sharing::packet::{MAP_WIDTHS, PacketForm, map_input, packet_rules, places};
use crate::app::{Answered, AppError, Desk, Question, file_name, lists, names, random_id};
use crate::draw::{self, Cell, Column, PacketInput, PacketLine, PacketPlace, Table};
use crate::model::{Day, Deed, EntryField, TargetState};
use crate::store::{NewBatch, Share};
use crate::work::list_key;

/// Fields that have a place of their own on the page.
const PLACED: [EntryField; 5] =
    [EntryField::Segment, EntryField::State, EntryField::Leader, EntryField::Why, EntryField::Note];

/// A link as whoever opened it sees it.
#[derive(Debug)]
pub struct SharedList {
    /// What is handed out, cut down to what it shows.
    pub input: PacketInput,
    /// Its last day.
    pub until: String,
    /// Whether a state may be proposed; whether a note may.
    pub proposes: (bool, bool),
    /// The rows it shows.
    pub table: Table,
    /// What it shows, for programs.
    pub answer: SharedAnswer,
    /// The state of each target, where it is shown.
    pub states: Vec<Option<TargetState>>,
    /// The city, as files are called.
    pub city: String,
}

/// What a link shows.
#[derive(Debug, Serialize, JsonSchema)]
pub struct SharedAnswer {
    /// To whom.
    pub to: String,
    /// Name of the chain.
    pub chain_name: String,
    /// Its last day, YYYY-MM-DD.
    pub until: String,
    /// The columns it shows, by their words.
    pub columns: Vec<&'static str>,
    /// Those of its targets that are still on the list.
    pub targets: Vec<SharedLine>,
}

/// A target of it.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct SharedLine {
    /// By which something is proposed of it.
    pub key: String,
    /// Legal name of the enterprise.
    pub name: String,
    /// What each column says, as people read it, in their order.
    pub cells: Vec<String>,
}

impl Desk {
    /// What the link shows that the caller opened.
    ///
    /// # Errors
    /// They opened none, or its maker may not show it any more.
    pub async fn shared(&self) -> Result<SharedList, AppError> {
        let (share, maker) = self.shared_by().await?;
        let at = maker.may_share(&share.chain, share.contacts)?;
        let question = Question { chain: share.chain.clone(), ..Question::default() };
        let mut answered = at.gaps(&question)?;
        if has(&share, LinkColumn::Gap) {
            at.give_reasons(answered.asked, &mut answered.answer.segments)?;
        }
        let listed = at.shared_rows(&share).await?;
        let shown = Shown { at, share: &share, question: &question, answered: &answered };
        shown.list(&listed).await
    }

    /// The link that the caller opened, as it is kept, and the desk of its maker.
    pub(super) async fn shared_by(&self) -> Result<(Share, Self), AppError> {
        let (link, linked, maker) = self.linked()?;
        let share = link.store().share(linked.share.clone()).await?;
        let share = share.ok_or_else(|| AppError::Internal("a link that is not there".into()))?;
        Ok((share, maker))
    }

    /// The phone packet of the link that the caller opened, with its name. That it was taken along is written down.
    ///
    /// # Errors
    /// They opened none, or its maker may not show it any more.
    pub async fn shared_packet(&self) -> Result<(String, Vec<u8>), AppError> {
        let list = self.shared().await?;
        let content = format!("目标清单-{}", list.input.to);
        let name = file_name(&list.city, &list.input.chain_name, &content, list.input.issued);
        let name = format!("{name}.{}", PacketForm::Page.ending());
        let content = PacketForm::Page.written(&list.input)?;
        self.shared_taken(&name).await?;
        Ok((name, content))
    }

    /// Writes down that a file of the link was taken away.
    ///
    /// # Errors
    /// The caller opened no link, or the store fails.
    pub async fn shared_taken(&self, file: &str) -> Result<(), AppError> {
        let (share, _) = self.shared_by().await?;
        let (link, ..) = self.linked()?;
        let deed = Deed::Export { chain: share.chain, file: file.to_owned() };
        let batch = NewBatch { id: random_id(), who: link.who(None)?, when: link.clock().now(), deed };
        link.store().apply(batch, Vec::new(), Vec::new()).await?;
        Ok(())
    }
}

impl GraphPermit<'_> {
    /// The entries that a link shows and that are still on the list: what was given up has left it.
    pub(super) async fn shared_rows(&self, share: &Share) -> Result<Vec<lists::Listed>, AppError> {
        let chain = names::chain(self.graph(), &share.chain)?;
        let mut listed = self.listed(self.graph(), chain).await?;
        listed.retain(|l| share.rows.contains(&l.record) && l.entry.state() != TargetState::Dropped);
        Ok(listed)
    }
}

/// A link that is being shown.
struct Shown<'a> {
    at: GraphPermit<'a>,
    share: &'a Share,
    question: &'a Question,
    answered: &'a Answered,
}

impl Shown<'_> {
    fn has(&self, field: EntryField) -> bool {
        has_field(self.share, field)
    }

    async fn list(&self, listed: &[lists::Listed]) -> Result<SharedList, AppError> {
        let (graph, share) = (self.at.graph(), self.share);
        let entries = self.at.lines_of(graph, self.answered.asked.chain, listed);
        let mut lines = Vec::with_capacity(listed.len());
        for (line, entry) in entries.iter().zip(listed) {
            let key = list_key(&share.chain, &entry.record, entry.version.0);
            let ways = has(share, LinkColumn::Call);
            let told = (self.question, share.contacts, ways);
            lines.push(self.cut(self.at.packet_line(told, self.answered, key, line.clone(), entry).await?, line));
        }
        let places = self.places(listed);
        let (table, answer) = self.table(&entries, &lines, &self.cities(listed));
        let shows_state = self.has(EntryField::State);
        Ok(SharedList {
            input: self.input(lines, places, &entries)?,
            until: last_day(&share.until).to_owned(),
            proposes: (shows_state, self.has(EntryField::Note)),
            states: entries.iter().map(|line| shows_state.then_some(line.state)).collect(),
            table,
            answer,
            city: self.answered.answer.home_name.clone(),
        })
    }

    fn input(
        &self,
        lines: Vec<PacketLine>,
        places: Vec<PacketPlace>,
        entries: &[lists::EntryLine],
    ) -> Result<PacketInput, AppError> {
        let share = self.share;
        let (shows_state, shows_note) = (self.has(EntryField::State), self.has(EntryField::Note));
        let fields =
            [(EntryField::State, shows_state), (EntryField::Reason, shows_state), (EntryField::Note, shows_note)];
        let chain_name = self.answered.answer.chain_name.clone();
        let states = entries.iter().map(|line| line.state).filter(|_| shows_state);
        let until = last_day(&share.until).parse::<Day>();
        Ok(PacketInput {
            packet: share.id.clone(),
            rules: packet_rules(&share.id, &format!("{chain_name} · {}", share.receiver), states),
            chain_name,
            squad_name: share.receiver.clone(),
            to: share.receiver.clone(),
            issued: self.at.today(),
            expires: until.map_err(|_| AppError::Internal("a link without a last day".into()))?,
            contacts: share.contacts,
            fields: fields.into_iter().filter(|(_, shown)| *shown).map(|(field, _)| field).collect(),
            takes_leads: false,
            recruiters: Vec::new(),
            lines,
            maps: MAP_WIDTHS.map(|width| draw::map(&map_input(self.answered, None, &places, width))),
            places,
        })
    }

    /// A target without what the link does not show.
    fn cut(&self, line: PacketLine, entry: &lists::EntryLine) -> PacketLine {
        let shown = |is: bool, text: String| if is { text } else { String::new() };
        let (gap, call) = (has(self.share, LinkColumn::Gap), has(self.share, LinkColumn::Call));
        let beside =
            entry.cells.iter().filter(|(field, said)| self.has(*field) && !PLACED.contains(field) && !said.is_empty());
        // The reason that was given last is none of the next one's.
        let value =
            |(field, said): (EntryField, String)| (field, shown(self.has(field) && field != EntryField::Reason, said));
        PacketLine {
            key: line.key,
            enterprise: String::new(),
            name: line.name,
            segment: shown(self.has(EntryField::Segment), line.segment),
            leader: shown(self.has(EntryField::Leader), line.leader),
            why: shown(self.has(EntryField::Why), line.why),
            reason: shown(gap, line.reason),
            introductions: shown(call, line.introductions),
            call: shown(call, line.call),
            home: if call { line.home } else { Vec::new() },
            contacts: line.contacts,
            beside: beside.map(|(field, said)| (field.zh(), said.clone())).collect(),
            values: line.values.into_iter().map(value).collect(),
        }
    }

    fn places(&self, listed: &[lists::Listed]) -> Vec<PacketPlace> {
        if !has(self.share, LinkColumn::Place) {
            return Vec::new();
        }
        let mut places = places(self.at.graph(), listed);
        if !self.has(EntryField::Segment) {
            let targets = places.iter_mut().flat_map(|place| place.targets.iter_mut());
            targets.for_each(|(_, segment)| "环节未给出".clone_into(segment));
        }
        places
    }

    /// Where each target is.
    fn cities(&self, listed: &[lists::Listed]) -> Vec<String> {
        let graph = self.at.graph();
        let city =
            |l: &lists::Listed| l.firm.and_then(|firm| graph.firm(firm).adcode).map(|at| graph.regions.full_name(at));
        listed.iter().map(|l| city(l).unwrap_or_default()).collect()
    }

    /// The same as rows: what is not shared is no column, so that nothing is sorted by it or taken away.
    fn table(&self, entries: &[lists::EntryLine], lines: &[PacketLine], cities: &[String]) -> (Table, SharedAnswer) {
        let shared: Vec<LinkColumn> = self.share.columns.iter().filter_map(|code| LinkColumn::read(code)).collect();
        let columns = [FIRM].into_iter().chain(shared.iter().map(|column| told(*column)));
        let mut table = Table::new("shared", "目标清单", columns.collect::<Vec<_>>(), "给您看的企业都已不在清单上。");
        let mut targets = Vec::with_capacity(lines.len());
        for ((entry, line), city) in entries.iter().zip(lines).zip(cities) {
            let said = |column: &LinkColumn| match column {
                LinkColumn::Field(field) => entry.cell(*field).to_owned(),
                LinkColumn::Place => city.clone(),
                LinkColumn::Gap => line.reason.clone(),
                LinkColumn::Call => line.call.clone(),
            };
            let cell = |column: &LinkColumn| match column {
                LinkColumn::Field(field) => lists::plain_cell(entry, *field, entry.cell(*field)),
                other => Cell::text(said(other)),
            };
            table.push(line.key.clone(), [Cell::text(&line.name)].into_iter().chain(shared.iter().map(cell)).collect());
            let cells = shared.iter().map(said).collect();
            targets.push(SharedLine { key: line.key.clone(), name: line.name.clone(), cells });
        }
        let answer = SharedAnswer {
            to: self.share.receiver.clone(),
            chain_name: self.answered.answer.chain_name.clone(),
            until: last_day(&self.share.until).to_owned(),
            columns: shared.into_iter().map(LinkColumn::code).collect(),
            targets,
        };
        (table, answer)
    }
}

fn told(column: LinkColumn) -> Column {
    match column {
        LinkColumn::Field(field) => lists::column(field),
        LinkColumn::Place => Column::text("place", "所在地"),
        LinkColumn::Gap => Column::sentences("gap", "为什么缺"),
        LinkColumn::Call => Column::sentences("call", "先联系谁"),
    }
}
