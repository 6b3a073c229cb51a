import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { mentionedIn, plainText } from '../../src/slack/plain-text.ts';

describe('what a person typed, out of the mark-up of Slack', () => {
  it.each([
    ['entities are characters', 'a &lt; b &amp;&amp; c &gt; d', 'a < b && c > d'],
    ['an escaped entity is written out once', '&amp;lt;', '&lt;'],
    ['a person by the name in the mark-up', 'ask <@U1|ann>', 'ask @ann'],
    ['a person by the name that is known', 'ask <@U2>', 'ask @Bob Ortiz'],
    ['a person whom nobody knows by their id', 'ask <@U3>', 'ask @U3'],
    ['a channel', 'see <#C1|ops>', 'see #ops'],
    ['everybody', '<!here> look', '@here look'],
    ['a group', '<!subteam^S1|@oncall>', '@oncall'],
    ['a date by its fallback', '<!date^1^{time}|14:02 UTC>', '14:02 UTC'],
    [
      'a bare host that Slack made a link of',
      '<http://db-1.example.com|db-1.example.com>',
      'db-1.example.com',
    ],
    ['an address', '<mailto:a@b.io|a@b.io>', 'a@b.io'],
    [
      'a link without a label',
      '<https://wiki.example.com/a?b=1&amp;c=2>',
      'https://wiki.example.com/a?b=1&c=2',
    ],
    [
      'a labelled link shows where it goes',
      '<https://evil.example|Runbook>',
      'Runbook (https://evil.example)',
    ],
  ])('%s', (_, text, plain) => {
    expect(plainText(text, (id) => (id === 'U2' ? 'Bob Ortiz' : undefined))).toBe(plain);
  });

  it('gives back any text that Slack escaped', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        const escaped = text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;');

        expect(plainText(escaped)).toBe(text);
      }),
    );
  });

  it('knows whom a text mentions', () => {
    expect(mentionedIn('<@U1|ann> and <@U2>, not <#C1>')).toEqual(['U1', 'U2']);
  });
});
