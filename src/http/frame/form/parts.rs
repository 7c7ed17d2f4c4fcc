//! The parts of a form with files, each waited for so long and no longer.

use std::time::Duration;

use axum::extract::multipart::{Field, Multipart, MultipartError};
use axum::http::HeaderMap;
use axum::http::StatusCode;
use axum::http::header::CONTENT_LENGTH;
use tokio::sync::{Semaphore, SemaphorePermit};
use tokio::time::timeout;

use crate::app::AppError;
use crate::http::frame::failure::Failure;

/// How long the next bytes are waited for.
const NEXT: Duration = Duration::from_secs(30);
/// So many forms with files come in at once: each holds a thread, or memory.
const AT_ONCE: usize = 4;
/// The most bytes of a field that is no file.
const LONGEST_FIELD: usize = 1_000;

static COMING_IN: Semaphore = Semaphore::const_new(AT_ONCE);

/// How large a form may be, and what is said of a larger one.
#[derive(Debug, Clone, Copy)]
pub struct FormLimit {
    /// Its most bytes, with all that stands around the files.
    pub most: u64,
    pub told: fn() -> AppError,
}

impl FormLimit {
    /// A place among those that come in; what says itself that it is too large is not even begun with.
    pub fn begin(&self, headers: &HeaderMap) -> Result<SemaphorePermit<'static>, Failure> {
        let length = headers.get(CONTENT_LENGTH).and_then(|length| length.to_str().ok()?.parse::<u64>().ok());
        if length.is_some_and(|length| length > self.most) {
            return Err(Failure::too_large(&(self.told)()));
        }
        COMING_IN.try_acquire().map_err(|_| Failure::too_many_uploads())
    }

    /// The next field.
    pub async fn field<'f>(&self, form: &'f mut Multipart) -> Result<Option<Field<'f>>, Failure> {
        self.in_time(form.next_field()).await
    }

    /// The next bytes of a field.
    pub async fn bytes(&self, field: &mut Field<'_>) -> Result<Option<Vec<u8>>, Failure> {
        Ok(self.in_time(field.chunk()).await?.map(Vec::from))
    }

    /// The text of a short field; none of one that is longer.
    pub async fn text(&self, field: &mut Field<'_>) -> Result<String, Failure> {
        let mut text = Vec::new();
        while let Some(bytes) = self.bytes(field).await? {
            text.extend_from_slice(&bytes);
            if text.len() > LONGEST_FIELD {
                return Err(Failure::bad_form());
            }
        }
        String::from_utf8(text).map_err(|_| Failure::bad_form())
    }

    async fn in_time<T>(&self, next: impl Future<Output = Result<T, MultipartError>>) -> Result<T, Failure> {
        let come = timeout(NEXT, next).await.map_err(|_| Failure::slow_form())?;
        come.map_err(|error| match error.status() {
            StatusCode::PAYLOAD_TOO_LARGE => Failure::too_large(&(self.told)()),
            _ => Failure::bad_form(),
        })
    }
}
