//! Files in and out.

use proptest::prelude::*;

use super::{fresh, taken_in, toml};
use crate::id::{CriterionId, LadderId};
use crate::ladder::LadderFormat::{Csv, Markdown, Toml};
use crate::ladder::read::{Note, STARTER, decode, guess, read};
use crate::ladder::{Bar, Criterion, Ladder, LadderFormat, merge, write};

#[test]
fn the_starter_reads_whole_with_bars_that_can_be_judged() {
    let ladder = toml(STARTER);
    assert_eq!(ladder.criteria.len(), 16, "sixteen criteria");
    let mut areas: Vec<&str> = ladder.criteria.iter().map(|one| one.area.as_str()).collect();
    areas.sort_unstable();
    areas.dedup();
    assert_eq!(areas, ["Direction", "People", "Reach", "Results"], "over four areas");
    assert!(ladder.criteria.iter().all(|one| one.bar.asks.is_some()), "each with a bar that reads");
    assert!(ladder.notes.is_empty(), "and nothing to mind");
    assert_eq!(ladder.target.as_deref(), Some("Next level"), "aiming one level up");
}

#[test]
fn markdown_reads_as_a_company_would_have_written_it() {
    let text = "\u{feff}# Quillmarsh ladder\n\nWhat we ask of our leaders.\n\ntarget: Director\n\n\
        ## Senior Manager\n### Results\n- Delivers what was promised\n\n\
        ## Director\n### Direction\n\
        * **Sets direction**: Writes down where the group goes,\n  and others plan from it.\n  bar: two, documented, in a year\n\
        1. Makes hard trade-offs (bar: as the panel sees it)\n\
        \n### People\n- Grows people\n  - who then lead\n";
    let ladder = read(text, Markdown, "Untitled").expect("a ladder");
    assert_eq!(ladder.name, "Quillmarsh ladder", "`#` is its name");
    assert_eq!(ladder.levels, ["Senior Manager", "Director"], "`##` are levels");
    assert_eq!(ladder.target.as_deref(), Some("Director"), "aimed at");
    let second = &ladder.criteria[1];
    assert_eq!(second.title, "Sets direction", "bold is a title");
    assert_eq!(
        second.text, "Writes down where the group goes, and others plan from it.",
        "two lines"
    );
    assert_eq!(second.bar.asks.map(|asks| asks.count), Some(2), "its bar reads");
    assert_eq!(second.key, "director.sets-direction", "a key from level and title");
    assert_eq!(ladder.criteria[2].bar, Bar::read("as the panel sees it"), "a bar in brackets");
    assert_eq!(ladder.criteria[3].text, "Grows people who then lead", "a sub-item is more of it");
    assert_eq!(ladder.criteria[3].area, "People", "`###` are areas");
    assert_eq!(ladder.notes, [(3, Note::LeftOut), (16, Note::BarInWords)], "what to mind, by line");
}

#[test]
fn markdown_without_a_third_depth_has_areas_below_its_name() {
    let ladder = read("# Director\n## Results\n- Delivers\n", Markdown, "x").expect("a ladder");
    assert!(ladder.levels.is_empty(), "one level, which is the ladder");
    assert_eq!(ladder.criteria[0].area, "Results", "`##` is an area then");
}

#[test]
fn tables_read_with_commas_semicolons_or_tabs_and_quoted_lines() {
    for text in [
        "Text,Bar,Level\r\n\"Delivers, always\",\"two, documented\",Director\r\n",
        "text;bar;level\n\"Delivers, always\";\"two, documented\";Director\n;;\n",
        "\ntext\tbar\tlevel\nDelivers, always\ttwo, documented\tDirector\n",
        "text,bar,level\n\"Delivers,\nalways\",\"two, documented\",Director",
    ] {
        let ladder = read(text, Csv, "From a table").expect("a ladder");
        assert_eq!(ladder.criteria.len(), 1, "one line, one criterion");
        assert_eq!(ladder.criteria[0].text, "Delivers, always", "its words on one line");
        assert_eq!(ladder.criteria[0].bar.asks.map(|asks| asks.count), Some(2), "its bar");
        assert_eq!(ladder.levels, ["Director"], "levels as they come");
        assert_eq!(ladder.name, "From a table", "a table has no name of its own");
    }
}

