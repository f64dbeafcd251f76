import type { ScalarTag } from 'yaml';

/**
 * What PyYAML's `FullLoader` makes of a plain scalar (`yaml/resolver.py`, `yaml/constructor.py`). It is YAML 1.1, but not
 * as the `yaml` package has it: `y` and `1e3` are text here, `1_000` and `1:30` are numbers. Differences that remain:
 *
 * - dates stay text: they reach a scenario as text anyway;
 * - a number that a JavaScript number cannot hold exactly stays text, for the same reason.
 */
export const PYYAML_SCALARS: readonly ScalarTag[] = [
  {
    tag: 'tag:yaml.org,2002:bool',
    default: true,
    test: /^(?:yes|Yes|YES|no|No|NO|true|True|TRUE|false|False|FALSE|on|On|ON|off|Off|OFF)$/,
    resolve: (text) => ['yes', 'true', 'on'].includes(text.toLowerCase()),
  },
  {
    tag: 'tag:yaml.org,2002:float',
    default: true,
    test: anyOf(
      /[-+]?[0-9][0-9_]*\.[0-9_]*(?:[eE][-+][0-9]+)?/,
      /\.[0-9][0-9_]*(?:[eE][-+][0-9]+)?/,
      /[-+]?[0-9][0-9_]*(?::[0-5]?[0-9])+\.[0-9_]*/,
      /[-+]?\.(?:inf|Inf|INF)/,
      /\.(?:nan|NaN|NAN)/,
    ),
    resolve: float,
  },
  {
    tag: 'tag:yaml.org,2002:int',
    default: true,
    test: anyOf(
      /[-+]?0b[0-1_]+/,
      /[-+]?0[0-7_]+/,
      /[-+]?(?:0|[1-9][0-9_]*)/,
      /[-+]?0x[0-9a-fA-F_]+/,
      /[-+]?[1-9][0-9_]*(?::[0-5]?[0-9])+/,
    ),
    resolve: integer,
  },
  {
    tag: 'tag:yaml.org,2002:null',
    default: true,
    test: /^(?:~|null|Null|NULL|)$/,
    resolve: () => null,
  },
];

function anyOf(...shapes: readonly RegExp[]): RegExp {
  return new RegExp(`^(?:${shapes.map(({ source }) => source).join('|')})$`);
}

function float(text: string): number {
  const [sign, digits] = signAndDigits(text.toLowerCase());
  if (digits === '.inf') return sign * Number.POSITIVE_INFINITY;
  if (digits === '.nan') return Number.NaN;
  return sign * (digits.includes(':') ? sexagesimal(digits) : Number(digits));
}

function integer(text: string): number | string {
  const [sign, digits] = signAndDigits(text);
  const octal = /^0[0-7]+$/.test(digits) ? `0o${digits.slice(1)}` : digits;
  const magnitude = digits.includes(':') ? sexagesimal(digits) : Number(octal);
  if (Number.isSafeInteger(magnitude)) return magnitude === 0 ? 0 : sign * magnitude;
  return Number.isNaN(magnitude) ? text : String(BigInt(octal) * BigInt(sign));
}

function signAndDigits(text: string): [sign: 1 | -1, digits: string] {
  const digits = text.replaceAll('_', '').replace(/^[-+]/, '');
  return [text.startsWith('-') ? -1 : 1, digits];
}

/** `1:30` is 90, as in minutes and seconds. */
function sexagesimal(digits: string): number {
  return digits.split(':').reduce((value, part) => value * 60 + Number(part), 0);
}
