//! The chapter of one respondent group.

use mkbroute_domain::text::Lang;

use super::{Block, Chapter, items, opening};
use crate::source::GroupSource;
use crate::words::{self, capital, choose};

/// The chapter: reservations first, then block by block.
pub(super) fn chapter(group: &GroupSource, lang: Lang) -> Chapter {
    let who = group.labels.respondents(lang);
    let response = &group.result.response;
    let lead = match lang {
        Lang::Nl => format!(
            "{} {who} begonnen aan de vragenlijst; {} vulden haar (bijna) helemaal in.",
            response.started, response.complete
        ),
        Lang::En => format!(
            "{} {who} started the questionnaire; {} answered (nearly) all of it.",
            response.started, response.complete
        ),
    };
    let mut blocks = vec![Block::Paragraph { text: lead }];
    blocks.extend(notice(group, lang));
    let weighting = group.result.weighting.as_ref();
    blocks.extend(weighting.map(|found| Block::Paragraph {
        text: words::weighting(found, &group.labels, lang),
    }));
    for block in blocks_in_order(group) {
        blocks.push(Block::Heading {
            text: group.labels.block(&block, lang).to_owned(),
        });
        let said = opening::ranking(group, &block, lang);
        blocks.extend(said.into_iter().map(|text| Block::Paragraph { text }));
        blocks.extend(items::block(group, &block, lang));
    }
    Chapter {
        id: group.result.group.clone(),
        title: capital(who),
        blocks,
    }
}

/// The caveats of the group in words, if there are any.
pub(super) fn notice(group: &GroupSource, lang: Lang) -> Option<Block> {
    let found = group.result.reservations.iter();
    let lines: Vec<String> = found
        .map(|found| words::reservation(found, &group.labels, lang))
        .collect();
    let title = choose(
        lang,
        "Lees dit met de cijfers mee",
        "Read this with the figures",
    );
    (!lines.is_empty()).then(|| Block::Notice {
        title: title.to_owned(),
        lines,
    })
}

/// The blocks of questions, in the order of the questions.
pub(super) fn blocks_in_order(group: &GroupSource) -> Vec<String> {
    let mut blocks: Vec<String> = Vec::new();
    for item in &group.result.items {
        if !blocks.contains(&item.block) {
            blocks.push(item.block.clone());
        }
    }
    blocks
}
