"""The guard, as a real process with real processes below it."""

import os
import signal
import subprocess
import sys
import tempfile
import time
import unittest

HARNESS = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
GUARD = os.path.join(HARNESS, "local", "guard.py")

# Starts a child that nobody waits for, in a session of its own, deaf to polite signals; says both process IDs.
FAMILY = """
import os, signal, subprocess, sys, time
signal.signal(signal.SIGTERM, signal.SIG_IGN)
child = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(600)"], start_new_session=True,
                         stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
print(os.getpid(), child.pid, flush=True)
if sys.argv[1] == "stay":
    time.sleep(600)
"""


class Guarded:
    """A guarded command whose lifeline this test holds."""

    def __init__(self, test, *command):
        lifeline, self.hold = os.pipe()
        self.process = subprocess.Popen(
            [sys.executable, "-I", "-S", GUARD, str(lifeline)] + list(command),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            pass_fds=(lifeline,),
            start_new_session=True,
        )
        os.close(lifeline)
        test.addCleanup(self.close)

    def let_go(self):
        os.close(self.hold)
        self.hold = None

    def close(self):
        if self.hold is not None:
            self.let_go()
        self.process.kill()
        self.process.wait()
        for stream in (self.process.stdin, self.process.stdout, self.process.stderr):
            stream.close()


def alive(pid):
    try:
        with open("/proc/%d/stat" % pid) as file:
            return file.read().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


@unittest.skipUnless(sys.platform.startswith("linux"), "these look into /proc")
class TheGuard(unittest.TestCase):
    def eventually_gone(self, pids):
        deadline = time.monotonic() + 20
        while any(map(alive, pids)):
            self.assertLess(time.monotonic(), deadline, "still alive: %s" % [pid for pid in pids if alive(pid)])
            time.sleep(0.01)

    def family(self, what="stay"):
        guarded = Guarded(self, sys.executable, "-c", FAMILY, what)
        pids = list(map(int, guarded.process.stdout.readline().split()))
        self.assertEqual(len(pids), 2)
        return guarded, pids

    def test_hands_on_streams_and_exit_status(self):
        script = "import sys; data = sys.stdin.buffer.read(); print('err', file=sys.stderr); sys.stdout.buffer.write(data[::-1]); sys.exit(7)"
        guarded = Guarded(self, sys.executable, "-c", script)
        payload = os.urandom(300000)
        out, err = guarded.process.communicate(payload)
        self.assertEqual((out, err, guarded.process.returncode), (payload[::-1], b"err\n", 7))

    def test_ends_by_the_signal_of_its_command(self):
        for number in (signal.SIGKILL, signal.SIGTERM, signal.SIGSEGV):
            guarded = Guarded(self, sys.executable, "-c", "import os; os.kill(os.getpid(), %d)" % number)
            self.assertEqual(guarded.process.wait(20), -number)

    def test_says_that_there_is_no_such_command(self):
        guarded = Guarded(self, "/no/such/command")
        out, err = guarded.process.communicate()
        self.assertEqual((guarded.process.returncode, out), (127, b""))
        self.assertEqual(err, b"/no/such/command: No such file or directory\n")

    def test_the_command_does_not_inherit_the_lifeline(self):
        script = "import os; print(sorted(map(int, os.listdir('/proc/self/fd')))[:4])"
        guarded = Guarded(self, sys.executable, "-c", script)
        out, _ = guarded.process.communicate()
        # The fourth is the listing itself.
        self.assertEqual(out, b"[0, 1, 2, 3]\n")

    def test_the_streams_end_with_the_command_and_not_with_what_it_left(self):
        guarded, pids = self.family("go")
        out, _ = guarded.process.communicate()
        self.assertEqual((out, guarded.process.returncode), (b"", 0))
        self.eventually_gone(pids)

    def test_kills_all_when_the_owner_goes(self):
        guarded, pids = self.family()
        self.assertTrue(all(map(alive, pids)))
        guarded.let_go()
        self.assertEqual(guarded.process.wait(20), -signal.SIGKILL)
        self.eventually_gone(pids)

    def test_kills_all_when_the_owner_is_killed(self):
        owner = (
            "import os, subprocess, sys, time\n"
            "lifeline, hold = os.pipe()\n"
            "guard = subprocess.Popen([sys.executable, '-I', '-S', %r, str(lifeline), sys.executable, '-c', %r, 'stay'],"
            " pass_fds=(lifeline,), start_new_session=True, stdin=subprocess.PIPE)\n"
            "print(guard.pid, flush=True)\n"
            "time.sleep(600)\n"
        ) % (GUARD, FAMILY)
        process = subprocess.Popen([sys.executable, "-c", owner], stdout=subprocess.PIPE)
        pids = [int(pid) for _ in range(2) for pid in process.stdout.readline().split()]
        self.assertEqual(len(pids), 3)
        process.kill()
        process.communicate()
        self.eventually_gone(pids)

    def test_lets_a_command_end_by_itself_that_sees_the_end_of_its_input(self):
        with tempfile.TemporaryDirectory() as folder:
            mark = os.path.join(folder, "ended")
            script = "import sys; print(1, flush=True); sys.stdin.read(); open(sys.argv[1], 'w').close()"
            guarded = Guarded(self, sys.executable, "-c", script, mark)
            guarded.process.stdout.readline()
            guarded.process.stdin.close()
            guarded.let_go()
            self.assertEqual(guarded.process.wait(20), 0)
            self.assertTrue(os.path.exists(mark))

    def test_kills_all_when_asked_to_stop(self):
        for number in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
            guarded, pids = self.family()
            guarded.process.send_signal(number)
            self.assertEqual(guarded.process.wait(20), -signal.SIGKILL)
            self.eventually_gone(pids)

    def test_the_command_does_not_survive_a_guard_that_is_killed(self):
        guarded, (command, orphan) = self.family()
        guarded.process.kill()
        self.eventually_gone([command])
        os.kill(orphan, signal.SIGKILL)


if __name__ == "__main__":
    unittest.main()
