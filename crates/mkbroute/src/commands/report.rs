//! `mkbroute report`: the report of a wave as PDF, web page or JSON.

use anyhow::bail;
use mkbroute_application::insights::measure;
use mkbroute_domain::text::Lang;
use mkbroute_report::document::{self, Document};
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
    let lang = arguments.lang.into();
    let bytes = if arguments.one_page {
        write_document(&document::handout(&source, lang), arguments.format, lang)?
    } else {
        render(&source, arguments.format, lang)?
    };
    output::write(&arguments.out, &bytes)?;
    app.store().close().await;
    Ok(())
}

/// Writes a report in one form.
pub(crate) fn render(source: &Source, format: Format, lang: Lang) -> anyhow::Result<Vec<u8>> {
    if format == Format::Json {
        let mut text = serde_json::to_vec_pretty(&mkbroute_report::json::json(source, lang))?;
        text.push(b'\n');
        return Ok(text);
    }
    write_document(&document::compose(source, lang), format, lang)
}

/// Writes a document in one form.
fn write_document(document: &Document, format: Format, lang: Lang) -> anyhow::Result<Vec<u8>> {
    Ok(match format {
        Format::Pdf => mkbroute_report::pdf::pdf(document, lang)?,
        Format::Html => document::html(document, lang).into_bytes(),
        Format::Text => document::text(document).into_bytes(),
        Format::Json => bail!("a page has no JSON: leave out --one-page for the figures"),
    })
}
