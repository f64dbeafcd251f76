import { execFileSync } from 'node:child_process';

/** What a made package is like. */
export interface MadePackage {
  readonly name: string;
  readonly version: string;
  /** The module `name`. */
  readonly code?: string;
  /** `dependency==1.0`, … */
  readonly requires?: readonly string[];
  readonly requiresPython?: string;
  /** A source package with an extension in C, and no wheel. */
  readonly extension?: boolean;
}

const MAKE = `
import io, json, sys, tarfile, zipfile
folder, package = sys.argv[1], json.loads(sys.argv[2])
name, version = package["name"], package["version"]
metadata = f"Metadata-Version: 2.1\\nName: {name}\\nVersion: {version}\\n"
metadata += "".join(f"Requires-Dist: {each}\\n" for each in package.get("requires", []))
if "requiresPython" in package:
    metadata += f"Requires-Python: {package['requiresPython']}\\n"
if package.get("extension"):
    files = {
        "PKG-INFO": metadata,
        "pyproject.toml": '[build-system]\\nrequires = ["setuptools"]\\nbuild-backend = "setuptools.build_meta"\\n',
        "setup.py": f'from setuptools import Extension, setup\\nsetup(name="{name}", version="{version}", ext_modules=[Extension("{name}", ["{name}.c"])])\\n',
        f"{name}.c": "#include <Python.h>\\n",
    }
    with tarfile.open(f"{folder}/{name}-{version}.tar.gz", "w:gz") as archive:
        for path, text in files.items():
            entry = tarfile.TarInfo(f"{name}-{version}/{path}")
            entry.size = len(text.encode())
            archive.addfile(entry, io.BytesIO(text.encode()))
else:
    info = f"{name}-{version}.dist-info"
    files = {
        f"{name}.py": package.get("code", ""),
        f"{info}/METADATA": metadata,
        f"{info}/WHEEL": "Wheel-Version: 1.0\\nGenerator: made\\nRoot-Is-Purelib: true\\nTag: py3-none-any\\n",
    }
    files[f"{info}/RECORD"] = "".join(f"{path},,\\n" for path in [*files, f"{info}/RECORD"])
    with zipfile.ZipFile(f"{folder}/{name}-{version}-py3-none-any.whl", "w") as archive:
        for path, text in files.items():
            archive.writestr(path, text)
`;

/** Writes a package into `folder`: a wheel, or a source package that has to be compiled. */
export function makePackage(folder: string, made: MadePackage): void {
  execFileSync('python3', ['-c', MAKE, folder, JSON.stringify(made)]);
}

/** Downloads packages with all they need, by the settings of this machine. */
export function downloadPackages(folder: string, ...names: string[]): void {
  const pip = ['-m', 'pip', 'download', '--quiet', '--disable-pip-version-check', '--dest', folder];
  execFileSync('python3', [...pip, ...names], { stdio: 'pipe' });
}
