//! How browsers reach the service: by which names, over which scheme, through whom.
//!
//! Invariant: **What leaves this machine is encrypted.** In the clear only loopback is listened on; elsewhere the service ends
//! TLS itself or stands behind a proxy that does, and is then answered under its own names alone.

mod proxy;
mod tls;

use std::net::{IpAddr, SocketAddr};

use axum::http::HeaderMap;

pub use proxy::{Proxy, PublicAddress};
pub use tls::Tls;

/// What carries requests here.
#[derive(Debug, Clone)]
pub enum ReachedBy {
    /// Plain connections from this machine.
    Loopback,
    /// Connections over TLS, which end here.
    Tls(Tls),
    /// A proxy at which TLS ends.
    Proxy(Proxy),
}

/// The service as browsers know it.
#[derive(Debug, Clone)]
pub struct Website {
    way: ReachedBy,
    port: u16,
}

impl Website {
    /// That of a service that listens on a port.
    pub fn new(way: ReachedBy, port: u16) -> Self {
        Self { way, port }
    }

    /// That of a service for this machine only.
    pub fn loopback(port: u16) -> Self {
        Self::new(ReachedBy::Loopback, port)
    }

    /// Whether others than this machine may come: what travels is encrypted, and whoever comes must say who they are.
    pub fn is_open(&self) -> bool {
        !matches!(self.way, ReachedBy::Loopback)
    }

    /// Whether TLS ends before it.
    pub fn is_behind_proxy(&self) -> bool {
        matches!(self.way, ReachedBy::Proxy(_))
    }

    /// The TLS that ends here.
    pub fn tls(&self) -> Option<&Tls> {
        match &self.way {
            ReachedBy::Tls(tls) => Some(tls),
            ReachedBy::Loopback | ReachedBy::Proxy(_) => None,
        }
    }

    /// Of its pages.
    pub fn scheme(&self) -> &'static str {
        if self.is_open() { "https" } else { "http" }
    }

    /// The port its pages have in a browser.
    pub fn port(&self) -> u16 {
        match &self.way {
            ReachedBy::Loopback | ReachedBy::Tls(_) => self.port,
            ReachedBy::Proxy(proxy) => proxy.public.port,
        }
    }

    /// Where its pages are, for people: without a path.
    pub fn told(&self, listening: SocketAddr) -> String {
        match &self.way {
            ReachedBy::Loopback => format!("http://{listening}"),
            ReachedBy::Tls(tls) => match tls.names().into_iter().find(|name| !name.starts_with('*')) {
                Some(name) if self.port == HTTPS => format!("https://{name}"),
                Some(name) => format!("https://{name}:{}", self.port),
                None => format!("https://{listening}"),
            },
            ReachedBy::Proxy(proxy) => proxy.public.to_string(),
        }
    }

    /// Whether a Host names it.
    pub fn is_named(&self, host: &str) -> bool {
        let usual = if self.is_open() { HTTPS } else { HTTP };
        let (name, digits) = match host.rsplit_once(':') {
            Some((name, digits)) if !digits.ends_with(']') => (name, digits.to_owned()),
            _ => (host, usual.to_string()),
        };
        let named = match &self.way {
            ReachedBy::Loopback => name == "127.0.0.1" || name == "[::1]" || name.eq_ignore_ascii_case("localhost"),
            ReachedBy::Tls(tls) => tls.is_for(name),
            ReachedBy::Proxy(proxy) => name.eq_ignore_ascii_case(&proxy.public.name),
        };
        named && digits == self.port().to_string()
    }

    /// Whether an Origin is one of its pages, where it was asked as `host`.
    pub fn is_own_page(&self, origin: &[u8], host: &str) -> bool {
        let origin = std::str::from_utf8(origin).ok().and_then(|origin| origin.strip_prefix(self.scheme()));
        let of_page = origin.and_then(|origin| origin.strip_prefix("://"));
        // This machine has several names for itself; a certificate may be for other services too.
        of_page.is_some_and(|page| self.is_named(page) && (!self.is_open() || page.eq_ignore_ascii_case(host)))
    }

    /// Who asks: whoever the connection is from, or whom a proxy says; none where it is not the proxy that asks, or the proxy was
    /// asked in the clear.
    pub fn client(&self, peer: IpAddr, headers: &HeaderMap) -> Option<IpAddr> {
        match &self.way {
            ReachedBy::Loopback | ReachedBy::Tls(_) => Some(peer),
            ReachedBy::Proxy(proxy) => proxy.client(peer, headers),
        }
    }

    /// The login of who signed on before the proxy, where it says so; of a request that is the proxy's.
    pub fn signed_on(&self, headers: &HeaderMap) -> Option<String> {
        match &self.way {
            ReachedBy::Loopback | ReachedBy::Tls(_) => None,
            ReachedBy::Proxy(proxy) => proxy.signed_on(headers),
        }
    }

    /// What to open it by, for whoever came by another name.
    pub fn advice(&self) -> &'static str {
        match self.way {
            ReachedBy::Loopback => "请用 127.0.0.1 或 localhost 打开本服务",
            ReachedBy::Tls(_) => "请用证书上的名称和本服务的端口打开",
            ReachedBy::Proxy(_) => "请用 --behind-proxy 写的地址打开；反向代理要把 Host 原样转来",
        }
    }
}

const HTTP: u16 = 80;
const HTTPS: u16 = 443;
