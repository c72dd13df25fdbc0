//! Organisations in words: what is wrong with a number, how large a company is and why, why two are
//! taken for one.

use mkbroute_domain::organisations::duplicates::{Because, Likeness};
use mkbroute_domain::organisations::merging::{Field, ReferenceKind};
use mkbroute_domain::organisations::size::{SizeJudgement, SizeRange, SizeReason, SizeWhy};
use mkbroute_domain::organisations::{
    ContactRole, IdentifierError, IdentifierKind, IdentifierProblem, OrganisationKind,
    OrganisationProblem, SizeClass,
};
use mkbroute_domain::text::Lang;

use super::choose;

/// What a kind of organisation is called.
pub fn organisation_kind(kind: OrganisationKind, lang: Lang) -> &'static str {
    let (nl, en) = match kind {
        OrganisationKind::Company => ("bedrijf", "company"),
        OrganisationKind::Hogeschool => ("hogeschool", "hogeschool"),
        OrganisationKind::BranchOrganisation => ("brancheorganisatie", "branch organisation"),
        OrganisationKind::MboSchool => ("mbo-school", "mbo school"),
        OrganisationKind::RegionalAlliance => {
            ("regionaal samenwerkingsverband", "regional alliance")
        }
        OrganisationKind::Foundation => ("stichting", "foundation"),
        OrganisationKind::Lectoraat => ("lectoraat", "lectoraat"),
        OrganisationKind::Intermediary => ("intermediair", "intermediary"),
    };
    choose(lang, nl, en)
}

/// What a kind of identifier is called.
pub fn identifier_kind(kind: IdentifierKind, lang: Lang) -> &'static str {
    let (nl, en) = match kind {
        IdentifierKind::Kvk => ("KvK-nummer", "KvK number"),
        IdentifierKind::Vestiging => ("vestigingsnummer", "vestigingsnummer"),
        IdentifierKind::Rsin => ("RSIN", "RSIN"),
        IdentifierKind::Sbi => ("SBI-code", "SBI code"),
        IdentifierKind::Brin => ("BRIN-code", "BRIN code"),
        IdentifierKind::RioProgrammeUnit => (
            "RIO-code van de opleidingseenheid",
            "RIO code of the opleidingseenheid",
        ),
        IdentifierKind::RioProvider => ("RIO-code van de aanbieder", "RIO code of the provider"),
        IdentifierKind::RioBoard => ("RIO-code van het bestuur", "RIO code of the board"),
        IdentifierKind::RioLocation => ("RIO-code van de locatie", "RIO code of the location"),
        IdentifierKind::Postcode => ("postcode", "postcode"),
    };
    choose(lang, nl, en)
}

/// What an identifier of a kind looks like.
fn example(kind: IdentifierKind) -> &'static str {
    match kind {
        IdentifierKind::Kvk => "12345678",
        IdentifierKind::Vestiging => "000012345678",
        IdentifierKind::Rsin => "123456782",
        IdentifierKind::Sbi => "41000",
        IdentifierKind::Brin => "12AB",
        IdentifierKind::RioProgrammeUnit => "1001O1234",
        IdentifierKind::RioProvider => "100A123",
        IdentifierKind::RioBoard => "100B123",
        IdentifierKind::RioLocation => "100X123",
        IdentifierKind::Postcode => "1234 AB",
    }
}

/// What is wrong with an identifier, and how it should look.
pub fn identifier_error(error: IdentifierError, lang: Lang) -> String {
    let name = identifier_kind(error.kind, lang);
    let (nl, en) = match error.problem {
        IdentifierProblem::Empty => ("er is niets ingevuld".into(), "nothing is filled in".into()),
        IdentifierProblem::Character(found) => (
            format!("‘{found}’ komt er niet in voor"),
            format!("‘{found}’ never stands in it"),
        ),
        IdentifierProblem::Length { expected, found } => (
            format!("het heeft {expected} tekens, hier staan er {found}"),
            format!("it has {expected} characters, here are {found}"),
        ),
        IdentifierProblem::Position(at) => (
            format!("op plaats {at} staat een letter waar een cijfer hoort, of andersom"),
            format!("in place {at} is a letter where a digit belongs, or the other way around"),
        ),
        IdentifierProblem::Checksum => (
            "de cijfers kloppen niet met elkaar; waarschijnlijk is er een verkeerd getypt".into(),
            "the digits do not fit together; probably one is mistyped".into(),
        ),
        IdentifierProblem::NeverGiven => (
            "zo'n nummer bestaat niet".into(),
            "no such number exists".into(),
        ),
    };
    let problem: String = choose(lang, &nl, &en).to_owned();
    let such = choose(lang, "Bijvoorbeeld", "For example");
    format!("{name}: {problem}. {such} {}.", example(error.kind))
}

