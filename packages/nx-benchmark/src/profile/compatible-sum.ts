/** A function while its calls are added up, in the unit of whoever adds. */
export interface CompatibleSum {
  readonly name: string;
  readonly key: string;
  calls: number;
  own: number;
  cumulative: number;
}

/** That of a function, which is new the first time. */
export function sumOf(
  found: Map<string, CompatibleSum>,
  { name, key }: Pick<CompatibleSum, 'name' | 'key'>,
): CompatibleSum {
  const known = found.get(key);
  if (known !== undefined) return known;
  const made = { name, key, calls: 0, own: 0, cumulative: 0 };
  found.set(key, made);
  return made;
}
