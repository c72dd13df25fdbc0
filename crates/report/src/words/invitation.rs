//! What an invitation and a reminder say. No word of it tells who is invited.

use mkbroute_domain::surveys::instrument::FormOfAddress;
use mkbroute_domain::surveys::invitation::InvitationFacts;
use mkbroute_domain::text::Lang;

use super::number::date;
use super::{choose, spoken};

/// The first words of a mail or a letter.
pub fn greeting(facts: &InvitationFacts, lang: Lang) -> &'static str {
    spoken(facts.address, lang, ("Hallo,", "Goedendag,"), "Hello,")
}

/// The subject of the mail and the heading of the letter, on one line.
pub fn invitation_subject(facts: &InvitationFacts, lang: Lang) -> String {
    let what = choose(lang, "Uitnodiging", "Invitation");
    format!("{what}: {}", one_line(facts.questionnaire.get(lang)))
}

/// Why you read this.
pub fn invitation_opening(facts: &InvitationFacts, lang: Lang) -> String {
    let (questionnaire, wave) = titles(facts, lang);
    let invited = spoken(facts.address, lang, ("Je bent", "U bent"), "You are");
    match lang {
        Lang::Nl => format!(
            "{invited} uitgenodigd om de vragenlijst \"{questionnaire}\" in te vullen. \
             Zij hoort bij: {wave}."
        ),
        Lang::En => format!(
            "{invited} invited to fill in the questionnaire \"{questionnaire}\". \
             It is part of: {wave}."
        ),
    }
}

/// How to use the personal link.
pub fn invitation_link(facts: &InvitationFacts, lang: Lang) -> &'static str {
    spoken(
        facts.address,
        lang,
        (
            "De link is alleen voor jou: geef hem niet door, en bewaar hem. Met dezelfde link ga je \
             later verder of neem je je antwoorden terug.",
            "De link is alleen voor u: geef hem niet door, en bewaar hem. Met dezelfde link gaat u \
             later verder of neemt u uw antwoorden terug.",
        ),
        "The link is for you alone: do not pass it on, and keep it. With the same link you continue \
         later or take your answers back.",
    )
}

/// How long it takes, until when, and what happens with the answers.
pub fn invitation_particulars(facts: &InvitationFacts, lang: Lang) -> Vec<String> {
    let (minutes, closes) = (facts.minutes, date(facts.closes, lang));
    let time = match lang {
        Lang::Nl => format!("Het duurt ongeveer {minutes} minuten. Het kan tot en met {closes}."),
        Lang::En => {
            format!(
                "It takes about {minutes} minutes. It can be done up to and including {closes}."
            )
        }
    };
    let promise = if facts.anonymous {
        spoken(
            facts.address,
            lang,
            (
                "Meedoen is anoniem. Wij bewaren niet welke link bij welk adres hoort, dus niemand \
                 kan zien wat je antwoordt of of je meedoet.",
                "Meedoen is anoniem. Wij bewaren niet welke link bij welk adres hoort, dus niemand \
                 kan zien wat u antwoordt of of u meedoet.",
            ),
            "Taking part is anonymous. We do not keep which link belongs to which address, so nobody \
             can see what you answer or whether you take part.",
        )
    } else {
        choose(
            lang,
            "Meedoen is vertrouwelijk. Wij bewaren niet welke link bij welk adres hoort, en kleine \
             groepen tonen wij nooit apart.",
            "Taking part is confidential. We do not keep which link belongs to which address, and \
             small groups are never shown apart.",
        )
    };
    let mut said = vec![time, promise.to_owned()];
    let privacy = facts.privacy.get(lang).trim();
    if !privacy.is_empty() {
        said.push(privacy.to_owned());
    }
    said
}

/// The paragraphs of a reminder: it goes to everybody and has no link.
pub fn reminder(facts: &InvitationFacts, lang: Lang) -> Vec<String> {
    let (questionnaire, _) = titles(facts, lang);
    let closes = date(facts.closes, lang);
    match lang {
        Lang::Nl => reminder_in_dutch(facts.address, &questionnaire, &closes),
        Lang::En => vec![
            format!(
                "Earlier we sent you an invitation to the questionnaire \"{questionnaire}\". \
                 It can be filled in up to and including {closes}."
            ),
            "Your own link is in that earlier mail. This reminder has no link.".to_owned(),
            "Did you take part already? Thank you. We do not know who took part, so everybody gets \
             this reminder, at most once a week."
                .to_owned(),
        ],
    }
}

fn reminder_in_dutch(to: FormOfAddress, questionnaire: &str, closes: &str) -> Vec<String> {
    let said = |je, u| spoken(to, Lang::Nl, (je, u), "");
    let whom = said("je", "u");
    vec![
        format!(
            "Eerder stuurden wij {whom} een uitnodiging voor de vragenlijst \"{questionnaire}\". \
             Invullen kan nog tot en met {closes}."
        ),
        said(
            "Je eigen link staat in die eerdere mail. Deze herinnering heeft geen link.",
            "Uw eigen link staat in die eerdere mail. Deze herinnering heeft geen link.",
        )
        .to_owned(),
        said(
            "Heb je al meegedaan? Dank je wel. Wij weten niet wie meedeed, daarom krijgt iedereen \
             deze herinnering, hoogstens één keer per week.",
            "Hebt u al meegedaan? Dank u wel. Wij weten niet wie meedeed, daarom krijgt iedereen \
             deze herinnering, hoogstens één keer per week.",
        )
        .to_owned(),
    ]
}

fn titles(facts: &InvitationFacts, lang: Lang) -> (String, String) {
    let questionnaire = one_line(facts.questionnaire.get(lang));
    (questionnaire, one_line(facts.wave.get(lang)))
}

fn one_line(text: &str) -> String {
    let words: Vec<&str> = text
        .split(|c: char| c.is_whitespace() || c.is_control())
        .collect();
    let words: Vec<&str> = words.into_iter().filter(|word| !word.is_empty()).collect();
    words.join(" ")
}

#[cfg(test)]
mod tests;
