//! A proxy that ends TLS in front of the service.

use std::fmt;
use std::net::{IpAddr, SocketAddr};
use std::str::FromStr;

use axum::http::{HeaderMap, HeaderName, HeaderValue, Uri};

use super::HTTPS;

/// Whom each proxy was asked by, the nearest last.
const FORWARDED_FOR: HeaderName = HeaderName::from_static("x-forwarded-for");
/// By which scheme it was asked.
const FORWARDED_PROTO: HeaderName = HeaderName::from_static("x-forwarded-proto");

/// The address under which a proxy serves the pages: `https://name`, with a port where it is not 443.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PublicAddress {
    pub(super) name: String,
    pub(super) port: u16,
}

/// An address that pages cannot have.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("应写成 https://名称，如 https://liantu.example.gov.cn；不带路径")]
pub struct BadProxyAddress;

impl FromStr for PublicAddress {
    type Err = BadProxyAddress;

    fn from_str(text: &str) -> Result<Self, BadProxyAddress> {
        let uri: Uri = text.parse().map_err(|_| BadProxyAddress)?;
        let authority = uri.authority().filter(|_| uri.scheme_str() == Some("https")).ok_or(BadProxyAddress)?;
        let bare = !authority.as_str().contains('@') && uri.path() == "/" && uri.query().is_none();
        let port = authority.port_u16().unwrap_or(HTTPS);
        let whole = authority.as_str().len() == authority.host().len() || authority.port_u16().is_some();
        let named = !authority.host().is_empty() && port != 0;
        let address = Self { name: authority.host().to_ascii_lowercase(), port };
        (bare && whole && named).then_some(address).ok_or(BadProxyAddress)
    }
}

impl fmt::Display for PublicAddress {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "https://{}", self.name)?;
        if self.port == HTTPS { Ok(()) } else { write!(f, ":{}", self.port) }
    }
}

/// A proxy that ends TLS.
#[derive(Debug, Clone)]
pub struct Proxy {
    pub(super) public: PublicAddress,
    /// The addresses it asks from; none named: this machine's own.
    trusted: Vec<IpAddr>,
    /// The header in which it says who signed on; none where it says nothing.
    sign_on: Option<HeaderName>,
}

impl Proxy {
    /// One that serves the pages under an address, and asks from these.
    pub fn new(public: PublicAddress, trusted: Vec<IpAddr>) -> Self {
        Self { public, trusted: trusted.iter().map(IpAddr::to_canonical).collect(), sign_on: None }
    }

    /// The same, which says in a header who signed on before it.
    #[must_use]
    pub fn signing_on(self, sign_on: Option<HeaderName>) -> Self {
        Self { sign_on, ..self }
    }

    /// The login it says of who signed on; none where it says none, or several.
    pub(super) fn signed_on(&self, headers: &HeaderMap) -> Option<String> {
        let mut said = headers.get_all(self.sign_on.as_ref()?).iter();
        let login = std::str::from_utf8(said.next()?.as_bytes()).ok()?.trim();
        (said.next().is_none() && !login.is_empty()).then(|| login.to_owned())
    }

    fn trusts(&self, address: IpAddr) -> bool {
        let address = address.to_canonical();
        if self.trusted.is_empty() { address.is_loopback() } else { self.trusted.contains(&address) }
    }

    /// Whom the proxy was asked by. Each proxy writes behind what it was sent, so of several the last that is no proxy of ours
    /// counts: what stands before it anybody may have written.
    pub(super) fn client(&self, peer: IpAddr, headers: &HeaderMap) -> Option<IpAddr> {
        let in_the_clear = headers.get_all(FORWARDED_PROTO).iter().any(|scheme| scheme != "https");
        if in_the_clear || !self.trusts(peer) {
            return None;
        }
        let told = headers.get_all(FORWARDED_FOR).iter().map(HeaderValue::to_str).collect::<Result<Vec<_>, _>>();
        let told = told.unwrap_or_default().join(",");
        let mut nearest_first = told.rsplit(',').map(address_in);
        nearest_first.find(|address| address.is_none_or(|address| !self.trusts(address))).flatten().or(Some(peer))
    }
}

