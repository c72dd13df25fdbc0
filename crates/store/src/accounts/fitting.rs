//! Which grants fit: those that somebody manages, in a scope, or that stand in some way.

use chrono::{DateTime, Utc};
use mkbroute_domain::accounts::{GrantStatus, Managed, Role, Scope, Visible};
use sea_orm::sea_query::{Expr, ExprTrait, Func, Query};
use sea_orm::{ColumnTrait, Condition};
use uuid::Uuid;

use super::grants::scope_columns;
use super::people::{GrantFilter, PersonFilter};
use crate::entities::{grants, pathways};

/// By what grants are found. SQLite does not know how many grants there are of a role or in a scope, takes either
/// for few, and would go along them where a person or an id leads there at once.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum By {
    Role,
    Scope,
    Person,
}

impl By {
    /// A column of texts that leads nowhere, unless grants are found by it.
    fn column(self, own: Self, column: grants::Column) -> Expr {
        let plain = Expr::col(column.as_column_ref());
        if self == own {
            plain
        } else {
            Func::coalesce([plain, Expr::val("")]).into()
        }
    }

    pub(super) fn role(self) -> Expr {
        self.column(Self::Role, grants::Column::Role)
    }

    fn scope_kind(self) -> Expr {
        self.column(Self::Scope, grants::Column::ScopeKind)
    }
}

/// By what the grants that somebody manages are found.
pub(super) fn along(seen: &Managed) -> By {
    match seen.within {
        Visible::Everything => By::Role,
        Visible::Within(_) => By::Scope,
    }
}

/// Whether somebody manages every grant there is.
pub(super) fn manages_all(seen: &Managed) -> bool {
    seen.within == Visible::Everything && has_every_role(seen)
}

fn has_every_role(seen: &Managed) -> bool {
    seen.roles.len() == Role::ALL.len()
}

/// Grants that somebody manages.
pub(super) fn managed(seen: &Managed, by: By) -> Condition {
    let roles = seen.roles.iter().map(|role| role.code());
    // A list of every role says nothing.
    let roles = (!has_every_role(seen)).then(|| by.role().is_in(roles));
    Condition::all()
        .add_option(roles)
        .add(within(&seen.within, by))
}

/// Grants that hold within what somebody may see.
pub(super) fn within(seen: &Visible, by: By) -> Condition {
    let Visible::Within(scopes) = seen else {
        return Condition::all();
    };
    if scopes.is_empty() {
        // Alternatives without any would let everything through. Among others this one would keep SQLite from going
        // along the index of each.
        return Condition::all().add(grants::Column::Id.is_in(Vec::<Uuid>::new()));
    }
    scopes.iter().fold(Condition::any(), |found, scope| {
        let found = found.add(holds_in(*scope, by));
        match scope {
            Scope::Hogeschool(own) => found.add(at_pathways_of(own.0, by)),
            _ => found,
        }
    })
}

/// Grants that hold in exactly this scope.
pub(super) fn holds_in(scope: Scope, by: By) -> Condition {
    let (kind, id) = scope_columns(scope);
    Condition::all()
        .add(by.scope_kind().eq(kind))
        .add(match id {
            Some(id) => grants::Column::ScopeId.eq(id),
            None => grants::Column::ScopeId.is_null(),
        })
}

fn at_pathways_of(hogeschool: Uuid, by: By) -> Condition {
    let own = Query::select()
        .column(pathways::Column::Id)
        .from(pathways::Entity)
        .and_where(pathways::Column::HogeschoolId.eq(hogeschool))
        .take();
    Condition::all()
        .add(by.scope_kind().eq("pathway"))
        .add(grants::Column::ScopeId.in_subquery(own))
}

/// Grants that a filter of persons asks for.
pub(super) fn of_filter(filter: &PersonFilter, (by, now): (By, DateTime<Utc>)) -> Condition {
    let role = filter.role.map(|role| by.role().eq(role.code()));
    let pathway = filter.pathway.map(|id| {
        let of = Query::select()
            .column(pathways::Column::HogeschoolId)
            .from(pathways::Entity)
            .and_where(pathways::Column::Id.eq(id.0))
            .take();
        let of = Condition::all()
            .add(by.scope_kind().eq("hogeschool"))
            .add(grants::Column::ScopeId.in_subquery(of));
        Condition::any()
            .add(holds_in(Scope::Pathway(id), by))
            .add(of)
    });
    Condition::all()
        .add_option(role)
        .add_option(pathway)
        .add_option(filter.state.map(|state| stands(state, now)))
}

/// Grants that stand so at this moment.
pub(super) fn stands(state: GrantFilter, now: DateTime<Utc>) -> Condition {
    let end = grants::Column::ExpiresAt;
    let status = |status: GrantStatus| grants::Column::Status.eq(status.code());
    let lasts = || Condition::any().add(end.is_null()).add(end.gt(now));
    match state {
        GrantFilter::Invited => Condition::all()
            .add(lasts())
            .add(status(GrantStatus::Invited)),
        GrantFilter::InForce => Condition::all()
            .add(lasts())
            .add(status(GrantStatus::Confirmed)),
        GrantFilter::EndsBefore(moment) => Condition::all()
            .add(end.gt(now))
            .add(end.lt(moment))
            .add(status(GrantStatus::Confirmed)),
        GrantFilter::Ended => Condition::any()
            .add(status(GrantStatus::Revoked))
            .add(end.lte(now)),
    }
}
