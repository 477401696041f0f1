/** The few optional questions that each kind asks. */
import type { Kind } from "../kinds";
import { m } from "../paraglide/messages.js";

export interface Question {
  key: string;
  words: () => string;
}

const ask = (key: string, words: () => string): Question => ({ key, words });

export const QUESTIONS: Record<Kind, readonly Question[]> = {
  shielding: [
    ask("whose_demand", m.entry_ask_whose_demand),
    ask("people_kept", m.entry_ask_people_kept),
    ask("forecast_by", m.entry_ask_forecast_by),
    ask("forecast_on", m.entry_ask_forecast_on),
  ],
  steadying: [ask("happening", m.entry_ask_happening), ask("how_long", m.entry_ask_how_long)],
  unblocking: [ask("stuck", m.entry_ask_stuck), ask("since", m.entry_ask_since)],
  negotiation: [
    ask("counterpart", m.entry_ask_counterpart),
    ask("asked", m.entry_ask_asked),
    ask("got", m.entry_ask_got),
    ask("gave", m.entry_ask_gave),
  ],
  "trade-off": [
    ask("options", m.entry_ask_options),
    ask("chosen", m.entry_ask_chosen),
    ask("given_up", m.entry_ask_given_up),
    ask("disliked_by", m.entry_ask_disliked_by),
    ask("revisit_on", m.entry_ask_revisit_on),
  ],
  deconfliction: [
    ask("first_claim", m.entry_ask_first_claim),
    ask("second_claim", m.entry_ask_second_claim),
    ask("first_kept", m.entry_ask_first_kept),
    ask("second_kept", m.entry_ask_second_kept),
  ],
  coaching: [ask("who", m.entry_ask_who), ask("could_not", m.entry_ask_could_not), ask("can_now", m.entry_ask_can_now)],
  sponsorship: [ask("who", m.entry_ask_who), ask("which_room", m.entry_ask_which_room), ask("risked", m.entry_ask_risked)],
  teambuilding: [ask("seat_or_person", m.entry_ask_seat_or_person), ask("otherwise", m.entry_ask_otherwise)],
  direction: [ask("from", m.entry_ask_from), ask("to", m.entry_ask_to), ask("decided_by", m.entry_ask_decided_by)],
  bet: [
    ask("belief", m.entry_ask_belief),
    ask("why_unasked", m.entry_ask_why_unasked),
    ask("manager_said", m.entry_ask_manager_said),
    ask("risk", m.entry_ask_risk),
    ask("cap", m.entry_ask_cap),
    ask("kill_test", m.entry_ask_kill_test),
  ],
  breakthrough: [
    ask("planned_for", m.entry_ask_planned_for),
    ask("landed_on", m.entry_ask_landed_on),
    ask("put_in", m.entry_ask_put_in),
  ],
};
