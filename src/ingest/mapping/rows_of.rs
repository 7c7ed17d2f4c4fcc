//! One row of a source as the rows it stands for: a segment for each level of a chain, a row for each part of a cell.

use std::collections::VecDeque;

use super::rule::{ColumnRule, From, LEVEL_COLUMNS};
use super::steps::{hashed, is_sign};
use super::view::View;
use crate::ingest::cells::says_nothing;
use crate::ingest::header::SOURCE;
use crate::ingest::no_record::no_record;
use crate::ingest::people::{PersonSaid, UNNAMED, people};
use crate::ingest::rows::{Broken, SourceCell, SourceRow};
use crate::model::Kind;
use crate::normalize::text;

/// More rows than one can be meant to stand for.
const MOST_ROWS: usize = 1_000;

impl View {
    /// Adds the rows that a row of the source stands for; none where it is a group's title, or left to other tables.
    pub fn rows_of(&mut self, mut row: SourceRow, rows: &mut VecDeque<SourceRow>) {
        if !self.filling.fill(&mut row) {
            return;
        }
        let is_none = self.added > 0 && no_record(&row.cells).is_some();
        self.put_before(&mut row);
        if !self.takes(&row) {
            return;
        }
        if self.rule.kind == Kind::Contact && !is_none {
            return rows.extend(self.by_person(row));
        }
        let all = if self.filling.levels.is_empty() || is_none { vec![row] } else { self.by_level(row) };
        for row in all {
            if is_none || !self.rule.columns.iter().any(ColumnRule::makes_rows) {
                rows.push_back(row);
            } else {
                rows.extend(self.by_part(row));
            }
        }
    }

    /// Puts the cells before a row that the mapping adds.
    fn put_before(&self, row: &mut SourceRow) {
        if self.added > 0 {
            let group = self.rule.group.iter().map(|_| of(&self.filling.group));
            let cells: Vec<SourceCell> = group.chain(LEVEL_COLUMNS.map(|_| SourceCell::default())).collect();
            row.cells.splice(0..0, cells.into_iter().take(self.added));
        }
    }

    /// A row for each level of a chain that is filled. Those above the lowest say their chain and stage alone.
    fn by_level(&self, mut row: SourceRow) -> Vec<SourceRow> {
        let places: Vec<usize> = self.filling.levels.iter().map(|place| place + self.added).collect();
        let filled = |row: &SourceRow, place: usize| row.cells.get(place).is_some_and(|c| !says_nothing(None, &c.text));
        let depth = places.iter().filter(|place| filled(&row, **place)).count();
        if let Some(gap) = places[..depth].iter().find(|place| !filled(&row, **place)) {
            let name = self.front(LEVEL_COLUMNS[1].1);
            row.cells[name] = SourceCell { broken: Some(Broken::Gap), ..of(&self.names[*gap]) };
        }
        if depth == 0 || row.cells.iter().any(|cell| cell.broken == Some(Broken::Gap)) {
            return vec![row];
        }
        let names: Vec<String> = places[..depth].iter().map(|place| text::folded(&row.cells[*place].text)).collect();
        let chain = self.chain_of(&row);
        let id = |depth: usize| {
            let path = chain.iter().chain(&names[..depth]).map(String::as_str).collect::<Vec<_>>();
            if depth == 0 { String::new() } else { hashed(&path) }
        };
        let level = |depth: usize| {
            let mut row = row.clone();
            if depth < names.len() {
                self.leave_chain_and_stage(&mut row);
            }
            let said = [id(depth), names[depth - 1].clone(), id(depth - 1)];
            for ((_, header), text) in LEVEL_COLUMNS.iter().zip(said) {
                row.cells[self.front(header)] = of(&text);
            }
            row
        };
        (1..=depth).map(level).collect()
    }

    /// The place of a column that the mapping puts before the source's own.
    fn front(&self, header: &str) -> usize {
        self.names[..self.added].iter().position(|name| name == header).unwrap_or_default()
    }

    /// What a row says of its chain, which keeps equal names of two chains apart.
    fn chain_of(&self, row: &SourceRow) -> Vec<String> {
        let Some(at) = self.rule.columns.iter().position(|column| column.column.name == "chain") else {
            return Vec::new();
        };
        match &self.rule.columns[at].from {
            From::Constant(chain) => vec![text::folded(chain)],
            From::Headers(_) => self.places[at].iter().map(|place| folded_at(row, *place)).collect(),
        }
    }

