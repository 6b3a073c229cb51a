import { EventEmitter } from 'node:events';
import { mkdirSync, mkdtempSync, renameSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { type Loaded, loadSettings, locationOf } from '../../src/config/load.ts';
import type { Settings } from '../../src/config/settings.ts';
import { watchConfig } from '../../src/config/watch.ts';
import { recordedLog } from './log.ts';
import { NOW } from './support.ts';

let folder: string;
let stop: () => void = () => undefined;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'quell-config-'));
});

afterEach(() => {
  stop();
  rmSync(folder, { recursive: true });
});

const channel = (name: string) => `route:\n  channel: "${name}"\n`;

function write(text: string, name = 'quell.yml'): string {
  const path = join(folder, name);
  writeFileSync(path, text);
  return path;
}

function watched(path: string, location = locationOf(path)) {
  const loaded = loadSettings(location, {}, NOW);
  if (!('settings' in loaded)) throw new Error('The first file is faulty.');
  return watchedFrom(path, loaded, location);
}

function watchedFrom(path: string, loaded: Loaded, location = locationOf(path)) {
  const signals = new EventEmitter();
  const { log, lines } = recordedLog();
  const channels: string[] = [];
  const onChange = (settings: Settings) => void channels.push(settings.policy.route.channel);
  const refused: boolean[] = [];
  const onRead = (isRefused: boolean) => void refused.push(isRefused);
  const clock = { now: () => NOW, newId: () => '' };
  const watching = { location, loaded, environment: {}, clock, log, signals };
  stop = watchConfig({ ...watching, onChange, onRead });
  return { channels, lines, refused, hangUp: () => signals.emit('SIGHUP'), signals };
}

describe('on SIGHUP', () => {
  it('the new configuration is taken over, and its difference logged', () => {
    const { channels, lines, hangUp } = watched(write(channel('#a')));

    write(`${channel('#b')}rules: [{match: [], set: {title: x}}]\n`);
    hangUp();

    expect(channels).toEqual(['#b']);
    expect(lines).toEqual([
      {
        level: 'info',
        text: 'the new configuration holds',
        fields: {
          file: join(folder, 'quell.yml'),
          changes: ['route.channel: #a -> #b', 'rules added'],
        },
      },
    ]);
  });

  it('what is allowed in it and most likely not meant is a warning', () => {
    const { lines, hangUp } = watched(write(channel('#a')));

    write('escalations: [{name: night, steps: [{after: 0s, notify: "@a"}]}]\n');
    hangUp();

    expect(lines.filter(({ level }) => level === 'warn')).toMatchObject([
      { text: 'the configuration may be wrong', fields: expect.anything() },
    ]);
  });

  it('alone it is read again where its folder cannot be watched, and the log says so', () => {
    const path = join(folder, 'none', 'quell.yml');
    const { lines } = watchedFrom(path, watchable(path));

    expect(lines).toMatchObject([
      { level: 'warn', text: 'changes of the configuration are not seen; SIGHUP reads it again' },
    ]);
  });

  it('a faulty one is refused whole, with a sentence a fault, and the last one goes on', () => {
    const { channels, lines, hangUp } = watched(write(channel('#a')));

    write(`${channel('#b')}  group_wiat: 5m\nstorm: 7\n`);
    hangUp();

    expect(channels).toEqual([]);
    expect(lines.map(({ level, fields }) => [level, fields['fault']])).toEqual([
      [
        'error',
        expect.stringMatching(/quell\.yml:3:3 route\.group_wiat: There is no key "group_wiat"/),
      ],
      [
        'error',
        expect.stringMatching(/quell\.yml:4:8 storm: 7 cannot stand here\. Expected: .*\.$/),
      ],
    ]);
  });

  it('a faulty one that is as it was before is right again, which is said once', () => {
    const { channels, lines, refused, hangUp } = watched(write(channel('#a')));

    for (const text of ['route: 1', channel('#a'), channel('#a')]) {
      write(text);
      hangUp();
    }

    expect(refused).toEqual([true, false, false]);
    expect(channels).toEqual([]);
    expect(lines.map(({ text }) => text)).toEqual([
      'the changed configuration was not taken; the last one goes on',
      'the configuration file is right again, and as before',
    ]);
  });

  it('the mended one is compared with the last that held', () => {
    const { channels, lines, hangUp } = watched(write(channel('#a')));

    write('route: 1');
    hangUp();
    write(channel('#c'));
    hangUp();

    expect(channels).toEqual(['#c']);
    expect(lines.at(-1)?.fields['changes']).toEqual(['route.channel: #a -> #c']);
  });

  it('the same file changes nothing', () => {
    const { channels, lines, hangUp } = watched(write(channel('#a')));

    hangUp();

    expect(channels).toEqual([]);
    expect(lines).toEqual([]);
  });

  it('moved lines are taken over without a word', () => {
    const { channels, lines, hangUp } = watched(write(channel('#a')));

    write(`# moved\n${channel('#a')}`);
    hangUp();

    expect(channels).toEqual(['#a']);
    expect(lines).toEqual([]);
  });

  it('a file that is gone leaves the last one in force', () => {
    const path = write(channel('#a'));
    const { channels, lines, hangUp } = watched(path);

    rmSync(path);
    hangUp();

    expect(channels).toEqual([]);
    expect(lines).toMatchObject([
      { level: 'error', text: 'the changed configuration was not taken; the last one goes on' },
    ]);
  });

  it('a file that need not be there and is gone leaves the last one in force too', () => {
    const path = write(channel('#a'));
    const { channels, lines, hangUp } = watched(path, { path, isNamed: false });

    rmSync(path);
    hangUp();

    expect(channels).toEqual([]);
    expect(lines).toMatchObject([
      { level: 'warn', text: 'the configuration file is gone; the last one goes on' },
    ]);
  });

  it('no secret is in the difference', () => {
    const source = (key: string) => `sources: [{name: a, type: json, key: ${key}}]`;
    const { lines, hangUp } = watched(write(source('hunter2')));

    write(source('hunter3'));
    hangUp();

    expect(lines.at(-1)?.fields['changes']).toEqual(['sources[0].key changed']);
    expect(JSON.stringify(lines)).not.toContain('hunter');
  });

  it('nothing is heard any more once the watching has ended', () => {
    const { channels, hangUp, signals } = watched(write(channel('#a')));

    stop();
    write(channel('#b'));
    hangUp();

    expect(channels).toEqual([]);
    expect(signals.listenerCount('SIGHUP')).toBe(0);
  });
});

