//! The life of a grant: given, accepted or declined, in force, taken back.

use super::GrantStatus;

/// What happens to a grant.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Step {
    /// Somebody is invited to the role. With it the life of a grant begins.
    Give,
    Accept,
    Decline,
    /// Who manages roles takes it back.
    Revoke,
    /// The holder gives it up.
    LayDown,
    /// It ends earlier, later, or never.
    ChangeEnd,
}

impl Step {
    /// Every step.
    pub const ALL: [Self; 6] = [
        Self::Give,
        Self::Accept,
        Self::Decline,
        Self::Revoke,
        Self::LayDown,
        Self::ChangeEnd,
    ];

    /// The name under which the step is stored.
    pub fn code(self) -> &'static str {
        match self {
            Self::Give => "given",
            Self::Accept => "accepted",
            Self::Decline => "declined",
            Self::Revoke => "revoked",
            Self::LayDown => "laid_down",
            Self::ChangeEnd => "end_changed",
        }
    }

    /// The step stored under this name.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|step| step.code() == code)
    }
}

/// Who takes a step.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum By {
    /// Whose grant it is.
    Holder,
    /// Who may give such a grant.
    Manager,
}

/// Every step that is possible: from, step, by whom, to.
const TABLE: [(GrantStatus, Step, By, GrantStatus); 7] = {
    use GrantStatus::{Confirmed, Invited, Revoked};
    [
        (Invited, Step::Accept, By::Holder, Confirmed),
        (Invited, Step::Decline, By::Holder, Revoked),
        (Invited, Step::Revoke, By::Manager, Revoked),
        (Invited, Step::ChangeEnd, By::Manager, Invited),
        (Confirmed, Step::LayDown, By::Holder, Revoked),
        (Confirmed, Step::Revoke, By::Manager, Revoked),
        (Confirmed, Step::ChangeEnd, By::Manager, Confirmed),
    ]
};

impl GrantStatus {
    /// The status after a step; `None` if it cannot be taken, or not by them.
    pub fn after(self, step: Step, by: By) -> Option<Self> {
        let mut rows = TABLE.iter();
        let found = rows.find(|(from, taken, who, _)| (*from, *taken, *who) == (self, step, by));
        found.map(|(_, _, _, to)| *to)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Every status, step and taker: what is not named here is refused.
    #[test]
    fn the_whole_product_is_decided() {
        use GrantStatus::{Confirmed, Invited, Revoked};
        for status in GrantStatus::ALL {
            for step in Step::ALL {
                for by in [By::Holder, By::Manager] {
                    let expected = match (status, step, by) {
                        (Invited, Step::Accept, By::Holder) => Some(Confirmed),
                        (Invited, Step::Decline, By::Holder)
                        | (Confirmed, Step::LayDown, By::Holder)
                        | (Invited | Confirmed, Step::Revoke, By::Manager) => Some(Revoked),
                        (Invited | Confirmed, Step::ChangeEnd, By::Manager) => Some(status),
                        _ => None,
                    };
                    assert_eq!(
                        status.after(step, by),
                        expected,
                        "{status:?} {step:?} {by:?}"
                    );
                }
            }
        }
    }

    #[test]
    fn nothing_brings_a_revoked_grant_back() {
        for step in Step::ALL {
            assert_eq!(GrantStatus::Revoked.after(step, By::Holder), None);
            assert_eq!(GrantStatus::Revoked.after(step, By::Manager), None);
        }
    }

    #[test]
    fn every_step_is_found_again_by_its_code() {
        for step in Step::ALL {
            assert_eq!(Step::from_code(step.code()), Some(step));
        }
    }
}
