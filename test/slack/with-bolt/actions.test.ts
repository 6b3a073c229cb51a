import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { hours, minutes, plus } from '../../../src/domain/time.ts';
import { SlackWorld } from '../support/slack-world.ts';

let world: SlackWorld;
let ann: string;
let bob: string;

beforeAll(async () => {
  world = await SlackWorld.start();
  ann = await world.nameOf('ann');
  bob = await world.nameOf('bob');
});
afterAll(() => world.stop());

describe('Acknowledge', () => {
  it('is done under the name that people see, and shows at once', async () => {
    const { number } = await world.open('Login is down');

    await world.sandbox.as('ann').click(world.card(number), 'Acknowledge');
    const card = await world.cardSays(number, ann);

    expect(card.buttons).toContain('Unacknowledge');
    expect((await world.incident(number)).acknowledged?.by).toEqual({
      type: 'person',
      id: world.sandbox.as('ann').id,
      name: ann,
    });
  });

  it('is refused to whoever loses the race, and nobody else hears of that', async () => {
    const { number } = await world.open('Checkout is slow');
    const card = world.card(number);

    await Promise.all([
      world.sandbox.as('ann').click(card, 'Acknowledge'),
      world.sandbox.as('bob').click(card, 'Acknowledge'),
    ]);
    await world.cardSays(number, /Unacknowledge/);
    const winner = (await world.incident(number)).acknowledged?.by;
    const isAnn = winner?.type === 'person' && winner.id === world.sandbox.as('ann').id;
    const answer = await world.answerTo(isAnn ? 'bob' : 'ann', `INC-${number}`);

    expect(answer.words).toMatch(/Nothing changed/);
    expect(answer.buttons).toEqual(['Take over']);
    expect(answer.isEphemeral).toBe(true);
    const acknowledged = (await world.timeline(number)).filter(
      ({ what }) => what.kind === 'acknowledged',
    );
    expect(acknowledged).toHaveLength(1);
  });

  it('can be taken over by whoever was too late', async () => {
    const { number } = await world.open('Search is down');
    const card = world.card(number);
    await world.sandbox.as('ann').click(card, 'Acknowledge');
    await world.cardSays(number, ann);
    await world.sandbox.as('bob').command(`/incident ack ${number}`);
    const answer = await world.answerTo('bob', `INC-${number} is already acknowledged by ${ann}`);

    await world.sandbox.as('bob').click(answer, 'Take over');
    await world.cardSays(number, bob);

    expect((await world.incident(number)).assignee?.name).toBe(bob);
    await world.answerTo('bob', `INC-${number} is yours`);
  });

  it('is undone by Unacknowledge', async () => {
    const { number } = await world.open('Mail is late');
    await world.sandbox.as('ann').click(world.card(number), 'Acknowledge');
    await world.cardSays(number, ann);

    await world.sandbox.as('ann').click(world.card(number), 'Unacknowledge');

    await world.cardSays(number, 'nobody has this yet');
  });
});

