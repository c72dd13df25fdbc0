//! An organisation between a form and what is kept.

use mkbroute_application::App;
use mkbroute_domain::ids::{OrganisationId, SiteId};
use mkbroute_domain::organisations::typed::{
    Mistake, SiteField, TypedField, TypedOrganisation, TypedSite, Why,
};
use mkbroute_domain::organisations::{Organisation, OrganisationKind, Sbi, SbiScheme};
use mkbroute_domain::text::Lang;
use mkbroute_report::words::organisation as words;

use super::Wrong;
use crate::extract::Posted;
use crate::page::Page;

/// Empty sites below those that are there.
const MORE_SITES: usize = 2;

/// What is kept, as somebody would type it.
pub(super) fn of(kept: &Organisation) -> TypedOrganisation {
    fn text<T: ToString>(found: Option<&T>) -> String {
        found.map(ToString::to_string).unwrap_or_default()
    }
    let known = &kept.registered;
    let sbi = known.sbi.as_ref();
    let sites = kept.sites.iter().map(|site| TypedSite {
        id: site.id,
        name: site.name.clone(),
        place: site.place.clone(),
        postcode: text(site.postcode.as_ref()),
        vestiging: text(site.vestiging.as_ref()),
        rio_location: text(site.rio_location.as_ref()),
    });
    TypedOrganisation {
        kind: kept.kind,
        name: kept.name.clone(),
        kvk: text(known.kvk.as_ref()),
        rsin: text(known.rsin.as_ref()),
        sbi_scheme: sbi.map_or(SbiScheme::Sbi2025, Sbi::scheme),
        sbi: sbi.map(|sbi| sbi.code().to_owned()).unwrap_or_default(),
        brin: text(known.brin.as_ref()),
        rio_board: text(known.rio_board.as_ref()),
        rio_provider: text(known.rio_provider.as_ref()),
        parent: kept.parent,
        sites: sites.collect(),
    }
}

/// Nothing typed yet.
pub(super) fn nothing() -> TypedOrganisation {
    read(&Posted::default())
}

/// What a form sends.
pub(super) fn read(posted: &Posted) -> TypedOrganisation {
    let get = |name: &str| posted.get(name).trim().to_owned();
    let scheme = |code: &str| SbiScheme::ALL.into_iter().find(|it| it.code() == code);
    let all = |name| {
        let values = posted.all(name).map(|value| value.trim().to_owned());
        values.collect::<Vec<_>>().into_iter()
    };
    let (mut places, mut postcodes) = (all("plaats"), all("postcode"));
    let (mut vestigingen, mut locations) = (all("vestiging"), all("rio_locatie"));
    let mut ids = all("vestiging_id");
    let sites = all("vestiging_naam").map(|name| TypedSite {
        // One without an id is a new one.
        id: SiteId(ids.next().unwrap_or_default().parse().unwrap_or_default()),
        name,
        place: places.next().unwrap_or_default(),
        postcode: postcodes.next().unwrap_or_default(),
        vestiging: vestigingen.next().unwrap_or_default(),
        rio_location: locations.next().unwrap_or_default(),
    });
    TypedOrganisation {
        kind: OrganisationKind::from_code(posted.get("soort")).unwrap_or(OrganisationKind::Company),
        name: get("naam"),
        kvk: get("kvk"),
        rsin: get("rsin"),
        sbi_scheme: scheme(posted.get("sbi_versie")).unwrap_or(SbiScheme::Sbi2025),
        sbi: get("sbi"),
        brin: get("brin"),
        rio_board: get("rio_bestuur"),
        rio_provider: get("rio_aanbieder"),
        parent: get("hoort_bij").parse().ok().map(OrganisationId),
        sites: sites.collect(),
    }
}

/// Adds empty sites to fill in.
pub(super) fn with_more_sites(app: &App, typed: &mut TypedOrganisation) {
    let filled = |site: &TypedSite| !(site.place.is_empty() && site.vestiging.is_empty());
    let empty = typed.sites.iter().rev().take_while(|site| !filled(site));
    for _ in empty.count()..MORE_SITES {
        typed.sites.push(TypedSite {
            id: SiteId(app.fresh_id()),
            name: String::new(),
            place: String::new(),
            postcode: String::new(),
            vestiging: String::new(),
            rio_location: String::new(),
        });
    }
}

/// A mistake in words, with the name of its field on the page.
pub(super) fn wrong(mistake: &Mistake, lang: Lang) -> Wrong {
    let words = match mistake.why {
        Why::Identifier(error) => words::identifier_error(error, lang),
        Why::Organisation(problem) => words::organisation_problem(problem, lang).to_owned(),
    };
    (field(mistake.field), words)
}

fn field(field: TypedField) -> String {
    let name = match field {
        TypedField::Name => "naam",
        TypedField::Kvk => "kvk",
        TypedField::Rsin => "rsin",
        TypedField::Sbi => "sbi",
        TypedField::Brin => "brin",
        TypedField::RioBoard => "rio_bestuur",
        TypedField::RioProvider => "rio_aanbieder",
        TypedField::Parent => "hoort_bij",
        TypedField::Site(at, field) => {
            let name = match field {
                SiteField::Name => "vestiging_naam",
                SiteField::Place => "plaats",
                SiteField::Postcode => "postcode",
                SiteField::Vestiging => "vestiging",
                SiteField::RioLocation => "rio_locatie",
            };
            return format!("{name}-{}", at + 1);
        }
    };
    name.to_owned()
}

/// What stands in each field, in words, to tell what somebody else changed.
pub(super) fn in_words(
    typed: &TypedOrganisation,
    parent: impl Fn(OrganisationId) -> String,
    page: &Page,
) -> Vec<(&'static str, String)> {
    let lang = page.lang;
    let sites = typed.sites.iter().map(|site| {
        let parts = [
            &site.name,
            &site.place,
            &site.postcode,
            &site.vestiging,
            &site.rio_location,
        ];
        let filled = parts.into_iter().filter(|part| !part.is_empty());
        filled.map(String::as_str).collect::<Vec<_>>().join(", ")
    });
    let sites: Vec<String> = sites.filter(|site| !site.is_empty()).collect();
    let word = |nl, en| mkbroute_report::words::choose(lang, nl, en);
    vec![
        (
            word("Soort", "Kind"),
            words::organisation_kind(typed.kind, lang).to_owned(),
        ),
        (word("Naam", "Name"), typed.name.clone()),
        (word("KvK-nummer", "KvK number"), typed.kvk.clone()),
        ("RSIN", typed.rsin.clone()),
        (word("SBI-code", "SBI code"), typed.sbi.clone()),
        (word("BRIN-code", "BRIN code"), typed.brin.clone()),
        (word("RIO-bestuur", "RIO board"), typed.rio_board.clone()),
        (
            word("RIO-aanbieder", "RIO provider"),
            typed.rio_provider.clone(),
        ),
        (
            word("Hoort bij", "Belongs to"),
            typed.parent.map(parent).unwrap_or_default(),
        ),
        (word("Vestigingen", "Sites"), sites.join("; ")),
    ]
}