describe('a changed file is read again', () => {
  const isTaken = (channels: readonly string[], name: string) =>
    vi.waitFor(() => expect(channels.at(-1)).toBe(name), { timeout: 20_000 });

  it('where it was written to', async () => {
    const path = write(channel('#a'));
    const { channels } = watched(path);

    write(channel('#b'));

    await isTaken(channels, '#b');
  });

  it('where an editor put another file in its place, again and again', async () => {
    const { channels } = watched(write(channel('#a')));

    for (const name of ['#b', '#c']) {
      renameSync(write(channel(name), 'quell.yml~'), join(folder, 'quell.yml'));
      await isTaken(channels, name);
    }
  });

  it('where Kubernetes swapped the link to its folder, again and again', async () => {
    const version = (name: string) => {
      mkdirSync(join(folder, name));
      write(channel(`#${name}`), join(name, 'quell.yml'));
      return name;
    };
    symlinkSync(version('one'), join(folder, '..data'));
    symlinkSync(join('..data', 'quell.yml'), join(folder, 'quell.yml'));
    const { channels } = watched(join(folder, 'quell.yml'));

    for (const name of ['two', 'three']) {
      symlinkSync(version(name), join(folder, '..data_tmp'));
      renameSync(join(folder, '..data_tmp'), join(folder, '..data'));
      await isTaken(channels, `#${name}`);
    }
  });

  it('where it was not there before', async () => {
    const path = join(folder, 'quell.yml');
    const { settings } = watchable(path);
    const { channels } = watchedFrom(path, { settings, warnings: [], written: undefined });

    write(channel('#new'));

    await isTaken(channels, '#new');
  });
});

function watchable(path: string): Loaded {
  const loaded = loadSettings({ path, isNamed: false }, {}, NOW);
  if (!('settings' in loaded)) throw new Error('The defaults are faulty.');
  return loaded;
}
