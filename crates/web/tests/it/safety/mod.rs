//! What keeps others out: headers, cookies, forms from elsewhere, other hosts, floods, tricks and script in answers.

mod floods;
mod forms;
mod headers;
mod hosts;
mod scripts;
mod tricks;

use axum::http::StatusCode;
use mkbroute_testkit::Backend;

use crate::site::Site;

#[tokio::test]
async fn nothing_here_is_a_page_with_a_way_back() {
    let site = Site::demo(Backend::Sqlite).await;
    let reply = site.get("/nergens").await;
    assert_eq!(reply.status, StatusCode::NOT_FOUND);
    assert!(reply.text().contains("href=\"/\""));
}
