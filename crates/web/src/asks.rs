//! What waits for somebody in words, and where it is done.

use chrono::NaiveDate;
use mkbroute_application::asks::{Ask, AskKind, MOST_STUCK, Matter, NamedWave, Place};
use mkbroute_domain::accounts::Role;
use mkbroute_domain::text::Lang;
use mkbroute_report::words::group as group_words;

use crate::page::Page;
use crate::pathways::asks::{answer_meeting, answer_support, late_steps, next_step, read_support};

/// Something that waits, one press from doing it.
pub(crate) struct Waiting {
    pub(crate) title: String,
    pub(crate) about: String,
    pub(crate) action: String,
    pub(crate) address: String,
}

/// How many things wait, beside the entries of the menu.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Counts {
    pub(crate) all: usize,
    pub(crate) measurements: usize,
    pub(crate) questionnaires: usize,
    pub(crate) persons: usize,
    pub(crate) log: usize,
    pub(crate) pathways: usize,
    pub(crate) support: usize,
}

impl Counts {
    pub(crate) fn of(asks: &[Ask]) -> Self {
        let mut counts = Self {
            all: asks.len(),
            ..Self::default()
        };
        for ask in asks {
            let part = match ask.kind() {
                // Beside one's name stands no number: these count at the start only.
                AskKind::AcceptRole | AskKind::OtherRole => continue,
                AskKind::LetPeopleIn
                | AskKind::HandOutLinks
                | AskKind::RoleEnds
                | AskKind::RolesEnd => &mut counts.persons,
                AskKind::LookAtLog => &mut counts.log,
                AskKind::DecideComments => &mut counts.questionnaires,
                AskKind::LateSteps
                | AskKind::NextStep
                | AskKind::TalkAgain
                | AskKind::ReadSupport
                | AskKind::AnswerMeeting => &mut counts.pathways,
                AskKind::AnswerSupport => &mut counts.support,
                AskKind::OpenWave
                | AskKind::CloseWave
                | AskKind::SeeSilence
                | AskKind::PassOn
                | AskKind::MendAddresses
                | AskKind::FreezeWave => &mut counts.measurements,
            };
            *part += 1;
        }
        counts
    }
}

/// What is asked, in the language of the page.
pub(crate) fn told(ask: &Ask, page: &Page) -> Waiting {
    match &ask.matter {
        Matter::LetPeopleIn => let_people_in(page),
        Matter::HandOutLinks { persons } => hand_out_links(*persons, page),
        Matter::LookAtLog => look_at_log(page),
        Matter::AcceptRole { role } => accept_role(*role, page),
        Matter::RoleEnds {
            person,
            name,
            grant,
            role,
            last_day,
        } => {
            let about = page.t(
                "Geef de rol een latere einddatum, of laat haar eindigen. De laatste dag is",
                "Give the role a later end, or let it end. The last day is",
            );
            let title = page.t("Een rol eindigt:", "A role ends:");
            Waiting {
                title: format!("{title} {name}, {}", page.role(role)),
                about: format!("{about} {}.", page.date(last_day)),
                action: page.t("Naar de rol", "To the role").to_owned(),
                address: format!("/personen/{person}/rollen/{}", grant.0),
            }
        }
        Matter::RolesEnd { more_than } => roles_end(*more_than, page),
        Matter::OtherRole { role, things } => other_role(*role, *things, page),
        Matter::OpenWave { wave, opens } => open_wave(wave, *opens, page),
        Matter::CloseWave { wave, last_day } => close_wave(wave, *last_day, page),
        Matter::SeeSilence { wave, links } => see_silence(wave, *links, page),
        Matter::FreezeWave { wave } => freeze_wave(wave, page),
        Matter::TalkAgain {
            slug,
            pathway,
            companies,
        } => talk_again((slug, page.text(pathway)), *companies, page),
        Matter::AnswerSupport { requests } => answer_support(*requests, page),
        Matter::ReadSupport { pathway, request } => read_support(pathway, *request, page),
        Matter::AnswerMeeting { meeting, title, on } => {
            answer_meeting((*meeting, title), *on, page)
        }
        Matter::PassOn(place) => pass_on(place, page),
        Matter::MendAddresses { place, addresses } => mend(place, *addresses, page),
        Matter::LateSteps {
            pathway,
            steps,
            first,
        } => late_steps(pathway, *steps, page.text(first), page),
        Matter::NextStep {
            pathway,
            code,
            title,
            due,
        } => next_step((pathway, code), page.text(title), *due, page),
        Matter::DecideComments {
            slug,
            title,
            comments,
        } => {
            let waits = waiting_comments(*comments, page.lang);
            let oldest = page.t("De oudste is van", "The oldest is of");
            let decide = page.t("Beslis over commentaar:", "Decide about comments:");
            Waiting {
                title: format!("{decide} {}", page.text(title)),
                about: format!("{waits}. {oldest} {}.", page.date(&ask.since)),
                action: page.t("Naar het commentaar", "To the comments").to_owned(),
                address: format!("/vragenlijsten/concepten/{slug}/commentaar"),
            }
        }
    }
}

