//! Parts that need no layout of their own, as HTML: a walk over blocks and runs.

use super::{Page, escaped};
use crate::flow::{Block, Fact, Part, Run};

impl Page<'_> {
    pub(super) fn part(&self, class: &str, part: &Part) -> String {
        let blocks: String = part.blocks.iter().map(|block| self.block(block)).collect();
        format!("<section class=\"{class}\">\n{blocks}</section>\n")
    }

    fn block(&self, block: &Block) -> String {
        match block {
            Block::Heading { level, runs, .. } => {
                self.heading(level.saturating_sub(1), "", &inline(runs))
            }
            Block::Facts { rows } => {
                let rows: String = rows.iter().map(fact).collect();
                format!("<dl>\n{rows}</dl>\n")
            }
            Block::Quote { blocks, source } => {
                let said: String = blocks.iter().map(|block| self.block(block)).collect();
                let source = inline(source);
                format!(
                    "<div class=\"voice\">\n<blockquote>\n{said}</blockquote>\n\
                     <p class=\"speaker\" dir=\"auto\">{source}</p>\n</div>\n"
                )
            }
            Block::Group { blocks, .. } => {
                let blocks: String = blocks.iter().map(|block| self.block(block)).collect();
                format!("<article class=\"entry\">\n{blocks}</article>\n")
            }
            Block::Paragraph { runs, .. } => format!("<p dir=\"auto\">{}</p>\n", inline(runs)),
            // The user's prose has a writer of its own (`prose`).
            Block::List { .. } | Block::Table { .. } | Block::Code { .. } | Block::Rule => {
                String::new()
            }
        }
    }
}

fn fact(fact: &Fact) -> String {
    let words: Vec<_> = fact.items.iter().map(|runs| inline(runs)).collect();
    let words = words.join("<br>");
    format!("<div><dt>{}</dt>\n<dd><bdi>{words}</bdi></dd></div>\n", escaped(&fact.label))
}

fn inline(runs: &[Run]) -> String {
    let run = |run: &Run| match run {
        Run::Text(text) => escaped(&text.text),
        Run::Break => "<br>".to_owned(),
        Run::Mark { .. } | Run::Tally { .. } => String::new(),
    };
    runs.iter().map(run).collect()
}
