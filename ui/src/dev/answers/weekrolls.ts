/** Made-up months, quarters and questions. */
import { addDays, isoWeek } from "../../format";
import { IpcError } from "../../ipc";
import type { QuestionFileView, RollUp } from "../../bindings";
import type { Answers } from "../mock";
import { ACTS } from "../sampleweek";

const SHIPPED = `# The questions of the week.

[always]
stayed-out = "What went better because you stayed out of it?"
done-nothing = "What if you had done nothing?"
nobody-else = "What did you decide that nobody else could?"
cost = "What did it cost?"

[protect]
noise = "What noise did not reach the team?"
slept-better = "Who slept better?"

[broker]
gave = "What did you give to get it?"

[grow]
without-you = "Who can now do something without you?"

[initiate]
unasked = "What did you do unasked?"

[closing]
carrying = "What are you carrying unasked?"
stop = "What will you stop?"
`;

let own = "";
const answers = new Map<string, { answer: string; at: string }>([
  ["2026-Q4", { answer: "A January date that holds. Yes: the Customs work, and keeping noise off it.", at: "2026-10-05T09:12:00+01:00" }],
]);
const BEST = ["Nobody noticed the outage that did not happen.", "", "One owner where there were two, and both say it was their idea.", "Lena ended the review early."];

function file(): QuestionFileView {
  const text = own || SHIPPED;
  let group = "";
  const questions: QuestionFileView["questions"] = [];
  text.split("\n").forEach((line, index) => {
    const head = /^\[([a-z]+)\]$/u.exec(line.trim());
    const asked = /^([\w-]+) = "(.*)"$/u.exec(line.trim());
    if (head) group = head[1] ?? "";
    else if (asked) questions.push({ key: `${group}.${asked[1]}`, group, words: asked[2] ?? "" });
    else if (line.trim() !== "" && !line.startsWith("#")) throw new IpcError("bad-input", `line ${index + 1} of the question file: a question is written in quotation marks`);
  });
  return { text, own: own !== "", questions };
}

function keep(text: string): QuestionFileView {
  const before = own;
  try {
    own = text;
    return file();
  } catch (reason) {
    own = before;
    throw reason;
  }
}

function moved(period: string, by: number): string {
  const [year, rest] = [Number(period.slice(0, 4)), period.slice(5)];
  const size = rest.startsWith("Q") ? 4 : 12;
  const at = year * size + Number(rest.replace("Q", "")) - 1 + by;
  const part = (at % size) + 1;
  return `${Math.floor(at / size)}-${size === 4 ? `Q${part}` : String(part).padStart(2, "0")}`;
}

function rolled(period: string): RollUp {
  const quarter = period.includes("Q");
  const month = quarter ? Number(period.slice(-1)) * 3 - 2 : Number(period.slice(5));
  const first = `${period.slice(0, 4)}-${String(month).padStart(2, "0")}-01`;
  const next = moved(period, 1);
  const until = addDays(`${next.slice(0, 4)}-${String(quarter ? Number(next.slice(-1)) * 3 - 2 : Number(next.slice(5))).padStart(2, "0")}-01`, -1);
  const weeks = Array.from({ length: quarter ? 13 : 4 }, (_, index) => {
    const { year, week } = isoWeek(addDays(first, 3 + index * 7));
    const best = BEST[index % BEST.length] ?? "";
    return {
      week: `${year}-W${String(week).padStart(2, "0")}`, closed: index % 4 !== 1, best_line: best, to_raise: index === 2 ? "The batch pipeline, with Dana." : "",
      intention: index === 0 ? "Let Lena run the release board without me in the room." : "", marked: index === 0 ? ACTS.slice(0, 2) : [], entries: 5 + (index % 4),
    };
  });
  const said = answers.get(period);
  return {
    period, before: moved(period, -1), after: next, from: first, to: until, weeks, entries: 31, mapped: 24,
    by_kind: [{ kind: "shielding", entries: 7 }, { kind: "negotiation", entries: 6 }, { kind: "trade-off", entries: 4 }, { kind: "coaching", entries: 6 }, { kind: "bet", entries: 3 }, { kind: null, entries: 5 }],
    by_family: [{ family: "protect", entries: 9, usual: null }, { family: "broker", entries: 10, usual: null }, { family: "grow", entries: 6, usual: null }, { family: "initiate", entries: 3, usual: null }],
    totals: [{ unit: "hours", low: 910, likely: 1120, high: 1370, outcomes: 9 }, { unit: "money", low: 210_000, likely: 318_000, high: 460_000, outcomes: 3 }],
    grades: [{ grade: 0, now: 1, before: 0 }, { grade: 1, now: 5, before: 0 }, { grade: 2, now: 6, before: 0 }, { grade: 3, now: 9, before: 0 }, { grade: 4, now: 4, before: 0 }, { grade: 5, now: 2, before: 0 }],
    question: quarter ? "What does the company need most now, and am I on it?" : null, answer: said?.answer ?? "", answered_at: said?.at ?? null,
  };
}

export default {
  question_file: file,
  save_question_file: ({ text }) => keep(String(text)),
  add_question: ({ group, words }) => keep(file().text.replace(`[${String(group)}]\n`, `[${String(group)}]\nown-${file().questions.length} = "${String(words)}"\n`)),
  reset_question_file: () => {
    own = "";
    return file();
  },
  another_question: ({ key, asked }) => {
    const all = file().questions.filter(({ group }) => group === String(key).split(".")[0]);
    const at = all.findIndex((one) => one.key === key);
    const next = [...all.slice(at + 1), ...all.slice(0, at)].find((one) => !(asked as string[]).includes(one.key));
    return next ? { question: next.key, words: next.words, answer: "", optional: next.group === "closing" } : null;
  },
  roll_up: ({ period }) => rolled(String(period)),
  answer_quarter: ({ period, answer }) => {
    answers.set(String(period), { answer: String(answer), at: "2026-11-20T16:42:00+01:00" });
    return rolled(String(period));
  },
} satisfies Answers;
