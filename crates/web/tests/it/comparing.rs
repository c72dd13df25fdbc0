//! Measurements set side by side, and a group shown by the parts of its plan.

use axum::http::StatusCode;
use mkbroute_testkit::Backend;

use crate::site::Site;

#[tokio::test]
async fn two_made_up_waves_are_compared_pair_by_pair_and_with_the_baseline_as_groups() {
    let mut site = Site::demo(Backend::Sqlite).await;
    site.be("noor-de-wit").await;
    let linked = site
        .get("/metingen/gesimuleerd-2025/vergelijken?lang=en")
        .await
        .text();
    assert!(linked.contains("simulated"), "says that it is made up");
    assert!(
        linked.contains("by the code they made themselves"),
        "students are linked"
    );
    assert!(
        linked.contains("Who took part both times is not known"),
        "companies are not"
    );
    assert!(linked.contains("no difference found"));
    assert!(linked.contains("higher; g ="), "a difference with its size");
    assert!(linked.contains("within parts"), "growth is decomposed");
    assert!(linked.contains("What is not compared"));
    let address = "/metingen/gesimuleerd-2025/vergelijken/nulmeting-2021?lang=en";
    let baseline = site.get(address).await.text();
    assert!(baseline.contains("The earlier wave is reconstructed."));
    assert!(
        !baseline.contains("by the code they made themselves"),
        "nobody is linked"
    );
    assert!(
        baseline.contains("difference cannot be interpreted: fewer than ten answers"),
        "eight teachers are described and not tested"
    );
}

#[tokio::test]
async fn a_wave_without_an_earlier_one_says_so() {
    let mut site = Site::demo(Backend::Sqlite).await;
    site.be("noor-de-wit").await;
    let page = site
        .get("/metingen/nulmeting-2021/vergelijken?lang=en")
        .await
        .text();
    assert!(page.contains("There is no earlier measurement to compare with yet"));
    let later = site
        .get("/metingen/nulmeting-2021/vergelijken/gesimuleerd-2025")
        .await;
    assert_eq!(
        later.status,
        StatusCode::NOT_FOUND,
        "a later wave is no earlier one"
    );
}

#[tokio::test]
async fn a_group_is_parted_only_as_its_plan_says() {
    let mut site = Site::demo(Backend::Sqlite).await;
    site.be("noor-de-wit").await;
    let whole = site
        .get("/metingen/gesimuleerd-2025/resultaten/students?lang=en")
        .await
        .text();
    assert!(
        whole.contains("/resultaten/students-pathway"),
        "the ways to part stand on the page"
    );
    let parts = site
        .get("/metingen/gesimuleerd-2025/resultaten/students-pathway?lang=en")
        .await;
    let parts = parts.text();
    assert!(
        parts.contains("Others (n = "),
        "what is too small goes together"
    );
    for address in ["students-age", "students-nothing", "nobody-pathway"] {
        let page = site
            .get(&format!("/metingen/gesimuleerd-2025/resultaten/{address}"))
            .await;
        assert_eq!(page.status, StatusCode::NOT_FOUND, "{address}");
    }
}
