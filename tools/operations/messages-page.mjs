// docs/operations/messages.md: every fault sentence, with what to do where it does not say so itself.
import { faultSentences } from './fault-sentences.mjs';
import { logLines } from './log-lines.mjs';

const HEAD = `# What Quell says when something is wrong

<!-- The lists are made from src by tools/operations-docs.mjs. What stands behind a dash is written here by hand and kept. -->

Every sentence of a fault or a refusal, by where one meets it. \`…\` stands for what is filled in. Most say themselves what to do;
where one does not, that stands behind it. Parts of sentences are listed as they are put together.
`;

/** Each with the files whose sentences it holds; a file belongs to the first that takes it. Some say what to do in the words at their head. */
const SECTIONS = [
  {
    title: 'When Quell starts',
    files:
      /^(cli\/(index|serve|listen|only-sandbox|configured)|config\/(environment|database|roles|load)|redis\/(address|clients))[.]/,
    intro: 'On the terminal, on the standard error; the exit code is 1, or 2 for wrong usage.',
  },
  {
    title: 'In quell.yml',
    files: /^(config|engine)\//,
    intro:
      'From `quell check`, at the start, and in the log after a change. Each comes with its place, the line itself, what is\nexpected there and a line that would be right; `{}` is the value that is wrong.',
    saysWhatToDo: true,
  },
  {
    title: 'Of the database',
    files: /^store\/(?!copy)/,
    intro:
      'At the start, from `quell migrate` and `quell replay`, in the log, and at `/readyz`. What cannot be stored is not\naccepted: senders get 503 and send it again, so that nothing is lost meanwhile.',
  },
  {
    title: 'From quell init and quell doctor',
    files: /^cli\/(doctor|init)\b/,
    intro:
      'On the terminal. `quell doctor` prints the remedy below each fault that it finds, so that both are listed here beside each\nother.',
    saysWhatToDo: true,
  },
  {
    title: 'From quell check, send, replay, export and migrate',
    files: /^(cli|store\/copy|replay)\//,
    intro: 'On the standard error; the exit codes are in the help of each command.',
  },
  {
    title: 'Of the connection to Slack and of channels',
    files:
      /^(slack\/(connection|http-transport|socket-transport|signatures|mentions)|flow|budgets)/,
    intro:
      'In the log, at `/readyz`, and, of a channel that cannot be delivered to, as a message in the default channel. Cards wait\nmeanwhile, and are delivered by themselves.',
  },
  {
    title: 'In Slack, to the person who asked',
    files: /^(slack|wiring)\//,
    intro:
      'Only that person sees it. A refusal begins with the incident (`INC-12 is not muted. Nothing changed.`): what the person\nwanted does not fit what is the case, mostly since somebody was faster. Look at the card, and ask again if still needed. Where\nwords could not be read, `/incident help` shows how they are written.',
    saysWhatToDo: true,
  },
  {
    title: 'From the REST API',
    files: /^http\/rest\//,
    intro:
      'As `{"error": {"code", "message"}}`: 400 is a wrong request, 404 says that there is no such thing, 409 that what is\nasked does not fit what is the case; then nothing changed, and reading the incident shows why. What each request takes is in\n`/api/v1/openapi.json`.',
    saysWhatToDo: true,
  },
  {
    title: 'From the doors for alerts and errors',
    files: /^(http|sources)\//,
    intro:
      'In the answer, which the log has too with `LOG_LEVEL=debug`. 4xx: the sender is to send something else, and the sentence says of\nwhat it complains; [sources](../sources.md) has what each sends. 5xx and 429: it sends the same again later, as most do by\nthemselves. What is said of single alerts stands in `rejected` and `notes`: what is rejected is not there, what is noted was\ntaken in spite of it, and needs nobody unless the card is wrong. Doors that speak as others do (Alertmanager, PagerDuty,\nOpsgenie, Sentry) answer in their words.',
    saysWhatToDo: true,
  },
  {
    title: 'From the door for mail',
    files: /^mail-in\//,
    intro: 'In the SMTP answer, which the sending program logs.',
  },
];

const INNER = {
  title: 'Behind another sentence, or in the log alone',
  saysWhatToDo: true,
  intro:
    'As the cause of a sentence above, or as the `error` of a line in the [log](logs.md). Those that stand with no cause of the\nworld (a network, a server, a disk) are faults of Quell itself: please report them with the line of the log. The request\nthat met it was answered with a fault, and nothing of it was stored.',
};

/** The page as the source is now, with what `page` has behind its dashes; and the sentences that lack that. */
export function messagesPage(page) {
  const logged = new Set(logLines().map(({ text }) => text));
  const said = faultSentences().filter(({ text }) => !logged.has(text));
  const remedies = remediesIn(page);
  const outer = said.filter(({ isInner }) => !isInner);
  const homeless = outer.filter(({ file }) => !SECTIONS.some(({ files }) => files.test(file)));
  const sections = [
    ...SECTIONS.map((section) => ({ ...section, texts: textsOf(section, outer) })),
    { ...INNER, texts: unique(said.filter(({ isInner }) => isInner)) },
  ].map((section) => ({ ...section, known: remedies.get(section.title) ?? new Map() }));
  return {
    text: [HEAD, ...sections.map(sectionText)].join('\n'),
    faults: [
      ...homeless.map(({ file }) => `No section of messages.md takes src/${file}.`),
      ...sections.flatMap(lacking),
    ],
  };
}

function textsOf(section, said) {
  const isFirst = ({ file }) => SECTIONS.find(({ files }) => files.test(file)) === section;
  return unique(said.filter(isFirst));
}

function unique(said) {
  return [...new Set(said.map(({ text }) => text))];
}

function sectionText({ title, intro, texts, known }) {
  const lines = texts.map((text) => line(text, known.get(text)));
  return [`## ${title}`, '', intro, '', ...lines, ''].join('\n');
}

function line(text, remedy) {
  const fence = text.includes('`') ? '``' : '`';
  const shown = fence === '`' ? `\`${text}\`` : `\`\` ${text} \`\``;
  return `- ${shown}${remedy ? ` — ${remedy}` : ''}`;
}

const LINE = /^- (?:`` (.+?) ``|`([^`]+)`)(?: — (.+))?$/;

/** By section, what stands behind the dash of each text. */
function remediesIn(page) {
  const sections = page.split(/^## /m).slice(1);
  return new Map(sections.map((section) => [section.split('\n')[0], remediesOf(section)]));
}

function remediesOf(section) {
  const found = section.split('\n').flatMap((each) => {
    const [, long, short, remedy] = LINE.exec(each) ?? [];
    return remedy === undefined ? [] : [[long ?? short, remedy]];
  });
  return new Map(found);
}

/** Words by which a sentence says itself what to do. */
const SAYS_WHAT_TO_DO =
  /(?:^|[.:;,?!…] |, or |and )(?:please |perhaps )?(?:use|write|set|say|put|pass|check|try|give|choose|send|start|stop|take|make|name|log in|export|unset|let|change|create|empty|move|ask|raise|add|install|type|turn|run|restore|free|look|read|invite|unarchive|see|paste)\b|\b(?:must|needs?|such as|at most|one of|has to|is expected|did you mean|known:|there (?:is|are): |like host|too (?:long|large)|larger than|begins with|smaller)\b/i;

function lacking({ saysWhatToDo, texts, known }) {
  if (saysWhatToDo) return [];
  return texts
    .filter((text) => !SAYS_WHAT_TO_DO.test(text) && !known.has(text))
    .map((text) => `messages.md does not say what to do (behind " — "): ${text}`);
}
