//! Rows of dispatch (调度) whose cells are each right and that together cannot be.

use super::Fault;
use crate::model::{DayHalf, EventDate, Kind};

/// What a row says in a column that is no reference and no part of its key.
type Said<'r> = &'r dyn Fn(&str) -> Option<&'r str>;

/// Refuses a row of a kind that says what cannot be.
pub fn refuse_impossible(kind: Kind, said: Said<'_>) -> Result<(), Fault> {
    match kind {
        Kind::Trip => returns_after_leaving(said),
        Kind::Duty => counts_something(said),
        _ => Ok(()),
    }
}

fn half(text: Option<&str>, usual: DayHalf) -> DayHalf {
    text.and_then(|text| text.parse().ok()).unwrap_or(usual)
}

/// A month or year alone begins with its first day and ends with its last. A half of no day says nothing.
fn returns_after_leaving(said: Said<'_>) -> Result<(), Fault> {
    let date = |column| said(column).and_then(|text| text.parse::<EventDate>().ok());
    let (Some(out), Some(back)) = (date("out"), date("back")) else { return Ok(()) };
    let left = (out.day(), half(said("out_half"), DayHalf::Morning));
    let came = (back.last_day(), half(said("back_half"), DayHalf::Afternoon));
    if left <= came {
        return Ok(());
    }
    let reason = format!("返回（{back}{}）早于出发（{out}{}）", came.1.zh(), left.1.zh());
    Err(Fault::new("back", &back.to_string(), reason, "请核对出发和返回的日期、上午下午"))
}

fn counts_something(said: Said<'_>) -> Result<(), Fault> {
    match said("count") {
        Some("0") => Err(Fault::new("count", "0", "任务数至少是 1", "请写 1 或更大的整数；没有任务就不要这一行")),
        _ => Ok(()),
    }
}
