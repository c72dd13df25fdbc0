//! Companies and meetings, for scripts of who talks with them.

use std::collections::BTreeSet;

use axum::http::StatusCode;
use mkbroute_testkit::Backend;
use serde_json::Value;

use super::{get, is_problem, json, key};
use crate::site::Site;

#[tokio::test]
async fn a_script_reads_the_companies_and_meetings_of_its_pathway() {
    let mut site = Site::demo(Backend::Sqlite).await;
    site.be("noor-de-wit").await;
    let key = key(&site, &["leads:read", "events:read"]).await;
    let leads = "/api/v1/leads?pathway=avans-bouw";
    let first = json(&get(&site, &format!("{leads}&limit=10"), &key).await);
    assert_eq!(first["items"].as_array().unwrap().len(), 10);
    let next = first["next"].as_str().unwrap();
    let rest = json(&get(&site, &format!("{leads}&limit=10&cursor={next}"), &key).await);
    assert_eq!(rest["items"].as_array().unwrap().len(), 6);
    assert!(rest["next"].is_null());
    let names = |page: &Value| -> Vec<String> {
        let items = page["items"].as_array().unwrap().iter();
        items.map(|item| item["name"].to_string()).collect()
    };
    let all: BTreeSet<String> = names(&first).into_iter().chain(names(&rest)).collect();
    assert_eq!(all.len(), 16);
    assert!(all.contains("\"Bouwbedrijf De Linde\""), "{all:?}");
    let declined = json(&get(&site, &format!("{leads}&stage=declined&source=media"), &key).await);
    assert_eq!(declined["items"].as_array().unwrap().len(), 1);
    assert_eq!(declined["items"][0]["name"], "Stukadoors De Kade");
    for wrong in ["&stage=king", "&limit=0", "&cursor=x"] {
        let reply = get(&site, &format!("{leads}{wrong}"), &key).await;
        is_problem(&reply, StatusCode::BAD_REQUEST, "bad_query");
    }

    let events = json(&get(&site, "/api/v1/events?pathway=avans-bouw", &key).await);
    let event = &events["items"][0];
    assert_eq!((&event["invited"], &event["leads"]), (&8.into(), &8.into()));
    assert_eq!(
        (&event["signed_up"], &event["active"]),
        (&8.into(), &1.into())
    );
    for foreign in ["leads", "events"] {
        let address = format!("/api/v1/{foreign}?pathway=saxion-bouwkunde");
        is_problem(
            &get(&site, &address, &key).await,
            StatusCode::NOT_FOUND,
            "not_found",
        );
    }
}
