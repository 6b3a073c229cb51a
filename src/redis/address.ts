/** One server to connect to. */
interface RedisNode {
  readonly host: string;
  readonly port: number;
}

/** Where Redis is, and how to be let in. Secrets are in it: show it with `shownRedis` only. */
export interface RedisAddress {
  /** `single`: one server. `sentinel`: ask these sentinels who the master is. `cluster`: some nodes of a cluster. */
  readonly form: 'single' | 'sentinel' | 'cluster';
  readonly nodes: readonly RedisNode[];
  readonly tls: boolean;
  /** A file with the certificate of the authority to trust, in PEM; null: those that Node.js trusts. */
  readonly caFile: string | null;
  readonly username: string | null;
  readonly password: string | null;
  /** What the sentinels themselves ask for; null: nothing. */
  readonly sentinelPassword: string | null;
  /** The sentinels' name of the master; null in other forms. */
  readonly master: string | null;
  readonly db: number;
}

/** An address, or a sentence on what is wrong with it. */
export type ReadRedisUrl = { readonly address: RedisAddress } | { readonly problem: string };

/** What such an address looks like, for messages. */
const REDIS_FORMS =
  'redis://:password@host:6379/0, redis-sentinel://:password@host:26379,host2:26379/mymaster/0 or redis-cluster://host:7000,host2:7001, with rediss in place of redis for TLS';

const URL_PARTS =
  /^(redis|rediss)(?:-(sentinel|cluster))?:\/\/(?:([^@/?#]*)@)?([^@/?#]+)(?:\/([^?#]*))?(?:\?([^#]*))?$/;
const DEFAULT_PORTS = { single: 6379, sentinel: 26379, cluster: 6379 } as const;
const PARAMETERS = ['ca', 'sentinel_password'];

/** Reads a Redis URL; a problem never shows the password. */
export function readRedisUrl(text: string): ReadRedisUrl {
  const parts = URL_PARTS.exec(text.trim());
  if (!parts) return problem(`is not an address of Redis. Write it like ${REDIS_FORMS}.`);
  try {
    return { address: addressOf(parts) };
  } catch (error) {
    if (error instanceof Wrong) return problem(error.message);
    if (error instanceof URIError) {
      return problem('has a % that no two hexadecimal digits follow; write % itself as %25.');
    }
    throw error;
  }
}

/** The address without what is secret. */
export function shownRedis({ form, nodes, tls, master, db }: RedisAddress): string {
  const scheme = `${tls ? 'rediss' : 'redis'}${form === 'single' ? '' : `-${form}`}`;
  const hosts = nodes.map(({ host, port }) => `${host.includes(':') ? `[${host}]` : host}:${port}`);
  const path = [...(master === null ? [] : [master]), ...(db === 0 ? [] : [db])];
  return `${scheme}://${[hosts.join(','), ...path].join('/')}`;
}

/** Says what is wrong, after the words "REDIS_URL". */
class Wrong extends Error {}

const problem = (what: string): ReadRedisUrl => ({ problem: `REDIS_URL ${what}` });

function addressOf([, scheme, kind, user, hosts = '', path, query]: RegExpExecArray): RedisAddress {
  const form = formOf(kind);
  const parameters = parametersOf(query, form);
  return {
    form,
    nodes: nodesOf(hosts, form),
    tls: scheme === 'rediss',
    caFile: caOf(parameters, scheme === 'rediss'),
    ...userOf(user),
    sentinelPassword: parameters.get('sentinel_password'),
    ...placeOf(form, path ?? ''),
  };
}

const formOf = (kind: string | undefined): RedisAddress['form'] =>
  kind === 'sentinel' || kind === 'cluster' ? kind : 'single';

function nodesOf(hosts: string, form: RedisAddress['form']): readonly RedisNode[] {
  const nodes = hosts.split(',').map((host) => nodeOf(host.trim(), DEFAULT_PORTS[form]));
  if (form === 'single' && nodes.length > 1) {
    throw new Wrong(
      'names several hosts; that needs redis-sentinel:// or redis-cluster:// at its beginning.',
    );
  }
  return nodes;
}

function nodeOf(text: string, defaultPort: number): RedisNode {
  const parts = /^(?:\[([0-9a-fA-F:.]+)\]|([^:[\]\s]+))(?::(\d{1,5}))?$/.exec(text);
  const port = Number(parts?.[3] ?? defaultPort);
  if (!parts || port < 1 || port > 65_535) {
    throw new Wrong(`has "${text}" where a host and a port of 1 to 65535 belong, like host:6379.`);
  }
  return { host: parts[1] ?? parts[2] ?? '', port };
}

/** Everything up to the first `:` is the name; the rest, colons and all, is the password. */
function userOf(user: string | undefined): Pick<RedisAddress, 'username' | 'password'> {
  const [, name = '', password] = /^([^:]*)(?::(.*))?$/.exec(user ?? '') ?? [];
  return { username: decoded(name), password: decoded(password ?? '') };
}

const decoded = (text: string): string | null => (text === '' ? null : decodeURIComponent(text));

function placeOf(form: RedisAddress['form'], path: string): Pick<RedisAddress, 'master' | 'db'> {
  const steps = path === '' ? [] : path.replace(/\/$/, '').split('/');
  const master = form === 'sentinel' ? decoded(steps.shift() ?? '') : null;
  if (form === 'sentinel' && master === null) {
    throw new Wrong('names no master; write it after the sentinels, like /mymaster.');
  }
  const [db = '0', ...more] = steps;
  if (!/^\d{1,5}$/.test(db) || more.length > 0) {
    throw new Wrong(`ends in "/${steps.join('/')}" where the number of a database belongs.`);
  }
  if (form === 'cluster' && db !== '0') {
    throw new Wrong(`asks for database ${db}; a cluster has database 0 only.`);
  }
  return { master, db: Number(db) };
}

function parametersOf(query: string | undefined, form: RedisAddress['form']): URLSearchParams {
  const parameters = new URLSearchParams(query ?? '');
  const strange = [...parameters.keys()].find((name) => !PARAMETERS.includes(name));
  if (strange !== undefined) {
    throw new Wrong(
      `has the parameter "${strange}", which nobody reads; there are ${PARAMETERS.join(' and ')}.`,
    );
  }
  if (form !== 'sentinel' && parameters.has('sentinel_password')) {
    throw new Wrong(
      'has a sentinel_password, but begins with another form than redis-sentinel://.',
    );
  }
  return parameters;
}

function caOf(parameters: URLSearchParams, tls: boolean): string | null {
  const file = parameters.get('ca');
  if (file !== null && !tls) {
    throw new Wrong('names a certificate with ca=, but TLS needs rediss in place of redis.');
  }
  return file;
}
