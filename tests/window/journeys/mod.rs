//! What people come for, from the first key to the last, in the real window.

mod begin;
mod capture;
mod damage;
mod full;
mod issue;
mod ladder;
mod lock;
mod one;
mod outcome;
mod outside;
mod packet;
mod picture;
mod place;
mod reminders;
mod search;
mod sleep;
mod week;
