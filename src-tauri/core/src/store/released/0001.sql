-- Schema 1: what the demo of its day held, and a row of what the demo has none of.
INSERT INTO credit (outcome_id, position, person_id, name, did, share) VALUES
(x'01a1f99f29407051a61c761baf637e46', 0, x'01a1f99f29407051a61c762c51fbb486', 'Lio Fenmark', 'held the line on terms', NULL),
(x'01a1f99f29407051a61c761baf637e46', 1, x'01a1f99f29407051a61c76300363e72d', 'Edda Vance', 'measured the usage', NULL),
(x'01a1f99f29407051a61c761cfc0778ec', 0, x'01a1f99f29407051a61c7629d2a9ac81', 'Nkemi Arro', 'rewrote the runbook', NULL),
(x'01a1f99f29407051a61c761cfc0778ec', 1, x'01a1f99f29407051a61c762eacfb0349', 'Junia Prade', 'made it an audited control', NULL),
(x'01a1f99f29407051a61c761d95ff35cb', 0, x'01a1f99f29407051a61c762b21447cc8', 'Pell Ostrane', 'owns the account', NULL),
(x'01a1f99f29407051a61c761d95ff35cb', 1, x'01a1f99f29407051a61c762aaeb2719f', 'Halvard Quist', 'closed the deal', NULL),
(x'01a1f99f29407051a61c761eb571e2e0', 0, x'01a1f99f29407051a61c76300363e72d', 'Edda Vance', 'built the export', NULL),
(x'01a1f99f29407051a61c761eb571e2e0', 1, x'01a1f99f29407051a61c762c51fbb486', 'Lio Fenmark', 'tested it in a live close', NULL),
(x'01a1f99f29407051a61c761f155c88d7', 0, x'01a1f99f29407051a61c762c51fbb486', 'Lio Fenmark', 'built the report', NULL),
(x'01a1f99f29407051a61c761f155c88d7', 1, x'01a1f99f29407051a61c76300363e72d', 'Edda Vance', 'found the storage waste', NULL),
(x'01a1f99f29407051a61c76202ddee6ce', 0, x'01a1f99f29407051a61c76286fb869dd', 'Teo Valdane', 'cancelled the third meeting', NULL),
(x'01a1f99f29407051a61c7621a65ca1e7', 0, x'01a1f99f29407051a61c7629d2a9ac81', 'Nkemi Arro', 'went second', NULL),
(x'01a1f99f29407051a61c762259bc55e9', 0, x'01a1f99f29407051a61c76300363e72d', 'Edda Vance', 'kept it up to date', NULL),
(x'01a1f99f29407051a61c7624d0ffc5bd', 0, x'01a1f99f29407051a61c7627bf9c94c3', 'Ysolde Marn', 'ran the kill test', NULL),
(x'01a1f99f29407051a61c7624d0ffc5bd', 1, x'01a1f99f29407051a61c762fcddfc8a2', 'Corwin Hask', 'supplied the load data', NULL);
INSERT INTO entry (place, id, raw, text, kind, day, zone, captured_at, utc_offset, goal_id, body, private_note, sensitivity, asked, figure, ask_on, no_outcome, revision, deleted_at) VALUES
(12412522594304, x'01a1f99f29407051a61c767bcf324392', 'Renegotiated the monitoring contract', 'Renegotiated the monitoring contract', 'negotiation', '2026-08-16', '+01:00', 1786894920000, 3600, x'01a1f99f29407051a61c763238839791', 'Showed the vendor what we used against what we paid, with a costed exit plan, and asked for the lower tier.

The exit plan made the lower price the easy answer.', '', 'confidential', 'asked-for', NULL, NULL, 0, 0, NULL),
(12412707143680, x'01a1f99f29407051a61c767eed9aa4f3', 'Removed the only person who could restore backups', 'Removed the only person who could restore backups', 'unblocking', '2026-08-27', '+01:00', 1787931720000, 3600, NULL, 'Made three people restore from cold storage on a clock, every month, until the runbook was right.

Knowledge moved from one head to a page that six people have used.', '', 'open', 'asked-for', NULL, NULL, 0, 0, NULL),
(12412891693056, x'01a1f99f29407051a61c768208a75054', 'Turned the unhappiest large customer round', 'Turned the unhappiest large customer round', 'steadying', '2026-09-07', '+01:00', 1788968520000, 3600, NULL, 'Held a fortnightly call for ten weeks with their operations head, gave dates only when we had slack, and met every one.

They started planning around our dates instead of around our failures.', '', 'confidential', 'asked-for', NULL, NULL, 0, 0, NULL),
(12413109796864, x'01a1f99f29407051a61c76867b65a020', 'Asked five leaders what hurt; fixed Finance''s month-end wait', 'Asked five leaders what hurt; fixed Finance''s month-end wait', 'unblocking', '2026-09-20', '+01:00', 1790005320000, 3600, NULL, 'Booked thirty minutes with five leaders outside my line, listed eleven problems, and picked the one my team could end.

A read-only export replaced a manual request that waited for a night batch.', '', 'open', 'unasked', NULL, NULL, 0, 0, NULL),
(12413294346240, x'01a1f99f29407051a61c768a412853eb', 'Put my name on cost per invoice', 'Put my name on cost per invoice', 'direction', '2026-10-01', '+01:00', 1790955720000, 3600, x'01a1f99f29407051a61c763238839791', 'Asked for the number to be mine alone, published it weekly, and reviewed the three largest lines every fortnight.

A named owner and a weekly number made small savings worth doing.', '', 'open', 'asked-for', NULL, NULL, 0, 0, NULL),
(12413445341184, x'01a1f99f29407051a61c768d88060f9e', 'Replaced the status meetings with a written update', 'Replaced the status meetings with a written update', 'unblocking', '2026-10-10', '+01:00', 1791646920000, 3600, NULL, 'Cancelled three recurring meetings and wrote one page every second Friday myself, with a section for what I need.

People read it in two minutes and the meetings lost their purpose.', '', 'open', 'asked-for', NULL, NULL, 0, 0, NULL),
(12413562781696, x'01a1f99f29407051a61c76903b41d795', 'Made it normal for a leader to name their own mistake', 'Made it normal for a leader to name their own mistake', 'direction', '2026-10-17', '+01:00', 1792770120000, 3600, NULL, 'Opened four reviews by naming a decision of mine that had contributed, with what I would do next time.

When the senior person went first, others followed.', '', 'open', 'asked-for', NULL, NULL, 0, 0, NULL),
(12413696999424, x'01a1f99f29407051a61c7693fa026c1a', 'Wrote the first-week path nobody owned', 'Wrote the first-week path nobody owned', 'unblocking', '2026-10-25', '+01:00', 1793029320000, 3600, NULL, 'Sat with two new starters, wrote down every stumble, and turned it into a checklist with one owner per step.

New people stopped waiting for access and for someone to ask.', '', 'open', 'unasked', NULL, NULL, 0, 0, NULL),
(12413847994368, x'01a1f99f29407051a61c7696119f458a', 'Own-time project: an offline customs-form checker', 'Own-time project: an offline customs-form checker', 'bet', '2026-11-03', '+01:00', 1793720520000, 3600, NULL, 'Designed, built and released a small desktop checker in my own time, including the rules format and the first-run help.

Handling real users'' files taught me which customs rules change and how often.', '', 'open', 'unasked', NULL, NULL, 0, 0, NULL),
(12413864771584, x'01a1f99f29407051a61c769c231bc801', 'Settled that latency wins over cost until year end !di @Bastian ?+2w = Two teams take their cost work off the plan', 'Settled that latency wins over cost until year end', 'direction', '2026-11-04', '+01:00', 1793806920000, 3600, NULL, '', '', 'open', NULL, NULL, NULL, 0, 0, NULL),
(12413998989312, x'01a1f99f29407051a61c76993a7cdb93', 'Stopped the event-sourcing bet at its six-week cap', 'Stopped the event-sourcing bet at its six-week cap', 'bet', '2026-11-12', '+01:00', 1794498120000, 3600, NULL, 'Set a six-week cap and a kill test in writing before starting, and stopped on the day when the test failed.

Deciding the stopping rule first meant that no one had to argue about sunk cost.', '', 'open', 'unasked', NULL, NULL, 0, 0, NULL),
(12414099652608, x'01a1f99f29407051a61c769e39cf8eb0', 'Got Finance a second look at the per-invoice method before the board pack !ne @Lio >"Cost per invoice" = The method stands in the board pack, checked by Finance', 'Got Finance a second look at the per-invoice method before the board pack', 'negotiation', '2026-11-18', '+01:00', 1795016520000, 3600, x'01a1f99f29407051a61c763238839791', '', '', 'open', NULL, NULL, NULL, 0, 0, NULL),
(12414116429824, x'01a1f99f29407051a61c76a09d02a566', 'Answered the pricing questions myself so that Settlement could finish !sh >"Settlement files"', 'Answered the pricing questions myself so that Settlement could finish', 'shielding', '2026-11-19', '+01:00', 1795102920000, 3600, x'01a1f99f29407051a61c76314cf1463c', '', '', 'open', NULL, NULL, NULL, 0, 0, NULL),
(12414116429825, x'01a1f99f29407051a61c76a18a16f229', 'Watched Edda run her first restore drill and said nothing !co @Edda', 'Watched Edda run her first restore drill and said nothing', 'coaching', '2026-11-19', '+01:00', 1795102920000, 3600, NULL, '', '', 'open', NULL, NULL, NULL, 0, 0, NULL),
(12414133207040, x'01a1f99f29407051a61c76a270822135', 'Said no to a fourth customs format this quarter !tr @Marit >Customs', 'Said no to a fourth customs format this quarter', 'trade-off', '2026-11-20', '+01:00', 1795189320000, 3600, x'01a1f99f29407051a61c76347f8d4e1b', '', '', 'open', NULL, NULL, NULL, 0, 0, NULL),
(12414133207041, x'01a1f99f29407051a61c76a31773c000', 'Asked Corwin for one owner of the rates table !de @Corwin ?+1w', 'Asked Corwin for one owner of the rates table', 'deconfliction', '2026-11-20', '+01:00', 1795189320000, 3600, NULL, '', '', 'open', NULL, NULL, '2026-11-27', 0, 0, NULL);
INSERT INTO entry_person (entry_id, person_id, position) VALUES
(x'01a1f99f29407051a61c767bcf324392', x'01a1f99f29407051a61c762c51fbb486', 0),
(x'01a1f99f29407051a61c767bcf324392', x'01a1f99f29407051a61c76300363e72d', 1),
(x'01a1f99f29407051a61c767eed9aa4f3', x'01a1f99f29407051a61c7629d2a9ac81', 0),
(x'01a1f99f29407051a61c767eed9aa4f3', x'01a1f99f29407051a61c762eacfb0349', 1),
(x'01a1f99f29407051a61c768208a75054', x'01a1f99f29407051a61c762aaeb2719f', 0),
(x'01a1f99f29407051a61c768208a75054', x'01a1f99f29407051a61c762b21447cc8', 1),
(x'01a1f99f29407051a61c76867b65a020', x'01a1f99f29407051a61c762c51fbb486', 0),
(x'01a1f99f29407051a61c76867b65a020', x'01a1f99f29407051a61c76300363e72d', 1),
(x'01a1f99f29407051a61c768a412853eb', x'01a1f99f29407051a61c762c51fbb486', 0),
(x'01a1f99f29407051a61c768a412853eb', x'01a1f99f29407051a61c76300363e72d', 1),
(x'01a1f99f29407051a61c768d88060f9e', x'01a1f99f29407051a61c762535a07886', 0),
(x'01a1f99f29407051a61c768d88060f9e', x'01a1f99f29407051a61c76286fb869dd', 1),
(x'01a1f99f29407051a61c76903b41d795', x'01a1f99f29407051a61c7629d2a9ac81', 0),
(x'01a1f99f29407051a61c7693fa026c1a', x'01a1f99f29407051a61c76300363e72d', 0),
(x'01a1f99f29407051a61c76993a7cdb93', x'01a1f99f29407051a61c7627bf9c94c3', 0),
(x'01a1f99f29407051a61c76993a7cdb93', x'01a1f99f29407051a61c762fcddfc8a2', 1),
(x'01a1f99f29407051a61c769c231bc801', x'01a1f99f29407051a61c76265e527460', 0),
(x'01a1f99f29407051a61c769e39cf8eb0', x'01a1f99f29407051a61c762c51fbb486', 0),
(x'01a1f99f29407051a61c76a18a16f229', x'01a1f99f29407051a61c76300363e72d', 0),
(x'01a1f99f29407051a61c76a270822135', x'01a1f99f29407051a61c762d4268ca86', 0),
(x'01a1f99f29407051a61c76a31773c000', x'01a1f99f29407051a61c762fcddfc8a2', 0);
INSERT INTO entry_tag (entry_id, tag) VALUES
(x'01a1f99f29407051a61c767eed9aa4f3', 'audit'),
(x'01a1f99f29407051a61c767eed9aa4f3', 'backup'),
(x'01a1f99f29407051a61c76993a7cdb93', 'bet'),
(x'01a1f99f29407051a61c767bcf324392', 'cost'),
(x'01a1f99f29407051a61c768a412853eb', 'cost'),
(x'01a1f99f29407051a61c767bcf324392', 'cost-stewardship'),
(x'01a1f99f29407051a61c76903b41d795', 'culture'),
(x'01a1f99f29407051a61c768208a75054', 'customer'),
(x'01a1f99f29407051a61c7696119f458a', 'external-innovation'),
(x'01a1f99f29407051a61c76867b65a020', 'five-leaders'),
(x'01a1f99f29407051a61c7693fa026c1a', 'glue-work'),
(x'01a1f99f29407051a61c768a412853eb', 'goal-ownership'),
(x'01a1f99f29407051a61c7693fa026c1a', 'onboarding'),
(x'01a1f99f29407051a61c7696119f458a', 'own-time'),
(x'01a1f99f29407051a61c768d88060f9e', 'process-improvement'),
(x'01a1f99f29407051a61c767eed9aa4f3', 'risk-reduction'),
(x'01a1f99f29407051a61c76867b65a020', 'senior-leader-problem'),
(x'01a1f99f29407051a61c768208a75054', 'stakeholder-management'),
(x'01a1f99f29407051a61c76993a7cdb93', 'stopped'),
(x'01a1f99f29407051a61c76993a7cdb93', 'stopped-bet'),
(x'01a1f99f29407051a61c768d88060f9e', 'updates'),
(x'01a1f99f29407051a61c767bcf324392', 'vendor');
INSERT INTO entry_text (place, did, came, names, notes) VALUES
(12412522594304, 'Renegotiated the monitoring contract', 'The renewal came in below the budget line.
Procurement would have found part of it on their own.
Lio Fenmark
held the line on terms
Edda Vance
measured the usage
Signed order form
Usage analysis
Annual monitoring contract', 'Lio Fenmark
Edda Vance
Cost per invoice down by a fifth in a year
cost
cost-stewardship
vendor', 'Showed the vendor what we used against what we paid, with a costed exit plan, and asked for the lower tier.

The exit plan made the lower price the easy answer.
'),
(12412707143680, 'Removed the only person who could restore backups', 'The last drill finished inside the target.
No one else had it planned; the previous plan was to hire a second specialist.
Nkemi Arro
rewrote the runbook
Junia Prade
made it an audited control
Five drill times
External auditor accepts the drill as a control
Runbook with six names
Hours to a verified restore', 'Nkemi Arro
Junia Prade
audit
backup
risk-reduction', 'Made three people restore from cold storage on a clock, every month, until the runbook was right.

Knowledge moved from one head to a page that six people have used.
'),
(12412891693056, 'Turned the unhappiest large customer round', 'They renewed for two years.
Switching would have cost them months, so half the renewals like this stay anyway.
Pell Ostrane
owns the account
Halvard Quist
closed the deal
Renewal record
Operations head names the calls as the reason
Commitments list, ten for ten
Renewed annual revenue', 'Halvard Quist
Pell Ostrane
customer
stakeholder-management', 'Held a fortnightly call for ten weeks with their operations head, gave dates only when we had slack, and met every one.

They started planning around our dates instead of around our failures.
'),
(12413109796864, 'Asked five leaders what hurt; fixed Finance''s month-end wait', 'Month end stopped depending on us.
It had been open for four years in someone''s backlog.
Edda Vance
built the export
Lio Fenmark
tested it in a live close
Six closes, timed
"First close without chasing."
Notes from the five conversations
Days Finance waits for the settlement export', 'Lio Fenmark
Edda Vance
five-leaders
senior-leader-problem', 'Booked thirty minutes with five leaders outside my line, listed eleven problems, and picked the one my team could end.

A read-only export replaced a manual request that waited for a night batch.
'),
(12413294346240, 'Put my name on cost per invoice', 'Cost per invoice fell for three quarters in a row.
Volume growth lowers the unit cost a little by itself.
Lio Fenmark
built the report
Edda Vance
found the storage waste
Finance report
Weekly post, thirty-one weeks
Cost per invoice', 'Lio Fenmark
Edda Vance
Cost per invoice down by a fifth in a year
cost
goal-ownership', 'Asked for the number to be mine alone, published it weekly, and reviewed the three largest lines every fortnight.

A named owner and a weekly number made small savings worth doing.
'),
(12413445341184, 'Replaced the status meetings with a written update', 'The hours went back to the teams.
Nobody was going to cancel them.
Teo Valdane
cancelled the third meeting
Calendar export
"I finally know what you need from me."
People-hours in status meetings per week', 'Oriane Telk
Teo Valdane
process-improvement
updates', 'Cancelled three recurring meetings and wrote one page every second Friday myself, with a section for what I need.

People read it in two minutes and the meetings lost their purpose.
'),
(12413562781696, 'Made it normal for a leader to name their own mistake', 'Reviews now name decisions, not only people.
Unknowable; a new review template appeared in the same month.
Nkemi Arro
went second
Archive count
Which decisions I named
Reviews naming a contributing leadership decision', 'Nkemi Arro
culture', 'Opened four reviews by naming a decision of mine that had contributed, with what I would do next time.

When the senior person went first, others followed.
'),
(12413696999424, 'Wrote the first-week path nobody owned', 'They ship in the second week.
A new access tool in the same month saved about two days.
Edda Vance
kept it up to date
Deployment log, ten starters
"I knew who to ask."
Days to first production change', 'Edda Vance
glue-work
onboarding', 'Sat with two new starters, wrote down every stumble, and turned it into a checklist with one owner per step.

New people stopped waiting for access and for someone to ask.
'),
(12413847994368, 'Own-time project: an offline customs-form checker', 'The lesson changed one decision at work: we now version rules per country from the start.
It would not exist.
Public repository and release notes
Opt-in counter
Weekly active users of the checker', 'external-innovation
own-time', 'Designed, built and released a small desktop checker in my own time, including the rules format and the first-run help.

Handling real users'' files taught me which customs rules change and how often.
'),
(12413864771584, 'Settled that latency wins over cost until year end', 'Two teams take their cost work off the plan', 'Bastian Rook', '
'),
(12413998989312, 'Stopped the event-sourcing bet at its six-week cap', 'The team returned to the roadmap with two reusable pieces and a clear no.
Without a cap the last one ran for half a year.
Ysolde Marn
ran the kill test
Corwin Hask
supplied the load data
Cap and kill test, dated before the start
What I got wrong about read volume
Weeks from start to a clear no', 'Ysolde Marn
Corwin Hask
bet
stopped
stopped-bet', 'Set a six-week cap and a kill test in writing before starting, and stopped on the day when the test failed.

Deciding the stopping rule first meant that no one had to argue about sunk cost.
'),
(12414099652608, 'Got Finance a second look at the per-invoice method before the board pack', 'The method stands in the board pack, checked by Finance', 'Lio Fenmark
Cost per invoice down by a fifth in a year', '
'),
(12414116429824, 'Answered the pricing questions myself so that Settlement could finish', '', 'Settlement files land before 06:00 on 99.5% of business days', '
'),
(12414116429825, 'Watched Edda run her first restore drill and said nothing', '', 'Edda Vance', '
'),
(12414133207040, 'Said no to a fourth customs format this quarter', '', 'Marit Soll
Customs documents live in two countries', '
'),
(12414133207041, 'Asked Corwin for one owner of the rates table', '', 'Corwin Hask', '
');
INSERT INTO evidence (id, outcome_id, position, kind, grade, reference, said_by, dated, file_name, file_sha256, file_size) VALUES
(x'01a1f99f29407051a61c767c1d1e1477', x'01a1f99f29407051a61c761baf637e46', 0, 'contract', 5, 'Signed order form', NULL, '2026-08-16', NULL, NULL, NULL),
(x'01a1f99f29407051a61c767d6552555d', x'01a1f99f29407051a61c761baf637e46', 1, 'document', 2, 'Usage analysis', NULL, '2026-08-16', NULL, NULL, NULL),
(x'01a1f99f29407051a61c767f566a7265', x'01a1f99f29407051a61c761cfc0778ec', 0, 'metric-export', 4, 'Five drill times', NULL, '2026-08-27', NULL, NULL, NULL),
(x'01a1f99f29407051a61c768081a3c8b3', x'01a1f99f29407051a61c761cfc0778ec', 1, 'audit', 5, 'External auditor accepts the drill as a control', NULL, '2026-08-27', NULL, NULL, NULL),
(x'01a1f99f29407051a61c7681f4a7cb52', x'01a1f99f29407051a61c761cfc0778ec', 2, 'document', 2, 'Runbook with six names', NULL, '2026-08-27', NULL, NULL, NULL),
(x'01a1f99f29407051a61c76832ea967c4', x'01a1f99f29407051a61c761d95ff35cb', 0, 'contract', 5, 'Renewal record', NULL, '2026-09-07', NULL, NULL, NULL),
(x'01a1f99f29407051a61c7684e7538323', x'01a1f99f29407051a61c761d95ff35cb', 1, 'email', 3, 'Operations head names the calls as the reason', NULL, '2026-09-07', NULL, NULL, NULL),
(x'01a1f99f29407051a61c76855a7d94e8', x'01a1f99f29407051a61c761d95ff35cb', 2, 'own-note', 1, 'Commitments list, ten for ten', NULL, '2026-09-07', NULL, NULL, NULL),
(x'01a1f99f29407051a61c76872b8b2175', x'01a1f99f29407051a61c761eb571e2e0', 0, 'metric-export', 4, 'Six closes, timed', NULL, '2026-09-20', NULL, NULL, NULL),
(x'01a1f99f29407051a61c768862b25cd0', x'01a1f99f29407051a61c761eb571e2e0', 1, 'email', 3, '"First close without chasing."', x'01a1f99f29407051a61c762c51fbb486', '2026-09-20', NULL, NULL, NULL),
(x'01a1f99f29407051a61c768937fa92db', x'01a1f99f29407051a61c761eb571e2e0', 2, 'document', 2, 'Notes from the five conversations', NULL, '2026-09-20', NULL, NULL, NULL),
(x'01a1f99f29407051a61c768b7d63843f', x'01a1f99f29407051a61c761f155c88d7', 0, 'metric-export', 4, 'Finance report', NULL, '2026-10-01', NULL, NULL, NULL),
(x'01a1f99f29407051a61c768c9952fda9', x'01a1f99f29407051a61c761f155c88d7', 1, 'document', 2, 'Weekly post, thirty-one weeks', NULL, '2026-10-01', NULL, NULL, NULL),
(x'01a1f99f29407051a61c768edf1d4299', x'01a1f99f29407051a61c76202ddee6ce', 0, 'metric-export', 4, 'Calendar export', NULL, '2026-10-10', NULL, NULL, NULL),
(x'01a1f99f29407051a61c768fd85ed465', x'01a1f99f29407051a61c76202ddee6ce', 1, 'quote', 3, '"I finally know what you need from me."', x'01a1f99f29407051a61c762535a07886', '2026-10-10', NULL, NULL, NULL),
(x'01a1f99f29407051a61c7691a7691354', x'01a1f99f29407051a61c7621a65ca1e7', 0, 'metric-export', 4, 'Archive count', NULL, '2026-10-17', NULL, NULL, NULL),
(x'01a1f99f29407051a61c7692c01d0c10', x'01a1f99f29407051a61c7621a65ca1e7', 1, 'own-note', 1, 'Which decisions I named', NULL, '2026-10-17', NULL, NULL, NULL),
(x'01a1f99f29407051a61c7694a1add557', x'01a1f99f29407051a61c762259bc55e9', 0, 'metric-export', 4, 'Deployment log, ten starters', NULL, '2026-10-25', NULL, NULL, NULL),
(x'01a1f99f29407051a61c76959a45628f', x'01a1f99f29407051a61c762259bc55e9', 1, 'quote', 3, '"I knew who to ask."', x'01a1f99f29407051a61c76300363e72d', '2026-10-25', NULL, NULL, NULL),
(x'01a1f99f29407051a61c76970f0c9244', x'01a1f99f29407051a61c762350bea802', 0, 'link', 2, 'Public repository and release notes', NULL, '2026-11-03', NULL, NULL, NULL),
(x'01a1f99f29407051a61c7698777353fb', x'01a1f99f29407051a61c762350bea802', 1, 'metric-export', 4, 'Opt-in counter', NULL, '2026-11-03', NULL, NULL, NULL),
(x'01a1f99f29407051a61c769af373cc1e', x'01a1f99f29407051a61c7624d0ffc5bd', 0, 'decision-record', 2, 'Cap and kill test, dated before the start', NULL, '2026-11-12', NULL, NULL, NULL),
(x'01a1f99f29407051a61c769bb1051f6d', x'01a1f99f29407051a61c7624d0ffc5bd', 1, 'own-note', 1, 'What I got wrong about read volume', NULL, '2026-11-12', NULL, NULL, NULL);
INSERT INTO goal (id, statement, could_fail, could_go_well, measure, starts, ends, state, revision, deleted_at) VALUES
(x'01a1f99f29407051a61c76314cf1463c', 'Settlement files land before 06:00 on 99.5% of business days', '{"holds":true,"words":"A carrier escalates and I answer for it"}', '{"holds":true,"words":"The reliability number is quoted with my name"}', '{"name":"","unit":"","start":null,"now":null,"target":null}', NULL, NULL, 'active', 0, NULL),
(x'01a1f99f29407051a61c763238839791', 'Cost per invoice down by a fifth in a year', '{"holds":true,"words":"Budget overrun is mine"}', '{"holds":true,"words":"Saving is credited to my line"}', '{"name":"","unit":"","start":null,"now":null,"target":null}', NULL, NULL, 'active', 0, NULL),
(x'01a1f99f29407051a61c7633f4c9060d', 'Two people ready to lead teams by year end', '{"holds":true,"words":"No successor when I move"}', '{"holds":true,"words":"Both get promoted"}', '{"name":"","unit":"","start":null,"now":null,"target":null}', NULL, NULL, 'active', 0, NULL),
(x'01a1f99f29407051a61c76347f8d4e1b', 'Customs documents live in two countries', '{"holds":false,"words":"Shared with Product"}', '{"holds":false,"words":"Shared with Product"}', '{"name":"","unit":"","start":null,"now":null,"target":null}', NULL, NULL, 'active', 0, NULL);
INSERT INTO mapping (entry_id, outcome_id, position) VALUES
(x'01a1f99f29407051a61c767bcf324392', x'01a1f99f29407051a61c761baf637e46', 0),
(x'01a1f99f29407051a61c767eed9aa4f3', x'01a1f99f29407051a61c761cfc0778ec', 0),
(x'01a1f99f29407051a61c768208a75054', x'01a1f99f29407051a61c761d95ff35cb', 0),
(x'01a1f99f29407051a61c76867b65a020', x'01a1f99f29407051a61c761eb571e2e0', 0),
(x'01a1f99f29407051a61c768a412853eb', x'01a1f99f29407051a61c761f155c88d7', 0),
(x'01a1f99f29407051a61c768d88060f9e', x'01a1f99f29407051a61c76202ddee6ce', 0),
(x'01a1f99f29407051a61c76903b41d795', x'01a1f99f29407051a61c7621a65ca1e7', 0),
(x'01a1f99f29407051a61c7693fa026c1a', x'01a1f99f29407051a61c762259bc55e9', 0),
(x'01a1f99f29407051a61c7696119f458a', x'01a1f99f29407051a61c762350bea802', 0),
(x'01a1f99f29407051a61c76993a7cdb93', x'01a1f99f29407051a61c7624d0ffc5bd', 0),
(x'01a1f99f29407051a61c769c231bc801', x'01a1f99f29407051a61c769d74aa23cd', 0),
(x'01a1f99f29407051a61c769e39cf8eb0', x'01a1f99f29407051a61c769fd6b0326b', 0);
INSERT INTO outcome (id, statement, category, status, check_on, confidence, part, figure_low, figure_likely, figure_high, figure_unit, grade, detail, day, revision, deleted_at) VALUES
(x'01a1f99f29407051a61c761baf637e46', 'The renewal came in below the budget line.', 'cost', 'happened', NULL, 'measured', 'led', 126.0, 126.0, 126.0, 'thousand USD', 5, '{"metric":{"name":"Annual monitoring contract","unit":"thousand USD","better":"lower","baseline":412.0,"baseline_note":"Renewal quote","result":286.0,"measured_on":"2026-08-16","source":"Signed order form","additive":true,"later":[]},"unit_value":{"value":1000.0,"periods":1.0,"period_label":"year","source":"Unit is already thousand USD per year"},"calculation":null,"counterfactual":{"text":"Procurement would have found part of it on their own.","anyway":{"low":0.0,"likely":25.0,"high":50.0},"basis":"Procurement usually gets about a tenth off"},"share":{"low":50.0,"likely":75.0,"high":75.0},"nobody_else":false,"shown":[{"person":"01a1f99f-2940-7051-a61c-762535a07886","on":null,"how":""},{"person":"01a1f99f-2940-7051-a61c-762c51fbb486","on":null,"how":""}],"overlaps":[],"wording":null}', '2026-08-16', 0, NULL),
(x'01a1f99f29407051a61c761cfc0778ec', 'The last drill finished inside the target.', 'risk', 'happened', NULL, 'measured', 'led', 11.0, 11.0, 11.0, 'hours', 5, '{"metric":{"name":"Hours to a verified restore","unit":"hours","better":"lower","baseline":14.0,"baseline_note":"First timed drill","result":3.0,"measured_on":"2026-08-27","source":"Drill log","additive":true,"later":[]},"unit_value":null,"calculation":null,"counterfactual":{"text":"No one else had it planned; the previous plan was to hire a second specialist.","anyway":{"low":0.0,"likely":0.0,"high":25.0},"basis":"Risk register, no owner before"},"share":{"low":50.0,"likely":75.0,"high":75.0},"nobody_else":false,"shown":[{"person":"01a1f99f-2940-7051-a61c-762535a07886","on":null,"how":""}],"overlaps":[],"wording":null}', '2026-08-27', 0, NULL),
(x'01a1f99f29407051a61c761d95ff35cb', 'They renewed for two years.', 'revenue', 'happened', NULL, 'measured', 'enabled', 640000.0, 640000.0, 640000.0, 'USD', 5, '{"metric":{"name":"Renewed annual revenue","unit":"USD","better":"higher","baseline":0.0,"baseline_note":"Contract was flagged as lost","result":640000.0,"measured_on":"2026-09-07","source":"CRM, closed-won","additive":true,"later":[]},"unit_value":{"value":1.0,"periods":1.0,"period_label":"year","source":"Unit is USD"},"calculation":null,"counterfactual":{"text":"Switching would have cost them months, so half the renewals like this stay anyway.","anyway":{"low":25.0,"likely":50.0,"high":75.0},"basis":"Renewal history for flagged accounts"},"share":{"low":0.0,"likely":25.0,"high":50.0},"nobody_else":false,"shown":[{"person":"01a1f99f-2940-7051-a61c-762535a07886","on":null,"how":""},{"person":"01a1f99f-2940-7051-a61c-76265e527460","on":null,"how":""}],"overlaps":[],"wording":null}', '2026-09-07', 0, NULL),
(x'01a1f99f29407051a61c761eb571e2e0', 'Month end stopped depending on us.', 'speed', 'happened', NULL, 'measured', 'led', 2.5, 2.5, 2.5, 'days', 4, '{"metric":{"name":"Days Finance waits for the settlement export","unit":"days","better":"lower","baseline":3.0,"baseline_note":"Last six closes","result":0.5,"measured_on":"2026-09-20","source":"Close checklist","additive":true,"later":[]},"unit_value":{"value":4000.0,"periods":6.0,"period_label":"closes","source":"Two finance people idle per waiting day"},"calculation":null,"counterfactual":{"text":"It had been open for four years in someone''s backlog.","anyway":{"low":0.0,"likely":0.0,"high":0.0},"basis":"Ticket age"},"share":{"low":50.0,"likely":75.0,"high":100.0},"nobody_else":false,"shown":[{"person":"01a1f99f-2940-7051-a61c-762535a07886","on":null,"how":""},{"person":"01a1f99f-2940-7051-a61c-762c51fbb486","on":null,"how":""}],"overlaps":[],"wording":null}', '2026-09-20', 0, NULL),
(x'01a1f99f29407051a61c761f155c88d7', 'Cost per invoice fell for three quarters in a row.', 'cost', 'happened', NULL, 'measured', 'owned', 1.1, 1.1, 1.1, 'cents', 4, '{"metric":{"name":"Cost per invoice","unit":"cents","better":"lower","baseline":4.2,"baseline_note":"Quarter before","result":3.1,"measured_on":"2026-10-01","source":"Finance cost report","additive":true,"later":[]},"unit_value":{"value":9000.0,"periods":6.0,"period_label":"months","source":"One cent across 900,000 invoices a month"},"calculation":null,"counterfactual":{"text":"Volume growth lowers the unit cost a little by itself.","anyway":{"low":25.0,"likely":25.0,"high":50.0},"basis":"Volume grew by 8%"},"share":{"low":25.0,"likely":50.0,"high":75.0},"nobody_else":false,"shown":[{"person":"01a1f99f-2940-7051-a61c-762535a07886","on":null,"how":""},{"person":"01a1f99f-2940-7051-a61c-76265e527460","on":null,"how":""}],"overlaps":[{"with":"01a1f99f-2940-7051-a61c-761baf637e46","amount":null}],"wording":null}', '2026-10-01', 0, NULL),
(x'01a1f99f29407051a61c76202ddee6ce', 'The hours went back to the teams.', 'speed', 'happened', NULL, 'measured', 'led', 34.0, 34.0, 34.0, 'hours', 4, '{"metric":{"name":"People-hours in status meetings per week","unit":"hours","better":"lower","baseline":46.0,"baseline_note":"Calendar count","result":12.0,"measured_on":"2026-10-10","source":"Calendar export","additive":true,"later":[]},"unit_value":{"value":75.0,"periods":20.0,"period_label":"weeks","source":"Loaded hourly cost"},"calculation":null,"counterfactual":{"text":"Nobody was going to cancel them.","anyway":{"low":0.0,"likely":0.0,"high":25.0},"basis":"They had run for three years"},"share":{"low":75.0,"likely":75.0,"high":100.0},"nobody_else":false,"shown":[{"person":"01a1f99f-2940-7051-a61c-762535a07886","on":null,"how":""},{"person":"01a1f99f-2940-7051-a61c-76265e527460","on":null,"how":""}],"overlaps":[],"wording":null}', '2026-10-10', 0, NULL),
(x'01a1f99f29407051a61c7621a65ca1e7', 'Reviews now name decisions, not only people.', 'people', 'happened', NULL, 'measured', 'led', 9.0, 9.0, 9.0, 'of last 11', 4, '{"metric":{"name":"Reviews naming a contributing leadership decision","unit":"of last 11","better":"higher","baseline":0.0,"baseline_note":"None of the eleven before","result":9.0,"measured_on":"2026-10-17","source":"Review archive","additive":false,"later":[]},"unit_value":null,"calculation":null,"counterfactual":{"text":"Unknowable; a new review template appeared in the same month.","anyway":{"low":25.0,"likely":50.0,"high":75.0},"basis":"Judgement"},"share":{"low":25.0,"likely":50.0,"high":50.0},"nobody_else":false,"shown":[],"overlaps":[],"wording":null}', '2026-10-17', 0, NULL),
(x'01a1f99f29407051a61c762259bc55e9', 'They ship in the second week.', 'speed', 'happened', NULL, 'measured', 'led', 13.0, 13.0, 13.0, 'days', 4, '{"metric":{"name":"Days to first production change","unit":"days","better":"lower","baseline":21.0,"baseline_note":"Last five starters before","result":8.0,"measured_on":"2026-10-25","source":"Deployment log","additive":true,"later":[]},"unit_value":{"value":520.0,"periods":5.0,"period_label":"starters","source":"Loaded cost of a working day"},"calculation":null,"counterfactual":{"text":"A new access tool in the same month saved about two days.","anyway":{"low":0.0,"likely":25.0,"high":25.0},"basis":"Access tool release notes"},"share":{"low":25.0,"likely":50.0,"high":75.0},"nobody_else":false,"shown":[],"overlaps":[],"wording":null}', '2026-10-25', 0, NULL),
(x'01a1f99f29407051a61c762350bea802', 'The lesson changed one decision at work: we now version rules per country from the start.', 'direction', 'happened', NULL, 'measured', 'sole', 140.0, 140.0, 140.0, 'headcount', 4, '{"metric":{"name":"Weekly active users of the checker","unit":"people","better":"higher","baseline":0.0,"baseline_note":"Launch week","result":140.0,"measured_on":"2026-11-03","source":"Opt-in counter","additive":false,"later":[]},"unit_value":null,"calculation":null,"counterfactual":{"text":"It would not exist.","anyway":{"low":0.0,"likely":0.0,"high":0.0},"basis":"Own project"},"share":{"low":100.0,"likely":100.0,"high":100.0},"nobody_else":true,"shown":[],"overlaps":[],"wording":null}', '2026-11-03', 0, NULL),
(x'01a1f99f29407051a61c7624d0ffc5bd', 'The team returned to the roadmap with two reusable pieces and a clear no.', 'direction', 'happened', NULL, 'reasoned', 'decided', 20.0, 20.0, 20.0, 'weeks', 2, '{"metric":{"name":"Weeks from start to a clear no","unit":"weeks","better":"lower","baseline":26.0,"baseline_note":"Last comparable exploration","result":6.0,"measured_on":"2026-11-12","source":"Programme archive","additive":false,"later":[]},"unit_value":null,"calculation":null,"counterfactual":{"text":"Without a cap the last one ran for half a year.","anyway":{"low":25.0,"likely":50.0,"high":75.0},"basis":"One comparable case"},"share":{"low":50.0,"likely":50.0,"high":75.0},"nobody_else":false,"shown":[{"person":"01a1f99f-2940-7051-a61c-762535a07886","on":null,"how":""}],"overlaps":[],"wording":null}', '2026-11-12', 0, NULL),
(x'01a1f99f29407051a61c769d74aa23cd', 'Two teams take their cost work off the plan', NULL, 'expected', '2026-11-18', NULL, NULL, NULL, NULL, NULL, NULL, 0, '{"metric":null,"unit_value":null,"calculation":null,"counterfactual":{"text":"","anyway":null,"basis":""},"share":null,"nobody_else":false,"shown":[],"overlaps":[],"wording":null}', '2026-11-04', 0, NULL),
(x'01a1f99f29407051a61c769fd6b0326b', 'The method stands in the board pack, checked by Finance', NULL, 'happened', NULL, NULL, NULL, NULL, NULL, NULL, NULL, 0, '{"metric":null,"unit_value":null,"calculation":null,"counterfactual":{"text":"","anyway":null,"basis":""},"share":null,"nobody_else":false,"shown":[],"overlaps":[],"wording":null}', '2026-11-18', 0, NULL);
INSERT INTO packet (id, title, starts, ends, written, changed_at, utc_offset, revision, deleted_at) VALUES
(x'01a1f99f29407051a61c76a52f5785f9', 'The case for Director', '2025-11-21', '2026-11-20', '{"revision":11,"title":"The case for Director","author":"Demo user","role":"Senior Engineering Manager, Platform and Settlement","level_now":"Senior Engineering Manager","level_target":"Director","audience":"Spring panel. Four people, two of whom have never worked with settlement.","from":"2025-11-21","to":"2026-11-20","arrangement":"by-goal","summary":"A year ago settlement files were late often enough that carriers planned around it, and every serious incident ended at my desk. Today **the files land on time and the team runs without me**.\n\nI did little of that by hand. I kept people on the work, traded a feature for two engineers, said no to a currency project, and stopped leading reviews so that others would.","against":"- Three of the results below rest on logs of our own that nobody outside the company has checked.\n- The shadow reconciliation was my idea and my evenings; a director should have found it an owner sooner.\n- I have not yet led managers in a second country.","next_scope":"Settlement and customs documents as one area, with a lead in each country, and the cost per invoice as the one number I answer for.","ladder":null,"outline":[{"key":"goal:01a1f99f-2940-7051-a61c-76314cf1463c","heading":"","intro":"","budget":{"limit":4600,"unit":"characters"}},{"key":"goal:01a1f99f-2940-7051-a61c-763238839791","heading":"","intro":"","budget":{"limit":4600,"unit":"characters"}},{"key":"goal:01a1f99f-2940-7051-a61c-7633f4c9060d","heading":"","intro":"","budget":{"limit":4600,"unit":"characters"}}],"budget":null,"hide_counts":false,"voices":[{"quote":"They were left alone long enough to finish.","person":"01a1f99f-2940-7051-a61c-76286fb869dd","speaker":"","dated":"2025-12-15","permitted_on":"2026-10-30","evidence":"01a1f99f-2940-7051-a61c-76441e9333f2"},{"quote":"I stopped dreading them.","person":"01a1f99f-2940-7051-a61c-7629d2a9ac81","speaker":"","dated":"2026-02-13","permitted_on":"2026-11-01","evidence":"01a1f99f-2940-7051-a61c-765089931b5f"}],"grown":["01a1f99f-2940-7051-a61c-7629d2a9ac81","01a1f99f-2940-7051-a61c-7627bf9c94c3"],"projects":["01a1f99f-2940-7051-a61c-76a48f4641c6"],"profile":"self-review"}', 1795189320000, 3600, 11, NULL);
INSERT INTO packet_outcome (packet_id, outcome_id, position) VALUES
(x'01a1f99f29407051a61c76a52f5785f9', x'01a1f99f29407051a61c761baf637e46', 6),
(x'01a1f99f29407051a61c76a52f5785f9', x'01a1f99f29407051a61c761f155c88d7', 5);
INSERT INTO person (id, name, role, area, relation, last_contact, invested, later_step, honest_share, may_be_named, asked_on, revision, deleted_at) VALUES
(x'01a1f99f29407051a61c762535a07886', 'Oriane Telk', 'VP Engineering (my manager)', 'my manager', 'manager', NULL, '', '', '', 1, '2026-10-11', 0, NULL),
(x'01a1f99f29407051a61c76265e527460', 'Bastian Rook', 'CTO (manager''s manager)', 'manager''s manager', 'managers-manager', NULL, '', '', '', 1, '2026-10-11', 0, NULL),
(x'01a1f99f29407051a61c7627bf9c94c3', 'Ysolde Marn', 'Staff engineer', '', NULL, NULL, '', 'Two proposals accepted by the architecture council', 'Sponsored: I gave up my own slot and said whose work it was', 1, '2026-10-11', 1, NULL),
(x'01a1f99f29407051a61c76286fb869dd', 'Teo Valdane', 'Engineering manager, Settlement', 'Settlement', NULL, NULL, '', '', '', 1, '2026-10-11', 0, NULL),
(x'01a1f99f29407051a61c7629d2a9ac81', 'Nkemi Arro', 'Senior engineer', '', NULL, NULL, '', 'Lead of the on-call group since the spring', 'Advised: six sessions over three months. The nerve was there before', 1, '2026-10-11', 1, NULL),
(x'01a1f99f29407051a61c762aaeb2719f', 'Halvard Quist', 'Director, Sales Operations', 'Sales Operations', NULL, NULL, '', '', '', 0, '2026-10-11', 0, NULL),
(x'01a1f99f29407051a61c762b21447cc8', 'Pell Ostrane', 'Director, Customer Success', 'Customer Success', NULL, NULL, '', '', '', 0, '2026-10-11', 0, NULL),
(x'01a1f99f29407051a61c762c51fbb486', 'Lio Fenmark', 'Head of Finance', 'Finance', NULL, NULL, '', '', '', 1, '2026-10-11', 0, NULL),
(x'01a1f99f29407051a61c762d4268ca86', 'Marit Soll', 'Chief Product Officer', '', NULL, NULL, '', '', '', 1, '2026-10-11', 0, NULL),
(x'01a1f99f29407051a61c762eacfb0349', 'Junia Prade', 'Head of Compliance', 'Compliance', NULL, NULL, '', '', '', 1, '2026-10-11', 0, NULL),
(x'01a1f99f29407051a61c762fcddfc8a2', 'Corwin Hask', 'Director, Data', 'Data', NULL, NULL, '', '', '', 1, '2026-10-11', 0, NULL),
(x'01a1f99f29407051a61c76300363e72d', 'Edda Vance', 'Engineer, second year', 'second year', NULL, NULL, '', '', '', 1, '2026-10-11', 0, NULL);
INSERT INTO private_lane (week, doubt, energy, pride) VALUES
('2026-W46', '', NULL, '');
INSERT INTO reflection (week, position, question, words, answer, optional) VALUES
('2026-W46', 0, 'stayed-out', 'What went better because you stayed out of it?', 'The release calendar. Four teams settled a clash before I had read about it.', 0),
('2026-W46', 1, 'cost', 'What did it cost?', 'Six weeks of two people, spent on purpose. I would name the cap again.', 0);
INSERT INTO setting (name, value) VALUES
('demo', 'true'),
('settings', '{"currency":"USD","week_start":"monday","single_keys":true,"keys":{},"author":""}');
INSERT INTO week_note (week, closed_at, utc_offset, best_line, to_raise, intention, marked) VALUES
('2026-W46', 1794584520000, 3600, 'Stopped the quote store on the day we had named, and nobody argued.', 'Whether the second carrier joins the shadow ledger', 'Leave the restore drill to Edda, and stay out of the room', '[]');
UPDATE outcome SET detail = json_set(detail, '$.criteria', json('[{"criterion":"Answers for a business result over a year or more","reason":""},{"criterion":"Is trusted by executives, partners and customers","reason":""}]')) WHERE id = x'01a1f99f29407051a61c761baf637e46';
UPDATE outcome SET detail = json_set(detail, '$.criteria', json('[{"criterion":"Keeps the operation safe, audited and calm","reason":""}]')) WHERE id = x'01a1f99f29407051a61c761cfc0778ec';
UPDATE outcome SET detail = json_set(detail, '$.criteria', json('[{"criterion":"Is trusted by executives, partners and customers","reason":""}]')) WHERE id = x'01a1f99f29407051a61c761d95ff35cb';
UPDATE outcome SET detail = json_set(detail, '$.criteria', json('[{"criterion":"Moves other groups without authority over them","reason":""},{"criterion":"Is trusted by executives, partners and customers","reason":""}]')) WHERE id = x'01a1f99f29407051a61c761eb571e2e0';
UPDATE outcome SET detail = json_set(detail, '$.criteria', json('[{"criterion":"Answers for a business result over a year or more","reason":""}]')) WHERE id = x'01a1f99f29407051a61c761f155c88d7';
UPDATE outcome SET detail = json_set(detail, '$.criteria', json('[{"criterion":"Writes and speaks so that others can act","reason":""}]')) WHERE id = x'01a1f99f29407051a61c76202ddee6ce';
UPDATE outcome SET detail = json_set(detail, '$.criteria', json('[{"criterion":"Writes and speaks so that others can act","reason":""},{"criterion":"Keeps the operation safe, audited and calm","reason":""}]')) WHERE id = x'01a1f99f29407051a61c7621a65ca1e7';
UPDATE outcome SET detail = json_set(detail, '$.criteria', json('[{"criterion":"Hires and keeps strong people","reason":""}]')) WHERE id = x'01a1f99f29407051a61c762259bc55e9';
UPDATE outcome SET detail = json_set(detail, '$.criteria', json('[{"criterion":"Takes considered risks nobody asked for","reason":""}]')) WHERE id = x'01a1f99f29407051a61c762350bea802';
UPDATE outcome SET detail = json_set(detail, '$.criteria', json('[{"criterion":"Makes and explains hard trade-offs","reason":""},{"criterion":"Takes considered risks nobody asked for","reason":""}]')) WHERE id = x'01a1f99f29407051a61c7624d0ffc5bd';
INSERT INTO draft (surface, raw, caret, kept_at) VALUES ('capture', 'Half a line !sh', 15, 1795000000000);
INSERT INTO saved_filter (id, name, query) VALUES (x'01a1f99f2940705100000000000000f1', 'Customs', '{"text":"customs","chips":[],"oldest_first":false}');
INSERT INTO attachment (sha256, bytes) VALUES ('deb0af5d684fe989cffd2e6d28c2723ac43255a17a49549d35a45ec6622b522c', x'41206275726e2d75702063686172742c2073617665642061732069742073746f6f642e');
INSERT INTO entry_revision (entry_id, number, replaced_at, text) VALUES (x'01a1f99f29407051a61c767bcf324392', 1, 1795000000000, 'As it was first written');
INSERT INTO imported (source, entry_id) VALUES ('notes-7', x'01a1f99f29407051a61c767eed9aa4f3');
INSERT INTO entry_words(entry_words) VALUES ('rebuild');
INSERT INTO entry_parts(entry_parts) VALUES ('rebuild');
