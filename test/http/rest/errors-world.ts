import type { ErrorEvent } from '../../../src/domain/error-event.ts';
import type { Release } from '../../../src/domain/error-group.ts';
import type { HttpDeps } from '../../../src/http/deps.ts';
import { alertOfError } from '../../../src/sources/errors/alert.ts';
import { anError, call, raised } from '../../engine/errors/an-error.ts';
import { HttpWorld, json } from '../http-world.ts';

const ORIGIN = { name: 'shop', resolveTimeout: null };

type Page = Readonly<Record<string, readonly Readonly<Record<string, unknown>>[]>> & {
  readonly next_cursor: string | null;
};

/** The REST API of a bot to which a shop reports errors. */
export class ErrorsWorld {
  readonly world: HttpWorld;
  #deps: HttpDeps | undefined;
  #events = 0;

  constructor() {
    this.world = new HttpWorld((deps) => {
      this.#deps = deps;
      return deps;
    });
  }

  /** An event of the shop, now; its type and culprit are of the name. */
  async report(name: string, spec: Partial<ErrorEvent> = {}): Promise<ErrorEvent> {
    this.#events += 1;
    const id = String(this.#events).padStart(32, '0');
    const chain = [raised(name, `${name} was raised`, [call(`views.${name.toLowerCase()}`)])];
    const event = anError({ id, at: this.world.now, chain, ...spec });
    await this.#deps?.ingest([alertOfError(event, ORIGIN)]);
    return event;
  }

  async release(release: Release): Promise<void> {
    await this.#deps?.act({ type: 'release', release });
  }

  async get(path: string, headers: Record<string, string> = {}) {
    return this.world.ask({ method: 'GET', url: `/api/v1${path}`, headers });
  }

  async act(number: number, body: unknown) {
    const url = `/api/v1/incidents/${number}/actions`;
    return this.world.ask({ method: 'POST', url, ...json(body) });
  }

  /** A field of all that a list has, page by page. */
  async pages(path: string, list: string, field: string): Promise<readonly (readonly string[])[]> {
    const pages: string[][] = [];
    for (let cursor: string | null = ''; cursor !== null; ) {
      const page: Page = (await this.get(`${path}&cursor=${cursor}`)).json();
      pages.push((page[list] ?? []).map((item) => String(item[field])));
      cursor = page.next_cursor;
    }
    return pages;
  }

  async titles(query: string): Promise<readonly string[]> {
    const { errors } = (await this.get(`/errors${query}`)).json();
    return errors.map(({ title }: { readonly title: string }) => title.split(':')[0]);
  }

  async group(title: string): Promise<Readonly<Record<string, unknown>> & { readonly id: string }> {
    const { errors } = (await this.get('/errors')).json();
    return errors.find((each: { readonly type: string }) => each.type === title);
  }
}