/// An address, which some proxies write with a port.
fn address_in(text: &str) -> Option<IpAddr> {
    let text = text.trim();
    text.parse().ok().or_else(|| text.parse().ok().map(|with_port: SocketAddr| with_port.ip()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn proxy(trusted: &[&str]) -> Proxy {
        let trusted = trusted.iter().map(|address| address.parse().unwrap()).collect();
        Proxy::new("https://liantu.test".parse().unwrap(), trusted)
    }

    fn client(proxy: &Proxy, peer: &str, headers: &[(&'static str, &str)]) -> Option<String> {
        let mut sent = HeaderMap::new();
        for (name, value) in headers {
            sent.append(*name, value.parse().unwrap());
        }
        proxy.client(peer.parse().unwrap(), &sent).map(|address| address.to_string())
    }

    #[test]
    fn an_address_is_https_and_a_name() {
        for (text, told) in [
            ("https://liantu.test", "https://liantu.test"),
            ("https://Liantu.Test/", "https://liantu.test"),
            ("https://liantu.test:443", "https://liantu.test"),
            ("https://10.0.0.5:8443", "https://10.0.0.5:8443"),
            ("https://[fd00::1]:8443", "https://[fd00::1]:8443"),
        ] {
            assert_eq!(text.parse::<PublicAddress>().map(|address| address.to_string()).as_deref(), Ok(told), "{text}");
        }
        for wrong in [
            "",
            "liantu.test",
            "http://liantu.test",
            "https://",
            "https:///x",
            "https://liantu.test/链图",
            "https://liantu.test/x",
            "https://liantu.test/?a=b",
            "https://a@liantu.test",
            "https://liantu.test:0",
            "https://liantu.test:99999",
            "https://liantu.test:",
        ] {
            assert_eq!(wrong.parse::<PublicAddress>(), Err(BadProxyAddress), "{wrong}");
        }
    }

    #[test]
    fn the_nearest_address_that_is_no_proxy_counts() {
        let told = |text| [("x-forwarded-for", text)];
        let (own, two) = (proxy(&[]), proxy(&["10.0.0.2", "10.0.0.3"]));
        for (proxy, peer, text, counts) in [
            (&own, "127.0.0.1", "203.0.113.9", "203.0.113.9"),
            (&own, "::1", "203.0.113.9", "203.0.113.9"),
            (&own, "::ffff:127.0.0.1", "203.0.113.9", "203.0.113.9"),
            (&own, "127.0.0.1", "127.0.0.1, 198.51.100.1, 203.0.113.9", "203.0.113.9"),
            (&own, "127.0.0.1", "203.0.113.9:4711", "203.0.113.9"),
            (&own, "127.0.0.1", "2001:db8::7", "2001:db8::7"),
            (&own, "127.0.0.1", "203.0.113.9, unknown", "127.0.0.1"),
            (&own, "127.0.0.1", "", "127.0.0.1"),
            (&two, "10.0.0.2", "1.1.1.1, 203.0.113.9, 10.0.0.3", "203.0.113.9"),
            (&two, "10.0.0.2", "10.0.0.3", "10.0.0.2"),
        ] {
            assert_eq!(client(proxy, peer, &told(text)).as_deref(), Some(counts), "{peer} {text:?}");
        }
        let twice = [("x-forwarded-for", "198.51.100.1"), ("x-forwarded-for", "203.0.113.9")];
        assert_eq!(client(&own, "127.0.0.1", &twice).as_deref(), Some("203.0.113.9"));
        assert_eq!(client(&own, "127.0.0.1", &[]).as_deref(), Some("127.0.0.1"));
    }

    #[test]
    fn a_stranger_is_not_the_proxy_whatever_it_sends() {
        let told = [("x-forwarded-for", "127.0.0.1"), ("x-forwarded-proto", "https")];
        assert_eq!(client(&proxy(&[]), "192.0.2.7", &told), None);
        assert_eq!(client(&proxy(&["10.0.0.2"]), "127.0.0.1", &told), None, "named ones, and no others");
        assert!(client(&proxy(&[]), "127.0.0.1", &told).is_some());
        let clear = |scheme| [("x-forwarded-proto", scheme)];
        assert_eq!(client(&proxy(&[]), "127.0.0.1", &clear("http")), None, "asked in the clear");
        assert!(client(&proxy(&[]), "127.0.0.1", &clear("https")).is_some());
    }
}
