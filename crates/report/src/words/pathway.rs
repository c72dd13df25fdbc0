//! Pathways in words: phases, levels, verdicts, stages, and what is wrong with a change.

use mkbroute_domain::outreach::{NotMailed, Stage};
use mkbroute_domain::pathways::criteria::{AssessmentProblem, EvidenceKind, Level, Outcome};
use mkbroute_domain::pathways::{
    Degree, FactorKind, PartnerRole, Phase, PhaseProblem, ProfileProblem, ProgrammeRole,
    RelatedKind, RelatedState, Sector, SupportState,
};
use mkbroute_domain::text::Lang;

use super::choose;
use super::number::date;

/// What a phase is called.
pub fn phase(phase: Phase, lang: Lang) -> &'static str {
    let (nl, en) = match phase {
        Phase::Idea => ("idee", "idea"),
        Phase::Exploring => ("verkennen", "exploring"),
        Phase::Developing => ("ontwikkelen", "developing"),
        Phase::Starting => ("starten", "starting"),
        Phase::Established => ("gevestigd", "established"),
        Phase::Paused => ("gepauzeerd", "paused"),
        Phase::Stopped => ("gestopt", "stopped"),
    };
    choose(lang, nl, en)
}

/// What the sector with this code is called; the code itself if the program does not know it.
pub fn sector(code: &str, lang: Lang) -> &str {
    let Some(found) = Sector::from_code(code) else {
        return code;
    };
    let (nl, en) = match found {
        Sector::Construction => ("bouw", "construction"),
        Sector::Ict => ("ict", "ict"),
        Sector::Logistics => ("logistiek", "logistics"),
        Sector::Maritime => ("maritieme techniek", "maritime engineering"),
        Sector::Metal => ("metaal en techniek", "metal and engineering"),
        Sector::Mobility => ("mobiliteit", "mobility"),
        Sector::Agriculture => ("land- en tuinbouw", "agriculture"),
        Sector::BusinessServices => ("zakelijke diensten", "business services"),
        Sector::Care => ("zorg en welzijn", "care"),
        Sector::Hospitality => ("horeca en recreatie", "hospitality"),
        Sector::Retail => ("handel", "retail"),
        Sector::Other => ("anders", "other"),
    };
    choose(lang, nl, en)
}

/// What a degree is called.
pub fn degree(degree: Degree, lang: Lang) -> &'static str {
    let (nl, en) = match degree {
        Degree::Ad => ("Ad", "Ad"),
        Degree::Bachelor => ("bachelor", "bachelor"),
        Degree::Undecided => ("nog niet gekozen", "not decided yet"),
    };
    choose(lang, nl, en)
}

/// What an organisation does in a pathway.
pub fn partner_role(role: PartnerRole, lang: Lang) -> &'static str {
    let (nl, en) = match role {
        PartnerRole::LaunchingCustomer => ("eerste klant", "launching customer"),
        PartnerRole::WorkplaceProvider => ("biedt werkplekken", "offers workplaces"),
        PartnerRole::LegalEmployer => ("heeft studenten in dienst", "employs students"),
        PartnerRole::Branch => ("brancheorganisatie", "branch organisation"),
        PartnerRole::FeederSchool => ("school vooraf", "feeder school"),
        PartnerRole::Research => ("onderzoek", "research"),
        PartnerRole::Matching => (
            "brengt bedrijven en studenten samen",
            "matches companies and students",
        ),
        PartnerRole::Region => ("brengt de regio samen", "brings the region together"),
        PartnerRole::Financier => ("betaalt mee", "shares costs"),
    };
    choose(lang, nl, en)
}

/// What a pathway is in the national programme.
pub fn programme_role(role: ProgrammeRole, lang: Lang) -> &'static str {
    let (nl, en) = match role {
        ProgrammeRole::Pilot => ("pilot", "pilot"),
        ProgrammeRole::DevelopmentPartner => ("ontwikkelpartner", "development partner"),
        ProgrammeRole::KnowledgePartner => ("kennispartner", "knowledge partner"),
    };
    choose(lang, nl, en)
}

/// How a programme is related to a pathway.
pub fn related_kind(kind: RelatedKind, lang: Lang) -> &'static str {
    let (nl, en) = match kind {
        RelatedKind::FeederMbo => ("mbo-opleiding ervoor", "mbo programme before it"),
        RelatedKind::SiblingFullTime => ("voltijd ernaast", "full-time beside it"),
        RelatedKind::SiblingPartTime => ("deeltijd ernaast", "part-time beside it"),
        RelatedKind::FollowOnBachelor => ("bachelorjaren erna", "bachelor years after it"),
    };
    choose(lang, nl, en)
}

