import { readdirSync, readFileSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import Ajv2020, { type ValidateFunction } from 'ajv/dist/2020';

/** The published schemas. */
export type SchemaName = 'analyze' | 'manifest' | 'round';

const SCHEMAS = resolve(__dirname, '../../../schemas');
const NAMES: readonly SchemaName[] = ['analyze', 'manifest', 'round'];

/** What in a document is not as its published schema says; empty for one that is. */
export function problemsOf(name: SchemaName, document: unknown): readonly string[] {
  const validate = validators()[name];
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

let compiled: Readonly<Record<SchemaName, ValidateFunction>> | undefined;

/** Made once: that takes longer than all validation. */
function validators() {
  compiled ??= compile();
  return compiled;
}

function compile(): Readonly<Record<SchemaName, ValidateFunction>> {
  const ajv = new Ajv2020({
    allErrors: true,
    allowUnionTypes: true,
    formats: { 'date-time': /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z$/ },
  });
  for (const name of NAMES) ajv.addSchema(JSON.parse(readFileSync(fileOf(name), 'utf8')));
  const get = (name: SchemaName) => ajv.getSchema(basename(fileOf(name)))!;
  return { analyze: get('analyze'), manifest: get('manifest'), round: get('round') };
}

function fileOf(name: SchemaName): string {
  return join(SCHEMAS, `${name}-1.schema.json`);
}
