import { describe, expect, it } from 'vitest';
import { HttpWorld } from './http-world.ts';

const FORM = 'application/x-www-form-urlencoded';
const record =
  'name=shop.orders&msg=payment+gateway+timeout+for+order+%25s&args=%2811%2C%29&levelname=ERROR&levelno=40';

async function send(payload: string | Buffer, type = FORM, url = '/hooks/python-logging') {
  const world = new HttpWorld();
  const headers = { 'content-type': type };
  const answer = await world.send({ method: 'POST', url, headers, payload });
  return { world, answer };
}

describe('a form', () => {
  it.each([FORM, `${FORM}; charset=utf-8`, FORM.toUpperCase()])('is read as %s', async (type) => {
    const { world, answer } = await send(record, type);

    expect(answer.json()).toEqual({ accepted: 1, rejected: [] });
    expect(world.taken[0]?.[0]?.content).toMatchObject({
      title: 'payment gateway timeout for order 11',
      severity: 'error',
    });
  });

  it('may hold anything, and nothing breaks', async () => {
    const odd =
      '__proto__=a&constructor=b&=c&%ZZ=%FF&name=x&levelname=ERROR&levelname=INFO&msg=%F0%9F';

    const { world, answer } = await send(odd);

    expect(answer.statusCode).toBe(202);
    expect(world.taken[0]?.[0]?.content.severity).toBe('info');
    expect(({} as Record<string, unknown>)['a']).toBeUndefined();
  });

  it('with too many fields is refused', async () => {
    const { answer } = await send(`${record}${'&a=b'.repeat(2_000)}`);

    expect(answer.statusCode).toBe(400);
    expect(answer.json().error.message).toBe('The form has 2005 fields; at most 1000 are taken.');
  });

  it('past the limit is refused', async () => {
    expect((await send(`a=${'x'.repeat(2_000_000)}`)).answer.statusCode).toBe(413);
  });

  it('is refused by a source whose vendor sends none', async () => {
    expect((await send('title=A', FORM, '/hooks/json')).answer.statusCode).toBe(415);
  });

  it('that is JSON is read as JSON by the same source', async () => {
    const json = JSON.stringify({ name: 'x', levelname: 'ERROR', msg: 'no order' });

    expect((await send(json, 'application/json')).answer.statusCode).toBe(202);
  });
});

describe('JSON that is called plain text', () => {
  it.each([
    ['is read where the vendor calls it so', '/hooks/cloudwatch', 202],
    ['is refused elsewhere', '/hooks/json', 415],
  ])('%s', async (_, url, status) => {
    const alarm = JSON.stringify({ AlarmName: 'a', NewStateValue: 'ALARM', title: 'a' });

    expect((await send(alarm, 'text/plain; charset=UTF-8', url)).answer.statusCode).toBe(status);
  });
});
