import { describe, expect, it } from 'vitest';
import { faultsOf } from './support.ts';

const wrongIn = (text: string) => faultsOf(text).map(({ wrong }) => wrong);

describe('what is no YAML', () => {
  it.each([
    ['a text that begins with @', 'route: {mention: @oncall}', 'A text cannot begin with @, `, %,'],
    ['a tab', 'route:\n\tgroup_wait: 30s', 'A tab indents this line.'],
    ['a key that is a list', '? [a]\n: b', 'This key is not a text.'],
    [
      'a backslash in double quotes',
      'rules: [{match: ["path=~\\d"]}]',
      'A backslash stands before a character that it cannot escape in double quotes.',
    ],
    [
      'a key over several lines',
      'route:\n  group_wait\n  channel: x',
      'A colon or a quote is missing, so that a key goes over several lines.',
    ],
    ['a map within a line', 'title: disk: full', 'A map begins within a line that is one already.'],
    [
      'a block within brackets',
      'rules: {match:\n  - c}',
      'Lines of a block stand within brackets or braces.',
    ],
    ['a directive', '%YAML 9\n%TAG\n---\na: 1', 'This is not YAML.'],
    [
      'what is nested too deep',
      `route: ${'['.repeat(20_000)}`,
      'The file is nested too deep, or says too much.',
    ],
    [
      'maps in maps without end',
      `route: ${'{a: '.repeat(300)}1${'}'.repeat(300)}`,
      'The file is nested too deep, or says too much.',
    ],
  ])('is told in our words: %s', (_, text, sentence) => {
    expect(wrongIn(text).join('\n')).toContain(sentence);
  });
});

it.each([
  ['? [a]\n: b', 'a name as the key'],
  ['rules: [{match: ["path=~\\d"]}]', 'single quotes around texts with backslashes'],
  ['route:\n  group_wait\n  channel: x', 'a key, a colon, and its value'],
  ['title: disk: full', 'the inner keys on lines of their own, or the value in quotes'],
  ['rules: {match:\n  - c}', 'everything within brackets in their own form'],
  [`route: ${'['.repeat(20_000)}`, 'a configuration that people can read'],
  ['%YAML 9\n%TAG\n---\na: 1', 'a key, a colon and a value; lists with hyphens or in brackets'],
])('what would be right is said of it too: %j', (text, right) => {
  expect(faultsOf(text).map(({ expected }) => expected)).toContain(right);
});

describe('a value that cannot stand where it does', () => {
  it.each([
    ['a name of spaces', '{escalations: [{name: " ", steps: []}]}', '" " is not a name.'],
    [
      'somebody without @',
      '{escalations: [{name: a, steps: [{after: 5m, notify: oncall}]}]}',
      '"oncall" is nobody and no channel.',
    ],
    [
      'a side without matchers',
      '{inhibit: [{source: [a="1"], target: [], equal: [a]}]}',
      'Without matchers, every alert would be kept quiet.',
    ],
    [
      'no name of a label',
      '{inhibit: [{source: [a="1"], target: [a="2"], equal: ["no label"]}]}',
      '"no label" is not the name of a label.',
    ],
    [
      'a length beside an end',
      '{maintenance: [{name: a, start: "2026-04-01T00:00:00Z", end: "2026-04-02T00:00:00Z", duration: 1h, match: [a="1"]}]}',
      'The key duration means nothing beside start and end.',
    ],
    [
      'a regular expression of pages',
      `{rules: [{match: ['a=~"${'x'.repeat(9_000)}"'], action: ignore}]}`,
      'characters is too long. Use at most',
    ],
    ['a number in place of a map', '{storm: 5}', '5 cannot stand here.'],
    ['a yes in place of a text', '{timezone: true}', 'true is a yes or no.'],
    ['a number in place of a list', '{rules: 5}', '5 is a number.'],
  ])('is told of: %s', (_, text, sentence) => {
    expect(wrongIn(text).join('\n')).toContain(sentence);
  });
});
