//! TLS that ends here: a certificate and its key, read once.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use rustls::ServerConfig;
use rustls::pki_types::pem::PemObject;
use rustls::pki_types::{CertificateDer, PrivateKeyDer, ServerName};
use tokio_rustls::TlsAcceptor;
use webpki::EndEntityCert;

/// Why TLS cannot be offered.
#[derive(Debug, thiserror::Error)]
pub enum TlsError {
    /// A file has no certificate, or one that cannot be read.
    #[error("{0}：读不出证书（PEM，先是本服务的证书，后面是中间证书）：{1}")]
    Certificate(PathBuf, String),
    /// A file has no key, or one that cannot be read.
    #[error("{0}：读不出私钥（PEM，不加密码）：{1}")]
    Key(PathBuf, String),
    /// They do not belong together.
    #[error("{0} 不是 {1} 这张证书的私钥，或不能用：{2}")]
    NotItsKey(PathBuf, PathBuf, String),
}

/// A certificate and its key.
#[derive(Clone)]
pub struct Tls {
    certificate: CertificateDer<'static>,
    acceptor: TlsAcceptor,
}

impl std::fmt::Debug for Tls {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Tls").field("names", &self.names()).finish_non_exhaustive()
    }
}

impl Tls {
    /// Of two files in PEM: the certificate with those between it and its root, and its key.
    ///
    /// # Errors
    /// They cannot be read, or do not belong together.
    pub fn read(certificate: &Path, key: &Path) -> Result<Self, TlsError> {
        let bad = |error: String| TlsError::Certificate(certificate.to_owned(), error);
        let read = CertificateDer::pem_file_iter(certificate).and_then(Iterator::collect::<Result<Vec<_>, _>>);
        let chain = read.map_err(|error| bad(error.to_string()))?;
        let own = chain.first().cloned().ok_or_else(|| bad("里面没有证书".into()))?;
        EndEntityCert::try_from(&own).map_err(|error| bad(error.to_string()))?;
        let secret = PrivateKeyDer::from_pem_file(key);
        let secret = secret.map_err(|error| TlsError::Key(key.to_owned(), error.to_string()))?;
        let unfit = |error: rustls::Error| TlsError::NotItsKey(key.into(), certificate.into(), error.to_string());
        let provider = Arc::new(rustls::crypto::ring::default_provider());
        let versions = ServerConfig::builder_with_provider(provider).with_safe_default_protocol_versions();
        let config = versions.and_then(|config| config.with_no_client_auth().with_single_cert(chain, secret));
        let mut config = config.map_err(unfit)?;
        config.alpn_protocols = vec![b"http/1.1".to_vec()];
        Ok(Self { certificate: own, acceptor: TlsAcceptor::from(Arc::new(config)) })
    }

    /// What makes an encrypted stream of a plain one.
    pub fn acceptor(&self) -> &TlsAcceptor {
        &self.acceptor
    }

    /// The names the certificate is for, without addresses.
    pub fn names(&self) -> Vec<String> {
        let read = EndEntityCert::try_from(&self.certificate);
        read.map_or_else(|_| Vec::new(), |read| read.valid_dns_names().map(str::to_owned).collect())
    }

    /// Whether the certificate is for a name or address; an address of version 6 stands in brackets.
    pub(super) fn is_for(&self, name: &str) -> bool {
        let bare = name.strip_prefix('[').and_then(|name| name.strip_suffix(']')).unwrap_or(name);
        let (Ok(read), Ok(name)) = (EndEntityCert::try_from(&self.certificate), ServerName::try_from(bare)) else {
            return false;
        };
        read.verify_is_valid_for_subject_name(&name).is_ok()
    }
}
