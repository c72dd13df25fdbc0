//! Where a role holds, as one text: `programme`, `pathway:avans-bouw`, `company:018f…`.

use mkbroute_application::accounts::{Actor, Place, Places, places};
use mkbroute_application::{App, AppError};
use mkbroute_domain::accounts::Scope;
use mkbroute_domain::ids::{CompanyId, HogeschoolId, PathwayId, WaveId};
use uuid::Uuid;

/// What is asked for instead of the id of a company that the program does not know yet.
const NEW: &str = "company:new";

/// What such a text looks like.
pub(super) const PATTERN: &str =
    "^(programme|(wave|pathway):[a-z0-9-]+|(hogeschool|company):[0-9a-f-]{36}|company:new)$";

/// Names scopes, and finds them by name.
pub(super) struct Scopes(Places);

impl Scopes {
    /// The names that somebody may know.
    pub(super) async fn of(app: &App, actor: &Actor) -> Result<Self, AppError> {
        // Companies are called by their ids.
        Ok(Self(places(app, actor, &[]).await?))
    }

    /// The text for a scope.
    pub(super) fn name(&self, scope: Scope) -> String {
        let kind = scope.kind().code();
        let name = match scope {
            Scope::Programme => return kind.to_owned(),
            Scope::Wave(id) => {
                let found = self.0.waves.iter().find(|wave| wave.id == id);
                found.map_or_else(|| id.to_string(), |wave| wave.slug.clone())
            }
            Scope::Pathway(id) => {
                let found = self.0.pathways.iter().find(|pathway| pathway.id == id);
                found.map_or_else(|| id.to_string(), |pathway| pathway.slug.clone())
            }
            Scope::Hogeschool(id) => id.to_string(),
            Scope::Company(id) => id.to_string(),
        };
        format!("{kind}:{name}")
    }

    /// The scope with this text; nothing if there is none.
    pub(super) fn known(&self, text: &str) -> Option<Scope> {
        if text == Scope::Programme.kind().code() {
            return Some(Scope::Programme);
        }
        let (kind, name) = text.split_once(':')?;
        let id = name.parse::<Uuid>().ok();
        match kind {
            "wave" => {
                let mut waves = self.0.waves.iter();
                let found = waves.find(|wave| wave.slug == name || Some(wave.id.0) == id);
                found.map(|wave| Scope::Wave(WaveId(wave.id.0)))
            }
            "pathway" => {
                let mut all = self.0.pathways.iter();
                let found = all.find(|one| one.slug == name || Some(one.id.0) == id);
                found.map(|pathway| Scope::Pathway(PathwayId(pathway.id.0)))
            }
            "hogeschool" => id.map(|id| Scope::Hogeschool(HogeschoolId(id))),
            "company" => id.map(|id| Scope::Company(CompanyId(id))),
            _ => None,
        }
    }

    /// Where a role is to hold; nothing if there is no such place.
    pub(super) fn place(&self, text: &str) -> Option<Place> {
        if text == NEW {
            return Some(Place::NewCompany);
        }
        self.known(text).map(Place::Known)
    }
}
