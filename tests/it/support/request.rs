//! Requests byte by byte, so that wrong ones can be sent too; and how they reach a server: on this machine, over TLS, or as a proxy
//! sends them.

use std::io::{Read, Write};
use std::net::{SocketAddr, TcpStream};
use std::sync::Arc;
use std::time::Duration;

use rustls::pki_types::pem::PemObject;
use rustls::pki_types::{CertificateDer, ServerName};
use rustls::{ClientConfig, ClientConnection, RootCertStore, StreamOwned};

use super::project::data;

/// What a server answered.
pub struct Answer {
    pub status: u16,
    /// Names in lower case.
    pub headers: Vec<(String, String)>,
    /// As text; of a file that is none, see `content`.
    pub body: String,
    pub content: Vec<u8>,
}

/// Sends a request line and headers, without the line that ends them, and a body after them.
///
/// # Errors
/// Nobody listens there, or whoever does goes away.
pub fn send(address: SocketAddr, reach: &Reach, head: &str, body: &[u8]) -> std::io::Result<Answer> {
    let mut stream = reach.connected(address)?;
    // A server may answer, and close, before it has read a body it refuses.
    let _ = stream.write_all(format!("{head}{}Connection: close\r\n\r\n", reach.added()).as_bytes());
    let _ = stream.write_all(body);
    let mut bytes = Vec::new();
    stream.read_to_end(&mut bytes)?;
    if bytes.is_empty() {
        return Err(std::io::ErrorKind::UnexpectedEof.into());
    }
    let end = bytes.windows(4).position(|four| four == b"\r\n\r\n").unwrap_or(bytes.len());
    let content = bytes.get(end + 4..).unwrap_or_default().to_vec();
    let (text, body) = (String::from_utf8_lossy(&bytes), String::from_utf8_lossy(&content));
    let head = String::from_utf8_lossy(&bytes[..end]);
    let mut lines = head.lines();
    let status = lines.next().and_then(|line| line.split(' ').nth(1)).and_then(|code| code.parse().ok());
    let header = |line: &str| line.split_once(": ").map(|(name, value)| (name.to_lowercase(), value.to_owned()));
    Ok(Answer {
        status: status.unwrap_or_else(|| panic!("no status in `{text}`")),
        headers: lines.filter_map(header).collect(),
        body: body.into_owned(),
        content,
    })
}

impl Answer {
    /// A header's value.
    pub fn header(&self, name: &str) -> &str {
        self.headers.iter().find(|(n, _)| n == name).map_or("", |(_, value)| value)
    }
}

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
    ///
    /// # Errors
    /// Nobody listens there.
    pub fn connected(&self, address: SocketAddr) -> std::io::Result<Box<dyn Stream>> {
        let stream = TcpStream::connect(address)?;
        stream.set_read_timeout(Some(Duration::from_secs(20)))?;
        if !matches!(self, Self::Tls) {
            return Ok(Box::new(stream));
        }
        let name = ServerName::try_from(NAME).unwrap();
        let client = ClientConnection::new(Self::trusting(), name).unwrap();
        Ok(Box::new(StreamOwned::new(client, stream)))
    }
}

/// What bytes go over.
pub trait Stream: Read + Write {}

impl<S: Read + Write> Stream for S {}
