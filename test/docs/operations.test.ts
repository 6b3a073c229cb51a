import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { createMetrics } from '../../src/metrics.ts';

const FOLDER = 'docs/operations';
const pages = readdirSync(FOLDER).filter((name) => name.endsWith('.md'));
const read = (name: string) => readFileSync(join(FOLDER, name), 'utf8');

/** A histogram's parts count as itself. */
const metricsIn = (text: string) =>
  new Set(
    [...text.matchAll(/\bquell_[a-z_]+?(?=_bucket\b|_count\b|_sum\b|\b)/g)].map(([name]) => name),
  );

describe('the pages for operators', () => {
  it('have every fault sentence, with a test that names it; every line of the log and every metric', () => {
    const args = ['--import', 'tsx', 'tools/operations-docs.mjs', '--check'];

    const { stdout, stderr } = spawnSync(process.execPath, args, { encoding: 'utf8' });

    expect(`${stdout}${stderr}`.split('\n').filter(Boolean)).toEqual([]);
  });

  it('have an index that leaves none out', () => {
    const missing = readdirSync(FOLDER).filter(
      (name) => name !== 'README.md' && !read('README.md').includes(`(${name})`),
    );

    expect(missing).toEqual([]);
  });

  it.each(pages)('%s links to files that are there', (page) => {
    const links = [...read(page).matchAll(/\]\((?!https?:|#)([^)#]+)/g)].map(
      ([, link = '']) => link,
    );

    expect(links.filter((link) => !existsSync(join(FOLDER, link)))).toEqual([]);
  });

  it('have rules on metrics that there are, and one on each', async () => {
    const known = metricsIn(await createMetrics({ process: false }).text());

    expect([...metricsIn(read('quell-alerts.yml'))].sort()).toEqual([...known].sort());
  });
});
