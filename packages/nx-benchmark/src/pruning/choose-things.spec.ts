import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { KeptThing } from '../engine/store';
import { bytesOf, type Choice, chooseThings, type PrunePolicy } from './choose-things';

const A_DAY = 24 * 3600 * 1000;
const NOW = 1000 * A_DAY;
const POLICY: PrunePolicy = { all: false, maxAge: 30, maxBytes: undefined, others: false };

const thing = (id: string, days: number, more: Partial<KeptThing> = {}): KeptThing => ({
  id,
  kind: 'environment',
  title: id,
  bytes: 10,
  usedAt: NOW - days * A_DAY,
  ...more,
});

const choose = (things: readonly KeptThing[], policy: Partial<PrunePolicy> = {}) =>
  chooseThings(things, { ...POLICY, ...policy }, NOW);

const gone = (choices: readonly Choice[]) => choices.filter(({ goes }) => goes).map((one) => one.thing.id);
const whyOf = (choices: readonly Choice[], id: string) => choices.find((one) => one.thing.id === id)!.why;

describe('chooseThings', () => {
  it('takes what was not used for so many days', () => {
    const things = [thing('new', 29.9), thing('old', 30), thing('older', 400)];
    expect(gone(choose(things))).toEqual(['older', 'old']);
    expect(gone(choose(things, { maxAge: 365 }))).toEqual(['older']);
    expect(gone(choose(things, { maxAge: 0 }))).toEqual(['older', 'old', 'new']);
  });

  it('takes the least recently used until the rest fits the budget', () => {
    const things = [thing('a', 3), thing('b', 1), thing('c', 2)];
    expect(gone(choose(things, { maxBytes: 30 }))).toEqual([]);
    expect(gone(choose(things, { maxBytes: 29 }))).toEqual(['a']);
    expect(gone(choose(things, { maxBytes: 19 }))).toEqual(['a', 'c']);
    expect(gone(choose(things, { maxBytes: 0 }))).toEqual(['a', 'c', 'b']);
  });

  it('counts what is used into the budget, and what is of others not', () => {
    const things = [
      thing('used', 9, { inUse: 'it is' }),
      thing('mine', 1),
      thing('theirs', 9, { foreign: true }),
    ];
    expect(gone(choose(things, { maxBytes: 20 }))).toEqual([]);
    expect(gone(choose(things, { maxBytes: 19 }))).toEqual(['mine']);
  });

  it('leaves what is used whatever is asked', () => {
    const choices = choose([thing('used', 400, { inUse: 'a run uses it' })], {
      all: true,
      maxBytes: 0,
      others: true,
    });
    expect(gone(choices)).toEqual([]);
    expect(whyOf(choices, 'used')).toBe('a run uses it');
  });

  it('leaves what others built, unless told; what a killed run left goes at once', () => {
    const things = [
      thing('theirs', 400, { foreign: true }),
      thing('left', 0, { foreign: true, leftover: true }),
    ];
    expect(gone(choose(things))).toEqual(['left']);
    expect(gone(choose(things, { others: true }))).toEqual(['theirs', 'left']);
  });

  it('takes a base after all that stands on it, or not at all', () => {
    const base = thing('base', 400, { kind: 'tools' });
    const upper = (days: number) => [
      base,
      thing('one', 50, { base: 'base' }),
      thing('two', days, { base: 'base' }),
    ];
    expect(gone(choose(upper(40)))).toEqual(['one', 'two', 'base']);
    const choices = choose(upper(1));
    expect(gone(choices)).toEqual(['one']);
    expect(whyOf(choices, 'base')).toBe('what stands on it stays');
  });

  it('keeps its promises for whatever is there', () => {
    const made = fc
      .array(
        fc.record({
          days: fc.integer({ min: 0, max: 90 }),
          bytes: fc.integer({ min: 0, max: 100 }),
          used: fc.boolean(),
          foreign: fc.boolean(),
          // A base is made before what stands on it.
          below: fc.option(fc.nat()),
        }),
        { maxLength: 12 },
      )
      .map((all) =>
        all.map(({ days, bytes, used, foreign, below }, at) =>
          thing(`${at}`, days, {
            bytes,
            foreign,
            inUse: used ? 'yes' : undefined,
            base: below === null || at === 0 ? undefined : `${below % at}`,
          }),
        ),
      );
    const policies = fc.record({
      all: fc.boolean(),
      maxAge: fc.integer({ min: 0, max: 90 }),
      maxBytes: fc.option(fc.integer({ min: 0, max: 300 }), { nil: undefined }),
      others: fc.boolean(),
    });
    fc.assert(
      fc.property(made, policies, (things, policy) => {
        const choices = choose(things, policy);
        expect(choices.map((one) => one.thing.id).sort()).toEqual(things.map(({ id }) => id).sort());
        const order = gone(choices);
        const [going, staying] = [true, false].map((goes) =>
          choices.filter((one) => one.goes === goes).map((one) => one.thing),
        ) as [KeptThing[], KeptThing[]];
        for (const one of going) {
          expect(one.inUse).toBeUndefined();
          expect(one.foreign && !policy.others).toBe(false);
          for (const upper of things.filter(({ base }) => base === one.id)) {
            expect(order).toContain(upper.id);
            expect(order.indexOf(upper.id)).toBeLessThan(order.indexOf(one.id));
          }
        }
        const blocked = (one: KeptThing): boolean =>
          one.inUse !== undefined ||
          (one.foreign === true && !policy.others) ||
          things.some((upper) => upper.base === one.id && blocked(upper));
        const free = staying.filter((one) => !blocked(one));
        if (policy.all) expect(free).toEqual([]);
        const mine = staying.filter((one) => !one.foreign || policy.others);
        if (policy.maxBytes !== undefined && bytesOf(mine) > policy.maxBytes) expect(free).toEqual([]);
      }),
    );
  });
});
