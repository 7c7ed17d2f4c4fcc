//! `POST /data`: files, written to disk as they come. The token of the form comes before them, or nothing is taken; a program
//! with a token of its own needs none.

use std::sync::Arc;

use axum::extract::multipart::Field;
use axum::http::HeaderMap;
use axum::response::Response;

use crate::app::{AppError, Desk, MOST_BYTES, Receiving, StoreDesk, Upload, too_large};
use crate::http::frame::Now;
use crate::http::frame::failure::Failure;
use crate::http::frame::form::{FormLimit, SentFiles, is_token, see};
use crate::http::frame::table::TableRequest;
use crate::http::intake::AROUND;
use crate::http::intake::begin::{DataRefused, data_page};
use crate::http::intake::upload_page::{address_of, return_of};

const LIMIT: FormLimit = FormLimit { most: MOST_BYTES + AROUND, told: too_large };

/// Takes files in, and leads to the page that says what they are.
pub async fn receive(Now(desk): Now, headers: HeaderMap, sent: SentFiles) -> Result<Response, Failure> {
    match taken_in(&desk, &headers, sent, StoreDesk::receive).await {
        Ok(upload) => Ok(see(&address_of(&upload.id))),
        Err(failure) => refused(&desk, failure).await,
    }
}

/// Takes a list in that a squad filled in, and leads to what it would change.
pub async fn receive_returned(Now(desk): Now, headers: HeaderMap, sent: SentFiles) -> Result<Response, Failure> {
    let upload = match taken_in(&desk, &headers, sent, StoreDesk::receive_returned).await {
        Ok(upload) => desk.store_desk().returned_alone(&upload).map(|()| upload).map_err(Failure::from),
        refused => refused,
    };
    match upload {
        Ok(upload) => Ok(see(&return_of(&upload.id))),
        Err(failure) => refused(&desk, failure).await,
    }
}

/// Says in the form why the files were not taken in.
async fn refused(desk: &Desk, failure: Failure) -> Result<Response, Failure> {
    let (status, told) = failure.beside_form()?;
    let refused = DataRefused { files: Some(told), ..DataRefused::default() };
    let mut page = data_page(desk, TableRequest::read("/data", "")?, refused).await?;
    *page.status_mut() = status;
    Ok(page)
}

/// What the files of a form are, all of them or none; `begin` asks for the right to hand them in.
async fn taken_in(
    desk: &Desk,
    headers: &HeaderMap,
    sent: SentFiles,
    begin: fn(&StoreDesk) -> Result<Receiving, AppError>,
) -> Result<Arc<Upload>, Failure> {
    let _place = LIMIT.begin(headers)?;
    let by_token = sent.is_by_token();
    let mut form = sent.parts()?;
    let mut receiving = if by_token { Some(begin(desk.store_desk())?) } else { None };
    while let Some(mut field) = LIMIT.field(&mut form).await? {
        let name = field.name().unwrap_or_default().to_owned();
        match (name.as_str(), &mut receiving) {
            ("token", None) if is_token(&LIMIT.text(&mut field).await?, desk.person()) => {
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

async fn file(field: &mut Field<'_>, receiving: &mut Receiving) -> Result<(), Failure> {
    receiving.file(field.file_name().unwrap_or_default())?;
    while let Some(bytes) = LIMIT.bytes(field).await? {
        receiving.write(&bytes)?;
    }
    Ok(())
}
