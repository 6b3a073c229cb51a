import { expect, it } from 'vitest';
import { minutes } from '../../src/domain/time.ts';
import { Rest } from './rest-client.ts';

it('says in plain words why nobody was told', async () => {
  const rest = new Rest();
  await rest.silence({ matchers: ['service="db"'], for: '1h', reason: 'upgrade', author: 'ann' });
  await rest.world.hook('json', { title: 'Slow', labels: { service: 'db' } });

  const { incident, lines } = (await rest.get('/incidents/INC-1/why')).json();

  const text = lines.map((line: { text: string }) => line.text).join('\n');
  expect(incident).toBe(1);
  expect(lines).toContainEqual({ text: expect.any(String), reason: 'silenced' });
  expect(text).toContain('service="db"');
  expect(text).not.toContain('[object');
});

it('says it of a storm too', async () => {
  const rest = new Rest();
  rest.world.policy = {
    ...rest.world.policy,
    storm: { incidents: 2, within: minutes(1) },
  };
  await rest.open('A', 'B', 'C', 'D');

  const { lines } = (await rest.get('/incidents/4/why')).json();

  expect(lines).toContainEqual({ text: expect.any(String), reason: 'storm' });
});

it('knows no incident that is not there', async () => {
  expect((await new Rest().get('/incidents/7/why')).statusCode).toBe(404);
});