/// Companies that wait for somebody to speak to them.
fn talk_again((slug, pathway): (&str, &str), companies: u32, page: &Page) -> Waiting {
    let waits = match (companies, page.lang) {
        (1, Lang::Nl) => "Eén bedrijf hoorde lang niets, of wil nu verder praten.".to_owned(),
        (1, Lang::En) => "One company heard nothing for long, or wants to talk now.".to_owned(),
        (count, Lang::Nl) => {
            format!("{count} bedrijven hoorden lang niets, of willen nu verder praten.")
        }
        (count, Lang::En) => {
            format!("{count} companies heard nothing for long, or want to talk now.")
        }
    };
    Waiting {
        title: format!(
            "{} {pathway}",
            page.t("Praat met bedrijven:", "Talk with companies:")
        ),
        about: waits,
        action: page.t("Naar de bedrijven", "To the companies").to_owned(),
        address: format!("/routes/{slug}/bedrijven?wacht=ja"),
    }
}

/// A planned measurement.
fn open_wave(wave: &NamedWave, opens: NaiveDate, page: &Page) -> Waiting {
    let day = page.date(&opens);
    let about = format!(
        "{} {day}.",
        page.t("Zij zou openen op", "It should open on")
    );
    let words = (
        page.t("Bereid voor:", "Prepare:"),
        page.t("Ga verder", "Continue"),
    );
    of_measurement((wave, "/openen"), words, about, page)
}

/// A measurement whose last day has passed.
fn close_wave(wave: &NamedWave, last_day: NaiveDate, page: &Page) -> Waiting {
    let day = page.date(&last_day);
    let about = format!(
        "{} {day}.",
        page.t("De laatste dag was", "The last day was")
    );
    let title = page.t("Sluit of verleng:", "Close or extend:");
    let words = (title, page.t("Sluiten of verlengen", "Close or extend"));
    of_measurement((wave, "/sluiten"), words, about, page)
}

/// Groups that stay silent.
fn see_silence(wave: &NamedWave, links: u32, page: &Page) -> Waiting {
    let times = page.t(
        "keer blijft een groep bij een route stil.",
        "times a group at a pathway stays silent.",
    );
    let title = page.t("Kijk wie stil blijft:", "See who stays silent:");
    let words = (title, page.t("Bekijk per route", "See by pathway"));
    of_measurement((wave, "#routes"), words, format!("{links} {times}"), page)
}

/// A closed measurement.
fn freeze_wave(wave: &NamedWave, page: &Page) -> Waiting {
    let about = page.t(
        "De meting is gesloten. Bevries haar om te publiceren.",
        "The measurement is closed. Freeze it to publish.",
    );
    let title = page.t("Maak klaar:", "Make ready:");
    let words = (title, page.t("Ga naar bevriezen", "Go to freezing"));
    of_measurement((wave, ""), words, about.to_owned(), page)
}

fn waiting_comments(comments: u32, lang: Lang) -> String {
    match (comments, lang) {
        (1, Lang::Nl) => "Eén opmerking wacht op een beslissing".to_owned(),
        (1, Lang::En) => "One comment waits for a decision".to_owned(),
        (count, Lang::Nl) => format!("{count} opmerkingen wachten op een beslissing"),
        (count, Lang::En) => format!("{count} comments wait for a decision"),
    }
}

/// What an administrator does first.
fn let_people_in(page: &Page) -> Waiting {
    let about = page.t(
        "Voeg onderzoekers en coördinatoren toe en geef hun een link.",
        "Add researchers and coordinators and give them a link.",
    );
    Waiting {
        title: page.t("Laat mensen toe", "Let people in").to_owned(),
        about: about.to_owned(),
        action: page.t("Naar de personen", "To the persons").to_owned(),
        address: "/personen".to_owned(),
    }
}

/// Persons who have nothing to sign in with.
fn hand_out_links(persons: u32, page: &Page) -> Waiting {
    let about = match (persons, page.lang) {
        (1, Lang::Nl) => "Eén persoon heeft een rol, maar geen mailadres en geen link.".to_owned(),
        (1, Lang::En) => "One person has a role, but no mail address and no link.".to_owned(),
        (number, Lang::Nl) if number > MOST_STUCK => {
            format!(
                "Meer dan {MOST_STUCK} personen hebben een rol, maar geen mailadres en geen link."
            )
        }
        (number, Lang::En) if number > MOST_STUCK => {
            format!("More than {MOST_STUCK} persons have a role, but no mail address and no link.")
        }
        (number, Lang::Nl) => {
            format!("{number} personen hebben een rol, maar geen mailadres en geen link.")
        }
        (number, Lang::En) => {
            format!("{number} persons have a role, but no mail address and no link.")
        }
    };
    let title = page.t(
        "Geef een link aan wie zich niet kan aanmelden",
        "Give a link to who cannot sign in",
    );
    Waiting {
        title: title.to_owned(),
        about,
        action: page.t("Naar de personen", "To the persons").to_owned(),
        address: "/personen".to_owned(),
    }
}

