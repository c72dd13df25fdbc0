//! Writing a codebook as a file that people read and change.

use std::fmt::Write;

use super::{Codebook, CodebookItem, CodebookKind, MissingCells, MultipleCells};
use crate::text::Text;

pub(super) fn write(codebook: &Codebook, remarks: &dyn Fn(&str) -> Vec<String>) -> String {
    let mut file = String::new();
    let mut line = |text: String| {
        file.push_str(&text);
        file.push('\n');
    };
    line(format!("title = {}", words(&codebook.title)));
    line(format!("respondents = {}", words(&codebook.respondents)));
    if let Some(population) = codebook.population {
        line(format!("population = {population}"));
    }
    missing(&codebook.missing, &mut line);
    for item in &codebook.items {
        line(String::new());
        for remark in remarks(&item.id) {
            line(format!("# {}", remark.replace('\n', " ")));
        }
        line("[[item]]".to_owned());
        line(format!("id = {}", quoted(&item.id)));
        write_item(item, &mut line);
    }
    for ratio in &codebook.ratios {
        line("\n[[item]]".to_owned());
        line(format!("id = {}", quoted(&ratio.id)));
        line(format!("ratio = {}", list(&ratio.ratio)));
        line(format!("label = {}", words(&ratio.text)));
        line(format!("block = {}", quoted(&ratio.block)));
        if ratio.sensitive {
            line("sensitive = true".to_owned());
        }
    }
    for margin in &codebook.margins {
        line("\n[[margin]]".to_owned());
        line(format!("item = {}", quoted(&margin.item)));
        let counts: Vec<String> = margin
            .counts
            .iter()
            .map(|(category, count)| format!("{} = {count:?}", quoted(category)))
            .collect();
        line(format!("counts = {{ {} }}", counts.join(", ")));
    }
    file
}

fn write_item(item: &CodebookItem, line: &mut dyn FnMut(String)) {
    line(format!("type = {}", quoted(item.kind.name())));
    if item.text != Text::new(&item.id, &item.id) {
        line(format!("label = {}", words(&item.text)));
    }
    if !item.block.is_empty() {
        line(format!("block = {}", quoted(&item.block)));
    }
    match &item.kind {
        CodebookKind::Scale {
            min,
            max,
            top,
            bottom,
            ..
        } => {
            line(format!("min = {min}"));
            line(format!("max = {max}"));
            line(format!("top = {top}"));
            line(format!("bottom = {bottom}"));
        }
        CodebookKind::Choice { .. } => {}
        CodebookKind::Multiple { cells, .. } => match cells {
            MultipleCells::Separated(separator) => {
                line(format!("separator = {}", quoted(&separator.to_string())));
            }
            MultipleCells::Columns { columns, chosen } => {
                line(format!("columns = {}", list(columns)));
                line(format!("chosen = {}", list(chosen)));
            }
        },
        CodebookKind::Number {
            min,
            max,
            unit,
            sum,
        } => {
            line(format!("min = {min:?}"));
            line(format!("max = {max:?}"));
            if let Some(unit) = unit {
                line(format!("unit = {}", words(unit)));
            }
            if *sum {
                line("sum = true".to_owned());
            }
        }
    }
    missing(&item.missing, line);
    for (key, set) in [
        ("identifying", item.identifying),
        ("sensitive", item.sensitive),
    ] {
        if set {
            line(format!("{key} = true"));
        }
    }
    write_categories(item, line);
}

fn write_categories(item: &CodebookItem, line: &mut dyn FnMut(String)) {
    if !item.collapse.is_empty() {
        let steps: Vec<String> = item
            .collapse
            .iter()
            .map(|step| {
                format!(
                    "{{ into = {}, label = {}, from = {} }}",
                    quoted(&step.into),
                    words(&step.label),
                    list(&step.from)
                )
            })
            .collect();
        line(format!("collapse = [{}]", steps.join(", ")));
    }
    if !item.labels().is_empty() {
        line("[item.labels]".to_owned());
        for (code, text) in item.labels() {
            line(format!("{} = {}", quoted(code), words(text)));
        }
    }
}

fn missing(cells: &MissingCells, line: &mut dyn FnMut(String)) {
    for (key, cells) in [
        ("missing", &cells.skipped),
        ("not_asked", &cells.not_asked),
        ("not_applicable", &cells.not_applicable),
        ("dont_know", &cells.dont_know),
    ] {
        if !cells.is_empty() {
            line(format!("{key} = {}", list(cells)));
        }
    }
}

fn words(text: &Text) -> String {
    if text.nl == text.en {
        return quoted(&text.nl);
    }
    let mut both = String::from("{ nl = ");
    // Writing to a String cannot fail.
    let _ = write!(both, "{}, en = {} }}", quoted(&text.nl), quoted(&text.en));
    both
}

fn list(cells: &[String]) -> String {
    let cells: Vec<String> = cells.iter().map(|cell| quoted(cell)).collect();
    format!("[{}]", cells.join(", "))
}

/// A TOML string, whatever it holds.
fn quoted(text: &str) -> String {
    toml::Value::String(text.to_owned()).to_string()
}
