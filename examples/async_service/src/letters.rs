//! One letter.

use std::sync::Arc;

use axum::Json;
use axum::extract::State;
use axum::http::StatusCode;
use axum::http::header::{CACHE_CONTROL, CONTENT_TYPE};
use axum::response::{IntoResponse, Response};
use bytes::Bytes;
use reissue_notice::{Error, Letter, Message};
use serde::Serialize;

use crate::Service;
use crate::given::Given;

/// Takes some microseconds, so it need not leave the thread that serves.
pub async fn issue(
    State(service): State<Arc<Service>>,
    Json(given): Json<Given>,
) -> Result<Response, Refused> {
    let letter = service.batch.letter(&given.provider()?)?;
    // Nobody between here and the reader is to keep it.
    let headers = [(CONTENT_TYPE, "application/pdf"), (CACHE_CONTROL, "no-store")];
    Ok((headers, Bytes::from_owner(Page(letter))).into_response())
}

/// The bytes stay the letter's own, which wipes them when they are sent.
struct Page(Letter);

impl AsRef<[u8]> for Page {
    fn as_ref(&self) -> &[u8] {
        self.0.pdf()
    }
}

/// Why there is no letter.
pub struct Refused(Error);

impl From<Error> for Refused {
    fn from(error: Error) -> Self {
        Self(error)
    }
}

#[derive(Serialize)]
struct Reason {
    english: String,
    japanese: String,
}

impl IntoResponse for Refused {
    fn into_response(self) -> Response {
        let reason = Reason { english: self.0.to_string(), japanese: self.0.in_japanese() };
        (StatusCode::UNPROCESSABLE_ENTITY, Json(reason)).into_response()
    }
}
