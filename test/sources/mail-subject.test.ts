import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { mail } from '../../src/sources/mail.ts';
import { plainText } from '../../src/sources/shared/html-text.ts';
import { severityOfMail, subjectOf } from '../../src/sources/shared/mail-subject.ts';

describe('a subject', () => {
  it.each<readonly [string, string, boolean]>([
    ['Re: Fwd: AW: Disk is full', 'Disk is full', false],
    ['RE[2]: Disk is full', 'Disk is full', false],
    ['[PROBLEM] Disk is full', 'Disk is full', false],
    ['[FIRING:2] HighErrors (shop)', 'HighErrors (shop)', false],
    ['[RESOLVED] HighErrors CRITICAL', 'HighErrors CRITICAL', true],
    ['[✅ Up] shop.example.com', 'shop.example.com', true],
    ['[🔴 Down] shop.example.com', 'shop.example.com', false],
    ['[db-01] Disk is full', '[db-01] Disk is full', false],
    ['Problem: High CPU on db-1', 'High CPU on db-1', false],
    ['Resolved in 5m 12s: High CPU on db-1', 'High CPU on db-1', true],
    ['Re: [OK] Disk is full', 'Disk is full', true],
    ['** PROBLEM Host Alert: web-1 is DOWN **', 'Host Alert: web-1 is DOWN', false],
    ['** RECOVERY Host Alert: web-1 is UP **', 'Host Alert: web-1 is UP', true],
    ['Monitor is UP: shop', 'Monitor is UP: shop', true],
    ['shop changed from OK to CRITICAL', 'shop changed from OK to CRITICAL', false],
    ['shop changed from CRITICAL to OK', 'shop changed from CRITICAL to OK', true],
    ['The backup has recovered', 'The backup has recovered', true],
    ['db-1 is back to normal', 'db-1 is back to normal', true],
    ['The name could not be resolved', 'The name could not be resolved', false],
    ['The shop is not up', 'The shop is not up', false],
    ['Up to 5 disks are slow', 'Up to 5 disks are slow', false],
    ['Okay is no word', 'Okay is no word', false],
    ['PROBLEM', 'PROBLEM', false],
    ['Re:', 'Re:', false],
    ['', '', false],
  ])('%j says %j, and whether it is over: %j', (text, title, isOver) => {
    expect(subjectOf(text)).toMatchObject({ title, isOver });
  });

  it.each([
    'Backup NOT OK',
    'Nightly backup FAILED: rsync did not answer OK',
    'Health check FAILED: expected OK',
    'Error rate UP by 50 %',
    'Disk usage UP to 95%',
    'Disk usage is up to 95%',
    'CPU is up',
    'replica lag WARNING, not NORMAL',
    '2 DOWN, 3 UP',
    'RAID is degraded, disk 3 OK, disk 4 failed',
    'smartd: SMART error (Health not OK)',
    'ZFS pool: state is NOT NORMAL',
    'Up: 3 of 5 nodes',
    'UP: 3/5 nodes',
    'UP 50 % since noon',
    'RECOVERY of db-1 FAILED',
    'Recovery: failed for db-1',
    'OK -> CRITICAL',
    'CRITICAL -> OK -> CRITICAL',
    'OK: not all disks answer',
    'The disk is OK, the controller is slow',
    'It isn’t back to normal',
    'Disk [OK] memory [FAIL]',
    'Waiting until db-1 is up',
  ])('that is no unmistakable end fires: %j', (text) => {
    expect(subjectOf(text).isOver).toBe(false);
  });

  it.each([
    'RESOLVED: Backup failed',
    'Resolved in 5m: Backup failed',
    '[RESOLVED] [CRITICAL] Disk is full',
    'OK: "High errors" in eu-1',
    'RECOVERY Service Alert: web-1/Failed logins is OK',
    'web-1/HTTP CRIT -> OK',
    'Pool changed from DEGRADED to NORMAL',
    'Up: shop.example.com',
    '[shop] [✅ Up] 200 - OK',
    'shop is back online',
  ])('that is one ends: %j', (text) => {
    expect(subjectOf(text).isOver).toBe(true);
  });

  it.each([
    ['[FIRING:2] HighErrors (shop)', '[RESOLVED] HighErrors (shop)'],
    ['** PROBLEM Host Alert: web-1 is DOWN **', '** RECOVERY Host Alert: web-1 is UP **'],
    ['Problem: High CPU on db-1', 'Resolved in 1h 3m: High CPU on db-1'],
    ['Monitor is DOWN: shop', 'Monitor is UP: shop'],
    ['[Alerting] Slow pages', 'Re: [OK] Slow pages'],
    ['CRITICAL - Disk is full', 'OK - Disk is full'],
  ])('%j is about the same as %j', (begun, over) => {
    expect(subjectOf(over)).toMatchObject({ isOver: true, alike: subjectOf(begun).alike });
  });

  it('of any text has a title where it says anything', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        expect(subjectOf(text).title === '').toBe(
          text.replace(/^[*\s]+|[*\s]+$/g, '') === '' && text.trim() === '',
        );
      }),
    );
  });
});

it.each([
  ['Disk WARNING on the critical host', '', 'warning'],
  ['** PROBLEM Service Alert: web-1/HTTP is CRITICAL **', '', 'critical'],
  ['Problem: High CPU', 'Host: db-1\nSeverity: Disaster', 'critical'],
  ['The backup failed', '', 'error'],
  ['The shop is degraded', '', 'warning'],
  ['For your information', '', 'info'],
  ['Something happened', '', 'warning'],
])('a mail about %j with %j is a %s', (subject, text, severity) => {
  expect(severityOfMail(subject, text)).toBe(severity);
});

it.each([
  ['<p>a<br/>b</p><p>c &amp; d&#33;&#x21;&nope;&#99999999;</p>', 'a\nb\nc & d!!&nope;&#99999999;'],
  ['<STYLE>x</STYLE><b>shown</b><script>hidden', 'shown'],
  ['a < b and <unfinished', 'a < b and <unfinished'],
])('of the page %j is shown %j', (html, text) => {
  expect(plainText(html)).toBe(text);
});

it('of Django’s mails nothing of the request’s values, the environment and the settings is kept', () => {
  const text = [
    'Internal Server Error: /boom/',
    '',
    'Django Version: 5.2',
    'Exception Type: KeyError at /boom/',
    "Exception Value: 'a'",
    'Raised during: shop.views.boom',
    'Request information:',
    'USER: somebody',
    "HTTP_AUTHORIZATION = 'Bearer t0ken'",
    'Settings:',
    "SECRET_KEY = 'k3y'",
  ].join('\n');
  const subject = '[Django] ERROR (internal IP): Internal Server Error: /boom/';
  const kept = JSON.stringify(
    mail.parse({ subject, text }, { name: 'mail', resolveTimeout: null }),
  );

  expect(kept).not.toMatch(/t0ken|k3y|somebody|HTTP_|SECRET/);
});

it.each([
  ['[RESOLVED] Backup failed', { status: 'resolved', elseFires: true }],
  ['[RESOLVED] Backup', { status: 'resolved' }],
  ['Backup failed', { status: 'firing' }],
])('of %j an end that speaks of something bad would rather fire than be lost', (subject, told) => {
  const { alerts } = mail.parse({ subject, text: 'x' }, { name: 'mail', resolveTimeout: null });

  expect(alerts).toMatchObject([told]);
  expect(alerts[0]?.elseFires).toBe('elseFires' in told ? true : undefined);
});
