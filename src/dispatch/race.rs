//! Indicators of a period (季度赛马), and which are weak (短板).

use super::city_work::{CityWork, Indicator};
use super::duties::share_passed;
use crate::graph::number::for_order;
use crate::model::Day;

/// An indicator at a cut-off.
#[derive(Debug, Clone)]
pub struct IndicatorLine<'c> {
    /// Its row.
    pub indicator: &'c Indicator,
    /// Share of the target that is reached; none where that cannot be told.
    pub completion: Option<f64>,
    /// Against the year before; none where that cannot be told.
    pub growth: Option<f64>,
    /// Share of the period that has passed.
    pub passed: f64,
    /// Whether it is behind, or in the lower half of a ranking.
    pub weak: bool,
}

/// The indicators that are asked for, by name, period and holder.
pub fn race<'c>(city: &'c CityWork, wanted: impl Fn(&Indicator) -> bool, cut: Day) -> Vec<IndicatorLine<'c>> {
    let mut lines: Vec<IndicatorLine<'c>> =
        city.indicators.iter().filter(|indicator| wanted(indicator)).map(|indicator| line(indicator, cut)).collect();
    let key = |line: &IndicatorLine<'c>| {
        (&line.indicator.name, &line.indicator.period_text, line.indicator.who.map(|who| city.told(who).by_id()))
    };
    lines.sort_by(|x, y| key(x).cmp(&key(y)));
    lines
}

fn line(indicator: &Indicator, cut: Day) -> IndicatorLine<'_> {
    let divided = |above: Option<f64>, below: Option<f64>| {
        let (above, below) = (above?, below.filter(|below| *below != 0.0)?);
        Some(above / below)
    };
    let completion = if indicator.less {
        divided(indicator.target, indicator.actual)
    } else {
        divided(indicator.actual, indicator.target)
    };
    let growth = divided(indicator.actual, indicator.last_year).map(|times| times - 1.0);
    let passed = share_passed(indicator.period, cut);
    let bound = if indicator.less { 1.0 } else { passed };
    let behind = completion.is_some_and(|completion| for_order(completion) < for_order(bound));
    let low = indicator.rank.zip(indicator.of).is_some_and(|(rank, of)| rank > of / 2.0);
    IndicatorLine { indicator, completion, growth, passed, weak: behind || low }
}
