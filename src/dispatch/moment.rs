//! A city's work at one window, with what its rows share worked out once.

use std::collections::HashSet;

use super::city_part::CityPart;
use super::city_work::{CityWork, Trip};
use super::findings::{Findings, Search};
use super::presets::Presets;
use super::stages::{Stand, stands};
use super::travel::Travel;
use super::window::SheetWindow;
use crate::model::{Adcode, VisitKind};

/// A city's work as one window shows it.
#[derive(Debug)]
pub struct CityMoment<'c> {
    /// The work.
    pub city: &'c CityWork,
    /// What of it is told.
    pub part: &'c CityPart,
    /// The limits.
    pub presets: &'c Presets,
    /// The days.
    pub window: SheetWindow,
    /// By project.
    pub(super) stands: Vec<Stand<'c>>,
    /// By project.
    pub(super) findings: Vec<Findings>,
    pub(super) travel: Travel,
    /// Visits that count in P, by recruiter.
    pub(super) visits: Vec<Vec<u32>>,
    /// Enterprises on any list.
    pub(super) listed: HashSet<u32>,
}

impl<'c> CityMoment<'c> {
    /// A city's work at a window, seen from home, of which a part is told.
    pub fn new(
        (city, part): (&'c CityWork, &'c CityPart),
        presets: &'c Presets,
        window: SheetWindow,
        home: Adcode,
    ) -> Self {
        let stands = stands(city, window);
        let search = Search::new(window, presets);
        let findings = stands.iter().map(|stand| search.of(stand)).collect();
        let travel = Travel::of(city, window, home, presets);
        let mut visits = vec![Vec::new(); city.recruiters.len()];
        for (at, visit) in (0u32..).zip(&city.visits) {
            if visit.kind != VisitKind::Called && window.holds(visit.date) {
                visit.people.iter().for_each(|who| visits[*who as usize].push(at));
            }
        }
        let listed = city.entries.iter().map(|entry| entry.firm).collect();
        Self { city, part, presets, window, stands, findings, travel, visits, listed }
    }

    /// What is found of each project that is seen, by place.
    pub fn findings(&self) -> impl Iterator<Item = (u32, &Findings)> {
        (0u32..).zip(&self.findings).filter(|(at, _)| self.part.project(*at))
    }

    /// Trips that are seen, whose return is blank and that are long open, wherever they went.
    pub fn open_trips(&self) -> impl Iterator<Item = &'c Trip> {
        let (cut, most, part) = (self.window.cut, self.presets.limit.open_days, self.part);
        let open = move |trip: &&Trip| trip.last_half.is_none() && cut - trip.out > most && part.trip(trip);
        self.city.trips.iter().filter(open)
    }
}