/// What keeps an organisation from being kept.
pub fn organisation_problem(problem: OrganisationProblem, lang: Lang) -> &'static str {
    let (nl, en) = match problem {
        OrganisationProblem::NoName => ("Vul de naam in.", "Give the name."),
        OrganisationProblem::LongName => (
            "De naam is te lang. Gebruik hoogstens 200 tekens.",
            "The name is too long. Use at most 200 characters.",
        ),
        OrganisationProblem::BrinOfNoSchool => (
            "Alleen een school heeft een BRIN-code. Maak dit veld leeg of kies een andere soort.",
            "Only a school has a BRIN code. Empty this field or choose another kind.",
        ),
        OrganisationProblem::RioOfNoSchool => (
            "Alleen een school heeft een RIO-code. Maak dit veld leeg of kies een andere soort.",
            "Only a school has a RIO code. Empty this field or choose another kind.",
        ),
        OrganisationProblem::LectoraatWithoutHogeschool => (
            "Kies van welke hogeschool het lectoraat is.",
            "Choose of which hogeschool the lectoraat is.",
        ),
        OrganisationProblem::OwnParent => (
            "Een organisatie hoort niet bij zichzelf.",
            "An organisation does not belong to itself.",
        ),
        OrganisationProblem::SiteWithoutPlace => (
            "Vul de plaats van deze vestiging in.",
            "Give the place of this site.",
        ),
        OrganisationProblem::VestigingTwice => (
            "Dit vestigingsnummer staat hierboven al.",
            "This vestigingsnummer stands above already.",
        ),
    };
    choose(lang, nl, en)
}

/// What somebody does at an organisation.
pub fn contact_role(role: ContactRole, lang: Lang) -> &'static str {
    let (nl, en) = match role {
        ContactRole::Director => ("directeur", "director"),
        ContactRole::Hr => ("personeelszaken", "human resources"),
        ContactRole::TeamLeader => ("teamleider", "team leader"),
        ContactRole::Foreman => ("voorman", "foreman"),
        ContactRole::Supervisor => ("begeleidt studenten", "guides students"),
        ContactRole::PolicyOfficer => ("beleidsmedewerker", "policy officer"),
        ContactRole::Lector => ("lector", "lector"),
        ContactRole::Teacher => ("docent", "teacher"),
        ContactRole::Other => ("iets anders", "something else"),
    };
    choose(lang, nl, en)
}

/// What a class of size is called.
pub fn size_class(class: SizeClass, lang: Lang) -> &'static str {
    let (nl, en) = match class {
        SizeClass::Micro => ("micro", "micro"),
        SizeClass::Small => ("klein", "small"),
        SizeClass::Medium => ("middelgroot", "medium-sized"),
        SizeClass::Large => ("groot", "large"),
    };
    choose(lang, nl, en)
}

fn size_range(range: SizeRange, lang: Lang) -> String {
    match range.class() {
        Some(class) => size_class(class, lang).to_owned(),
        None => format!(
            "{} {} {}",
            size_class(range.smallest, lang),
            choose(lang, "tot", "to"),
            size_class(range.largest, lang)
        ),
    }
}

/// How large a company is and why, such as "klein: te veel personeel voor micro".
pub fn size(judgement: &SizeJudgement, lang: Lang) -> String {
    let size = size_range(judgement.range, lang);
    let reason = match judgement.reason {
        SizeReason::Public => choose(
            lang,
            "overheden hebben een kwart of meer",
            "public bodies hold a quarter or more",
        )
        .to_owned(),
        SizeReason::Unknown => choose(
            lang,
            "niet alle cijfers zijn bekend",
            "not all figures are known",
        )
        .to_owned(),
        SizeReason::NotYetTwice { figures } => {
            let figures = size_range(figures, lang);
            match lang {
                Lang::Nl => format!(
                    "volgens de laatste cijfers {figures}, maar nog niet twee jaar achter elkaar"
                ),
                Lang::En => {
                    format!("{figures} by the last figures, but not yet two years in a row")
                }
            }
        }
        SizeReason::Figures(why) => size_why(why, lang).to_owned(),
    };
    let (partners, linked) = judgement.counted;
    let counted = match (partners + linked, lang) {
        (0, _) => String::new(),
        (1, Lang::Nl) => "; met de cijfers van 1 ander bedrijf erbij".to_owned(),
        (1, Lang::En) => "; with the figures of 1 other company".to_owned(),
        (others, Lang::Nl) => format!("; met de cijfers van {others} andere bedrijven erbij"),
        (others, Lang::En) => format!("; with the figures of {others} other companies"),
    };
    let estimated = match (judgement.estimated, lang) {
        (false, _) => "",
        (true, Lang::Nl) => "; geschat",
        (true, Lang::En) => "; estimated",
    };
    format!("{size}: {reason}{counted}{estimated}")
}

