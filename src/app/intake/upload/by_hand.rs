//! Correcting by hand how a file is read: which tables, where its header stands, what each column is.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::file_mapping::{file_mapping, parts_guessed};
use super::received::no_file;
use super::unread::{Unread, unread_values};
use crate::access::{Right, Scope};
use crate::app::{AppError, StoreDesk};
use crate::app::{FileMapping, PartByHand, ReadAs, Upload, UploadedFile};
use crate::ingest::{ColumnGoes, FileFault, PartAsked, PartSeen, TableByHand, guess, part_seen, parts_of};
use crate::model::Kind;

/// Which table of which part of which file is meant, from 0.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct MappedPlace {
    /// The file among those of the upload.
    pub file: usize,
    /// The sheet or array of it.
    pub part: usize,
    /// The table among those that part feeds.
    pub table: usize,
}

/// What is to be done once a table was corrected.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ThenDo {
    /// Nothing more.
    Nothing,
    /// Something else of the file is looked at first: whether this is read stays, and it need not be whole yet.
    Look,
    /// The same rows feed a further table, too.
    Add(crate::model::Kind),
    /// They feed this table no more.
    Drop,
    /// The part is not read.
    LeaveOut,
}

/// What a person says of one table.
#[derive(Debug)]
pub struct SaidByHand {
    /// As it is to be.
    pub table: TableByHand,
    /// Under which name the mapping is kept for the next file.
    pub keep_as: Option<String>,
    /// What comes next.
    pub then: ThenDo,
}

/// One part of a file as the page shows it.
#[derive(Debug, Clone)]
pub struct PartShown {
    /// As it came, and how it is read now.
    pub file: UploadedFile,
    /// What the parts are called.
    pub parts: Vec<String>,
    /// The first rows, and what was guessed of them.
    pub seen: PartSeen,
    /// The tables the part feeds.
    pub tables: Vec<TableByHand>,
    /// The one that is shown.
    pub table: TableByHand,
    /// Whether the part is read.
    pub read: bool,
    /// Texts that the last look at the rows could not understand.
    pub unread: Vec<Unread>,
}

impl StoreDesk {
    /// One table of a part of a file, with what is known of it: as it was corrected last, or guessed again as asked.
    ///
    /// # Errors
    /// There is no such upload, file or part, or it cannot be read.
    pub fn part_shown(&self, id: &str, place: MappedPlace, asked: PartAsked) -> Result<PartShown, AppError> {
        self.may(Right::Import, Scope::Somewhere)?;
        let upload = self.open_upload(id)?;
        let file = upload.file(place.file).ok_or_else(|| no_file(place.file))?;
        let told = |fault| not_read(&file, &fault);
        let names = parts_of(&file.path, &file.name).map_err(told)?;
        let parts = parts(&file)?;
        let PartByHand { read, tables } = parts.get(place.part).cloned().ok_or_else(|| no_file(place.part))?;
        let before = tables.get(place.table).or_else(|| tables.first()).cloned();
        let again = asked.table.is_some() || asked.header_row.is_some() || asked.header_rows.is_some();
        let before = before.filter(|_| !again);
        let asked = before.as_ref().map_or(asked, asked_as);
        let seen = part_seen(&file.path, &file.name, place.part, asked).map_err(told)?;
        let mut table = before.unwrap_or_else(|| TableByHand::from(&seen.draft));
        if matches!(file.read_as, ReadAs::Canonical) {
            as_it_is_read(&mut table);
        }
        let unread = unread_values(&upload, &file, &table);
        Ok(PartShown { file, parts: names, seen, tables, table, read, unread })
    }

    /// Reads a file as a person says of one table of a part of it; the others stay as they were. Says which table is to be
    /// shown next.
    ///
    /// # Errors
    /// There is no such upload, file or part; what was said cannot be meant: then nothing is changed, and the sentence
    /// says what is wrong.
    pub fn read_by_hand(
        &self,
        id: &str,
        place: MappedPlace,
        said: SaidByHand,
    ) -> Result<Result<Option<MappedPlace>, String>, AppError> {
        let upload = self.open_upload(id)?;
        let file = upload.file(place.file).ok_or_else(|| no_file(place.file))?;
        let mut parts = parts(&file)?;
        let part = parts.get_mut(place.part).ok_or_else(|| no_file(place.part))?;
        part.read = part.read && said.then != ThenDo::LeaveOut || matches!(said.then, ThenDo::Nothing | ThenDo::Add(_));
        let next = match said.then {
            ThenDo::LeaveOut => None,
            ThenDo::Drop => dropped(part, place),
            ThenDo::Nothing | ThenDo::Look | ThenDo::Add(_) => {
                if let Some(wrong) = missing(&said.table).filter(|_| said.then != ThenDo::Look) {
                    return Ok(Err(wrong));
                }
                let asked = PartAsked { table: None, ..asked_as(&said.table) };
                let at = place.table.min(part.tables.len());
                match part.tables.get_mut(at) {
                    Some(table) => *table = said.table,
                    None => part.tables.push(said.table),
                }
                let next = match said.then {
                    ThenDo::Add(kind) => Some(added(&file, part, place, PartAsked { table: Some(kind), ..asked })?),
                    _ => None,
                };
                let down = filled(&part.tables[at..=at]);
                fill(&mut part.tables, &down);
                next
            }
        };
        self.keep(&upload, &file, place, parts, said.keep_as.as_deref()).map(|kept| kept.map(|()| next))
    }

