import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { UserError } from '../domain/user-error';
import { findPlace } from './find-place';
import { marker, postSticky } from './sticky-comment';

const TOKEN = 'secret-token-of-a-job';

/** A server that keeps comments and answers as the two forges document it. */
class Forge {
  readonly comments: { id: number; body: string }[] = [];
  readonly requests: string[] = [];
  refuses = false;
  private readonly server: Server;

  constructor() {
    this.server = createServer(async (request, response) => {
      const body = await textOf(request);
      const { pathname, searchParams } = new URL(request.url!, 'http://forge');
      this.requests.push(`${request.method} ${pathname}`);
      const allowed =
        request.headers.authorization === `Bearer ${TOKEN}` || request.headers['private-token'] === TOKEN;
      const send = (status: number, value: unknown) => {
        response.writeHead(status, { 'content-type': 'application/json' });
        response.end(JSON.stringify(value));
      };
      if (!allowed || this.refuses) return send(403, { message: `no entry for ${TOKEN.slice(0, 3)}` });
      const list = /^\/repos\/o\/r\/issues\/7\/comments$|^\/projects\/g%2Fp\/merge_requests\/7\/notes$/;
      const one = /^(?:\/repos\/o\/r\/issues\/comments|\/projects\/g%2Fp\/merge_requests\/7\/notes)\/(\d+)$/;
      if (list.test(pathname) && request.method === 'GET') {
        const [page, size] = [Number(searchParams.get('page')), Number(searchParams.get('per_page'))];
        return send(200, this.comments.slice((page - 1) * size, page * size));
      }
      if (list.test(pathname) && request.method === 'POST') {
        const made = { id: this.comments.length + 1, body: JSON.parse(body).body };
        this.comments.push(made);
        return send(201, made);
      }
      const id = one.exec(pathname)?.[1];
      const method = pathname.startsWith('/repos') ? 'PATCH' : 'PUT';
      const found = this.comments.find((comment) => String(comment.id) === id);
      if (found === undefined || request.method !== method) return send(404, { message: 'Not Found' });
      found.body = JSON.parse(body).body;
      return send(200, found);
    });
  }

  async start(): Promise<string> {
    await new Promise<void>((done) => this.server.listen(0, '127.0.0.1', done));
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  stop(): Promise<void> {
    return new Promise((done) => this.server.close(() => done()));
  }
}

async function textOf(request: IncomingMessage): Promise<string> {
  let text = '';
  for await (const chunk of request) text += chunk;
  return text;
}

let forge: Forge;
let url: string;

beforeEach(async () => {
  forge = new Forge();
  url = await forge.start();
});

afterEach(() => forge.stop());

const readFile = () => '{ "pull_request": { "number": 7 } }';
const gitHub = () => ({
  env: {
    GITHUB_REPOSITORY: 'o/r',
    GITHUB_TOKEN: TOKEN,
    GITHUB_API_URL: url,
    GITHUB_EVENT_PATH: '/event.json',
  },
  readFile,
});
const gitLab = () => ({
  env: { CI_PROJECT_ID: 'g/p', GITLAB_TOKEN: TOKEN, CI_API_V4_URL: url, CI_MERGE_REQUEST_IID: '7' },
  readFile,
});

describe.each([
  ['GitHub', gitHub],
  ['GitLab', gitLab],
])('postSticky at %s', (_, facts) => {
  it('makes one comment and keeps it up to date, whatever others write', async () => {
    const mark = marker('benchmarks');
    forge.comments.push(
      ...Array.from({ length: 250 }, (_, at) => ({ id: at + 1, body: `I quote:\n${mark}` })),
    );
    expect(await postSticky(findPlace(facts()), `${mark}\nfirst`)).toBe('created');
    expect(await postSticky(findPlace(facts()), `${mark}\nsecond`)).toBe('updated');
    expect(await postSticky(findPlace(facts()), `${mark}\nsecond`)).toBe('unchanged');
    expect(forge.comments).toHaveLength(251);
    expect(forge.comments.at(-1)!.body).toBe(`${mark}\nsecond`);
  });

  it('keeps comments of different names apart', async () => {
    await postSticky(findPlace(facts()), `${marker('linux')}\none`);
    await postSticky(findPlace(facts()), `${marker('mac os')}\nother`);
    expect(forge.comments.map(({ body }) => body.split('\n')[1])).toEqual(['one', 'other']);
  });

  it('says what the server answered and which permission is missing, and never the token', async () => {
    forge.refuses = true;
    const error = await postSticky(findPlace(facts()), `${marker('x')}\ntext`).catch((error) => error);
    expect(error).toBeInstanceOf(UserError);
    expect(error.message).toMatch(
      /^http:\/\/127\.0\.0\.1:\d+ answered 403 for (pull|merge) request 7 of .*: no entry/,
    );
    expect(error.hint).toMatch(/permission|scope/);
    expect(`${error.message} ${error.hint} ${error.stack}`).not.toContain(TOKEN);
  });

  it('says when there is no server', async () => {
    const place = findPlace(facts());
    await forge.stop();
    await expect(postSticky(place, `${marker('x')}\ntext`)).rejects.toThrow(
      /could not be reached: .*ECONNREFUSED/,
    );
    forge = new Forge();
    await forge.start();
  });
});

describe('findPlace', () => {
  it('reads the number of the pull request from the ref, the event, or what is asked for', () => {
    const { env } = gitHub();
    const names = [
      findPlace({ env: { ...env, GITHUB_REF: 'refs/pull/3/merge' }, readFile }).name,
      findPlace({ env, readFile }).name,
      findPlace({ env, readFile: () => '{ "workflow_run": { "pull_requests": [{ "number": 9 }] } }' }).name,
      findPlace({ env, readFile }, '12').name,
    ];
    expect(names.map((name) => name.split(' ')[2])).toEqual(['3', '7', '9', '12']);
  });

  it.each([
    [{}, 'neither a job of GitHub'],
    [{ GITHUB_REPOSITORY: 'o/r' }, 'The variable GITHUB_TOKEN is not set'],
    [{ CI_PROJECT_ID: '1' }, 'The variable GITLAB_TOKEN is not set'],
    [{ CI_PROJECT_ID: '1', GITLAB_TOKEN: 't' }, 'does not run for a merge request'],
    [{ GITHUB_REPOSITORY: 'o/r', GITHUB_TOKEN: 't' }, 'does not run for a pull request'],
  ])('refuses %j in a sentence', (env, sentence) => {
    expect(() => findPlace({ env, readFile })).toThrow(sentence);
  });
});
