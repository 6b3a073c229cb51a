import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { runInNewContext } from 'node:vm';
import { describe, expect, it, onTestFinished } from 'vitest';
import { parse as parseYaml } from 'yaml';
import { argocd } from '../../src/sources/argocd.ts';
import { checkly } from '../../src/sources/checkly.ts';
import { datadog } from '../../src/sources/datadog.ts';
import { healthchecks } from '../../src/sources/healthchecks.ts';
import { SOURCES } from '../../src/sources/index.ts';
import { netdata } from '../../src/sources/netdata.ts';
import { pythonLogging } from '../../src/sources/python-logging.ts';
import type { Source } from '../../src/sources/source.ts';
import { zabbix } from '../../src/sources/zabbix.ts';

const here = import.meta.dirname;
const URL = 'https://quell.example.com/hooks/x';
const KEY = 'key-0123456789';

type Values = Readonly<Record<string, unknown>>;

function readJson(path: string): Values {
  return JSON.parse(readFileSync(join(here, path), 'utf8'));
}

const exampleOf = ({ type }: Source) => readJson(`../../src/sources/examples/${type}.json`);
const goldenOf = ({ type }: Source) => readJson(`${type}/example.alerts.json`);

/** What people paste, with our address and key in it. */
function pasteOf({ about }: Source): string {
  return (about.paste ?? '').replaceAll('{url}', URL).replaceAll('{key}', KEY);
}

/** What the source makes of it, as golden files have it. */
function understood({ parse, type, resolveTimeout }: Source, payload: unknown): unknown {
  return JSON.parse(JSON.stringify(parse(payload, { name: type, resolveTimeout })));
}

/** A vendor puts its values, as JSON writes them, where a template names them. */
function filledIn(template: string, values: Values): string {
  const names = Object.keys(values).sort((a, b) => b.length - a.length);
  return names.reduce((text, name) => text.replaceAll(name, written(values[name])), template);
}

function written(value: unknown): string {
  return typeof value === 'string' ? JSON.stringify(value).slice(1, -1) : JSON.stringify(value);
}

/** The values of a template of JSON, by the names that it has for them: those of the example. */
function valuesFor(source: Source): Values {
  const names = Object.entries<string>(JSON.parse(pasteOf(source)));
  return Object.fromEntries(names.map(([field, name]) => [name, exampleOf(source)[field]]));
}

describe.each([checkly, datadog].map((source) => ({ source, type: source.type })))(
  'the template of $type',
  ({ source }) => {
    it('filled in is what its example shows', () => {
      const filled = filledIn(pasteOf(source), valuesFor(source));

      expect(JSON.parse(filled)).toEqual(exampleOf(source));
    });

    it('is read where nothing is filled in but what must be', () => {
      const empty = Object.fromEntries(Object.keys(valuesFor(source)).map((name) => [name, '']));
      const names = { '{{ALERT_TYPE}}': 'ALERT_FAILURE', $ALERT_TRANSITION: 'Triggered' };

      const parsed = understood(
        source,
        JSON.parse(filledIn(pasteOf(source), { ...empty, ...names })),
      );

      expect(parsed).toMatchObject({ alerts: [{ status: 'firing' }], rejected: [] });
    });
  },
);

it('the template of healthchecks holds the check as it is', () => {
  const { code, status, now, exitstatus, check } = exampleOf(healthchecks);
  const values = { $CODE: code, $STATUS: status, $NOW: now, $EXITSTATUS: exitstatus, $JSON: check };

  expect(JSON.parse(filledIn(pasteOf(healthchecks), values))).toEqual(exampleOf(healthchecks));
});

describe('the media type of zabbix', () => {
  const [medium] = parseYaml(pasteOf(zabbix)).zabbix_export.media_types;
  const named: readonly { readonly name: string; readonly value: string }[] = medium.parameters;
  const value = JSON.stringify(
    Object.fromEntries(named.map(({ name }) => [name, exampleOf(zabbix)[name]])),
  );

  /** Runs its script as Zabbix does: with the parameters as a text, and its own way to ask the network. */
  function run(status: number) {
    const seen: string[] = [];
    class HttpRequest {
      addHeader(header: string) {
        seen.push(header);
      }
      post(...sent: readonly string[]) {
        seen.push(...sent);
        return '{"accepted":1}';
      }
      getStatus() {
        return status;
      }
    }
    const answer: unknown = runInNewContext(`(() => { ${medium.script} })()`, {
      HttpRequest,
      value,
    });
    return { seen, answer };
  }

  it('posts what the source reads', () => {
    const { seen, answer } = run(202);

    expect(seen).toEqual([
      'Content-Type: application/json',
      `Authorization: Bearer ${KEY}`,
      URL,
      value,
    ]);
    expect(answer).toBe('{"accepted":1}');
    expect(understood(zabbix, JSON.parse(value))).toEqual(goldenOf(zabbix));
  });

  it('says so where it was refused', () => {
    expect(() => run(401)).toThrow();
  });

  it('has a parameter for each field, filled in by a macro', () => {
    expect(named.map(({ name }) => name)).toEqual(Object.keys(exampleOf(zabbix)));
    expect(named.filter(({ value: macro }) => !/^\{\$?[A-Z.]+\}$/.test(macro))).toEqual([]);
  });

  it('has a message for problems, recoveries and updates, without which nothing is sent', () => {
    const modes = medium.message_templates.map((each: Values) => each['operation_mode']);

    expect(modes).toEqual(['PROBLEM', 'RECOVERY', 'UPDATE']);
  });
});

