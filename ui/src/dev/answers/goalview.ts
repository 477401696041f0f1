/** Five made-up goals; `?nogoal` leaves both halves of every test unanswered. */
import type { Goal, GoalView, Ownership } from "../../bindings";
import type { Answers } from "../mock";

const wanted = new URLSearchParams(location.search);
type Half = [boolean | null, string];

function goal(
  id: string, statement: string, fail: Half, well: Half, measure: [string, string, number | null, number, number], until: string,
  counts: [number, number, number, number], entries: number, outcomes: number, grade: GoalView["grade"],
): GoalView {
  const [name, unit, start, now, target] = measure;
  const open = wanted.has("nogoal") && (id === "g-customs" || id === "g2");
  const half = ([holds, words]: Half) => (open ? { holds: null, words: "" } : { holds, words });
  return {
    goal: {
      id, statement, could_fail: half(fail), could_go_well: half(well), measure: { name, unit, start, now, target },
      from: "2026-01-01", until, state: "active", revision: 1,
    },
    ownership: "open", entries, outcomes, by_family: [...counts, 0], grade,
  };
}

let goals: GoalView[] = wanted.has("nogoals") ? [] : [
  goal("g-customs", "Customs API release", [true, "The date is in two renewals under my name. If it slips, I make both calls."], [true, "Cutting multi-currency was my call. If we are early, it is because of that."], ["certification steps", "steps", null, 14, 19], "2027-01-12", [30, 32, 18, 17], 97, 41, 5),
  goal("g2", "Enterprise renewals", [true, "I said the 99.95% clause was safe. If Halden claims on it, I promised that."], [true, "Two accounts signed on the response target I agreed with Mei-Lin."], ["signed", "renewals", null, 5, 8], "2027-03-31", [9, 24, 4, 6], 43, 18, 4),
  goal("g3", "Cost per declaration", [false, "Nobody would notice before the next budget. Put a date on it."], [true, "I put my name on the figure in March, before anyone had measured it."], ["", "pence", 41, 34, 30], "2027-06-30", [4, 9, 2, 8], 23, 7, 3),
  goal("g4", "Time to restore", [true, "I take the executive channel. If it goes back up, I explain it."], [false, "It is Reliability’s goal, and Kwame’s work. I steady; they restore."], ["", "minutes", 95, 52, 45], "2027-03-31", [17, 3, 10, 5], 35, 12, 4),
  goal("g5", "Platform hiring plan", [false, "A late seat is a line in Dana’s plan, not in mine."], [false, "Any director would fill these seats."], ["seats filled", "seats", null, 4, 6], "2027-04-30", [1, 2, 14, 0], 17, 5, 3),
];

function judged(): GoalView[] {
  return goals.map((view) => ({ ...view, ownership: own(view.goal) }));
}

function own({ could_fail: fail, could_go_well: well }: Goal): Ownership {
  if (fail.holds && well.holds) return "uniquely-mine";
  if (fail.holds) return "only-could-fail";
  if (well.holds) return "only-could-go-well";
  return fail.holds === false && well.holds === false ? "not-mine" : "open";
}

export default {
  goals: judged,
  new_goal: ({ statement }) => {
    goals.push(goal(`g${goals.length + 10}`, String(statement), [null, ""], [null, ""], ["", "", null, 0, 0], "2027-12-31", [0, 0, 0, 0], 0, 0, 0));
    return judged();
  },
  save_goal: ({ goal: saved }) => {
    goals = goals.map((view) => (view.goal.id === (saved as Goal).id ? { ...view, goal: { ...(saved as Goal), revision: view.goal.revision + 1 } } : view));
    return judged();
  },
  delete_goal: ({ id }) => {
    goals = goals.filter((view) => view.goal.id !== id);
    return judged();
  },
} satisfies Answers;
