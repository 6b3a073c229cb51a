// Every sentence, or part of one, that tells people of a fault or a refusal.
import { isOfLog } from './log-lines.mjs';
import { lastName, sourceTrees, textOf, walk } from './syntax.mjs';

/**
 * Each with the file that says it, in the order of the files; a text that a file says twice is told once. An inner one is of
 * an `Error` without a class of its own: it stands behind another sentence, or tells of a fault of Quell itself.
 */
export function faultSentences() {
  return sourceTrees()
    .filter(({ file }) => !SAY_OTHER_THINGS.test(file))
    .flatMap(({ file, tree }) => [...sentencesIn(file, tree).values()]);
}

/** What they say of alerts, incidents and configurations is no fault of anybody's. */
const SAY_OTHER_THINGS =
  /^(engine\/(why|errors)|replay\/(words|text)|report|metrics|config\/(difference|show)|sources\/(argocd|checkly|healthchecks)[.]|http\/front|cli\/(send\/text|summary)|slack\/blocks\/(?!answers|modals))/;

function sentencesIn(file, tree) {
  const found = new Map();
  walk(tree, (node, around) => {
    const said = textOf(node);
    if (said === undefined || !isSentence(said) || !isOfFault({ file, text: said, around })) return;
    const text = tidy(said);
    found.set(text, { file, text, isInner: around.some(isPlainError) });
  });
  return found;
}

/** One without a class of its own, or what a class says of itself whoever throws it. */
function isPlainError({ type, callee }) {
  if (type === 'CallExpression') return lastName(callee) === 'super';
  return type === 'NewExpression' && callee.value === 'Error';
}

/** What a line of the terminal ends with is no part of it. */
function tidy(text) {
  return text.trim().replace(/\s+/g, ' ');
}

/** Three words at least, apart from what is filled in. */
function isSentence(text) {
  const words = text.match(/[a-z][a-z'’-]*/gi) ?? [];
  return words.length >= 3 && /[a-z]['’",:;.)]* ["“'(]?[a-z]/.test(text) && !SQL.test(text);
}

const SQL =
  /^[a-z]+\/[a-z]+;|^\s*(SELECT|INSERT|UPDATE|DELETE|ORDER|WITH)\b|^\s*… WHERE\b|redis\.call/;

function isOfFault({ file, text, around }) {
  const near = around.filter(isNamed).slice(-NEAR);
  return !near.some(isOfOther) && near.some((node) => isFault(node, file, text));
}

/** So many names outwards it is looked. */
const NEAR = 4;

const NAMES = {
  CallExpression: ({ callee }) => lastName(callee),
  NewExpression: ({ callee }) => lastName(callee),
  KeyValueProperty: ({ key }) => String(key.value ?? ''),
  FunctionDeclaration: ({ identifier }) => identifier.value,
  VariableDeclarator: ({ id }) => String(id.value ?? ''),
  ThrowStatement: () => 'throw',
};

function isNamed({ type }) {
  return type in NAMES;
}

/** Texts in such calls and under such keys are for the other end of a wire or for pages; lines of the log have a page of their own. */
const OTHER =
  /^(description|steps|paste|help|summary|about|placeholder|label|title|hint|example|expected|headers|challenge|blocks|notOf|prepare|meta|register|replace|startsWith|test|codeSpan)$/;

function isOfOther(node) {
  if (node.type === 'CallExpression' && isOfLog(node.callee)) return true;
  return node.type !== 'FunctionDeclaration' && OTHER.test(NAMES[node.type](node));
}

const MADE = /^(RegExp|Set|Map|Histogram|Counter|Gauge|Promise|URL|Lists|Intl|Worker)$/;

function isFault(node, file, text) {
  const name = NAMES[node.type](node);
  if (node.type === 'NewExpression') return !MADE.test(name);
  return (
    FAULT.test(name) ||
    HERE.some(
      ([files, names, form = /./]) => files.test(file) && names.test(name) && form.test(text),
    )
  );
}

/** What functions, variables and keys are called that hold such sentences, wherever they are. */
const FAULT =
  /^(throw|super|err)$|^NOT?_|fault|refus|reject|problem|unauthor|badRequest|notTaken|unreachable|unprocess|unsupported|tooLarge|wrong|misread|unknown|invalid|complain|unusable|unreadable|untimely|notFound|sentenceOf/i;

/** And in one part of the program, some of them only texts of a form. */
const HERE = [
  [/^config\/yaml\/syntax/, /^(said|otherwise)$/i, /^[A-Z]/],
  [/^cli\//, /^(what|taken|missed|trouble\w*|remedy|because)$/i],
  [
    /^config\//,
    /^(empty|none_of_the_forms|refine|regex|sentence|without|withoutBot|modeFaults|rolesMissing|missing|message)$/i,
  ],
  [/^flow\//, /^(remedies|archived|remedy|tell)$/i],
  [
    /^http\//,
    /^(message|missing|blank|needs|own_key|whatIsWrong|how|without|strange|limit|notSignedWith|performing|failure|v1_is_gone|too_\w+|parseForm)$/i,
  ],
  [/^mail-in\//, /^(stranger|without_key|not_from)$/i],
  [
    /^slack\/blocks\/answers\/refusal/,
    /^(saying|is_none|other_is_none|acknowledged|assigned|resolved)$/i,
  ],
  [/^slack\/blocks\/modals\//, /^faults$/],
  [
    /^slack\/(commands|actions|views)\//,
    /^(sentence|what|more|sentenceAnswer|none|found|forgotten|over|overAnswer|noTime)$/i,
  ],
  [/^slack\/(error-listing|silencing)/, /^sentenceAnswer$/, /already|no events/],
  [/^slack\/(mentions|failures|http-transport|socket-transport|connection)/, /^(lost|not_yet)$/i],
  [
    /^sources\//,
    /^(note|text|sentences?|limit|missing|lengthFault|why|too_many|itemAt|reasonOf)$/i,
  ],
  [/^sources\//, /^(what|size)$/, /^must be an|^has … characters/],
  [/^store\//, /^(explanations|difference)$/i],
  [/^wiring\//, /^notHere$/],
];
