/** Words with which a monitor says that it is over. */
export const OVER = 'resolved|recovered|recovery|cleared|closed|ok|up|normal';

/** Words that speak of something bad, whoever says them. */
const BAD =
  /\b(?:firing|problems?|triggered|alerting|alarm|critical|crit|fatal|emergency|disaster|errors?|err|fail|fails|failed|failing|failures?|warnings?|warn|unknown|down|degraded|broken|dead|fault|faults|faulty|faulted|lost|missing|gone|unreachable|unavailable|unhealthy|offline|time-?outs?|timed out|refused|denied|expired|stuck|exceeded|crash|crashes|crashed|outage|panic|corrupt|corrupted|aborted|killed|stopped|overdue)\b/i;

/** Whether it has words that speak of something bad. */
export function saysBad(text: string): boolean {
  return BAD.test(text);
}

/** What turns around, limits or postpones what is said. */
const DOUBT =
  /\b(?:not|no|never|nothing|none|nobody|neither|nor|cannot|without|expected|should|must|until|unless|if|waiting|last|but|while|except|although|though|only|still|partly|partially|some|hardly)\b|n[’']t\b|[,;?]/i;
/** Some of all, and what goes up: `3 of 5 nodes`, `2/5`, `is up by 50 %`, `CPU is up`. */
const AMOUNT =
  /\d\s?(?:%|percent\b|of\b|out of\b|\/\s?\d)|\bup (?:by|to|from|at|\d)|(?:rate|usage|load|latency|traffic|count|temperature|cpu|memory|cost|queue|lag|time)s? (?:is|are) (?:now )?up\b/i;

/** Whether nothing in it makes one doubt that all is well. */
function isCalm(text: string): boolean {
  return !BAD.test(text) && !DOUBT.test(text) && !AMOUNT.test(text);
}

/** In brackets, or a word that means nothing else: `[OK]`, `[✅ Up]`, `RESOLVED `, `OK:`, `OK - `. */
const SURE = new RegExp(
  `^(?:\\[\\W*(?:${OVER})\\b|(?:resolved|recovered|cleared)\\b|(?:recovery|closed|ok)(?: in [^:]*)?(?::| -))`,
  'i',
);
/** Before one of these `RECOVERY:` and the like are the name of what went wrong. */
const UNDONE =
  /^(?:is\s|has\s)?(?:fails|failed|failing|failure|aborted|impossible|not|no|never|unknown|pending|started|stuck)\b/i;

/** A state that something changed to from another: `CRITICAL -> OK`, `from DOWN to UP`. */
const CHANGE = new RegExp(
  `(?:\\b\\w+\\s*(?:->|=>|→|➔|⇒)|\\bfrom \\w+ to)\\s*(?:${OVER})\\b(?!\\s*(?:->|=>|→|➔|⇒))`,
  'gi',
);
const SAYS_OVER =
  /\b(?:is (?:now |back )?(?:ok|up|online|resolved|healthy)|has (?:recovered|cleared|been resolved)|back to normal)\b|\[\W*(?:ok|up|resolved|recovered)\]/i;
/** As Nagios ends its subjects: a name before it may be any words. */
const ENDS_OVER = /\bis (?:OK|UP)$/;

/** Whether a subject says beyond doubt that it is over: by the mark before it, else by the title; what is in doubt goes on. */
export function isEnd(mark: string, title: string): boolean {
  if (mark === '') return titleSaysOver(title);
  if (!isEndMark(mark)) return false;
  if (SURE.test(mark)) return !UNDONE.test(title);
  return isCalm(title) || (/^recovery/i.test(mark) && ENDS_OVER.test(title));
}

/** Whether a mark before a title says that it is over, where nothing speaks against it. */
export function isEndMark(mark: string): boolean {
  return OVER_MARK.test(mark);
}

const OVER_MARK = new RegExp(`^\\W*(?:${OVER})\\b`, 'i');

function titleSaysOver(title: string): boolean {
  const rest = title.replace(CHANGE, ' ');
  return isCalm(rest) && (rest !== title || SAYS_OVER.test(title));
}
