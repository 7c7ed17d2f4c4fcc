//! The cookie of a session.

use std::sync::Arc;

use axum::http::header::COOKIE;
use axum::http::{HeaderMap, HeaderValue};
use sha2::{Digest, Sha256};

use crate::app::accounts::BegunSession;
use crate::http::frame::site::Website;
use crate::model::hex;

/// A browser keeps marks so many seconds after the last log-in.
const MARKS_LAST: i64 = 180 * 24 * 3_600;

/// What the cookie of this service is called.
#[derive(Debug, Clone)]
pub struct CookieName {
    name: Arc<str>,
    /// Whether it is sent over TLS only.
    secure: bool,
}

impl CookieName {
    /// That of a service: browsers share cookies between ports, so the port stands in its name. A browser takes one of `__Host-`
    /// over TLS alone, from this very host, so nobody on a sibling of it can set one.
    pub fn of(site: &Website) -> Self {
        let (host, secure) = if site.is_open() { ("__Host-", true) } else { ("", false) };
        Self { name: format!("{host}liantu-{}", site.port()).into(), secure }
    }

    /// Whether others than this machine are served, over TLS then.
    pub fn is_secure(&self) -> bool {
        self.secure
    }

    /// What the cookie of the marks is called, which outlasts sessions.
    pub fn of_marks(&self) -> Self {
        Self { name: format!("{}-known", self.name).into(), secure: self.secure }
    }

    /// What the cookie is called of whoever opened the link with this secret: each link has its own.
    pub fn of_link(&self, secret: &str) -> Self {
        let mark = hex(&Sha256::digest(secret)[..4]);
        Self { name: format!("{}-s-{mark}", self.name).into(), secure: self.secure }
    }

    /// What a request's cookie holds; none where there is none, or more than one: somebody else set one of them.
    pub fn value(&self, headers: &HeaderMap) -> Option<String> {
        let sent = headers.get_all(COOKIE).into_iter().filter_map(|header| header.to_str().ok());
        let pairs = sent.flat_map(|header| header.split(';')).filter_map(|pair| pair.trim().split_once('='));
        let mut values = pairs.filter(|(name, _)| *name == &*self.name).map(|(_, value)| value);
        match (values.next(), values.next()) {
            (Some(value), None) => Some(value.to_owned()),
            _ => None,
        }
    }
}

/// Lets a browser keep a session, and the mark that it logged in.
pub fn kept(name: &CookieName, session: &BegunSession) -> [HeaderValue; 2] {
    [header(name, &session.secret, session.lasts), header(&name.of_marks(), &session.marks, MARKS_LAST)]
}

/// Lets a browser keep, so many seconds, what a link was opened with.
pub fn kept_link(name: &CookieName, grant: &str, lasts: i64) -> HeaderValue {
    let plain: String = grant.chars().filter(char::is_ascii_alphanumeric).collect();
    header(name, &plain, lasts)
}

/// Lets a browser forget a session.
pub fn ended(name: &CookieName) -> HeaderValue {
    header(name, "", 0)
}

fn header(name: &CookieName, value: &str, lasts: i64) -> HeaderValue {
    let secure = if name.secure { "; Secure" } else { "" };
    let text = format!("{}={value}; Path=/; HttpOnly; SameSite=Lax; Max-Age={lasts}{secure}", name.name);
    HeaderValue::from_str(&text).expect("invariant: letters, digits and points")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::http::frame::site::{Proxy, ReachedBy};

    #[test]
    fn one_cookie_of_this_name_is_read_and_no_other() {
        let read = |sent: &[&'static str]| {
            let mut headers = HeaderMap::new();
            for sent in sent {
                headers.append(COOKIE, HeaderValue::from_static(sent));
            }
            CookieName::of(&Website::loopback(7878)).value(&headers)
        };
        assert_eq!(read(&["a=b; liantu-7878=x; c=d"]).as_deref(), Some("x"));
        assert_eq!(read(&["a=b", "liantu-7878=x"]).as_deref(), Some("x"));
        for none in
            [&["liantu-7879=x"][..], &["xliantu-7878=x"], &["liantu-7878"], &["liantu-7878=x; liantu-7878=y"], &[]]
        {
            assert_eq!(read(none), None, "{none:?}");
        }
        assert_eq!(read(&["liantu-7878=x", "liantu-7878=x"]), None);
    }

    #[test]
    fn no_script_and_no_other_site_gets_it() {
        let name = CookieName::of(&Website::loopback(80));
        let [session, marks] = kept(&name, &BegunSession { secret: "ab".into(), lasts: 60, marks: "cd.ef".into() });
        assert_eq!(session, "liantu-80=ab; Path=/; HttpOnly; SameSite=Lax; Max-Age=60");
        assert_eq!(marks, "liantu-80-known=cd.ef; Path=/; HttpOnly; SameSite=Lax; Max-Age=15552000");
        assert_eq!(ended(&name), "liantu-80=; Path=/; HttpOnly; SameSite=Lax; Max-Age=0");
        let proxy = ReachedBy::Proxy(Proxy::new("https://liantu.test".parse().unwrap(), Vec::new()));
        let ended = ended(&CookieName::of(&Website::new(proxy, 7878)));
        assert_eq!(ended, "__Host-liantu-443=; Path=/; HttpOnly; SameSite=Lax; Max-Age=0; Secure");
    }
}
