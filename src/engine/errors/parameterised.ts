/** What changes from one event to the next, in the order in which it is taken out. Each takes time linear in the text. */
const VARIABLES: readonly (readonly [RegExp, string])[] = [
  // The address of a page that a stranger asked for may have whatever in it: `Not Found: /a b)`.
  [/(?<=: )\/(?:(?!: ).)*$/gm, '<path>'],
  [/(?<![\w.+-])[\w.+-]+@[\w-]+(?:\.[\w-]+)+/g, '<email>'],
  [/\b(?:[a-z][a-z\d+]{1,15}):\/\/[^\s'"`<>)\]]+/gi, '<url>'],
  [/(?<![\w/.>])(?:\.{1,2}|~|[A-Za-z]:(?=[/\\]))?[/\\][^\s'"`<>()[\]{},;]*/g, '<path>'],
  [/\b[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}\b/gi, '<uuid>'],
  [
    /\b\d{4}-\d\d-\d\d(?:[T ]\d\d:\d\d(?::\d\d(?:[.,]\d+)?)?(?: ?(?:Z|UTC|[+-]\d\d:?\d\d))?)?/g,
    '<date>',
  ],
  [/\b\d{1,3}(?:\.\d{1,3}){3}(?::\d+)?\b/g, '<ip>'],
  [/(?<![\w:])(?:[\da-f]{0,4}:){3,7}[\da-f]{1,4}(?![\w:])/gi, '<ip>'],
  [/\b0x[\da-f]+\b/gi, '<hex>'],
  [/\b(?=\d*[a-f])(?=[a-f]*\d)[\da-f]{7,}\b/gi, '<hex>'],
  [/\b(?=[a-z_]*\d)(?=\w*[A-Z])[A-Za-z\d_]{16,}\b/g, '<id>'],
  [
    /%(?:\(\w+\))?[-#0+]*\d*(?:\.\d+)?[sdifrxXeEgGcujo]|\$?\{\w*(?:![rsa])?(?::[^{}\s]*)?\}/g,
    '<x>',
  ],
  [/(?<![\p{L}\p{N}])-?\d+(?:[.,]\d+)*|\d+(?:\.\d+)*/gu, '<n>'],
];

const QUOTED = /(?<!\w)[bru]?(?:'[^'\n]*'|"[^"\n]*")(?!\w)/g;

const LONGEST = 1_000;
const LINES = 2;

/** The beginning of the text with placeholders for what changes in it: `timeout for order <n>`. */
export function parameterised(text: string): string {
  return withVariables(beginning(text).replace(QUOTED, '<str>'));
}

/** The same, but what is in quotes stays, except for what would change elsewhere too. */
export function parameterisedOutsideQuotes(text: string): string {
  return withVariables(beginning(text));
}

/** The text with all placeholders alike, so that a template and the same filled in may be one; lists of them are one. */
export function withoutNames(parameters: string): string {
  return parameters.replace(/<[a-z]+>(?:[\s,;]+<[a-z]+>)*/g, '<>');
}

/** Whether there is a word besides placeholders: `%s: %s` says nothing. */
export function saysSomething(parameters: string): boolean {
  return /\p{L}{2}/u.test(parameters.replace(/<[a-z]+>/g, ''));
}

function withVariables(text: string): string {
  return VARIABLES.reduce((rest, [pattern, name]) => rest.replace(pattern, name), text);
}

function beginning(text: string): string {
  const lines = text
    .slice(0, LONGEST)
    .split('\n')
    .map((line) => line.trim());
  return lines
    .filter((line) => line !== '')
    .slice(0, LINES)
    .join('\n');
}