/// An invitation to a role.
fn accept_role(role: Role, page: &Page) -> Waiting {
    let about = page.t(
        "Neem de rol aan of wijs haar af. Daarna kun je ermee aan het werk.",
        "Accept the role or decline it. After that you can start.",
    );
    let title = page.t("Je bent uitgenodigd als", "You are invited as");
    Waiting {
        title: format!("{title} {}", page.role(&role)),
        about: about.to_owned(),
        action: page.t("Naar je rollen", "To your roles").to_owned(),
        address: "/mijn/rollen".to_owned(),
    }
}

/// More roles of others end than can be told one by one.
fn roles_end(more_than: usize, page: &Page) -> Waiting {
    let about = page.t(
        "Bekijk van wie, en geef een latere einddatum aan wie doorgaat.",
        "See whose, and give a later end to who goes on.",
    );
    let title = match page.lang {
        Lang::Nl => format!("Meer dan {more_than} rollen eindigen binnenkort"),
        Lang::En => format!("More than {more_than} roles end soon"),
    };
    Waiting {
        title,
        about: about.to_owned(),
        action: page.t("Naar de personen", "To the persons").to_owned(),
        address: "/personen?staat=eindigt".to_owned(),
    }
}

/// What waits in another role of the same person.
fn other_role(role: Role, things: usize, page: &Page) -> Waiting {
    let about = match (things, page.lang) {
        (1, Lang::Nl) => "Daar wacht één ding op jou.".to_owned(),
        (1, Lang::En) => "One thing waits for you there.".to_owned(),
        (number, Lang::Nl) => format!("Daar wachten {number} dingen op jou."),
        (number, Lang::En) => format!("{number} things wait for you there."),
    };
    let title = page.t("Kijk in je andere rol:", "Look in your other role:");
    Waiting {
        title: format!("{title} {}", page.role(&role)),
        about,
        action: page.t("Wissel van rol", "Switch roles").to_owned(),
        address: "/mijn/rollen".to_owned(),
    }
}

/// The check of the log found that it is not whole.
fn look_at_log(page: &Page) -> Waiting {
    let about = page.t(
        "De controle vond dat er iets in veranderd of verdwenen is.",
        "The check found that something in it was changed or is gone.",
    );
    Waiting {
        title: page
            .t("Kijk naar het logboek", "Look at the log")
            .to_owned(),
        about: about.to_owned(),
        action: page.t("Naar het logboek", "To the log").to_owned(),
        address: "/logboek".to_owned(),
    }
}

/// What a measurement as a whole asks: where it is done, and the words before its title and on the button.
fn of_measurement(
    (wave, rest): (&NamedWave, &str),
    (before, action): (&str, &str),
    about: String,
    page: &Page,
) -> Waiting {
    Waiting {
        title: format!("{before} {}", page.text(&wave.title)),
        about,
        action: action.to_owned(),
        address: format!("/metingen/{}{rest}", wave.slug),
    }
}

fn group_at(place: &Place, page: &Page) -> String {
    let (wave, pathway) = (page.text(&place.wave.title), page.text(&place.pathway));
    format!("{wave}, {pathway}.")
}

/// A questionnaire that a coordinator passes on.
fn pass_on(place: &Place, page: &Page) -> Waiting {
    let title = page.t("Stuur de vragenlijst door:", "Pass the questionnaire on:");
    let ready = page.t(
        "De mail met de link staat klaar.",
        "The mail with the link is ready.",
    );
    Waiting {
        title: format!("{title} {}", group_words(place.group, page.lang)),
        about: format!("{} {ready}", group_at(place, page)),
        action: page.t("Naar de mail", "To the mail").to_owned(),
        address: format!("/metingen/{}/uitzetten/{}", place.wave.slug, place.code),
    }
}

/// Mails that did not arrive.
fn mend(place: &Place, addresses: u32, page: &Page) -> Waiting {
    let title = page.t("Verbeter mailadressen:", "Mend mail addresses:");
    let lost = match (addresses, page.lang) {
        (1, Lang::Nl) => "Eén mail kwam niet aan.".to_owned(),
        (1, Lang::En) => "One mail did not arrive.".to_owned(),
        (number, Lang::Nl) => format!("{number} mails kwamen niet aan."),
        (number, Lang::En) => format!("{number} mails did not arrive."),
    };
    Waiting {
        title: format!("{title} {}", group_words(place.group, page.lang)),
        about: format!("{} {lost}", group_at(place, page)),
        action: page.t("Naar de adressen", "To the addresses").to_owned(),
        address: format!(
            "/metingen/{}/uitnodigen/{}#adressen",
            place.wave.slug, place.code
        ),
    }
}
