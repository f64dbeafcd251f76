import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** A CA of its own, as companies have one, and what it vouches for. Paths and PEM texts. */
export interface MadeCertificates {
  /** File of the CA's certificate; its private key lies beside it. */
  readonly ca: string;
  readonly caKey: string;
  /** For 127.0.0.1 and localhost. */
  readonly sound: ServerCertificate;
  readonly expired: ServerCertificate;
  /** For another host. */
  readonly misnamed: ServerCertificate;
}

export interface ServerCertificate {
  readonly cert: string;
  readonly key: string;
}

const HERE = 'IP:127.0.0.1,DNS:localhost';

/** Makes them with the command `openssl` in `folder`. */
export function makeCertificates(folder: string): MadeCertificates {
  const at = (name: string) => join(folder, name);
  const openssl = (...arguments_: string[]) => execFileSync('openssl', arguments_, { stdio: 'pipe' });
  const subject = ['-newkey', 'rsa:2048', '-nodes', '-keyout'];
  openssl(
    ...[
      'req',
      '-x509',
      ...subject,
      at('ca.key'),
      '-out',
      at('ca.pem'),
      '-days',
      '2',
      '-subj',
      '/CN=Company CA',
    ],
    ...['-addext', 'basicConstraints=critical,CA:TRUE', '-addext', 'keyUsage=critical,keyCertSign'],
  );
  const server = (name: string, names: string, days: string): ServerCertificate => {
    openssl('req', ...subject, at(`${name}.key`), '-out', at(`${name}.csr`), '-subj', `/CN=${name}`);
    writeFileSync(at(`${name}.ext`), `subjectAltName=${names}\n`);
    openssl(
      ...[
        'x509',
        '-req',
        '-in',
        at(`${name}.csr`),
        '-CA',
        at('ca.pem'),
        '-CAkey',
        at('ca.key'),
        '-CAcreateserial',
      ],
      ...['-days', days, '-extfile', at(`${name}.ext`), '-out', at(`${name}.pem`)],
    );
    return { cert: readFileSync(at(`${name}.pem`), 'utf8'), key: readFileSync(at(`${name}.key`), 'utf8') };
  };
  return {
    ca: at('ca.pem'),
    caKey: readFileSync(at('ca.key'), 'utf8'),
    sound: server('sound', HERE, '2'),
    expired: server('expired', HERE, '-1'),
    misnamed: server('misnamed', 'DNS:elsewhere.example', '2'),
  };
}