describe('Mute', () => {
  it('mutes for the chosen time, and Unmute ends it', async () => {
    const { number } = await world.open('Disk is full');

    await world.sandbox.as('ann').choose(world.card(number), 'Mute', '1 hour');
    const card = await world.cardSays(number, 'muted');

    expect(card.buttons).toContain('Unmute');
    const { mute } = await world.incident(number);
    expect(mute?.until).toBe(plus(world.clock.now(), hours(1)));

    await world.sandbox.as('ann').click(card, 'Unmute');
    await world.sandbox.until(() => world.card(number).buttons.includes('Mute'));
  });

  it('mutes until it resolves', async () => {
    const { number } = await world.open('Queue grows');

    await world.sandbox.as('ann').choose(world.card(number), 'Mute', 'Until it resolves');

    await world.cardSays(number, 'Until it resolves');
    expect((await world.incident(number)).mute?.until).toBeNull();
  });

  it('asks why in a modal where it is for longer than 4 hours, and says what it would hide', async () => {
    const { number } = await world.open('Mirror is old');

    await world.sandbox.as('ann').choose(world.card(number), 'Mute', '1 day…');
    const modal = await world.sandbox.as('ann').modal();
    expect(modal.values).toMatchObject({ 'For how long?': { value: '1d' } });
    expect(modal.words).toContain(`the thread entries of INC-${number}`);
    await modal.fill('Why?', 'Known since May');
    await modal.submit();

    await world.cardSays(number, 'Known since May');
    expect((await world.incident(number)).mute?.until).toBe(plus(world.clock.now(), hours(24)));
  });

  it('asks for more in a modal, and the menu shows its name again', async () => {
    const { number } = await world.open('Cache is cold');
    const before = JSON.stringify(world.card(number).blocks);

    await world.sandbox.as('ann').choose(world.card(number), 'Mute', 'More choices…');
    const modal = await world.sandbox.as('ann').modal();
    await world.sandbox.until(() => JSON.stringify(world.card(number).blocks) !== before);
    await modal.fill('For how long?', '30 minutes');
    await modal.fill('Why?', 'Warming it up');
    await modal.submit();
    const card = await world.cardSays(number, 'Warming it up');

    expect(modal.isOpen).toBe(false);
    expect(card.words).toMatch(/muted/);
    expect((await world.incident(number)).mute?.until).toBe(plus(world.clock.now(), minutes(30)));
  });
});

describe('the modal that mutes', () => {
  it('says what it would hide, and takes everything that matches', async () => {
    const { number } = await world.receive('HighLatency');
    await world.sandbox.as('ann').choose(world.card(number), 'Mute', 'More choices…');
    const modal = await world.sandbox.as('ann').modal();

    await modal.fill('What?', 'Everything that matches');
    await world.sandbox.until(
      () => modal.words.includes('alertname="HighLatency"') || modal.values['Labels'],
    );
    await world.sandbox.until(() => /would hide/.test(modal.words), 'the preview');
    await modal.submit();
    expect(Object.values(modal.errors).join()).toMatch(/required/);
    await modal.fill('Why?', 'Load test');
    await modal.submit();

    const answer = await world.answerTo(
      'ann',
      /Alerts with alertname="HighLatency" tell nobody for 4 h/,
    );
    expect(answer.words).toContain('/incident unsilence');
    expect(await world.store.silences()).toMatchObject([{ author: ann, reason: 'Load test' }]);
  });

  it('works in a workspace that does not take the newer blocks', async () => {
    const { number } = await world.receive('OldPlan');
    world.sandbox.refuseBlocks('alert');

    await world.sandbox.as('bob').click(world.card(number), 'Resolve');
    const modal = await world.sandbox.as('bob').modal();

    expect(modal.words).toContain('still fires');
    await modal.close();
  });
});

describe('Resolve', () => {
  it('is one click when nothing fires, and asks afterwards what fixed it', async () => {
    const { number } = await world.open('Certificate is old');

    await world.sandbox.as('ann').click(world.card(number), 'Resolve');
    const card = await world.cardSays(number, 'Resolved');
    await world.settle();

    expect(card.buttons).toEqual(['Reopen', 'More']);
    const [summary] = world.thread(number).filter(({ buttons }) => buttons.length > 0);
    await world.sandbox.as('ann').click(summary!, 'Add what fixed it');
    const modal = await world.sandbox.as('ann').modal();
    await modal.fill('What fixed it?', 'Renewed it');
    await modal.submit();

    await world.cardSays(number, 'Renewed it');
  });

  it('asks what shall be with alerts that still fire', async () => {
    const { number } = await world.receive('DiskFull');

    await world.sandbox.as('ann').click(world.card(number), 'Resolve');
    const modal = await world.sandbox.as('ann').modal();
    expect(modal.title).toBe(`Resolve INC-${number}`);
    await modal.fill('What fixed it?', 'Added disk');
    await modal.submit();

    await world.cardSays(number, 'Added disk');
    expect((await world.incident(number)).mute?.until).toBe(plus(world.clock.now(), hours(1)));
  });

  it('can be undone by Reopen', async () => {
    const { number } = await world.open('Backup failed');
    await world.sandbox.as('ann').click(world.card(number), 'Resolve');
    await world.cardSays(number, 'Resolved');

    await world.sandbox.as('ann').click(world.card(number), 'Reopen');

    await world.cardSays(number, 'reopened');
  });
});

