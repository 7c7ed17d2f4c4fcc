//! A form with files as it comes: its parts, one after the other.

use std::convert::Infallible;
use std::task::Poll;

use axum::body::Body;
use axum::extract::multipart::MultipartRejection;
use axum::extract::{FromRequest, Multipart, Request};
use futures_util::StreamExt;
use futures_util::stream::poll_fn;

use crate::http::frame::door::ByToken;
use crate::http::frame::failure::Failure;
use crate::http::frame::failure_code::FailureCode;
use crate::http::frame::openapi::{Asks, Telling};

/// A form with files: its parts, or why they cannot be received.
#[derive(Debug)]
pub struct SentFiles {
    form: Result<Multipart, MultipartRejection>,
    by_token: bool,
}

impl SentFiles {
    /// Its parts.
    pub fn parts(self) -> Result<Multipart, Failure> {
        self.form.map_err(|_| Failure::bad_form())
    }

    /// Whether a program sends it with its own token, and so without that of a page.
    pub fn is_by_token(&self) -> bool {
        self.by_token
    }
}

impl<S: Send + Sync> FromRequest<S> for SentFiles {
    type Rejection = Infallible;

    async fn from_request(request: Request, state: &S) -> Result<Self, Infallible> {
        let by_token = request.extensions().get::<ByToken>().is_some();
        Ok(Self { form: Multipart::from_request(request.map(end_apart), state).await, by_token })
    }
}

impl Asks for SentFiles {
    fn tell(telling: &mut Telling) {
        use FailureCode::{BadForm, Busy, FormWanted, SlowForm, StaleForm, TooLarge};
        telling.fails(&[BadForm, StaleForm, SlowForm, FormWanted, TooLarge, Busy]);
        telling.takes_files();
    }
}

/// The body with its end told by a poll of its own. The reader of forms (multer 3.1) polls twice while it seeks the
/// first boundary, and takes an end that comes with the second for a form cut off: a small form that arrives just
/// then would be refused.
fn end_apart(body: Body) -> Body {
    let (mut bytes, mut ended) = (body.into_data_stream(), false);
    Body::from_stream(poll_fn(move |context| {
        if ended {
            return Poll::Ready(None);
        }
        let next = bytes.poll_next_unpin(context);
        if matches!(next, Poll::Ready(None)) {
            ended = true;
            context.waker().wake_by_ref();
            return Poll::Pending;
        }
        next
    }))
}

#[cfg(test)]
mod tests {
    use axum::body::Bytes;
    use axum::http::header::CONTENT_TYPE;

    use super::*;

    /// A body in pieces of the length given: the first comes after so many polls that find nothing, each other
    /// after one if they come `slowly`, else at once.
    fn late(text: &'static str, piece: usize, polls: usize, slowly: bool) -> Body {
        let (mut rest, mut waits) = (text.as_bytes(), polls);
        Body::from_stream(poll_fn(move |context| {
            if waits > 0 {
                waits -= 1;
                context.waker().wake_by_ref();
                return Poll::Pending;
            }
            waits = usize::from(slowly);
            let (now, then) = rest.split_at(piece.min(rest.len()));
            rest = then;
            Poll::Ready((!now.is_empty()).then(|| Ok::<_, Infallible>(Bytes::from_static(now))))
        }))
    }

    #[tokio::test]
    async fn a_form_is_read_however_late_its_bytes_come() {
        let form = "--x\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\n1\r\n--x--\r\n";
        for piece in [1, 2, 3, 4, 7, form.len() - 1, form.len()] {
            for (polls, slowly) in [(0, false), (0, true), (1, false), (1, true), (2, false), (3, true)] {
                let request = Request::post("/").header(CONTENT_TYPE, "multipart/form-data; boundary=x");
                let request = request.body(late(form, piece, polls, slowly)).unwrap();
                let mut parts = SentFiles::from_request(request, &()).await.unwrap().parts().unwrap();
                let field =
                    parts.next_field().await.unwrap_or_else(|error| panic!("{piece} {polls} {slowly}: {error}"));
                assert_eq!(field.unwrap().text().await.unwrap(), "1");
                assert!(parts.next_field().await.unwrap().is_none());
            }
        }
    }

    #[tokio::test]
    async fn a_form_that_is_cut_off_is_refused() {
        let request = Request::post("/").header(CONTENT_TYPE, "multipart/form-data; boundary=x");
        let request = request.body(late("--", 1, 1, false)).unwrap();
        let mut parts = SentFiles::from_request(request, &()).await.unwrap().parts().unwrap();
        assert!(parts.next_field().await.is_err());
    }
}
