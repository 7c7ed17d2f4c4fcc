//! Taking an assessment (认定) back that holds, whoever made it and by whatever file it came.

use super::grounds::{EditGrounds, EditRefused, Edited};
use super::subject::right_to_edit;
use crate::access::Scope;
use crate::app::desk::GraphPermit;
use crate::app::{AppError, Desk, Question, note_rows, random_id};
use crate::gaps::Assessed;
use crate::model::{Adcode, Deed, EditNote, Kind, NewRow, Origin, Version};
use crate::store::{ListFilter, NewBatch};

/// Which assessment is to hold no more: the one of a segment that does, seen as the question asks.
#[derive(Debug, Clone)]
pub struct Withdrawn {
    /// Chain, home and day.
    pub question: Question,
    /// The segment, by id or name.
    pub segment: String,
    /// Why.
    pub grounds: EditGrounds,
    /// The version of what people held it to be that the writer saw; none where nothing was shown.
    pub seen: Option<u64>,
}

impl Desk {
    /// Closes every row that says the assessment in force, in one batch with the note why.
    ///
    /// # Errors
    /// The caller may not, a name is unknown, files are imported meanwhile, or the store fails.
    pub async fn withdraw(&self, given: &Withdrawn) -> Result<Result<Edited, EditRefused>, AppError> {
        let at = self.may(right_to_edit(Kind::Assessment), Scope::Chain(&given.question.chain))?;
        let said = match given.grounds.said(*at, true)? {
            Ok(said) => said,
            Err(refused) => return Ok(Err(refused)),
        };
        let answer = self.gaps(&given.question)?;
        let id = answer.segments.iter().find(|leaf| leaf.segment == given.segment || leaf.name == given.segment);
        if let Some(node) = at.node(Kind::Segment, id.map_or("", |leaf| &leaf.segment)).await? {
            at.refuse_judged_since(node, answer.home, given.seen).await?;
        }
        let leaf = answer.segments.iter().find(|leaf| leaf.segment == given.segment || leaf.name == given.segment);
        let Some((leaf, assessed)) = leaf.and_then(|leaf| Some((leaf, leaf.assessed.as_ref()?))) else {
            return Ok(Err(EditRefused::whole("这个环节现在没有认定，没有改动")));
        };
        let rows = at.saying(&leaf.segment, assessed, answer.home).await?;
        let Some(first) = rows.first() else {
            return Ok(Err(EditRefused::whole("这条认定刚刚有人改过，没有写入；请刷新页面再看")));
        };
        let deed = Deed::Edit { table: Kind::Assessment, thing: leaf.segment.clone() };
        let batch = NewBatch { id: random_id(), who: said.who, when: at.clock().now(), deed };
        let edit = batch.id.clone();
        let note = EditNote {
            reason: said.reason,
            source: said.source,
            table: Kind::Assessment.code().to_owned(),
            what: "收回认定".to_owned(),
            before: format!("{}（{}，{}）", assessed.verdict.zh(), assessed.who, assessed.date),
            after: String::new(),
        };
        let close = |row: &Version| NewRow { key: row.key.clone(), values: None, origin: Origin::default() };
        let rows = rows.iter().map(close).chain(note_rows(&note, &edit, &first.key, &[])).collect();
        let number = at.written(batch, rows).await?;
        at.follow().await;
        Ok(Ok(Edited { edit, number }))
    }
}

impl GraphPermit<'_> {
    /// The open rows that say an assessment of a segment, for this home or for the chain's.
    async fn saying(&self, segment: &str, assessed: &Assessed, home: Adcode) -> Result<Vec<Version>, AppError> {
        let node = self.node(Kind::Segment, segment).await?;
        let filter = ListFilter { kind: Kind::Assessment, a: node, after: None, limit: usize::MAX };
        let rows = self.store().list(filter, None).await?;
        let (home, date) = (home.to_string(), assessed.date.to_string());
        let says = |row: &Version| {
            let [place, who, day] = &row.key.rest.columns().collect::<Vec<_>>()[..] else { return false };
            (place.is_empty() || *place == home) && *who == assessed.who && *day == date
        };
        Ok(rows.into_iter().filter(|row| node.is_some() && row.values.is_some() && says(row)).collect())
    }
}
