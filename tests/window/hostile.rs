//! Hostile text in every field, from an import and from captures, on every screen of the real
//! window: nothing runs, nothing is asked of the network, and no page leaves.

use std::net::TcpListener;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use ledgerline_core::journal::Format;
use ledgerline_core::wire::Query;
use serde_json::{Value, json};
use support::hostile::{PORT, in_every_field, payloads};

use crate::house::{House, now};
use crate::window::Window;

/// What the window allows itself, as RELIABILITY.md section 4 has it.
const POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' blob:; \
    font-src 'self'; connect-src ipc: http://ipc.localhost; base-uri 'none'; form-action 'none'; \
    frame-src 'none'; object-src 'none'";

/// Hears every refusal of the policy: text that is only text asks for nothing that could be refused.
const LISTEN: &str = "globalThis.refused = [];
    document.addEventListener('securitypolicyviolation', (event) =>
        globalThis.refused.push(event.violatedDirective + ' ' + event.blockedURI))";

/// What is there although nobody of ours put it there.
const FOUND: &str = "const found = [];
    if ('hostile' in globalThis) found.push('a script ran');
    if (document.title === 'hostile') found.push('a title was set');
    if (document.body.dataset.hostile) found.push('the body was marked');
    const alien = 'script:not([src]), iframe, object, embed, base, meta[http-equiv=refresh], '
        + 'form[action], [onerror], [onload], [ontoggle], [onfocus], [onmouseover], [srcdoc], '
        + '[formaction], a[href^=\"javascript:\"], [src*=\"47147\"], [href*=\"47147\"]';
    for (const one of document.querySelectorAll(alien)) found.push(one.outerHTML.slice(0, 200));
    return [...found, ...globalThis.refused];";

/// Brings everything that is drawn only when it is come to on the page.
const TO_THE_END: &str = "const done = arguments[0];
    const boxes = [document.scrollingElement, ...document.querySelectorAll('*')]
        .filter((one) => one.scrollHeight > one.clientHeight + 4);
    let step = 0;
    const next = () => {
        boxes.forEach((one) => one.scrollBy(0, 2_000));
        step += 1;
        if (step < 12) setTimeout(next, 60); else done(null);
    };
    next();";

/// Counts who calls at the port that no payload may reach.
fn listener() -> Arc<AtomicUsize> {
    let heard = Arc::new(AtomicUsize::new(0));
    let door = TcpListener::bind(("127.0.0.1", PORT)).expect("the port is free");
    let count = Arc::clone(&heard);
    std::thread::spawn(move || {
        for call in door.incoming() {
            count.fetch_add(usize::from(call.is_ok()), Ordering::Relaxed);
        }
    });
    heard
}

/// The demo with a payload in every field of it, and every payload as a captured line.
fn house() -> House {
    let lines = {
        let demo = House::demo("hostile-source");
        let mut all = Vec::new();
        let written = demo.open().export(&Query::default(), Format::Jsonl, &mut all, &now());
        written.expect("everything in open form");
        in_every_field(&String::from_utf8(all).expect("UTF-8"))
    };
    let house = House::fresh("hostile");
    let mut journal = house.open();
    let taken = journal.import_ledgerline(lines.as_bytes(), &now()).expect("it is only text");
    assert!(taken.added > 20, "every entry is taken: {taken:?}");
    for payload in payloads() {
        journal.capture(&payload, None, &now()).expect("a line is a line");
    }
    house
}

fn harmless(window: &Window, place: &str) {
    let to_the_end = window.driver.execute_async(TO_THE_END, json!([]));
    assert!(to_the_end.is_ok(), "{place}: the page answers");
    let alert = window.driver.get("alert/text");
    assert!(alert.is_err(), "{place}: a dialog is open: {alert:?}");
    let found = window.run(FOUND, json!([]));
    assert_eq!(found, json!([]), "{place}: text was more than text");
}

