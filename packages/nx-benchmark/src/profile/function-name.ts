/** A function as a trace names it, taken apart. */
export interface FunctionName {
  /** `Span.__init__`, or `posix.waitpid` for what is written in C. */
  readonly qualname: string;
  /** Without what differs from environment to environment: `ddtrace/_trace/span.py`. Absent for what is written in C. */
  readonly file?: string;
  readonly line?: number;
}

/** Takes a trace's name apart: `qualname (file:line)`, or `module.function`. */
export function parseFunctionName(name: string): FunctionName {
  const [, qualname, file, line] = PYTHON_NAME.exec(name) ?? [];
  if (qualname === undefined || file === undefined) return { qualname: name };
  return { qualname, file: shortFile(file), line: Number(line) };
}

/** The name as tables show it; the line only where it is given. */
export function functionLabel({ qualname, file }: FunctionName, line?: string): string {
  if (file === undefined) return qualname;
  return `${qualname} (${file}${line === undefined ? '' : `:${line}`})`;
}

const PYTHON_NAME = /^(.*?) \((.+):(\d+)\)$/s;

/** What stands before a file's own path. The last part that fits counts: environments are nested in one another. */
const PLACES = [
  /^.*\/(?:site|dist)-packages\//,
  // The standard library of whichever interpreter.
  /^.*\/lib\/(?:python|pypy)\d[\d.]*t?\//,
  // Where scenarios are measured: in a container, and on this machine.
  /^\/job\//,
  /^.*\/nx-benchmark-[0-9a-f]+-\d+-\w+-[A-Za-z0-9]{6}\//,
];

function shortFile(file: string): string {
  const place = PLACES.find((pattern) => pattern.test(file));
  return place === undefined ? file : file.replace(place, '');
}
