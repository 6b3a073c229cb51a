import { describe, expect, it } from 'vitest';
import {
  parameterised,
  parameterisedOutsideQuotes,
  saysSomething,
  withoutNames,
} from '../../../src/engine/errors/parameterised.ts';

describe('what changes in a text is taken out', () => {
  it.each([
    ['order 5 took 12.5ms', 'order <n> took <n>ms'],
    ['order-5 is at -3', 'order-<n> is at <n>'],
    ['no answer from ann.lee+x@example.co.uk', 'no answer from <email>'],
    ['GET https://shop.example/a?b=1 failed', 'GET <url> failed'],
    ['job 123e4567-e89b-12d3-a456-426614174000 died', 'job <uuid> died'],
    ['object at 0x7ff0dda7f7f0', 'object at <hex>'],
    ['commit 690370aaa30b7286a5a073b75422709fe4dce0d1', 'commit <hex>'],
    ['since 2026-08-19T12:00:00.123Z', 'since <date>'],
    ['since 2026-08-19 12:00:00,123', 'since <date>'],
    ['at 12:34:56', 'at <n>:<n>:<n>'],
    ['connect 10.0.0.1:5432 refused', 'connect <ip> refused'],
    ['connect to 2001:db8:0:1:1:1:1:1 refused', 'connect to <ip> refused'],
    ['no column \'name\' in "orders"', 'no column <str> in <str>'],
    ["a bytes b'abc' is no text", 'a bytes <str> is no text'],
    ["can't find the user's cart", "can't find the user's cart"],
    ['cannot read /etc/shop.conf', 'cannot read <path>'],
    ['Not Found: /a b (c)/', 'Not Found: <path>'],
    ['cannot open: /a/b: no such file', 'cannot open: <path> no such file'],
    ['cannot read C:\\shop\\a.ini', 'cannot read <path>'],
    ['cannot read ../a.ini and/or ~/b', 'cannot read <path> and/or <path>'],
    ['no customer cus_9s6XKzkNRvwHGE', 'no customer <id>'],
    ['from %s to %(name)s and %-5.2f', 'from <x> to <x> and <x>'],
    ['from {} to {name!r:>10}', 'from <x> to <x>'],
    ['100% sure', '<n>% sure'],
    ['first\n\n  second\nthird', 'first\nsecond'],
    ['kein Platz für Größe 5', 'kein Platz für Größe <n>'],
  ])('%s', (text, result) => {
    expect(parameterised(text)).toBe(result);
  });

  it('but what is in quotes can be kept', () => {
    expect(parameterisedOutsideQuotes("no 'name' in 5")).toBe("no 'name' in <n>");
  });

  it('again as it was before', () => {
    const once = parameterised('order 5 of ann@example.com at /a/b');
    expect(parameterised(once)).toBe(once);
  });
});

describe('without the names of placeholders', () => {
  it.each([
    ['order <n> after <n> ms', 'order <> after <> ms'],
    ['ids [<n>, <n>,  <uuid>]', 'ids [<>]'],
    ['<n> <str>', '<>'],
  ])('%s is %s', (text, result) => {
    expect(withoutNames(text)).toBe(result);
  });
});

describe('a text says something', () => {
  it.each([
    ['payment <n>', true],
    ['失败 <n>', true],
    ['<x>: <x>', false],
    ['', false],
    ['a <n>', false],
  ])('%s: %s', (text, result) => {
    expect(saysSomething(text)).toBe(result);
  });
});