/// Format, text, the line of the error, words its sentence has.
const WRONG: &[(LadderFormat, &str, Option<u32>, &str)] = &[
    (Toml, "", None, "is empty"),
    (Csv, " \n\t\n", None, "is empty"),
    (Markdown, "\u{feff}", None, "is empty"),
    (Toml, "name = \"x\"\n\u{7}", Some(2), "control character"),
    (Toml, "name = \"x", Some(1), "not TOML"),
    (Toml, "name = \"x\"\n[[criterion]\ntext = \"a\"", Some(2), "not TOML"),
    (Toml, "name = \"x\"\nname = \"y\"", Some(2), "not TOML"),
    (Toml, "title = \"x\"", Some(1), "no such setting"),
    (Toml, "name = 3\n[[criterion]]\ntext = \"a\"", Some(1), "quotation marks"),
    (Toml, "name = \"x\"", None, "no criterion"),
    (Toml, "levels = \"A\"\n[[criterion]]\ntext = \"a\"", Some(1), "list of names"),
    (Toml, "levels = [\"A\", 2]\n[[criterion]]\ntext = \"a\"", Some(1), "quotation marks"),
    (Toml, "levels = [\"A\", \"a\"]\n[[criterion]]\ntext = \"a\"", Some(1), "there already"),
    (Toml, "levels = [\"\"]\n[[criterion]]\ntext = \"a\"", Some(1), "level is blank"),
    (Toml, "now = \"B\"\nlevels = [\"A\"]\n[[criterion]]\ntext = \"a\"", Some(1), "level held"),
    (Toml, "levels = [\"A\"]\ntarget = \"B\"\n[[criterion]]\ntext = \"a\"", Some(2), "aimed at"),
    (
        Toml,
        "levels = [\"A\"]\n[[criterion]]\ntext = \"a\"\nlevel = \"B\"",
        Some(4),
        "none of the ladder's",
    ),
    (Toml, "[criterion]\ntext = \"a\"", Some(1), "two brackets"),
    (Toml, "criterion = [\"a\"]", Some(1), "two brackets"),
    (Toml, "[[criterion]]\nbar = \"two\"", Some(1), "no text"),
    (Toml, "[[criterion]]\ntext = \"  \"", Some(1), "no text"),
    (Toml, "[[criterion]]\ntext = \"a\"\nweight = \"2\"", Some(3), "no such setting"),
    (Toml, "[[criterion]]\ntext = [\"a\"]", Some(2), "quotation marks"),
    (Toml, "[[criterion]]\ntext = \"a\"\nkey = \"a b\"", Some(3), "a key is"),
    (
        Toml,
        "[[criterion]]\ntext = \"a\"\nkey = \"k\"\n[[criterion]]\ntext = \"b\"\nkey = \"K\"",
        Some(6),
        "of line 3",
    ),
    (Toml, "name = \" \"\n[[criterion]]\ntext = \"a\"", Some(1), "name is blank"),
    (Csv, "criterion,bar\na,b\n", Some(1), "has to be `text`"),
    (Csv, "text,weight\na,b\n", Some(1), "column 2"),
    (Csv, "text,bar,Text\na,b,c\n", Some(1), "column 3"),
    (Csv, "text,bar\na\n", Some(2), "1 values"),
    (Csv, "text,bar\na,b\nDelivers, always,two\n", Some(3), "3 values"),
    (Csv, "text,bar\n\"a,b\nc,d\n", Some(2), "never closed"),
    (Csv, "text,bar\n,two\n", Some(2), "no text"),
    (Csv, "text,bar\n", None, "no criterion"),
    (Csv, "text,key\na,k\n\nb,k\n", Some(4), "of line 2"),
    (Csv, "text,key\na,k!\n", Some(2), "a key is"),
    (Csv, "a\n", Some(1), "has to be `text`"),
    (Markdown, "Just prose.\n", None, "no criterion"),
    (Markdown, "# A\n# B\n- x\n", Some(2), "second `#`"),
    (Markdown, "# A\n#### B\n- x\n", Some(2), "end at `###`"),
    (Markdown, "# A\n##\n- x\n", Some(2), "no words"),
    (Markdown, "# A\n## Level:\n- x\n", Some(2), "no words"),
    (Markdown, "# A\n-\n", Some(2), "no text"),
    (Markdown, "# A\n- (bar: two)\n", Some(2), "no text"),
    (Markdown, "# A\n- x\n  bar: two\n  bar: three\n", Some(4), "bar is said twice"),
    (Markdown, "# A\nbar: two\n- x\n", Some(2), "belongs below"),
    (Markdown, "# A\n## R\nkey: x\n- x\n", Some(3), "belongs below"),
    (Markdown, "# A\nnow: B\nnow: C\n- x\n", Some(3), "now is said twice"),
    (Markdown, "# A\ntarget: B\n## L\n### R\n- x\n", Some(2), "aimed at"),
    (Markdown, "# A\n- x\n  key: a/b\n", Some(3), "a key is"),
    (Markdown, "# A\n- x\n  key: k\n- y\n  key: k\n", Some(5), "of line 3"),
    (Markdown, "\n\n- x\u{0}\n", Some(3), "control character"),
];

