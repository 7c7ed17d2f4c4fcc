//! How a test reaches a server: on this machine, over TLS, or as a proxy does.

use std::io::{Read, Write};
use std::net::{SocketAddr, TcpStream};
use std::sync::Arc;
use std::time::Duration;

use rustls::pki_types::pem::PemObject;
use rustls::pki_types::{CertificateDer, ServerName};
use rustls::{ClientConfig, ClientConnection, RootCertStore, StreamOwned};

use super::project::data;

/// The name of certificate and proxy.
pub const NAME: &str = "liantu.test";

/// How a test reaches a server.
pub enum Reach {
    /// On this machine.
    Here,
    /// Over TLS.
    Tls,
    /// As a proxy that was asked by this address.
    Proxy(&'static str),
}

impl Reach {
    /// What trusts the root of the tests.
    fn trusting() -> Arc<ClientConfig> {
        let mut roots = RootCertStore::empty();
        roots.add(CertificateDer::from_pem_file(data("tls/ca.pem")).unwrap()).unwrap();
        let provider = Arc::new(rustls::crypto::ring::default_provider());
        let config = ClientConfig::builder_with_provider(provider).with_safe_default_protocol_versions().unwrap();
        Arc::new(config.with_root_certificates(roots).with_no_client_auth())
    }

    /// What a browser sends as Host.
    pub fn host(&self, address: SocketAddr) -> String {
        match self {
            Self::Here => address.to_string(),
            Self::Tls => format!("{NAME}:{}", address.port()),
            Self::Proxy(_) => NAME.to_owned(),
        }
    }

    /// What a browser sends as Origin.
    pub fn origin(&self, address: SocketAddr) -> String {
        let scheme = if matches!(self, Self::Here) { "http" } else { "https" };
        format!("{scheme}://{}", self.host(address))
    }

    /// The headers that are added on the way.
    pub fn added(&self) -> String {
        match self {
            Self::Here | Self::Tls => String::new(),
            Self::Proxy(client) => format!("X-Forwarded-For: {client}\r\nX-Forwarded-Proto: https\r\n"),
        }
    }

    /// A connection.
    pub fn connected(&self, address: SocketAddr) -> Box<dyn Stream> {
        let stream = TcpStream::connect(address).unwrap();
        stream.set_read_timeout(Some(Duration::from_secs(20))).unwrap();
        if !matches!(self, Self::Tls) {
            return Box::new(stream);
        }
        let name = ServerName::try_from(NAME).unwrap();
        let client = ClientConnection::new(Self::trusting(), name).unwrap();
        Box::new(StreamOwned::new(client, stream))
    }
}

/// What bytes go over.
pub trait Stream: Read + Write {}

impl<S: Read + Write> Stream for S {}
