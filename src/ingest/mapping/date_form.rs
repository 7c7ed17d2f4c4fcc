//! Date forms of a mapping: `YYYY`, `MM` or `M`, `DD` or `D`, and any signs between them.

/// How a source writes its dates.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DateForm(Vec<Part>);

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Part {
    Year,
    /// With the least number of digits.
    Month(usize),
    Day(usize),
    Sign(char),
}

impl DateForm {
    /// Reads a form; it must hold a year, and a month where it holds a day.
    pub fn parse(form: &str) -> Option<Self> {
        let mut parts = Vec::new();
        let mut rest = form;
        while let Some(first) = rest.chars().next() {
            let word = ["YYYY", "MM", "M", "DD", "D"].iter().find(|word| rest.starts_with(**word));
            let part = match word {
                Some(&"YYYY") => Part::Year,
                Some(word) if word.starts_with('M') => Part::Month(word.len()),
                Some(word) => Part::Day(word.len()),
                None if first.is_ascii_alphanumeric() || first == '%' => return None,
                None => Part::Sign(first),
            };
            parts.push(part);
            rest = &rest[word.map_or(first.len_utf8(), |word| word.len())..];
        }
        let count = |is: fn(&Part) -> bool| parts.iter().filter(|part| is(part)).count();
        let years = count(|p| matches!(p, Part::Year));
        let (months, days) = (count(|p| matches!(p, Part::Month(_))), count(|p| matches!(p, Part::Day(_))));
        (years == 1 && months <= 1 && days <= months).then_some(Self(parts))
    }

    /// A date in this form as `YYYY-MM-DD`, as far as it goes; the calendar is not asked.
    pub fn read(&self, given: &str) -> Option<String> {
        let (mut year, mut month, mut day) = (None, None, None);
        let mut rest = given;
        for part in &self.0 {
            match part {
                Part::Year => year = Some(digits(&mut rest, 4, 4)?),
                Part::Month(least) => month = Some(digits(&mut rest, *least, 2)?),
                Part::Day(least) => day = Some(digits(&mut rest, *least, 2)?),
                Part::Sign(sign) => rest = rest.strip_prefix(*sign)?,
            }
        }
        if !rest.is_empty() {
            return None;
        }
        let two = |part: Option<&str>| part.map_or_else(String::new, |digits| format!("-{digits:0>2}"));
        Some(format!("{}{}{}", year?, two(month), two(day)))
    }
}

impl std::fmt::Display for DateForm {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.0.iter().try_for_each(|part| match part {
            Part::Year => f.write_str("YYYY"),
            Part::Month(least) => f.write_str(&"M".repeat(*least)),
            Part::Day(least) => f.write_str(&"D".repeat(*least)),
            Part::Sign(sign) => write!(f, "{sign}"),
        })
    }
}

fn digits<'a>(rest: &mut &'a str, least: usize, most: usize) -> Option<&'a str> {
    let count = rest.bytes().take(most).take_while(u8::is_ascii_digit).count();
    let (found, behind) = rest.split_at(count);
    *rest = behind;
    (count >= least).then_some(found)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn forms_say_what_is_day_and_what_is_month() {
        let read = |form: &str, given: &str| DateForm::parse(form).unwrap().read(given);
        assert_eq!(read("DD/MM/YYYY", "03/02/2020").as_deref(), Some("2020-02-03"));
        assert_eq!(read("D/M/YYYY", "3/12/2020").as_deref(), Some("2020-12-03"));
        assert_eq!(read("YYYY.MM", "2020.02").as_deref(), Some("2020-02"));
        assert_eq!(read("YYYYMMDD", "20200203").as_deref(), Some("2020-02-03"));
        assert_eq!(read("YYYY年", "2020"), None);
        assert_eq!(read("YYYY.MM.DD", "2020.2.3"), None);
    }

    #[test]
    fn forms_that_say_too_little_are_refused() {
        for form in ["YY.MM.DD", "%d/%m/%Y", "MM.DD", "YYYY.DD", "", "YYYY YYYY", "yyyy"] {
            assert_eq!(DateForm::parse(form), None, "{form}");
        }
    }
}
