//! What each rule of the grammar reads, as a table: the line, the sentence, the rest.

use uuid::Uuid;

use super::*;

/// A Saturday.
const TODAY: &str = "2026-11-21";

fn known(names: &[&str]) -> Vec<Known> {
    let one = |(n, name): (usize, &&str)| Known {
        id: Uuid::from_u128(n as u128 + 1),
        name: (*name).to_owned(),
    };
    names.iter().enumerate().map(one).collect()
}

pub(super) fn read_line(raw: &str) -> Reading {
    let people = known(&["Mei-Lin Chao", "Dana Whitfield", "Teo Valdane", "Teo Arro"]);
    let goals = known(&["Enterprise renewals", "Customs documents live in two countries"]);
    read(raw, &Context { today: TODAY.parse().expect("a day"), people: &people, goals: &goals })
}

/// Everything but the text on one line; `*` marks a name the journal knows.
fn rest(reading: &Reading) -> String {
    let mut said = Vec::new();
    let name = |mention: &Mention| {
        format!("{}{}", mention.name, if mention.known.is_some() { "*" } else { "" })
    };
    said.extend(reading.kind.map(|kind| format!("!{}", kind.name())));
    said.extend(reading.people.iter().map(|person| format!("@{}", name(person))));
    said.extend(reading.goal.iter().map(|goal| format!(">{}", name(goal))));
    said.extend(reading.tags.iter().map(|tag| format!("#{tag}")));
    said.extend(reading.figure.iter().map(|f| match f.low == f.high {
        true => format!("${} {}", f.likely, f.unit.name()),
        false => format!("${}..{}..{} {}", f.low, f.likely, f.high, f.unit.name()),
    }));
    said.extend(reading.day.map(|day| format!("^{day}")));
    said.extend(reading.ask_on.map(|day| format!("?{day}")));
    said.extend(reading.outcome.iter().map(|words| format!("= {words}")));
    said.extend(reading.private_note.iter().map(|words| format!("// {words}")));
    said.join(" ")
}

fn check(table: &[(&str, &str, &str)]) {
    for (raw, text, others) in table {
        let reading = read_line(raw);
        assert_eq!(reading.text, *text, "the sentence of `{raw}`");
        assert_eq!(rest(&reading), *others, "what `{raw}` says besides");
    }
}

#[test]
fn the_line_of_the_specification() {
    check(&[(
        "Agreed a joint response target with Carrier Operations so the 99.95% clause could stay in the Halden renewal !ne @Mei-Lin >renewals $410k*35% ^tue",
        "Agreed a joint response target with Carrier Operations so the 99.95% clause could stay in the Halden renewal",
        "!negotiation @Mei-Lin Chao* >Enterprise renewals* $143500 money ^2026-11-17",
    )]);
}

#[test]
fn every_sigil_reads_its_body() {
    check(&[
        ("x !sh", "x", "!shielding"),
        ("x !shield", "x", "!shielding"),
        ("x !SHIELDING", "x", "!shielding"),
        ("x !trade-off", "x", "!trade-off"),
        ("x !n", "x", "!negotiation"),
        ("x @Mei-Lin", "x", "@Mei-Lin Chao*"),
        ("x @\"Oskar Lindqvist\"", "x", "@Oskar Lindqvist"),
        ("x @“Oskar Lindqvist”", "x", "@Oskar Lindqvist"),
        ("x @Teo", "x", "@Teo"),
        ("x @teo-arro", "x", "@Teo Arro*"),
        ("x >renewals", "x", ">Enterprise renewals*"),
        ("x >\"Customs API\"", "x", ">Customs API"),
        ("x >customs", "x", ">Customs documents live in two countries*"),
        ("x #quarter-end #Ops", "x", "#quarter-end #Ops"),
        ("x $24h..28h", "x", "$24..26..28 hours"),
        ("x $5wk", "x", "$5 weeks"),
        ("x $2hc", "x", "$2 headcount"),
        ("x $20k..27k", "x", "$20000..23500..27000 money"),
        ("x ^-2d", "x", "^2026-11-19"),
        ("x ^14nov", "x", "^2026-11-14"),
        ("x ^yesterday", "x", "^2026-11-20"),
        ("x ?10dec", "x", "?2026-12-10"),
        ("x ?+2w", "x", "?2026-12-05"),
        ("x = held the January date", "x", "= held the January date"),
        ("x =held the date", "x", "= held the date"),
        ("x // do not quote Oskar", "x", "// do not quote Oskar"),
        ("x //nobody reads this", "x", "// nobody reads this"),
        ("\\!important", "!important", ""),
        (
            "she said \"no !sh today @Mei-Lin\" twice",
            "she said \"no !sh today @Mei-Lin\" twice",
            "",
        ),
    ]);
}

