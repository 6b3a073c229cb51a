/** So many teams have a channel each. */
export const TEAMS = 20;

const numbers = Array.from({ length: TEAMS }, (_, at) => at);
const teamOf = (at: number) => `team-${at}`;

/** The channel whose cards are timed for this alert. */
export const timedChannel = (at: number): string => `timed-${at % TEAMS}`;

/** The channels of all measurements but those of deaths. */
export const CHANNELS: readonly string[] = [
  'alerts',
  ...numbers.flatMap((at) => [teamOf(at), timedChannel(at)]),
];

/** Routes as a company with several teams has them; the second kind is for alerts that are timed. */
export const asPeople: string = `route:
  routes:
${numbers
  .map(
    (at) => `    - { match: ['team="${at}"'], channel: "#${teamOf(at)}" }
    - { match: ['timed="${at}"'], channel: "#${timedChannel(at)}" }
`,
  )
  .join('')}`;

/** Each of these takes turns: a new card has a reply in its thread, and a channel takes about one message a second. */
const IN_TURN = 4;

/** Where cards come at once. */
export const cardChannel = (at: number): string => `cards-${at % IN_TURN}`;
/** Where a timer brings them. */
export const timerChannel = (at: number): string => `timers-${at % IN_TURN}`;

const few = numbers.slice(0, IN_TURN);

/** Cards at once, and cards that a timer brings after a second. */
export const DEATHS = {
  channels: ['alerts', 'pulse', ...few.flatMap((at) => [cardChannel(at), timerChannel(at)])],
  groupWait: 1_000,
} as const;

/** Routes for the deaths: no storm, since the cards are looked at. */
export const forDeaths: string = `storm: false
route:
  routes:
    - { match: ['to="pulse"'], channel: "#pulse" }
${few
  .map(
    (at) => `    - { match: ['to="${cardChannel(at)}"'], channel: "#${cardChannel(at)}" }
    - { match: ['to="${timerChannel(at)}"'], channel: "#${timerChannel(at)}", group_wait: ${DEATHS.groupWait / 1_000}s }
`,
  )
  .join('')}`;