    fn leave_chain_and_stage(&self, row: &mut SourceRow) {
        let common = |column: &ColumnRule| column.field >= SOURCE || column.column.role.must_be_given();
        let kept = self.rule.columns.iter().zip(&self.places).filter(|(column, _)| common(column));
        let kept: Vec<usize> = kept.flat_map(|(_, places)| places.iter().copied()).collect();
        let all = row.cells.iter_mut().enumerate().skip(self.added);
        all.filter(|(place, _)| !kept.contains(place)).for_each(|(_, cell)| *cell = SourceCell::default());
    }

    /// A row for each person of whom a row of contacts speaks; none where it names nobody and no number.
    fn by_person(&mut self, row: SourceRow) -> Vec<SourceRow> {
        let place = |name: &str| {
            let at = self.rule.columns.iter().position(|column| column.column.name == name);
            at.and_then(|at| self.places[at].first().copied())
        };
        let [Some(name), phone, email] = ["name", "phone", "email"].map(place) else { return vec![row] };
        let said = |place: Option<usize>| place.map_or("", |place| self.given(&row, place, None));
        let [names, phones, emails] = [Some(name), phone, email].map(said);
        if [names, phones, emails].iter().all(|text| text.is_empty()) && row.cells.iter().all(|c| c.broken.is_none()) {
            self.left.nobody += 1;
            return Vec::new();
        }
        let people = match people(names) {
            none if none.is_empty() => paired(names, phones),
            people => people,
        };
        let with = |text: String, row: &SourceRow| {
            let mut row = row.clone();
            if let Some(cell) = row.cells.get_mut(name).filter(|cell| cell.broken.is_none()) {
                *cell = of(&text);
            }
            row
        };
        match people.as_slice() {
            [] if names.is_empty() => vec![with(UNNAMED.to_owned(), &row)],
            [] => vec![row],
            people => people.iter().map(|person| with(person.joined(), &row)).collect(),
        }
    }

    /// A row for each part of the cells that are split, and for each pair of parts where several are.
    fn by_part(&self, row: SourceRow) -> Vec<SourceRow> {
        let mut rows = vec![row];
        for (column, places) in self.rule.columns.iter().zip(&self.places).filter(|(column, _)| column.makes_rows()) {
            let [first, others @ ..] = places.as_slice() else { continue };
            let parts = parts(&rows[0], places, &column.steps.split);
            if rows.len() * parts.len() > MOST_ROWS {
                let told =
                    |row: &mut SourceRow| row.cells.get_mut(*first).map(|cell| cell.broken = Some(Broken::Several));
                rows.truncate(1);
                rows.iter_mut().for_each(|row| told(row).unwrap_or_default());
                break;
            }
            let with = |row: &SourceRow, part: &str| {
                let mut row = row.clone();
                row.cells[*first] = of(part);
                others.iter().for_each(|place| row.cells[*place] = SourceCell::default());
                row
            };
            if !parts.is_empty() {
                rows = rows.iter().flat_map(|row| parts.iter().map(move |part| with(row, part))).collect();
            }
        }
        rows
    }
}

/// Several names and as many numbers in two cells, each with its own; none where they do not go together.
fn paired(names: &str, phones: &str) -> Vec<PersonSaid> {
    let names: Vec<&str> = text::list(names).collect();
    let phones: Vec<String> = people(phones).into_iter().flat_map(|said| phones_of(&said)).collect();
    if names.len() < 2 || names.len() != phones.len() {
        return Vec::new();
    }
    let person =
        |(name, phone): (&&str, String)| PersonSaid { name: (*name).to_owned(), phone, ..PersonSaid::default() };
    names.iter().zip(phones).map(person).collect()
}

fn phones_of(said: &PersonSaid) -> Vec<String> {
    said.phone.split('；').filter(|phone| !phone.is_empty()).map(str::to_owned).collect()
}

/// The different parts of some cells of a row; none where a cell cannot be read or the row is too short.
fn parts(row: &SourceRow, places: &[usize], separators: &[char]) -> Vec<String> {
    let mut parts: Vec<String> = Vec::new();
    for place in places {
        let Some(cell) = row.cells.get(*place).filter(|cell| cell.broken.is_none()) else { return Vec::new() };
        for part in
            cell.text.split(|c| is_sign(separators, c)).map(text::trimmed).filter(|part| !says_nothing(None, part))
        {
            if parts.len() <= MOST_ROWS && !parts.iter().any(|known| known == part) {
                parts.push(part.to_owned());
            }
        }
    }
    parts
}

fn folded_at(row: &SourceRow, place: usize) -> String {
    row.cells.get(place).map_or_else(String::new, |cell| text::folded(&cell.text))
}

fn of(text: &str) -> SourceCell {
    SourceCell { text: text.to_owned(), ..SourceCell::default() }
}