    /// Reads whom to call out of the lists of firms in a file, too, as contacts of these firms. Says why not where nobody can
    /// tell who is meant: then nothing is changed.
    ///
    /// # Errors
    /// There is no such upload or file, it cannot be read, or the caller may add no contact.
    pub fn read_contacts_too(&self, id: &str, place: usize) -> Result<Result<(), String>, AppError> {
        let upload = self.open_upload(id)?;
        self.may(Right::EditContacts, Scope::Somewhere)?;
        let file = upload.file(place).ok_or_else(|| no_file(place))?;
        let mut parts = parts(&file)?;
        if !parts.iter().any(leaves_contacts) {
            return Ok(Err(format!("{} 里没有留下来的联系人", file.name)));
        }
        for (at, part) in parts.iter_mut().enumerate().filter(|(_, part)| leaves_contacts(part)) {
            let Some(first) = part.tables.first() else { continue };
            let asked = PartAsked { table: Some(Kind::Contact), ..asked_as(first) };
            let down = filled(&part.tables);
            added(&file, part, MappedPlace { file: place, part: at, table: 0 }, asked)?;
            let made = part.tables.pop().map(TableByHand::fields_alone);
            if let Some(wrong) = made.as_ref().and_then(missing) {
                return Ok(Err(wrong));
            }
            part.tables.extend(made);
            fill(&mut part.tables, &down);
        }
        let looked_at = matches!(&file.read_as, ReadAs::Mapped(mapping) if mapping.looked_at);
        Ok(file_mapping(&file, parts).map(|mapping| {
            upload.read_file_as(place, ReadAs::Mapped(Arc::new(FileMapping { looked_at, ..mapping })));
        }))
    }

    /// Reads the file by its parts from now on.
    fn keep(
        &self,
        upload: &Arc<Upload>,
        file: &UploadedFile,
        place: MappedPlace,
        parts: Vec<PartByHand>,
        keep_as: Option<&str>,
    ) -> Result<Result<(), String>, AppError> {
        let mut mapping = match file_mapping(file, parts) {
            Ok(mapping) => mapping,
            Err(wrong) => return Ok(Err(wrong)),
        };
        if let Some(name) = keep_as {
            mapping.kept_as = Some(self.keep_mapping(name, &mapping.text)?);
        }
        let mapping = Arc::new(mapping);
        self.remember(&file.name, &mapping)?;
        upload.read_file_as(place.file, ReadAs::Mapped(mapping));
        Ok(Ok(()))
    }
}

/// The columns of whom to call that a file leaves out, where they could be read as contacts of the firms in it.
pub fn contacts_left(file: &UploadedFile) -> Vec<String> {
    let ReadAs::Mapped(mapping) = &file.read_as else { return Vec::new() };
    let parts = mapping.parts.iter().flatten().filter(|part| leaves_contacts(part));
    let headers = parts.filter_map(|part| part.tables.first()).flat_map(TableByHand::leaves_contacts);
    headers.map(str::to_owned).collect()
}

/// Whether a part is a list of firms whose contacts are left out.
fn leaves_contacts(part: &PartByHand) -> bool {
    let reads = part.tables.iter().any(|table| table.table.kind == Kind::Contact);
    let firms = part.tables.first().filter(|table| part.read && table.table.kind == Kind::Enterprise);
    !reads && firms.is_some_and(|table| !table.leaves_contacts().is_empty())
}

/// The headers of columns in which a blank cell says what the one above it says.
fn filled(tables: &[TableByHand]) -> BTreeSet<String> {
    let columns = tables.iter().flat_map(|table| &table.columns);
    columns.filter(|column| column.cells.down).map(|column| column.header.clone()).collect()
}

