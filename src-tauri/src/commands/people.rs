//! People.

use ledgerline_core::id::PersonId;
use ledgerline_core::person::Person;
use ledgerline_core::wire::PersonView;

asks! {
    people() -> Vec<PersonView> = |journal, now| journal.people(now);
    new_person(name: String) -> Vec<PersonView> = |journal, now| journal.new_person(&name, now);
    save_person(person: Person) -> Vec<PersonView> =
        |journal, now| journal.save_person(person, now);
    merge_people(from: PersonId, into: PersonId) -> Vec<PersonView> =
        |journal, now| journal.merge_people(from, into, now);
    delete_person(id: PersonId) -> Vec<PersonView> = |journal, now| journal.delete_person(id, now);
}
