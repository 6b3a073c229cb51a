/** What can follow a command: its words, what they take, and what comes of it. */
export interface Usage {
  readonly words: string;
  readonly hint: string;
  readonly what: string;
}

/** What can follow `/incident`, the likeliest of each letter first: more than the command's hint has room for. */
export const INCIDENT_USAGES: readonly Usage[] = [
  usage('list', '[mine]', 'What is open'),
  usage('new', 'TITLE', 'Open an incident by hand'),
  usage('show', 'N', 'One incident as it is now'),
  usage('ack', 'N', 'Take it: calls stop'),
  usage('resolve', 'N [why]', 'It is over'),
  usage('help', '', 'All commands, by examples'),
  usage('mute', 'N 2h [why]', 'Hide calls and entries for a while'),
  usage('merge', 'N into M', 'Make two incidents one'),
  usage('maintenance', 'service=db 2h', 'Hide what planned work causes'),
  usage('assign', 'N @somebody', 'Give it to somebody'),
  usage('unack', 'N', 'Give it back'),
  usage('unmute', 'N', 'Tell of it again'),
  usage('reopen', 'N', 'It is not over after all'),
  usage('note', 'N TEXT', 'Put words on the timeline'),
  usage('severity', 'N critical', 'Say how bad it is'),
  usage('why', 'N', 'Why it was told as it was'),
  usage('timeline', 'N', 'All that happened'),
  usage('errors', '[words]', 'Errors of programs'),
  usage('ignore', 'N 100 times', 'Tell of an error again after more of it'),
  usage('split', 'N', 'Undo a merge'),
  usage('silence', 'service=db 2h', 'Hide what matches'),
  usage('silences', '', 'What is silenced now'),
  usage('unsilence', 'ID', 'End a silence'),
  usage('audit', 'db-01', 'What became of every alert'),
  usage('stats', '[7d]', 'How many, and how long'),
];

function usage(words: string, hint: string, what: string): Usage {
  return { words, hint, what };
}
