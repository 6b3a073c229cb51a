import { z } from 'zod';
import { count, Text } from './leaves.ts';

/** Where mail is taken in by SMTP. */
export const Mail = z.strictObject({
  port: count(1, 65_535).meta({ description: 'Where it listens.', shown: 2525 }),
  host: Text.prefault('127.0.0.1').meta({
    description: 'At which address of this machine; `0.0.0.0` is all of them.',
    title: 'an address or name of this machine',
    shown: '127.0.0.1',
  }),
  from: z
    .array(Text)
    .prefault([])
    .meta({
      description: 'Whose mail is taken; without it, that of everybody who has a key.',
      title: 'a list of addresses and domains',
      shown: ['root@shop.example.com', 'mon.example.com'],
    }),
  open: z
    .boolean()
    .prefault(false)
    .meta({ description: 'Whether mail is taken from programs that do not log in with a key.' }),
});