describe('Assign', () => {
  it('asks to whom, and passes a word on', async () => {
    const { number } = await world.open('Replica lags');

    await world.sandbox.as('ann').click(world.card(number), 'Assign');
    const modal = await world.sandbox.as('ann').modal();
    await modal.fill('Who takes it?', 'bob');
    await modal.fill('A word for them', 'You know the array');
    await modal.submit();
    await world.cardSays(number, bob);

    await vi.waitFor(async () => {
      const kinds = (await world.timeline(number)).map(({ what }) => what.kind);
      expect(kinds).toEqual(['opened', 'assigned', 'note']);
    });
  });

  it('says at the field that nobody was chosen', async () => {
    const { number } = await world.open('Replica lags more');
    await world.sandbox.as('ann').click(world.card(number), 'Assign');
    const modal = await world.sandbox.as('ann').modal();

    await modal.submit().catch(() => {});

    expect(modal.isOpen).toBe(true);
    await modal.close();
  });
});

describe('More', () => {
  it('adds a note', async () => {
    const { number } = await world.open('Webhook fails');

    await world.sandbox.as('ann').choose(world.card(number), 'More', 'Add a note…');
    const modal = await world.sandbox.as('ann').modal();
    await modal.fill('Note', 'The other side is down');
    await modal.submit();
    await world.sandbox.until(() => !modal.isOpen);
    await world.settle();

    expect(world.thread(number).at(-1)?.words).toContain('The other side is down');
  });

  it('sets the severity without asking', async () => {
    const { number } = await world.open('Login fails', 'warning');

    await world.sandbox.as('ann').choose(world.card(number), 'More', 'Critical');

    await world.cardSays(number, 'Critical');
  });

  it('shows the timeline to one person, and the menu shows its name again', async () => {
    const { number } = await world.open('Import hangs');
    const before = JSON.stringify(world.card(number).blocks);

    await world.sandbox.as('cara').choose(world.card(number), 'More', 'Timeline');

    const answer = await world.answerTo('cara', `Timeline of INC-${number}`);
    expect(answer.isEphemeral).toBe(true);
    await world.sandbox.until(() => JSON.stringify(world.card(number).blocks) !== before);
  });
});

describe('a button', () => {
  it('is answered also when what it asks for fails', async () => {
    const { number } = await world.open('Everything breaks');
    world.meddling.act = () => async () => {
      throw new Error('The disk is full.');
    };

    await world.sandbox.as('ann').click(world.card(number), 'Acknowledge');
    const answer = await world.answerTo('ann', 'could not be done now');
    delete world.meddling.act;

    expect(answer.isEphemeral).toBe(true);
    expect(world.log.lines.at(-1)).toMatchObject({
      level: 'error',
      fields: { what: 'incident.acknowledge' },
    });
  });

  it('works under the handle of a person whose name Slack does not tell', async () => {
    const { number } = await world.open('Names are slow');
    world.pass(hours(2));
    world.sandbox.faults.inject('users.info', { kind: 'status', status: 500 });

    await world.sandbox.as('cara').click(world.card(number), 'Acknowledge');
    await world.sandbox.until(() => world.card(number).buttons.includes('Unacknowledge'));

    expect((await world.incident(number)).acknowledged?.by).toMatchObject({ type: 'person' });
  });

  it('says that its wish is saved when Slack does not take the card', async () => {
    const { number } = await world.open('Slack is slow');
    world.sandbox.faults.inject('chat.update', { kind: 'rate-limited', retryAfter: 30 });

    await world.sandbox.as('ann').click(world.card(number), 'Acknowledge');
    const answer = await world.answerTo('ann', `INC-${number} is acknowledged`);

    expect(answer.words).toContain('the card follows by itself');
    world.pass(minutes(1));
    await world.settle();
    await world.cardSays(number, ann);
  });
});
