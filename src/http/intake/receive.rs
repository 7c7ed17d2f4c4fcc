//! `POST /data`: files, written to disk as they come. The token of the form comes before them, or nothing is taken; a program
//! with a token of its own needs none.

use std::sync::Arc;
use std::time::Duration;

use axum::extract::multipart::{Field, MultipartError};
use axum::http::header::CONTENT_LENGTH;
use axum::http::{HeaderMap, StatusCode};
use axum::response::Response;
use tokio::sync::Semaphore;
use tokio::time::timeout;

use crate::app::{AppError, Desk, MOST_BYTES, Receiving, StoreDesk, Upload, too_large};
use crate::http::frame::Now;
use crate::http::frame::failure::Failure;
use crate::http::frame::form::{SentFiles, is_token, see};
use crate::http::intake::AROUND;
use crate::http::intake::upload_page::{address_of, return_of};

/// How long the next bytes are waited for.
const NEXT: Duration = Duration::from_secs(30);
/// So many uploads come in at once: each holds a thread.
const AT_ONCE: usize = 4;
/// The most bytes of a field that is no file.
const LONGEST_FIELD: usize = 1_000;

static COMING_IN: Semaphore = Semaphore::const_new(AT_ONCE);

/// Takes files in, and leads to the page that says what they are.
pub async fn receive(Now(desk): Now, headers: HeaderMap, sent: SentFiles) -> Result<Response, Failure> {
    let upload = taken_in(&desk, &headers, sent, StoreDesk::receive).await?;
    Ok(see(&address_of(&upload.id)))
}

/// Takes a list in that a squad filled in, and leads to what it would change.
pub async fn receive_returned(Now(desk): Now, headers: HeaderMap, sent: SentFiles) -> Result<Response, Failure> {
    let upload = taken_in(&desk, &headers, sent, StoreDesk::receive_returned).await?;
    desk.store_desk().returned_alone(&upload)?;
    Ok(see(&return_of(&upload.id)))
}

/// What the files of a form are, all of them or none; `begin` asks for the right to hand them in.
async fn taken_in(
    desk: &Desk,
    headers: &HeaderMap,
    sent: SentFiles,
    begin: fn(&StoreDesk) -> Result<Receiving, AppError>,
) -> Result<Arc<Upload>, Failure> {
    refuse_large(headers)?;
    let _place = COMING_IN.try_acquire().map_err(|_| Failure::too_many_uploads())?;
    let by_token = sent.is_by_token();
    let mut form = sent.parts()?;
    let mut receiving = if by_token { Some(begin(desk.store_desk())?) } else { None };
    while let Some(mut field) = in_time(form.next_field()).await? {
        let name = field.name().unwrap_or_default().to_owned();
        match (name.as_str(), &mut receiving) {
            ("token", None) if is_token(&text(&mut field).await?, desk.person()) => {
                receiving = Some(begin(desk.store_desk())?);
            }
            ("files", Some(receiving)) => file(&mut field, receiving).await?,
            ("token", Some(_)) if by_token => {}
            ("files" | "token", _) => return Err(Failure::stale_form()),
            _ => return Err(Failure::unknown_field(&name)),
        }
    }
    Ok(desk.store_desk().received(receiving.ok_or_else(Failure::stale_form)?)?)
}

/// What says itself that it is too large is not even begun with.
fn refuse_large(headers: &HeaderMap) -> Result<(), Failure> {
    let length = headers.get(CONTENT_LENGTH).and_then(|length| length.to_str().ok()?.parse::<u64>().ok());
    let most = MOST_BYTES + AROUND;
    if length.is_some_and(|length| length > most) { Err(Failure::too_large(&too_large())) } else { Ok(()) }
}

async fn file(field: &mut Field<'_>, receiving: &mut Receiving) -> Result<(), Failure> {
    receiving.file(field.file_name().unwrap_or_default())?;
    while let Some(bytes) = in_time(field.chunk()).await? {
        receiving.write(&bytes)?;
    }
    Ok(())
}

/// The text of a short field; none of one that is longer.
async fn text(field: &mut Field<'_>) -> Result<String, Failure> {
    let mut text = Vec::new();
    while let Some(bytes) = in_time(field.chunk()).await? {
        text.extend_from_slice(&bytes);
        if text.len() > LONGEST_FIELD {
            return Err(Failure::bad_form());
        }
    }
    String::from_utf8(text).map_err(|_| Failure::bad_form())
}

async fn in_time<T>(next: impl Future<Output = Result<T, MultipartError>>) -> Result<T, Failure> {
    let come = timeout(NEXT, next).await.map_err(|_| Failure::slow_form())?;
    come.map_err(|error| match error.status() {
        StatusCode::PAYLOAD_TOO_LARGE => Failure::too_large(&too_large()),
        _ => Failure::bad_form(),
    })
}
