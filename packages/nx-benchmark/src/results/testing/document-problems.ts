import { readdirSync, readFileSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import Ajv2020, { type ValidateFunction } from 'ajv/dist/2020';

/** The published schemas. */
export const SCHEMA_NAMES = ['against', 'analyze', 'history', 'manifest', 'round'] as const;

export type SchemaName = (typeof SCHEMA_NAMES)[number];

const SCHEMAS = resolve(__dirname, '../../../schemas');

/** What in a document is not as its published schema says; empty for one that is. */
export function problemsOf(name: SchemaName, document: unknown): readonly string[] {
  const validate = validators()(name);
  if (validate(document)) return [];
  return (validate.errors ?? []).map(({ instancePath, message, params }) => {
    return `${instancePath} ${message} ${JSON.stringify(params)}`;
  });
}

/** The same of every manifest and every round below a folder, each with its file. */
export function problemsBelow(folder: string): readonly string[] {
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true });
  return entries.flatMap((entry) => {
    if (!entry.isFile()) return [];
    const path = join(entry.parentPath, entry.name);
    return problemsIn(path).map((problem) => `${path}: ${problem}`);
  });
}

function problemsIn(path: string): readonly string[] {
  const text = () => readFileSync(path, 'utf8');
  if (basename(path) === 'manifest.json') return problemsOf('manifest', JSON.parse(text()));
  if (!['rounds', 'confirmation'].includes(basename(dirname(path)))) return [];
  return text()
    .trim()
    .split('\n')
    .flatMap((line) => problemsOf('round', JSON.parse(line)));
}

let compiled: Ajv2020 | undefined;

/** Made once: that takes longer than all validation. */
function validators(): (name: SchemaName) => ValidateFunction {
  compiled ??= readSchemas();
  const schemas = compiled;
  return (name) => schemas.getSchema(basename(fileOf(name)))!;
}

function readSchemas(): Ajv2020 {
  const ajv = new Ajv2020({
    allErrors: true,
    allowUnionTypes: true,
    formats: { 'date-time': /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z$/ },
  });
  for (const name of SCHEMA_NAMES) ajv.addSchema(JSON.parse(readFileSync(fileOf(name), 'utf8')));
  return ajv;
}

function fileOf(name: SchemaName): string {
  return join(SCHEMAS, `${name}-1.schema.json`);
}
