//! A row whose cells are read, before its references are resolved.

use sha2::{Digest, Sha256};

use super::advice::Advice;
use super::cells::{CellReader, CellValue, says_nothing};
use super::dispatch_rows::refuse_impossible;
use super::header::{FileHeader, Meaning, SOURCE, inherits};
use super::rows::{Broken, SourceCell, SourceRow};
use super::{Cure, Fault, problem};
use crate::model::{
    CanonicalColumn, CanonicalTable, CreditCode, Field, Holds, Kind, LOCAL, SiteKind, Stage, VisitKind, values,
};
use crate::normalize::{is_ditto, text};

/// A record before its references are resolved.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Draft {
    /// The table it is a record of.
    pub kind: Kind,
    /// Id of the source that says so; [`LOCAL`] where the row gives none.
    pub source: String,
    /// The record's own key text, where it has one.
    pub id: Option<String>,
    /// Key references, as given, when there is no id; at most two.
    pub references: Vec<Given>,
    /// The other key columns, canonical; blank ones included.
    pub rest: Vec<String>,
    /// Values in ascending order of field.
    pub fields: Vec<(Field, DraftValue)>,
    /// Of a member: where in the chain the row says that its segment stands.
    pub stage: Option<Stage>,
}

/// A reference as given, and the kinds it may mean.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Given {
    /// The canonical column it stands in.
    pub column: &'static str,
    /// The reference as the file has it.
    pub text: String,
    /// The same behind the mapping's namespace: tried as an id before the text as given.
    pub namespaced: Option<String>,
    /// What it may mean a record of, in the order in which they are tried.
    pub kinds: &'static [Kind],
}

/// A value of a draft.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum DraftValue {
    /// The canonical text of a value that is no reference.
    Text(String),
    /// The references of one cell, in its order.
    References(Vec<Given>),
}

impl DraftValue {
    /// The text, where it is one.
    pub fn as_text(&self) -> Option<&str> {
        match self {
            Self::Text(text) => Some(text),
            Self::References(_) => None,
        }
    }
}

impl Draft {
    /// A draft that says nothing yet.
    pub(super) fn new(kind: Kind, source: &str) -> Self {
        let (references, rest, fields) = Default::default();
        Self { kind, source: source.to_owned(), id: None, references, rest, fields, stage: None }
    }

    /// What it says in a column that is no reference and no part of its key.
    fn text_of(&self, column: &str) -> Option<&str> {
        let field = CanonicalTable::of(self.kind).field(column)?;
        self.fields.iter().find(|(own, _)| *own == field).and_then(|(_, value)| value.as_text())
    }
}

/// Builds a draft from a row.
pub fn draft(header: &FileHeader, row: &SourceRow, reader: &mut CellReader) -> Result<Draft, Fault> {
    refuse_ragged(header.columns.len(), &row.cells)?;
    let mut draft = Draft::new(header.table.kind, LOCAL);
    let mut cells: Vec<Option<Placed<'_>>> = vec![None; header.table.columns.len()];
    let mut extras = Vec::new();
    for (place, (meaning, cell)) in header.columns.iter().zip(&row.cells).enumerate() {
        refuse_unreadable(meaning, cell)?;
        if is_ditto(&cell.text) {
            leave_ditto(meaning, cell, row.number, reader)?;
            continue;
        }
        match meaning {
            Meaning::Known { field, .. } if usize::from(*field) < cells.len() => {
                cells[usize::from(*field)] = Some(Placed { place, row: row.number, cell })
            }
            _ if says_nothing(None, &cell.text) => {}
            Meaning::Known { field: SOURCE, .. } => text::folded(&cell.text).clone_into(&mut draft.source),
            Meaning::Known { field, column } => {
                extras.push((*field, DraftValue::Text(reader.canonical(column, cell)?)));
            }
            Meaning::Extra(name) => {
                extras.push((values::EXTRA, DraftValue::Text(format!("{name}\u{1f}{}", cell.text))))
            }
        }
    }
    fill(&mut draft, header, &cells, reader)?;
    draft.fields.extend(extras);
    draft.fields.sort_by_key(|(field, _)| *field);
    identify(&mut draft);
    refuse_impossible(draft.kind, &|column| draft.text_of(column))?;
    Ok(draft)
}

/// Why a cell that says what one above it says is left out.
static NOTHING_ABOVE: Advice = Advice::alike("说的是上一行的，这里没有上一行可取，没有保留");

/// A cell that says what one above it says, where there is none that it may mean: that is no value.
fn leave_ditto(meaning: &Meaning, cell: &SourceCell, row: u64, reader: &mut CellReader) -> Result<(), Fault> {
    match meaning {
        Meaning::Known { column, .. } => {
            let fix = Advice::either(
                "请写出它所指的值；CSV 和工作簿用映射导入时，取上一行的",
                "请写出它所指的值，或在“各列是什么”那一列的“细说”里选“空着的格同上一行”",
            );
            Err(Fault::new(
                column.name,
                &cell.text,
                "不是值：没有上一行可取，或这一列（编号、代码、名称）不能取上一行的",
                fix,
            ))
        }
        Meaning::Extra(name) => {
            reader.asides.add(name, &NOTHING_ABOVE, &cell.text, row);
            Ok(())
        }
    }
}

