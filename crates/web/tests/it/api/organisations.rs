//! Organisations, for scripts of who works on pathways.

use axum::http::StatusCode;
use mkbroute_testkit::Backend;

use super::{get, is_problem, json, key};
use crate::site::Site;

#[tokio::test]
async fn a_script_reads_organisations_and_no_people_there() {
    let mut site = Site::demo(Backend::Sqlite).await;
    site.be("noor-de-wit").await;
    let key_of_noor = key(&site, &["organisations:read"]).await;
    let schools = "/api/v1/organisations?kind=hogeschool";
    let first = json(&get(&site, &format!("{schools}&limit=20"), &key_of_noor).await);
    assert_eq!(first["items"].as_array().unwrap().len(), 20);
    let next = first["next"].as_str().unwrap();
    let rest = format!("{schools}&limit=20&cursor={next}");
    let rest = json(&get(&site, &rest, &key_of_noor).await);
    assert_eq!(rest["items"].as_array().unwrap().len(), 10);
    assert!(rest["next"].is_null());

    let found = "/api/v1/organisations?search=saxi&place=enschede";
    let found = json(&get(&site, found, &key_of_noor).await);
    let saxion = &found["items"][0];
    assert_eq!(
        (&saxion["name"], &saxion["brin"]),
        (&"Saxion".into(), &"23AH".into())
    );
    assert!(saxion["kvk"].is_null());
    let one = format!("/api/v1/organisations/{}", saxion["id"].as_str().unwrap());
    let one = json(&get(&site, &one, &key_of_noor).await);
    assert_eq!(one["sites"][0]["place"], "Enschede");
    assert!(one.get("contacts").is_none());

    for wrong in ["kind=king", "limit=0", "cursor=x", "search=%00"] {
        let reply = get(
            &site,
            &format!("/api/v1/organisations?{wrong}"),
            &key_of_noor,
        )
        .await;
        is_problem(&reply, StatusCode::BAD_REQUEST, "bad_query");
    }
    // A teacher works on no list.
    site.be("karim-aziz").await;
    let key_of_karim = key(&site, &["organisations:read"]).await;
    let reply = get(&site, "/api/v1/organisations", &key_of_karim).await;
    is_problem(&reply, StatusCode::NOT_FOUND, "not_found");
}
