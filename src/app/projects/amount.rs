//! An amount that is ten times another, or a tenth of it: it is asked about at once, since a unit was mistaken more often than
//! not.

use crate::dispatch::{CityWork, Project};

/// So many times, or so small a part.
const TIMES: f64 = 10.0;
/// So many amounts of a chain give a usual one.
const ENOUGH: usize = 3;

/// The middle of the known amounts of a chain's projects, but for one, 万元; none where they are few.
pub(super) fn usual(city: &CityWork, chain: Option<&str>, but: &str) -> Option<f64> {
    let of_chain = |project: &&Project| {
        let own = project.chain.map(|at| city.chain(at).id.as_str());
        chain.is_some() && own == chain && project.id != but
    };
    let amounts = city.projects.iter().filter(of_chain).filter_map(|project| project.amount);
    middle(amounts)
}

/// The middle of amounts, those of nothing aside; none where they are few.
pub(in crate::app) fn middle(amounts: impl Iterator<Item = f64>) -> Option<f64> {
    let mut amounts: Vec<f64> = amounts.filter(|amount| *amount > 0.0).collect();
    amounts.sort_by(f64::total_cmp);
    (amounts.len() >= ENOUGH).then(|| amounts[amounts.len() / 2])
}

/// What is asked of an amount that is far from another; none where it is near.
pub(in crate::app) fn asked(word: &str, amount: f64, beside: &str, other: f64) -> Option<String> {
    if amount <= 0.0 || other <= 0.0 {
        return None;
    }
    let times = amount / other;
    let told = |share: &str| {
        format!("{word} {amount} 万元是{beside}（{other} 万元）的{share}；单位没有写错，请勾选“金额没有写错”再提交")
    };
    if times >= TIMES {
        Some(told(&format!(" {times:.0} 倍")))
    } else if times <= 1.0 / TIMES {
        Some(told(&format!(" {:.1}%", times * 100.0)))
    } else {
        None
    }
}

/// What is asked where less is told in all than before.
pub(super) fn less(word: &str, amount: f64, before: f64) -> Option<String> {
    let told =
        || format!("{word}是累计数，{amount} 万元比上次的 {before} 万元少；没有写错，请勾选“金额没有写错”再提交");
    (amount < before).then(told)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ten_times_and_a_tenth_are_asked_about() {
        let asked = |amount| asked("计划投资额", amount, "上次", 12_000.0);
        assert!(asked(12_000.0).is_none() && asked(119_999.0).is_none() && asked(1_201.0).is_none());
        assert!(asked(120_000.0).unwrap().contains("120000 万元是上次（12000 万元）的 10 倍"));
        assert!(asked(1_200_000.0).unwrap().contains("100 倍"));
        assert!(asked(120.0).unwrap().contains("1.0%"));
        assert!(super::asked("计划投资额", 0.0, "上次", 5.0).is_none());
        assert!(less("累计到位资金", 5.0, 6.0).is_some() && less("累计到位资金", 6.0, 6.0).is_none());
    }
}
