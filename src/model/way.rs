use super::{CreditCode, folded};

/// The ways in which a text may name a record, in the order in which a reference tries them. The number is stored; it never
/// changes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Way {
    /// The record's own id, letter for letter.
    Id,
    /// The unified social credit code.
    Credit,
    /// The stock code.
    Stock,
    /// The full name, folded.
    Name,
}

impl Way {
    /// All of them, in order.
    pub const ALL: [Way; 4] = [Way::Id, Way::Credit, Way::Stock, Way::Name];

    /// A record's text in the form it is compared in; none where it names nothing: it is blank, or a credit code that does
    /// not pass its check.
    pub fn form(self, text: &str) -> Option<String> {
        let form = match self {
            Way::Id | Way::Stock => text.to_owned(),
            Way::Credit => text.parse::<CreditCode>().ok()?.to_string(),
            Way::Name => folded(text),
        };
        Some(form).filter(|form| !form.is_empty())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_fails_its_check_names_nothing() {
        assert_eq!(Way::Credit.form("91350100m000100y43").as_deref(), Some("91350100M000100Y43"));
        assert_eq!(Way::Credit.form("91350100M000100Y44"), None);
        assert_eq!(Way::Name.form(" 示例（合肥）"), Some("示例(合肥)".to_owned()));
        assert_eq!(Way::Stock.form(""), None);
    }
}