/// Whether a related programme is taught.
pub fn related_state(state: RelatedState, lang: Lang) -> &'static str {
    let (nl, en) = match state {
        RelatedState::Running => ("loopt", "running"),
        RelatedState::Asleep => ("slaapt", "asleep"),
        RelatedState::Revived => ("opnieuw begonnen", "revived"),
    };
    choose(lang, nl, en)
}

/// On what kind of thing a judgement rests.
pub fn evidence_kind(kind: EvidenceKind, lang: Lang) -> &'static str {
    let (nl, en) = match kind {
        EvidenceKind::Document => ("document", "document"),
        EvidenceKind::CurriculumTalk => ("gesprek over het programma", "talk about the curriculum"),
        EvidenceKind::Interview => ("interview", "interview"),
        EvidenceKind::Report => ("rapport", "report"),
        EvidenceKind::Visit => ("bezoek", "visit"),
    };
    choose(lang, nl, en)
}

/// What is wrong with a judgement.
pub fn assessment_problem(problem: AssessmentProblem, lang: Lang) -> &'static str {
    let (nl, en) = match problem {
        AssessmentProblem::NoEvidence => (
            "Noem waarop je oordeel rust. Alleen \u{201c}onbekend\u{201d} kan zonder.",
            "Say what your judgement rests on. Only \u{201c}unknown\u{201d} goes without.",
        ),
        AssessmentProblem::EmptyEvidence => (
            "Vul in wat het bewijs laat zien.",
            "Say what the evidence shows.",
        ),
        AssessmentProblem::Future => (
            "De datum ligt in de toekomst. Kies vandaag of eerder.",
            "The date lies in the future. Choose today or earlier.",
        ),
    };
    choose(lang, nl, en)
}

/// What is wrong with what a pathway is made of.
pub fn profile_problem(problem: ProfileProblem, lang: Lang) -> String {
    let (nl, en) = match problem {
        ProfileProblem::NoProgramme => (
            "Noem minstens één opleiding.",
            "Name at least one programme.",
        ),
        ProfileProblem::ProgrammeWithoutName(Lang::Nl) => (
            "Geef de opleiding een naam in het Nederlands.",
            "Give the programme a name in Dutch.",
        ),
        ProfileProblem::ProgrammeWithoutName(Lang::En) => (
            "Geef de opleiding een naam in het Engels.",
            "Give the programme a name in English.",
        ),
        ProfileProblem::NoHogeschool => (
            "Kies minstens één hogeschool.",
            "Choose at least one hogeschool.",
        ),
        ProfileProblem::Leads(_) => (
            "Kies één hogeschool die de leiding heeft.",
            "Choose one hogeschool that leads.",
        ),
        ProfileProblem::HogeschoolTwice => (
            "Een hogeschool staat er twee keer.",
            "A hogeschool stands there twice.",
        ),
        ProfileProblem::PartnerEndsFirst(at) => {
            return match lang {
                Lang::Nl => format!("Partner {} eindigt voordat die begint.", at + 1),
                Lang::En => format!("Partner {} ends before it begins.", at + 1),
            };
        }
        ProfileProblem::PartnerTwice(at) => {
            return match lang {
                Lang::Nl => format!("Partner {} heeft deze rol al in dezelfde tijd.", at + 1),
                Lang::En => format!("Partner {} has this role at the same time already.", at + 1),
            };
        }
        ProfileProblem::NoPlace => ("Vul een plaats in.", "Name a place."),
        ProfileProblem::NoName => ("Vul een naam in.", "Give a name."),
        ProfileProblem::RoleWithoutRegistration => (
            "Een rol in het programma kan alleen bij een aangemelde route.",
            "A role in the programme needs a registered pathway.",
        ),
    };
    choose(lang, nl, en).to_owned()
}

/// What is wrong with a change of phase.
pub fn phase_problem(problem: PhaseProblem, lang: Lang) -> String {
    let (nl, en) = match problem {
        PhaseProblem::NoReason => (
            "Vul in waarom de fase verandert.",
            "Say why the phase changes.",
        ),
        PhaseProblem::LongReason => ("De reden is te lang.", "The reason is too long."),
        PhaseProblem::WaitsForNothing => (
            "Vul in waarop de route wacht.",
            "Say what the pathway waits for.",
        ),
        PhaseProblem::WaitsWithoutPause => (
            "Alleen een gepauzeerde route wacht ergens op.",
            "Only a paused pathway waits for something.",
        ),
        PhaseProblem::Future => (
            "De datum ligt in de toekomst. Kies vandaag of eerder.",
            "The date lies in the future. Choose today or earlier.",
        ),
        PhaseProblem::Same => (
            "De route is al in deze fase.",
            "The pathway is in this phase.",
        ),
        PhaseProblem::BeforeLast(last) => {
            let last = date(last, lang);
            return match lang {
                Lang::Nl => format!(
                    "De fase veranderde voor het laatst op {last}. Kies die datum of een latere."
                ),
                Lang::En => {
                    format!("The phase last changed on {last}. Choose that date or a later one.")
                }
            };
        }
        PhaseProblem::OutOfOrder { from, to } => {
            let (from, to) = (phase(from, lang), phase(to, lang));
            return match lang {
                Lang::Nl => format!("Van {from} gaat een route niet naar {to}."),
                Lang::En => format!("A pathway does not go from {from} to {to}."),
            };
        }
    };
    choose(lang, nl, en).to_owned()
}