/// A cell and where it stands.
#[derive(Debug, Clone, Copy)]
struct Placed<'a> {
    /// Its column in the file.
    place: usize,
    row: u64,
    cell: &'a SourceCell,
}

/// Reads the table's own columns into key and values.
fn fill(
    draft: &mut Draft,
    header: &FileHeader,
    cells: &[Option<Placed<'_>>],
    reader: &mut CellReader,
) -> Result<(), Fault> {
    for (i, column) in header.table.columns.iter().enumerate() {
        let field = Field::try_from(i).expect("invariant: a table has fewer columns than field numbers");
        let placed = cells[i].filter(|placed| !says_nothing(Some(column), &placed.cell.text));
        let Some(placed @ Placed { cell, .. }) = placed else {
            if column.role.must_be_given() && !inherits(header.table, column, &|name| is_given(header, cells, name)) {
                let given = cells[i].map_or("", |placed| placed.cell.text.as_str());
                return Err(blank(column, given));
            }
            if column.role.in_key() {
                draft.rest.push(String::new());
            }
            continue;
        };
        match column.holds {
            Holds::Reference(kinds) if column.role.in_key() => {
                draft.references.push(given(header, column, &cell.text, kinds))
            }
            Holds::Reference(kinds) => {
                draft.fields.push((field, DraftValue::References(vec![given(header, column, &cell.text, kinds)])));
            }
            Holds::References(kinds) => {
                let all = text::list(&cell.text).map(|part| given(header, column, part, kinds)).collect();
                draft.fields.push((field, DraftValue::References(all)));
            }
            _ if column.role.is_id() => draft.id = Some(reader.canonical(column, cell)?).map(|id| text::folded(&id)),
            Holds::Money if column.role.in_key() => draft.rest.push(key_amount(header, column, placed, reader)?),
            _ if column.role.in_key() => draft.rest.push(reader.canonical(column, cell)?),
            _ => draft.fields.push(value(header, field, column, placed, reader)?),
        }
    }
    Ok(())
}

/// An amount that tells rows apart, of the unit that its column says.
fn key_amount(
    header: &FileHeader,
    column: &'static CanonicalColumn,
    Placed { place, cell, .. }: Placed<'_>,
    reader: &mut CellReader,
) -> Result<String, Fault> {
    match reader.read(column, &header.amounts[place], cell)? {
        CellValue::Text(text) => Ok(text),
        CellValue::Aside(reason, _) => Err(Fault::new(column.name, &cell.text, reason.to_string(), "请写万元的数字")),
    }
}

/// Why a cell may not be blank; in merged-like lists it says what stands above.
fn blank(column: &'static CanonicalColumn, given: &str) -> Fault {
    let above = matches!(column.holds, Holds::Reference(_)) && given.is_empty();
    let fix = if above {
        Advice::either(
            "请补上这一格；空着就是同上一行的，可以让映射取上一行的",
            "请补上这一格；空着就是同上一行的，可在“各列是什么”那一列的“细说”里选“空着的格同上一行”",
        )
    } else {
        "请补上这一格".into()
    };
    Fault::new(column.name, given, "必填的单元格是空的", fix).cured_by(above.then_some(Cure::Down))
}

/// Whether a column of the table says anything in this row.
fn is_given(header: &FileHeader, cells: &[Option<Placed<'_>>], name: &str) -> bool {
    let at = header.table.columns.iter().position(|column| column.name == name);
    let said = |at: usize| cells[at].is_some_and(|p| !says_nothing(Some(&header.table.columns[at]), &p.cell.text));
    at.is_some_and(said)
}

/// The value of a cell, or the same kept beside its column where the column cannot hold it.
fn value(
    header: &FileHeader,
    field: Field,
    column: &'static CanonicalColumn,
    Placed { place, row, cell }: Placed<'_>,
    reader: &mut CellReader,
) -> Result<(Field, DraftValue), Fault> {
    Ok(match reader.read(column, &header.amounts[place], cell)? {
        CellValue::Text(text) => {
            if matches!(column.holds, Holds::Money) && !header.amounts[place].said {
                reader.bare.add(place, row, &cell.text, &text);
            }
            match column.holds {
                Holds::Percent => reader.bare.add_share(place, row, &cell.text, &text),
                Holds::Word(..) => reader.words.add(place, &cell.text, &text),
                _ => {}
            }
            if matches!(column.holds, Holds::Money | Holds::Count | Holds::Percent) {
                reader.rough.add_about(place, row, &cell.text, &text);
            }
            (field, DraftValue::Text(text))
        }
        CellValue::Aside(reason, _) => {
            let name = &header.names[place];
            reader.asides.add(name, reason, &cell.text, row);
            (values::EXTRA, DraftValue::Text(format!("{name}\u{1f}{}", cell.text)))
        }
    })
}

pub(super) fn given(
    header: &FileHeader,
    column: &'static CanonicalColumn,
    text: &str,
    kinds: &'static [Kind],
) -> Given {
    Given { column: column.name, text: text::folded(text), namespaced: header.namespaced(text), kinds }
}

/// Settles the record's key: an id stands alone; a firm without one is known by credit code, stock code, or name.
pub(super) fn identify(draft: &mut Draft) {
    if draft.kind == Kind::Enterprise && draft.id.is_none() {
        draft.id = Some(enterprise_key(draft));
    }
    if let Some(usual) = usual_kind(draft.kind) {
        match (&draft.id, draft.rest.last_mut()) {
            (Some(_), _) => known_by_id(draft),
            (None, Some(kind)) if kind.is_empty() => usual.clone_into(kind),
            (None, _) => {}
        }
    }
}

/// The kind of a site or a visit that says none: it is the last part of a key without an id.
fn usual_kind(kind: Kind) -> Option<&'static str> {
    match kind {
        Kind::Site => Some(SiteKind::Plant.code()),
        Kind::Visit => Some(VisitKind::Visited.code()),
        _ => None,
    }
}

/// A site or visit with an id is known by it alone; what else would tell it becomes values.
fn known_by_id(draft: &mut Draft) {
    let mut own: Vec<(Field, DraftValue)> = vec![(1, DraftValue::References(std::mem::take(&mut draft.references)))];
    let rest = std::mem::take(&mut draft.rest);
    own.extend((2..).zip(rest).filter(|(_, t)| !t.is_empty()).map(|(field, t)| (field, DraftValue::Text(t))));
    own.append(&mut draft.fields);
    draft.fields = own;
}

fn enterprise_key(draft: &Draft) -> String {
    let table = crate::model::CanonicalTable::of(Kind::Enterprise);
    let text = |name: &str| {
        let field = table.field(name)?;
        draft.fields.iter().find_map(|(f, v)| match v {
            DraftValue::Text(text) if *f == field => Some(text.as_str()),
            _ => None,
        })
    };
    let credit = text("credit_code").and_then(|code| code.parse::<CreditCode>().ok());
    if let Some(code) = credit {
        return code.to_string();
    }
    if let Some(stock) = text("stock_code") {
        return stock.to_owned();
    }
    name_key(text("name").unwrap_or_default(), text("adcode").unwrap_or_default())
}

/// The key of an enterprise that only its name and region tell.
pub fn name_key(name: &str, adcode: &str) -> String {
    let mut hash = Sha256::new();
    hash.update(text::folded(name));
    hash.update([0]);
    hash.update(adcode);
    format!("n{}", crate::model::hex(&hash.finalize()[..8]))
}

/// Refuses a row with fewer cells than the header, or with more that hold anything.
pub fn refuse_ragged(expected: usize, cells: &[SourceCell]) -> Result<(), Fault> {
    let found = cells.len();
    let surplus = cells.iter().skip(expected).any(|cell| !cell.text.is_empty());
    if surplus || found < expected {
        let reason = format!("这一行有 {found} 列，表头有 {expected} 列");
        return Err(Fault::of_row(reason, "请检查是否多了或少了分隔符，或单元格里的逗号没有用引号括起"));
    }
    Ok(())
}

fn forbidden_letter(c: char) -> (String, &'static str) {
    if c == '\u{fffd}' {
        return ("含有乱码".to_owned(), "请用正确的编码另存，或重新录入这一格");
    }
    (format!("含有控制字符 U+{:04X}", u32::from(c)), "请删去看不见的字符")
}

fn refuse_unreadable(meaning: &Meaning, cell: &SourceCell) -> Result<(), Fault> {
    const LONGEST: usize = 32_767;
    let (reason, suggestion) = if let Some(broken) = cell.broken {
        let (reason, suggestion) = broken.reason_and_remedy();
        (reason.to_owned(), suggestion)
    } else if let Some(c) = text::forbidden(&cell.text) {
        let (reason, fix) = forbidden_letter(c);
        (reason, fix.into())
    } else if matches!(meaning, Meaning::Known { column, .. } if column.role.is_id() || column.name == "name")
        && cell.text.contains('\n')
    {
        ("名称或编号里有换行，可能是引号没有闭合，吞掉了后面的行".to_owned(), "请检查这一行的引号，或删去换行".into())
    } else if cell.text.len() > LONGEST {
        (format!("单元格超过 {LONGEST} 字节"), "请缩短，或检查引号是否闭合".into())
    } else {
        return Ok(());
    };
    let value = problem::shortened(&cell.text);
    Err(match meaning {
        Meaning::Known { column, .. } => Fault { value, ..Fault::new(column.name, "", reason, suggestion) },
        Meaning::Extra(name) => Fault::of_row(format!("列「{name}」的值「{value}」{reason}"), suggestion)
            .cured_by((cell.broken == Some(Broken::Nested)).then(|| Cure::Ignore(vec![name.clone()]))),
    })
}
