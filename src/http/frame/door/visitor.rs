//! Whoever comes to the pages around log-in, let in or not.

use std::convert::Infallible;
use std::net::{IpAddr, Ipv4Addr};
use std::sync::Arc;

use axum::extract::FromRequestParts;
use axum::http::request::Parts;

use super::cookie::CookieName;
use crate::access::{Caller, LoggedIn};
use crate::app::accounts::{DoFirst, Whence};
use crate::http::frame::site::Website;

/// The address that a connection comes from.
#[derive(Debug, Clone, Copy)]
pub struct Peer(pub IpAddr);

/// The login that a proxy which is believed says of who asks.
#[derive(Debug, Clone)]
pub struct SignedOn(pub String);

/// Whoever asks.
#[derive(Debug)]
pub struct Visitor {
    /// Who they are, where that is known.
    pub caller: Option<Caller>,
    /// What they must do before anything else.
    pub first: Option<DoFirst>,
    /// Where they come from.
    pub address: IpAddr,
    /// The login they signed on with before a proxy that is believed.
    pub signed_on: Option<String>,
    /// The secret of the session that their browser keeps.
    pub secret: Option<String>,
    /// The marks of who logged in with it before.
    pub marks: Option<String>,
    /// What the cookie of a session is called here.
    pub cookie: CookieName,
}

impl Visitor {
    /// The account they logged in to.
    pub fn person(&self) -> Option<&Arc<LoggedIn>> {
        self.caller.as_ref()?.person()
    }

    /// Where they come from.
    pub fn whence(&self) -> Whence {
        Whence { address: self.address, marks: self.marks.clone().unwrap_or_default() }
    }
}

impl<S: Send + Sync> FromRequestParts<S> for Visitor {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Infallible> {
        let known = &parts.extensions;
        let cookie = known.get::<CookieName>().cloned().unwrap_or_else(|| CookieName::of(&Website::loopback(0)));
        let address = known.get::<Peer>().map_or(IpAddr::V4(Ipv4Addr::UNSPECIFIED), |peer| peer.0);
        let (secret, marks) = (cookie.value(&parts.headers), cookie.of_marks().value(&parts.headers));
        let signed_on = known.get().map(|SignedOn(login)| login.clone());
        Ok(Self {
            signed_on,
            caller: known.get().cloned(),
            first: known.get().copied(),
            address,
            secret,
            marks,
            cookie,
        })
    }
}
