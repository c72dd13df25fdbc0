//! The programme notes who came to a meeting.

use std::collections::BTreeSet;

use mkbroute_domain::accounts::audit::Act;
use mkbroute_domain::ids::{MeetingId, PathwayId, PersonId};
use mkbroute_domain::pathways::MeetingProblem;

use super::sheet::meeting_sheet;
use super::{MeetingError, must_run, told};
use crate::App;
use crate::accounts::Actor;
use crate::accounts::audit::commit;

/// Who came.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Attendance {
    /// Coordinators, each for a pathway.
    pub people: BTreeSet<(PathwayId, PersonId)>,
    /// Pathways of which somebody else came.
    pub others: BTreeSet<PathwayId>,
}

/// Notes who came, in the place of what was noted. `known` is the revision that the page showed.
pub async fn note_attendance(
    app: &App,
    actor: &Actor,
    (id, known): (MeetingId, u32),
    attendance: &Attendance,
) -> Result<(), MeetingError> {
    must_run(actor)?;
    let sheet = meeting_sheet(app, actor, id).await?;
    sheet
        .kept
        .meeting
        .takes_attendance(app.now().date_naive())?;
    let invited = |pathway: &PathwayId| {
        let mut all = sheet.pathways.iter();
        all.find(|found| found.pathway.id == *pathway)
    };
    let belongs = |(pathway, person): &(PathwayId, PersonId)| {
        let people = invited(pathway).map(|found| &found.people);
        people.is_some_and(|people| people.iter().any(|found| found.id == *person))
    };
    let all_belong = attendance.people.iter().all(belongs);
    if !all_belong || !attendance.others.iter().all(|of| invited(of).is_some()) {
        return Err(MeetingProblem::NotInvited.into());
    }
    let of_people = attendance.people.iter().map(|(pathway, _)| *pathway);
    let pathways = of_people.chain(attendance.others.iter().copied()).collect();
    let tx = app.store().begin().await?;
    let noted = tx.note_attendance((id, known), &pathways, &attendance.people);
    if !noted.await? {
        return Err(MeetingError::ChangedMeanwhile);
    }
    Ok(commit(app, tx, &told(actor, Act::AttendanceNoted, id)).await?)
}
