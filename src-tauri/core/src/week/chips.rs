//! Entries within an answer: `[[id]]`, a reference and never a copy.

use crate::id::EntryId;

/// How long an id is as it is written.
const ID: usize = 36;

/// The entries an answer refers to, each once, in the order met.
#[must_use]
pub fn mentioned(answer: &str) -> Vec<EntryId> {
    let mut found = Vec::new();
    for (_, id) in chips(answer) {
        if !found.contains(&id) {
            found.push(id);
        }
    }
    found
}

/// The answer with what `words` says for each entry, where only text can be shown.
#[must_use]
pub fn with_words(answer: &str, words: impl Fn(EntryId) -> Option<String>) -> String {
    let mut out = String::with_capacity(answer.len());
    let mut from = 0;
    for (at, id) in chips(answer) {
        out.push_str(&answer[from..at]);
        if let Some(words) = words(id) {
            out.push_str(&words);
        }
        from = at + ID + 4;
    }
    out.push_str(&answer[from..]);
    out
}

/// Where each chip begins, and which entry it is.
fn chips(answer: &str) -> Vec<(usize, EntryId)> {
    let whole = |at: usize| -> Option<EntryId> {
        let rest = answer.get(at + 2..)?;
        let id = rest.get(..ID)?;
        rest.get(ID..)?.starts_with("]]").then(|| id.parse().ok())?
    };
    let (mut found, mut from) = (Vec::new(), 0);
    while let Some(next) = answer[from..].find("[[") {
        let at = from + next;
        // A bracket of the writer's own may stand before a chip: `[[[id]]`.
        from = at + 1;
        if let Some(id) = whole(at) {
            found.push((at, id));
            from = at + ID + 4;
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use uuid::Uuid;

    use super::*;

    #[test]
    fn a_chip_is_an_id_in_two_brackets_and_nothing_else_is() {
        let id = EntryId(Uuid::from_u128(7));
        let answer = format!("Told Lena. [[{id}]] Then [[nothing]] and [[{id}]][[");
        assert_eq!(mentioned(&answer), [id], "once, although it stands there twice");
        let read = with_words(&answer, |_| Some("“ended early”".to_owned()));
        assert_eq!(
            read, "Told Lena. “ended early” Then [[nothing]] and “ended early”[[",
            "what is no chip stays as typed"
        );
    }

    #[test]
    fn a_bracket_before_a_chip_hides_nothing() {
        let id = EntryId(Uuid::from_u128(7));
        assert_eq!(mentioned(&format!("[[[{id}]]")), [id], "the chip begins one bracket later");
    }

    proptest! {
        #[test]
        fn any_text_is_read(text in ".*", number: u128) {
            let id = EntryId(Uuid::from_u128(number));
            prop_assert_eq!(with_words(&text, |_| None), text.clone(), "no chip, no change");
            let with = format!("{text}[[{id}]]{text}");
            prop_assert!(mentioned(&with).contains(&id), "a chip is found wherever it stands");
        }
    }
}
