import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readEnvironment } from '../../src/config/environment.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

const page = readFileSync('docs/operations/systemd.md', 'utf8');
const [, unit = ''] = /```ini\n(.*?)```/s.exec(page) ?? [];
const valuesOf = (key: string) =>
  [...unit.matchAll(new RegExp(`^${key}=(.*)$`, 'gm'))].map(([, value = '']) => value);

const ANALYZE = '/usr/bin/systemd-analyze';

describe('the systemd unit', () => {
  it.skipIf(!existsSync(ANALYZE))(
    'says nothing that systemd does not know (systemd-analyze is needed)',
    () => {
      const file = join(temporaryFolder(), 'quell.service');
      // It looks whether the programs are there.
      writeFileSync(file, unit.replaceAll('/opt/quell/bin/quell', '/bin/true'));
      const { stdout, stderr, status } = spawnSync(ANALYZE, ['verify', file], { encoding: 'utf8' });

      expect(`${stdout}${stderr}`).not.toContain('quell.service');
      expect(status).toBe(0);
    },
  );

  it('gives an environment that Quell takes, with its data where it may write', () => {
    const environment = Object.fromEntries(
      valuesOf('Environment').map((pair) => [pair.split('=')[0], pair.replace(/^\w+=/, '')]),
    );
    const folder = `/var/lib/${valuesOf('StateDirectory')}`;

    expect(valuesOf('WorkingDirectory')).toEqual([folder]);
    expect(readEnvironment(environment)).toMatchObject({
      config: { configFile: '/etc/quell/quell.yml', database: { path: `${folder}/quell.db` } },
    });
  });

  it('gives it no rights, and nothing else to write to', () => {
    expect(unit).toMatch(/^DynamicUser=yes$/m);
    expect(unit).toMatch(/^ProtectSystem=strict$/m);
    expect(unit).toMatch(/^CapabilityBoundingSet=$/m);
    expect(unit).not.toMatch(/^ReadWritePaths=/m);
  });

  it('leaves it longer to stop than it takes at most, and starts it again when it fails', () => {
    const stopWithin = 8;

    expect(Number(valuesOf('TimeoutStopSec')[0])).toBeGreaterThan(stopWithin + 5);
    expect(valuesOf('Restart')).toEqual(['on-failure']);
  });
});
