import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createOverrides } from 'nx/src/utils/command-line-utils';
import { combineOptionsForExecutor } from 'nx/src/utils/params';
import executors from '../../executors.json';

const PACKAGE = join(__dirname, '../..');

interface Property {
  readonly type?: string;
  readonly enum?: readonly string[];
}

type Options = Parameters<typeof combineOptionsForExecutor>[0];

type Schema = Parameters<typeof combineOptionsForExecutor>[3] & {
  readonly properties: Readonly<Record<string, Property>>;
};

/** What each executor's options have to be, by the name that its target has unless nx.json says otherwise. */
export const SCHEMAS: ReadonlyMap<string, Schema> = new Map(
  Object.entries(executors.executors).map(([name, { schema }]) => [
    name,
    JSON.parse(readFileSync(join(PACKAGE, schema), 'utf8')) as Schema,
  ]),
);

/**
 * What Nx would say against these words behind `nx run PROJECT:TARGET`; undefined where it would run the target. Nx's own
 * code reads them.
 */
export function whyRefused(schema: Schema, words: readonly string[]): string | undefined {
  const { __overrides_unparsed__: _, ...options } = createOverrides(
    words.map((word) => filled(word, schema)),
  );
  return whyInvalid(schema, options);
}

/** What Nx would say against these options of a target in a file. */
export function whyInvalid(schema: Schema, options: Readonly<Record<string, unknown>>): string | undefined {
  try {
    combineOptionsForExecutor(structuredClone(options) as Options, '', {}, schema, null, null);
    return undefined;
  } catch (error) {
    return (error as Error).message;
  }
}

/** A page writes `--moreRounds=N` and means a number. */
function filled(word: string, { properties }: Schema): string {
  const [, name, value] = /^--([\w-]+)=([A-Z]+)$/.exec(word) ?? [];
  const property = name === undefined ? undefined : properties[camelCase(name)];
  if (property === undefined) return word;
  return `--${name}=${property.type === 'number' ? 1 : (property.enum?.[0] ?? value)}`;
}

/** `more-rounds` → `moreRounds`. */
export function camelCase(name: string): string {
  return name.replaceAll(/-(\w)/g, (_, letter: string) => letter.toUpperCase());
}
