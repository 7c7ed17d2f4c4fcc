//! Who was away, and for how many half days.

use super::city_work::{CityWork, Trip};
use super::presets::Presets;
use super::window::SheetWindow;
use crate::model::Adcode;

/// What each recruiter travelled in a window.
#[derive(Debug)]
pub struct Travel {
    /// Away trips that began in P, by recruiter; ascending.
    pub trips: Vec<Vec<u32>>,
    /// Away trips that have half days in P, by recruiter; ascending.
    pub away: Vec<Vec<u32>>,
    /// Half days away in P, by recruiter.
    pub halves: Vec<i32>,
}

impl Travel {
    /// What everybody travelled, seen from home.
    pub fn of(city: &CityWork, window: SheetWindow, home: Adcode, presets: &Presets) -> Self {
        let mut trips = vec![Vec::new(); city.recruiters.len()];
        let mut all_away = vec![Vec::new(); city.recruiters.len()];
        let mut spans: Vec<Vec<(i32, i32)>> = vec![Vec::new(); city.recruiters.len()];
        let away = (0u32..).zip(&city.trips).filter(|(_, trip)| trip.out <= window.cut && is_away(trip, home));
        for (at, trip) in away {
            let span = span(trip, window, presets.limit.open_days);
            for &who in &trip.people {
                if window.holds(trip.out) {
                    trips[who as usize].push(at);
                }
                if let Some(span) = span {
                    all_away[who as usize].push(at);
                    spans[who as usize].push(span);
                }
            }
        }
        Self { trips, away: all_away, halves: spans.into_iter().map(covered).collect() }
    }
}

/// A trip that names no region is away; one that does is not where each lies within home's prefecture or contains it.
fn is_away(trip: &Trip, home: Adcode) -> bool {
    let prefecture = home.prefecture().unwrap_or(home);
    trip.regions.is_empty() || trip.regions.iter().any(|region| region.certainly_elsewhere(prefecture))
}

/// The half days of a trip that lie in P; none where it has none there.
fn span(trip: &Trip, window: SheetWindow, open_days: i32) -> Option<(i32, i32)> {
    let last = trip.last_half.unwrap_or((trip.out + open_days) * 2 + 1);
    let (first, last) = (trip.first_half.max(window.from * 2), last.min(window.last() * 2 + 1));
    (first <= last).then_some((first, last))
}

/// How many half days are in any of these.
fn covered(mut spans: Vec<(i32, i32)>) -> i32 {
    spans.sort_unstable();
    let (mut count, mut next) = (0, i32::MIN);
    for (first, last) in spans {
        let first = first.max(next);
        if first <= last {
            count += last - first + 1;
            next = last + 1;
        }
    }
    count
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn half_days_on_two_trips_count_once() {
        assert_eq!(covered(vec![(0, 9), (4, 5), (9, 12), (20, 20)]), 14);
        assert_eq!(covered(Vec::new()), 0);
    }

    #[test]
    fn away_is_elsewhere_than_the_prefecture_of_home() {
        let away = |regions: &[&str], home: &str| {
            let regions = regions.iter().map(|region| region.parse().unwrap()).collect();
            let trip = Trip { id: String::new(), people: vec![], out: 0, first_half: 0, last_half: None, regions };
            is_away(&trip, home.parse().unwrap())
        };
        assert!(away(&[], "340100") && away(&["340200"], "340100") && away(&["340111", "310000"], "340100"));
        assert!(!away(&["340111"], "340100") && !away(&["340000"], "340111") && !away(&["340176"], "340111"));
        assert!(!away(&["500233"], "500112") && !away(&["340200"], "340000"));
        assert!(away(&["429005"], "429004") && !away(&["420000"], "429004"));
    }
}
