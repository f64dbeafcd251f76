/** Every key of a JSON value with the way to it, list positions left out: `suites[].why[].file`. */
export function keyPaths(value: unknown, way = ''): ReadonlySet<string> {
  if (Array.isArray(value)) {
    return new Set(value.flatMap((item) => [...keyPaths(item, `${way}[]`)]));
  }
  if (typeof value !== 'object' || value === null) return new Set();
  return new Set(
    Object.entries(value).flatMap(([key, inner]) => {
      const here = way === '' ? key : `${way}.${key}`;
      return [here, ...keyPaths(inner, here)];
    }),
  );
}
