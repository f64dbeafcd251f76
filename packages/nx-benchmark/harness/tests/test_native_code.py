"""That native code is dropped from the page cache, asked of the kernel itself."""

import ctypes
import mmap
import os
import sys
import tempfile
import unittest

sys.path.insert(0, os.path.join(os.path.dirname(os.path.dirname(os.path.abspath(__file__))), "lockstep"))

import native_code  # noqa: E402


def resident_pages(path):
    """How many pages of a file (which has to be ours) are in the page cache."""
    libc = ctypes.CDLL(None, use_errno=True)
    libc.mincore.argtypes = [ctypes.c_void_p, ctypes.c_size_t, ctypes.c_char_p]
    with open(path, "r+b") as file:
        size = os.path.getsize(path)
        mapped = mmap.mmap(file.fileno(), size)
        states = ctypes.create_string_buffer(-(-size // mmap.PAGESIZE))
        view = (ctypes.c_char * size).from_buffer(mapped)
        failed = libc.mincore(ctypes.addressof(view), size, states)
        del view
        mapped.close()
    if failed:
        raise OSError(ctypes.get_errno(), "mincore")
    return sum(state[0] & 1 for state in states)


class NativeCode(unittest.TestCase):
    def setUp(self):
        # Not /tmp, which may be in memory and has no other place for its pages.
        folder = tempfile.TemporaryDirectory(dir=os.path.dirname(os.path.abspath(__file__)))
        self.addCleanup(folder.cleanup)
        self.folder = folder.name

    def file(self, name, size=64 * mmap.PAGESIZE):
        path = os.path.join(self.folder, name)
        os.makedirs(os.path.dirname(path), exist_ok=True)
        with open(path, "wb") as file:
            file.write(os.urandom(size))
            file.flush()
            os.fsync(file.fileno())
        return path

    def test_shared_objects_are_found_wherever_they_are_and_nothing_else(self):
        wanted = [self.file("a/_native.cpython-311-x86_64-linux-gnu.so", 1), self.file("b/lib/libc.so.6", 1)]
        self.file("a/module.py", 1)
        os.symlink("nowhere", os.path.join(self.folder, "a/broken.so"))
        self.assertEqual(native_code.native_files([self.folder]), sorted(wanted))

    def test_too_much_to_read_again_is_left_alone(self):
        with open(self.file("large.so", 1), "wb") as file:
            file.truncate(native_code.MOST_BYTES + 1)
        self.assertEqual(native_code.native_files([self.folder]), [])

    @unittest.skipUnless(sys.platform.startswith("linux"), "the page cache is asked as Linux answers")
    def test_what_is_dropped_is_no_longer_in_memory(self):
        path = self.file("module.so")
        self.assertEqual(resident_pages(path), 64)
        native_code.drop_pages([path, path + ".gone"])
        self.assertEqual(resident_pages(path), 0)


if __name__ == "__main__":
    unittest.main()
