// Debian's programs that some tests drive. Installed where this runs as root on Debian; else those tests say why they did not run.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';

const PROGRAMS = [
  { file: '/usr/bin/chromium', package: 'chromium' },
  { file: '/usr/bin/prometheus', package: 'prometheus' },
  { file: '/usr/bin/amtool', package: 'prometheus-alertmanager' },
  { file: '/usr/sbin/nginx', package: 'nginx-light' },
  { file: '/usr/lib/python3/dist-packages/django', package: 'python3-django' },
  { file: '/usr/lib/python3/dist-packages/sentry_sdk', package: 'python3-sentry-sdk' },
  { file: '/usr/bin/redis-server', package: 'redis-server', instead: 'REDIS_URL' },
  { file: '/usr/lib/postgresql', package: 'postgresql', instead: 'POSTGRES_URL' },
];

/** Whether it is not there, and no server was given in its place. */
function isMissing({ file, instead }) {
  return !existsSync(file) && !(instead && process.env[instead]);
}

/** Installs what is missing, where that is possible. */
export function installPrograms() {
  const missing = PROGRAMS.filter(isMissing).map((program) => program.package);
  if (missing.length === 0) return;
  if (process.getuid?.() !== 0 || !existsSync('/usr/bin/apt-get')) {
    console.log(`Not installed, so their tests will not run: ${missing.join(', ')}.`);
    return;
  }
  console.log(`Installing ${missing.join(', ')} from Debian's packages.`);
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  spawnSync('apt-get', ['update', '-q'], { stdio: ['ignore', 'ignore', 'inherit'], env });
  const args = ['install', '-y', '-q', '--no-install-recommends', ...missing];
  spawnSync('apt-get', args, { stdio: ['ignore', 'ignore', 'inherit'], env });
}
