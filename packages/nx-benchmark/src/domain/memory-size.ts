const UNITS = { '': 1, k: 1024, m: 1024 ** 2, g: 1024 ** 3 } as const;

/** Bytes of `4g`, `512m`, `1.5g` or a bare number, as the docker command writes memory; undefined for anything else. */
export function parseMemorySize(text: string): number | undefined {
  const match = /^(\d+(?:\.\d+)?)([kmg]?)b?$/i.exec(text.trim());
  if (match === null) return undefined;
  return Math.floor(Number(match[1]) * UNITS[match[2]!.toLowerCase() as keyof typeof UNITS]);
}

/** Bytes for people: `256 MB`, `5.9 GB`. */
export function memorySize(bytes: number): string {
  const megabytes = Math.round(bytes / UNITS.m);
  return megabytes < 1000 ? `${megabytes} MB` : `${(bytes / UNITS.g).toFixed(1)} GB`;
}