fn size_why(why: SizeWhy, lang: Lang) -> &'static str {
    let (nl, en) = match why {
        SizeWhy::Smallest => ("onder alle grenzen", "under all ceilings"),
        SizeWhy::Staff => (
            "te veel personeel voor een kleinere klasse",
            "too many staff for a smaller class",
        ),
        SizeWhy::Money => (
            "omzet en balanstotaal zijn te hoog voor een kleinere klasse",
            "turnover and balance sheet total are too high for a smaller class",
        ),
        SizeWhy::StaffAndMoney => (
            "te veel personeel, omzet en balanstotaal voor een kleinere klasse",
            "too many staff, too high a turnover and balance sheet total for a smaller class",
        ),
    };
    choose(lang, nl, en)
}

/// How sure it is that two are one.
pub fn likeness(likeness: Likeness, lang: Lang) -> &'static str {
    let (nl, en) = match likeness {
        Likeness::Certain => ("zeker", "certain"),
        Likeness::Probable => ("waarschijnlijk", "probable"),
        Likeness::Possible => ("mogelijk", "possible"),
    };
    choose(lang, nl, en)
}

/// Why two are taken for one.
pub fn because(because: Because, lang: Lang) -> String {
    let (nl, en) = match because {
        Because::SameKvk { other_site: false } => ("hetzelfde KvK-nummer", "the same KvK number"),
        Because::SameKvk { other_site: true } => (
            "hetzelfde KvK-nummer, een andere vestiging",
            "the same KvK number, another site",
        ),
        Because::NearKvk => (
            "dezelfde naam en plaats, en bijna hetzelfde KvK-nummer",
            "the same name and place, and nearly the same KvK number",
        ),
        Because::SameNameAndPlace => ("dezelfde naam en plaats", "the same name and place"),
        Because::SameNameNearPlace => (
            "dezelfde naam, en bijna dezelfde plaats",
            "the same name, and nearly the same place",
        ),
        Because::SimilarName { letters: 0 | 1 } => (
            "namen die één letter schelen",
            "names that differ by one letter",
        ),
        Because::SimilarName { letters } => {
            return match lang {
                Lang::Nl => format!("namen die {letters} letters schelen"),
                Lang::En => format!("names that differ by {letters} letters"),
            };
        }
        Because::MoreWords => (
            "de ene naam staat in de andere, op dezelfde plaats",
            "one name stands in the other, at the same place",
        ),
    };
    choose(lang, nl, en).to_owned()
}

/// What a field is called that two organisations may fill differently.
pub fn merge_field(field: Field, lang: Lang) -> &'static str {
    let kind = match field {
        Field::Name => return choose(lang, "naam", "name"),
        Field::Kind => return choose(lang, "soort", "kind"),
        Field::Parent => return choose(lang, "hoort bij", "belongs to"),
        Field::Kvk => IdentifierKind::Kvk,
        Field::Rsin => IdentifierKind::Rsin,
        Field::Sbi => IdentifierKind::Sbi,
        Field::Brin => IdentifierKind::Brin,
        Field::RioBoard => IdentifierKind::RioBoard,
        Field::RioProvider => IdentifierKind::RioProvider,
    };
    identifier_kind(kind, lang)
}

/// What points to an organisation, so many of them.
pub fn reference_kind(kind: ReferenceKind, count: usize, lang: Lang) -> &'static str {
    let ([one_nl, more_nl], [one_en, more_en]) = match kind {
        ReferenceKind::Contact => (["contact", "contacten"], ["contact", "contacts"]),
        ReferenceKind::Partner => (
            ["rol in een route", "rollen in routes"],
            ["role in a pathway", "roles in pathways"],
        ),
        ReferenceKind::Lead => (
            [
                "plek op een lijst van bedrijven",
                "plekken op lijsten van bedrijven",
            ],
            [
                "place on a list of companies",
                "places on lists of companies",
            ],
        ),
        ReferenceKind::Guest => (
            ["plek bij een bijeenkomst", "plekken bij bijeenkomsten"],
            ["place at a meeting", "places at meetings"],
        ),
        ReferenceKind::Grant => (["rol", "rollen"], ["role", "roles"]),
        ReferenceKind::Period => (
            ["jaar met cijfers", "jaren met cijfers"],
            ["year with figures", "years with figures"],
        ),
        ReferenceKind::Child => (
            [
                "organisatie die erbij hoort",
                "organisaties die erbij horen",
            ],
            [
                "organisation that belongs to it",
                "organisations that belong to it",
            ],
        ),
    };
    match count {
        1 => choose(lang, one_nl, one_en),
        _ => choose(lang, more_nl, more_en),
    }
}

#[cfg(test)]
mod tests;
