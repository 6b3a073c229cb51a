/** What `quell replay --help` prints. */
export const HELP = `Usage: quell replay --config FILE [--against FILE] [--since 7d] [--json]
                    [--fail-if-missed SEVERITY]

Runs the alerts that arrived through the engine, once with the old and once
with the new configuration, in simulated time and without sending anything.
Prints both beside each other: cards, thread entries, calls, by channel and
hour; and which incidents people would have missed, heard of later, or heard of
in addition. The bot may run meanwhile: its database is copied and only read.

  --config FILE              the new configuration
  --against FILE             the old one; without it, what the bot would read:
                             the file that QUELL_CONFIG names, else quell.yml,
                             else the built-in defaults
  --since 7d                 how far back, such as 12h or 2w; 7d without it
  --fail-if-missed SEVERITY  exit code 1 when an incident of this severity or
                             worse is missed: critical, error, warning, info
  --json                     prints one JSON object

The database is the one that DATABASE_URL names. What people did is not
replayed: nobody acknowledges, mutes or resolves. So no error is a regression
or escalating: where notify_when has only these left, it is left out. An error
is new (first_seen) when it first comes. Silences are those of that time, on
both sides. A firing is missed when the old configuration tells of it
and the new one does not, or only when it was over for an hour. More than a
minute later is delayed. To be named in a storm's thread is to be told. Which
incidents lose or gain their call (mention) is said too: who is told without a
call has missed nothing.

The JSON object: from, to, alerts, resends_left_out (of alerts older than the
recordings), errors_left_out (see above), really_told (cards in reality); old
and new: {incidents, cards, thread_entries, calls, storms, storm_replies,
messages}; channels: [{channel, old, new}]; hours: [{hour, channel, old, new}];
missed and added: [{severity, at, title, channel, incidents (their real
numbers), alerts, firings (told by one side only), of_firings, why, by}];
delayed: [{severity, at, title, channel, incidents, alerts, later_seconds}];
called_no_more and called_now: [{severity, at, title, channel, incidents,
alerts}]. why is one of ignored, silenced, inhibited, maintenance,
below-threshold, storm, waiting, too-late, unknown.

Exit codes: 0 well, 1 a fault or something missed, 2 wrong usage.`;
