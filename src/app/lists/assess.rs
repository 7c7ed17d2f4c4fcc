//! A person's verdict on a segment (认定).

use crate::access::{Right, Scope};
use crate::app::{AppError, StoreDesk, names, random_id};
use crate::graph::Graph;
use crate::model::values::SEEN;
use crate::model::{
    Adcode, CanonicalTable, Day, Deed, EventDate, Kind, LOCAL, NewRow, NodeId, Origin, Rest, RowKey, Values,
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
}

impl StoreDesk {
    /// Writes an assessment dated today; gives its journal number. A second one of the same person on the same day
    /// replaces the first.
    ///
    /// # Errors
    /// The caller may not, a name is unknown, the segment is no leaf, a text is blank or has control characters,
    /// `until` is past, or the store fails.
    pub async fn assess(&self, given: &NewAssessment) -> Result<u64, AppError> {
        let at = self.may(Right::Assess, Scope::Chain(&given.chain))?;
        let said = Said::checked(given, at.today())?;
        let names = at.names().await?;
        let (segment, home) = judged(names.graph(), given)?;
        let node = at.node(Kind::Segment, &segment).await?;
        let node = node.ok_or_else(|| AppError::Internal(format!("no node for {segment}")))?;
        let key = said.key(node, home);
        let expected = match at.store().get(key.clone()).await? {
            Some(version) if version.values.is_some() => Expected::At(version.number),
            closed => Expected::AbsentOrClosedAt(closed.map(|v| v.number)),
        };
        let row = NewRow { key, values: Some(said.values(given)), origin: Origin::default() };
        let deed = Deed::Assessment { segment, verdict: given.verdict };
        let batch = NewBatch { id: random_id(), who: said.who.to_owned(), when: at.clock().now(), deed };
        let number = at.store().apply(batch, Vec::new(), vec![Change { row, expected }]).await?;
        Ok(number.0)
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
    fn checked(given: &'a NewAssessment, today: Day) -> Result<Self, AppError> {
        let said = Self {
            who: text::trimmed(&given.who),
            reason: text::trimmed(&given.reason),
            date: EventDate::of_day(today).to_string(),
        };
        for (what, words) in [("理由", said.reason), ("认定人", said.who)] {
            if words.is_empty() {
                return Err(AppError::BadRequest(format!("{what}不能为空")));
            }
            if let Some(c) = text::forbidden(words).or_else(|| words.chars().find(|c| c.is_control())) {
                return Err(AppError::BadRequest(format!("{what}含有控制字符 U+{:04X}", u32::from(c))));
            }
        }
        if given.until.is_some_and(|until| until < today) {
            return Err(AppError::BadRequest("有效期至的日期已过".into()));
        }
        Ok(said)
    }

    fn key(&self, segment: NodeId, home: Adcode) -> RowKey {
        let rest = Rest::new([home.to_string().as_str(), self.who, self.date.as_str()], LOCAL);
        RowKey { kind: Kind::Assessment, a: segment, b: NodeId::NONE, rest }
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
        Some(home) => Some(names::region(graph, home)?),
        None => graph.chain(chain).adcode,
    };
    let home = home.ok_or_else(|| AppError::BadRequest("这条产业链没有所属城市，请用 --home 指明地区".into()))?;
    Ok((segment.id.clone(), home))
}
