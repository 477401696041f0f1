//! Deeds done one after the other while everything they write is logged.

use crate::deed::{Deed, World};
use crate::disk::Disk;
use crate::record::{self, Op};
use crate::scene::{Scene, ran};

/// What was logged, and what was true after each deed.
pub(crate) struct Play {
    /// The folder before the first deed.
    pub(crate) before: Disk,
    pub(crate) ops: Vec<Op>,
    /// One more than there are deeds.
    pub(crate) worlds: Vec<World>,
}

/// What may be true after the first `count` records.
pub(crate) struct Moment<'a> {
    /// Every answer was given for this world or a later one.
    pub(crate) sure: &'a World,
    /// What the deed under way leads to, when it has not answered.
    pub(crate) perhaps: &'a World,
}

impl Play {
    /// Does the deeds and expects each of them to succeed.
    pub(crate) fn record(scene: &Scene, start: World, deeds: &[Deed]) -> Self {
        let log = scene.beside("log");
        let before = Disk::of(&scene.disk());
        let mut worlds = vec![start];
        for (number, deed) in deeds.iter().enumerate() {
            record::begin(&log, number);
            let mut command = deed.command(scene);
            scene.watched(&mut command, &log, None);
            let ran = ran(&mut command);
            assert_eq!(
                ran.code,
                Some(0),
                "`{}` is fine; it said: {}",
                deed.args.join(" "),
                ran.err
            );
            let world = worlds[number].after(&deed.effect, &ran, scene);
            worlds.push(world);
        }
        let ops = record::read(&log);
        std::fs::remove_file(&log).expect("the log goes");
        Self { before, ops, worlds }
    }

    /// What may be true once the first `count` records have happened.
    pub(crate) fn at(&self, count: usize) -> Moment<'_> {
        let mut begun = None;
        let mut said = false;
        for op in &self.ops[..count] {
            match op {
                Op::Begin(number) => (begun, said) = (Some(*number), false),
                Op::Said => said = true,
                _ => {}
            }
        }
        let (sure, perhaps) = match begun {
            None => (0, 0),
            Some(number) if said => (number + 1, number + 1),
            Some(number) => (number, number + 1),
        };
        Moment { sure: &self.worlds[sure], perhaps: &self.worlds[perhaps] }
    }
}
