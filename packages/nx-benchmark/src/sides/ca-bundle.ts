import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { rootCertificates } from 'node:tls';
import { UserError } from '../domain/user-error';

// Certificates and nothing else: some keep the private key in the same file.
const CERTIFICATE = /-----BEGIN (TRUSTED |X509 )?CERTIFICATE-----[\s\S]*?-----END \1CERTIFICATE-----/g;

/**
 * The public certificates and those of `paths` in one PEM text.
 *
 * @param paths PEM files, or folders of them
 * @throws UserError for one that cannot be read or holds no certificate
 */
export function caBundle(paths: readonly string[]): string {
  return [...new Set([...rootCertificates, ...paths.flatMap(certificatesOf)])].join('\n');
}

function certificatesOf(path: string): string[] {
  const found = read(path).flatMap((text) => text.match(CERTIFICATE) ?? []);
  if (found.length === 0) throw unusable(path, 'hold no certificate in the format PEM');
  return found;
}

function read(path: string): string[] {
  try {
    if (!statSync(path).isDirectory()) return [readFileSync(path, 'utf8')];
    const files = readdirSync(path).map((name) => join(path, name));
    return files.filter((file) => statSync(file).isFile()).map((file) => readFileSync(file, 'utf8'));
  } catch (error) {
    throw unusable(path, `cannot be read: ${(error as NodeJS.ErrnoException).code}`, error);
  }
}

function unusable(path: string, problem: string, cause?: unknown): UserError {
  return new UserError(
    `The CA certificates ${path} ${problem}.`,
    'Correct caCertificates in nx.json, or the variable that names them (NODE_EXTRA_CA_CERTS, PIP_CERT, …).',
    { cause },
  );
}
