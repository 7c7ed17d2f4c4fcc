//! Addresses of pages, with what the reader chose kept in them.

use serde::Serialize;

pub use crate::draw::address_part as part;

/// A query with its `?`, of the parameters that are given, in the order of the struct; empty where none is.
pub fn query(query: &impl Serialize) -> String {
    let pairs = serde_urlencoded::to_string(query).expect("invariant: the struct of a query holds texts only");
    // `%20` is a blank anywhere in an address, `+` in a query only; a plus as such is `%2B` here.
    if pairs.is_empty() { pairs } else { format!("?{}", pairs.replace('+', "%20")) }
}

/// What a query that [`query`] made says, name by name.
pub fn pairs(query: &str) -> Vec<(String, String)> {
    serde_urlencoded::from_str(query.trim_start_matches('?')).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::http::frame::query::Parameter;

    #[test]
    fn what_was_asked_can_be_sent_along_by_a_form() {
        let told = pairs("?chain=a%26b%20c&place=1");
        assert_eq!(told, [("chain".to_owned(), "a&b c".to_owned()), ("place".to_owned(), "1".to_owned())]);
        assert!(pairs("").is_empty());
    }

    #[test]
    fn values_cannot_leave_their_place() {
        #[derive(Serialize)]
        struct Pair {
            home: Parameter<String>,
            text: Parameter<String>,
        }
        let asked = |home: &str, text: &str| query(&Pair { home: Parameter::of(home), text: Parameter::of(text) });
        assert_eq!(part("a/b?c&d=#é"), "a%2Fb%3Fc%26d%3D%23%C3%A9");
        assert_eq!(asked("合肥", ""), "?home=%E5%90%88%E8%82%A5");
        assert_eq!(asked("1&x", "a+b c/d"), "?home=1%26x&text=a%2Bb%20c%2Fd");
        assert_eq!(asked("", " "), "");
    }
}
