/**
 * What a function waits for, if waiting is what it does: its time is that of something else, and says nothing of the code.
 * Undefined for all others.
 *
 * @param label `_thread.lock.acquire`, as tables show it
 */
export function waitsFor(label: string): string | undefined {
  // Functions written in C only: a method of the same name written in Python does work of its own.
  if (label.endsWith(')')) return undefined;
  return WAITS.find(({ functions }) => functions.test(label))?.reason;
}

/** Traces name a method by its type, some types with their module and some without. */
const WAITS: readonly { readonly functions: RegExp; readonly reason: string }[] = [
  { functions: /^(posix|os)\.(wait|waitid|waitpid|wait3|wait4)$/, reason: 'a child process' },
  { functions: /^(_thread\.)?R?[lL]ock\.(acquire|acquire_lock|__enter__)$/, reason: 'a lock' },
  { functions: /^(_thread\.)?_ThreadHandle\.join$/, reason: 'a thread' },
  { functions: /^(_multiprocessing\.)?SemLock\.(acquire|__enter__)$/, reason: 'a lock' },
  { functions: /^(_queue\.)?SimpleQueue\.get$/, reason: 'a queue' },
  { functions: /^select\.(select|(poll|epoll|devpoll)\.poll|kqueue\.control)$/, reason: 'files or sockets' },
  { functions: /^(poll|epoll|devpoll)\.poll$|^kqueue\.control$/, reason: 'files or sockets' },
  { functions: /^time\.sleep$/, reason: 'the clock' },
  {
    functions: /^(_?socket\.)?socket\.(accept|_accept|connect|connect_ex|recv|recvfrom|recvmsg)(_into)?$/,
    reason: 'the network',
  },
  { functions: /^(_ssl\.)?_SSLSocket\.(read|do_handshake)$/, reason: 'the network' },
  { functions: /^_socket\.(getaddrinfo|gethostbyname)$/, reason: 'the network' },
  { functions: /^signal\.(pause|sigwait|sigwaitinfo|sigtimedwait)$/, reason: 'a signal' },
];
