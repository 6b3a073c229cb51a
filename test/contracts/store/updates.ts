import { expect, it } from 'vitest';
import type { Decision, Snapshot } from '../../../src/domain/decision.ts';
import type { Store } from '../../../src/store/store.ts';
import { look, nothingNamed, put, save } from '../../support/saving.ts';
import { aContent, anAlertRow, anIncident, at, key } from '../../support/state.ts';
import { HARD_TEXTS } from '../../support/texts.ts';

/** One more occurrence of the alert, as a decision. */
function oneMore(snapshot: Snapshot): Decision {
  const alert = snapshot.alert(key('disk-full'));
  const occurrences = (alert?.occurrences ?? 0) + 1;
  return { changes: [put.alert({ occurrences })], outcomes: [] };
}

/** How decisions are asked for and saved. */
export function describeUpdates(store: () => Store): void {
  it('answers the decision once it is saved', async () => {
    const decision = { changes: [put.incident()], outcomes: [{ type: 'passed' as const }] };

    const answer = await store().update(nothingNamed, () => decision);

    expect(answer).toEqual(decision);
    expect(await store().incident('incident-1')).toEqual(anIncident());
  });

  it('decides updates that wait together in their order, each upon what the earlier ones changed', async () => {
    await save(store(), put.incident());

    await Promise.all([1, 2, 3].map(() => store().update(nothingNamed, oneMore)));

    expect(await look(store(), (snapshot) => snapshot.alert(key('disk-full')))).toEqual(
      anAlertRow({ occurrences: 3 }),
    );
  });

  it('saves nothing of a decision that throws, and hands its error to that caller alone', async () => {
    await save(store(), put.incident());
    const fault = new Error('a fault in the decision');

    const answers = await Promise.allSettled([
      store().update(nothingNamed, oneMore),
      store().update(nothingNamed, () => {
        throw fault;
      }),
      store().update(nothingNamed, oneMore),
    ]);

    expect(answers.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
    expect(answers[1]).toMatchObject({ reason: fault });
    expect((await store().firing()).map(({ occurrences }) => occurrences)).toEqual([2]);
  });

  it('shows a decision all that earlier updates in the same commit changed', async () => {
    const first = store().update(nothingNamed, () => ({
      changes: [
        put.incident({ status: 'resolved', cardRevision: 0 }),
        put.alert({ status: 'resolved' }),
        put.delivery(),
        put.silence(),
      ],
      outcomes: [],
    }));
    const seen = look(store(), (snapshot) => ({
      alert: snapshot.alert(key('disk-full'))?.status,
      incident: snapshot.incident('incident-1')?.status,
      numbered: snapshot.incidentNumbered(1)?.id,
      latest: snapshot.latestOf('group-1')?.id,
      delivery: snapshot.delivery('incident-1')?.channelId,
      silence: snapshot.silence('silence-1')?.author,
      silences: snapshot.silences(at(0)).length,
    }));

    await first;

    expect(await seen).toEqual({
      alert: 'resolved',
      incident: 'resolved',
      numbered: 'incident-1',
      latest: 'incident-1',
      delivery: 'C1',
      silence: 'ann',
      silences: 1,
    });
  });

  it('keeps the last of several changes of one thing in one decision', async () => {
    await save(
      store(),
      put.incident({ title: 'first' }),
      put.timer({ at: at(1) }),
      put.timerOff(),
      put.incident({ title: 'last' }),
      put.timer({ at: at(2) }),
    );

    expect((await store().incident('incident-1'))?.title).toBe('last');
    expect((await store().due(at(9), 9)).map((due) => due.at)).toEqual([at(2)]);
  });

  it('gives numbers that rise and never come twice', async () => {
    const first = await look(store(), (snapshot) => [snapshot.nextNumber(), snapshot.nextNumber()]);
    const second = await look(store(), (snapshot) => [
      snapshot.nextNumber(),
      snapshot.nextNumber(),
    ]);

    const numbers = [...first, ...second];
    expect(numbers).toEqual([...new Set(numbers)].sort((a, b) => a - b));
    expect(numbers.every((number) => number >= 1)).toBe(true);
  });

  it('makes a value once and keeps it', async () => {
    const values = await Promise.all([
      store().once('key', () => 'first'),
      store().once('key', () => 'second'),
    ]);

    // Whoever comes first decides, and several connections may change places.
    expect(['first', 'second']).toContain(values[0]);
    expect(values[1]).toBe(values[0]);
    expect(await store().once('other', () => 'third')).toBe('third');
  });

  it('finds itself able to save', async () => {
    await expect(store().check()).resolves.toBeUndefined();
  });

  it.each(HARD_TEXTS.map((text) => [JSON.stringify(text), text] as const))(
    'tells an alert with the key and label %s from all others',
    async (_, text) => {
      const content = aContent({
        labels: Object.fromEntries([[text, text]]),
        description: text,
      });
      await save(
        store(),
        put.incident(),
        ...HARD_TEXTS.map((each) => put.alert({ key: key(each) })),
      );

      await save(store(), put.alert({ key: key(text), content, status: 'resolved' }));

      expect(await store().firing()).toHaveLength(HARD_TEXTS.length - 1);
      const alert = await look(store(), (snapshot) => snapshot.alert(key(text)));
      expect(alert).toEqual(anAlertRow({ key: key(text), content, status: 'resolved' }));
      expect(Object.entries(alert!.content.labels)).toEqual([[text, text]]);
    },
  );
}
