//! A person's verdict on a segment (认定), with the note that lets it be taken back from where it was made.

use crate::access::{Right, Scope};
use crate::app::{AppError, Desk, EditRefused, Edited, StoreDesk, names, note_rows, random_id};
use crate::graph::Graph;
use crate::model::values::SEEN;
use crate::model::{
    Adcode, CanonicalTable, Day, Deed, EditNote, EventDate, Kind, LOCAL, NewRow, NodeId, Origin, Rest, RowKey, Values,
    ValuesBuilder, Verdict,
};
use crate::normalize::text;
use crate::store::{Change, Expected, NewBatch};

/// What a person says of a segment.
#[derive(Debug, Clone)]
pub struct NewAssessment {
    /// Id or name.
    pub chain: String,
    /// Id or name of a leaf.
    pub segment: String,
    /// By default the chain's city.
    pub home: Option<String>,
    /// What it is to be for that home; it overrules the computed one.
    pub verdict: Verdict,
    /// Why; may not be blank.
    pub reason: String,
    /// Who says so; may not be blank.
    pub who: String,
    /// The last day it holds; none: until a later one.
    pub until: Option<Day>,
    /// The version of what people held it to be that the writer saw; none where nothing was shown.
    pub seen: Option<u64>,
}

impl StoreDesk {
    /// Writes an assessment dated today. A second one of the same person on the same day replaces the first.
    ///
    /// # Errors
    /// The caller may not, a name is unknown, the segment is no leaf, or the store fails. What is wrong with what was typed
    /// comes back for the form: a text is blank or has control characters, or `until` is past. Somebody else assessed it since
    /// the version seen: nothing is written.
    pub async fn assess(&self, given: &NewAssessment) -> Result<Result<Edited, EditRefused>, AppError> {
        let at = self.may(Right::Assess, Scope::Chain(&given.chain))?;
        // Whoever is logged in assesses in no name but their own.
        let own = self.own().is_ok().then(|| at.who(Some(&given.who))).transpose()?;
        let given = &NewAssessment { who: own.unwrap_or_else(|| given.who.clone()), ..given.clone() };
        let said = match Said::checked(given, at.today()) {
            Ok(said) => said,
            Err(refused) => return Ok(Err(refused)),
        };
        let names = at.names().await?;
        let (segment, home) = judged(names.graph(), given)?;
        let node = at.node(Kind::Segment, &segment).await?;
        let node = node.ok_or_else(|| AppError::Internal(format!("no node for {segment}")))?;
        at.refuse_judged_since(node, home, given.seen).await?;
        let key = said.key(node, home);
        let expected = match at.store().get(key.clone()).await? {
            Some(version) if version.values.is_some() => Expected::At(version.number),
            closed => Expected::AbsentOrClosedAt(closed.map(|v| v.number)),
        };
        let deed = Deed::Assessment { segment, verdict: given.verdict };
        let batch = NewBatch { id: random_id(), who: said.who.to_owned(), when: at.clock().now(), deed };
        let edit = batch.id.clone();
        let notes = note_rows(&said.note(given), &edit, &key, &[]).into_iter();
        let note = |row| Change { row, expected: Expected::AbsentOrClosedAt(None) };
        let row = NewRow { key, values: Some(said.values(given)), origin: Origin::default() };
        let changes = [Change { row, expected }].into_iter().chain(notes.map(note)).collect();
        let number = at.store().apply(batch, Vec::new(), changes).await?.0;
        Ok(Ok(Edited { edit, number }))
    }
}

impl Desk {
    /// The same before a graph, which then shows it.
    ///
    /// # Errors
    /// As [`StoreDesk::assess`].
    pub async fn assess(&self, given: &NewAssessment) -> Result<Result<Edited, EditRefused>, AppError> {
        let at = self.may(Right::Assess, Scope::Chain(&given.chain))?;
        let done = self.store_desk().assess(given).await?;
        if done.is_ok() {
            at.follow().await;
        }
        Ok(done)
    }
}

/// The words of an assessment, fit to be kept.
struct Said<'a> {
    who: &'a str,
    reason: &'a str,
    /// The day it is made.
    date: String,
}

impl<'a> Said<'a> {
    /// # Errors
    /// A text is blank or has control characters; it has ended before it begins.
    fn checked(given: &'a NewAssessment, today: Day) -> Result<Self, EditRefused> {
        let said = Self {
            who: text::trimmed(&given.who),
            reason: text::trimmed(&given.reason),
            date: EventDate::of_day(today).to_string(),
        };
        for (field, what, words) in [("reason", "理由", said.reason), ("who", "认定人", said.who)] {
            if words.is_empty() {
                return Err(EditRefused::of(field, format!("{what}不能为空")));
            }
            if let Some(c) = text::forbidden(words).or_else(|| words.chars().find(|c| c.is_control())) {
                return Err(EditRefused::of(field, format!("{what}含有控制字符 U+{:04X}", u32::from(c))));
            }
        }
        if given.until.is_some_and(|until| until < today) {
            return Err(EditRefused::of("until", "有效期至的日期已过"));
        }
        Ok(said)
    }

    fn key(&self, segment: NodeId, home: Adcode) -> RowKey {
        let rest = Rest::new([home.to_string().as_str(), self.who, self.date.as_str()], LOCAL);
        RowKey { kind: Kind::Assessment, a: segment, b: NodeId::NONE, rest }
    }

    fn note(&self, given: &NewAssessment) -> EditNote {
        let until = given.until.map(|until| format!("，有效至 {until}"));
        EditNote {
            reason: self.reason.to_owned(),
            table: Kind::Assessment.code().to_owned(),
            what: Kind::Assessment.zh().to_owned(),
            after: format!("{}{}", given.verdict.zh(), until.unwrap_or_default()),
            ..EditNote::default()
        }
    }

    fn values(&self, given: &NewAssessment) -> Values {
        let table = CanonicalTable::of(Kind::Assessment);
        let mut values = ValuesBuilder::default();
        let mut put = |name: &str, text: &str| {
            let field = table.field(name).expect("invariant: the column is in the schema");
            values.text(field, text);
        };
        put("verdict", given.verdict.code());
        put("reason", self.reason);
        put("until", &given.until.map(|day| day.to_string()).unwrap_or_default());
        values.text(SEEN, &self.date);
        values.build()
    }
}

/// The segment that is judged, by id, and for where.
///
/// # Errors
/// A name is unknown or means several things; the segment has parts of its own; the chain has no city.
fn judged(graph: &Graph, given: &NewAssessment) -> Result<(String, Adcode), AppError> {
    let chain = names::chain(graph, &given.chain)?;
    let segment = graph.segment(names::segment(graph, chain, &given.segment)?);
    if !segment.leaf {
        let text = format!("环节「{}」有下级环节，只能认定最下一级", segment.name);
        return Err(AppError::BadRequest(text));
    }
    let home = match &given.home {
        Some(home) => names::region(graph, home)?,
        None => names::city_of(graph, chain)?,
    };
    Ok((segment.id.clone(), home))
}
