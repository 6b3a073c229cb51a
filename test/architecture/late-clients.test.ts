import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { expect, it } from 'vitest';

const root = resolve(import.meta.dirname, '../..');

it.each(['pg', 'bullmq', 'ioredis', '@clack/prompts'])(
  'one process on SQLite starts without loading %s: it is imported when it is needed',
  (client) => {
    const early = new RegExp(
      `^(import|export) (?!type ).*from '${client}'|^import '${client}'`,
      'm',
    );

    const files = readdirSync(join(root, 'src'), { encoding: 'utf8', recursive: true }).filter(
      (file) => file.endsWith('.ts'),
    );
    const found = files.filter((file) => early.test(readFileSync(join(root, 'src', file), 'utf8')));

    expect(files.length).toBeGreaterThan(100);
    expect(found).toEqual([]);
  },
);
