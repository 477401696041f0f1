//! The question file, and the chips in its answers.

use super::Journal;
use crate::error::{Error, Result};
use crate::id::EntryId;
use crate::store;
use crate::time::Week;
use crate::week::{self, Act, Asked, QuestionFile, QuestionFileError};
use crate::wire::{EntryChip, QuestionFileView, QuestionLine, Reflection, WeekNote};

/// Under which name the user's own file is kept; blank for the one the app comes with.
const FILE: &str = "questions";

impl From<QuestionFileError> for Error {
    fn from(error: QuestionFileError) -> Self {
        Self::BadInput(error.to_string())
    }
}

impl Journal {
    /// The questions of a week, the least covered family of four weeks among them.
    pub(super) fn questions(&self, week: Week, acts: &[Act]) -> Result<Vec<Reflection>> {
        let file = self.questions_in_use()?;
        Ok(week::choose(week, week::coverage(week, acts), &file).into_iter().map(blank).collect())
    }

    fn question_text(&self) -> Result<(String, bool)> {
        let own: String = store::setting::get(self.store.db(), FILE)?;
        let is_own = !own.trim().is_empty();
        Ok((if is_own { own } else { QuestionFile::shipped_text().to_owned() }, is_own))
    }

    fn questions_in_use(&self) -> Result<QuestionFile> {
        // A file that an older version took and this one does not must not keep a week shut.
        Ok(QuestionFile::parse(&self.question_text()?.0)
            .unwrap_or_else(|_| QuestionFile::shipped()))
    }

    /// The question file in use: the user's own, or the one the app comes with.
    ///
    /// # Errors
    /// The store does not answer.
    pub fn question_file(&self) -> Result<QuestionFileView> {
        let (text, own) = self.question_text()?;
        let questions = self.questions_in_use()?;
        let line = |question: &week::Question| QuestionLine {
            key: question.key.clone(),
            group: question.group.name().to_owned(),
            words: question.words.clone(),
        };
        Ok(QuestionFileView {
            text,
            own,
            questions: questions.questions().iter().map(line).collect(),
        })
    }

    /// Replaces the question file.
    ///
    /// # Errors
    /// The file cannot be read; the sentence names the line.
    pub fn save_question_file(&mut self, text: &str) -> Result<QuestionFileView> {
        QuestionFile::parse(text)?;
        self.put_questions(text)
    }

    /// Adds a question under a heading: `always`, a family, or `closing`.
    ///
    /// # Errors
    /// There is no such heading, or the question is blank or too long.
    pub fn add_question(&mut self, group: &str, words: &str) -> Result<QuestionFileView> {
        let (text, _) = self.question_text()?;
        let text = QuestionFile::with(&text, group, words)?;
        self.put_questions(&text)
    }

    /// Goes back to the questions the app comes with.
    ///
    /// # Errors
    /// It could not be written.
    pub fn reset_question_file(&mut self) -> Result<QuestionFileView> {
        self.put_questions("")
    }

    fn put_questions(&mut self, text: &str) -> Result<QuestionFileView> {
        let tx = self.store.write()?;
        store::setting::put(&tx, FILE, &text)?;
        tx.commit()?;
        self.question_file()
    }

    /// Another question of the same heading that is not among `asked`.
    ///
    /// # Errors
    /// The store does not answer.
    pub fn another_question(&self, key: &str, asked: &[String]) -> Result<Option<Reflection>> {
        let file = self.questions_in_use()?;
        let optional = key.starts_with("closing.");
        Ok(file.another(key, asked).map(|question| {
            blank(Asked { key: question.key.clone(), words: question.words.clone(), optional })
        }))
    }

    /// Entries as chips, in the order given.
    ///
    /// # Errors
    /// The store does not answer.
    pub fn entry_chips(&self, ids: &[EntryId]) -> Result<Vec<EntryChip>> {
        ids.iter()
            .map(|id| match store::entry::read(self.store.db(), *id) {
                Ok(entry) => Ok(EntryChip {
                    id: *id,
                    kind: entry.kind,
                    day: Some(entry.day),
                    text: entry.text,
                }),
                Err(Error::NotFound(_)) => {
                    Ok(EntryChip { id: *id, kind: None, day: None, text: String::new() })
                }
                Err(error) => Err(error),
            })
            .collect()
    }

    /// The entries that the answers of a note refer to.
    pub(super) fn chips(&self, note: Option<&WeekNote>) -> Result<Vec<EntryChip>> {
        let answers = note.iter().flat_map(|note| &note.close.reflections);
        let mut ids: Vec<EntryId> = Vec::new();
        for id in answers.flat_map(|said| week::mentioned(&said.answer)) {
            if !ids.contains(&id) {
                ids.push(id);
            }
        }
        self.entry_chips(&ids)
    }
}

fn blank(asked: Asked) -> Reflection {
    Reflection {
        question: asked.key,
        words: asked.words,
        answer: String::new(),
        optional: asked.optional,
    }
}
