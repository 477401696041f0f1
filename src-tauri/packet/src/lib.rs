//! A packet's document model and the files it becomes.