#[test]
fn what_is_wrong_is_said_with_its_line_and_without_the_users_words() {
    assert!(WRONG.len() > 50, "a table worth the name");
    for (format, text, line, words) in WRONG {
        let error = read(text, *format, "Untitled").map(|_| ()).expect_err("it is wrong");
        assert_eq!(error.line, *line, "the line of {error} in {text:?}");
        let sentence = error.to_string();
        assert!(sentence.contains(words), "`{sentence}` says `{words}` of {text:?}");
        assert!(!sentence.ends_with('.') && sentence.is_ascii(), "a house sentence: {sentence}");
    }
    let long = "x".repeat(2_001);
    let text = format!("[[criterion]]\ntext = \"{long}\"");
    let error = read(&text, Toml, "x").map(|_| ()).expect_err("too long");
    assert_eq!(
        error.to_string(),
        "line 2: the text has more than 2000 characters; shorten it",
        "how long"
    );
    let many = "- x\n".repeat(501);
    let error = read(&many, Markdown, "x").map(|_| ()).expect_err("too many");
    assert!(error.to_string().starts_with("line 501: there are more than 500"), "{error}");
    let error = read(&"- x\n".repeat(300_000), Markdown, "x").map(|_| ()).expect_err("too large");
    assert!(error.to_string().contains("1024 KiB"), "{error}");
    let error = decode(b"text\na\xff\n").expect_err("not UTF-8");
    assert_eq!(error.line, Some(2), "where it stops being text");
    let error = read("- x", Markdown, " ").map(|_| ()).expect_err("no name");
    assert!(error.to_string().contains("no name"), "{error}");
}

#[test]
fn a_syntax_error_does_not_quote_the_file() {
    let text = "name = \"x\"\nsecret_word = secretvalue\n";
    let error = read(text, Toml, "x").map(|_| ()).expect_err("not TOML");
    assert!(!error.to_string().contains("secret"), "{error}");
}

#[test]
fn pasted_text_is_taken_for_what_it_looks_like() {
    assert_eq!(guess(STARTER), Toml, "brackets");
    assert_eq!(guess("\nKey;Text\na;b\n"), Csv, "a line of columns");
    assert_eq!(guess("# Ladder\n- Delivers\n"), Markdown, "anything else");
}