/// How far a criterion is met.
pub fn level(level: Level, lang: Lang) -> &'static str {
    let (nl, en) = match level {
        Level::Met => ("voldoet", "met"),
        Level::Partly => ("voldoet deels", "partly met"),
        Level::NotMet => ("voldoet niet", "not met"),
        Level::Unknown => ("onbekend", "unknown"),
    };
    choose(lang, nl, en)
}

/// What a pathway is by a set of criteria.
pub fn outcome(outcome: Outcome, lang: Lang) -> &'static str {
    let (nl, en) = match outcome {
        Outcome::MkbRoute => ("Mkb-route", "Mkb-route"),
        Outcome::InDevelopment => ("in ontwikkeling", "in development"),
        Outcome::NotYet => ("voldoet (nog) niet", "not (yet) an Mkb-route"),
    };
    choose(lang, nl, en)
}

/// How far a question for support is.
pub fn support_state(state: SupportState, lang: Lang) -> &'static str {
    let (nl, en) = match state {
        SupportState::Open => ("wacht op antwoord", "waits for an answer"),
        SupportState::Answered => ("beantwoord", "answered"),
        SupportState::Read => ("afgerond", "closed"),
        SupportState::Withdrawn => ("ingetrokken", "withdrawn"),
    };
    choose(lang, nl, en)
}

/// Which way a factor works.
pub fn factor_kind(kind: FactorKind, lang: Lang) -> &'static str {
    let (nl, en) = match kind {
        FactorKind::Barrier => ("wat tegenhoudt", "what holds back"),
        FactorKind::Helping => ("wat helpt", "what helps"),
    };
    choose(lang, nl, en)
}

/// What a stage of a lead is called.
pub fn stage(stage: Stage, lang: Lang) -> &'static str {
    let (nl, en) = match stage {
        Stage::Approached => ("benaderd", "approached"),
        Stage::Interested => ("belangstelling", "interested"),
        Stage::Attended => ("was op een bijeenkomst", "came to a meeting"),
        Stage::Conversation => ("in gesprek", "in conversation"),
        Stage::Committed => ("doet mee", "committed"),
        Stage::Onboarding => ("bereidt zich voor", "onboarding"),
        Stage::Active => ("heeft een student", "has a student"),
        Stage::Declined => ("doet niet mee", "declined"),
        Stage::Dormant => ("later weer", "later again"),
    };
    choose(lang, nl, en)
}

/// Why somebody gets no mailing.
pub fn not_mailed(why: NotMailed, lang: Lang) -> &'static str {
    let (nl, en) = match why {
        NotMailed::DoNotContact => ("wil geen contact", "wants no contact"),
        NotMailed::Declined => ("het bedrijf doet niet mee", "the company declined"),
        NotMailed::NoConsent => ("gaf geen toestemming", "did not agree to mailings"),
        NotMailed::Dormant => (
            "het bedrijf wil later praten",
            "the company wants to talk later",
        ),
        NotMailed::NoAddress => ("heeft geen e-mailadres", "has no mail address"),
    };
    choose(lang, nl, en)
}

#[cfg(test)]
mod tests {
    use chrono::NaiveDate;

    use super::*;

    #[test]
    fn a_wrong_change_says_what_to_do() {
        let last = NaiveDate::from_ymd_opt(2026, 3, 1).unwrap();
        let told = phase_problem(PhaseProblem::BeforeLast(last), Lang::Nl);
        assert!(
            told.contains("1 maart 2026") && told.ends_with("een latere."),
            "{told}"
        );
        let (from, to) = (Phase::Idea, Phase::Established);
        assert_eq!(
            phase_problem(PhaseProblem::OutOfOrder { from, to }, Lang::En),
            "A pathway does not go from idea to established."
        );
    }

    #[test]
    fn every_word_of_a_list_is_another() {
        for lang in Lang::ALL {
            let mut words: Vec<&str> = Phase::ALL.iter().map(|found| phase(*found, lang)).collect();
            words.extend(Level::ALL.iter().map(|found| level(*found, lang)));
            words.extend(Stage::ALL.iter().map(|found| stage(*found, lang)));
            let count = words.len();
            words.sort_unstable();
            words.dedup();
            assert_eq!(words.len(), count);
        }
    }
}
