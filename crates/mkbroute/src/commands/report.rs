//! `mkbroute report`: the report of a wave as PDF, web page or JSON.

use mkbroute_application::insights::measure;
use mkbroute_domain::text::Lang;
use mkbroute_report::source::Source;
use mkbroute_web::insights::report_source;

use super::output;
use crate::cli::{Format, ReportArguments};
use crate::wiring;

/// Writes the report.
pub(crate) async fn run(arguments: ReportArguments) -> anyhow::Result<()> {
    let app = wiring::open_existing(&arguments.data).await?;
    let wave = wiring::wave(&app, &arguments.wave).await?;
    let measurement = measure(&app, wave, arguments.audience.into()).await?;
    let source = report_source(&measurement);
    let bytes = render(&source, arguments.format, arguments.lang.into())?;
    output::write(&arguments.out, &bytes)?;
    app.store().close().await;
    Ok(())
}

/// Writes a report in one form.
pub(crate) fn render(source: &Source, format: Format, lang: Lang) -> anyhow::Result<Vec<u8>> {
    Ok(match format {
        Format::Pdf => {
            mkbroute_report::pdf::pdf(&mkbroute_report::document::compose(source, lang), lang)?
        }
        Format::Html => {
            let document = mkbroute_report::document::compose(source, lang);
            mkbroute_report::document::html(&document, lang).into_bytes()
        }
        Format::Text => {
            let document = mkbroute_report::document::compose(source, lang);
            mkbroute_report::document::text(&document).into_bytes()
        }
        Format::Json => {
            let mut text = serde_json::to_vec_pretty(&mkbroute_report::json::json(source, lang))?;
            text.push(b'\n');
            text
        }
    })
}
