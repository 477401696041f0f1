//! The agent itself.

use std::fs;
use std::io::{self, Read, Write};
use std::os::unix::fs::PermissionsExt;
use std::os::unix::net::{UnixListener, UnixStream};
use std::path::Path;
use std::time::Duration;

use ledgerline_core::vault::{Key, VaultId};
use rustix::event::{PollFd, PollFlags, Timespec, poll};
use rustix::time::{ClockId, clock_gettime};
use zeroize::Zeroizing;

use super::{place, word};

/// How often the time is looked at, since a sleeping machine does not wake a waiting process.
const LOOK: Duration = Duration::from_secs(5);
/// A client that says nothing is not waited for: others are behind it.
const PATIENCE: Duration = Duration::from_millis(500);

/// Keeps the key read from standard input and answers for it until `keep` is over.
///
/// Writes one byte to standard output once it listens, then lets go of all three streams.
pub(crate) fn serve(vault: VaultId, keep: Duration) -> io::Result<()> {
    harden();
    let mut bytes = Zeroizing::new([0; 32]);
    io::stdin().read_exact(&mut *bytes)?;
    let key = Key::from_bytes(&bytes);
    drop(bytes);
    let until = clock() + keep;
    let path = place::socket(vault)?;
    let listener = listen(&path)?;
    // From here on the caller may go; nothing of its terminal stays in our hands.
    io::stdout().write_all(&[word::DONE])?;
    io::stdout().flush()?;
    let _ = rustix::process::setsid();
    std::env::set_current_dir("/")?;
    let nothing = fs::OpenOptions::new().read(true).write(true).open("/dev/null")?;
    rustix::stdio::dup2_stdin(&nothing)?;
    rustix::stdio::dup2_stdout(&nothing)?;
    rustix::stdio::dup2_stderr(&nothing)?;
    let answered = answer_until(&listener, &key, until);
    // The socket first: nobody should find a door with nothing behind it.
    let removed = fs::remove_file(&path);
    drop(key);
    match answered? {
        Some(mut asked) => drop(asked.write_all(&[word::DONE])),
        None => removed?,
    }
    Ok(())
}

/// No core dump and no debugger of the same user reads the key, and it is not swapped out where
/// the system allows that. Each is worth having and none is a reason to fail.
fn harden() {
    rustix::process::umask(rustix::fs::Mode::RWXG | rustix::fs::Mode::RWXO);
    let none = rustix::process::Rlimit { current: Some(0), maximum: Some(0) };
    let _ = rustix::process::setrlimit(rustix::process::Resource::Core, none);
    #[cfg(target_os = "linux")]
    {
        use rustix::process::{DumpableBehavior, set_dumpable_behavior};
        let _ = set_dumpable_behavior(DumpableBehavior::NotDumpable);
        use rustix::mm::{MlockAllFlags, mlockall};
        let _ = mlockall(MlockAllFlags::CURRENT | MlockAllFlags::ONFAULT);
    }
}

/// Seconds of a clock that runs on while the machine sleeps.
fn clock() -> Duration {
    #[cfg(target_os = "linux")]
    let id = ClockId::Boottime;
    #[cfg(not(target_os = "linux"))]
    let id = ClockId::Monotonic;
    let now = clock_gettime(id);
    Duration::new(now.tv_sec.unsigned_abs(), u32::try_from(now.tv_nsec).unwrap_or(0))
}

/// Listens at `path`, in place of whatever agent was there before.
fn listen(path: &Path) -> io::Result<UnixListener> {
    place::make(path)?;
    // Whoever listened there has been told to go; this is what a killed one left behind.
    match fs::remove_file(path) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(error),
        _ => {}
    }
    let listener = UnixListener::bind(path)?;
    fs::set_permissions(path, fs::Permissions::from_mode(0o600))?;
    listener.set_nonblocking(true)?;
    Ok(listener)
}

/// Answers until the time is up or somebody asks to lock; gives back whoever did.
fn answer_until(
    listener: &UnixListener,
    key: &Key,
    until: Duration,
) -> io::Result<Option<UnixStream>> {
    loop {
        let left = until.saturating_sub(clock());
        if left.is_zero() {
            return Ok(None);
        }
        wait(listener, left.min(LOOK))?;
        let stream = match listener.accept() {
            Ok((stream, _)) => stream,
            // Nobody came, or somebody left again: neither is a reason to go.
            Err(_) => continue,
        };
        let left = until.saturating_sub(clock());
        if left.is_zero() {
            return Ok(None);
        }
        if let Ok(Some(asked)) = answer(stream, key, left) {
            return Ok(Some(asked));
        }
    }
}

fn wait(listener: &UnixListener, patience: Duration) -> io::Result<()> {
    let patience = Timespec {
        tv_sec: i64::try_from(patience.as_secs()).unwrap_or(i64::MAX),
        tv_nsec: patience.subsec_nanos().into(),
    };
    match poll(&mut [PollFd::new(listener, PollFlags::IN)], Some(&patience)) {
        Ok(_) | Err(rustix::io::Errno::INTR) => Ok(()),
        Err(error) => Err(error.into()),
    }
}

/// Answers one client; gives it back when it asked to lock.
fn answer(mut stream: UnixStream, key: &Key, left: Duration) -> io::Result<Option<UnixStream>> {
    stream.set_nonblocking(false)?;
    stream.set_read_timeout(Some(PATIENCE))?;
    stream.set_write_timeout(Some(PATIENCE))?;
    if !is_ours(&stream) {
        return Ok(None);
    }
    let mut question = [0];
    stream.read_exact(&mut question)?;
    match question {
        [word::KEY] => stream.write_all(key.bytes())?,
        [word::LEFT] => stream.write_all(&left.as_secs().to_be_bytes())?,
        [word::LOCK] => return Ok(Some(stream)),
        _ => {}
    }
    Ok(None)
}

/// Whether the other end runs as the same user. The folder keeps others out already; this holds
/// even where its permissions were loosened.
#[cfg(target_os = "linux")]
fn is_ours(stream: &UnixStream) -> bool {
    rustix::net::sockopt::socket_peercred(stream)
        .is_ok_and(|peer| peer.uid == rustix::process::geteuid())
}

/// Elsewhere the folder's permissions alone keep others out.
#[cfg(not(target_os = "linux"))]
fn is_ours(_stream: &UnixStream) -> bool {
    true
}
