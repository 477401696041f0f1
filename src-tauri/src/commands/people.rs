//! People.

use ledgerline_core::id::PersonId;
use ledgerline_core::person::Person;
use ledgerline_core::wire::PersonView;
use tauri::State;

use crate::error::Reply;
use crate::state::Desk;

#[tauri::command(async)]
pub(crate) fn people(desk: State<'_, Desk>) -> Reply<Vec<PersonView>> {
    desk.journal(|journal, now| journal.people(now))
}

#[tauri::command(async)]
pub(crate) fn new_person(desk: State<'_, Desk>, name: String) -> Reply<Vec<PersonView>> {
    desk.journal(|journal, now| journal.new_person(&name, now))
}

#[tauri::command(async)]
pub(crate) fn save_person(desk: State<'_, Desk>, person: Person) -> Reply<Vec<PersonView>> {
    desk.journal(|journal, now| journal.save_person(person, now))
}

#[tauri::command(async)]
pub(crate) fn merge_people(
    desk: State<'_, Desk>,
    from: PersonId,
    into: PersonId,
) -> Reply<Vec<PersonView>> {
    desk.journal(|journal, now| journal.merge_people(from, into, now))
}

#[tauri::command(async)]
pub(crate) fn delete_person(desk: State<'_, Desk>, id: PersonId) -> Reply<Vec<PersonView>> {
    desk.journal(|journal, now| journal.delete_person(id, now))
}
