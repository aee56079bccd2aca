#!/usr/bin/env bash
# The report and the pages of the runs as a browser shows them: widths of a laptop and of a phone, images, links, errors.
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
source "$here/common.sh" "$@"
browser=$(command -v chromium || command -v chromium-browser || command -v google-chrome || true)
[ -n "$browser" ] || { echo "skipped: no Chromium (Debian: apt-get install chromium)" >&2; exit 77; }

"$emsurvey" prepare --synthetic 6 --size 64 --seed 1 --output data.h5 >out.txt
"$emsurvey" run "${tiny[@]}" --data data.h5 --steps 20 --output survey >out.txt 2>err.txt || { cat err.txt >&2; fail "run"; }
printf 'run,label,threshold,F_score,semantic_Jaccard\n1,membranes,0.25,0.1,0.1\n1,membranes,0.5,0.2,0.1\n' \
  >survey/test/threshold_curves.csv
"$emsurvey" report survey >out.txt
report=$work/survey/test/report.html
for id in decision figure scores pairs ranking learning thresholds examples runs provenance; do
  grep -q "<section id=\"$id\">" "$report" || fail "the report has no section $id"
done
[ "$(stat -c %s "$report")" -lt 5000000 ] || fail "the report is too large"
! grep -Eq '(src|href)="(https?:)?//' "$report" || fail "the report needs the network"

# Shows a page in frames of both widths and describes what the browser made of it.
cat >frames.html <<'HTML'
<!DOCTYPE html><meta charset="utf-8"><body><pre id="result">not finished</pre><script>
const page = new URLSearchParams(location.search).get("page");
const lines = [];
function look(frame, width) {
  const page = frame.contentDocument;
  const wide = page.documentElement.scrollWidth;
  lines.push(`width ${width} ${wide <= width ? "fits" : "overflows to " + wide}`);
  const images = [...page.images];
  lines.push(`images ${images.length} ${images.every(image => image.naturalWidth > 0) ? "loaded" : "missing"}`);
  const stored = [...page.querySelectorAll("symbol image")].map(image => image.getAttribute("href"));
  const uses = [...page.querySelectorAll(".example use")].map(use => use.getAttribute("href"));
  lines.push(`pictures ${uses.every(id => page.querySelector(id)) ? "there" : "missing"}`);
  const links = [...page.querySelectorAll("a[href]")].map(link => link.getAttribute("href"));
  for (const link of links.filter(link => link.startsWith("#") && !page.querySelector(link))) lines.push(`dead ${link}`);
  for (const link of new Set(links.filter(link => !link.startsWith("#")))) lines.push(`link ${decodeURIComponent(link)}`);
  return Promise.all(stored.map(address => { const image = new Image(); image.src = address; return image.decode(); }));
}
const looks = [1366, 390].map(width => new Promise((resolve, reject) => {
  const frame = document.createElement("iframe");
  frame.style = `width:${width}px;height:3000px;border:0`;
  frame.onload = () => setTimeout(() => look(frame, width).then(resolve, reject), 300);
  frame.src = page;
  document.body.append(frame);
}));
Promise.all(looks).then(() => lines.push("finished"), error => lines.push("broken " + error))
  .then(() => { document.getElementById("result").textContent = lines.join("\n"); });
</script></body>
HTML

# check PAGE: every line that the frames tell, and nothing in the console.
check() {
  local folder
  folder=$(dirname "$1")
  "$browser" --headless --no-sandbox --disable-gpu --allow-file-access-from-files --user-data-dir="$work/profile" \
    --enable-logging=stderr --virtual-time-budget=20000 --window-size=1500,1000 --dump-dom \
    "file://$work/frames.html?page=$1" >dom.txt 2>console.txt || { cat console.txt >&2; fail "the browser did not run"; }
  sed -n '/<pre id="result">/,/<\/pre>/p' dom.txt | sed 's/.*<pre id="result">//; s/<\/pre>.*//; s/&amp;/\&/g' >told.txt
  grep -q '^finished$' told.txt || { cat told.txt console.txt >&2; fail "$1: the browser did not finish"; }
  ! grep -Eq 'overflows|missing|^dead' told.txt || { cat told.txt >&2; fail "$1 is broken"; }
  ! grep -q CONSOLE console.txt || { grep CONSOLE console.txt >&2; fail "$1: messages in the console"; }
  sed -n 's/^link //p' told.txt >links.txt
  while IFS= read -r link; do
    [ -e "$folder/${link%%#*}" ] || fail "$1: the link $link leads nowhere"
    case $link in *#*) grep -q "id=\"${link##*#}\"" "$folder/${link%%#*}" || fail "$1: nothing is at $link" ;; esac
  done <links.txt
}

check "$report"
grep -q '^1/index.html$' links.txt || fail "the report does not link the page of run 1"
[ "$(grep -c '^width' told.txt)" = 2 ] || fail "not both widths"
grep -Eq '^images [1-9][0-9]* loaded' told.txt || fail "the report shows no images"
check "$work/survey/test/1/index.html"
grep -q '^../report.html#run-1$' links.txt || fail "the page of run 1 does not link the report"

# The test would notice: a page that is too wide, lacks an image and has a link to nowhere.
mkdir broken
echo '<!DOCTYPE html><div style="width:900px">x</div><img src="none.png"><a href="#none">x</a>' >broken/page.html
(check "$work/broken/page.html") 2>err.txt && fail "a broken page is not noticed"
grep -q 'overflows' err.txt || fail "the width is not noticed"
grep -q 'missing' err.txt || fail "the image is not noticed"
grep -q '^dead #none' err.txt || fail "the link is not noticed"
