import { HttpWorld, json } from './http-world.ts';

/** A client of the REST API. */
export class Rest {
  readonly world = new HttpWorld();

  async open(...titles: readonly string[]): Promise<this> {
    for (const title of titles) await this.world.hook('json', { title });
    return this;
  }

  async get(url: string) {
    return this.world.ask({ method: 'GET', url: `/api/v1${url}` });
  }

  async act(number: number | string, body: unknown) {
    const url = `/api/v1/incidents/${number}/actions`;
    return this.world.ask({ method: 'POST', url, ...json(body) });
  }

  async silence(body: unknown) {
    return this.world.ask({ method: 'POST', url: '/api/v1/silences', ...json(body) });
  }

  async numbers(query: string): Promise<readonly number[]> {
    const { incidents } = (await this.get(`/incidents${query}`)).json();
    return incidents.map((incident: { number: number }) => incident.number);
  }
}
