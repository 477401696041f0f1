/** A made-up packet, as in the drawings: five criteria, ten outcomes, one of them confidential. */
import type { Candidate, OutcomeLine } from "../bindings";
import type { Kind } from "../kinds";

export const CRITERIA = [
  { id: "c1", short: "Direction", title: "Sets direction", text: "Sets a direction that others plan from." },
  { id: "c2", short: "Delivery", title: "Delivers through others", text: "Brings work home that no one team could." },
  { id: "c3", short: "Judgement", title: "Business judgement", text: "Takes decisions that cost something, and says what." },
  { id: "c4", short: "People", title: "Grows people", text: "People do things now that they could not do before." },
  { id: "c5", short: "Influence", title: "Influence beyond own group", text: "Changes a decision outside their reporting line twice in a year, with a documented result." },
] as const;

type Grade = OutcomeLine["grade"];

function made(id: string, day: string, kind: Kind, section: string, statement: string, grade: Grade, told: string): Candidate & { section: string; told: string } {
  const outcome: OutcomeLine = { id, statement, pieces: [], category: "capacity", figure: null, grade, status: "happened" };
  return { outcome, kind, day, goal: "Customs API release", included: false, may_leave: id !== "o9", marked: id === "o1", section, told };
}

/** What a reader of the file meets where something was replaced. */
export const SAMPLE = [
  made("o1", "2026-03-04", "direction", "c1", "Carrier data plan, 2027", 3, "Wrote the one-page case that four teams planned the carrier data work from."),
  made("o2", "2026-05-12", "bet", "c1", "Outage simulator, unasked", 4, "Built an outage simulator nobody asked for; two teams rehearse with it every month."),
  made("o3", "2026-11-16", "shielding", "c2", "Engineers kept on Customs", 4, "Shielded the Customs API from a six-week pull on two engineers, protecting about 265 engineer-hours (230 to 302, reasoned) and holding the 12 January date. A finance peer agreed in writing and took a contractor day a week instead. Built by two engineers on my team."),
  made("o4", "2026-11-17", "deconfliction", "c2", "One rate limiter, one owner", 3, "Found two teams building the same rate limiter. Named one owner and one design; a sister team got a sprint back (about 140 engineer-hours, documented)."),
  made("o5", "2026-11-19", "steadying", "c2", "Executive channel, incident", 4, "Took the executive channel for 70 minutes during incident (removed) so responders could work. Service returned in 52 minutes against a 95-minute norm."),
  made("o6", "2026-11-17", "negotiation", "c3", "Halden, the 99.95% clause", 3, "Kept a 99.95% clause in an enterprise renewal worth £250k to £500k a year by agreeing a joint response target with (removed), before either side had escalated."),
  made("o7", "2026-08-20", "trade-off", "c3", "Two vendors down to one", 2, "Ended a two-vendor pilot early and recorded the price: one integration lost, three engineers back on the roadmap for a quarter, and a finance peer who heard it from me first."),
  made("o8", "2026-10-02", "coaching", "c4", "Lena chairs the review", 2, "Lena Hartwig chairs the design review without me since October."),
  made("o9", "2026-09-11", "sponsorship", "c4", "Priya to the pricing council", 1, "Put an engineer on my team forward for the pricing council."),
  made("o10", "2026-07-03", "negotiation", "", "Sandbox access, border agency", 1, "The border agency gave us its sandbox a quarter early."),
  made("o11", "2026-06-18", "direction", "", "Retry policy, now Payments’ too", 2, "Payments took over the retry policy as it stands."),
];