#[test]
fn order_is_free_and_tokens_leave_the_ends() {
    check(&[
        ("!sh Kept the audit off the team", "Kept the audit off the team", "!shielding"),
        (
            "^tue $24h #ops !sh Kept the audit off",
            "Kept the audit off",
            "!shielding #ops $24 hours ^2026-11-17",
        ),
        ("Kept the audit !sh off the team", "Kept the audit off the team", "!shielding"),
        ("Kept   the audit   !sh   off", "Kept   the audit off", "!shielding"),
        ("Agreed it ^tue with them", "Agreed it with them", "^2026-11-17"),
        ("!sh: kept it off", "kept it off", "!shielding"),
        ("Kept it !sh \"off\" the team", "Kept it \"off\" the team", "!shielding"),
        ("!sh", "", "!shielding"),
        ("!sh. @Mei-Lin, #x;", "", "!shielding @Mei-Lin Chao* #x"),
        ("", "", ""),
        (" \n\t ", "", ""),
    ]);
}

#[test]
fn names_in_the_sentence_become_words() {
    check(&[
        (
            "asked @Mei-Lin to hold the line !ne",
            "asked Mei-Lin to hold the line",
            "!negotiation @Mei-Lin Chao*",
        ),
        ("asked @\"Oskar Lindqvist\" to hold", "asked Oskar Lindqvist to hold", "@Oskar Lindqvist"),
        (
            "@Mei-Lin agreed to wait @Dana",
            "Mei-Lin agreed to wait",
            "@Mei-Lin Chao* @Dana Whitfield*",
        ),
        ("asked @Mei-Lin, who agreed", "asked Mei-Lin, who agreed", "@Mei-Lin Chao*"),
        ("moved @Mei-Lin's team !tb", "moved Mei-Lin's team", "!teambuilding @Mei-Lin Chao*"),
        ("moved @Mei-Lin’s team", "moved Mei-Lin’s team", "@Mei-Lin Chao*"),
        ("I asked @Mei-Lin.", "I asked Mei-Lin.", "@Mei-Lin Chao*"),
        ("Did I ask @Mei-Lin? !co", "Did I ask Mei-Lin?", "!coaching @Mei-Lin Chao*"),
        (
            "sat with @Mei-Lin and @Dana !co",
            "sat with Mei-Lin and Dana",
            "!coaching @Mei-Lin Chao* @Dana Whitfield*",
        ),
        ("sat with @Mei-Lin & @Dana", "sat with Mei-Lin & Dana", "@Mei-Lin Chao* @Dana Whitfield*"),
        ("Agreed it @Mei-Lin, @Dana", "Agreed it", "@Mei-Lin Chao* @Dana Whitfield*"),
        ("Agreed it !ne @Mei-Lin.", "Agreed it.", "!negotiation @Mei-Lin Chao*"),
        ("pushed >renewals forward", "pushed renewals forward", ">Enterprise renewals*"),
        ("met @mei then @Mei-Lin then left", "met mei then Mei-Lin then left", "@Mei-Lin Chao*"),
        ("met @Zoë then @zoe again", "met Zoë then zoe again", "@Zoë"),
    ]);
}

#[test]
fn a_sentence_is_not_left_hanging() {
    check(&[
        ("agreed it with @Mei-Lin !ne", "agreed it with Mei-Lin", "!negotiation @Mei-Lin Chao*"),
        ("Agreed it with @Mei-Lin", "Agreed it with Mei-Lin", "@Mei-Lin Chao*"),
        (
            "agreed it with @Mei-Lin @Dana >renewals",
            "agreed it with Mei-Lin",
            "@Mei-Lin Chao* @Dana Whitfield* >Enterprise renewals*",
        ),
        (
            "agreed it with @Mei-Lin, @Dana and @Zoë !ne",
            "agreed it with Mei-Lin, Dana and Zoë",
            "!negotiation @Mei-Lin Chao* @Dana Whitfield* @Zoë",
        ),
        ("verhandelt mit @Mei-Lin #ops", "verhandelt mit Mei-Lin", "@Mei-Lin Chao* #ops"),
        (
            "freed four people for >renewals !sh",
            "freed four people for renewals",
            "!shielding >Enterprise renewals*",
        ),
        (
            "Closed the books by #quarter-end !ne",
            "Closed the books by quarter-end",
            "!negotiation #quarter-end",
        ),
        ("Cut the rework to $24h !un", "Cut the rework to 24h", "!unblocking $24 hours"),
        ("Agreed it with them @Mei-Lin", "Agreed it with them", "@Mei-Lin Chao*"),
        ("Signed it off @Mei-Lin", "Signed it off", "@Mei-Lin Chao*"),
        (
            "Kept two engineers off reporting !sh @Oskar >Customs ^tue",
            "Kept two engineers off reporting",
            "!shielding @Oskar >Customs documents live in two countries* ^2026-11-17",
        ),
    ]);
}

