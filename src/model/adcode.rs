//! Region codes: GB/T 2260 with the statistical codes of development zones.

use std::fmt;
use std::num::NonZeroU32;
use std::str::FromStr;

/// A region code of six digits.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Adcode(NonZeroU32);

/// How fine a region code is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Level {
    /// `xx0000`: a province, a municipality or a region of its rank.
    Province,
    /// `xxxx00`: a prefecture-level city (地级市).
    Prefecture,
    /// Any other: a county, a district or a development zone.
    County,
}

/// A text that is not a region code of six digits.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("`{0}` is not a region code of six digits")]
pub struct AdcodeError(pub String);

impl Adcode {
    /// The number behind the code, 110000 to 999999.
    pub fn number(self) -> u32 {
        self.0.get()
    }

    fn cut_to(self, unit: u32) -> Adcode {
        NonZeroU32::new(self.number() / unit * unit).map_or(self, Adcode)
    }

    /// The level its zeros tell: `xx0000` province, `xxxx00` prefecture, otherwise county.
    pub fn level(self) -> Level {
        match self.number() {
            n if n % 10_000 == 0 => Level::Province,
            n if n % 100 == 0 => Level::Prefecture,
            _ => Level::County,
        }
    }

    /// Whether this code starts with `home` cut at its level (2, 4 or 6 digits).
    pub fn within(self, home: Adcode) -> bool {
        match home.level() {
            Level::Province => self.cut_to(10_000) == home.cut_to(10_000),
            Level::Prefecture => self.cut_to(100) == home.cut_to(100),
            Level::County => self == home,
        }
    }

    /// Whether this code is neither within `home` nor a coarser code that contains it.
    pub fn certainly_elsewhere(self, home: Adcode) -> bool {
        !self.within(home) && !home.within(self)
    }

    /// Whether this code lies in Beijing, Tianjin, Shanghai or Chongqing.
    pub fn in_municipality(self) -> bool {
        matches!(self.number() / 10_000, 11 | 12 | 31 | 50)
    }

    /// Whether this is a county directly under a province (`xx90xx`).
    pub fn directly_under_province(self) -> bool {
        self.level() == Level::County && self.number() / 100 % 100 == 90
    }

    /// The province this code lies in.
    pub fn province(self) -> Adcode {
        self.cut_to(10_000)
    }

    /// The prefecture this code lies in, as prefectures are compared: a municipality counts as one, a county directly
    /// under a province is one of its own, and a province code says nothing.
    pub fn prefecture(self) -> Option<Adcode> {
        if self.in_municipality() {
            Some(self.province())
        } else if self.level() == Level::Province {
            None
        } else if self.directly_under_province() {
            Some(self)
        } else {
            Some(self.cut_to(100))
        }
    }

    /// The level at which regions are cut when this code is home: a municipality and a county directly under a
    /// province count as prefectures.
    pub fn home_level(self) -> Level {
        match self.level() {
            Level::Province if self.in_municipality() => Level::Prefecture,
            Level::County if self.directly_under_province() => Level::Prefecture,
            level => level,
        }
    }

    /// This code cut at `level`, or none where it is too coarse.
    pub fn cut(self, level: Level) -> Option<Adcode> {
        match level {
            Level::Province => Some(self.province()),
            Level::Prefecture => self.prefecture(),
            Level::County => (self.level() == Level::County).then_some(self),
        }
    }
}

impl TryFrom<u32> for Adcode {
    type Error = AdcodeError;

    fn try_from(number: u32) -> Result<Self, Self::Error> {
        let known = NonZeroU32::new(number).filter(|_| (110_000..=999_999).contains(&number));
        known.map(Self).ok_or_else(|| AdcodeError(number.to_string()))
    }
}

impl FromStr for Adcode {
    type Err = AdcodeError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let digits = text.len() == 6 && text.bytes().all(|b| b.is_ascii_digit());
        let number = if digits { text.parse().unwrap_or(0) } else { 0 };
        Self::try_from(number).map_err(|_| AdcodeError(text.to_owned()))
    }
}

impl fmt::Display for Adcode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:06}", self.number())
    }
}

impl serde::Serialize for Adcode {
    fn serialize<S: serde::Serializer>(&self, s: S) -> Result<S::Ok, S::Error> {
        s.collect_str(self)
    }
}

impl schemars::JsonSchema for Adcode {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Adcode".into()
    }

    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        schemars::json_schema!({ "type": "string", "pattern": "^[0-9]{6}$", "description": "A region code (行政区划代码)." })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn code(text: &str) -> Adcode {
        text.parse().unwrap()
    }

    #[test]
    fn a_zone_of_the_city_is_within_the_city_and_its_province_says_nothing() {
        assert!(code("340176").within(code("340100")));
        assert!(!code("340000").within(code("340100")));
        assert!(!code("340000").certainly_elsewhere(code("340100")));
        assert!(code("320500").certainly_elsewhere(code("340100")));
    }

    #[test]
    fn municipalities_count_as_one_prefecture() {
        assert_eq!(code("110108").prefecture(), Some(code("110000")));
        assert_eq!(code("110000").prefecture(), Some(code("110000")));
        assert_eq!(code("340000").prefecture(), None);
        assert_eq!(code("429004").prefecture(), Some(code("429004")));
        assert_eq!(code("340111").prefecture(), Some(code("340100")));
    }

    #[test]
    fn homes_cut_regions_at_their_level() {
        assert_eq!(code("310000").home_level(), Level::Prefecture);
        assert_eq!(code("429004").home_level(), Level::Prefecture);
        assert_eq!(code("340176").home_level(), Level::County);
        assert_eq!(code("340000").cut(Level::Prefecture), None);
        assert_eq!(code("340100").cut(Level::County), None);
    }
}
