//! A fluent builder for journals in tests.
