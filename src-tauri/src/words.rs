//! The sentences of the native menus and dialogs, from the same file as the window's.

use std::collections::HashMap;
use std::sync::LazyLock;

static WORDS: LazyLock<HashMap<String, serde_json::Value>> = LazyLock::new(|| {
    serde_json::from_str(include_str!("../../ui/messages/en.json")).unwrap_or_default()
});

/// The sentence under `key`.
pub(crate) fn words(key: &str) -> &'static str {
    WORDS.get(key).and_then(|found| found.as_str()).unwrap_or_default()
}

/// The label of an action of `actions.ts`.
pub(crate) fn action(id: &str) -> &'static str {
    words(&format!("action_{}", id.replace('-', "_")))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_sentence_the_shell_shows_is_in_the_file() {
        let mut missing = crate::menu::sentences();
        missing.retain(|key| words(key).is_empty());
        assert_eq!(missing, Vec::<String>::new(), "these would show as blanks");
    }
}
