//! A questionnaire of 60 items of every common kind, on one page or in 12 sections, and what somebody
//! answers.

use std::fmt::Write;

use mkbroute_domain::surveys::answer::{Answer, Answers};
use mkbroute_domain::surveys::instrument::RespondentGroup;

const ITEMS: usize = 60;

/// How the items are spread over pages.
#[derive(Clone, Copy)]
pub(super) enum Layout {
    /// All on one page, as the peer shows them.
    OnePage,
    /// In sections of five, as we advise.
    Sections,
}

impl Layout {
    pub(super) fn group(self) -> RespondentGroup {
        match self {
            Self::OnePage => RespondentGroup::Teachers,
            Self::Sections => RespondentGroup::Students,
        }
    }

    pub(super) fn sections(self) -> usize {
        match self {
            Self::OnePage => 1,
            Self::Sections => 12,
        }
    }

    /// The name of the questionnaire.
    pub(super) fn id(self) -> &'static str {
        match self {
            Self::OnePage => "one_page",
            Self::Sections => "sections",
        }
    }

    fn items(self) -> usize {
        ITEMS / self.sections()
    }
}

/// The file to import.
pub(super) fn file(layout: Layout) -> String {
    let mut file = format!(
        r#"format = 1
id = "{}"
version = 1
group = "{}"
title = {{ nl = "Zestig vragen", en = "Sixty questions" }}
intro = {{ nl = "Zestig vragen om mee te meten.", en = "Sixty questions to measure with." }}
thanks = {{ nl = "Dank je wel.", en = "Thank you." }}
"#,
        layout.id(),
        layout.group().code()
    );
    for section in 0..layout.sections() {
        let _ = write!(
            file,
            "\n[[section]]\nid = \"part{section}\"\ntitle = {{ nl = \"Deel {section}\", en = \"Part {section}\" }}\n"
        );
        for item in items(layout, section) {
            let _ = write!(
                file,
                "\n[[section.item]]\ncode = \"{}\"\n{}\n",
                code(item),
                kind(item)
            );
        }
    }
    file
}

/// The numbers of the items of a section.
fn items(layout: Layout, section: usize) -> std::ops::Range<usize> {
    section * layout.items()..(section + 1) * layout.items()
}

fn code(item: usize) -> String {
    format!("q{item:02}")
}

/// One in five is a choice, one a number, one an open answer, and two are scales.
fn kind(item: usize) -> String {
    let text = format!(
        r#"text = {{ nl = "Hoe gaat het met onderwerp {item} in jouw opleiding?", en = "How is topic {item} going in your programme?" }}"#
    );
    let rest = match item % 5 {
        0 => {
            r#"type = "single"
options = [
  { code = "never", nl = "Nooit", en = "Never" },
  { code = "sometimes", nl = "Soms", en = "Sometimes" },
  { code = "often", nl = "Vaak", en = "Often" },
]"#
        }
        1 => {
            r#"type = "number"
unit = { nl = "uur", en = "hours" }
min = 0
max = 1000
decimals = 0"#
        }
        2 => "type = \"open\"\nmax_chars = 2000",
        _ => {
            r#"type = "scale"
min = 1
max = 10
low = { nl = "slecht", en = "bad" }
high = { nl = "goed", en = "good" }"#
        }
    };
    format!("{text}\n{rest}")
}

/// What a respondent answers to an item.
fn answer(respondent: usize, item: usize) -> Answer {
    let chance = u32::try_from((respondent * 31 + item * 7) % 1000).unwrap_or_default();
    match item % 5 {
        0 => Answer::One {
            option: ["never", "sometimes", "often"][chance as usize % 3].to_owned(),
            other: None,
        },
        1 => Answer::Number(chance.into()),
        2 => Answer::Text(format!("Nummer {chance} gaat zoals het gaat.")),
        _ => Answer::Number((chance % 10 + 1).into()),
    }
}

/// The answers of a respondent to a section.
pub(super) fn answers(layout: Layout, respondent: usize, section: usize) -> Answers {
    items(layout, section)
        .map(|item| (code(item), answer(respondent, item)))
        .collect()
}

/// The same as a browser sends it.
pub(super) fn form(layout: Layout, respondent: usize, section: usize) -> Vec<(String, String)> {
    let field = |(code, answer): (String, Answer)| {
        let value = match answer {
            Answer::One { option, .. } => option,
            Answer::Text(text) => text,
            Answer::Number(number) => number.to_string(),
            other => unreachable!("nobody answers {other:?}"),
        };
        (format!("v.{code}"), value)
    };
    let answers = answers(layout, respondent, section);
    answers.into_iter().map(field).collect()
}

#[cfg(test)]
mod tests {
    use mkbroute_domain::surveys::instrument::Instrument;

    use super::*;

    #[test]
    fn everybody_answers_every_item_of_both_layouts() {
        for layout in [Layout::OnePage, Layout::Sections] {
            let read = Instrument::from_toml(file(layout).as_bytes());
            let Ok(instrument) = read else {
                panic!("{read:?}");
            };
            let all: Answers = (0..layout.sections())
                .flat_map(|section| answers(layout, 7, section))
                .collect();
            assert_eq!(all.len(), instrument.questions().count());
            for section in 0..layout.sections() {
                let checked = instrument.check_section(section, &answers(layout, 7, section));
                assert!(checked.is_ok(), "{checked:?}");
            }
        }
    }
}
