import { describe, expect, it } from 'vitest';
import { choose } from '../../../src/slack/commands/choose.ts';
import { subcommands } from '../../../src/slack/commands/index.ts';

describe('a line behind /incident', () => {
  it.each([
    ['nothing is the list', '', 'list', ''],
    ['a number is that incident', '12', 'show', '12'],
    ['INC-12 too', 'INC-12', 'show', 'INC-12'],
    ['a command and its words', 'resolve 12 Added disk', 'resolve', '12 Added disk'],
    ['in any case', 'ACK 12', 'ack', '12'],
    ['another word for it', 'close 12 done', 'resolve', '12 done'],
  ])('%s', (_, line, name, words) => {
    expect(choose(line, subcommands)).toMatchObject({ type: 'run', subcommand: { name }, words });
  });

  it.each([
    ['resovle 12 added disk', 'resolve 12 added disk'],
    ['asign 12 <@U1|ann>', 'assign 12 <@U1|ann>'],
    ['slience service=db 2h', 'silence service=db 2h'],
    ['nwe Login is down', 'new Login is down'],
  ])('%s gets the whole corrected command', (line, command) => {
    expect(choose(line, subcommands)).toMatchObject({ type: 'suggest', command });
  });

  it.each(['Login is down', 'wherefore 1', 'frobnicate', 'oncall'])(
    '%s is near to no command, so none is suggested',
    (line) => {
      expect(choose(line, subcommands)).toMatchObject({ type: 'suggest', command: null });
    },
  );

  it('never suggests what is not understood either', () => {
    for (const line of ['resovle 1', 'x y z', 'frobnicate', 'oncal', 'mutee']) {
      const chosen = choose(line, subcommands);
      if (chosen.type !== 'suggest' || chosen.command === null) continue;
      expect(choose(chosen.command, subcommands)).toMatchObject({ type: 'run' });
    }
  });

  it('has an example of each command that is understood', () => {
    for (const { name, example } of subcommands) {
      expect(choose(example, subcommands)).toMatchObject({ type: 'run', subcommand: { name } });
    }
  });
});
