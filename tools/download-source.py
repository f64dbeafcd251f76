"""Downloads and unpacks the source distribution of a release, without running anything of it; prints its version.

    python3 tools/download-source.py NAME[==VERSION] FOLDER

From the index that pip is set to; the newest release without a version. The folder gets the source itself, not a folder of it.
"""

import html
import io
import json
import os
import pathlib
import re
import subprocess
import sys
import tarfile
import urllib.parse
import urllib.request

from pip._vendor.packaging.version import InvalidVersion, Version

JSON = "application/vnd.pypi.simple.v1+json"


def main():
    (requirement, folder) = sys.argv[1:]
    name, _, version = requirement.partition("==")
    url, found = choose(list(archives(name)), version)
    content = read(url)[0]
    with tarfile.open(fileobj=io.BytesIO(content)) as archive:
        top = archive.getnames()[0].split("/")[0]
        archive.extractall(folder, filter="data")
    target = pathlib.Path(folder)
    for path in (target / top).iterdir():
        path.rename(target / path.name)
    (target / top).rmdir()
    print(found)


def archives(name):
    """Address and version of each source distribution."""
    page = index().rstrip("/") + "/" + re.sub(r"[-_.]+", "-", name).lower() + "/"
    content, kind = read(page, {"Accept": JSON + ", text/html;q=0.5"})
    if kind == JSON:
        links = [file["url"] for file in json.loads(content)["files"] if not file.get("yanked")]
    else:
        anchors = re.findall(r"<a\s[^>]*>", content.decode())
        links = [
            html.unescape(re.search(r'href="([^"]+)"', anchor)[1]) for anchor in anchors if "data-yanked" not in anchor
        ]
    for link in links:
        url = urllib.parse.urldefrag(urllib.parse.urljoin(page, link)).url
        file = url.rsplit("/", 1)[-1]
        if not file.endswith(".tar.gz"):
            continue
        try:
            yield url, Version(file[: -len(".tar.gz")].rsplit("-", 1)[-1])
        except InvalidVersion:
            continue


def choose(found, version):
    fitting = [one for one in found if (one[1] == Version(version) if version else not one[1].is_prerelease)]
    if not fitting:
        sys.exit("The index has no source distribution of %s." % sys.argv[1])
    return max(fitting, key=lambda one: one[1])


def index():
    command = [sys.executable, "-m", "pip", "config", "get", "global.index-url"]
    set_to = subprocess.run(command, capture_output=True, text=True).stdout.strip()
    return os.environ.get("PIP_INDEX_URL") or set_to or "https://pypi.org/simple"


def read(url, headers={}):
    with urllib.request.urlopen(urllib.request.Request(url, headers=headers)) as answer:
        return answer.read(), answer.headers.get_content_type()


main()