#[test]
fn tags_and_figures_stay_between_words() {
    check(&[
        (
            "Closed the #quarter-end books early",
            "Closed the quarter-end books early",
            "#quarter-end",
        ),
        (
            "Saved $410k a year for ops !ne",
            "Saved $410k a year for ops",
            "!negotiation $410000 money",
        ),
        ("Cut $24h of rework a week", "Cut 24h of rework a week", "$24 hours"),
        ("gave @Mei-Lin $24h back", "gave Mei-Lin 24h back", "@Mei-Lin Chao* $24 hours"),
        ("Agreed it #x; then left", "Agreed it; then left", "#x"),
        ("Held the date !sh.", "Held the date.", "!shielding"),
        ("Held the date. !sh.", "Held the date.", "!shielding"),
        ("Held the date !sh , then left", "Held the date, then left", "!shielding"),
        ("Held it !sh :) fine", "Held it :) fine", "!shielding"),
        (
            "Kept the room calm @Mei-Lin, !sh. #x;",
            "Kept the room calm.",
            "!shielding @Mei-Lin Chao* #x",
        ),
        ("x #Ops #ops #b", "x", "#Ops #b"),
    ]);
}

#[test]
fn the_last_of_two_wins_and_both_are_marked() {
    check(&[
        ("x !sh !ne", "x", "!negotiation"),
        ("x !sh !zz", "x !zz", "!shielding"),
        ("x ^tue ^mon $5 $6 >a1b >renewals", "x", ">Enterprise renewals* $6 money ^2026-11-16"),
    ]);
    let states = |raw: &str| read_line(raw).spans.iter().map(|span| span.state).collect::<Vec<_>>();
    assert_eq!(
        states("x !sh !ne"),
        [SpanState::Superseded, SpanState::Known],
        "both kinds are underlined"
    );
    assert_eq!(
        states("x !sh !zz !ne"),
        [SpanState::Superseded, SpanState::Unknown, SpanState::Known],
        "`!zz` is dotted"
    );
    assert_eq!(
        states("x @Nobody @Mei-Lin"),
        [SpanState::New, SpanState::Known],
        "a new name is dotted"
    );
}

#[test]
fn outcome_and_private_note_run_to_the_end_of_the_line() {
    check(&[
        ("x = held it // not for Oskar", "x", "= held it // not for Oskar"),
        ("x // not for Oskar = at all", "x", "// not for Oskar = at all"),
        ("x = $5 for !sh @Mei-Lin", "x", "= $5 for !sh @Mei-Lin"),
        ("x = see https://a.b//c for it", "x", "= see https://a.b//c for it"),
        ("x = kept \"this // here\" // not this", "x", "= kept \"this // here\" // not this"),
        ("x = kept \\// here", "x", "= kept // here"),
        (
            "x = held it\nand went on !sh\n// hush\nlast",
            "x\nand went on\nlast",
            "!shielding = held it // hush",
        ),
        ("x = one\n= two", "x", "= one\ntwo"),
        ("= held the date", "", "= held the date"),
        ("x @Mei-Lin = held", "x", "@Mei-Lin Chao* = held"),
        ("x =", "x =", ""),
        ("x //", "x //", ""),
        ("x = // hush", "x =", "// hush"),
        ("see https://example.org/a#b // hush", "see https://example.org/a#b", "// hush"),
        ("if a == b => c =) d", "if a == b => c =) d", ""),
        ("a==b and a=b", "a==b and a=b", ""),
        ("run `x = y // z` twice", "run `x = y // z` twice", ""),
        ("a `tick\n// hush\nb ` tock", "a `tick\nb ` tock", "// hush"),
        ("```\n!sh = x // y\n``` !ne", "```\n!sh = x // y\n```", "!negotiation"),
        ("x\r\n= held\r\ny\r\n", "x\ny", "= held"),
    ]);
}

