//! Reminders as a desktop gets them: a sentence of ours, when it was asked for, and what follows.

use std::collections::BTreeSet;
use std::process::{Command, Stdio};
use std::time::Duration;

use ledgerline_core::reminder::ReminderSettings;
use ledgerline_core::wire::Query;
use serde_json::json;

use crate::desktop::{Bus, Notices, Tray};
use crate::house::{House, now, program};
use crate::keyboard::Keyboard;
use crate::window::{PATIENCE, Window};

const WEEK: &str = "The week is ready to close";
const OURS: [&str; 3] = [WEEK, "An update is due", "An outcome or a bet is due"];

/// A home with the demo on a bus of its own, at a time of Friday.
fn house(name: &str, bus: &Bus, time: &str) -> House {
    House::demo(name)
        .with("DBUS_SESSION_BUS_ADDRESS", &bus.address)
        .with("LEDGERLINE_NOW", format!("2026-11-20T{time}:00+00:00"))
}

/// The same with every reminder switched on.
fn reminded(name: &str, bus: &Bus, time: &str) -> House {
    let house = house(name, bus, time);
    let all = ReminderSettings { week: true, update: true, due: true, ..Default::default() };
    let mut journal = house.open();
    journal.save_reminder_settings(&all).expect("switched on");
    journal.capture("Bet on the smaller vendor !be ?2026-11-20", None, &now()).expect("a bet");
    drop(journal);
    house
}

/// The words of the journal that are no words of ours.
fn words_of(house: &House) -> BTreeSet<String> {
    let split = |text: &str| -> BTreeSet<String> {
        let words = text.split(|c: char| !c.is_alphanumeric());
        words.filter(|word| word.len() > 4).map(str::to_lowercase).collect()
    };
    let journal = house.open();
    let page = journal.timeline(&Query::default(), None, 500, &now()).expect("entries");
    let mut text: Vec<String> = Vec::new();
    for row in &page.rows {
        text.push(row.text.clone());
        text.extend(row.outcomes.iter().map(|outcome| outcome.statement.clone()));
    }
    let people = journal.people(&now()).expect("people");
    text.extend(people.into_iter().map(|view| view.person.name));
    let ours = "Ledgerline ledgerline-desktop Open In an hour Tomorrow default desktop entry";
    let ours = split(&format!("{} {ours}", OURS.join(" ")));
    split(&text.join(" ")).difference(&ours).cloned().collect()
}

/// Goes to the reminders among the settings.
fn settings(window: &Window) {
    window.press("Ctrl+,");
    window.click("tab", "Reminders");
    window.find("tabpanel", "Reminders");
}

#[test]
fn a_reminder_is_a_sentence_of_ours_that_can_be_followed_or_put_off() {
    let bus = Bus::start();
    let (notices, mut tray) = (Notices::on(&bus), Tray::on(&bus));
    let house = reminded("reminders", &bus, "16:42");
    let secret = words_of(&house);
    assert!(secret.len() > 100, "or the search below would prove nothing");
    let mut window = house.start();
    tray.wait();
    assert!(notices.is_quiet(), "nothing is known before the journal was open once");
    window.unlock();
    let week = notices.next();
    let told = notices.all();
    assert!(!told.is_empty(), "the bet is due too");
    assert_eq!(week.sentence, WEEK, "the week first");
    for one in told.iter().chain([&week]) {
        assert!(OURS.contains(&one.sentence.as_str()), "a sentence of ours: {one:?}");
        let said = format!("{} {}", one.sentence, one.rest.join(" ")).to_lowercase();
        let words: BTreeSet<&str> = said.split(|c: char| !c.is_alphanumeric()).collect();
        let leaked: Vec<&String> =
            secret.iter().filter(|word| words.contains(word.as_str())).collect();
        assert!(leaked.is_empty(), "words of the journal: {leaked:?} in {one:?}");
        assert!(!said.contains(|c: char| c.is_ascii_digit()), "and never a count: {one:?}");
    }

    window.wait("the tray to say it", || {
        tray.lines().iter().any(|(_, line)| line == WEEK).then_some(())
    });
    let lines = tray.lines();
    let due = lines.iter().filter(|(_, line)| OURS.contains(&line.as_str()));
    assert_eq!(due.count(), told.len() + 1, "what is due, each once: {lines:?}");
    window.press("Ctrl+2");
    window.find("heading", "Timeline");
    notices.press(&week, "default");
    window.find("heading", "Week 47");
    window.press("Ctrl+2");
    window.find("heading", "Timeline");
    tray.choose(WEEK);
    window.find("heading", "Week 47");

    settings(&window);
    window.find("button", "For an hour");
    notices.press(&told[0], "day");
    window.wait("the peace", || {
        window.invoke("reminders", json!({})).1["snoozed_until"].as_str().map(drop)
    });
    window.press("Ctrl+2");
    settings(&window);
    window.read("Nothing is told until Saturday 21 November, 16:42.");
    window.click("button", "Tell again");
    assert_eq!(notices.next().sentence, told[0].sentence, "what was put off comes once more");
    assert!(notices.is_quiet(), "and nothing else");
}

