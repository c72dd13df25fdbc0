//! A measurement shows the groups that it asks, and no others.

use mkbroute_application::surveys::list_waves;
use mkbroute_domain::surveys::instrument::RespondentGroup;
use mkbroute_testkit::{Backend, TestApp};

#[tokio::test]
async fn a_wave_shows_only_groups_that_it_has_a_questionnaire_for() {
    let kit = TestApp::demo(Backend::Sqlite).await;
    let cards = list_waves(&kit.app, &kit.actor("noor-de-wit").await)
        .await
        .unwrap();
    for card in cards {
        let groups: Vec<RespondentGroup> = card.responses.iter().map(|entry| entry.0).collect();
        let asked = if card.wave.slug == "vervolgmeting" {
            // All but employers: whether a pathway is needed is asked before it runs.
            &RespondentGroup::ALL[..5]
        } else {
            &RespondentGroup::ALL[..3]
        };
        assert_eq!(groups, asked, "{}", card.wave.slug);
    }
}
