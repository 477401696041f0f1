//! Every command with the windows that may call it: the one list behind the permissions, the
//! handler and the check inside each call. `tauri.conf.json` and `ipc.ts` are compared with it.

/// Hands the list to the macro named.
macro_rules! every_command {
    ($take:ident) => {
        $take! {
            app::app_state, main capture;
            app::save_preferences, main;
            app::keep_open, main capture;
            app::open_menu, main;
            app::copy_text, main capture;
            protection::create_journal, main;
            protection::confirm_recovery, main;
            protection::strength, main;
            protection::unlock, main;
            protection::unlock_with_kit, main;
            protection::unlock_with_keychain, main;
            protection::lock, main capture;
            protection::protection, main;
            protection::change_passphrase, main;
            protection::set_keychain, main;
            protection::renew_kit, main;
            protection::try_kit, main;
            protection::clear_demo, main;
            capture::read_line, main capture;
            capture::capture, main capture;
            capture::seal_line, main capture;
            capture::take_back, capture;
            capture::put_draft, main capture;
            capture::draft, main capture;
            capture::drop_draft, main capture;
            capture::show_capture, main;
            capture::hide_capture, capture;
            capture::open_outcome_editor, capture;
            entries::timeline, main;
            entries::year_strip, main;
            entries::entry, main;
            entries::edit_entry, main;
            entries::delete_entry, main;
            entries::palette, main;
            entries::counts, main;
            entries::undo, main;
            entries::redo, main;
            entries::undo_state, main;
            entries::export_found, main;
            outcomes::new_outcome, main;
            outcomes::save_outcome, main;
            outcomes::link_outcome, main;
            outcomes::unlink_outcome, main;
            outcomes::delete_outcome, main;
            outcomes::find_outcomes, main;
            outcomes::work_out, main;
            outcomes::attach_file, main;
            week::week, main;
            week::close_week, main;
            week::reopen_week, main;
            packets::packets, main;
            packets::new_packet, main;
            packets::packet, main;
            packets::save_packet, main;
            packets::delete_packet, main;
            packets::candidates, main;
            packets::include_outcome, main;
            packets::place_outcome, main;
            packets::export_packet, main;
            people::people, main;
            people::new_person, main;
            people::save_person, main;
            people::merge_people, main;
            people::delete_person, main;
            goals::goals, main;
            goals::new_goal, main;
            goals::save_goal, main;
            goals::delete_goal, main;
            goals::tags, main;
            goals::rename_tag, main;
            lists::trash, main;
            lists::restore, main;
            lists::purge, main;
            lists::saved_filters, main;
            lists::save_filter, main;
            lists::delete_filter, main;
            lists::settings, main;
            lists::save_settings, main;
        }
    };
}
