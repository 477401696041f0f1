//! A file that has grown too long has two jobs.

use std::fs;

use crate::layers::sources;
use crate::stop::Stop;
use crate::tree::Tree;

/// Extension, and the most lines a file of it may have.
const LIMITS: [(&str, usize); 3] = [("rs", 600), ("svelte", 350), ("ts", 600)];

/// Fails with the name and length of each file past its limit.
pub(crate) fn check(tree: &Tree) -> Result<(), Stop> {
    let mut long = Vec::new();
    let files = sources(&tree.root)?;
    for (name, path) in &files {
        let Some((_, limit)) = LIMITS.iter().find(|(end, _)| name.ends_with(&format!(".{end}")))
        else {
            continue;
        };
        let lines = fs::read_to_string(path).map_err(Stop::io(path))?.lines().count();
        if lines > *limit {
            long.push(format!("{name}: {lines} lines, at most {limit}"));
        }
    }
    if long.is_empty() {
        println!("sizes: no file past its limit");
        return Ok(());
    }
    Err(Stop::Failed(format!("files with more than one job:\n  {}", long.join("\n  "))))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_file_of_this_project_is_too_long() {
        let tree = Tree::find().expect("tests run inside the project");
        assert_eq!(check(&tree), Ok(()), "split what grew");
    }
}
