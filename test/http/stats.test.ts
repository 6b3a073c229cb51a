import { describe, expect, it } from 'vitest';
import { minutes } from '../../src/domain/time.ts';
import { theReport } from '../slack/blocks/models.ts';
import { HttpWorld, START } from './http-world.ts';
import { Rest } from './rest-client.ts';
import { SchemaCheck } from './schema-faults.ts';

const iso = (ms: number) => new Date(ms).toISOString();

/** Two incidents, of which one is somebody's. */
async function someNoise(): Promise<Rest> {
  const rest = await new Rest().open('Disk', 'Slow');
  rest.world.advance(minutes(4));
  await rest.act(1, { action: 'acknowledge', user: 'ann' });
  rest.world.advance(minutes(6));
  return rest;
}

describe('the noise', () => {
  it('is told of the last seven days', async () => {
    const rest = await someNoise();

    const report = (await rest.get('/stats')).json();

    expect(report).toEqual({
      from: iso(START + minutes(10) - minutes(7 * 24 * 60)),
      to: iso(START + minutes(10)),
      timezone: 'UTC',
      channel: null,
      figures: {
        alerts: 2,
        incidents: 2,
        cards: 2,
        messages: 5,
        messages_per_card: 2.5,
        needed_person: 1,
        with_nobody: 1,
        flapping: 0,
        time_to_acknowledge: '4m',
        time_to_resolve: null,
      },
      before: null,
      cards_per_day: [0, 0, 0, 0, 0, 0, 0, 2],
      noisy: [
        { title: 'Disk', cards: 1, acknowledged: 1, mutes: 0, longest: null },
        { title: 'Slow', cards: 1, acknowledged: 0, mutes: 0, longest: null },
      ],
      suggestions: [],
    });
  });

  it.each([
    ['of a day', '?since=1d', 2],
    ['since a time', `?since=${iso(START)}`, 2],
    ['of the last minutes', '?since=5m', 0],
    ['of a channel', '?channel=%23alerts', 2],
    ['of a channel in which nothing was', '?channel=%23other', 0],
  ])('is told %s', async (_, query, cards) => {
    const report = (await (await someNoise()).get(`/stats${query}`)).json();

    expect(report.figures.cards).toBe(cards);
  });

  it.each([
    ['?since=soon', /since is wrong: it must be a time/],
    ['?since=91d', /at most 90d ago/],
    ['?since=2099-01-01T00:00:00Z', /in the past/],
    ['?since=1d&since=2d', /more than once/],
  ])('cannot be asked for with %s', async (query, says) => {
    const answer = await new Rest().get(`/stats${query}`);

    expect(answer.statusCode).toBe(400);
    expect(answer.json().error.message).toMatch(says);
  });

  it('is described, with its suggestions', async () => {
    const world = new HttpWorld((deps) => ({ ...deps, reportNoise: async () => theReport() }));
    const get = async (path: string) =>
      (await world.ask({ method: 'GET', url: `/api/v1${path}` })).json();
    const document = await get('/openapi.json');

    const report = await get('/stats');

    const { responses } = document.paths['/api/v1/stats'].get;
    const { schema } = responses[200].content['application/json'];
    expect(new SchemaCheck(document.components.schemas).faults(report, schema)).toEqual([]);
    expect(report).toMatchObject({
      before: { cards: 56, time_to_acknowledge: '7m' },
      suggestions: [
        {
          about: 'HighCPU on batch hosts',
          matchers: ['alertname="HighCPU"'],
          fewer_cards: 14,
          missed: 0,
          later: '10m',
          under: 'route.routes',
        },
        {},
      ],
    });
  });
});