/// The same rows are filled alike in every table that they feed: it is asked once a list.
fn fill(tables: &mut [TableByHand], down: &BTreeSet<String>) {
    for column in tables.iter_mut().flat_map(|table| &mut table.columns) {
        column.cells.down = down.contains(&column.header);
    }
}

/// The rows of a part feed a table no more, unless it is the only one; which is shown next.
fn dropped(part: &mut PartByHand, place: MappedPlace) -> Option<MappedPlace> {
    let one_of_several = part.tables.len() > 1 && place.table < part.tables.len();
    one_of_several.then(|| {
        part.tables.remove(place.table);
        MappedPlace { table: 0, ..place }
    })
}

/// Says of the columns of a canonical file what becomes of them now: those without a field are kept, whatever they are.
fn as_it_is_read(table: &mut TableByHand) {
    let kept = table.table.kind != Kind::Contact;
    let left_out = table.columns.iter_mut().filter(|column| kept && column.goes == ColumnGoes::Nowhere);
    for column in left_out {
        column.goes = ColumnGoes::Extra;
        let why = column.reason.trim_end_matches("，不取");
        column.reason = format!("{why}；现在作为其他信息保留，不要就选“不要这一列”");
    }
}

/// The rows of a part feed a further table, as it is guessed; its place.
fn added(
    file: &UploadedFile,
    part: &mut PartByHand,
    place: MappedPlace,
    asked: PartAsked,
) -> Result<MappedPlace, AppError> {
    let seen = part_seen(&file.path, &file.name, place.part, asked).map_err(|fault| not_read(file, &fault))?;
    part.tables.push(TableByHand::from(&seen.draft));
    Ok(MappedPlace { table: part.tables.len() - 1, ..place })
}

/// Where the header of a table stands, and which table it is.
fn asked_as(table: &TableByHand) -> PartAsked {
    let TableByHand { header_row, header_rows, .. } = table;
    PartAsked { table: Some(table.table.kind), header_row: *header_row, header_rows: Some(*header_rows) }
}

fn not_read(file: &UploadedFile, fault: &FileFault) -> AppError {
    AppError::BadRequest(format!("{}：{}；{}", file.name, fault.reason, fault.suggestion.on_page()))
}

/// The parts of a file as they are read now, the tables of each filled alike.
fn parts(file: &UploadedFile) -> Result<Vec<PartByHand>, AppError> {
    let mut parts = parts_read(file)?;
    for part in &mut parts {
        let down = filled(&part.tables);
        fill(&mut part.tables, &down);
    }
    Ok(parts)
}

/// The parts of a file as they are read now: corrected, kept, or guessed.
fn parts_read(file: &UploadedFile) -> Result<Vec<PartByHand>, AppError> {
    let kept = match &file.read_as {
        ReadAs::Mapped(mapping) => match &mapping.parts {
            Some(parts) => return Ok(parts.clone()),
            None => Some(mapping),
        },
        _ => None,
    };
    let guessed = guess(&file.path, &file.name, None).map(|draft| parts_guessed(&draft));
    let guessed = guessed.map_err(|fault| not_read(file, &fault))?;
    kept.map_or(Ok(guessed.clone()), |mapping| ruled(file, guessed, mapping))
}

/// The parts as a kept mapping has them.
fn ruled(file: &UploadedFile, guessed: Vec<PartByHand>, mapping: &FileMapping) -> Result<Vec<PartByHand>, AppError> {
    let mut parts = Vec::new();
    let alone = guessed.len() == 1;
    for (at, part) in guessed.into_iter().enumerate() {
        let Some(first) = part.tables.first() else { continue };
        let (sheet, pointer) = (first.sheet.clone(), first.rows.clone());
        let of_part =
            mapping.mapping.tables.iter().filter(|rule| alone || (rule.sheet == sheet && rule.rows == pointer));
        let mut tables = Vec::new();
        for rule in of_part {
            let asked =
                PartAsked { table: Some(rule.kind), header_row: rule.header.row, header_rows: Some(rule.header.lines) };
            let seen = part_seen(&file.path, &file.name, at, asked).map_err(|fault| not_read(file, &fault))?;
            tables.push(TableByHand::from(&seen.draft).ruled(rule));
        }
        let read = !tables.is_empty();
        parts.push(if read { PartByHand { read, tables } } else { PartByHand { read, ..part } });
    }
    Ok(parts)
}

fn missing(table: &TableByHand) -> Option<String> {
    let missing: Vec<&str> = table.missing().iter().map(|column| column.header()).collect();
    let word = table.table.kind.zh();
    (!missing.is_empty())
        .then(|| format!("读作{word}还缺必需的：{}；请指出是哪一列，或每行相同的值", missing.join("、")))
}
