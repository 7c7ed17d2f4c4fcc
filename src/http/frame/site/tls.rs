//! TLS that ends here: a certificate and its key, read again when the files are others.

use std::path::{Path, PathBuf};
use std::sync::{Arc, PoisonError, RwLock, RwLockReadGuard};

use rustls::ServerConfig;
use rustls::pki_types::pem::PemObject;
use rustls::pki_types::{CertificateDer, PrivateKeyDer, ServerName};
use sha2::{Digest, Sha256};
use tokio_rustls::TlsAcceptor;
use webpki::EndEntityCert;

use crate::model::failure_told;

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

/// A certificate and its key, as they were read last; all that hold it see the next ones.
#[derive(Clone)]
pub struct Tls {
    certificate: PathBuf,
    key: PathBuf,
    held: Arc<RwLock<Pair>>,
}

/// A certificate and its key that belong together.
struct Pair {
    certificate: CertificateDer<'static>,
    acceptor: TlsAcceptor,
    /// Of the files that were looked at last, good or bad.
    looked_at: [u8; 32],
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
        let files = Files::read(certificate, key)?;
        let held = Arc::new(RwLock::new(files.pair((certificate, key))?));
        Ok(Self { certificate: certificate.to_owned(), key: key.to_owned(), held })
    }

    /// Looks at the files again: whether others are served from now on. Connections go on under those they began with.
    ///
    /// # Errors
    /// The files are others and cannot be used, told once; those of before go on being served.
    pub fn renew(&self) -> Result<bool, TlsError> {
        let files = Files::read(&self.certificate, &self.key)?;
        let looked_at = files.digest();
        if self.held().looked_at == looked_at {
            return Ok(false);
        }
        let read = files.pair((&self.certificate, &self.key));
        let mut held = self.held.write().unwrap_or_else(PoisonError::into_inner);
        held.looked_at = looked_at;
        *held = read?;
        Ok(true)
    }

    /// What makes an encrypted stream of a plain one.
    pub fn acceptor(&self) -> TlsAcceptor {
        self.held().acceptor.clone()
    }

    /// The names the certificate is for, without addresses.
    pub fn names(&self) -> Vec<String> {
        let held = self.held();
        let read = EndEntityCert::try_from(&held.certificate);
        read.map_or_else(|_| Vec::new(), |read| read.valid_dns_names().map(str::to_owned).collect())
    }

    /// Whether the certificate is for a name or address; an address of version 6 stands in brackets.
    pub(super) fn is_for(&self, name: &str) -> bool {
        let bare = name.strip_prefix('[').and_then(|name| name.strip_suffix(']')).unwrap_or(name);
        let held = self.held();
        let (Ok(read), Ok(name)) = (EndEntityCert::try_from(&held.certificate), ServerName::try_from(bare)) else {
            return false;
        };
        read.verify_is_valid_for_subject_name(&name).is_ok()
    }

    fn held(&self) -> RwLockReadGuard<'_, Pair> {
        self.held.read().unwrap_or_else(PoisonError::into_inner)
    }
}

/// What stands in both files.
struct Files {
    certificate: Vec<u8>,
    key: Vec<u8>,
}

impl Files {
    fn read(certificate: &Path, key: &Path) -> Result<Self, TlsError> {
        let read = |path: &Path| std::fs::read(path).map_err(|error| (path.to_owned(), failure_told(&error)));
        Ok(Self {
            certificate: read(certificate).map_err(|(path, error)| TlsError::Certificate(path, error))?,
            key: read(key).map_err(|(path, error)| TlsError::Key(path, error))?,
        })
    }

    fn digest(&self) -> [u8; 32] {
        Sha256::new().chain_update(&self.certificate).chain_update(Sha256::digest(&self.key)).finalize().into()
    }

    fn pair(&self, (certificate, key): (&Path, &Path)) -> Result<Pair, TlsError> {
        let bad = |error: String| TlsError::Certificate(certificate.to_owned(), error);
        let read: Result<Vec<_>, _> = CertificateDer::pem_slice_iter(&self.certificate).collect();
        let chain = read.map_err(|error| bad(error.to_string()))?;
        let own = chain.first().cloned().ok_or_else(|| bad("里面没有证书".into()))?;
        EndEntityCert::try_from(&own).map_err(|error| bad(error.to_string()))?;
        let secret = PrivateKeyDer::from_pem_slice(&self.key);
        let secret = secret.map_err(|error| TlsError::Key(key.to_owned(), error.to_string()))?;
        let unfit = |error: rustls::Error| TlsError::NotItsKey(key.into(), certificate.into(), error.to_string());
        let provider = Arc::new(rustls::crypto::ring::default_provider());
        let versions = ServerConfig::builder_with_provider(provider).with_safe_default_protocol_versions();
        let config = versions.and_then(|config| config.with_no_client_auth().with_single_cert(chain, secret));
        let mut config = config.map_err(unfit)?;
        config.alpn_protocols = vec![b"http/1.1".to_vec()];
        Ok(Pair { certificate: own, acceptor: TlsAcceptor::from(Arc::new(config)), looked_at: self.digest() })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn another_certificate_is_served_and_a_bad_one_keeps_the_one_of_before() {
        let given =
            |name: &str| std::fs::read(format!("{}/tests/data/tls/{name}", env!("CARGO_MANIFEST_DIR"))).unwrap();
        let folder = tempfile::tempdir().unwrap();
        let (cert, key) = (folder.path().join("cert.pem"), folder.path().join("key.pem"));
        std::fs::write(&cert, given("cert.pem")).unwrap();
        std::fs::write(&key, given("key.pem")).unwrap();
        let tls = Tls::read(&cert, &key).unwrap();
        let names = tls.names();
        assert!(!tls.renew().unwrap(), "nothing is new");

        std::fs::write(&key, given("other-key.pem")).unwrap();
        let told = tls.renew().unwrap_err().to_string();
        assert!(told.contains("不是") && told.contains("key.pem"), "{told}");
        assert!(!tls.renew().unwrap(), "a bad one is told once");
        std::fs::write(&cert, "half a file").unwrap();
        assert!(tls.renew().unwrap_err().to_string().contains("读不出证书"));
        std::fs::remove_file(&cert).unwrap();
        assert!(tls.renew().is_err());
        assert!(tls.names() == names && tls.is_for(&names[0]), "those of before go on");

        std::fs::write(&cert, given("next-cert.pem")).unwrap();
        std::fs::write(&key, given("next-key.pem")).unwrap();
        assert!(tls.clone().renew().unwrap(), "who holds a copy renews it for all");
        assert!(tls.is_for("next.liantu.example") && !tls.is_for("a.liantu.test"), "{:?}", tls.names());
    }
}
