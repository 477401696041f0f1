//! `init`: a new journal, its passphrase, and the words that open it when that is forgotten.

use std::io::{Write, stderr, stdin};

use clap::Args;
use ledgerline_core::journal::Journal;
use ledgerline_core::vault::{self, Effort, Keychain, OsKeychain, RecoveryKit, SlotKind, Strength};
use serde_json::json;
use zeroize::Zeroizing;

use crate::call::Call;
use crate::failure::{Failure, Outcome, warn};
use crate::keys::{self, NEW_PASSPHRASE, PASSPHRASE};
use crate::paper::count;

/// Create a journal, and print its recovery words once
#[derive(Args)]
pub(crate) struct Init {
    /// Let this system's keychain open it too; locking is then only a screen
    #[arg(long)]
    keychain: bool,
    /// Accept a passphrase that is easily guessed without asking
    #[arg(long)]
    weak_is_fine: bool,
}

impl Init {
    pub(crate) fn run(self, call: &mut Call) -> Outcome {
        let dir = call.dir()?;
        // Before anybody thinks of a passphrase for nothing.
        match vault::read(&dir) {
            Err(vault::VaultError::NoJournal) => {}
            Ok(_) => return Err(vault::VaultError::Exists.into()),
            Err(error) => return Err(error.into()),
        }
        call.check_place(&dir)?;
        let passphrase = match keys::given(PASSPHRASE) {
            Some(passphrase) => {
                let strength = vault::strength(&passphrase, &[]);
                if strength.advised_against && !self.weak_is_fine {
                    warn(&advice(&strength));
                }
                passphrase
            }
            None => choose(self.weak_is_fine, PASSPHRASE)?,
        };
        let keychain = self.keychain.then(|| OsKeychain::new(OsKeychain::PATIENCE));
        let keychain = keychain.as_ref().map(|keychain| keychain as &dyn Keychain);
        let effort = Effort::interactive();
        let (journal, kit) = Journal::create(&dir, &passphrase, keychain, effort, &call.now)?;
        call.mind_place(&dir)?;
        if call.json {
            return call.print_json(&json!({ "journal": dir, "recovery": kit.words() }));
        }
        writeln!(call.out, "The journal is in {}", dir.display())?;
        hand_out(&kit, SlotKind::Recovery, &journal, call)
    }
}

/// Prints the recovery words, and asks three back when somebody is there.
pub(crate) fn hand_out(
    kit: &RecoveryKit,
    kind: SlotKind,
    journal: &Journal,
    call: &mut Call,
) -> Outcome {
    writeln!(call.out, "\nRecovery words. Write them on paper; they are not shown again.\n")?;
    for (row, words) in kit.words().chunks(4).enumerate() {
        let words = words
            .iter()
            .enumerate()
            .map(|(column, word)| format!("{:>2} {word:<12}", row * 4 + column + 1));
        writeln!(call.out, "  {}", words.collect::<String>().trim_end())?;
    }
    writeln!(call.out)?;
    call.out.flush()?;
    if !keys::can_ask() {
        return Ok(());
    }
    if asked_back(kit, call)? {
        vault::confirm_recovery(journal.dir(), journal.vault(), kind, &call.now)?;
        return Ok(writeln!(
            call.out,
            "The words are right. Keep the paper away from this machine."
        )?);
    }
    warn("the words were not given back; `ledgerline vault recovery --check` asks again");
    Ok(())
}

/// Three tries to give back three of the words.
fn asked_back(kit: &RecoveryKit, call: &Call) -> Outcome<bool> {
    let places = kit.ask_back(call.now.at.timestamp_millis().unsigned_abs());
    for _ in 0..3 {
        let mut answers = Vec::new();
        for place in places {
            answers.push(question(&format!("Word {place}: "))?);
        }
        if let [first, second, third] = answers.as_slice()
            && kit.knows(places, [first, second, third])
        {
            return Ok(true);
        }
        writeln!(stderr(), "Those are not the words at these places; look at the paper again.")?;
    }
    Ok(false)
}

/// Asks for a new passphrase twice, and says when it is easily guessed.
pub(crate) fn choose(weak_is_fine: bool, variable: &str) -> Outcome<Zeroizing<String>> {
    if !keys::can_ask() {
        return Err(Failure::Locked(format!(
            "there is no passphrase and nobody is here to ask; give one in {variable}"
        )));
    }
    loop {
        let first = Zeroizing::new(rpassword::prompt_password("New passphrase: ")?);
        if first.is_empty() {
            return Err(Failure::Failed("no passphrase was given; nothing was changed".to_owned()));
        }
        let strength = vault::strength(&first, &[]);
        if strength.advised_against && !weak_is_fine {
            writeln!(stderr(), "{}", advice(&strength))?;
            let answer = question("Type `weak` to keep it all the same, or Enter for another: ")?;
            if answer.trim() != "weak" {
                continue;
            }
        }
        let second = Zeroizing::new(rpassword::prompt_password("The same again: ")?);
        if *first == *second {
            return Ok(first);
        }
        writeln!(stderr(), "The two were not the same.")?;
    }
}

/// A new passphrase for a journal that has one: from the environment, or asked for.
pub(crate) fn fresh() -> Outcome<Zeroizing<String>> {
    let Some(passphrase) = keys::given(NEW_PASSPHRASE) else {
        return choose(false, NEW_PASSPHRASE);
    };
    let strength = vault::strength(&passphrase, &[]);
    if strength.advised_against {
        warn(&advice(&strength));
    }
    Ok(passphrase)
}

fn advice(strength: &Strength) -> String {
    let words = count(strength.words as u64, "word", "words");
    format!("this passphrase of {words} is easily guessed; five or six unrelated words are better")
}

fn question(prompt: &str) -> Outcome<String> {
    write!(stderr(), "{prompt}")?;
    stderr().flush()?;
    let mut answer = String::new();
    stdin().read_line(&mut answer)?;
    Ok(answer)
}
