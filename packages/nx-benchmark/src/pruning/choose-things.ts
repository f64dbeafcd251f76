import type { KeptThing } from '../engine/store';

/** What may go. */
export interface PrunePolicy {
  /** Everything that nobody uses. */
  readonly all: boolean;
  /** Days since its last use after which a thing goes. */
  readonly maxAge: number;
  /** Bytes that a place may hold; undefined: as many as there are. */
  readonly maxBytes: number | undefined;
  /** Also what was built from other cache folders. */
  readonly others: boolean;
}

/** A thing and what is to become of it. */
export interface Choice {
  readonly thing: KeptThing;
  readonly goes: boolean;
  /** Half a sentence. */
  readonly why: string;
}

const A_DAY = 24 * 3600 * 1000;

/**
 * Says of everything that one place keeps whether it goes: what is too old, then what is over the budget, least recently
 * used first. Never what is used, nor what something stands on that stays.
 *
 * @returns what goes in an order in which it can be removed, then what stays, most recently used first
 */
export function chooseThings(
  things: readonly KeptThing[],
  policy: PrunePolicy,
  now: number = Date.now(),
): readonly Choice[] {
  const oldest = [...things].sort((a, b) => a.usedAt - b.usedAt);
  const going = new Map<KeptThing, string>();
  const stands = (thing: KeptThing) => things.filter(({ base }) => base === thing.id);
  const canGo = (thing: KeptThing) =>
    obstacle(thing, policy) === undefined &&
    !going.has(thing) &&
    stands(thing).every((one) => going.has(one));
  const take = (reason: (thing: KeptThing) => string | undefined): void => {
    for (;;) {
      const next = oldest.find((thing) => canGo(thing) && reason(thing) !== undefined);
      if (next === undefined) return;
      going.set(next, reason(next)!);
    }
  };
  take((thing) => ageReason(thing, policy, now));
  take(() => {
    const { maxBytes } = policy;
    const kept = things.filter((thing) => !going.has(thing) && !isForeign(thing, policy));
    return maxBytes !== undefined && bytesOf(kept) > maxBytes ? 'over the budget' : undefined;
  });
  const gone = [...going].map(([thing, why]) => ({ thing, goes: true, why }));
  const stay = oldest
    .filter((thing) => !going.has(thing))
    .map((thing) => {
      const used = stands(thing).some((one) => !going.has(one)) ? 'what stands on it stays' : '';
      return { thing, goes: false, why: obstacle(thing, policy) ?? used };
    });
  return [...gone, ...stay.reverse()];
}

/** Of any number of things. */
export function bytesOf(things: readonly KeptThing[]): number {
  return things.reduce((sum, { bytes }) => sum + bytes, 0);
}

function obstacle(thing: KeptThing, policy: PrunePolicy): string | undefined {
  return thing.inUse ?? (isForeign(thing, policy) ? 'of another cache folder' : undefined);
}

function isForeign({ foreign = false, leftover = false }: KeptThing, { others }: PrunePolicy): boolean {
  return foreign && !leftover && !others;
}

function ageReason({ leftover, usedAt }: KeptThing, policy: PrunePolicy, now: number): string | undefined {
  if (leftover) return 'left by a killed run';
  if (policy.all) return 'all goes';
  const days = (now - usedAt) / A_DAY;
  return days >= policy.maxAge ? `not used for ${policy.maxAge} days` : undefined;
}
