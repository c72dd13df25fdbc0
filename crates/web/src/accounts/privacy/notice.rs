//! `/privacy`: the privacy notice, made from the register.

use askama::Template;
use axum::response::Response;
use mkbroute_domain::accounts::privacy::Activity;
use mkbroute_domain::text::Lang;
use mkbroute_report::words::choose;

use super::words;
use crate::error::render;
use crate::extract::Locale;
use crate::page::Page;

#[derive(Template)]
#[template(path = "accounts/privacy/notice.html")]
struct NoticePage {
    page: Page,
    activities: Vec<Processing>,
}

/// An activity as the notice and the register tell it.
pub(super) struct Processing {
    pub(super) activity: Activity,
    pub(super) told: words::Told,
    pub(super) ground: &'static str,
    pub(super) retention: String,
}

/// Every activity in words.
pub(super) fn processing(lang: Lang) -> Vec<Processing> {
    let activities = Activity::ALL.into_iter();
    activities
        .map(|activity| Processing {
            activity,
            told: words::activity(activity, lang),
            ground: words::ground(activity.ground(), lang),
            retention: words::retention(activity.retention(), lang),
        })
        .collect()
}

/// The notice. Open to all: respondents read it too.
pub(super) async fn show(locale: Locale) -> Response {
    let title = choose(locale.lang, "Privacy", "Privacy");
    let page = Page::new(&locale, title);
    let activities = processing(locale.lang);
    render(&NoticePage { page, activities }, locale.lang)
}
