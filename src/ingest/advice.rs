//! What to do about something, as whoever reads it can do it: by an option of a command, or by what a page offers.
//!
//! Invariant: **A sentence that depends on where it is read says both where it is made.** Commands and JSON show the one,
//! pages the other; what is the same for all is one text.

use std::borrow::Cow;
use std::cmp::Ordering;
use std::fmt;
use std::hash::{Hash, Hasher};
use std::ops::Deref;

use serde::{Serialize, Serializer};

/// A sentence for people. As a text it is what a command tells.
#[derive(Debug, Clone)]
pub enum Advice {
    /// The same for all.
    Alike(Cow<'static, str>),
    /// What a command tells, and what a page does.
    Fixed(&'static [&'static str; 2]),
    /// The same of texts that are made. It is rare, and a fault holds one: it takes little room.
    Each(Box<[String; 2]>),
}

impl Advice {
    /// What a command tells, and what a page does.
    pub fn either(told: impl Into<String>, on_page: impl Into<String>) -> Self {
        Self::Each(Box::new([told.into(), on_page.into()]))
    }

    /// A text that is the same for all.
    pub const fn alike(told: &'static str) -> Self {
        Self::Alike(Cow::Borrowed(told))
    }

    /// What a page tells.
    pub fn on_page(&self) -> &str {
        match self {
            Self::Alike(told) => told,
            Self::Fixed([_, on_page]) => on_page,
            Self::Each(both) => &both[1],
        }
    }

    /// A longer sentence with this one in it.
    #[must_use]
    pub fn within(&self, sentence: impl Fn(&str) -> String) -> Self {
        match self {
            Self::Alike(told) => sentence(told).into(),
            Self::Fixed(_) | Self::Each(_) => Self::either(sentence(self), sentence(self.on_page())),
        }
    }

    fn both(&self) -> (&str, &str) {
        (self, self.on_page())
    }
}

impl Default for Advice {
    fn default() -> Self {
        Self::alike("")
    }
}

impl PartialEq for Advice {
    fn eq(&self, other: &Self) -> bool {
        self.both() == other.both()
    }
}

impl Eq for Advice {}

impl PartialOrd for Advice {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Advice {
    fn cmp(&self, other: &Self) -> Ordering {
        self.both().cmp(&other.both())
    }
}

impl Hash for Advice {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.both().hash(state);
    }
}

impl From<&'static str> for Advice {
    fn from(told: &'static str) -> Self {
        Self::alike(told)
    }
}

impl From<String> for Advice {
    fn from(told: String) -> Self {
        Self::Alike(told.into())
    }
}

impl Deref for Advice {
    type Target = str;

    fn deref(&self) -> &str {
        match self {
            Self::Alike(told) => told,
            Self::Fixed([told, _]) => told,
            Self::Each(both) => &both[0],
        }
    }
}

impl fmt::Display for Advice {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self)
    }
}

impl Serialize for Advice {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_command_and_a_page_each_tell_what_can_be_done_there() {
        let both = Advice::either("请加 --x", "请勾选“x”");
        let longer = both.within(|fix| format!("先看第 3 行；{fix}"));
        let fixed = Advice::Fixed(&["请加 --x", "请勾选“x”"]);
        assert_eq!(fixed, both, "however it is held");
        assert!(size_of::<Advice>() <= size_of::<String>());
        for (advice, told, on_page) in [
            (fixed, "请加 --x", "请勾选“x”"),
            (Advice::from("请另存"), "请另存", "请另存"),
            (both, "请加 --x", "请勾选“x”"),
            (longer, "先看第 3 行；请加 --x", "先看第 3 行；请勾选“x”"),
        ] {
            assert_eq!((&*advice, advice.on_page(), advice.to_string()), (told, on_page, told.to_owned()));
            assert_eq!(
                serde_json::to_value(&advice).unwrap(),
                told,
                "what is answered as JSON is what a command tells"
            );
        }
    }
}