#[test]
fn importing_again_updates_by_key_and_keeps_what_is_linked() {
    let first = taken_in(&toml(
        "levels = [\"A\", \"B\"]\n[[criterion]]\nkey = \"a\"\ntext = \"One\"\nlevel = \"A\"\n\
         [[criterion]]\nkey = \"b\"\ntext = \"Two\"\n[[criterion]]\nkey = \"c\"\ntext = \"Three\"\n\
         [[criterion]]\nkey = \"d\"\ntext = \"Four\"",
    ));
    let linked = first.criteria[0].id;
    let second = toml(
        "levels = [\"B\"]\n[[criterion]]\nkey = \"c\"\ntext = \"Three\"\n[[criterion]]\nkey = \"B\"\ntext = \"Two, reworded\"\n[[criterion]]\nkey = \"e\"\ntext = \"Five\"",
    );
    let merged = merge(Some(&first), &second, |id| id == linked, &mut fresh());
    assert_eq!(merged.added.len(), 1, "one is new");
    assert_eq!(merged.changed.len(), 2, "one is reworded, and both changed places");
    assert_eq!(merged.unchanged, 0, "none stays");
    assert_eq!(merged.kept_aside, [linked], "what is linked is kept");
    assert_eq!(merged.removed.len(), 1, "what is not linked goes");
    let aside = merged.ladder.criterion(linked).expect("still there");
    assert!(aside.aside && aside.level.is_none(), "aside, and of no level that is gone");
    assert_eq!(
        merged.ladder.criteria[1].id, first.criteria[1].id,
        "the same key is the same criterion"
    );
    let back = merge(
        Some(&merged.ladder),
        &toml("[[criterion]]\nkey = \"a\"\ntext = \"One\""),
        |_| true,
        &mut fresh(),
    );
    assert!(!back.ladder.criteria[0].aside, "it comes back with its key");
    assert_eq!(back.ladder.criteria[0].id, linked, "and its links");
}

prop_compose! {
    fn words()(words in "[\\PC&&[^\u{feff}\u{200b}]]{0,12}|\\*\\*[a-z]\\*\\*: x|\\(bar: [a-z]+\\)|[-#>\"',;:\\\\]{1,4}|No area|Every level|Level: x|bar: two")
        -> String { crate::ladder::read::tidy(&words) }
}

prop_compose! {
    fn criterion(levels: Vec<String>)(
        at in 0..=levels.len(), area in words(), title in words(), text in words(), bar in words(),
    ) -> Criterion {
        let text = if text.is_empty() { "Delivers".to_owned() } else { text };
        let level = levels.get(at).cloned();
        Criterion {
            id: CriterionId(uuid::Uuid::nil()), key: String::new(), level, area, title, text,
            bar: Bar::read(&bar), aside: false,
        }
    }
}

prop_compose! {
    fn ladder()(levels in prop::collection::vec(words(), 0..4))(
        criteria in prop::collection::vec(criterion(distinct(&levels)), 1..8),
        name in words(), now in 0usize..4, target in 0usize..4, levels in Just(distinct(&levels)),
    ) -> Ladder {
        let number = |(at, one): (usize, Criterion)| Criterion {
            id: CriterionId(uuid::Uuid::from_u128(at as u128 + 1)), key: format!("k{at}"), ..one
        };
        Ladder {
            id: LadderId(uuid::Uuid::from_u128(9)),
            name: if name.is_empty() { "Ladder".to_owned() } else { name },
            now: levels.get(now).cloned(), target: levels.get(target).cloned(), levels,
            criteria: criteria.into_iter().enumerate().map(number).collect(), revision: 3,
        }
    }
}

fn distinct(levels: &[String]) -> Vec<String> {
    let mut found: Vec<String> = Vec::new();
    for level in levels {
        let same = |known: &String| known.to_lowercase() == level.to_lowercase();
        if !level.is_empty() && !found.iter().any(same) {
            found.push(level.clone());
        }
    }
    found
}

proptest! {
    #[test]
    fn what_is_written_reads_back_the_same(ladder in ladder()) {
        for format in [Toml, Markdown, Csv] {
            let text = write(&ladder, format);
            let read = read(&text, format, &ladder.name);
            prop_assert!(read.is_ok(), "{format:?}: {:?} of {text}", read.err());
            let Ok(read) = read else { continue };
            let again = merge(Some(&ladder), &read, |_| true, &mut fresh());
            prop_assert!(!again.is_different(&ladder), "{format:?} changes nothing:\n{text}\n{}", write(&again.ladder, Toml));
            prop_assert_eq!(&write(&again.ladder, format), &text, "and writes the same bytes");
        }
    }

    #[test]
    fn no_text_makes_the_readers_stumble(text in "[\\PC\n\t #*\\-\"\\[\\]=,:]{0,200}") {
        for format in [Toml, Markdown, Csv] {
            if let Ok(read) = read(&text, format, "x") {
                prop_assert!(!read.criteria.is_empty(), "a ladder asks for something");
                prop_assert!(read.criteria.iter().all(|one| !one.text.is_empty()), "in words");
            }
        }
    }
}
