import type { ErrorEvent, ErrorUser, Level } from '../../../domain/error-event.ts';
import type { Labels } from '../../../domain/labels.ts';
import type { Fields } from '../../fields.ts';
import type { Reading } from '../../shared/reading.ts';
import type { Origin } from '../../source.ts';
import { BOUNDS, bounded } from '../bounds.ts';
import { happenedAt } from '../happened.ts';
import { givenId, madeId } from '../made-id.ts';
import { shown, textsIn } from '../texts.ts';
import { chainOf, exceptionPath } from './chain.ts';
import { requestOf } from './request.ts';
import { breadcrumbsOf } from './telemetry.ts';

/** The `data` of an item, as Rollbar's notifiers send it: https://docs.rollbar.com/reference/create-item. */
export function eventOfItem(data: Reading, origin: Origin): ErrorEvent {
  const { text, firstText } = data;
  const isUncaught = data.at('notifier.diagnostic.is_uncaught') === true;
  const message = messageOf(data);
  return bounded({
    id: idOf(data, message),
    project: origin.project ?? origin.name,
    at: happenedAt(data.time('timestamp'), origin.receivedAt),
    level: levelOf(text('level'), isUncaught),
    platform: platformOf(data),
    environment: text('environment'),
    release: firstText(...RELEASES),
    logger: text('logger'),
    transaction: text('context'),
    server: text('server.host'),
    message,
    template: '',
    chain: chainOf(data),
    fingerprint: text('fingerprint') === '' ? [] : [text('fingerprint')],
    tags: {},
    user: userOf(data),
    request: requestOf(data),
    breadcrumbs: breadcrumbsOf(data),
    contexts: contextsOf(data),
    extra: extraOf(data),
    sdk: `${text('notifier.name')} ${text('notifier.version')}`.trim(),
  });
}

const RELEASES = [
  'code_version',
  'client.javascript.code_version',
  'server.code_version',
  'server.sha',
] as const;

function idOf({ text, at }: Reading, message: string): string {
  const uuid = text('uuid');
  const what = { uuid, message, at: text('timestamp'), body: shown(at('body'), 2_000) };
  return givenId(uuid) ?? madeId(what);
}

const LEVELS: Readonly<Record<string, Level>> = {
  critical: 'fatal',
  error: 'error',
  warning: 'warning',
  info: 'info',
  debug: 'debug',
};

/** Its Node.js notifier calls what nobody caught a `debug`, and leaves it to Rollbar to raise it. */
function levelOf(word: string, isUncaught: boolean): Level {
  const key = word.toLowerCase();
  const level = (Object.hasOwn(LEVELS, key) ? LEVELS[key] : undefined) ?? 'error';
  return isUncaught && level === 'debug' ? 'error' : level;
}

/** `platform` says where it ran, such as `browser` or `linux`; which program it is the language and framework say. */
function platformOf({ text, firstText }: Reading): string {
  if (text('framework') === 'node-js') return 'node';
  // Python's notifier says its version too.
  return firstText('language', 'platform').toLowerCase().split(' ', 1)[0] ?? '';
}

/** What was said; of an exception, what was said beside it. A crash report is nothing but text. */
function messageOf(data: Reading): string {
  const { text, fields } = data;
  const exception = exceptionPath(data);
  const hasException = Object.keys(fields(exception)).length > 0;
  const beside = text(`${exception}.description`);
  // Browsers say the exception itself there.
  const repeats = beside.endsWith(text(`${exception}.message`));
  const report = [text('title'), text('body.crash_report.raw')].filter(Boolean).join('\n');
  return text('body.message.body') || (repeats ? '' : beside) || (hasException ? '' : report);
}

function userOf({ text }: Reading): ErrorUser | null {
  // `$remote_ip` leaves it to the server to find out.
  const address = text('request.user_ip');
  const user = {
    id: text('person.id'),
    email: text('person.email'),
    name: text('person.username') || text('person.name'),
    ip: address.startsWith('$') ? '' : address,
  };
  return Object.values(user).some((each) => each !== '') ? user : null;
}

function contextsOf({ text }: Reading): Labels {
  const contexts = {
    browser: text('client.javascript.browser'),
    framework: text('framework'),
    platform: text('platform'),
    branch: text('server.branch'),
    root: text('server.root'),
    runtime: / \d/.test(text('language')) ? text('language') : '',
  };
  return textsIn(contexts, BOUNDS.contexts);
}

/** What the program sent along: with the item, and with its message. */
function extraOf({ fields }: Reading): Labels {
  const { body: _, ...beside } = fields('body.message');
  const extra: Fields = { ...beside, ...fields('body.message.extra'), ...fields('custom') };
  return textsIn(extra, BOUNDS.extra);
}
