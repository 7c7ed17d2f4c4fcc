//! The fields that are told of a form: it takes no others.

use std::sync::Arc;

use super::told::FormField;

/// What stands for a number in the name of a field: `c{n}` stands for `c0`, `c1` and so on.
pub const NUMBER: &str = "{n}";

/// The fields that an operation takes beside the token.
#[derive(Debug, Clone, Default)]
pub struct TakenFields(Arc<[&'static str]>);

impl TakenFields {
    /// Those that are told.
    pub fn of(fields: &[FormField]) -> Self {
        Self(fields.iter().map(|(name, _)| *name).collect())
    }

    /// Whether a field is one of them, or the token.
    pub fn has(&self, name: &str) -> bool {
        let is = |told: &&str| match told.strip_suffix(NUMBER) {
            Some(begin) => name.strip_prefix(begin).is_some_and(|number| number.parse::<u16>().is_ok()),
            None => *told == name,
        };
        name == "token" || self.0.iter().any(is)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_field_is_taken_by_its_name_or_by_its_number() {
        let taken = TakenFields::of(&[("who", "经手人"), ("c{n}", "第几列是什么")]);
        for name in ["token", "who", "c0", "c65535"] {
            assert!(taken.has(name), "{name}");
        }
        for name in ["", "Who", "whom", "c", "c{n}", "c-1", "cc0", "c65536", "0"] {
            assert!(!taken.has(name), "{name}");
        }
    }
}
