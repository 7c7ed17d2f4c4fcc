//! The firms that are known and their names, kept small: names one behind the other in one text.

use hashbrown::HashMap;

use super::firm::{FirmMarks, Named};
use super::peel::Peeled;
use crate::model::{Adcode, CreditCode};
use crate::normalize::Regions;

/// At most so many names of a firm are compared; all of them are found letter for letter.
pub const MOST_NAMES: usize = 16;

/// Firms by their place, names by their number; those of a firm follow each other.
#[derive(Debug, Clone, Default)]
pub struct KeptFirms {
    firms: Vec<KeptFirm>,
    stock: HashMap<u32, Box<str>>,
    names: String,
    /// Where each name ends.
    ends: Vec<u32>,
    /// Whose each name is; the highest bit says that it is borne no more.
    owners: Vec<u32>,
    /// How many firms and names were taken out; their places stay empty.
    gone: (usize, usize),
}

#[derive(Debug, Clone, Copy)]
struct KeptFirm {
    id: u64,
    /// The number of its first name.
    first: u32,
    adcode: Option<Adcode>,
    credit_code: Option<CreditCode>,
}

const FORMER: u32 = 1 << 31;

/// The id of a firm that was taken out; no other firm has it.
const NOBODY: u64 = u64::MAX;

impl KeptFirms {
    /// How many firms there are.
    pub fn firms(&self) -> usize {
        self.firms.len() - self.gone.0
    }

    /// How many names they have.
    pub fn names(&self) -> usize {
        self.ends.len() - self.gone.1
    }

    /// The number that the next name gets.
    pub fn numbers(&self) -> usize {
        self.ends.len()
    }

    /// The places of the firms that an id is asked for.
    pub fn places(&self, wanted: impl Fn(u64) -> bool) -> Vec<u32> {
        (0..).zip(&self.firms).filter(|(_, firm)| wanted(firm.id)).map(|(place, _)| place).collect()
    }

    /// Counts a firm and its names no more, and tells these with their numbers; its place stays empty.
    pub fn take_out(&mut self, place: u32) -> Vec<(u32, String)> {
        let numbers = self.numbers_of(place);
        self.gone = (self.gone.0 + 1, self.gone.1 + numbers.len());
        self.firms[place as usize].id = NOBODY;
        let named = numbers.map(|number| (number as u32, self.text(number).to_owned()));
        named.collect()
    }

    /// The numbers of the names of a firm.
    fn numbers_of(&self, place: u32) -> std::ops::Range<usize> {
        let first = self.firms[place as usize].first as usize;
        first..self.firms.get(place as usize + 1).map_or(self.ends.len(), |next| next.first as usize)
    }

    fn text(&self, number: usize) -> &str {
        &self.names[self.begin(number) as usize..self.ends[number] as usize]
    }

    /// Keeps a firm with no name yet and tells its place; none where no more can be told apart.
    pub fn add(&mut self, id: u64, known: &FirmMarks<'_>) -> Option<u32> {
        let place = u32::try_from(self.firms.len()).ok().filter(|place| *place < FORMER)?;
        let first = u32::try_from(self.ends.len()).ok()?;
        self.firms.push(KeptFirm { id, first, adcode: known.adcode, credit_code: known.credit_code });
        if let Some(stock) = known.stock {
            self.stock.insert(place, stock.into());
        }
        Some(place)
    }

    /// Keeps a name of the firm that was added last and tells its number.
    pub fn name(&mut self, name: &str, former: bool) -> Option<u32> {
        let number = u32::try_from(self.ends.len()).ok()?;
        let end = u32::try_from(self.names.len() + name.len()).ok()?;
        let place = u32::try_from(self.firms.len()).ok()?.checked_sub(1)?;
        self.names.push_str(name);
        self.ends.push(end);
        self.owners.push(if former { place | FORMER } else { place });
        Some(number)
    }

    /// Whose name it is.
    pub fn owner(&self, number: u32) -> u32 {
        self.owners[number as usize] & !FORMER
    }

    /// How many bytes a name has.
    pub fn length(&self, number: u32) -> u32 {
        self.ends[number as usize] - self.begin(number as usize)
    }

    fn begin(&self, number: usize) -> u32 {
        number.checked_sub(1).map_or(0, |before| self.ends[before])
    }

    /// The id of a firm, as it was added.
    pub fn id(&self, place: u32) -> u64 {
        self.firms[place as usize].id
    }

    /// What else than its names is known of a firm.
    pub fn known(&self, place: u32) -> FirmMarks<'_> {
        let firm = &self.firms[place as usize];
        let stock = self.stock.get(&place).map(|code| &**code);
        FirmMarks { adcode: firm.adcode, credit_code: firm.credit_code, stock }
    }

    /// The names of a firm taken apart, with whether each is borne no more.
    pub fn peeled(&self, place: u32, regions: &Regions) -> Vec<Named> {
        let compared = self.numbers_of(place).take(MOST_NAMES);
        compared
            .map(|number| Named {
                peeled: Peeled::of_comparable(regions, self.text(number)),
                former: self.owners[number] & FORMER != 0,
            })
            .collect()
    }
}
