//! A person's verdict on a segment (认定).

use crate::access::{Right, Scope};
use crate::app::questions::question;
use crate::app::{AppError, Held, StoreDesk, random_id};
use crate::model::values::SEEN;
use crate::model::{
    CanonicalTable, Day, Deed, EventDate, Kind, NewRow, NodeId, Origin, Rest, RowKey, ValuesBuilder, Verdict,
};
use crate::store::{Change, Expected, NewBatch};

/// What a person says of a segment.
#[derive(Debug, Clone)]
pub struct NewAssessment {
    pub chain: String,
    pub segment: String,
    /// By default the chain's city.
    pub home: Option<String>,
    pub verdict: Verdict,
    pub reason: String,
    pub who: String,
    pub until: Option<Day>,
}

/// The source of what people enter.
const SOURCE: &str = "local";

impl StoreDesk {
    /// Writes an assessment dated today; gives its journal number. A second one of the same person on the same day
    /// replaces the first.
    pub async fn assess(&self, given: &NewAssessment) -> Result<u64, AppError> {
        let at = self.may(Right::Assess, Scope::Chain(&given.chain))?;
        let store = at.store();
        let reason = crate::normalize::text::trimmed(&given.reason);
        let who = crate::normalize::text::trimmed(&given.who);
        for (what, text) in [("理由", reason), ("认定人", who)] {
            if text.is_empty() {
                return Err(AppError::BadRequest(format!("{what}不能为空")));
            }
            if let Some(c) = crate::normalize::text::forbidden(text).or_else(|| text.chars().find(|c| c.is_control())) {
                return Err(AppError::BadRequest(format!("{what}含有控制字符 U+{:04X}", u32::from(c))));
            }
        }
        let today = at.today();
        if given.until.is_some_and(|until| until < today) {
            return Err(AppError::BadRequest("有效期至的日期已过".into()));
        }
        let kinds = vec![Kind::Source, Kind::Region, Kind::Chain, Kind::Segment];
        let held = Held::load_kinds(store, kinds, None).await?;
        let chain = question::chain(&held.graph, &given.chain)?;
        let segment = question::segment(&held.graph, chain, &given.segment)?;
        if !held.graph.segment(segment).leaf {
            return Err(AppError::BadRequest(format!(
                "环节「{}」有下级环节，只能认定最下一级",
                held.graph.segment(segment).name
            )));
        }
        let home = match &given.home {
            Some(home) => Some(question::region(&held.graph, home)?),
            None => held.graph.chain(chain).adcode,
        };
        let home = home.ok_or_else(|| AppError::BadRequest("这条产业链没有所属城市，请用 --home 指明地区".into()))?;
        let id = held.graph.segment(segment).id.clone();
        let a = at.node(Kind::Segment, &id).await?.ok_or_else(|| AppError::Internal(format!("no node for {id}")))?;
        let date = EventDate::of_day(today).to_string();
        let key = RowKey {
            kind: Kind::Assessment,
            a,
            b: NodeId::NONE,
            rest: Rest::new([home.to_string().as_str(), who, date.as_str()], SOURCE),
        };
        let expected = match store.get(key.clone()).await? {
            Some(version) if version.values.is_some() => Expected::At(version.number),
            closed => Expected::AbsentOrClosedAt(closed.map(|v| v.number)),
        };
        let table = CanonicalTable::of(Kind::Assessment);
        let mut values = ValuesBuilder::default();
        let mut put = |name: &str, text: &str| {
            let field = table.field(name).expect("invariant: the column is in the schema");
            values.text(field, text);
        };
        put("verdict", given.verdict.code());
        put("reason", reason);
        put("until", &given.until.map(|day| day.to_string()).unwrap_or_default());
        values.text(SEEN, &date);
        let row = NewRow { key, values: Some(values.build()), origin: Origin::default() };
        let deed = Deed::Assessment { segment: id, verdict: given.verdict };
        let batch = NewBatch { id: random_id(), who: who.to_owned(), when: at.clock().now(), deed };
        let number = store.apply(batch, Vec::new(), vec![Change { row, expected }]).await?;
        Ok(number.0)
    }
}