#[test]
fn nothing_is_told_while_off_or_in_quiet_hours() {
    let bus = Bus::start();
    let notices = Notices::on(&bus);
    let mut window = house("reminders-quiet", &bus, "20:30").start();
    window.unlock();
    assert!(notices.is_quiet(), "all off until switched on");
    settings(&window);
    window.click("checkbox", WEEK);
    window.find("textbox", "Nothing from");
    assert!(notices.is_quiet(), "half past eight in the evening is quiet");
    window.fill("textbox", "Nothing from", "21:00");
    window.press("Tab");
    assert_eq!(notices.next().sentence, WEEK, "until quiet begins at nine");
    assert!(notices.is_quiet(), "told once");
}

#[test]
fn what_was_known_at_the_lock_is_told_without_a_key_and_once() {
    let bus = Bus::start();
    let mut window = reminded("reminders-locked", &bus, "16:42").start();
    // Nobody shows notifications yet, so that everything is still to be told.
    window.unlock();
    window.wait("something due", || {
        let (_, due) = window.invoke("reminders", json!({}));
        due["tell"].as_array().is_some_and(|tell| !tell.is_empty()).then_some(())
    });
    let notices = Notices::on(&bus);
    window.lock();
    assert_eq!(notices.next().sentence, WEEK, "the days were known when it locked");
    notices.all();
    window.unlock();
    assert!(notices.is_quiet(), "and what was told while locked is not told again");
    let (_, due) = window.invoke("reminders", json!({}));
    assert_eq!(due["tell"], json!([]), "the journal has written it down: {due}");
}

#[test]
fn it_starts_with_the_computer_when_wished_and_waits_in_the_tray() {
    let bus = Bus::start();
    let mut window = house("startup", &bus, "16:42").start();
    window.unlock();
    settings(&window);
    let file = window.house.folder().join("config/autostart/org.ledgerline.desktop.desktop");
    assert!(!file.exists(), "off until switched on");
    window.click("checkbox", "Start with the computer");
    let entry = window.wait("the entry", || std::fs::read_to_string(&file).ok());
    let journal = window.house.journal().display().to_string();
    let command = entry.lines().find_map(|line| line.strip_prefix("Exec=")).expect("a command");
    assert!(command.ends_with(&format!("\"--journal\" \"{journal}\" \"wait\"")), "{command}");
    window.click("checkbox", "Start with the computer");
    window.wait("the entry to go", || (!file.exists()).then_some(()));
    let house = window.kill();
    bus.wait_for_nobody();

    let mut tray = Tray::on(&bus);
    // As the desktop would: the words of the entry, without a driver.
    let words: Vec<&str> = command.split('"').filter(|word| !word.trim().is_empty()).collect();
    assert_eq!(words[0], program("LEDGERLINE_APP").display().to_string(), "this very app");
    let mut app = Command::new(words[0])
        .args(&words[1..])
        .envs(house.surroundings())
        .env_remove("TAURI_WEBVIEW_AUTOMATION")
        .stdin(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .expect("the app starts");
    tray.wait();
    std::thread::sleep(Duration::from_secs(2));
    let keyboard = Keyboard::of_the_stage();
    assert_eq!(keyboard.seen_of(app.id()), 0, "no window comes up");
    tray.choose("Open Ledgerline");
    let end = std::time::Instant::now() + PATIENCE;
    while keyboard.seen_of(app.id()) == 0 {
        assert!(std::time::Instant::now() < end, "the tray opens its window");
        std::thread::sleep(Duration::from_millis(100));
    }
    app.kill().expect("it ends");
    let _ = app.wait();
}
