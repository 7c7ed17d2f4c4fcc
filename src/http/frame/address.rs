//! Addresses of pages, with what the reader chose kept in them.

/// A text as one part of a path or one value of a query.
pub fn part(text: &str) -> String {
    match askama::filters::urlencode_strict(text) {
        Ok(encoded) => encoded.to_string(),
        Err(never) => match never {},
    }
}

/// A query with its `?`, of the pairs that have a value; empty where none has.
pub fn query(pairs: &[(&str, Option<&str>)]) -> String {
    let mut query = String::new();
    for (key, value) in pairs {
        if let Some(value) = value.filter(|v| !v.is_empty()) {
            query.push(if query.is_empty() { '?' } else { '&' });
            query.push_str(&format!("{key}={}", part(value)));
        }
    }
    query
}

/// The page of an enterprise; `kept` is the query that links carry on.
pub fn enterprise(id: &str, kept: &str) -> String {
    format!("/enterprise?id={}{}", part(id), kept.replacen('?', "&", 1))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_cannot_leave_their_place() {
        assert_eq!(part("a/b?c&d=#é"), "a%2Fb%3Fc%26d%3D%23%C3%A9");
        assert_eq!(query(&[("home", Some("合肥")), ("as_of", None), ("text", Some(""))]), "?home=%E5%90%88%E8%82%A5");
        assert_eq!(enterprise("a&b", "?home=1"), "/enterprise?id=a%26b&home=1");
        assert_eq!(query(&[("a", Some("1&x")), ("b", Some("2"))]), "?a=1%26x&b=2");
    }
}
