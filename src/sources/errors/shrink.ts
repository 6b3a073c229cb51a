import type { ErrorEvent, ErrorRequest, Frame, Raised } from '../../domain/error-event.ts';
import type { Labels } from '../../domain/labels.ts';
import { boundedText, textsIn } from './texts.ts';

/** How many bytes of JSON an error may be. */
const MOST_BYTES = 60_000;

/** What is given up of an error that is too large, the least of use first; after the last it never is. */
const STEPS: readonly ((event: ErrorEvent) => ErrorEvent)[] = [
  (event) => ({ ...event, breadcrumbs: event.breadcrumbs.slice(-20) }),
  (event) => withFrames(event, 50, (frame) => ({ ...frame, vars: {} })),
  (event) => withFrames(event, 20, (frame) => ({ ...frame, before: [], after: [] })),
  (event) => ({
    ...event,
    breadcrumbs: event.breadcrumbs.slice(-10).map((each) => ({ ...each, data: {} })),
    extra: few(event.extra),
    contexts: few(event.contexts),
  }),
  smallest,
];

/** The same error where it is small enough, else without what is of least use. */
export function shrunk(event: ErrorEvent): ErrorEvent {
  let small = event;
  for (const step of STEPS) {
    if (Buffer.byteLength(JSON.stringify(small)) <= MOST_BYTES) return small;
    small = step(small);
  }
  return small;
}

function withFrames(event: ErrorEvent, most: number, change: (frame: Frame) => Frame): ErrorEvent {
  const chain = event.chain.map((each) => ({
    ...each,
    frames: each.frames.slice(-most).map(change),
  }));
  return { ...event, chain };
}

function few(texts: Labels): Labels {
  return textsIn(texts, { count: 10, name: 50, text: 80 });
}

function short(text: string): string {
  return boundedText(text, 100);
}

/** What an error of texts that are all as long and as wide as can be comes down to. */
function smallest(event: ErrorEvent): ErrorEvent {
  return {
    ...event,
    chain: event.chain.slice(-3).map(smallException),
    fingerprint: event.fingerprint.map(short),
    tags: few(event.tags),
    request: event.request && smallRequest(event.request),
    breadcrumbs: event.breadcrumbs.map((each) => ({ ...each, message: short(each.message) })),
  };
}

function smallException({ frames, ...rest }: Raised): Raised {
  const small = ({ path, module, function: name, code, ...others }: Frame): Frame => ({
    ...others,
    path: short(path),
    module: short(module),
    function: short(name),
    code: short(code),
  });
  return { ...rest, value: boundedText(rest.value, 500), frames: frames.slice(-8).map(small) };
}

function smallRequest({ method, url, query, headers, data }: ErrorRequest): ErrorRequest {
  return {
    method,
    url: boundedText(url, 300),
    query: boundedText(query, 300),
    headers: few(headers),
    data: boundedText(data, 300),
  };
}
