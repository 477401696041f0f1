//! The frame buffer of the screen, which Xvfb keeps in a file.

use std::fs::File;
use std::os::unix::fs::FileExt;
use std::path::Path;

use crate::Outcome;

const BYTES_A_PIXEL: u64 = 4;
/// Every so many rows are looked at: enough to see text, and quick to read.
const EVERY: u64 = 8;
/// A caret that blinks changes fewer pixels than this in the rows looked at.
const SLACK: usize = 24;
/// A tile that is drawn anew rounds most of its colours one step of 255 otherwise: a second look
/// that nobody sees. From this many steps on a pixel counts as changed.
const STEPS: u8 = 16;

/// A screen one can look at.
pub(crate) struct Screen {
    file: File,
    width: u64,
    height: u64,
    /// Where the pixels begin.
    start: u64,
}

/// What the screen showed at one moment, coarsely.
#[derive(Clone)]
pub(crate) struct Look(Vec<u8>);

impl Screen {
    /// The screen whose frame buffer `file` is, in the format of `xwd`.
    pub(crate) fn of(file: &Path) -> Outcome<Self> {
        let file = File::open(file)?;
        let field = |at: u64| -> Outcome<u64> {
            let mut bytes = [0; 4];
            file.read_exact_at(&mut bytes, at * 4)?;
            Ok(u64::from(u32::from_be_bytes(bytes)))
        };
        let (width, height) = (field(4)?, field(5)?);
        let pixels = width * height * BYTES_A_PIXEL;
        let start = file.metadata()?.len().checked_sub(pixels).filter(|_| pixels > 0);
        let start = start.ok_or("the frame buffer is not one of 32 bits a pixel")?;
        Ok(Self { file, width, height, start })
    }

    /// Looks at it.
    pub(crate) fn look(&self) -> Outcome<Look> {
        let row = self.width * BYTES_A_PIXEL;
        let mut seen = vec![0; usize::try_from(row * (self.height / EVERY))?];
        for (number, part) in (0..).zip(seen.chunks_exact_mut(usize::try_from(row)?)) {
            self.file.read_exact_at(part, self.start + number * EVERY * row)?;
        }
        Ok(Look(seen))
    }
}

impl Look {
    /// Whether both show the same to the eye, but for a caret.
    pub(crate) fn is_like(&self, other: &Self) -> bool {
        if self.0 == other.0 {
            return true;
        }
        let pairs = self.0.chunks_exact(4).zip(other.0.chunks_exact(4));
        let differ = |(one, another): &(&[u8], &[u8])| {
            one.iter().zip(*another).any(|(one, another)| one.abs_diff(*another) >= STEPS)
        };
        pairs.filter(differ).take(SLACK + 1).count() <= SLACK
    }
}
