import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { SentryCli } from '@sentry/cli';
import { describe, expect, it } from 'vitest';
import { API_TOKEN } from '../http/http-world.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { run } from './support/program.ts';
import { errorsOf, openShop, type Shop } from './support/sentry.ts';

const VERSION = 'shop@1.4.2';

/** A repository with two commits. */
function repository(): string {
  const folder = temporaryFolder();
  const git = (...args: readonly string[]) => execFileSync('git', ['-C', folder, ...args]);
  git('init', '--quiet');
  git('config', 'user.name', 'Ann');
  git('config', 'user.email', 'ann@example.com');
  git('commit', '--quiet', '--allow-empty', '--message', 'Begin');
  writeFileSync(join(folder, 'price.py'), 'PRICE = 1\n');
  git('add', '.');
  git('commit', '--quiet', '--message', 'Set the price');
  return folder;
}

/** Runs the tool in a folder, to its end. */
function tool({ url, dsn }: Shop, folder = temporaryFolder()) {
  const env = {
    PATH: process.env['PATH'] ?? '',
    HOME: folder,
    SENTRY_URL: url,
    SENTRY_AUTH_TOKEN: API_TOKEN,
    SENTRY_ORG: 'acme',
    SENTRY_PROJECT: 'shop',
    SENTRY_DSN: dsn,
  };
  const file = SentryCli.getPath();
  return async (line: string) => {
    const said = await run(file, line.split(' '), env, folder);
    return { ...said, out: said.out.trim() };
  };
}

describe('sentry-cli', () => {
  it('makes a release, and says which commits it has', async () => {
    const shop = await openShop();
    const cli = tool(shop, repository());

    expect(await cli(`releases new ${VERSION}`)).toMatchObject({
      code: 0,
      out: `Created release ${VERSION}`,
    });
    for (const how of ['--local', '--auto', '--commit acme/shop@HEAD']) {
      const said = await cli(`releases set-commits ${VERSION} ${how}`);
      expect(said).toMatchObject({ code: 0 });
      expect(said.out + said.err).toContain(`Success! Set commits for release ${VERSION}`);
    }
    expect(await cli(`releases finalize ${VERSION}`)).toMatchObject({
      code: 0,
      out: `Finalized release ${VERSION}`,
    });

    const release = await shop.world.store.releaseOf({ project: 'shop', version: VERSION });
    expect(release?.commits).toMatchObject([
      { author: 'Ann', message: 'Set the price', files: ['price.py'] },
      { author: 'Ann', message: 'Begin' },
    ]);
  });

  it('tells of a deploy, which ends what waits for it', async () => {
    const shop = await openShop();
    const cli = tool(shop);
    await cli(`releases new ${VERSION}`);

    const said = await cli(
      `deploys new --release ${VERSION} -e production -n seven -u https://ci.example.com/7 -t 42`,
    );

    expect(said).toMatchObject({ code: 0, out: "Created new deploy seven for 'production'" });
    expect(await shop.world.store.releaseOf({ project: 'shop', version: VERSION })).toMatchObject({
      deploys: [{ environment: 'production', name: 'seven', url: 'https://ci.example.com/7' }],
    });
    expect(shop.world.commands.at(-1)).toMatchObject({ type: 'deployed', project: 'shop' });
  });

  it('reads releases and deploys back', async () => {
    const shop = await openShop();
    const cli = tool(shop, repository());
    await cli(`releases new ${VERSION}`);
    await cli(`releases set-commits ${VERSION} --local`);
    await cli(`deploys new --release ${VERSION} -e production -n seven`);

    const words = [
      ['releases list', VERSION],
      [`releases info ${VERSION} --show-projects --show-commits`, 'shop'],
      [`deploys list --release ${VERSION}`, 'seven'],
      ['info', 'Auth Token'],
    ] as const;
    for (const [line, word] of words) {
      const said = await cli(line);
      expect(said).toMatchObject({ code: 0, out: expect.stringContaining(word) });
    }
    expect(await cli('releases info shop@9.9.9')).toMatchObject({ code: 1 });
  });

  it('is told why it may not', async () => {
    const shop = await openShop();
    const cli = tool({ ...shop, dsn: shop.dsn.replace('0123', '3210') });

    const said = await cli('send-event -m hello');

    expect(said.code).toBe(1);
    expect(said.err).toContain('Nobody has this key.');
  });

  it('sends an event, and tells how a job went', async () => {
    const shop = await openShop();
    const cli = tool(shop);

    expect(await cli('send-event -m hello')).toMatchObject({ code: 0 });
    expect(await cli('monitors run nightly -- false')).toMatchObject({ code: 1 });
    expect(await cli('monitors run nightly -- true')).toMatchObject({ code: 0 });

    expect(errorsOf(shop)).toMatchObject([{ message: 'hello', environment: 'production' }]);
    expect(shop.world.taken.flat().slice(1)).toMatchObject([
      { status: 'firing', content: { title: 'Job nightly failed' } },
      { status: 'resolved' },
    ]);
  });
});