it('the template of argocd posts the application', () => {
  const { app, url } = exampleOf(argocd);
  const data = parseYaml(pasteOf(argocd));
  const { method, body } = parseYaml(data['template.quell']).webhook.quell;
  const values = {
    '{{toJson .app}}': app,
    '{{.context.argocdUrl}}': 'https://argocd.example.com',
    '{{.app.metadata.name}}': 'shop',
  };

  expect(parseYaml(data['service.webhook.quell'])).toMatchObject({
    url: URL,
    headers: [{ name: 'Authorization', value: `Bearer ${KEY}` }, { name: 'Content-Type' }],
  });
  expect(method).toBe('POST');
  expect(JSON.parse(filledIn(body, values))).toEqual({ app, url });
});

it('the function of netdata posts what the agent knows', () => {
  const variables: Values = {
    host: 'web-1',
    alarm_id: '1391',
    name: '10min_cpu_usage',
    chart: 'system.cpu',
    family: 'cpu',
    status: 'CRITICAL',
    value_string: '97.2%',
    info: 'average CPU utilization',
    goto_url: 'https://app.netdata.cloud/alerts/1',
    when: '1770732123',
  };
  const pairs = [...pasteOf(netdata).matchAll(/--arg (\w+) "\$(\w+)"/g)];
  const sent = Object.fromEntries(pairs.map(([, field, name]) => [field, variables[name ?? '']]));

  expect(pasteOf(netdata)).toContain(`curl -sf ${URL} -H 'Authorization: Bearer ${KEY}'`);
  expect(Object.values(sent)).toEqual(Object.values(variables));
  expect(understood(netdata, sent)).toMatchObject({
    alerts: [
      {
        status: 'firing',
        content: { severity: 'critical', title: expect.stringContaining('10min_cpu_usage') },
      },
    ],
    rejected: [],
  });
});

describe('the LOGGING of python-logging', () => {
  const PROGRAM = `
import logging.config
logging.config.dictConfig(LOGGING)
logging.getLogger("shop").info("all is well")
try:
    {}["user_id"]
except KeyError:
    logging.getLogger("shop").exception("no %s here", "user")
`;

  /** What arrives of the program, once it has ended. */
  async function arriving() {
    const seen: { url: string; authorization: string; record: Values }[] = [];
    const server = createServer(async (request, response) => {
      const { url = '', headers } = request;
      const record = Object.fromEntries(new URLSearchParams(await text(request)));
      seen.push({ url, authorization: headers.authorization ?? '', record });
      response.writeHead(202).end('{}');
    });
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    onTestFinished(() => void server.close());
    // A server that listens at a port has this address.
    const { port } = server.address() as AddressInfo;
    const paste = pasteOf(pythonLogging).replace('HOST:PORT', `127.0.0.1:${port}`);
    const python = spawn('/usr/bin/python3', ['-c', `${paste}\n${PROGRAM}`]);
    const [said, [code]] = await Promise.all([text(python.stderr), once(python, 'close')]);
    return { seen, said, code };
  }

  it('sends errors with their traceback and the key, and leaves the console as it is', async () => {
    const { seen, said, code } = await arriving();

    expect(code).toBe(0);
    expect(said).toMatch(/^all is well\nno user here\nTraceback/);
    expect(seen).toMatchObject([
      {
        url: '/hooks/python-logging',
        authorization: `Basic ${Buffer.from(`quell:${KEY}`).toString('base64')}`,
      },
    ]);
    expect(understood(pythonLogging, seen[0]?.record)).toMatchObject({
      alerts: [
        {
          content: { title: "KeyError: 'user_id'", severity: 'error' },
          event: { error: { logger: 'shop', template: 'no %s here' } },
        },
      ],
      rejected: [],
    });
  });
});

it.each(
  SOURCES.filter(({ about }) => about.paste !== undefined).map(({ type, about }) => ({
    type,
    about,
  })),
)(
  'the steps of $type call the text below by this name, and one of both has the address and the key',
  ({ about: { steps, paste = '' } }) => {
    expect(steps.join('\n')).toContain('the text below');
    for (const place of ['{url}', '{key}']) expect([...steps, paste].join('\n')).toContain(place);
    expect(paste).not.toContain('```');
  },
);

it('only what has a text to paste speaks of one', () => {
  const speaking = SOURCES.filter(({ about }) => about.steps.join(' ').includes('the text below'));

  expect(speaking.map(({ type }) => type)).toEqual([
    'argocd',
    'checkly',
    'datadog',
    'healthchecks',
    'netdata',
    'python-logging',
    'zabbix',
  ]);
});
