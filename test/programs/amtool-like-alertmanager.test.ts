import { afterAll, beforeAll, expect, it } from 'vitest';
import { ALERTMANAGER, AMTOOL, describeWith, startAlertmanager } from './support/debian.ts';
import { newFolder, type Running, run } from './support/program.ts';
import { INGEST_KEY, type Quell, startQuell } from './support/quell.ts';

/** What Quell has without any configuration, for an Alertmanager. */
const CONFIG = `
route:
  receiver: '#alerts'
  group_by: [alertname, service, exception_group]
receivers: [{ name: '#alerts' }]
`;

/** Commands in their order; ID stands for the first silence. */
const COMMANDS: readonly string[] = [
  'alert query',
  'alert add DiskFull instance=db-01 service=db severity=critical --annotation=summary=full',
  'alert add DiskFull instance=db-02 service=db --annotation=a=1 --annotation=b=2',
  'alert add DiskFull instance=db-02 service=db --annotation=a=3',
  'alert add Slow service=web --start=2026-01-01T00:00:00Z --generator-url=http://prom/g?x=1',
  'alert add Backwards --start=2026-01-02T00:00:00Z --end=2026-01-01T00:00:00Z',
  'alert add Over --end=2026-01-01T00:00:00Z',
  'alert add Empty label=',
  'alert query',
  'alert query -o extended',
  'alert query -o json',
  'alert query DiskFull instance=~db-0[1-9] -o json',
  'alert query severity!=critical',
  'alert query severity!~c.*',
  'alert query summary=full',
  'alert query a=~(',
  'alert query --receiver=#al.* -o json',
  'alert query --receiver=al',
  'alert query --receiver=(',
  'silence query',
  'silence add service=db -a ann -c upgrade -d 2h',
  'silence add service=db',
  'silence add a=~.* -a ann -c everything',
  'silence add a=~b.* c!=d e!~f -a ann -c several -d 90m',
  'silence add Slow -a ann -c early --start=2025-01-01T00:00:00Z --end=2025-01-02T00:00:00Z',
  'silence add Slow -a ann -c backwards --start=2095-01-02T00:00:00Z --end=2095-01-01T00:00:00Z',
  'silence add Slow -a ann -c later --start=2095-01-01T00:00:00Z --end=2095-01-02T00:00:00Z',
  'silence query -o extended',
  'silence query -o json',
  'silence query service=db',
  'silence query service=~d.',
  'silence query service!=db',
  'silence query a=b',
  'silence query --within=100m -q',
  'silence query --expired',
  'alert query',
  'alert query --silenced -o json',
  'alert query --active --silenced --inhibited --unprocessed',
  'silence update ID -d 3h -c longer',
  'silence update ID',
  'silence update 11111111-1111-1111-1111-111111111111 -d 1h',
  'silence query -o json',
  'silence expire ID',
  'silence expire ID',
  'silence expire 11111111-1111-1111-1111-111111111111',
  'silence expire nonsense',
  'silence update ID -d 1h',
  'silence query',
  'silence query --expired -o extended',
  'silence query --expired --within=1h -q',
  'alert query service=db',
  'config routes',
  'config routes test service=db severity=critical',
  'config routes test --tree service=db',
];

/** Where the words differ, and why; the exit code is the same. */
const OTHER_WORDS: ReadonlyMap<string, string> = new Map([
  ['alert query --receiver=(', 'each regular expression library has words of its own'],
  [
    'silence expire 11111111-1111-1111-1111-111111111111',
    'newer Alertmanagers answer 404 as we do, which this amtool does not know',
  ],
]);

/** Hides what is different by nature: ids by when they were seen first, times, and addresses in memory. */
class Mask {
  readonly #ids: string[] = [];

  over(text: string): string {
    return text
      .replace(/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/g, (id) => this.#name(id))
      .replace(/20[2-9]\d-\d\d-\d\d[T ]\d\d:\d\d:\d\d(\.\d+)?(Z| UTC)/g, 'TIME')
      .replace(/0xc[0-9a-f]+/g, 'ADDRESS');
  }

  /** The id of the first silence. */
  get first(): string {
    return this.#ids[0] ?? 'none';
  }

  #name(id: string): string {
    if (id.startsWith('11111111')) return id;
    if (!this.#ids.includes(id)) this.#ids.push(id);
    return `SILENCE-${this.#ids.indexOf(id) + 1}`;
  }
}

describeWith([AMTOOL, ALERTMANAGER], 'amtool, asked the same of Quell and of Alertmanager', () => {
  const masks = { quell: new Mask(), alertmanager: new Mask() };
  const urls = { quell: '', alertmanager: '' };
  let folder: ReturnType<typeof newFolder>;
  let quell: Quell;
  let alertmanager: Running;

  beforeAll(async () => {
    folder = newFolder();
    const started = await startAlertmanager(folder.path, CONFIG);
    alertmanager = started;
    quell = await startQuell();
    urls.alertmanager = started.url;
    urls.quell = quell.url.replace('//', `//amtool:${INGEST_KEY}@`);
  });
  afterAll(async () => {
    await Promise.all([quell.stop(), alertmanager.stop()]);
    folder.remove();
  });

  async function ask(whom: 'quell' | 'alertmanager', command: string) {
    const mask = masks[whom];
    const args = command.replaceAll('ID', mask.first).split(' ');
    const said = await run(AMTOOL, [`--alertmanager.url=${urls[whom]}`, ...args], {
      HOME: folder.path,
    });
    return { code: said.code, out: mask.over(said.out), err: mask.over(said.err) };
  }

  it.each(COMMANDS.map((command, index) => [index + 1, command] as const))(
    '%i. amtool %s',
    async (_, command) => {
      const expected = await ask('alertmanager', command);
      const said = await ask('quell', command);

      if (OTHER_WORDS.has(command)) expect(said.code).toBe(expected.code);
      else expect(said).toEqual(expected);
    },
  );
});
