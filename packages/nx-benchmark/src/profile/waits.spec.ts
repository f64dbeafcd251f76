import { describe, expect, it } from '@jest/globals';
import { waitsFor } from './waits';

describe('waitsFor', () => {
  it.each([
    ['posix.waitpid', 'a child process'],
    ['_thread.lock.acquire', 'a lock'],
    ['lock.acquire', 'a lock'],
    ['_thread.RLock.acquire', 'a lock'],
    ['select.epoll.poll', 'files or sockets'],
    ['select.select', 'files or sockets'],
    ['time.sleep', 'the clock'],
    ['socket.recv', 'the network'],
    ['_socket.socket.recv_into', 'the network'],
  ])('%s waits for %s', (name, what) => {
    expect(waitsFor(name)).toBe(what);
  });

  it.each(['time.sleep (mine.py)', 'time.time', 'dict.get', 'acquire', 'posix.waitpid_all'])(
    '%s does work of its own',
    (name) => {
      expect(waitsFor(name)).toBeUndefined();
    },
  );
});
