//! From the typed questionnaire to the readable file.

use std::fmt::Write;

use super::super::{Instrument, Item, ItemKind, Ratio, Scale, Section};
use super::FORMAT;
use crate::text::Text;

/// Writes the file.
pub(super) fn write(instrument: &Instrument) -> String {
    let mut file = File::default();
    file.key("format", &FORMAT.to_string());
    file.key("id", &quoted(&instrument.id));
    file.key("version", &instrument.version.to_string());
    file.key("group", &quoted(instrument.group.code()));
    file.text("title", &instrument.title);
    file.text("intro", &instrument.intro);
    file.text("thanks", &instrument.thanks);
    for section in &instrument.sections {
        file.section(section);
    }
    for ratio in &instrument.ratios {
        file.ratio(ratio);
    }
    file.0
}

#[derive(Default)]
struct File(String);

impl File {
    fn key(&mut self, key: &str, value: &str) {
        // Writing to a String cannot fail.
        let _ = writeln!(self.0, "{key} = {value}");
    }

    fn text(&mut self, key: &str, text: &Text) {
        self.key(key, &inline(text));
    }

    fn optional(&mut self, key: &str, text: Option<&Text>) {
        if let Some(text) = text {
            self.text(key, text);
        }
    }

    fn flag(&mut self, key: &str, set: bool) {
        if set {
            self.key(key, "true");
        }
    }

    fn table(&mut self, name: &str) {
        let _ = writeln!(self.0, "\n[[{name}]]");
    }

    fn section(&mut self, section: &Section) {
        self.table("section");
        self.key("id", &quoted(&section.id));
        self.text("title", &section.title);
        self.optional("intro", section.intro.as_ref());
        for item in &section.items {
            self.item(item);
        }
    }

    fn item(&mut self, item: &Item) {
        self.table("section.item");
        self.key("code", &quoted(&item.code));
        self.key("type", &quoted(item.kind.type_name()));
        if item.wording != 1 {
            self.key("wording", &item.wording.to_string());
        }
        self.text("text", &item.text);
        self.optional("help", item.help.as_ref());
        self.optional("why", item.why.as_ref());
        self.kind(&item.kind);
        self.optional("not_applicable", item.not_applicable.as_ref());
        self.optional("dont_know", item.dont_know.as_ref());
        if item.prefill {
            self.key("prefill", &quoted("programme"));
        }
        if let Some(open) = &item.coded_from {
            self.key("coded_from", &quoted(open));
        }
        if let Some(condition) = &item.show_if {
            self.key("show_if", &inline(condition));
        }
        self.analysis(item);
    }

    fn analysis(&mut self, item: &Item) {
        let notes = &item.analysis;
        if !notes.block.is_empty() {
            self.key("block", &quoted(&notes.block));
        }
        self.flag("identifying", notes.identifying);
        self.flag("sensitive", notes.sensitive);
        if !notes.sensitive_options.is_empty() {
            self.key("sensitive_options", &list(&notes.sensitive_options));
        }
        if !notes.collapse.is_empty() {
            let steps = notes.collapse.iter().map(|step| {
                let words = pair(&step.label);
                format!(
                    "{{ into = {}, from = {}, {words} }}",
                    quoted(&step.into),
                    list(&step.from)
                )
            });
            self.lines("collapse", steps);
        }
        if !notes.bands.is_empty() {
            let bands = notes.bands.iter().map(|band| {
                let (code, words) = (quoted(&band.code), pair(&band.label));
                let (min, max) = (float(band.min), float(band.max));
                format!("{{ code = {code}, min = {min}, max = {max}, {words} }}")
            });
            self.lines("bands", bands);
        }
        self.flag("sum", notes.sum);
        self.flag("about_others", notes.about_others);
        self.flag("dominance", notes.dominance);
    }

    fn kind(&mut self, kind: &ItemKind) {
        match kind {
            ItemKind::Single { options, other } | ItemKind::Multiple { options, other } => {
                let options = options.iter().map(|option| {
                    format!(
                        "{{ code = {}, {} }}",
                        quoted(&option.code),
                        pair(&option.text)
                    )
                });
                self.lines("options", options);
                self.optional("other", other.as_ref());
            }
            ItemKind::Scale(scale) => self.scale(scale),
            ItemKind::Matrix { scale, rows } => {
                self.scale(scale);
                let rows = rows.iter().map(|row| {
                    let code = quoted(&row.code);
                    format!(
                        "{{ code = {code}, wording = {}, {} }}",
                        row.wording,
                        pair(&row.text)
                    )
                });
                self.lines("rows", rows);
            }
            ItemKind::Number {
                unit,
                min,
                max,
                decimals,
            } => {
                self.text("unit", unit);
                self.key("min", &float(*min));
                self.key("max", &float(*max));
                self.key("decimals", &decimals.to_string());
            }
            ItemKind::Year { min, max } | ItemKind::YearMonth { min, max } => {
                self.key("min", &min.to_string());
                self.key("max", &max.to_string());
            }
            ItemKind::Open { max_chars } => self.key("max_chars", &max_chars.to_string()),
            ItemKind::Share | ItemKind::Information => {}
        }
    }

    fn scale(&mut self, scale: &Scale) {
        self.key("min", &scale.min.to_string());
        self.key("max", &scale.max.to_string());
        self.text("low", &scale.low);
        self.text("high", &scale.high);
    }

    fn ratio(&mut self, ratio: &Ratio) {
        self.table("ratio");
        self.key("code", &quoted(&ratio.code));
        self.text("text", &ratio.text);
        self.key("block", &quoted(&ratio.block));
        self.key("of", &list(&ratio.of));
        self.key("over", &list(&ratio.over));
        self.flag("sensitive", ratio.sensitive);
    }

    /// An array with an entry a line.
    fn lines(&mut self, key: &str, entries: impl Iterator<Item = String>) {
        let _ = writeln!(self.0, "{key} = [");
        for entry in entries {
            let _ = writeln!(self.0, "  {entry},");
        }
        self.0.push_str("]\n");
    }
}

fn pair(text: &Text) -> String {
    format!("nl = {}, en = {}", quoted(&text.nl), quoted(&text.en))
}

fn list(codes: &[String]) -> String {
    let codes: Vec<String> = codes.iter().map(|code| quoted(code)).collect();
    format!("[{}]", codes.join(", "))
}

fn float(value: f64) -> String {
    toml::Value::Float(value).to_string()
}

fn quoted(text: &str) -> String {
    toml::Value::String(text.to_owned()).to_string()
}

/// A value as an inline table. The types of a questionnaire can always be written as TOML.
fn inline(value: &impl serde::Serialize) -> String {
    toml::Value::try_from(value)
        .map(|value| value.to_string())
        .unwrap_or_default()
}
