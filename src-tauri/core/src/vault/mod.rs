//! What protects a journal: a random key and the slots that can open it.