#[test]
fn what_is_never_a_token() {
    for raw in [
        "C#",
        "F# and C# code",
        "a@b.co",
        "mail a@b.co now",
        "R&D > ops",
        "wow!",
        "wow! that",
        "50% > 20%",
        "tb",
        "bk",
        "tb and bk",
        "no ! space",
        "see https://x.org/#part?q=1",
        "https://x.org//y",
        "`@Mei-Lin !sh $5`",
        "a ``b ` !sh`` c",
        "-> there",
        ">= 20",
        "churn >50% now",
        "met @3pm sharp",
        "our #1 case",
        "ticket #4512",
        "$HOME and $x",
        "$5x",
        "$ 5",
        "#",
        "@",
        ">",
        "^",
        "?",
        "!",
        "$",
        "\\",
        "^2 and ?why",
        "?",
        "really ?",
        "!?",
        "!!",
        "!1",
        "## heading",
        "# heading",
        "> quoted",
        "@\"\"",
        "@\"open",
        "\"open @x",
        "5\" pipe",
        "\\\\nas\\share",
        "C:\\dir",
        "🎉 shipped 🎉",
        "👩‍👩‍👧 moved",
        "日本語の文",
        "שלום עולם",
        "مرحبا بالعالم",
        "e\u{301}te\u{301}",
        "a#b @",
        "@-x",
        "(!sh)",
    ] {
        let reading = read_line(raw);
        let expected = if raw == "\"open @x" { "\"open" } else { raw };
        assert_eq!(reading.text, expected, "`{raw}` is text as it stands");
        if expected == raw {
            assert_eq!(rest(&reading), "", "`{raw}` says nothing besides");
        }
    }
}

#[test]
fn an_unknown_kind_is_dotted_text() {
    let reading = read_line("so !important, this");
    assert_eq!(
        (reading.text.as_str(), reading.kind),
        ("so !important, this", None),
        "never an error"
    );
    let span = Span { start: 3, end: 13, part: Part::Kind, state: SpanState::Unknown };
    assert_eq!(reading.spans, [span], "dotted, without the comma");
}

#[test]
fn escapes_keep_the_sigil_and_lose_the_backslash() {
    check(&[
        ("a \\@Mei-Lin b", "a @Mei-Lin b", ""),
        ("\\#x \\$5 \\^tue \\?10dec \\>y", "#x $5 ^tue ?10dec >y", ""),
        ("x \\= y", "x = y", ""),
        ("x \\// y", "x // y", ""),
        ("a \\\"b @Mei-Lin c\"", "a \"b Mei-Lin c\"", "@Mei-Lin Chao*"),
    ]);
}

#[test]
fn other_scripts_and_emoji_read_like_any_text() {
    check(&[
        ("🎉 shipped @Mei-Lin !bk", "🎉 shipped", "!breakthrough @Mei-Lin Chao*"),
        ("שלום @שרה מה !sh", "שלום שרה מה", "!shielding @שרה"),
        ("اتفقنا @سارة، #فريق", "اتفقنا", "@سارة #فريق"),
        ("\u{200f}!sh שלום", "\u{200f} שלום", "!shielding"),
        ("会議 @田中 #四半期", "会議", "@田中 #四半期"),
        ("x\u{a0}!sh\u{3000}y", "x y", "!shielding"),
        ("launch #🚀", "launch", "#🚀"),
    ]);
}

#[test]
fn spans_count_utf16_code_units() {
    let reading = read_line("🎉 é @Mei-Lin, $24h");
    let span = |start, end, part| Span { start, end, part, state: SpanState::Known };
    let expected =
        [span(5, 13, Part::Person), span(13, 14, Part::Separator), span(15, 19, Part::Figure)];
    assert_eq!(reading.spans, expected, "an emoji is two units, an accent one");
}

#[test]
fn no_shape_of_line_takes_more_than_linear_time() {
    let people: Vec<String> = (0..200).map(|n| format!("Person{n} Surname{n}")).collect();
    let people = known(&people.iter().map(String::as_str).collect::<Vec<_>>());
    let context = Context { today: TODAY.parse().expect("a day"), people: &people, goals: &people };
    let shapes = [
        "a ", "a", " ", "!sh ", "!zz ", "@\"", "@\"x\" ", "\"", " \"", "“", " “", "`", "` `` ",
        "``` ", "= ", " =", "// ", " \\//", "$5 ", "$5.", "#a ", "#a, ", "@a and ", "^tue ",
        "\u{200f}", "\n", "!sh\n", "\\", " \\!", "@a.", ">x'", "🎉",
    ];
    for shape in shapes {
        let time = |bytes: usize| {
            let raw = shape.repeat(bytes / shape.len());
            // The best of three: the machine may be busy, the parser may not.
            let run = || {
                let start = std::time::Instant::now();
                std::hint::black_box(read(&raw, &context));
                start.elapsed()
            };
            (0..3).map(|_| run()).min().unwrap_or_default()
        };
        // Four times the text may take four times the time; sixteen times would be a square. A
        // square is one every time it is looked at, a machine is not busy every time.
        let linear = (0..8).any(|_| {
            let (small, large) = (time(25_000), time(100_000));
            large < small.max(std::time::Duration::from_millis(8)) * 10
        });
        assert!(linear, "100 kB of {shape:?} never took less than ten times 25 kB of it");
    }
}