#[test]
fn hostile_text_in_every_field_runs_nothing_and_asks_for_nothing() {
    assert_eq!(payloads().len(), 300, "all of them");
    let heard = listener();
    let mut window = house().start();
    window.run(LISTEN, json!([]));
    window.unlock();
    for number in 1..=9 {
        window.press(&format!("Ctrl+{number}"));
        std::thread::sleep(std::time::Duration::from_millis(700));
        harmless(&window, &format!("screen {number}"));
    }
    for tab in ["Needs", "Promises"] {
        window.press("Ctrl+8");
        if !window.all("tab", Some(tab)).is_empty() {
            window.click("tab", tab);
            harmless(&window, tab);
        }
    }
    inside(&window);
    window.press("Ctrl+K");
    window.find("combobox", "Do, go or find");
    window.type_in("script");
    harmless(&window, "the palette");
    window.press("Escape");
    typed(&mut window);
    policy(&window);
    assert_eq!(heard.load(Ordering::Relaxed), 0, "nobody called at the port");
    std::net::TcpStream::connect(("127.0.0.1", PORT)).expect("it is open");
    std::thread::sleep(std::time::Duration::from_millis(100));
    assert_eq!(heard.load(Ordering::Relaxed), 1, "or the count above would prove nothing");
}

/// The editors: every field of some entries, and of the packet with its preview.
fn inside(window: &Window) {
    for _ in 0..4 {
        window.press("Ctrl+2");
        window.wait("the lines", || (window.names("row").len() > 20).then_some(()));
        for _ in 0..40 {
            let line = "return document.activeElement?.closest('[data-line]')?.innerText ?? ''";
            if window.run(line, json!([])) != "" {
                break;
            }
            window.press("Tab");
        }
        window.press("j");
        window.press("Enter");
        std::thread::sleep(std::time::Duration::from_millis(700));
        harmless(window, "an entry");
    }
    let (_, packets) = window.invoke("packets", json!({}));
    for packet in packets.as_array().expect("a list") {
        for command in ["packet", "packet_review", "rehearse"] {
            let (_, answer) = window.invoke(command, json!({ "id": packet["id"] }));
            assert!(answer != Value::Null, "`{command}` answers");
        }
    }
}

/// A payload in the capture window, as a link or a second start brings it, read while it stands.
fn typed(window: &mut Window) {
    for payload in
        ["<img src=x onerror=\"globalThis.hostile=1\">", "![a](http://127.0.0.1:47147/u)"]
    {
        window.house.start_again(&["capture", payload]);
        window.capture_shown();
        if window.run("return 'refused' in globalThis", json!([])) == false {
            window.run(LISTEN, json!([]));
        }
        harmless(window, "the capture window");
        window.press("Escape");
        window.main();
    }
}

/// No page leaves, and what the running window refuses is what it says it refuses.
fn policy(window: &Window) {
    let before = window.run("return location.href", json!([]));
    let away = format!("http://127.0.0.1:{PORT}/away");
    window.run("location.href = arguments[0]; window.open(arguments[0])", json!([away]));
    let leave = "const form = document.createElement('form'); form.action = arguments[0];
        document.body.append(form); form.submit(); form.remove()";
    window.run(leave, json!([away]));
    assert_eq!(window.run("return location.href", json!([])), before, "the page is where it was");
    let probe = "const [url, done] = arguments;
        document.addEventListener('securitypolicyviolation', (event) => done(event.originalPolicy), { once: true });
        const probe = new Image(); probe.src = url;";
    let said = window.driver.execute_async(probe, json!([away])).expect("the policy is enforced");
    let said = said.as_str().expect("a text").to_owned();
    assert_eq!(directives(&said), directives(POLICY), "the policy of the running window");
}

/// A policy's directives in one order, without what lets our own scripts in by their content.
fn directives(policy: &str) -> Vec<String> {
    let mut all: Vec<String> = policy
        .split(';')
        .map(|one| {
            let words = one.split_whitespace();
            let kept =
                words.filter(|word| !word.starts_with("'nonce-") && !word.starts_with("'sha"));
            kept.collect::<Vec<_>>().join(" ")
        })
        .filter(|one| !one.is_empty())
        .collect();
    all.sort();
    all
}
