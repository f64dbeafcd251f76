/** The two things compared: a released version, and the change. */
export type Side = 'baseline' | 'candidate';

/** Both sides, in the order reports name them. */
export const SIDES: readonly Side[] = ['baseline', 'candidate'];

/** One value for each side. */
export type PerSide<T> = Readonly<Record<Side, T>>;
