//! Where the server is and who we are there. Passwords are read from the environment or a file, and never printed.

use std::net::IpAddr;

use super::{PublishError, Result};

/// The address of a server: `bolt`, `neo4j`, and the same with `+s` for TLS with a verified certificate.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Address(String);

const SCHEMES: [&str; 4] = ["bolt", "neo4j", "bolt+s", "neo4j+s"];

impl Address {
    /// Reads an address; refuses what would not be verified, and credentials written into it.
    ///
    /// # Errors
    /// `Address`: it lacks a scheme or a host, its scheme is unknown or does not verify, or it holds user or password.
    pub fn read(text: &str) -> Result<Self> {
        let fault = |why: &str| PublishError::Address(why.to_owned());
        let (scheme, rest) = text.split_once("://").ok_or_else(|| fault("没有写协议，应如 bolt://主机:7687"))?;
        if scheme.ends_with("+ssc") {
            return Err(fault("不校验证书的连接（+ssc）不用；请用 +s，自签的证书用 LIANTU_NEO4J_CA 指明 CA 文件"));
        }
        if !SCHEMES.contains(&scheme) {
            return Err(PublishError::Address(format!("协议 {scheme} 不认识，应为 {}", SCHEMES.join("、"))));
        }
        if rest.contains('@') {
            return Err(fault("地址里不能写用户名和密码；请用 LIANTU_NEO4J_USER 和 LIANTU_NEO4J_PASSWORD_FILE"));
        }
        let host = rest.split(['/', '?']).next().unwrap_or_default();
        if host.is_empty() || host.starts_with(':') {
            return Err(fault("没有写主机，应如 bolt://主机:7687"));
        }
        Ok(Self(text.to_owned()))
    }

    /// The address as written.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The same server without routing, which tells what is wrong where routing only says that nobody is there; none where
    /// the address does not route.
    pub fn direct(&self) -> Option<Self> {
        self.0.strip_prefix("neo4j").map(|rest| Self(format!("bolt{rest}")))
    }

    /// Whether passwords and data would cross a network in the clear.
    pub fn is_exposed(&self) -> bool {
        let Some((scheme, rest)) = self.0.split_once("://") else { return true };
        !scheme.ends_with("+s") && !is_loopback(rest)
    }
}

fn is_loopback(rest: &str) -> bool {
    let place = rest.split(['/', '?']).next().unwrap_or_default();
    let host = match place.strip_prefix('[') {
        Some(six) => six.split(']').next().unwrap_or_default(),
        None => place.split(':').next().unwrap_or_default(),
    };
    host == "localhost" || host.parse::<IpAddr>().is_ok_and(|ip| ip.is_loopback())
}

/// User, password, and the certificate authority of the city's own where there is one.
#[derive(Clone, Default)]
pub struct Credentials {
    /// As the server knows us.
    pub user: String,
    /// Never printed.
    pub password: String,
    /// The database; the server's default where none is named.
    pub database: Option<String>,
    /// A PEM file of authorities to trust instead of the machine's.
    pub authority: Option<std::path::PathBuf>,
}

impl std::fmt::Debug for Credentials {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Credentials").field("user", &self.user).finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn plain_bolt_is_exposed_unless_it_stays_on_this_machine() {
        for (text, exposed) in [
            ("bolt://127.0.0.1:7687", false),
            ("neo4j://localhost", false),
            ("bolt://[::1]:7687", false),
            ("bolt://10.1.2.3:7687", true),
            ("neo4j://graph.example", true),
            ("bolt+s://graph.example:7687", false),
        ] {
            assert_eq!(Address::read(text).unwrap().is_exposed(), exposed, "{text}");
        }
    }

    #[test]
    fn what_is_not_verified_or_holds_a_password_is_refused() {
        for text in ["bolt+ssc://h", "http://h:7474", "h:7687", "bolt://neo4j:secret@h", "bolt://", "bolt://:7687"] {
            let error = Address::read(text).unwrap_err().to_string();
            assert!(!error.contains("secret"), "{error}");
        }
    }

    #[test]
    fn a_password_is_never_printed() {
        let credentials = Credentials { user: "neo4j".into(), password: "secret".into(), ..Credentials::default() };
        assert!(!format!("{credentials:?}").contains("secret"));
    }
}
