import { randomBytes } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Secrets made for a test, and the search for them. */
export class Canaries {
  private readonly forms = new Map<string, Buffer[]>();

  /** A secret that exists nowhere else; `name` is how a find is called. */
  make(name: string): string {
    const secret = `canary${randomBytes(8).toString('hex')}`;
    this.forms.set(name, [Buffer.from(secret)]);
    return secret;
  }

  /** A text that is a secret as a whole, in every of its `forms`. */
  add(name: string, ...forms: string[]): void {
    this.forms.set(name, [...(this.forms.get(name) ?? []), ...forms.map((form) => Buffer.from(form))]);
  }

  /** Names of the secrets that `content` holds. */
  in(content: string | Buffer): string[] {
    const bytes = Buffer.from(content);
    return [...this.forms]
      .filter(([, forms]) => forms.some((form) => bytes.includes(form)))
      .map(([name]) => name);
  }

  /** The same of a stream of any length. */
  async inStream(stream: AsyncIterable<Buffer>): Promise<string[]> {
    const longest = Math.max(...[...this.forms.values()].flat().map((form) => form.length));
    const found = new Set<string>();
    let rest: Buffer = Buffer.alloc(0);
    for await (const piece of stream) {
      const bytes = Buffer.concat([rest, piece]);
      for (const name of this.in(bytes)) found.add(name);
      rest = bytes.subarray(Math.max(0, bytes.length - longest));
    }
    return [...found];
  }

  /** `FILE: NAME` for each secret in a file below `folder`, or in a file's name. Links are not followed. */
  below(folder: string): string[] {
    return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
      const path = join(folder, entry.name);
      const found = this.in(entry.name);
      if (entry.isDirectory()) found.push(...this.below(path));
      else if (entry.isFile()) found.push(...this.in(readFileSync(path)).map((name) => `${path}: ${name}`));
      return found;
    });
  }
}
