//! One grammar for every door: raw text in, a reading out, nothing else touched.
