import fc from 'fast-check';
import { expect, it } from 'vitest';
import { type Instant, instant } from '../../src/domain/time.ts';
import type { Due } from '../../src/domain/timer.ts';
import { Heap } from '../../src/heap.ts';
import { decodeText, encodeText } from '../../src/store/sqlite/text.ts';
import {
  DueQueue,
  type Queued,
  type Scheduled,
} from '../../src/store/sqlite/working-set/due-queue.ts';
import { least } from '../../src/store/sqlite/working-set/least.ts';
import { Recent } from '../../src/store/sqlite/working-set/recent.ts';
import { key } from '../support/state.ts';
import { anyText } from '../support/texts.ts';

const ascending = (a: number, b: number) => a - b;

it('gives items of a heap back in order', () => {
  fc.assert(
    fc.property(fc.array(fc.integer()), (items) => {
      const heap = new Heap<number>(ascending);
      for (const item of items) heap.push(item);

      const popped = items.map(() => heap.pop());

      expect(popped).toEqual([...items].sort(ascending));
      expect(heap.pop()).toBeUndefined();
    }),
  );
});

it('finds the least items as sorting all would', () => {
  fc.assert(
    fc.property(fc.array(fc.nat(50), { maxLength: 200 }), fc.nat(10), (items, limit) => {
      expect(least(items, limit, ascending)).toEqual([...items].sort(ascending).slice(0, limit));
    }),
  );
});

it('remembers the things that were used last', () => {
  const aKey = fc.constantFrom('a', 'b', 'c', 'd', 'e');
  fc.assert(
    fc.property(fc.array(fc.tuple(aKey, fc.boolean())), (uses) => {
      const recent = new Recent<string>(3);
      for (const [name, isNew] of uses)
        if (isNew) recent.set(name, name);
        else recent.get(name);

      const expected = uses.reduce<string[]>((last, [name, isNew]) => {
        if (!isNew && !last.includes(name)) return last;
        return [...last.filter((each) => each !== name), name].slice(-3);
      }, []);
      expect(['a', 'b', 'c', 'd', 'e'].filter((each) => recent.get(each))).toEqual(expected.sort());
    }),
  );
});

it('gets any text back that it made storable, and never two texts as one', () => {
  fc.assert(
    fc.property(anyText, anyText, (text, other) => {
      const stored = Buffer.from(encodeText(text), 'utf8').toString('utf8');

      expect(decodeText(stored)).toBe(text);
      expect(encodeText(text) === encodeText(other)).toBe(text === other);
    }),
  );
});

class Item implements Scheduled {
  readonly name: string;
  dueAt: Instant | null = null;
  queued: Queued | null = null;

  constructor(name: string) {
    this.name = name;
  }

  due(at: Instant): Due {
    return { type: 'alert-end', at, alert: key(this.name) };
  }
}

it('tells what is due however often times change', () => {
  const anyStep = fc.record({
    item: fc.nat(5),
    dueAt: fc.option(fc.nat(20)),
    askAt: fc.option(fc.nat(20)),
    limit: fc.nat(6),
  });
  fc.assert(
    fc.property(fc.array(anyStep, { maxLength: 40 }), (steps) => {
      const queue = new DueQueue();
      const items = Array.from({ length: 6 }, (_, index) => new Item(`item-${index}`));
      for (const { item, dueAt, askAt, limit } of steps) {
        const changed = items[item]!;
        changed.dueAt = dueAt === null ? null : instant(dueAt);
        queue.schedule(changed);
        if (askAt !== null) expectDue(queue, items, instant(askAt), limit);
      }
      expectDue(queue, items, instant(99), 99);
    }),
  );
});

function expectDue(queue: DueQueue, items: readonly Item[], now: Instant, limit: number): void {
  const times = items.flatMap(({ dueAt }) => dueAt ?? []).sort(ascending);
  const answer = queue.due(now, limit);

  expect(answer.map(({ at }) => at)).toEqual(times.filter((at) => at <= now).slice(0, limit));
  expect(new Set(answer.map((due) => due.type === 'alert-end' && due.alert)).size).toBe(
    answer.length,
  );
  const next = queue.nextAt();
  if (times[0] === undefined) expect(next).toBeNull();
  else expect(next).toBeLessThanOrEqual(times[0]);
  if (answer.length === 0 && limit > 0 && next !== null) expect(next).toBeGreaterThan(now);
}
