//! The home region of a question, made ready for many tests.

use crate::model::Adcode;

/// A home region H; the tests are those of [`Adcode::within`] and [`Adcode::certainly_elsewhere`], worked out once.
#[derive(Debug, Clone, Copy)]
pub struct Home {
    first: u32,
    last: u32,
    /// The codes coarser than H that contain it.
    around: [u32; 2],
}

impl Home {
    /// Makes a home ready.
    pub fn new(home: Adcode) -> Self {
        let number = home.number();
        let (province, prefecture) = (number / 10_000 * 10_000, number / 100 * 100);
        let last = match number {
            n if n == province => n + 9_999,
            n if n == prefecture => n + 99,
            n => n,
        };
        Self { first: number, last, around: [province, prefecture] }
    }

    /// Whether a region lies within the home.
    pub fn holds(self, region: Adcode) -> bool {
        (self.first..=self.last).contains(&region.number())
    }

    /// Whether a region is neither within the home nor a coarser code that contains it.
    pub fn certainly_lacks(self, region: Adcode) -> bool {
        !self.holds(region) && !self.around.contains(&region.number())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_home_made_ready_tests_as_region_codes_do() {
        let codes =
            ["340000", "340100", "340111", "340122", "340200", "110000", "110100", "110108", "429004", "429000"];
        let codes: Vec<Adcode> = codes.iter().map(|code| code.parse().unwrap()).collect();
        for &home in &codes {
            for &region in &codes {
                let ready = Home::new(home);
                assert_eq!(ready.holds(region), region.within(home), "{region} within {home}");
                assert_eq!(ready.certainly_lacks(region), region.certainly_elsewhere(home), "{region} and {home}");
            }
        }
    }
}
