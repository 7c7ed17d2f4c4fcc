//! Rows that would make another of a record: a list that numbers its own rows must not take over another list's.

use crate::ingest::{Advice, Cure, Fault, Renaming};
use crate::model::{Adcode, CanonicalColumn, CanonicalTable, Field, Holds, Kind, Reference, Values};
use crate::normalize::text;
use crate::resolve::Dictionary;

/// What tells apart who bears a name, by kind.
fn telling(kind: Kind) -> &'static [&'static str] {
    match kind {
        Kind::Enterprise => &["adcode", "credit_code"],
        Kind::Segment => &["chain"],
        Kind::Fund => &["manager", "founded"],
        Kind::Person => &["native_adcode", "alma_mater"],
        Kind::Association | Kind::Chain => &["adcode"],
        Kind::Squad => &["kind", "adcodes"],
        Kind::Recruiter => &["squad"],
        _ => &[],
    }
}

/// Before and after of a row that changes the name of a record and what tells it apart; none where the row may be the same
/// thing under a new name.
///
/// Where nothing tells, a name may change unless the id is a mere number, as lists count their rows.
pub fn renaming(kind: Kind, id: &str, old: &Values, new: &Values, dictionary: &Dictionary) -> Option<Renaming> {
    let table = CanonicalTable::of(kind);
    let name = |values: &Values| table.field("name").and_then(|f| values.view().text(f)).map(text::folded);
    let (before, after) = (name(old)?, name(new)?);
    if before == after || telling(kind).is_empty() {
        return None;
    }
    let (mut agrees, mut differs) = (false, false);
    let mut shown = [vec![before], vec![after]];
    for column in telling(kind) {
        let Some(field) = table.field(column) else { continue };
        let said = [old, new].map(|values| said(table.columns.get(usize::from(field)), field, values, dictionary));
        if let [Some(x), Some(y)] = &said {
            let same = x == y || near(x, y);
            agrees |= same;
            differs |= !same;
        }
        shown.iter_mut().zip(said).for_each(|(all, said)| all.extend(said));
    }
    let serial = !id.is_empty() && id.len() <= 6 && id.bytes().all(|b| b.is_ascii_digit());
    let [before, after] = shown.map(|all| all.join("，"));
    (differs || (serial && !agrees)).then(|| Renaming { id: id.to_owned(), before, after, ..Renaming::default() })
}

/// What a record says under a column, in words.
pub fn said(
    column: Option<&CanonicalColumn>,
    field: Field,
    values: &Values,
    dictionary: &Dictionary,
) -> Option<String> {
    if column.is_some_and(|column| matches!(column.holds, Holds::Reference(_))) {
        let to = |r: &Reference| dictionary.name(r.to).map(|(_, text)| text.to_owned());
        return values.view().references(field).first().and_then(to);
    }
    values.view().text(field).map(str::to_owned)
}

/// Whether one of two regions lies in the other.
fn near(x: &str, y: &str) -> bool {
    let (Ok(x), Ok(y)) = (x.parse::<Adcode>(), y.parse::<Adcode>()) else { return false };
    !x.certainly_elsewhere(y)
}

/// Why such a row is rejected.
pub fn fault(column: &'static str, renaming: &Renaming) -> Fault {
    let Renaming { id, before, after, .. } = renaming;
    let reason = format!("这一行会把库里的「{before}」整个换成「{after}」");
    let suggestion = Advice::either(
        "若两份名单各编各的号，请在映射里写 namespace，或删去编号一列；若确实改了名，请加 --accept-renames",
        "若两份名单各编各的号，请在“各列是什么”里写“编号前加”，或不要编号一列；若确实改了名，请在下面勾选“换了名称的也照改”",
    );
    Fault::new(column, id, reason, suggestion).cured_by(Cure::Namespace)
}
